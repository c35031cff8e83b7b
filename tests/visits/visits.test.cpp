// Whole visits as whole processes: the real kiosk with simulated devices, a real SQLite file, the real training portal over
// HTTPS. The scripts are the same that ./dev run plays.

#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/town/town.hpp"

using namespace kiosk;
using namespace kiosk::test;
namespace fs = std::filesystem;

TEST_CASE("three citizens take a number, submit a dossier with scanned papers, and look it up") {
    const Town town("three_visits");
    const auto played = town.play("assets/demo/three_visits.txt");
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
    const auto record = read_file(town.folder() / "pictures" / "portal-record.json");
    REQUIRE(record);
    CHECK(record->find("\"procedure_code\": \"1.004859\"") != std::string::npos);
    const auto kept = nlohmann::json::parse(*record);
    CHECK(kept.at("received_at").get<std::string>() >= kept.at("submitted_at").get<std::string>());
    CHECK(fs::exists(town.folder() / "pictures" / "15-confirmation-slip.png"));
}

TEST_CASE("a dossier submitted while the portal is down is delivered later, once, and found by both codes") {
    const Town town("offline");
    const auto played = town.play("tests/flows/offline.txt");
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
    CHECK(town.dossiers() == 1);
}

TEST_CASE("where codes are given at acceptance, the provisional code finds a dossier before, and both codes afterwards") {
    const Town town("code_at_acceptance", {"--code-taken", "acceptance"});
    const auto played = town.play("tests/flows/code_at_acceptance.txt");
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
    CHECK(town.dossiers() == 1);
}

TEST_CASE("while a sign-in page answers 200 in the portal's place a dossier waits here, and is delivered once afterwards") {
    const Town town("captive");
    auto script = script_with("tests/flows/offline.txt", "portal fault down", "portal fault html_200");
    // Before the network is back: look-up tells what the kiosk itself knows.
    const std::string_view back = "portal clear\n";
    script.insert(script.find(back), R"(
tap attract.start
tap home.look_up
slip
expect state EnteringFactor
press 0123
tap lookup.check
expect state ReadingStatus
expect text Hồ sơ đang lưu tại máy, chờ gửi
tap utility.end
expect state Attracting
)");
    const auto played = town.play(town.file("captive.txt", script));
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
    CHECK(town.dossiers() == 1);
    const auto left = town.on_data({"outbox", "list", "--json"});
    CHECK(left.code == 0);
    CHECK(left.out == "{\"items\":[],\"refused\":[],\"kept_drafts\":0}\n");
}

