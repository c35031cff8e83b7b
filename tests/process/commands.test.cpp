// The command line as integrators and scripts use it: flags, JSON, exit codes, and what happens to bytes that are no text.

#include <signal.h>

#include <algorithm>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/town/town.hpp"

using namespace kiosk;
using namespace kiosk::test;

TEST_CASE("wrong usage exits with 2, help with 0") {
    const Scene scene("usage");
    for (const char* command :
         {"run",    "portal", "decode", "payload", "catalogue", "queue",  "outbox", "packet",   "print",   "config",
          "doctor", "staff",  "telex",  "speech",  "gallery",   "vietqr", "board",  "announce", "counter", "province"}) {
        CAPTURE(command);
        const auto help = scene.run({command, "--help"});
        CHECK(help.code == 0);
        CHECK(help.has(std::string("kiosk ") + command));
        const auto wrong = scene.run({command, "--no-such-option"});
        CHECK(wrong.code == 2);
        CHECK(wrong.out.empty());
        CHECK_FALSE(wrong.errors.empty());
    }
    for (const auto& wrong : std::vector<Arguments>{{},
                                                    {"no-such-command"},
                                                    {"payload"},
                                                    {"payload", "two", "texts"},
                                                    {"decode"},
                                                    {"decode", "--quick", "--deep", "a.png"},
                                                    {"decode", "--quick", "--video", "a.png"},
                                                    {"vietqr"},
                                                    {"vietqr", "make", "--bank", "970436"},
                                                    {"vietqr", "make", "--bank", "1", "--account", "1"},
                                                    {"decode", "--formats", "Morse", "a.png"},
                                                    {"catalogue"},
                                                    {"catalogue", "search"},
                                                    {"queue"},
                                                    {"queue", "take"},
                                                    {"outbox"},
                                                    {"packet"},
                                                    {"packet", "check", "--profile", "2020"},
                                                    {"packet", "check", "packet.json"},
                                                    {"packet", "check", "--profile", "1999", "packet.json"},
                                                    {"config"},
                                                    {"staff"},
                                                    {"staff", "add"},
                                                    {"staff", "unlock"},
                                                    {"speech"},
                                                    {"speech", "--pages", "text"},
                                                    {"speech", "--language", "xx", "text"},
                                                    {"board", "--display", "0"},
                                                    {"board", "--announce", "--pictures", "x"},
                                                    {"counter"},
                                                    {"run", "--window", "wide"},
                                                    {"run", "--kiosk", "--window", "500x900"},
                                                    {"run", "--script", "/nowhere"}}) {
        CAPTURE(wrong);
        CHECK(scene.run(wrong).code == 2);
    }
}

TEST_CASE("a token for staff is made with its PIN from the input, and the kiosk's configuration takes it") {
    const Scene scene("staff_add");
    const auto card = (scene.folder() / "card.png").string();
    const auto made = scene.run({"staff", "add", "officer_1", "-o", card}, "258036\n");
    INFO(made.out << made.errors);
    REQUIRE(made.code == 0);
    CHECK_FALSE(made.has("258036"));
    const auto token = made.out.substr(made.out.find("QNS1:"), 31);
    CHECK(scene.run({"decode", card}).has(token));
    CHECK(scene.run({"payload", token}).has("staff_token"));
    CHECK(made.out.substr(made.out.find("[[token]]")).find(token) == std::string::npos);

    // A kiosk that serves takes it in the place of the token for training, and not beside it.
    const auto config = scene.config_with("training = true", "training = false");
    auto settings = read_file(config).value();
    const std::string accounts = "accounts_file = \"accounts.toml\"";  // those of training, too
    REQUIRE(settings.find(accounts) != std::string::npos);
    REQUIRE(write_file(config, settings.replace(settings.find(accounts), accounts.size(), "")));
    const auto file = std::filesystem::path(config).parent_path() / "staff.toml";
    const auto refused = scene.run({"config", "check", config});
    CHECK(refused.code == 1);
    CHECK(refused.has("staff.toml:"));
    CHECK(refused.has("token[1].token_sha256"));
    CHECK(refused.has("kiosk staff add"));
    auto text = read_file(file).value();
    text = text.substr(0, text.find("\n[[token]]") + 1) + made.out.substr(made.out.find("[[token]]"));
    REQUIRE(write_file(file, text));
    const auto taken = scene.run({"config", "check", config});
    INFO(taken.out << taken.errors);
    CHECK(taken.code == 0);

    for (const char* pin : {"", "12345", "123456", "abcdef"}) CHECK(scene.run({"staff", "add", "officer_2"}, pin).code == 2);
    CHECK(scene.run({"staff", "add", "Officer 2"}, "258036").code == 2);
    CHECK(scene.run({"staff", "add", "officer_2", "--role", "king"}, "258036").code == 1);
    CHECK(scene.on_data({"staff", "list", "--json"}).has("\"id\":\"training\""));
    CHECK(scene.on_data({"staff", "unlock", "training"}).code == 0);
    CHECK(scene.on_data({"staff", "unlock", "nobody"}).code == 1);
}

