#include "kiosk/portal/transport.hpp"

#include <atomic>
#include <thread>

#include "kiosk/base/files.hpp"
#include "kiosk/base/sha256.hpp"
#include "kiosk/portal/json.hpp"
#include "tests/portal/support.hpp"
#include "tests/portal/wire.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using stage::Province;
using stage::way_to;

namespace {

const SystemClock real_clock;

Request question() {
    Request request;
    request.path = "bd/procedure/--can-apply?page=0";
    return request;
}

Result<Answer> asked(const Endpoint& endpoint) { return way_to(endpoint)->send(question()); }

}  // namespace

TEST_CASE("the portal answers over its own certificate") {
    const Province province(real_clock);
    const auto answer = asked(province.endpoint());
    REQUIRE(answer);
    CHECK(answer->status == 200);
    CHECK(answer->media_type == "application/json");
}

TEST_CASE("a portal that cannot prove who it is gets no byte of a request") {
    Province province(real_clock);
    SECTION("its certificate was made by somebody else") {
        const Province stranger(real_clock);
        auto endpoint = province.endpoint();
        endpoint.ca_file = stranger.portal->certificate_file();
        const auto answer = asked(endpoint);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == Code::untrusted);
        CHECK(answer.error().detail.find("portal.ca_file") != std::string::npos);
    }
    SECTION("only the system's authorities are trusted") {
        auto endpoint = province.endpoint();
        endpoint.ca_file.clear();
        const auto answer = asked(endpoint);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == Code::untrusted);
    }
    SECTION("it is another host") {
        auto endpoint = province.endpoint();
        const stage::Wire elsewhere(province.portal->port(), 2);
        endpoint.url = "https://127.0.0.2:" + std::to_string(elsewhere.port());
        const auto answer = asked(endpoint);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == Code::untrusted);
    }
}

TEST_CASE("an expired certificate is not trusted") {
    const Province province(real_clock, -1);
    const auto answer = asked(province.endpoint());
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::untrusted);
}

TEST_CASE("only https addresses are taken") {
    for (const char* url : {"http://localhost", "ftp://localhost", "localhost", "https://", "", "file:///etc/passwd"}) {
        CAPTURE(url);
        Endpoint endpoint;
        endpoint.url = url;
        const auto opened = CurlTransport::open(endpoint);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == Code::bad_usage);
    }
}

TEST_CASE("a trust store that is not there is said at once") {
    Endpoint endpoint;
    endpoint.url = "https://localhost:1";
    endpoint.ca_file = "/no/such/file.pem";
    const auto opened = CurlTransport::open(endpoint);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == Code::not_found);
}

TEST_CASE("nobody listens: unreachable, nothing sent") {
    int port = 0;
    Endpoint endpoint;
    {
        const Province province(real_clock);
        endpoint = province.endpoint();
        port = province.portal->port();
        endpoint.ca_file.clear();
    }
    REQUIRE(port > 0);
    const auto answer = asked(endpoint);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::unreachable);
}

TEST_CASE("a portal that is down closes the connection before anything is sent") {
    Province province(real_clock);
    province.faults(R"({"name": "down"})");
    const auto answer = asked(province.endpoint());
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::unreachable);
}

TEST_CASE("a redirect is an answer, never followed") {
    Province province(real_clock);
    province.faults(R"({"name": "redirect"})");
    const auto answer = asked(province.endpoint());
    REQUIRE(answer);
    CHECK(answer->status == 302);
}

TEST_CASE("an answer larger than the limit is dropped, announced or not") {
    Province province(real_clock);
    province.faults(R"({"name": "huge_body"})");
    const auto answer = asked(province.endpoint());
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::too_large);
}

TEST_CASE("an answer that drips is given up at the limit, and its outcome is unknown") {
    Province province(real_clock);
    province.faults(R"({"name": "drip", "delay_ms": 40})");
    auto endpoint = province.endpoint();
    endpoint.limits.total = 250ms;
    Request request;
    request.path = "pa/dossier/search?idempotency-key=0190a000-0000-7000-8000-000000000001";
    const auto answer = way_to(endpoint)->send(request);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::unknown_outcome);
}

TEST_CASE("a call ends at once when the kiosk stops") {
    Province province(real_clock);
    province.faults(R"({"name": "slow", "delay_ms": 60000})");
    std::stop_source stop;
    const auto transport = way_to(province.endpoint(), stop.get_token());
    std::thread hand([&] {
        std::this_thread::sleep_for(5ms);
        stop.request_stop();
    });
    const auto began = real_clock.monotonic();
    const auto answer = transport->send(question());
    hand.join();
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::stopped);
    CHECK(real_clock.monotonic() - began < 5s);
}

TEST_CASE("an answer cut at any byte is no answer") {
    const Province province(real_clock);
    stage::Wire wire(province.portal->port());
    auto endpoint = province.endpoint();
    endpoint.url = "https://localhost:" + std::to_string(wire.port());
    REQUIRE(asked(endpoint));
    const std::size_t whole = wire.answered();
    REQUIRE(whole > 500);
    int unknown = 0;
    int unreachable = 0;
    // The last bytes belong to TLS's good-bye, not to the answer.
    for (std::size_t at = 0; at + 100 < whole; at += 37) {
        CAPTURE(at);
        wire.cut_answer_after(at);
        const auto answer = asked(endpoint);
        REQUIRE_FALSE(answer);
        const Code code = answer.error().code;
        unknown += code == Code::unknown_outcome ? 1 : 0;
        unreachable += code == Code::unreachable ? 1 : 0;
        REQUIRE((code == Code::unknown_outcome || code == Code::unreachable));
    }
    CHECK(unknown > 0);
    CHECK(unreachable > 0);
}

TEST_CASE("JSON of a stranger is bounded in depth and never throws") {
    CHECK(parse_json(R"({"a":[1,{"b":"]]]]"}]})"));
    CHECK_FALSE(parse_json(std::string(33, '[') + std::string(33, ']')));
    CHECK(parse_json(std::string(32, '[') + std::string(32, ']')));
    CHECK_FALSE(parse_json(std::string(1'000'000, '[')));
    for (const char* text : {"", "{", "<html>", "\"\\", "{\"a\":}", "nul", "\xff\xfe", "{\"a\":1}x"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_json(text));
    }
}

TEST_CASE("SHA-256 agrees with the standard's examples") {
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_hex(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a request is sent once, also when a kept connection dies under it") {
    const Province province(real_clock);
    stage::Wire wire(province.portal->port());
    auto endpoint = province.endpoint();
    endpoint.url = "https://localhost:" + std::to_string(wire.port());
    constexpr int cut_after = 200'000;
    const std::string bytes(400'000, 'x');
    for (const bool as_file : {true, false}) {
        CAPTURE(as_file);
        wire.cut_request_after(cut_after);  // of the next connection, on which the first question is answered
        const auto way = stage::way_to(endpoint);
        Request question;
        question.path = "pa/dossier/search?page=0";
        REQUIRE(way->send(question));
        wire.reset_counts();
        Request request;
        request.method = Method::post;
        request.path = "fi/file/--multiple";
        if (as_file) request.file = {"files", "page.png", "image/png", bytes};
        else request.content = {"application/octet-stream", bytes};
        const auto answer = way->send(request);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == Code::unknown_outcome);
        CHECK(wire.requested() <= cut_after);
    }
}
