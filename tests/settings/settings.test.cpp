#include "kiosk/settings/settings.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "tests/settings/copy.hpp"

using namespace kiosk;
using namespace kiosk::settings;
using namespace kiosk::settings::test;
namespace fs = std::filesystem;

TEST_CASE("a kiosk whose file is older than its page printer has none") {
    const Copy copy;
    const auto text = shipped_text();
    const auto at = text.find("[devices.page_printer]");
    REQUIRE(at != std::string::npos);
    const auto older = copy.load(text.substr(0, at) + text.substr(text.find("[portal]", at)));
    REQUIRE(older);
    CHECK(older->devices.page_printer.kind == DeviceKind::none);
    const auto queue =
        copy.load(with(text, "kind = \"simulated\"   # or \"ipp\"", "kind = \"ipp\"\naddress = \"van-phong\" #"));
    REQUIRE(queue);
    CHECK(queue->devices.page_printer.kind == DeviceKind::ipp);
    CHECK(queue->devices.page_printer.address == "van-phong");
}

TEST_CASE("a mistake in the configuration is named by file, line, key and remedy, and nothing is loaded") {
    struct Row {
        const char* old;
        const char* replacement;
        const char* key;
        const char* at;  ///< the text on whose line the finding stands
    };
    const auto row = GENERATE(
        Row{"kiosk_id = \"K1\"", "kiosk_id = \"kiosk 1\"", "kiosk_id", "kiosk_id"},
        Row{"kiosk_id = \"K1\"", "kiosk_id = 7", "kiosk_id", "kiosk_id"},
        Row{"output = \"loudspeaker\"", "output = \"tannoy\"", "speech.output", "output ="},
        Row{"vi = \"vi\", en", "vi = \"vi; rm\", en", "speech.voices.vi", "voices ="},
        Row{"speed_percent = 100", "speed_percent = 30", "speech.speed_percent", "speed_percent ="},
        Row{"volume_percent = 80", "volume_percent = 0", "speech.volume_percent", "volume_percent = 0"},
        Row{"volume_percent = 80", "volume_percent = 80\nprepared_folder = \"no_such\"", "speech.prepared_folder",
            "prepared_folder ="},
        Row{"training = true", "training = \"yes\"", "training", "training ="},
        Row{"training = true", "trainning = true", "trainning", "trainning"},
        Row{"units_folder = \"units\"", "units_folder = \"unit\"", "units_folder", "units_folder"},
        Row{"id = \"BINHSON\"", "id = \"Bình Sơn\"", "centre.id", "Bình Sơn\"\n"},
        Row{"hotline = \"0000 000 000\"", "hotline = \"ask us\"", "centre.hotline", "hotline"},
        Row{"unit = \"binh_son\"", "unit = \"Binh Son\"", "centre.unit", "Binh Son"},
        Row{"monday = [\"07:30-11:30\", \"13:30-17:00\"]", "monday = [\"13:30-17:00\", \"07:30-11:30\"]", "hours.monday",
            "monday"},
        Row{"monday = [\"07:30-11:30\", \"13:30-17:00\"]", "monday = [\"07:30-11:30\", \"11:00-17:00\"]", "hours.monday",
            "monday"},
        Row{"monday = [\"07:30-11:30\"", "monday = [\"7h30-11h30\"", "hours.monday", "monday"},
        Row{"monday = [\"07:30-11:30\"", "monday = [\"07:61-11:30\"", "hours.monday", "monday"},
        Row{"monday = [\"07:30-11:30\"", "monday = [730", "hours.monday[1]", "monday"},
        Row{"holidays = []", "holidays = [2026-12-24, 2026-12-24]", "hours.holidays", "holidays = [2"},
        Row{"last_ticket_before_close_minutes = 10", "last_ticket_before_close_minutes = -1",
            "hours.last_ticket_before_close_minutes", "last_ticket"},
        Row{"calendar_folder = \"calendar\"", "calendar_folder = \"days\"", "calendar_folder", "calendar_folder"},
        Row{"code_taken = \"submission\"", "code_taken = \"later\"", "dossier.code_taken", "code_taken"},
        Row{"serial_digits = 4", "serial_digits = 3", "dossier.serial_digits", "serial_digits"},
        Row{"same_day_until = \"15:00\"", "same_day_until = \"15h\"", "dossier.same_day_until", "same_day_until"},
        Row{"same_day_until = \"15:00\"", "same_day_until = \"24:00\"", "dossier.same_day_until", "same_day_until"},
        Row{"\"{owner}.{type}\"", "\"{owner}.{kind}\"", "dossier.result_code", "result_code"},
        Row{"\"{owner}.{type}\"", "\"{owner}.{type\"", "dossier.result_code", "result_code"},
        Row{"\"{owner}.{type}\"", "\"{owner}\"", "dossier.result_code", "result_code"},
        Row{"{number} đến {counter}", "{number}", "queue.voice.sentence",
            "[queue.voice]\nlanguages = [\"vi\", \"en\"]    # in this order\nsentence"},
        Row{"quầy số {id}", "quầy số", "queue.voice.counter", "counter = { vi"},
        Row{"times = 2  ", "times = 9  ", "queue.voice.times", "times = 9"},
        Row{"languages = [\"vi\", \"en\"]", "languages = []", "queue.voice.languages", "languages = []"},
        Row{"fresh_seconds = 8", "fresh_seconds = 0", "board.fresh_seconds", "fresh_seconds"},
        Row{"digits = 3 ", "digits = 9 ", "queue.digits", "digits = 9"},
        Row{"prefix = \"C\"", "prefix = \"A\"", "queue.line[2].prefix", "\"certification\"\nprefix"},
        Row{"prefix = \"C\"", "prefix = \"Đ\"", "queue.line[2].prefix", "\"certification\"\nprefix"},
        Row{"purposes = [\"pay\"]", "purposes = [\"spend\"]", "queue.line[8].purposes", "spend"},
        Row{"purposes = [\"pay\"]", "purposes = [\"ask\"]", "queue.line[9].purposes",
            "en = \"Ask for guidance\" }\npurposes"},
        Row{"lines = [\"collect\", \"pay\"]", "lines = [\"collect\"]", "queue.line", ""},
        Row{"lines = [\"land\"]", "lines = [\"lands\"]", "queue.counter[4].lines", "lands"},
        Row{"kind = \"simulated\"   # or \"serial\"", "kind = \"usb\" #", "devices.code_reader.kind", "kind = \"usb\""},
        Row{"kind = \"simulated\"   # or \"tcp\"", "kind = \"tcp\"\naddress = \"printer\" #",
            "devices.ticket_printer.address", "address = \"printer\""},
        Row{"kind = \"simulated\"   # or \"serial\"", "kind = \"serial\"\naddress = \"/dev/ttyACM0\"\nbaud = 9601 #",
            "devices.code_reader.baud", "baud = 9601"},
        Row{"kind = \"simulated\"   # or \"ipp\"", "kind = \"ipp\"\naddress = \"http://10.0.0.5/\" #",
            "devices.page_printer.address", "address = \"http"},
        Row{"kind = \"simulated\"   # or \"ipp\"", "kind = \"tcp\" #", "devices.page_printer.kind", "kind = \"tcp\""},
        Row{"dpi = 300", "dpi = 20", "devices.page_scanner.dpi", "dpi"},
        Row{"https://127.0.0.1:8443", "http://127.0.0.1:8443", "portal.url", "url ="},
        Row{"https://127.0.0.1:8443", "https://", "portal.url", "url ="},
        Row{"answer_timeout_seconds = 30", "pins = [\"sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"]",
            "portal.pins", "pins = [\"s"},
        Row{"answer_timeout_seconds = 30", "pins = [\"sha1//AAAA\", \"sha256//AAAA\"]", "portal.pins", "pins = [\"s"},
        Row{"answer_timeout_seconds = 30", "client_certificate = \"kiosk.pem\"", "portal.client_certificate",
            "client_certificate = \"kiosk.pem\""},
        Row{"answer_timeout_seconds = 30", "proxy = \"https://proxy\"", "portal.proxy", "proxy = \"https"},
        Row{"answer_timeout_seconds = 30", "upload_kib_per_second = -1", "portal.upload_kib_per_second",
            "upload_kib_per_second = -1"},
        Row{"answer_timeout_seconds = 30", "account_id = \"two words\"", "portal.account_id", "account_id ="},
        Row{"answer_timeout_seconds = 30", "receiving_direct = \"7\"\nreceiving_post = \"7\"", "portal.receiving_post",
            "receiving_post ="},
        Row{"width_px = 1080", "width_px = 0", "display.width_px", "width_px"},
        Row{"diagonal_inch = 24.0", "diagonal_inch = \"24\"", "display.diagonal_inch", "diagonal_inch"},
        Row{"tone_placement = \"traditional\"", "tone_placement = \"new\"", "keyboard.tone_placement", "modern"},
        Row{"renderer = \"auto\"", "renderer = \"vulkan\"", "display.renderer", "raster"},
        Row{"colour = \"mixed\"", "colour = \"grey\"", "pages.colour", "colour ="},
        Row{"\"Code39\"]", "\"Code40\"]", "codes.formats", "formats = [\"QR"},
        Row{"[\"QRCode\", \"Code128\", \"Code39\"]", "[]", "codes.formats", "formats = []"},
        Row{"tries = 5", "tries = 0", "lookup.tries", "tries"});
    CAPTURE(row.old, row.replacement);
    const Copy copy;
    const auto text = with(shipped_text(), row.old, row.replacement);
    const auto loaded = copy.load(text);
    REQUIRE_FALSE(loaded.has_value());
    std::string said;
    const Finding* found = nullptr;
    for (const auto& finding : loaded.error()) {
        said += finding.text() + "\n";
        CHECK(finding.file == copy.file());
        CHECK_FALSE(finding.what.empty());
        CHECK_FALSE(finding.remedy.empty());
        if (finding.key == row.key) found = &finding;
    }
    CAPTURE(said);
    REQUIRE(found != nullptr);
    const std::string_view at = row.at;
    const auto skipped = static_cast<int>(std::count(at.begin(), at.end(), '\n')) * (at.ends_with('\n') ? 0 : 1);
    if (!at.empty()) CHECK(found->line == line_of_text(text, at) + skipped);
}

