// What is wrong with the place the program was put in: files, folders, ports, versions. Each is said on one line with the
// remedy, ends with 1, and changes nothing.

#include <signal.h>
#include <unistd.h>

#include "kiosk/base/files.hpp"
#include "kiosk/store/migrations.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/loopback.hpp"
#include "tests/town/town.hpp"

using namespace kiosk;
using namespace kiosk::test;
namespace fs = std::filesystem;

namespace {

/// Every command that opens a data folder.
std::vector<Arguments> on_data_folder() {
    return {{"queue", "list"}, {"queue", "take", "--kind", "ask"}, {"outbox", "list"}, {"outbox", "send"},
            {"doctor"},        {"run", "--headless", "--simulate"}};
}

/// The user_version of a SQLite file stands at byte 60 of its header, its highest byte first.
void write_user_version(const fs::path& database, unsigned char version) {
    auto bytes = read_file(database).value_or("");
    REQUIRE(bytes.size() > 100);
    bytes[63] = static_cast<char>(version);
    REQUIRE(write_file(database, bytes));
}

}  // namespace

TEST_CASE("a wrong configuration names file, line, key and remedy, and the kiosk does not start") {
    const Scene scene("configuration");
    const auto file = scene.config_with("prefix = \"A\"", "prefix = \"a\"");
    const auto checked = scene.run({"config", "check", file});
    INFO(checked.errors);
    CHECK(checked.code == 1);
    CHECK(checked.has("kiosk.toml:"));
    CHECK(checked.has("prefix"));
    CHECK(scene.on_data({"run", "--headless", "--simulate", "--config", file}).code == 1);
    CHECK_FALSE(fs::exists(scene.kiosk_data()));
    const auto search = scene.run({"catalogue", "search", "--json", "--config", file, "khai sinh"});
    CHECK(search.code == 1);
    CHECK(are_json_lines(search.out));
    for (const char* bad : {"/nowhere.toml", "/", "/dev/zero"}) {
        CAPTURE(bad);
        CHECK(scene.run({"config", "check", bad}).code == 1);
        CHECK(scene.run({"config", "check", "--json", bad}).has("\"remedy\":"));
    }
    CHECK(scene.run({"config", "check", scene.file("bytes.toml", "a = \xff\n")}).has("UTF-8"));
}

TEST_CASE("a data folder that cannot be written is named with the remedy, by every command that needs one") {
    const Scene scene("no_permission");
    const auto file = scene.file("file", "not a folder");
    for (const auto& place : {std::string("/proc/kiosk"), file + "/data", file}) {
        for (auto command : on_data_folder()) {
            CAPTURE(place, command);
            command.insert(command.end(), {"--data", place});
            const auto said = scene.run(command);
            CHECK(said.code == 1);
            CHECK(said.has(place));
            CHECK(said.has("data_folder"));
            command.emplace_back("--json");
            const auto json = scene.run(command);
            CHECK(json.code == 1);
            CHECK(are_json_lines(json.out));
        }
        CHECK(scene.run({"portal", "--port", "0", "--data", place}).code == 1);
        CHECK(scene.run({"gallery", "--only", "attracting", place}).code == 1);
    }
    CHECK(*read_file(file) == "not a folder");
    // A name that is no text is still a name.
    const auto odd = scene.run({"queue", "list", "--json", "--data", "/proc/\xff\x01"});
    CHECK(odd.code == 1);
    CHECK(are_json_lines(odd.out));
}

TEST_CASE("the database of a newer program is left alone, and every command says so") {
    const Scene scene("newer_version");
    REQUIRE(scene.on_data({"queue", "take", "--kind", "ask"}).code == 0);
    const auto database = scene.kiosk_data() / "kiosk.sqlite";
    write_user_version(database, 99);
    const auto before = read_file(database).value_or("");
    for (auto command : on_data_folder()) {
        CAPTURE(command);
        const auto said = scene.on_data(command);
        CHECK(said.code == 1);
        CHECK(said.has("newer program"));
        CHECK(said.has("99"));
        command.emplace_back("--json");
        const auto json = scene.on_data(command);
        CHECK(json.code == 1);
        CHECK(json.has("\"newer_version\""));
    }
    CHECK(read_file(database).value_or("") == before);
    write_user_version(database, store::schema_version);
    CHECK(scene.on_data({"queue", "list"}).has("V001"));
}

