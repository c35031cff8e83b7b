#pragma once
/// A real `kiosk serve` within the test's process: HTTPS on a free port of this machine, the queue in memory.

#include <httplib.h>
#include <nlohmann/json.hpp>

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "kiosk/base/sha256.hpp"
#include "kiosk/console/live.hpp"
#include "kiosk/console/server.hpp"
#include "kiosk/dossier/letter.hpp"
#include "kiosk/sandbox/certificate.hpp"
#include "kiosk/texts/languages.hpp"
#include "tests/console/house.hpp"

namespace stage {

inline constexpr const char* password = "tap-huan-mot-cua";  // of the accounts for training
inline constexpr const char* board_token = "a token for tests";

class Office {
public:
    Office() {
        settings.serve.board_token_sha256 = sha256_hex(board_token);
        settings.serve.idle_ends_after = 10min;
        auto made = sandbox::identity_in(folder.path(), 30, clock.wall());
        REQUIRE(made);
        identity = *made;
        prepare(at_kiosk);
        start();
    }
    ~Office() { stop(); }

    void start() {
        following = std::make_unique<ledger::MemoryEngine>(memory);  // one that was stopped stays so
        console::Server::Options options;
        options.port = port;
        options.certificate = identity.certificate_file;
        options.key = identity.key_file;
        options.pages = fs::path(KIOSK_SOURCE_DIR) / "assets/web";
        options.fonts = "/usr/share/fonts/opentype/inter";
        options.sessions = folder.path() / "sessions.json";
        options.write_timeout = 1s;
        auto started = console::Server::start(options, {settings, procedures(), languages, clock, deeds, *following});
        REQUIRE(started);
        server = std::move(*started);
        port = server->port();
    }
    void stop() { server.reset(); }
    [[nodiscard]] std::string url() const { return "https://localhost:" + std::to_string(port); }

    TempFolder folder;
    SystemClock clock;
    settings::Settings settings = shipped();
    Languages languages = Languages::open(fs::path(KIOSK_BUILD_DIR) / "locale").value();
    sandbox::Identity identity;
    ledger::SharedMemory memory{clock};
    ledger::MemoryEngine deeds{memory};
    ledger::MemoryEngine at_kiosk{memory};
    std::unique_ptr<ledger::MemoryEngine> following;
    Doorway door{at_kiosk, settings};
    std::unique_ptr<console::Server> server;
    int port = 0;
};

/// A browser without pages.
class Visitor {
public:
    explicit Visitor(const Office& office) : Visitor(office.url(), office.identity.certificate_file) {}
    Visitor(const std::string& url, const fs::path& certificate) : client(url), origin_(url) {
        client.set_ca_cert_path(certificate.c_str());
        client.set_read_timeout(10s);
        client.set_keep_alive(true);
    }
    httplib::Headers headers() const {
        httplib::Headers out{{"Origin", origin_}};
        if (!cookie.empty()) out.emplace("Cookie", cookie);
        if (!csrf.empty()) out.emplace("X-CSRF-Token", csrf);
        return out;
    }
    httplib::Result post(const std::string& path, const nlohmann::json& body) {
        return client.Post(path, headers(), body.dump(), "application/json");
    }
    httplib::Result get(const std::string& path) { return client.Get(path, headers()); }
    int sign_in_with(const nlohmann::json& who) {
        const auto answer = post("/api/sign-in", who);
        REQUIRE(answer);
        if (answer->status != 200) return answer->status;
        const auto set = answer->get_header_value("Set-Cookie");
        cookie = set.substr(0, set.find(';'));
        csrf = nlohmann::json::parse(answer->body)["csrf"];
        return 200;
    }
    int sign_in(const std::string& account) { return sign_in_with({{"account", account}, {"password", password}}); }
    httplib::Result deed(const std::string& name, const std::string& counter,
                         nlohmann::json more = nlohmann::json::object()) {
        more["deed"] = name;
        more["counter"] = counter;
        RandomIds ids;
        if (!more.contains("press")) more["press"] = ids.make(SystemClock().wall()).text();
        return post("/api/deed", more);
    }

    httplib::Client client;
    std::string cookie;
    std::string csrf;

private:
    std::string origin_;
};

}  // namespace stage