TEST_CASE("the camera looks for the codes that the file names, and for everyday ones where it names none") {
    const Copy copy;
    const auto text = shipped_text();
    const auto named = copy.load(with(text, "\"Code128\", \"Code39\"", "\"datamatrix\", \"EAN-13\""));
    REQUIRE(named);
    CHECK(named->codes.formats == CodeFormats{CodeFormat::qr_code, CodeFormat::data_matrix, CodeFormat::ean_13});
    const auto silent = copy.load(with(text, "formats = [\"QRCode\"", "# formats = [\"QRCode\""));
    REQUIRE(silent);
    CHECK(silent->codes.formats == everyday_formats);
    const auto unknown = copy.load(with(text, "\"Code39\"]", "\"Code40\"]"));
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().front().what.find("\"Code40\"; known are QRCode, MicroQRCode, Code128") != std::string::npos);
}

TEST_CASE("pages keep their stamps' colours unless the file wants ink and paper alone") {
    const Copy copy;
    const auto text = shipped_text();
    CHECK(copy.load(text)->pages.colour == PageColour::mixed);
    CHECK(copy.load(with(text, "colour = \"mixed\"", "colour = \"bw\""))->pages.colour == PageColour::black_and_white);
    CHECK(copy.load(with(text, "colour = \"mixed\"", "colour = \"colour\""))->pages.colour == PageColour::colour);
    CHECK(copy.load(text)->pages.camera_dpi == 0);
    CHECK(copy.load(with(text, "# camera_dpi = 150", "camera_dpi = 150"))->pages.camera_dpi == 150);
    CHECK_FALSE(copy.load(with(text, "# camera_dpi = 150", "camera_dpi = 15")));
}