TEST_CASE("the same press takes the same number, whoever asks twice") {
    const Scene scene("queue");
    const Arguments take{"queue", "take", "--kind", "certification", "--press", "018f6b0e-7c3a-7def-8a91-0123456789ab",
                         "--json"};
    const auto first = scene.on_data(take);
    CHECK(first.code == 0);
    CHECK(first.has("\"number\":\"C001\""));
    CHECK(scene.on_data(take).out == first.out);
    CHECK(scene.on_data({"queue", "take", "--kind", "1.004859", "--json"}).has("\"line\":\"civil_status\""));
    for (const auto& wrong : std::vector<Arguments>{{"--kind", "nothing-of-the-kind"},
                                                    {"--kind", ""},
                                                    {"--kind", "\xff\x01"},
                                                    {"--kind", "ask", "--press", "today"},
                                                    {"--kind", "ask", "--press", "00000000-0000-0000-0000-000000000000"}}) {
        CAPTURE(wrong);
        Arguments words{"queue", "take", "--json"};
        words.insert(words.end(), wrong.begin(), wrong.end());
        const auto said = scene.on_data(words);
        CHECK(said.code == 2);
        CHECK(are_json_lines(said.out));
    }
    CHECK(scene.on_data({"queue", "list", "--day", "tomorrow"}).code == 2);
    CHECK(scene.on_data({"queue", "list", "--json", "--day", "2020-01-01"}).out ==
          "{\"day\":\"2020-01-01\",\"tickets\":[]}\n");
    const auto list = scene.on_data({"queue", "list"});
    CHECK(std::count(list.out.begin(), list.out.end(), '\n') == 2);
}

TEST_CASE("an appointment gives one number by command; at closing slips are given that go first on the next open day") {
    const Scene scene("promised");
    const auto config = scene.config_with("# at_closing = \"slip\" ", "at_closing = \"slip\" ");
    const auto queue = [&](Arguments words) {
        words.insert(words.begin(), "queue");
        words.insert(words.end(), {"--config", config, "--json"});
        return scene.on_data(words);
    };
    const auto today = local_time(SystemClock().wall()).date.iso();
    const auto day = today.substr(0, 4) + today.substr(5, 2) + today.substr(8, 2);
    const auto appointment = "QNA1:BINHSON:" + day + ":2359:XK7Q";
    const auto first = queue({"take", "--kind", "ask", "--appointment", appointment});
    INFO(first.out << first.errors);
    CHECK(first.code == 0);
    CHECK(first.has("\"number\":\"V001\""));
    CHECK(first.has("\"priority\":\"appointment\""));
    CHECK(first.has("\"appointment\":\"" + today + "T23:59:00+07:00\""));
    CHECK(queue({"take", "--kind", "ask", "--appointment", appointment}).out == first.out);
    CHECK(queue({"take", "--kind", "ask", "--appointment", "QNA1:BINHSON:20200101:0900:XK7Q"}).code == 1);
    CHECK(queue({"take", "--kind", "ask", "--appointment", "QNA1:TRABONG:" + day + ":0900:XK7Q"}).code == 1);
    for (const auto& wrong : std::vector<Arguments>{
             {"take", "--appointment", appointment},
             {"take", "--kind", "ask", "--appointment", "V001"},
             {"take", "--kind", "ask", "--appointment", appointment, "--press", "018f6b0e-7c3a-7def-8a91-0123456789ab"},
             {"take", "--postponed", "V001"},
             {"take", "--kind", "ask", "--postponed", "018f6b0e-7c3a-7def-8a91-0123456789ab"}})
        CHECK(queue(wrong).code == 2);

    const auto closed = queue({"closing"});
    INFO(closed.out << closed.errors);
    CHECK(closed.code == 0);
    CHECK(closed.has("\"number\":\"V001\""));
    const auto to = closed.out.substr(closed.out.find("\"to\":\"") + 6, 10);
    CHECK(to > today);
    CHECK(closed.has("\"postponed_to\":\"" + to));
    const auto press = closed.out.substr(closed.out.find("\"id\":\"") + 6, 36);
    const auto too_soon = queue({"take", "--postponed", press});
    CHECK(too_soon.code == 1);
    CHECK(too_soon.has(to));
    CHECK(scene.on_data({"queue", "closing"}).has("at_closing"));  // not this centre's rule
}

