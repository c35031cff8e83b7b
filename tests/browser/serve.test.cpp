// `kiosk serve` beside a running kiosk, as whole processes: one queue, one call for help, a clean end.

#include <signal.h>

#include "kiosk/base/files.hpp"
#include "tests/browser/scene.hpp"
#include "tests/town/town.hpp"

using namespace kiosk;
using namespace kiosk::test;
using nlohmann::json;

namespace {

/// What it printed once it listened.
json said_by(const std::filesystem::path& output) {
    json out;
    REQUIRE(until([&] {
        const auto text = read_file(output).value_or("");
        const auto open = text.find("{\"url\"");
        const auto end = open == std::string::npos ? open : text.find('\n', open);
        if (end == std::string::npos) return false;
        out = json::parse(text.substr(open, end - open));
        return true;
    }));
    return out;
}

}  // namespace

TEST_CASE(
    "an officer at the console calls whoever took a number at the kiosk, and takes the call of somebody who stands there") {
    const Town town("serve");
    const auto script = town.file("call.txt",
                                  "tap attract.start\ntap utility.help\nexpect text Đang gọi cán bộ\n"
                                  "expect text Cán bộ đang đến\nwait 8\n");
    const pid_t kiosk = start(town.kiosk_for(script), town.folder() / "kiosk.log");
    REQUIRE(kiosk > 0);
    REQUIRE(until([&] { return town.on_data({"staff", "calls", "--json"}).has("\"calls\":true"); }));
    const auto output = town.folder() / "serve.log";
    const pid_t serve = start({"serve", "--json", "--listen", "127.0.0.1:0", "--data", town.kiosk_data().string()}, output);
    REQUIRE(serve > 0);
    const auto said = said_by(output);

    const auto url = "https://localhost:" + std::to_string(std::stoi(said["url"].get<std::string>().substr(18)));
    stage::Visitor officer(url, said["certificate"].get<std::string>());
    REQUIRE(officer.sign_in("training_1") == 200);
    // The call is in the queue's engine within a second or two; the press makes it one deed, however often it is asked for.
    const json help{{"to", "K1"}, {"press", "018f6b0e-7c3a-7def-8a91-0123456789ab"}};
    CHECK(until([&] { return officer.deed("help", "", help)->status == 200; }));
    const auto taken = town.on_data({"queue", "take", "--kind", "ask", "--json"});
    CHECK(taken.has("\"number\":\"V001\""));
    CHECK(officer.deed("open", "5")->status == 200);
    CHECK(officer.deed("call_next", "5")->status == 200);
    CHECK(town.on_data({"queue", "list", "--json"}).has("\"state\":\"called\""));
    CHECK(officer.get("/api/today")->status == 200);
    CHECK(officer.get("/api/dossier?visit_code=XXXX-XXXX")->status == 404);

    kill(serve, SIGTERM);
    CHECK(end_of(serve) == 0);
    INFO(read_file(town.folder() / "kiosk.log").value_or(""));
    CHECK(end_of(kiosk) == 0);  // its script saw that an officer is coming
}

TEST_CASE("kiosk serve says what is wrong with how it is called") {
    const Scene scene("serve_usage");
    CHECK(scene.on_data({"serve", "--listen", "nonsense"}).code == 2);
    CHECK(scene.on_data({"serve", "--certificate", scene.file("only.pem", "x")}).code == 2);
    const auto broken = scene.on_data(
        {"serve", "--listen", "127.0.0.1:0", "--certificate", scene.file("a.pem", "x"), "--key", scene.file("a.key", "y")});
    CHECK(broken.code == 1);
    CHECK(broken.has("no key and certificate that fit"));
    const auto config = scene.config_with("accounts_file = \"accounts.toml\"", "");
    const auto nobody = scene.on_data({"serve", "--config", config, "--listen", "127.0.0.1:0"});
    CHECK(nobody.code == 2);
    CHECK(nobody.has("nobody can sign in"));
}

TEST_CASE("an account and a board's token are made by command, and the training accounts serve no real centre") {
    const Scene scene("serve_accounts");
    const auto added =
        scene.run({"staff", "add-account", "officer_9", "--role", "supervisor", "--name", "Cán bộ 9"}, "bốn từ dễ nhớ\n");
    CHECK(added.code == 0);
    CHECK(added.has(
        "[[account]]\nid = \"officer_9\"\nname = \"Cán bộ 9\"\nrole = \"supervisor\"\npassword_hash = \"$argon2id$"));
    CHECK(scene.run({"staff", "add-account", "officer_9"}, "short\n").code == 2);
    CHECK(scene.run({"staff", "add-account", "training_1"}, "bốn từ dễ nhớ\n").code == 2);
    const auto token = json::parse(scene.run({"staff", "board-token", "--json"}).out);
    CHECK(token["toml"] == "board_token_sha256 = \"" + sha256_hex(token["token"].get<std::string>()) + "\"\n");
    const auto real = scene.run({"config", "check", scene.config_with("training = true", "training = false")});
    CHECK(real.code == 1);
    CHECK(real.has("staff.toml"));  // cards are refused first; without them the accounts are
}
