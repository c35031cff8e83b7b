// The line cut at a byte of every call that only asks, and of a sign-in: no answer is made up, and asked again there is the right
// one. A sample here; every byte where KIOSK_LONG is set.
#include "kiosk/openid/provider.hpp"
#include "kiosk/portal/catalogue_pull.hpp"
#include "tests/portal/severed.hpp"

using namespace kiosk;
using namespace kiosk::portal;

namespace {

std::string issuer_of(const stage::Severed& town) { return town.province.portal->url() + "/oidc"; }

/// As the person does whose telephone opened the page.
void confirm(const stage::Severed& town, const std::string& user_code) {
    const auto form = "user_code=" + user_code + "&person=1";
    Request request;
    request.method = Method::post;
    request.path = "oidc/device";
    request.content = {"application/x-www-form-urlencoded", form};
    REQUIRE(stage::way_to(town.province.endpoint())->send(request));
}

}  // namespace

TEST_CASE("a question whose answer is cut off has no answer, and asked again it has the right one") {
    stage::Severed town;
    const auto codes = town.prepared(3, {dossier::Status::not_accepted});
    const auto& code = codes.front();
    int runs = town.ask(311, [&](Transport& way) { return IGate(way).connected(); });
    runs += town.ask(311, [&](Transport& way) -> Result<Done> {
        auto view = IGate(way).status(code, "0123");
        if (!view) return fail(std::move(view));
        REQUIRE(view->status == dossier::Status::not_accepted);
        return Done{};
    });
    runs += town.ask(311, [&](Transport& way) -> Result<Done> {
        auto found = IGate(way).find(town.ids.make(town.clock.wall()));
        if (!found) return fail(std::move(found));
        REQUIRE_FALSE(*found);
        return Done{};
    });
    runs += town.ask(311, [&](Transport& way) -> Result<Done> {
        auto changes = IGate(way).changes("", "");
        if (!changes) return fail(std::move(changes));
        REQUIRE(changes->views.size() == 3);
        return Done{};
    });
    CHECK(runs > 30);
}

TEST_CASE("a paper whose answer is cut off is not printed in part") {
    stage::Severed town;
    const auto code = town.prepared(1, {dossier::Status::not_accepted}).front();
    const auto whole_way = stage::way_to(town.province.endpoint());
    const auto paper = IGate(*whole_way).status(code, "0123")->sent.at(0).id;
    const auto pdf = IGate(*whole_way).paper(code, "0123", paper);
    REQUIRE(pdf);
    town.ask(2503, [&](Transport& way) -> Result<Done> {
        auto again = IGate(way).paper(code, "0123", paper);
        if (!again) return fail(std::move(again));
        REQUIRE(again->reveal() == pdf->reveal());
        return Done{};
    });
}

TEST_CASE("a catalogue whose answer is cut off leaves nothing to adopt") {
    const stage::TempFolder given;
    std::filesystem::create_directories(given.path() / "catalogue");
    std::filesystem::create_directories(given.path() / "announcements");
    REQUIRE(write_file(given.path() / "catalogue/fields.toml", "# a catalogue\n"));
    REQUIRE(write_file(given.path() / "announcements/tet.toml", "# an announcement\n"));
    stage::Severed town(given.path());
    const auto candidate = town.folder.path() / "candidate";
    town.ask(311, [&](Transport& way) -> Result<Done> {
        auto pulled = pull_catalogue(way, {}, candidate);
        REQUIRE(std::filesystem::exists(candidate) == pulled.has_value());
        if (!pulled) return fail(std::move(pulled));
        REQUIRE(*read_file(candidate / "catalogue/fields.toml") == "# a catalogue\n");
        REQUIRE(*read_file(candidate / "announcements/tet.toml") == "# an announcement\n");
        return Done{};
    });
}

TEST_CASE("a sign-in over a line that is cut ends with the right person or with none, and shows that person's dossiers") {
    stage::Severed town;
    REQUIRE(town.prepared(2, {}).size() == 2);
    Personal token;
    const int runs = town.cut_everywhere(613, [&] {
        const auto way = stage::way_to(town.endpoint());
        openid::OpenIdProvider provider(*way, stage::telephone(), issuer_of(town), town.clock, town.ids);
        auto grant = provider.begin();
        for (int i = 0; i < 3 && !grant; ++i) grant = provider.begin();
        REQUIRE(grant);
        confirm(town, grant->user_code);
        auto answer = provider.poll(grant->device_code);
        for (int i = 0; i < 3 && std::holds_alternative<signin::NoAnswer>(answer); ++i)
            answer = provider.poll(grant->device_code);
        // Confirmed, and the answer lost: the code counts once, so the person begins anew. Nobody else is signed in.
        const auto* approved = std::get_if<signin::Approved>(&answer);
        const bool none =
            std::holds_alternative<signin::Unusable>(answer) || std::holds_alternative<signin::TooLate>(answer);
        REQUIRE((approved != nullptr || none));
        if (approved != nullptr) {
            REQUIRE(approved->person.person.name.reveal() == "ĐINH THỊ ÁNH");
            auto own = IGate(*way).own_dossiers(provider.access_token());
            for (int i = 0; i < 3 && !own; ++i) own = IGate(*way).own_dossiers(provider.access_token());
            REQUIRE(own);
            REQUIRE(own->size() == 2);
            token = provider.access_token();
        }
        const auto ended = provider.end();  // forgotten here in any case; that the provider heard of it is told
        REQUIRE(provider.access_token().empty());
        if (ended && !token.empty())
            REQUIRE(IGate(*stage::way_to(town.province.endpoint())).own_dossiers(token).error().code == Code::closed);
        token = {};
        town.clock.advance(11min);
    });
    CHECK(runs > 10);
}
