// Uploads that go on where they broke: at the reference server from npm, and at the training portal.
#include "kiosk/portal/tus.hpp"

#include <unistd.h>

#include <chrono>
#include <thread>

#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "kiosk/base/sha256.hpp"
#include "tests/portal/child.hpp"
#include "tests/portal/support.hpp"
#include "tests/portal/wire.hpp"

using namespace kiosk;
using namespace kiosk::portal;

namespace {

const SystemClock upload_clock;

/// Bytes of which no part is like another.
std::string picture(std::size_t size) {
    std::string out;
    for (std::uint32_t i = 0; out.size() < size; ++i) out += std::to_string(i * 2654435761U) + '\n';
    out.resize(size);
    return out;
}

/// Uploads over a wire that is cut after so many bytes of request, and again until it is whole. The portal's name for it.
std::string upload_cut(TusUploads& uploads, stage::Wire& wire, const Uuid& page, const std::string& bytes, std::size_t at) {
    wire.cut_request_after(at);
    for (int round = 0; round < 200; ++round) {
        const auto id = uploads.upload(page, page.text() + ".png", "image/png", bytes);
        if (id) return *id;
        INFO(id.error().detail);
        REQUIRE((id.error().code == Code::unknown_outcome || id.error().code == Code::unreachable));
        ::usleep(20'000);  // the server may not have noticed yet that the line broke
        wire.reset_counts();
    }
    FAIL("the page never arrived");
    return {};
}

}  // namespace

TEST_CASE("at the reference server of tus a page goes on at the byte where the line broke") {
    const stage::Province province(upload_clock);  // its certificate stands for the server's as well
    const stage::TempFolder folder;
    const auto data = province.folder.path() / "portal";
    stage::Child node({"node", std::string(KIOSK_SOURCE_DIR) + "/tests/peers/tus_server.mjs",
                       (data / "certificate.pem").string(), (data / "key.pem").string(), folder.path().string()},
                      {"NODE_PATH=" + stage::peers("@tus/server")});
    stage::Wire wire(nlohmann::json::parse(node.line_with("\"port\""))["port"].get<int>());
    auto endpoint = province.endpoint();
    endpoint.url = "https://localhost:" + std::to_string(wire.port());
    SeededIds ids(51);
    const auto bytes = picture(600'000);
    for (const std::size_t at :
         {std::size_t{10'000'000}, std::size_t{1'500}, std::size_t{2'500}, std::size_t{300'000}, std::size_t{590'000}}) {
        CAPTURE(at);
        const auto way = stage::way_to(endpoint);
        TusUploads uploads(*way, "fi/tus/");
        wire.reset_counts();
        const auto id = upload_cut(uploads, wire, ids.make(stage::monday_morning), bytes, at);
        const auto there = read_file(folder.path() / id);
        REQUIRE(there);
        CHECK(sha256_hex(*there) == sha256_hex(bytes));
        // A cut drops what the server had not read yet. What it had, the round that ended it did not send again.
        if (at >= 300'000 && at < bytes.size()) CHECK(wire.requested() < bytes.size());
    }
}

TEST_CASE("the training portal takes up an upload where it broke, and makes the page that a dossier names") {
    const stage::Province province(upload_clock);
    stage::Wire wire(province.portal->port());
    auto endpoint = province.endpoint();
    endpoint.url = "https://localhost:" + std::to_string(wire.port());
    SeededIds ids(52);
    Submission submission;
    submission.id = ids.make(stage::monday_morning);
    submission.provisional_code = "TAM-K01-261123-0001";
    submission.submitted_at = stage::monday_morning;
    const stage::PageOf page{ids.make(stage::monday_morning), picture(400'000)};
    submission.body_json = Personal(stage::body(submission.id, stage::monday_morning, {page}));
    const auto way = stage::way_to(endpoint);
    IGate igate(*way, {.resumable_uploads = true});
    wire.cut_request_after(200'000);
    CHECK_FALSE(igate.upload(page.id, "image/png", page.bytes));
    wire.reset_counts();
    // The portal may not have noticed yet that the first try broke off; a kiosk comes again, too.
    auto remote = igate.upload(page.id, "image/png", page.bytes);
    for (int again = 0; !remote && again < 200; ++again) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        wire.reset_counts();
        remote = igate.upload(page.id, "image/png", page.bytes);
    }
    REQUIRE(remote);
    CHECK(wire.requested() < 350'000);
    submission.files = {{page.id, "chung-sinh", "image/png", *remote}};
    CHECK(igate.submit(submission));
}

TEST_CASE("a page that arrives damaged is not taken for the page, and an upload that was forgotten begins anew") {
    stage::Province province(upload_clock);
    const auto way = stage::way_to(province.endpoint());
    SeededIds ids(53);
    const auto id = ids.make(stage::monday_morning);
    Request begin;
    begin.method = Method::post;
    begin.path = "fi/tus/";
    begin.headers = {{"Tus-Resumable", "1.0.0"},
                     {"Idempotency-Key", id.text()},
                     {"Upload-Length", "3"},
                     {"Upload-Metadata", "sha256 " + std::string("YWE=")}};
    begin.content = {"application/octet-stream", {}};
    const auto begun = way->send(begin);
    REQUIRE(begun);
    REQUIRE(begun->status == 201);
    Request rest;
    rest.method = Method::patch;
    rest.path = std::string(begun->header("location")).substr(1);
    rest.headers = {{"Tus-Resumable", "1.0.0"}, {"Upload-Offset", "0"}};
    rest.content = {"application/offset+octet-stream", "abc"};
    CHECK(way->send(rest)->status == 460);
    rest.method = Method::head;
    rest.content.reset();
    CHECK(way->send(rest)->status == 404);

    stage::Wire wire(province.portal->port());
    auto endpoint = province.endpoint();
    endpoint.url = "https://localhost:" + std::to_string(wire.port());
    const auto cut_way = stage::way_to(endpoint);
    TusUploads uploads(*cut_way, "fi/tus/");
    const auto page = ids.make(stage::monday_morning);
    const auto bytes = picture(200'000);
    wire.cut_request_after(100'000);
    CHECK_FALSE(uploads.upload(page, "a.png", "image/png", bytes));
    const auto port = province.portal->port();
    province.portal.reset();  // forgets what is not whole
    sandbox::TrainingPortal::Options options;
    options.data = province.folder.path() / "portal";
    options.port = port;
    auto again = sandbox::TrainingPortal::start(options, upload_clock);
    REQUIRE(again);
    CHECK(uploads.upload(page, "a.png", "image/png", bytes));
}