TEST_CASE("a kiosk whose file says nothing of speech has none, and one that does has limits") {
    const Copy copy;
    auto text = shipped_text();
    const auto whole = copy.load(text);
    REQUIRE(whole);
    CHECK(whole->speech.output == Speech::Output::loudspeaker);
    CHECK(whole->speech.voices.at("vi") == "vi");
    const auto begin = text.find("[speech]");
    text.erase(begin, text.find("[lookup]") - begin);
    const auto speaker = text.find("[devices.speaker]");
    text.erase(speaker, text.find("[portal]") - speaker);
    const auto silent = copy.load(text);
    REQUIRE(silent);
    CHECK(silent->speech.output == Speech::Output::off);
    CHECK(silent->devices.speaker.kind == DeviceKind::none);
}

TEST_CASE("every mistake is said at once") {
    const Copy copy;
    auto text = with(shipped_text(), "digits = 3 ", "digits = 9 ");
    text = with(text, "https://127", "http://127");
    text = with(text, "kiosk_id = \"K1\"", "");
    const auto loaded = copy.load(text);
    REQUIRE_FALSE(loaded.has_value());
    CHECK(loaded.error().size() == 3);
}

TEST_CASE("a file that is no file of ours is refused whole") {
    const Copy copy;
    const auto good = shipped_text();
    SECTION("not there") { CHECK(settings::load(copy.file().parent_path() / "none.toml").error().size() == 1); }
    SECTION("empty") { CHECK_FALSE(copy.load("").has_value()); }
    SECTION("cut within a value") {
        const auto cut = good.substr(0, good.find("https://") + 5);
        const auto loaded = copy.load(cut);
        REQUIRE_FALSE(loaded.has_value());
        CHECK(loaded.error().front().line >= line_of_text(cut, "url ="));
    }
    SECTION("a key twice") {
        const auto twice = with(good, "digits = 3 ", "digits = 3\ndigits = 4 ");
        const auto loaded = copy.load(twice);
        REQUIRE_FALSE(loaded.has_value());
        CHECK(loaded.error().front().line == line_of_text(twice, "\ndigits = 4 ") + 1);
    }
    SECTION("not UTF-8") {
        const auto latin = with(good, "Quầy 1", "Qu\xE2y 1");
        const auto loaded = copy.load(latin);
        REQUIRE_FALSE(loaded.has_value());
        CHECK(loaded.error().front().line == line_of_text(latin, "Qu\xE2y 1"));
    }
    SECTION("UTF-16") { CHECK_FALSE(copy.load(std::string("\xFF\xFEk\0", 4)).has_value()); }
    SECTION("a byte order mark of UTF-8 is no mistake") { CHECK(copy.load("\xEF\xBB\xBF" + good).has_value()); }
}