TEST_CASE("a damaged database is moved aside, and the kiosk goes on with a new one") {
    const Scene scene("damaged");
    REQUIRE(scene.on_data({"queue", "take", "--kind", "ask"}).code == 0);
    const auto database = scene.kiosk_data() / "kiosk.sqlite";
    REQUIRE(write_file(database, read_file(database).value_or("").substr(0, 5'000)));
    const auto taken = scene.on_data({"queue", "take", "--kind", "ask", "--json"});
    CHECK(taken.code == 0);
    CHECK(taken.has("V001B"));  // nobody knows whether V001 was given out
    int aside = 0;
    for (const auto& entry : fs::directory_iterator(scene.kiosk_data()))
        aside += entry.path().filename().string().find(".corrupt-") != std::string::npos ? 1 : 0;
    CHECK(aside == 1);
}

TEST_CASE("a port in use ends the training portal with a sentence that names it") {
    const Scene scene("port_in_use");
    const ListeningSocket occupied;
    const auto port = std::to_string(occupied.port());
    const auto data = (scene.folder() / "portal").string();
    const auto said = scene.run({"portal", "--port", port, "--data", data});
    CHECK(said.code == 1);
    CHECK(said.has(port));
    CHECK(said.has("--port"));
    const auto json = scene.run({"portal", "--port", port, "--data", data, "--json"});
    CHECK(json.code == 1);
    CHECK(are_json_lines(json.out));
    CHECK(scene.run({"portal", "--port", "70000", "--data", data}).code == 2);
    CHECK(scene.run({"portal", "--port", "http", "--data", data}).code == 2);
}

TEST_CASE("what the configuration keeps in the data folder is looked for in the folder that a command is started on") {
    const Scene scene("own_folder");
    const auto portal_data = scene.kiosk_data() / "portal";
    const pid_t portal = start({"portal", "--port", "0", "--data", portal_data.string()}, scene.folder() / "portal.log");
    REQUIRE(portal > 0);
    CHECK(until([&] { return fs::exists(portal_data / "address.json"); }));
    const pid_t kiosk =
        start({"run", "--headless", "--simulate", "--data", scene.kiosk_data().string()}, scene.folder() / "kiosk.log");
    CHECK(until([&] { return fs::exists(scene.kiosk_data() / "kiosk.socket"); }));
    const auto running = scene.on_data({"outbox", "send", "--json"});
    kill(kiosk, SIGTERM);
    CHECK(end_of(kiosk) == 0);
    CHECK(running.has("\"running\":true"));
    CHECK(scene.on_data({"outbox", "send"}).out == "Nothing waits.\n");
    kill(portal, SIGTERM);
    CHECK(end_of(portal) == 0);
}

TEST_CASE("one process owns the data folder: a second kiosk is refused, the other commands speak to the first") {
    const Town town("one_owner");
    const pid_t kiosk = start({"run", "--headless", "--simulate", "--data", town.kiosk_data().string(), "--portal-data",
                               town.portal_data().string()},
                              town.folder() / "kiosk.log");
    REQUIRE(kiosk > 0);
    const bool listens = until([&] { return fs::exists(town.kiosk_data() / "kiosk.socket"); });
    const auto second = town.on_data({"run", "--headless", "--simulate"});
    const auto take = town.on_data({"queue", "take", "--kind", "ask", "--json"});
    const auto list = town.on_data({"queue", "list", "--json"});
    const auto send = town.on_data({"outbox", "send", "--json"});
    const auto doctor = town.on_data({"doctor"});
    const auto nonsense = town.on_data({"queue", "take", "--kind", "\xff", "--json"});
    kill(kiosk, SIGTERM);
    CHECK(end_of(kiosk) == 0);
    CHECK(listens);
    CHECK(second.code == 1);
    CHECK(second.has("owns this data folder"));
    CHECK(take.code == 0);
    CHECK(take.has("\"number\":\"V001\""));
    CHECK(list.has("\"V001\""));
    CHECK(send.has("\"running\":true"));
    CHECK(doctor.has("a kiosk is running on it"));
    CHECK(nonsense.code == 2);
    CHECK(are_json_lines(nonsense.out));
    // The number that it gave out is there after it ended.
    CHECK(town.on_data({"queue", "list"}).has("V001"));
}

TEST_CASE("an officer answers a call from a desk, and the kiosk tells whoever called") {
    const Town town("call");
    const auto script = town.file("call.txt",
                                  "tap attract.start\ntap utility.help\nexpect text Đang gọi cán bộ\n"
                                  "expect text Cán bộ đang đến\n");
    const pid_t kiosk = start(town.kiosk_for(script), town.folder() / "kiosk.log");
    REQUIRE(kiosk > 0);
    const bool called = until([&] { return town.on_data({"staff", "calls", "--json"}).has("\"calls\":true"); });
    const auto answered = town.on_data({"staff", "answer"});
    const auto ended = end_of(kiosk);
    CHECK(called);
    CHECK(answered.code == 0);
    CHECK(ended == 0);
    const auto nobody = town.on_data({"staff", "answer", "--json"});
    CHECK(nobody.code == 1);
    CHECK(nobody.has("no kiosk is running"));
}
