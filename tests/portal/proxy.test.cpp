// Behind a province's HTTP proxy a kiosk is as careful as without one, and says which of the two does not answer.
#include "tests/portal/support.hpp"
#include "tests/portal/wire.hpp"

using namespace kiosk;
using namespace kiosk::portal;

namespace {

const SystemClock proxy_clock;

struct Behind {
    explicit Behind(std::string answer) : proxy(province.portal->port(), 1, std::move(answer)), way(province.endpoint()) {
        way.proxy = "http://kiosk:secret@127.0.0.1:" + std::to_string(proxy.port());
        way.limits.connect = 20s;
    }
    [[nodiscard]] Result<Done> ask() const { return IGate(*stage::way_to(way)).connected(); }
    stage::Province province{proxy_clock};
    stage::Wire proxy;
    Endpoint way;
};

bool says(const Error& error, const char* words) { return error.detail.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("through a proxy the portal is reached, and only through it") {
    const Behind kiosk("200 Connection established");
    const auto answer = kiosk.ask();
    INFO((answer ? std::string() : answer.error().detail));
    CHECK(answer);
    CHECK(kiosk.proxy.connects() == 1);
    CHECK(kiosk.proxy.requested() > 0);
}

TEST_CASE("a certificate that is not the portal's is not believed behind a proxy either, and nothing was sent") {
    Behind kiosk("200 OK");
    const stage::Province other(proxy_clock);
    kiosk.way.ca_file = other.endpoint().ca_file;
    const auto answer = kiosk.ask();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::untrusted);
    CHECK(says(answer.error(), "nothing was sent"));
}

TEST_CASE("a proxy that says no is named, with its answer and without its password, and nothing was sent") {
    const Behind kiosk("403 Forbidden");
    const auto answer = kiosk.ask();
    REQUIRE_FALSE(answer);
    INFO(answer.error().detail);
    CHECK(answer.error().code == Code::unreachable);
    CHECK(says(answer.error(), "403"));
    CHECK(says(answer.error(), "nothing was sent"));
    CHECK_FALSE(says(answer.error(), "secret"));
    CHECK(kiosk.proxy.requested() == 0);
}

TEST_CASE("a proxy that is away is named, not the portal's address alone") {
    Behind kiosk("200 OK");
    const int nobody = test::free_port();
    kiosk.way.proxy = "http://127.0.0.1:" + std::to_string(nobody);
    const auto answer = kiosk.ask();
    REQUIRE_FALSE(answer);
    INFO(answer.error().detail);
    CHECK(answer.error().code == Code::unreachable);
    CHECK(says(answer.error(), std::to_string(nobody).c_str()));
    CHECK(says(answer.error(), "portal.proxy"));
}

TEST_CASE("a line behind a proxy that breaks after the request went out leaves a doubt") {
    Behind kiosk("200 OK");
    REQUIRE(kiosk.ask());
    const auto whole = kiosk.proxy.answered();
    kiosk.proxy.cut_answer_after(1);
    const auto early = kiosk.ask();
    REQUIRE_FALSE(early);
    CHECK(early.error().code == Code::unreachable);  // the handshake was not done: nothing of the request
    kiosk.proxy.cut_answer_after(whole - 20);
    const auto late = kiosk.ask();
    REQUIRE_FALSE(late);
    CHECK(late.error().code == Code::unknown_outcome);
}