TEST_CASE("the data folder is the state folder of the person, or where the file says") {
    const Copy copy;
    ::setenv("XDG_STATE_HOME", "/tmp/state_of_test", 1);
    CHECK(copy.load(shipped_text())->data_folder == "/tmp/state_of_test/quang-ngai-kiosk");
    CHECK(copy.load(shipped_text())->portal.ca_file == "/tmp/state_of_test/quang-ngai-kiosk/portal/certificate.pem");
    const auto own = with(shipped_text(), "# data_folder = \"/var/lib/quang-ngai-kiosk\"", "data_folder = \"data\"");
    CHECK(copy.load(own)->data_folder == copy.file().parent_path() / "data");
    // Whoever starts a command on another folder means that one, with all that lies in it.
    const auto elsewhere = settings::load(copy.file(), "/srv/kiosk");
    CHECK(elsewhere->data_folder == "/srv/kiosk");
    CHECK(elsewhere->portal.ca_file == "/srv/kiosk/portal/certificate.pem");
    ::unsetenv("XDG_STATE_HOME");
}

TEST_CASE("tickets are given within the hours, not at lunch, at the weekend, on holidays") {
    Hours hours;
    for (int day = 0; day < 5; ++day) hours.weekday[day] = {{450, 690}, {810, 1020}};
    hours.holidays = {{2026, 11, 26}};
    hours.last_ticket_before_close_minutes = 10;
    struct Row {
        LocalTime now;
        bool open;
        bool break_today;
        std::optional<LocalTime> next;
    };
    const LocalDate monday{2026, 11, 23};
    const auto at = [](LocalDate date, int hour, int minute) { return LocalTime{date, hour, minute, 0}; };
    const std::vector<Row> rows{
        {at(monday, 7, 29), false, false, at(monday, 7, 30)},
        {at(monday, 7, 30), true, false, {}},
        {at(monday, 11, 19), true, false, {}},
        {at(monday, 11, 20), false, true, at(monday, 13, 30)},
        {at(monday, 13, 29), false, true, at(monday, 13, 30)},
        {at(monday, 16, 49), true, false, {}},
        {at(monday, 16, 50), false, false, at({2026, 11, 24}, 7, 30)},
        {at({2026, 11, 25}, 18, 0), false, false, at({2026, 11, 27}, 7, 30)},
        {at({2026, 11, 26}, 9, 0), false, false, at({2026, 11, 27}, 7, 30)},
        {at({2026, 11, 28}, 9, 0), false, false, at({2026, 11, 30}, 7, 30)},
        {at({2026, 11, 29}, 23, 59), false, false, at({2026, 11, 30}, 7, 30)},
    };
    for (const auto& row : rows) {
        CAPTURE(row.now.date.iso(), row.now.hour, row.now.minute);
        const auto opening = opening_at(hours, row.now);
        CHECK(opening.open == row.open);
        CHECK(opening.break_today == row.break_today);
        CHECK(opening.next_opening == row.next);
    }
    const Hours never;
    CHECK_FALSE(opening_at(never, at(monday, 9, 0)).next_opening.has_value());
}

