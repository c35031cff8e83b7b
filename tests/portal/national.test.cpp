// The national portal's exchange (QCVN 120) as the province speaks it, and what is pulled down to the kiosk.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kiosk/base/files.hpp"
#include "kiosk/portal/catalogue_pull.hpp"
#include "kiosk/portal/qcvn120.hpp"
#include "tests/portal/child.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using nlohmann::json;

namespace {

struct Nation {
    Nation() : clock(stage::monday_morning), province(clock), way(stage::way_to(province.endpoint())) {}
    [[nodiscard]] static Qcvn120Account account(const char* password = "training") {
        return {"VN:GOV:000.00.00.G22:vpcpdvcprocessing", "000.00.00.H48", "training", Personal(password)};
    }
    [[nodiscard]] static NationalDossier dossier(int steps) {
        NationalDossier out;
        out.code = "000.00.53.H48-261123-0001";
        out.packet = Personal(R"({"MaHoSo":"000.00.53.H48-261123-0001","MaTTHC":"1.001193","TrangThaiHoSo":"2"})");
        for (int i = 0; i < steps; ++i)
            out.steps.push_back({Personal(json{{"MaHoSo", out.code}, {"NoiDungXuLy", std::to_string(i)}}.dump()), false});
        return out;
    }
    [[nodiscard]] int lines(const char* what) const {
        const auto text = read_file(province.folder.path() / "portal/national.jsonl");
        REQUIRE(text);
        std::istringstream in(*text);
        int n = 0;
        for (std::string line; std::getline(in, line);) n += json::parse(line)["what"] == what ? 1 : 0;
        return n;
    }
    ManualClock clock;
    stage::Province province;
    std::unique_ptr<CurlTransport> way;
};

bool all_sent(const NationalDossier& dossier) {
    return dossier.sent &&
           std::all_of(dossier.steps.begin(), dossier.steps.end(), [](const auto& step) { return step.sent; });
}

}  // namespace

TEST_CASE("a dossier and its progress reach the national portal, ten rows a call, each with its own flag") {
    Nation nation;
    Qcvn120 gate(*nation.way, Nation::account());
    auto dossier = Nation::dossier(23);
    CHECK_FALSE(*gate.knows(dossier.code));
    REQUIRE(gate.sync(dossier));
    CHECK(all_sent(dossier));
    CHECK(*gate.knows(dossier.code));
    CHECK(nation.lines("dossier") == 1);
    CHECK(nation.lines("progress") == 23);
    REQUIRE(gate.sync(dossier));  // nothing is left to send
    CHECK(nation.lines("progress") == 23);

    auto again = Nation::dossier(0);  // whoever forgot the flag: «đã tồn tại» is answered by an update
    REQUIRE(gate.sync(again));
    CHECK(again.sent);
    CHECK(nation.lines("dossier") == 1);
    CHECK(nation.lines("update") == 1);
}

TEST_CASE("whoever is not sure whether a dossier is there asks before sending it, and only then") {
    /// Notes what is asked of the national portal.
    class Noting final : public Transport {
    public:
        explicit Noting(Transport& to) : to_(to) {}
        std::vector<std::string> calls;
        Result<Answer> send(const Request& request) override {
            const auto body = json::parse(request.json.reveal());
            if (body.contains("service"))
                calls.push_back(body["service"].get<std::string>() + ' ' + body.value("isUpdating", std::string("-")));
            return to_.send(request);
        }

    private:
        Transport& to_;
    };
    Nation nation;
    Noting way(*nation.way);
    Qcvn120 gate(way, Nation::account());
    const auto said = [&](Presence presence) {
        auto dossier = Nation::dossier(0);
        dossier.presence = presence;
        way.calls.clear();
        REQUIRE(gate.sync(dossier));
        CHECK(dossier.presence == Presence::present);
        return way.calls;
    };
    using Calls = std::vector<std::string>;
    CHECK(said(Presence::unsure) == Calls{"TraCuuHoSo -", "DongBoHoSoMC False"});
    CHECK(said(Presence::unsure) == Calls{"TraCuuHoSo -", "DongBoHoSoMC True"});
    CHECK(said(Presence::present) == Calls{"DongBoHoSoMC True"});
    CHECK(said(Presence::absent) == Calls{"DongBoHoSoMC False", "DongBoHoSoMC True"});
    CHECK(nation.lines("dossier") == 1);
    CHECK(nation.lines("update") == 3);
}

TEST_CASE("what was sent before the line broke keeps its flag, and only the rest goes out later") {
    Nation nation;
    Qcvn120 gate(*nation.way, Nation::account());
    auto dossier = Nation::dossier(15);
    REQUIRE(gate.knows(dossier.code));  // logged in
    dossier.steps[12].row = Personal(R"({"MaHoSo":"another"})");
    const auto broken = gate.sync(dossier);
    REQUIRE_FALSE(broken);
    CHECK(broken.error().code == Code::refused);
    CHECK(broken.error().detail.find("Hồ sơ chưa có") != std::string::npos);
    CHECK(dossier.sent);
    CHECK(dossier.steps[9].sent);
    CHECK_FALSE(dossier.steps[10].sent);
    dossier.steps[12].row = dossier.steps[11].row;
    REQUIRE(gate.sync(dossier));
    CHECK(all_sent(dossier));
    CHECK(nation.lines("dossier") == 1);
    CHECK(nation.lines("progress") == 15);
}