TEST_CASE("staff call whoever's dossier was refused, and hand it in again") {
    const Town town("refused");
    auto script = script_with("tests/flows/offline.txt", "portal fault down", "portal fault refuse");
    const std::string_view phone = "tap phone.next\n";
    script.replace(script.find(phone), phone.size(), "press 0900000123\ntap phone.next\n");
    const std::string_view ended = "expect state Attracting\n";
    script.resize(script.find(ended) + ended.size());
    const auto played = town.play(town.file("refused.txt", script));
    INFO(played.out << played.errors);
    REQUIRE(played.code == 0);
    CHECK_FALSE(played.has("0900000123"));
    const auto served = nlohmann::json::parse(read_file(town.portal_data() / "address.json").value_or(""), nullptr, false);
    const auto send = [&] {
        return town.on_data({"outbox", "send", "--portal", served.at("url"), "--portal-ca", served.at("certificate")});
    };
    CHECK(send().has("put off: refused: "));
    // The words are there from the first no on.
    const auto waiting = nlohmann::json::parse(town.on_data({"outbox", "list", "--json"}).out).at("items");
    REQUIRE_FALSE(waiting.empty());
    const std::string provisional = waiting.at(0).at("about");
    const std::string words = waiting.at(0).at("words");
    CHECK_FALSE(words.empty());
    CHECK(town.on_data({"outbox", "list"}).has("refused; the portal said: " + words));

    // Nobody listens there: said once, and every dossier that waits is named once.
    const auto times = [](const std::string& text, const std::string& part) {
        int count = 0;
        for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
        return count;
    };
    const Arguments nowhere{"outbox", "send", "--portal", "https://127.0.0.1:1", "--portal-ca", served.at("certificate")};
    const auto unsent = town.on_data(nowhere);
    INFO(unsent.out);
    CHECK(unsent.code == 1);
    CHECK(times(unsent.out, "The portal cannot be reached: ") == 1);
    CHECK(times(unsent.out, provisional) == 1);
    CHECK(times(unsent.out, "put off: unreachable") == 1);
    auto as_json = nowhere;
    as_json.emplace_back("--json");
    const auto account = nlohmann::json::parse(town.on_data(as_json).out);
    CHECK(account.at("link").at("reason") == "unreachable");
    REQUIRE(account.at("put_off").size() == 1);
    CHECK(account.at("put_off").at(0).at("about") == provisional);
    CHECK(account.at("put_off").at(0).at("id") != "");
    CHECK(town.on_data({"outbox", "list"}).has("unreachable; the portal said: " + words));

    constexpr int noes = 5;  // from then on it is staff's
    auto last = send();
    for (int i = 1; i < noes && !last.has("refused by the portal"); ++i) last = send();
    CHECK(last.code == 1);
    CHECK(last.has(provisional));
    CHECK(last.has("refused by the portal: " + words));
    const auto nothing = send();
    CHECK(nothing.code == 0);
    CHECK(nothing.out == "Nothing waits.\n");
    const auto calls = town.on_data({"outbox", "callbacks"});
    CHECK(calls.code == 0);
    CHECK(calls.has("Đinh Thị Thử  0900000123"));
    const auto list = nlohmann::json::parse(town.on_data({"outbox", "callbacks", "--json"}).out, nullptr, false);
    REQUIRE(list.at("callbacks").size() == 1);
    const std::string code = list.at("callbacks").at(0).at("provisional_code");
    CHECK(town.dossiers() == 0);

    CHECK(town.on_data({"outbox", "retry", "TAM-K9-200101-0001"}).code == 1);
    CHECK(town.on_data({"outbox", "retry", code}).out == code + " waits for the portal again.\n");
    CHECK(town.on_data({"outbox", "retry", code}).has("was not refused"));
    CHECK(town.on_data({"outbox", "callbacks"}).out == "Nobody has to be called.\n");
    CHECK(town.on_data({"outbox", "list"}).has(code));
    CHECK(send().has("put off: refused"));  // the training portal keeps to its word, and the counting begins anew
    CHECK(town.on_data({"outbox", "list"}).has(code));
}

TEST_CASE(
    "paper that runs out, a code that is no card, a citizen who leaves: each has a way on, and nothing stays on the "
    "screen") {
    const Town town("trouble");
    const auto played = town.play("tests/flows/trouble.txt");
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
}

TEST_CASE(
    "an officer signs in, sees what waits, sends it, prints, voids a number, stops the kiosk and lets it serve again") {
    const Town town("staff");
    const auto played = town.play("tests/flows/staff.txt", {"--verbose"});
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
    for (const char* note : {"staff training: a wrong PIN", "staff training: signed in", "staff training: send_now",
                             "staff training: void_ticket V001", "staff training: service_stopped", "staff training: left"})
        CHECK(played.has(note));
    CHECK_FALSE(played.has("250915"));
    CHECK_FALSE(played.has("TAPHVAN"));
    CHECK(town.on_data({"outbox", "list", "--json"}).out == "{\"items\":[],\"refused\":[],\"kept_drafts\":0}\n");
    CHECK(town.on_data({"queue", "list", "--day", played.day(), "--json"}).has("\"state\":\"cancelled\""));
}

TEST_CASE(
    "an officer helps within a visit, and what a supervisor decides holds for the day; the log says who, of nobody's data") {
    const Town town("today");
    const auto played = town.play("tests/flows/today_and_help.txt", {"--verbose"});
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
    for (const char* note :
         {"staff training: assistance_begun", "staff training: identity_confirmed", "staff training: assistance_ended",
          "staff training: change_today stop_tickets", "staff training: change_today hide 2.000635"})
        CHECK(played.has(note));
    CHECK_FALSE(played.has("Đinh Thị"));
    CHECK_FALSE(played.has("051190000123"));
    CHECK(town.on_data({"today", "show", "--day", played.day(), "--json"}).has("\"tickets_stopped\":true"));
    CHECK(town.on_data({"today", "show", "--day", "tomorrow"}).code == 2);
    CHECK(town.on_data({"today", "give-tickets"}).code == 0);
    CHECK(town.on_data({"today", "hide", "9.999999"}).code == 1);
    CHECK(town.on_data({"today", "hide", "1.001193.000.00.00.H48", "--json"}).has("\"1.001193\""));
    CHECK(town.on_data({"today", "notice", "nobody_wrote_this"}).code == 1);
    CHECK(
        town.on_data({"queue", "take", "--kind", "ask", "--priority", "elderly", "--json"}).has("\"priority\":\"elderly\""));
    CHECK(town.on_data({"queue", "take", "--kind", "ask", "--priority", "queens"}).code == 2);
}

