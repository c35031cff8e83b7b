// The pages in a real browser: Chromium without a screen, driven by playwright-core from tests/browser/pages.mjs, which asks this
// program for what happens outside of the browser (somebody takes a number, a kiosk calls for help, the server dies).

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "tests/browser/scene.hpp"

using namespace kiosk;
using nlohmann::json;
using stage::Office;

namespace {

json ratings(const std::vector<ledger::Entry>& entries) {
    json out{{"count", entries.size()}};
    if (entries.empty()) return out;
    const auto rating = dossier::read_letter(entries.back().value).value().rating;
    out["last"] = {{"answers", json::array()}, {"reasons", rating.reasons}};
    for (const auto& answer : rating.answers) out["last"]["answers"].push_back(answer.value);
    return out;
}

/// What the script asked for, done.
json answer(Office& office, const json& wanted) {
    const auto what = wanted.value("do", "");
    const queue::Keys keys(office.settings.centre.id);
    if (what == "ticket")
        return {{"number", office.door
                               .take(office.clock.wall(), wanted.value("field", "civil_status"),
                                     wanted.value("visit_code", ""), wanted.value("priority", ""))
                               .number}};
    if (what == "help") {
        const queue::HelpCall call{"K1", office.door.ids.make(office.clock.wall()), office.clock.wall(), {}};
        REQUIRE(office.at_kiosk.write({{}, {{keys.help("K1"), text_of(call)}}, {}}));
    }
    if (what == "kiosk") {
        const queue::KioskState state{"K1", office.clock.wall(), {"ticket_printer"}};
        REQUIRE(office.at_kiosk.write({{}, {{keys.kiosk("K1"), text_of(state)}}, {}}));
    }
    if (what == "helper")
        return {{"officer", office.door.queue.look(office.clock.wall()).value()->help().at("K1").value.taken_by}};
    if (what == "ratings") return ratings(office.at_kiosk.read(keys.ratings())->entries);
    if (what == "today") {
        const auto now = office.clock.wall();
        const auto* hall = office.door.queue.look(now).value();
        const auto today = hall->today(hall->business_day(now));
        return {{"stopped", today.tickets_stopped},
                {"hours", today.hours ? settings::hours_text(*today.hours) : "as usual"},
                {"counters_off", today.counters_off},
                {"words", today.words}};
    }
    if (what == "stop") office.stop();
    if (what == "start") office.start();
    return json::object();
}

/// A line each way, until the script ends; its exit code.
int converse(Office& office, const std::vector<std::string>& command) {
    std::array<int, 2> to{};
    std::array<int, 2> from{};
    REQUIRE(::pipe(to.data()) == 0);
    REQUIRE(::pipe(from.data()) == 0);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(to[0], STDIN_FILENO);
        ::dup2(from[1], STDOUT_FILENO);
        for (const int fd : {to[0], to[1], from[0], from[1]}) ::close(fd);
        std::vector<char*> arguments;
        for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    ::close(to[0]);
    ::close(from[1]);
    std::string heard;
    std::array<char, 4096> buffer{};
    for (ssize_t got = 0; (got = ::read(from[0], buffer.data(), buffer.size())) > 0;) {
        heard.append(buffer.data(), static_cast<std::size_t>(got));
        for (auto end = heard.find('\n'); end != std::string::npos; end = heard.find('\n')) {
            const auto wanted = json::parse(heard.substr(0, end), nullptr, false);
            heard.erase(0, end + 1);
            if (!wanted.is_object()) continue;
            const auto told = answer(office, wanted).dump() + "\n";
            REQUIRE(::write(to[1], told.data(), told.size()) == static_cast<ssize_t>(told.size()));
        }
    }
    ::close(to[1]);
    ::close(from[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

}  // namespace

TEST_CASE(
    "officers, boards and tablets work in a real browser, in both languages, by keyboard, and for whoever cannot see") {
    const auto peers = stage::fs::path(KIOSK_SOURCE_DIR) / "build/peers";
    INFO(
        "./dev test installs playwright-core and axe-core, or: cp tests/peers/package.json build/peers; cd build/peers; npm "
        "install");
    REQUIRE(stage::fs::exists(peers / "node_modules/playwright-core"));
    Office office;
    office.stop();
    office.settings.queue.at_closing = settings::Queue::AtClosing::slip;
    office.start();
    const auto script = stage::fs::path(KIOSK_SOURCE_DIR) / "tests/browser/pages.mjs";
    CHECK(converse(office, {"node", script.string(), peers.string(), office.url(), stage::password, stage::board_token}) ==
          0);
}
