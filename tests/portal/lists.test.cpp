// Lists of dossiers over the wire: the feed of changes since a mark, and the dossiers of whoever signed in.
#include <set>

#include "kiosk/openid/provider.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/sandbox/desk.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using dossier::Status;

namespace {

struct Listed {
    Listed() : clock(stage::monday_morning), province(clock), way(stage::way_to(province.endpoint())) {}
    /// Handed in at K01, by the mother whose number the training portal's first person has.
    std::string hand_in() {
        Submission submission;
        submission.id = ids.make(clock.wall());
        submission.provisional_code = "TAM-K01-261123-" + std::to_string(1000 + ++pressed);
        submission.submitted_at = clock.wall();
        submission.body_json =
            Personal(stage::body(submission.id, clock.wall(), {}, stage::within(2), submission.provisional_code));
        const auto accepted = IGate(*way).submit(submission);
        REQUIRE(accepted);
        return accepted->official_code;
    }
    /// What an officer does meanwhile.
    void move(const std::string& code, Status to) {
        province.portal.reset();
        {
            auto desk = sandbox::Desk::open(province.folder.path() / "portal", clock);
            REQUIRE(desk);
            REQUIRE((*desk)->move(code, to, "Đã nhận"));
        }
        province.start();
        way = stage::way_to(province.endpoint());
    }
    StatusChanges changes(const std::string& mark, const char* kiosk = "K01") {
        auto out = IGate(*way).changes(kiosk, mark);
        INFO((out ? std::string() : out.error().detail));
        REQUIRE(out);
        return *out;
    }
    ManualClock clock;
    stage::Province province;
    std::unique_ptr<CurlTransport> way;
    SeededIds ids{51};
    int pressed = 0;
};

}  // namespace

TEST_CASE("the feed tells what has changed since the mark, each dossier once as it is now, and nothing twice") {
    Listed town;
    const auto first = town.hand_in();
    const auto second = town.hand_in();
    const auto all = town.changes("");
    REQUIRE(all.views.size() == 2);
    CHECK(all.views[0].code == first);
    CHECK(all.views[0].holder_masked.reveal().find('*') != std::string_view::npos);
    CHECK_FALSE(all.more);
    CHECK(town.changes(all.mark).views.empty());
    CHECK(town.changes("", "K02").views.empty());  // handed in elsewhere
    CHECK(town.changes("", "").views.size() == 2);

    town.move(first, Status::accepted);
    town.move(first, Status::processing);
    const auto moved = town.changes(all.mark);
    REQUIRE(moved.views.size() == 1);
    CHECK(moved.views[0].code == first);
    CHECK(moved.views[0].status == Status::processing);
    CHECK(moved.views[0].steps.size() == 3);
    CHECK(town.changes(moved.mark).views.empty());
    town.move(second, Status::accepted);
    CHECK(town.changes(moved.mark).views.at(0).code == second);  // marks count on after a restart
    CHECK(IGate(*town.way).changes("K01", "no mark").error().code == Code::refused);
}

TEST_CASE("more changes than an answer holds come in several, none left out") {
    Listed town;
    for (int i = 0; i < 120; ++i) town.hand_in();
    std::string mark;
    std::set<std::string> codes;
    int answers = 0;
    for (bool more = true; more; ++answers) {
        const auto some = town.changes(mark);
        for (const auto& view : some.views) CHECK(codes.insert(view.code).second);
        mark = some.mark;
        more = some.more;
    }
    CHECK(codes.size() == 120);
    CHECK(answers == 3);
}

TEST_CASE("a list that is none is not believed, and one dossier in it that cannot be read does not hide the others") {
    class OneAnswer final : public Transport {
    public:
        std::string body;
        Result<Answer> send(const Request&) override { return Answer{200, "application/json", body, {}, {}}; }
    } wire;
    IGate igate(wire);
    for (const char* wrong : {"[]", R"({"content":[]})", R"({"content":[],"mark":"","more":false})",
                              R"({"content":[],"mark":"1","more":"no"})", R"({"content":{},"mark":"1","more":false})"}) {
        CAPTURE(wrong);
        wire.body = wrong;
        CHECK(igate.changes("K01", "").error().code == Code::untrusted);
    }
    Listed town;
    town.hand_in();
    Request request;
    request.path = "pa/dossier/--changes?kiosk=K01&since=";
    const auto whole = town.way->send(request)->body;
    wire.body = "{\"mark\":\"2\",\"more\":false,\"content\":[{\"code\":\"x\"}," + whole.substr(whole.find("[{") + 1);
    const auto read = igate.changes("K01", "");
    REQUIRE(read);
    CHECK(read->views.size() == 1);
    CHECK(read->unreadable == 1);
}

TEST_CASE("who signed in is given their own dossiers and nobody else's, for as long as they are signed in") {
    Listed town;
    const auto code = town.hand_in();
    const auto issuer = town.province.portal->url() + "/oidc";
    for (const auto& [person, wanted] : {std::pair{"1", 1}, std::pair{"2", 0}}) {
        CAPTURE(person);
        openid::OpenIdProvider provider(*town.way, stage::telephone(), issuer, town.clock, town.ids);
        const auto grant = provider.begin();
        REQUIRE(grant);
        const auto form = "user_code=" + grant->user_code + "&person=" + person;
        Request confirm;
        confirm.method = Method::post;
        confirm.path = "oidc/device";
        confirm.content = {"application/x-www-form-urlencoded", form};
        REQUIRE(town.way->send(confirm));
        REQUIRE(std::holds_alternative<signin::Approved>(provider.poll(grant->device_code)));
        const Personal token = provider.access_token();
        const auto own = IGate(*town.way).own_dossiers(token);
        REQUIRE(own);
        CHECK(own->size() == static_cast<std::size_t>(wanted));
        if (wanted == 1) CHECK(own->at(0).code == code);
        CHECK(provider.end());
        CHECK(IGate(*town.way).own_dossiers(token).error().code == Code::closed);
    }
    CHECK(IGate(*town.way).own_dossiers(Personal("made up")).error().code == Code::closed);
}