TEST_CASE("a session that has ended is begun anew by itself, and who is not let in is told so") {
    Nation nation;
    Qcvn120 gate(*nation.way, Nation::account());
    REQUIRE(gate.knows("x"));
    nation.clock.advance(2h);
    CHECK(gate.knows("x"));
    Qcvn120 stranger(*nation.way, Nation::account("guess"));
    CHECK(stranger.knows("x").error().code == Code::closed);
    CHECK(gate.rate(Personal(R"({"MaHoSo":"x","Diem":"5"})")));
    CHECK(nation.lines("rating") == 1);
    const auto agencies = gate.dictionary("LayDanhMucCoQuan");
    REQUIRE(agencies);
    CHECK(agencies->front() == std::pair<std::string, std::string>("000.00.00.H48", "UBND tỉnh Quảng Ngãi"));
    CHECK(gate.dictionary("LayDanhMucGioiTinh")->back() == std::pair<std::string, std::string>("2", "Nữ"));
    CHECK(gate.dictionary("LayDanhMucKhongCo").error().code == Code::refused);
    for (const char* other : {"DongBoHoSoMC", "LayThuTuc", "LayDanhMuc\"}", ""})
        CHECK(gate.dictionary(other).error().code == Code::bad_usage);
    nation.province.faults(R"({"name": "html_200"})");
    CHECK(gate.knows("x").error().code == Code::untrusted);
}

TEST_CASE("the catalogue is pulled as a whole when it is new, and not at all when it is not") {
    const SystemClock clock;
    const stage::TempFolder folder;
    const auto shipped = std::filesystem::path(KIOSK_SOURCE_DIR) / "config";
    sandbox::TrainingPortal::Options options;
    options.data = folder.path() / "portal";
    options.catalogue_of = folder.path() / "given";
    std::filesystem::create_directories(options.catalogue_of);
    for (const char* part : {"catalogue", "units", "forms", "calendar"})
        std::filesystem::copy(shipped / part, options.catalogue_of / part, std::filesystem::copy_options::recursive);
    const auto portal = sandbox::TrainingPortal::start(options, clock);
    REQUIRE(portal);
    Endpoint endpoint;
    endpoint.url = (*portal)->url();
    endpoint.ca_file = (*portal)->certificate_file();
    const auto way = stage::way_to(endpoint);
    const auto candidate = folder.path() / "candidate";
    const auto first = pull_catalogue(*way, {}, candidate);
    INFO((first ? std::string() : first.error().detail));
    REQUIRE(first);
    CHECK(first->changed);
    CHECK(*read_file(candidate / "catalogue/ho_tich.toml") == *read_file(shipped / "catalogue/ho_tich.toml"));
    const auto noon = wall_time({{2026, 11, 23}, 12, 0, 0});
    REQUIRE(keep_pull(folder.path(), {first->etag, noon, noon, {}}));
    CHECK(kept_pull(folder.path()).adopted_at == noon);
    const auto second = pull_catalogue(*way, kept_pull(folder.path()).etag, candidate);
    REQUIRE(second);
    CHECK_FALSE(second->changed);
    CHECK_FALSE(std::filesystem::exists(candidate));
    REQUIRE(write_file(options.catalogue_of / "catalogue/synonyms.toml", "# changed\n"));
    const auto third = pull_catalogue(*way, kept_pull(folder.path()).etag, candidate);
    REQUIRE(third);
    CHECK(third->changed);
    CHECK(third->etag != first->etag);
}

TEST_CASE("a bundle that is no catalogue leaves nothing behind") {
    class One final : public Transport {
    public:
        Answer answer;
        Result<Answer> send(const Request&) override { return answer; }
    } wire;
    const stage::TempFolder folder;
    const auto pulled = [&](const std::string& body, const char* etag = "\"1\"") {
        wire.answer.status = 200;
        wire.answer.media_type = "application/json";
        wire.answer.body = body;
        wire.answer.headers = {{"etag", etag}};
        const auto out = pull_catalogue(wire, "\"0\"", folder.path() / "candidate");
        CHECK(std::filesystem::exists(folder.path() / "candidate") == out.has_value());
        return out;
    };
    const auto file = [](const char* name, const char* hash) {
        return std::string(R"({"files":[{"name":")") + name + R"(","content":"YQ==","sha256":")" + hash + "\"}]}";
    };
    const char* right = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";
    CHECK(pulled(file("catalogue/a.toml", right)));
    for (const char* name : {"../a.toml", "catalogue/../../a.toml", "catalogue/.a.toml", "catalogue/a.sh", "print/a.toml",
                             "texts/vi.toml", "catalogue/a.mo", "/etc/a.toml", "catalogue/a/b.toml", ""}) {
        CAPTURE(name);
        CHECK(pulled(file(name, right)).error().code == Code::untrusted);
    }
    CHECK_FALSE(pulled(file("catalogue/a.toml", "00")));
    CHECK_FALSE(pulled(file("catalogue/a.toml", right), ""));
    CHECK_FALSE(pulled(R"({"files":[]})"));
    CHECK_FALSE(pulled("[]"));
}
