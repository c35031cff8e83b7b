// `kiosk serve` over its real socket: who is let in, what is refused, how pages follow the queue.

#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <mutex>
#include <set>

#include "kiosk/base/sha256.hpp"
#include "tests/browser/scene.hpp"
#include "tests/support/loopback.hpp"

using namespace kiosk;
using nlohmann::json;
using stage::Office;
using stage::Visitor;

namespace {

/// A page that follows, on a thread of its own.
class Follower {
public:
    Follower(const Office& office, const Visitor& who, std::string path, httplib::Headers more = {})
        : thread_([this, &office, who_headers = who.headers(), path = std::move(path), more = std::move(more)] {
              httplib::Client client(office.url());
              client.set_ca_cert_path(office.identity.certificate_file.c_str());
              client.set_read_timeout(30s);
              auto headers = who_headers;
              headers.insert(more.begin(), more.end());
              const auto answer = client.Get(path, headers, [this](const char* bytes, std::size_t count) {
                  const std::lock_guard lock(mutex_);
                  heard_.append(bytes, count);
                  return !leave_;
              });
              if (answer) status_ = answer->status;
              ended_ = true;
          }) {}
    ~Follower() {
        leave_ = true;
        thread_.join();
    }
    Follower(const Follower&) = delete;
    Follower& operator=(const Follower&) = delete;
    [[nodiscard]] std::string heard() const {
        const std::lock_guard lock(mutex_);
        return heard_;
    }
    bool hears(const std::string& words, Duration patience = 10s) const {
        return wait([&] { return heard().find(words) != std::string::npos; }, patience);
    }
    [[nodiscard]] bool ends() const {
        return wait([&] { return ended_.load(); }, 10s);
    }
    template <class Condition>
    static bool wait(const Condition& condition, Duration patience) {
        for (const auto until = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < until;) {
            if (condition()) return true;
            std::this_thread::sleep_for(5ms);
        }
        return condition();
    }
    [[nodiscard]] std::string last_id() const {
        const auto text = heard();
        const auto at = text.rfind("id: ");
        return at == std::string::npos ? "" : text.substr(at + 4, text.find('\n', at) - at - 4);
    }
    void leave() { leave_ = true; }

private:
    mutable std::mutex mutex_;
    std::string heard_;
    std::atomic<bool> leave_ = false;
    std::atomic<bool> ended_ = false;
    std::atomic<int> status_ = 0;
    std::thread thread_;
};

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t out = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++out;
    return out;
}

}  // namespace

TEST_CASE("nobody sees or does anything without a session, and pages themselves are for everybody") {
    Office office;
    Visitor visitor(office);
    for (const char* path : {"/api/live", "/api/board", "/api/centre", "/api/today", "/api/dossier?visit_code=KQN4-7M2P"}) {
        INFO(path);
        const auto answer = visitor.get(path);
        REQUIRE(answer);
        CHECK(answer->status == 401);
    }
    for (const char* path : {"/api/deed", "/api/today", "/api/rating", "/api/dossier", "/api/sign-out"}) {
        INFO(path);
        CHECK(visitor.post(path, json::object())->status == 401);
    }
    for (const char* path : {"/", "/board", "/rate", "/today", "/web/console.js", "/web/base.css"}) {
        INFO(path);
        CHECK(visitor.get(path)->status == 200);
    }
    for (const char* path :
         {"/web/../../config/accounts.toml", "/web/..%2f..%2fREADME.md", "/console.html", "//etc/passwd", "/web/"}) {
        INFO(path);
        CHECK(visitor.get(path)->status == 404);
    }
}

TEST_CASE("every answer carries the headers that keep other pages and scripts out") {
    Office office;
    Visitor visitor(office);
    for (const char* path : {"/", "/web/console.js", "/api/session", "/api/live", "/nothing"}) {
        INFO(path);
        const auto answer = visitor.get(path);
        REQUIRE(answer);
        const auto policy = answer->get_header_value("Content-Security-Policy");
        CHECK(policy.find("default-src 'none'") == 0);
        CHECK(policy.find("unsafe") == std::string::npos);
        CHECK(answer->get_header_value("X-Content-Type-Options") == "nosniff");
        CHECK(answer->get_header_value("X-Frame-Options") == "DENY");
        CHECK(answer->get_header_value("Referrer-Policy") == "no-referrer");
    }
    REQUIRE(visitor.sign_in("training_1") == 200);
    const auto again = visitor.post("/api/sign-in", {{"account", "training_1"}, {"password", stage::password}});
    const auto cookie = again->get_header_value("Set-Cookie");
    for (const char* part : {"__Host-session=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"}) {
        INFO(part);
        CHECK(cookie.find(part) != std::string::npos);
    }
}