TEST_CASE("somebody has pages read aloud; the next person meets silence, and without a speaker there is no button") {
    const Town town("aloud");
    const auto played = town.play("tests/flows/aloud.txt");
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
}

TEST_CASE("an unfinished dossier outlives a restart, is opened by its slip and four digits, and is over once handed in") {
    const Town town("draft");
    const auto saved = town.play("tests/flows/draft_saved.txt");
    INFO(saved.out << saved.errors);
    REQUIRE(saved.code == 0);
    CHECK(town.on_data({"outbox", "list"}).out == "Nothing waits.\nUnfinished dossiers kept for their citizens: 1.\n");
    for (const auto& entry : fs::recursive_directory_iterator(town.kiosk_data())) {
        if (!entry.is_regular_file()) continue;
        INFO(entry.path().string());
        const auto bytes = read_file(entry.path(), 1U << 30).value_or("");
        CHECK(bytes.find("051190000123") == std::string::npos);
        CHECK(bytes.find("Xã Bình Minh") == std::string::npos);
    }
    auto script = read_file(fs::path(KIOSK_SOURCE_DIR) / "tests/flows/draft_continued.txt").value();
    const auto slip = (town.folder() / "pictures" / "draft-slip.png").string();
    const std::string kept = town.file("draft-slip.png", read_file(slip).value());
    for (auto at = script.find("SLIP"); at != std::string::npos; at = script.find("SLIP", at)) script.replace(at, 4, kept);
    const auto continued = town.play(town.file("continued.txt", script));
    INFO(continued.out << continued.errors);
    CHECK(continued.code == 0);
    CHECK(town.dossiers() == 1);
    CHECK(town.on_data({"outbox", "list"}).out == "Nothing waits.\n");
}

TEST_CASE("two dossiers in one visit take one card and one scan, and the next person meets nothing of them") {
    const Town town("another");
    const auto played = town.play("tests/flows/another_procedure.txt");
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
    CHECK(town.dossiers() == 2);
}

TEST_CASE("somebody types by direct letters, Telex and VNI; the next person meets the direct letters again") {
    const Town town("typing");
    const auto played = town.play("tests/flows/typing.txt");
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
}

TEST_CASE("without a code reader cards and slips are read by the camera, and a picture that is none costs one frame") {
    const Town town("camera_codes");
    const auto played = town.play("tests/flows/camera_codes.txt");
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
}

TEST_CASE("a dossier prepared at lunch is found by its visit code, gets a number afterwards, and is found by that too") {
    const Town town("prepared");
    const auto config = town.config_with("accepts_unsigned_filing = true", "accepts_unsigned_filing = false");
    const auto tail = read_file(fs::path(KIOSK_SOURCE_DIR) / "tests/flows/prepared.txt");
    REQUIRE(tail);
    const auto played =
        town.play(town.file("prepared.txt", a_submission() + *tail), {"--config", config, "--begin", "11:45"});
    INFO(played.out << played.errors);
    CHECK(played.code == 0);
    // The officer files it: nothing went to the portal, nothing waits to go there.
    CHECK(town.dossiers() == 0);
    CHECK(town.on_data({"outbox", "list"}).out == "Nothing waits.\n");
    // Its number carries its visit code; the one taken to ask something belongs to no dossier.
    const auto numbers =
        nlohmann::json::parse(town.on_data({"queue", "list", "--day", played.day(), "--json"}).out).at("tickets");
    REQUIRE(numbers.size() == 2);
    CHECK(numbers[0].at("number") == "A001");
    CHECK(numbers[0].at("visit_code") != "");
    CHECK(numbers[1].at("visit_code") == "");
}