TEST_CASE("a day of the calendar is off, half, or made up for: the doors and the working time follow it") {
    const Copy copy;
    const auto calendar = copy.file().parent_path() / "calendar";
    std::ofstream(calendar / "2026.toml")
        << "year = 2026\nannounced = true\nsource = \"made up\"\nsource_date = 2026-01-01\n"
           "[[day]]\ndate = 2026-11-23\nname = { vi = \"Nghỉ\" }\n"
           "[[day]]\ndate = 2026-11-24\nname = { vi = \"Nửa ngày\" }\nhours = [\"07:30-11:30\"]\n"
           "[[day]]\ndate = 2026-11-28\nname = { vi = \"Làm bù\" }\nworks_as = \"monday\"\n";
    const auto loaded =
        copy.load(with(shipped_text(), "[dossier]", "[working_hours]\nmonday = [\"08:00-12:00\"]\n[dossier]"));
    REQUIRE(loaded.has_value());
    CHECK(loaded->working_hours.announced_years == std::vector{2026});
    CHECK(stretches_on(loaded->hours, {2026, 11, 23}).empty());
    CHECK(stretches_on(loaded->working_hours, {2026, 11, 23}).empty());
    CHECK(stretches_on(loaded->hours, {2026, 11, 24}) == std::vector<Stretch>{{450, 690}});
    CHECK(stretches_on(loaded->hours, {2026, 11, 28}) == std::vector<Stretch>{{450, 690}, {810, 1020}});
    CHECK(stretches_on(loaded->working_hours, {2026, 11, 28}) == std::vector<Stretch>{{480, 720}});
    CHECK(opening_at(loaded->hours, {{2026, 11, 22}, 12, 0, 0}).next_opening == LocalTime{{2026, 11, 24}, 7, 30, 0});
}

TEST_CASE("a mistake in the calendar is named by its own file and line") {
    const std::string head = "year = 2026\nsource = \"made up\"\nsource_date = 2026-01-01\n";
    struct Row {
        const char* text;
        const char* key;
        int line;
    };
    const auto row =
        GENERATE(Row{"[[day]]\ndate = 2025-11-23\nname = { vi = \"x\" }\n", "day[1].date", 5},
                 Row{"[[day]]\nname = { vi = \"x\" }\n", "day[1].date", 4},
                 Row{"[[day]]\ndate = 2026-11-23\nname = { vi = \"x\" }\nworks_as = \"someday\"\n", "day[1].works_as", 7},
                 Row{"[[day]]\ndate = 2026-11-23\nname = { vi = \"x\" }\nhours = [\"8-9\"]\n", "day[1].hours", 7},
                 Row{"[[day]]\ndate = 2026-11-23\nname = { vi = \"x\" }\n"
                     "[[day]]\ndate = 2026-11-23\nname = { vi = \"x\" }\n",
                     "day[2].date", 8},
                 Row{"[[dya]]\n", "dya", 4});
    const Copy copy;
    const auto file = copy.file().parent_path() / "calendar" / "2026.toml";
    std::ofstream(file) << head << row.text;
    const auto loaded = copy.load(shipped_text());
    REQUIRE_FALSE(loaded.has_value());
    REQUIRE(loaded.error().size() == 1);
    CHECK(loaded.error().front().file == file);
    CHECK(loaded.error().front().key == row.key);
    CHECK(loaded.error().front().line == row.line);
}

TEST_CASE("the line of a field goes before the line of every field") {
    const Copy copy;
    const auto loaded = copy.load(shipped_text());
    REQUIRE(loaded.has_value());
    const auto& queue = loaded->queue;
    CHECK(line_for(queue, Purpose::submit, "land")->id == "land");
    CHECK(line_for(queue, Purpose::submit, "poverty")->id == "social");
    CHECK(line_for(queue, Purpose::submit, "")->id == "social");
    CHECK(line_for(queue, Purpose::collect, "land")->id == "collect");
    CHECK(counters_of(queue, "civil_status").size() == 2);
    for (const auto purpose : {Purpose::submit, Purpose::supplement, Purpose::collect, Purpose::pay, Purpose::ask}) {
        CHECK(line_for(queue, purpose, "land") != nullptr);
        CHECK(parse_purpose(name(purpose)).value() == purpose);
    }
    CHECK_FALSE(parse_purpose("spend").has_value());
}
