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
        return NationalPush(igate, gate, *database, clock).run_once();
    }
    Result<NationalPush::Report> retry(const std::string& code) {
        IGate igate(*way);
        Qcvn120 gate(*way, {"VN:GOV:000.00.00.G22:vpcpdvcprocessing", "000.00.00.H48", "training", Personal("training")});
        return NationalPush(igate, gate, *database, clock).retry(code);
    }
    /// Somebody rates the service that a dossier was about, at a kiosk.
    void rate(const std::string& code, int value) {
        const dossier::LetterHead head{ids.make(clock.wall()), clock.wall(), "K01", "BINHSON", "binh-son"};
        Letter letter{dossier::LetterKind::rating, head.id, code,
                      Personal(dossier::rating_json(head, {"2026-1", 5, code, {}, {{"service", value}}})), clock.wall()};
        REQUIRE(IGate(*way).tell(letter));
    }
    [[nodiscard]] json last(const std::string& what) const {
        std::istringstream in(*read_file(province.folder.path() / "portal/national.jsonl"));
        json out;
        for (std::string line; std::getline(in, line);)
            if (auto one = json::parse(line); one["what"] == what) out = one["content"];
        return out;
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

TEST_CASE("ratings of dossiers follow them to the national portal once, under the code that the authority gave") {
    Bridge bridge;
    const auto code = bridge.dossier({Status::accepted});
    bridge.rate(code, 4);
    bridge.rate("", 1);
    auto report = bridge.round();
    REQUIRE(report);
    CHECK(report->ratings == 1);
    CHECK(bridge.round()->ratings == 0);
    const auto rating = bridge.last("rating");
    CHECK(rating.size() == 1);
    CHECK(rating[0]["MaHoSo"] == code);
    CHECK(rating[0]["ThangDiem"] == "5");
    CHECK(rating[0]["ChiTiet"][0]["Diem"] == "4");
    for (int i = 0; i < 120; ++i) bridge.rate(code, 5);  // more than an answer of the feed holds
    CHECK(bridge.round()->ratings == 120);
    CHECK(bridge.lines().at("rating") == 121);
}

TEST_CASE("a rating waits for its dossier's official code, and one that was refused goes with its dossier's next step") {
    Bridge bridge;
    NationalBook book(*bridge.database);
    const auto code = bridge.dossier({Status::accepted});
    const Rated early{bridge.ids.make(bridge.clock.wall()), "TAM-K01-261123-1001", bridge.clock.wall(), 5, {{"service", 3}}};
    REQUIRE(book.note(early));
    CHECK(book.waiting()->empty());
    REQUIRE(bridge.round());
    CHECK(bridge.last("rating")[0]["MaHoSo"] == code);
    bridge.rate(code, 2);
    bridge.province.faults(R"({"name": "refuse", "words": "Sai thang điểm"})");
    const auto refused = bridge.round();
    REQUIRE(refused);
    REQUIRE(refused->refused.size() == 1);
    CHECK(book.refusals()->front().what == "rating");
    bridge.province.faults("");
    CHECK(bridge.round()->ratings == 0);
    bridge.move(code, {Status::processing});
    CHECK(bridge.round()->ratings == 1);
    CHECK(book.refusals()->empty());
}

TEST_CASE("what the national portal refuses is kept with its words until the dossier moves, or is tried again") {
    Bridge bridge;
    NationalBook book(*bridge.database);
    const auto first = bridge.dossier({Status::accepted});
    const auto second = bridge.dossier({Status::accepted});
    bridge.province.faults(R"({"name": "refuse", "words": "Thiếu MaLinhVuc"})");
    REQUIRE(bridge.round());
    auto refusals = book.refusals();
    REQUIRE(refusals);
    REQUIRE(refusals->size() == 2);
    CHECK(refusals->front().code == first);
    CHECK(refusals->front().what == "dossier");
    CHECK(refusals->front().words.find("Thiếu MaLinhVuc") != std::string::npos);
    CHECK(bridge.retry(first)->refused.size() == 1);
    bridge.province.faults("");
    REQUIRE(bridge.round());
    CHECK(bridge.lines().empty());  // nothing has moved

    auto report = bridge.retry(first);
    INFO((report ? std::string() : report.error().detail));
    REQUIRE(report);
    CHECK(report->dossiers == 1);
    CHECK(report->steps == 2);
    CHECK(bridge.retry(first).error().code == Code::not_found);
    bridge.move(second, {Status::processing});
    report = bridge.round();
    REQUIRE(report);
    CHECK(report->dossiers == 1);
    CHECK(report->steps == 3);
    CHECK(book.refusals()->empty());
    CHECK(bridge.lines() == std::map<std::string, int>{{"dossier", 2}, {"progress", 5}});
}

TEST_CASE("after a push that nobody answered the national portal is asked first, and has the dossier once") {
    /// Loses the answer to one push, as a line does that breaks.
    class Deaf final : public Transport {
    public:
        explicit Deaf(Transport& to) : to_(to) {}
        bool deaf = true;
        std::vector<std::string> calls;
        Result<Answer> send(const Request& request) override {
            const auto body = json::parse(request.json.reveal());
            const auto service = body.value("service", std::string("login"));
            calls.push_back(service);
            auto answer = to_.send(request);
            if (deaf && service == "DongBoHoSoMC") return fail(Code::unknown_outcome, "no answer");
            return answer;
        }

    private:
        Transport& to_;
    };
    Bridge bridge;
    bridge.dossier({Status::accepted});
    Deaf line(*bridge.way);
    IGate igate(*bridge.way);
    Qcvn120 gate(line, {"VN:GOV:000.00.00.G22:vpcpdvcprocessing", "000.00.00.H48", "training", Personal("training")});
    NationalPush push(igate, gate, *bridge.database, bridge.clock);
    CHECK(push.run_once().error().code == Code::unknown_outcome);
    line.deaf = false;
    line.calls.clear();
    REQUIRE(push.run_once());
    CHECK(line.calls == std::vector<std::string>{"TraCuuHoSo", "DongBoHoSoMC", "CapNhatTienDoHoSoMC"});
    CHECK(bridge.lines() == std::map<std::string, int>{{"dossier", 1}, {"update", 1}, {"progress", 2}});
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

    INFO("what is refused is listed, and goes again by hand");
    const auto asked = [&](std::vector<std::string> words) {
        words.insert(words.begin(), "province");
        words.insert(words.end(), {"--config", config, "--data", data, "--portal", bridge.province.portal->url(),
                                   "--portal-ca", ca, "--json"});
        return stage::said(stage::kiosk_words(words));
    };
    CHECK(json::parse(asked({"refused"}).text)["refused"].empty());
    const auto fault = [&](const char* name) {
        return stage::said(stage::kiosk_words({"portal", "fault", name, "--words", "Thiếu MaLinhVuc", "--data",
                                               (bridge.province.folder.path() / "portal").string()}))
            .code;
    };
    const std::string code = bridge.last("dossier")["MaHoSo"];
    REQUIRE(stage::said(stage::kiosk_words(
                            {"portal", "move", code, "4", "--data", (bridge.province.folder.path() / "portal").string()}))
                .code == 0);
    REQUIRE(fault("refuse") == 0);
    CHECK(run(config).code == 1);
    const auto listed = json::parse(asked({"refused"}).text)["refused"];
    REQUIRE(listed.size() == 1);
    CHECK(listed[0]["code"] == code);
    CHECK(listed[0]["words"].get<std::string>().find("Thiếu MaLinhVuc") != std::string::npos);
    CHECK(asked({"retry", code}).code == 1);
    REQUIRE(fault("clear") == 0);
    const auto again = asked({"retry", code});
    CHECK(again.code == 0);
    CHECK(json::parse(again.text)["dossiers"] == 1);
    CHECK(asked({"retry", code}).code == 1);
    CHECK(json::parse(asked({"refused"}).text)["refused"].empty());

    const auto dictionary = json::parse(asked({"dictionary", "LayDanhMucCoQuan"}).text);
    CHECK(dictionary["rows"][0]["code"] == "000.00.00.H48");
    CHECK(asked({"dictionary", "DongBoHoSoMC"}).code == 2);
    CHECK(asked({"dictionary", "LayDanhMucKhongCo"}).code == 1);
    std::filesystem::permissions(bridge.province.folder.path() / "password",
                                 std::filesystem::perms::owner_all | std::filesystem::perms::others_read);
    CHECK(run(config).code == 1);
}