TEST_CASE("a string is told whole, whatever bytes it is made of") {
    const Scene scene("payload");
    const auto told = [&](std::string_view input) {
        const auto said = scene.run({"payload", "-"}, input);
        CHECK(said.code == 0);
        CHECK(are_json_lines(said.out));
        CHECK(std::count(said.out.begin(), said.out.end(), '\n') == 1);
        return said.out;
    };
    CHECK(told("000.00.53.H48-220921-0099\n") ==
          "{\"kind\":\"dossier_code\",\"fields\":{\"code\":\"000.00.53.H48-220921-0099\",\"unit_code\":\"000.00.53.H48\","
          "\"date\":\"2022-09-21\",\"serial\":\"0099\"},\"warnings\":[],\"does\":\"looks_up\"}\n");
    CHECK(told("") == "{\"kind\":\"unknown\",\"fields\":{},\"warnings\":[],\"does\":\"is_no_use\"}\n");
    CHECK(told(std::string_view("a\0b\x1b[2J", 7)) ==
          "{\"kind\":\"unknown\",\"fields\":{\"text\":\"ab[2J\"},\"warnings\":[\"control_characters\"],"
          "\"does\":\"is_no_use\"}\n");
    // Two lines are one string.
    CHECK(told("first\nsecond").find("\"first second\"") != std::string::npos);
    CHECK(told(std::string(4'096, 'x')).find(std::string(4'096, 'x')) != std::string::npos);
    CHECK(told(std::string(4'096, '\0')).find("control_characters") != std::string::npos);
    CHECK(told(std::string(4'096, '\xff')).find("not_utf8") != std::string::npos);
    CHECK(told(std::string(100'000, 'x')).find("too_long") != std::string::npos);
    CHECK(told("\"quotes\\ and a \x7f").find(R"(\"quotes\\ and a)") != std::string::npos);
    CHECK(told("QNV1:7kq2-moxd").find("\"visit_code\",\"fields\":{\"code\":\"7KQ2M0XD\"}") != std::string::npos);
    CHECK(scene.run({"payload", "tam-k01-261123-0001"}).has("\"kind\":\"provisional_code\""));
    CHECK(scene.run({"payload", "--", "-not-an-option"}).has("\"-not-an-option\""));
    CHECK(scene.run({"payload", ""}).code == 0);
}

TEST_CASE("keystrokes become Vietnamese, a line out for each line in, in the method and the style that are asked for") {
    const Scene scene("telex");
    CHECK(scene.run({"telex", "Coongj hoaf"}).out == "Cộng hòa\n");
    CHECK(scene.run({"telex", "--tone", "old", "Coongj hoaf"}).out == "Cộng hòa\n");
    CHECK(scene.run({"telex", "--tone", "new", "Coongj hoaf"}).out == "Cộng hoà\n");
    CHECK(scene.run({"telex", "--method", "telex", "Coongj hoaf"}).out == "Cộng hòa\n");
    CHECK(scene.run({"telex", "--method", "vni", "--tone", "new", "Co6ng5 hoa2"}).out == "Cộng hoà\n");
    CHECK(scene.run({"telex", "--json", "\"Coongj hoaf\""}).out == "\"\\\"Cộng hòa\\\"\"\n");
    for (const auto& wrong : std::vector<Arguments>{{"--method", "viqr", "a"}, {"--tone", "middle", "a"}, {}}) {
        Arguments words{"telex"};
        words.insert(words.end(), wrong.begin(), wrong.end());
        CHECK(scene.run(words).code == 2);
    }
    const auto told = [&](std::string_view input, bool json) {
        const auto said = scene.run(json ? Arguments{"telex", "--json", "-"} : Arguments{"telex", "-"}, input);
        CHECK(said.code == 0);
        return said.out;
    };
    CHECK(told("", false).empty());
    CHECK(told("\nsoos\n\nmootj", false) == "\nsố\n\nmột\n");
    CHECK(told("soos\r\nmootj\r\n", false) == "số\r\nmột\r\n");
    CHECK(told("soos\r\nmootj\r\n", true) == "\"số\"\n\"một\"\n");
    // What is no text stays as it is, and in JSON it is a text all the same.
    CHECK(told("soos \xff\xc3 mootj", false) == "số \xff\xc3 một\n");
    const auto json = told("soos \xff\xc3 mootj\n", true);
    CHECK(are_json_lines(json));
    CHECK(json.starts_with("\"số \xEF\xBF\xBD"));
}

TEST_CASE("a bank transfer is made, drawn, read back from its picture and checked") {
    const Scene scene("vietqr");
    const auto picture = (scene.folder() / "pay.png").string();
    const auto made = scene.run({"vietqr", "make", "--bank", "970436", "--account", "0071000123456", "--amount", "35000",
                                 "--purpose", "Lệ phí", "-o", picture});
    CHECK(made.code == 0);
    const auto text = made.out.substr(0, made.out.size() - 1);
    CHECK(scene.run({"decode", "--json", picture}).has(text));
    // As frames of a camera: believed once, in the first of three.
    const auto film = scene.folder() / "film";
    std::filesystem::create_directories(film);
    for (const char* name : {"f9.png", "f10.png", "f11.png"}) std::filesystem::copy_file(picture, film / name);
    const auto seen = scene.run({"decode", "--video", "--json", film.string()});
    CHECK(seen.code == 0);
    CHECK(std::count(seen.out.begin(), seen.out.end(), '\n') == 4);
    const auto last = seen.out.substr(seen.out.find("{\"frames\":3"));
    CHECK(last.find("\"text\":\"" + text + "\"") != std::string::npos);
    CHECK(last.find("\"frame\":1,\"at_ms\":0") != std::string::npos);
    CHECK(seen.out.find("f9.png") < seen.out.find("f10.png"));
    CHECK(scene.run({"decode", "--video", "/nowhere"}).code == 1);
    const auto empty = scene.folder() / "empty";
    std::filesystem::create_directories(empty);
    const auto nothing = scene.run({"decode", "--video", empty.string()});
    CHECK(nothing.code == 1);
    CHECK(nothing.errors.find("no pictures in it") != std::string::npos);
    const auto no_picture = scene.run({"decode", "--video", scene.file("t.png", "a text")});
    CHECK(no_picture.code == 1);
    CHECK(no_picture.errors.find("t.png: frame 1 is not a picture that can be read") != std::string::npos);
    const auto checked = scene.run({"vietqr", "check", "-"}, made.out);
    CHECK(checked.code == 0);
    CHECK(checked.has("\"right\":true,\"payable\":true"));
    CHECK(checked.has("\"purpose\":\"Le phi\""));
    auto changed = text;
    changed.replace(changed.find("35000"), 5, "95000");
    const auto wrong = scene.run({"vietqr", "check", changed});
    CHECK(wrong.code == 1);
    CHECK(wrong.has("\"findings\":[\"crc_mismatch\"]"));
    CHECK(scene.run({"vietqr", "check", "hello"}).has("not_vietqr"));
}

TEST_CASE("a number that could not be told does not count, expires by itself, and is found again by its press") {
    const Scene scene("untold");
    const Arguments take{"queue", "take", "--kind", "ask", "--press", "018f6b0e-7c3a-7def-8a91-0123456789ab"};
    for (const bool json : {false, true}) {
        auto words = take;
        words.insert(words.end(), {"--data", scene.kiosk_data().string()});
        if (json) words.emplace_back("--json");
        CHECK(end_of(start(words, "/dev/full")) == 1);
        CHECK(scene.on_data({"queue", "list", "--json"}).has("\"state\":\"reserved\""));
    }
    const auto told = scene.on_data(take);
    CHECK(told.code == 0);
    CHECK(told.out.starts_with("V001     shown"));
    CHECK(scene.on_data({"queue", "list"}).out == told.out);
}

TEST_CASE("an answer that cannot be written is a failure") {
    for (const auto& command : std::vector<Arguments>{{"payload", "x"}, {"catalogue", "search", "--json", "đăng ký"}}) {
        CAPTURE(command);
        CHECK(end_of(start(command, "/dev/full")) == 1);
    }
}

TEST_CASE("procedures are found without marks, ranked, each with its national code") {
    const Scene scene("catalogue");
    const auto found = scene.run({"catalogue", "search", "--json", "khai", "sinh"});
    CHECK(found.code == 0);
    CHECK(are_json_lines(found.out));
    CHECK(found.out.starts_with("[{\"code\":\"1.001193\""));
    CHECK(scene.run({"catalogue", "search", "--json", "--limit", "1", "dkks"}).has("1.001193"));
    for (const auto& words : {std::string("\xff\xfe"), std::string(10'000, 'a'), std::string()}) {
        const auto none = scene.run({"catalogue", "search", "--json", words});
        CHECK(none.code == 0);
        CHECK(none.out == "[]\n");
    }
    CHECK(scene.run({"catalogue", "check"}).code == 0);
    CHECK(scene.run({"catalogue", "check", "--json"}).has("\"findings\":[]"));
}

TEST_CASE("an outbox without a kiosk is listed and sent by the command itself") {
    const Town town("outbox");
    const auto nowhere = town.on_data({"outbox", "list"});
    CHECK(nowhere.code == 1);
    CHECK(nowhere.has("no kiosk has ever run on"));
    REQUIRE(town.on_data({"queue", "take", "--kind", "civil_status"}).code == 0);
    CHECK(town.on_data({"outbox", "list"}).out == "Nothing waits.\n");
    CHECK(town.on_data({"outbox", "list", "--json"}).out == "{\"items\":[],\"refused\":[],\"kept_drafts\":0}\n");
    const auto address = read_file(town.portal_data() / "address.json").value_or("");
    const auto from = address.find("\"url\": \"") + 8;
    const auto url = address.substr(from, address.find('"', from) - from);
    const auto ca = (town.portal_data() / "certificate.pem").string();
    CHECK(town.on_data({"outbox", "send", "--json", "--portal", url, "--portal-ca", ca}).out ==
          "{\"delivered\":[],\"told\":[],\"refused\":[],\"put_off\":[]}\n");
    const auto unsafe = town.on_data({"outbox", "send", "--portal", "http://127.0.0.1:1"});
    CHECK(unsafe.code == 2);
    CHECK(unsafe.has("https"));
    CHECK(town.on_data({"outbox", "send", "--portal", url, "--portal-ca", "/nowhere.pem"}).code == 1);
}

TEST_CASE("the doctor says what is wrong in words and in JSON, and whether the kiosk can serve") {
    const Scene scene("doctor");
    const pid_t portal =
        start({"portal", "--port", "0", "--data", (scene.kiosk_data() / "portal").string()}, scene.folder() / "portal.log");
    REQUIRE(portal > 0);
    const auto certificate = scene.kiosk_data() / "portal" / "certificate.pem";
    CHECK(until([&] { return std::filesystem::exists(scene.kiosk_data() / "portal" / "address.json"); }));
    // A portal that is not at the configuration's address is waited for.
    const auto well = scene.on_data({"doctor", "--json"});
    kill(portal, SIGTERM);
    CHECK(end_of(portal) == 0);
    CHECK(well.code == 0);
    CHECK(are_json_lines(well.out));
    CHECK(well.has("\"can_serve\":true"));
    const auto ill = scene.on_data({"doctor", "--json", "--config", "/nowhere.toml"});
    CHECK(ill.code == 1);
    CHECK(ill.has("\"can_serve\":false"));

    // What `kiosk run` does not start without, the doctor does not pass over.
    REQUIRE(std::filesystem::remove(certificate));
    const auto refused = scene.on_data({"run", "--headless", "--simulate"});
    CHECK(refused.code == 1);
    CHECK(refused.has("there is no file " + certificate.string()));
    const auto found = scene.on_data({"doctor"});
    CHECK(found.code == 1);
    CHECK(found.has("failed     portal           there is no file " + certificate.string()));
    const auto json = scene.on_data({"doctor", "--json"});
    CHECK(json.code == 1);
    CHECK(json.has("\"can_serve\":false"));
    CHECK_FALSE(json.has("headphones"));
    const auto alone = scene.on_data(
        {"doctor", "--json", "--config", scene.config_with("output = \"loudspeaker\"", "output = \"headphones\"")});
    CHECK(alone.has("\"what\":\"headphones\",\"state\":\"attention\""));
    CHECK(alone.has("cannot verify"));
    const auto long_name = (scene.folder() / std::string(90, 'x')).string();
    CHECK(scene.run({"doctor", "--data", long_name}).has("too long for a socket"));
}

TEST_CASE("the commands of the training portal say that they print JSON") {
    const Scene scene("portal_help");
    for (const char* command : {"list", "show", "move", "fault"}) {
        CAPTURE(command);
        const auto help = scene.run({"portal", command, "--help"});
        CHECK(help.code == 0);
        CHECK(help.has("--json"));
        CHECK(help.has("--data"));
    }
}
