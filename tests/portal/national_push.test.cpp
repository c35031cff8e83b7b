// What moves at the provincial portal reaches the national one, by `kiosk province`'s own steps and by the command itself.
#include "kiosk/portal/national_push.hpp"

#include <signal.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kiosk/base/files.hpp"
#include "kiosk/sandbox/desk.hpp"
#include "tests/portal/child.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using dossier::Status;
using nlohmann::json;

namespace {

struct Bridge {
    Bridge() : clock(stage::monday_morning), province(clock), way(stage::way_to(province.endpoint())) {
        auto opened = store::Database::open_in_memory();
        REQUIRE(opened);
        database = std::move(*opened);
    }
    /// At the provincial portal, moved by its officers.
    std::string dossier(std::initializer_list<Status> states) {
        province.portal.reset();
        std::string code;
        {
            auto desk = sandbox::Desk::open(province.folder.path() / "portal", clock);
            REQUIRE(desk);
            const auto id = ids.make(clock.wall());
            const auto record = (*desk)->take_dossier(id, "TAM-K01-261123-" + std::to_string(1000 + ++taken),
                                                      stage::body(id, clock.wall()), {});
            REQUIRE(record);
            code = record->code;
            for (const auto state : states) REQUIRE((*desk)->move(code, state, ""));
        }
        reopen();
        return code;
    }
    void move(const std::string& code, std::initializer_list<Status> states) {
        province.portal.reset();
        {
            auto desk = sandbox::Desk::open(province.folder.path() / "portal", clock);
            REQUIRE(desk);
            for (const auto state : states) REQUIRE((*desk)->move(code, state, ""));
        }
        reopen();
    }
    void reopen() {
        province.start();
        way = stage::way_to(province.endpoint());
    }
    Result<NationalPush::Report> round() {
        IGate igate(*way);
        Qcvn120 gate(*way, {"VN:GOV:000.00.00.G22:vpcpdvcprocessing", "000.00.00.H48", "training", Personal("training")});
        return NationalPush(igate, gate, *database).run_once();
    }
    /// The configuration of the tree with `[national]` in it: the same training portal is both.
    [[nodiscard]] std::string folder_of_config() const {
        const auto folder = province.folder.path() / "config";
        std::filesystem::copy(std::filesystem::path(KIOSK_SOURCE_DIR) / "config", folder,
                              std::filesystem::copy_options::recursive);
        const auto password = province.folder.path() / "password";
        REQUIRE(write_file(password, "training\n"));
        auto text = *read_file(folder / "kiosk.toml");
        text += "\n[national]\nurl = \"" + province.portal->url() + "\"\nca_file = \"" +
                province.endpoint().ca_file.string() +
                "\"\ndestination = \"VN:GOV:000.00.00.G22:vpcpdvcprocessing\"\nsender = \"000.00.00.H48\"\n"
                "username = \"training\"\npassword_file = \"" +
                password.string() + "\"\n";
        REQUIRE(write_file(folder / "kiosk.toml", text));
        return (folder / "kiosk.toml").string();
    }
    [[nodiscard]] std::map<std::string, int> lines() const {
        const auto text = read_file(province.folder.path() / "portal/national.jsonl");
        REQUIRE(text);
        std::istringstream in(*text);
        std::map<std::string, int> out;
        for (std::string line; std::getline(in, line);) ++out[json::parse(line)["what"].get<std::string>()];
        return out;
    }
    ManualClock clock;
    stage::Province province;
    std::unique_ptr<CurlTransport> way;
    std::unique_ptr<store::Database> database;
    SeededIds ids{71};
    int taken = 0;
};

}  // namespace

TEST_CASE("dossiers and their steps reach the national portal once, and each change of state as an update") {
    Bridge bridge;
    const auto first = bridge.dossier({Status::accepted});
    bridge.dossier({});
    auto report = bridge.round();
    INFO((report ? std::string() : report.error().detail));
    REQUIRE(report);
    CHECK(report->dossiers == 2);
    CHECK(report->steps == 3);
    CHECK(bridge.lines() == std::map<std::string, int>{{"dossier", 2}, {"progress", 3}});
    report = bridge.round();
    REQUIRE(report);
    CHECK(report->dossiers == 0);
    CHECK(bridge.lines() == std::map<std::string, int>{{"dossier", 2}, {"progress", 3}});

    bridge.move(first, {Status::processing, Status::finished});
    report = bridge.round();
    REQUIRE(report);
    CHECK(report->dossiers == 1);
    CHECK(report->steps == 2);
    CHECK(bridge.lines() == std::map<std::string, int>{{"dossier", 2}, {"progress", 5}, {"update", 1}});
}

TEST_CASE("more steps than a call takes go in several, and a round that breaks off is gone on with, not begun again") {
    Bridge bridge;
    const auto code = bridge.dossier({Status::accepted, Status::processing});
    for (int i = 0; i < 6; ++i) bridge.move(code, {Status::supplement_asked, Status::processing});  // 15 steps
    REQUIRE(bridge.round());
    CHECK(bridge.lines() == std::map<std::string, int>{{"dossier", 1}, {"progress", 15}});
    bridge.province.faults(R"({"name": "down"})");
    CHECK_FALSE(bridge.round());
    bridge.province.faults("");
    bridge.move(code, {Status::finished});
    REQUIRE(bridge.round());
    CHECK(bridge.lines() == std::map<std::string, int>{{"dossier", 1}, {"progress", 16}, {"update", 1}});
}

TEST_CASE("who has forgotten what was pushed is told «đã tồn tại», updates, and goes on") {
    Bridge bridge;
    bridge.dossier({Status::accepted});
    REQUIRE(bridge.round());
    bridge.database = std::move(*store::Database::open_in_memory());
    const auto again = bridge.round();
    REQUIRE(again);
    CHECK(again->dossiers == 1);
    CHECK(again->refused.empty());
    CHECK(bridge.lines().at("dossier") == 1);
    CHECK(bridge.lines().at("update") == 1);
}

TEST_CASE("kiosk province pushes what is there, and does nothing where nobody has set it up") {
    Bridge bridge;
    bridge.dossier({Status::accepted});
    const auto config = bridge.folder_of_config();
    const auto data = (bridge.province.folder.path() / "province").string();
    const auto ca = bridge.province.endpoint().ca_file.string();
    const auto run = [&](const std::string& file) {
        return stage::said(stage::kiosk_words({"province", "--once", "--json", "--config", file, "--data", data, "--portal",
                                               bridge.province.portal->url(), "--portal-ca", ca}));
    };
    const auto off = run(std::string(KIOSK_SOURCE_DIR) + "/config/kiosk.toml");
    CHECK(off.code == 1);
    CHECK(off.text.find("[national]") != std::string::npos);
    const auto on = run(config);
    INFO(on.text);
    CHECK(on.code == 0);
    CHECK(json::parse(on.text)["dossiers"] == 1);
    CHECK(json::parse(on.text)["steps"] == 2);
    CHECK(json::parse(run(config).text)["dossiers"] == 0);
    CHECK(bridge.lines() == std::map<std::string, int>{{"dossier", 1}, {"progress", 2}});
    std::filesystem::permissions(bridge.province.folder.path() / "password",
                                 std::filesystem::perms::owner_all | std::filesystem::perms::others_read);
    CHECK(run(config).code == 1);
}
