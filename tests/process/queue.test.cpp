// The queue by command: what is refused, and in which words.

#include "kiosk/base/clock.hpp"
#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/town/town.hpp"

using namespace kiosk;
using namespace kiosk::test;

TEST_CASE("a class that is promised is nobody's to choose; accounts, counters and reasons are the configuration's") {
    const Scene scene("chosen");
    for (const char* promised : {"appointment", "postponed", "made_up"}) {
        const auto said = scene.on_data({"queue", "take", "--kind", "civil_status", "--priority", promised});
        INFO(said.errors);
        CHECK(said.code == 2);
        CHECK(said.errors.find("elderly") != std::string::npos);
    }
    CHECK(scene.on_data({"queue", "take", "--kind", "civil_status", "--priority", "elderly"}).code == 0);
    const auto person = scene.on_data({"queue", "open", "--counter", "1", "--by", "Nguyễn Văn A, số nhà 5"});
    CHECK(person.code == 2);
    CHECK(scene.on_data({"queue", "open", "--counter", "1", "--by", "training_1"}).code == 0);
    for (const auto& unknown : std::vector<Arguments>{{"queue", "open", "--counter", "99"},
                                                      {"queue", "call", "--counter", "99"},
                                                      {"queue", "transfer", "--counter", "1", "--to-counter", "99"},
                                                      {"today", "close-counter", "99"}})
        CHECK(scene.on_data(unknown).code == 2);
    CHECK(scene.on_data({"queue", "pause", "--counter", "1"}).code == 2);
    CHECK(scene.on_data({"queue", "pause", "--counter", "1", "--reason", "meeting"}).code == 0);
    CHECK(scene.on_data({"queue", "cancel", "A001"}).code == 2);
    CHECK(scene.on_data({"queue", "cancel", "A001", "--reason", "left"}).code == 0);
    CHECK(scene.on_data({"queue", "cancel", "A001", "--reason", "by_mistake"}).code == 1);
}

TEST_CASE("wrong usage is told as JSON to whoever wants JSON; nothing to list and nothing to report are sentences") {
    const Scene scene("sentences");
    for (const auto& wrong : std::vector<Arguments>{
             {"queue", "take", "--json"}, {"queue", "call", "--json"}, {"queue", "--json"}, {"today", "hide", "--json"}}) {
        const auto said = scene.run(wrong);
        INFO(said.out << said.errors);
        CHECK(said.code == 2);
        CHECK(said.out.starts_with("{\"ok\":false,\"code\":\"bad_usage\""));
        CHECK(are_json_lines(said.out));
    }
    CHECK(scene.on_data({"queue", "list", "--day", "2030-01-01"}).out == "No numbers on 2030-01-01\n");
    const auto unknown = scene.on_data({"queue", "report", "--day", "2026-01-05", "--json"});
    CHECK(unknown.code == 1);
    CHECK(unknown.has("not_found"));
    CHECK(scene.on_data({"queue", "report", "--json"}).code == 0);  // today, as far as it has come
}

TEST_CASE("with the centre's cluster away no command shows an empty queue, and the doctor says so") {
    const Scene scene("away");
    const auto config = scene.config_with("[queue]\nengine = \"sqlite\"",
                                          "[queue.etcd]\nmembers = [\"http://127.0.0.1:1\"]\n[queue]\nengine = \"etcd\"");
    for (const auto& command : std::vector<Arguments>{{"queue", "list"}, {"queue", "report"}, {"queue", "counters"}}) {
        auto words = command;
        words.insert(words.end(), {"--config", config, "--json"});
        const auto said = scene.on_data(words);
        INFO(said.out << said.errors);
        CHECK(said.code == 1);
        CHECK(said.has("unreachable"));
        CHECK(said.has("the centre's queue does not answer"));
    }
    const auto examined = scene.on_data({"doctor", "--config", config, "--json"});
    INFO(examined.out);
    CHECK(examined.has("{\"what\":\"queue\",\"state\":\"attention\""));
}