TEST_CASE("a page of another site, or one that does not know the session's token, does nothing") {
    Office office;
    Visitor officer(office);
    REQUIRE(officer.sign_in("training_1") == 200);
    const json open{{"deed", "open"}, {"counter", "1"}, {"press", "018f6b0e-7c3a-7def-8a91-0123456789ab"}};
    const auto with = [&](httplib::Headers headers, const char* type = "application/json") {
        headers.emplace("Cookie", officer.cookie);
        return officer.client.Post("/api/deed", headers, open.dump(), type)->status;
    };
    CHECK(with({}) == 403);
    CHECK(with({{"X-CSRF-Token", std::string(64, 'a')}}) == 403);
    CHECK(with({{"X-CSRF-Token", officer.csrf}, {"Origin", "https://elsewhere.example"}}) == 403);
    CHECK(with({{"X-CSRF-Token", officer.csrf}, {"Sec-Fetch-Site", "cross-site"}}) == 403);
    CHECK(with({{"X-CSRF-Token", officer.csrf}}, "text/plain") == 403);
    CHECK(office.door.queue.look(office.clock.wall()).value()->desk("1") == nullptr);
    CHECK(with({{"X-CSRF-Token", officer.csrf}}) == 200);
    CHECK(office.door.queue.look(office.clock.wall()).value()->desk("1")->value.officer == "training_1");
    const auto too_long = officer.client.Post("/api/deed", officer.headers(), std::string(20'000, ' '), "application/json");
    CHECK(too_long->status == 413);
    CHECK(json::parse(too_long->body)["code"] == "too_large");
}

TEST_CASE("a password that is guessed costs pauses, and says nothing about which accounts there are") {
    Office office;
    Visitor visitor(office);
    const auto known = visitor.post("/api/sign-in", {{"account", "training_2"}, {"password", "wrong"}});
    const auto unknown = visitor.post("/api/sign-in", {{"account", "nobody"}, {"password", "wrong"}});
    CHECK(known->status == 409);
    CHECK(known->body == unknown->body);
    for (int i = 0; i < 4; ++i)
        CHECK(visitor.post("/api/sign-in", {{"account", "nobody"}, {"password", "x"}})->status == 409);
    const auto paused = visitor.post("/api/sign-in", {{"account", "nobody"}, {"password", "x"}});
    CHECK(paused->status == 429);
    CHECK(std::stoi(json::parse(paused->body)["detail"].get<std::string>()) > 0);
    CHECK(visitor.sign_in("training_1") == 200);  // another account is not kept out by it
}

TEST_CASE("a board sees its page and rates, and has no counter; its token opens that and nothing else") {
    Office office;
    Visitor board(office);
    CHECK(board.sign_in_with(json{{"board_token", "not the token"}}) == 409);
    REQUIRE(board.sign_in_with(json{{"board_token", stage::board_token}}) == 200);
    CHECK(board.get("/api/centre")->status == 200);
    CHECK(board.get("/api/live")->status == 403);
    CHECK(board.get("/api/today")->status == 403);
    CHECK(board.deed("open", "1")->status == 403);
    Visitor account(office);
    REQUIRE(account.sign_in("training_board") == 200);
    CHECK(account.get("/api/live")->status == 403);
}

TEST_CASE("what somebody says at a tablet is kept once for a kiosk to send, and only about whoever was served just now") {
    Office office;
    Visitor board(office);
    REQUIRE(board.sign_in_with(json{{"board_token", stage::board_token}}) == 200);
    const auto ticket = office.door.take(office.clock.wall());
    json rating{{"press", "018f6b0e-7c3a-7def-8a91-0123456789ab"},
                {"counter", "1"},
                {"number", ticket.number},
                {"answers", {{{"question", "service"}, {"value", 5}}}}};
    CHECK(board.post("/api/rating", rating)->status == 409);
    Visitor officer(office);
    REQUIRE(officer.sign_in("training_1") == 200);
    REQUIRE(officer.deed("open", "1")->status == 200);
    REQUIRE(officer.deed("call_next", "1")->status == 200);
    REQUIRE(officer.deed("finish", "1", {{"value", "taken"}})->status == 200);
    CHECK(board.post("/api/rating", rating)->status == 200);
    CHECK(board.post("/api/rating", rating)->status == 200);
    const auto kept = office.at_kiosk.read(queue::Keys(office.settings.centre.id).ratings());
    REQUIRE(kept);
    REQUIRE(kept->entries.size() == 1);
    const auto letter = dossier::read_letter(kept->entries.front().value);
    REQUIRE(letter);
    CHECK(letter->rating.ticket == ticket.number);
    CHECK(letter->rating.answers.front().value == 5);
    rating["answers"][0]["value"] = 6;
    CHECK(board.post("/api/rating", rating)->status == 400);
}

TEST_CASE("a page is sent the whole picture first and every change after it, and goes on from the one it had last") {
    Office office;
    Visitor officer(office);
    REQUIRE(officer.sign_in("training_1") == 200);
    std::string seen;
    {
        Follower page(office, officer, "/api/live");
        REQUIRE(page.hears("\"counters\""));
        CHECK(page.heard().starts_with("retry: 1000\n\nid: "));
        const auto first = page.last_id();
        REQUIRE(officer.deed("open", "1")->status == 200);
        REQUIRE(page.hears("training_1"));
        seen = page.last_id();
        CHECK(seen != first);
        page.leave();
        REQUIRE(officer.deed("open", "2")->status == 200);
        REQUIRE(page.ends());
    }
    {
        Follower late(office, officer, "/api/live", {{"Last-Event-ID", seen}});
        REQUIRE(late.hears("id: "));
        seen = late.last_id();
        late.leave();
        REQUIRE(officer.deed("open", "3")->status == 200);
        REQUIRE(late.ends());
        // Who has gone is noticed by the next thing that is sent.
        REQUIRE(Follower::wait(
            [&] {
                office.door.take(office.clock.wall(), "land");
                return office.server->streams() == 0;
            },
            10s));
    }
    Follower between(office, officer, "/api/live");
    REQUIRE(between.hears("id: "));
    const auto newest = between.last_id();
    office.stop();
    office.start();  // the same queue, another server: the same picture has the same id
    Follower back(office, officer, "/api/live", {{"Last-Event-ID", newest}});
    REQUIRE(back.hears("retry: 1000"));
    office.door.take(office.clock.wall());
    REQUIRE(back.hears("A001"));
    CHECK(count_of(back.heard(), "id: ") >= 1);
    CHECK(count_of(back.heard(), "id: " + newest + "\n") == 0);
}

TEST_CASE("a counter is held while its officer's page is open, so that a dead console is seen") {
    Office office;
    Visitor officer(office);
    REQUIRE(officer.sign_in("training_1") == 200);
    REQUIRE(officer.deed("open", "1")->status == 200);
    REQUIRE(officer.deed("open", "2")->status == 200);
    REQUIRE(officer.deed("close", "2")->status == 200);
    Follower page(office, officer, "/api/live");
    CHECK(page.hears("\"there\":true"));
    const auto* hall = office.door.queue.look(office.clock.wall()).value();
    CHECK(hall->live("counter/1"));
    CHECK_FALSE(hall->live("counter/2"));
    page.leave();
    office.door.take(office.clock.wall());
}

TEST_CASE("who signs out is told so on every page that follows") {
    Office office;
    Visitor officer(office);
    REQUIRE(officer.sign_in("training_1") == 200);
    Follower page(office, officer, "/api/live");
    REQUIRE(page.hears("id: "));
    REQUIRE(officer.post("/api/sign-out", json::object())->status == 200);
    office.door.take(office.clock.wall());  // wakes the page
    CHECK(page.hears("event: signed_out"));
    CHECK(page.ends());
}

TEST_CASE("a reader that takes nothing is dropped, and the others go on") {
    Office office;
    Visitor officer(office);
    REQUIRE(officer.sign_in("training_1") == 200);
    Follower good(office, officer, "/api/live");
    REQUIRE(good.hears("id: "));

    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    const int small = 4096;
    ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    const auto address = test::loopback(office.port);
    REQUIRE(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    SSL* ssl = SSL_new(context);
    SSL_set_fd(ssl, fd);
    REQUIRE(SSL_connect(ssl) == 1);
    const std::string request = "GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: " + officer.cookie + "\r\n\r\n";
    REQUIRE(SSL_write(ssl, request.data(), static_cast<int>(request.size())) > 0);
    REQUIRE(Follower::wait([&] { return office.server->streams() == 2; }, 10s));

    // It reads nothing from here on; pictures grow until its buffers are full.
    int changes = 0;
    const bool dropped = Follower::wait(
        [&] {
            if (changes < 400) office.door.take(office.clock.wall());
            ++changes;
            return office.server->streams() == 1;
        },
        30s);
    CHECK(dropped);
    REQUIRE(officer.deed("open", "5")->status == 200);
    CHECK(good.hears("training_1"));
    SSL_free(ssl);
    ::close(fd);
    SSL_CTX_free(context);
}

TEST_CASE("one session cannot take every place, and deeds are answered while pages follow") {
    Office office;
    Visitor officer(office);
    REQUIRE(officer.sign_in("training_1") == 200);
    std::vector<std::unique_ptr<Follower>> pages;
    for (int i = 0; i < console::Live::most_of_one; ++i) {
        pages.push_back(std::make_unique<Follower>(office, officer, "/api/live"));
        REQUIRE(pages.back()->hears("id: "));
    }
    CHECK(officer.get("/api/live")->status == 503);
    REQUIRE(officer.deed("open", "1")->status == 200);
    for (const auto& page : pages) CHECK(page->hears("training_1"));
    for (const auto& page : pages) page->leave();
    office.door.take(office.clock.wall());
}
