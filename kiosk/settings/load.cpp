#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <tuple>

#include "kiosk/settings/adoption.hpp"
#include "kiosk/settings/announcements_reader.hpp"
#include "kiosk/settings/devices_reader.hpp"
#include "kiosk/settings/dossier_rules_reader.hpp"
#include "kiosk/settings/hours_reader.hpp"
#include "kiosk/settings/portal_reader.hpp"
#include "kiosk/settings/queue_reader.hpp"
#include "kiosk/settings/rating_reader.hpp"
#include "kiosk/settings/serve_reader.hpp"
#include "kiosk/settings/sign_in_reader.hpp"
#include "kiosk/settings/staff_reader.hpp"
#include "kiosk/settings/today.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::settings {
namespace {

namespace fs = std::filesystem;

fs::path default_data_folder() {
    constexpr auto own = "quang-ngai-kiosk";
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/') return fs::path(state) / own;
    const char* home = std::getenv("HOME");
    return fs::path(home != nullptr && *home == '/' ? home : "/var/lib") / ".local/state" / own;
}

void read_folders(TomlReader& root, const fs::path& data_folder, Settings& out) {
    const auto folder = [&](std::string_view key, std::string_view fallback) {
        auto path = beside(root.file(), root.text_or(key, fallback));
        std::error_code error;
        if (!fs::is_directory(path, error))
            root.find(key, fmt::format("There is no folder {}.", path.string()),
                      "Correct the path; it is relative to this file.");
        return path;
    };
    const auto data = root.text_or("data_folder");
    out.data_folder = data.empty() ? default_data_folder() : beside(root.file(), data);
    if (!data_folder.empty()) out.data_folder = data_folder;
    out.catalogue_folder = folder("catalogue_folder", "catalogue");
    out.units_folder = folder("units_folder", "units");
    out.forms_folder = folder("forms_folder", "forms");
    out.calendar_folder = folder("calendar_folder", "calendar");
    out.texts_folder = beside(root.file(), root.text_or("texts_folder", "texts"));
    out.announcements_folder = beside(root.file(), root.text_or("announcements_folder", "announcements"));
    out.print_folder = beside(root.file(), root.text_or("print_folder", "print"));  // whoever prints says when it is missing
}

void read_centre(TomlReader& table, Centre& out) {
    out.id = table.text("id", "Give the centre a short name of 2 to 8 capital letters and digits.");
    if (!out.id.empty() && !made_of(out.id, capitals_and_digits, 2, 8))
        table.find("id", "The centre's id is not 2 to 8 capital letters and digits.", "Write one such as BINHSON.");
    out.name = table.local_text("name", "Give the name that stands on the door.");
    out.place = table.local_text("place", "Give the authority whose centre it is.");
    out.address = table.local_text_or_none("address");
    out.hotline = table.text_or("hotline");
    if (!out.hotline.empty() && !made_of(out.hotline, "0123456789 +().-", 3, 20))
        table.find("hotline", "The hotline is no telephone number.", "Write digits and blanks, such as 1900 0000.");
    out.unit = table.text("unit", "Give the id of the unit in units/*.toml that receives dossiers here.");
    if (!out.unit.empty() && !is_id(out.unit))
        table.find("unit", "This is no id of a unit.", "Write an id of units/*.toml, in small letters.");
    out.town = table.text_or("town");
}

void read_display(TomlReader& table, Display& out) {
    out.width_px = static_cast<int>(table.integer_or("width_px", out.width_px, 480, 7680));
    out.height_px = static_cast<int>(table.integer_or("height_px", out.height_px, 480, 7680));
    out.queue_behind = table.boolean_or("queue_behind", out.queue_behind);
    out.diagonal_inch = table.real_or("diagonal_inch", out.diagonal_inch, 7, 100);
    out.renderer = parse_renderer(table.one_of_or("renderer", "auto", {"auto", "raster", "gl"})).value_or(out.renderer);
}

void read_all_hours(TomlReader& root, Settings& out) {
    root.table("hours", "Write the opening hours; see config/kiosk.toml.", [&](TomlReader& t) {
        read_hours(t, out.hours);
        read_opening(t, out.hours);
    });
    read_calendar(out.calendar_folder, root.findings(), out.hours);
    out.working_hours = out.hours;
    out.working_hours.holidays.clear();
    root.table("working_hours", [&](TomlReader& t) {
        for (auto& day : out.working_hours.weekday) day.clear();
        read_hours(t, out.working_hours);
    });
}

constexpr std::size_t longest_shown_url = 120;  // a code of more modules is hard to read off a screen

void read_feedback(TomlReader& table, Feedback& out) {
    out.url = table.text_or("url");
    if (!out.url.empty() && (!is_https(out.url) || out.url.size() > longest_shown_url))
        table.find("url", "The address is no https address of at most 120 characters, without ? and #.",
                   "Write https://host/path: people open it from a code on the screen.");
}

void read_guidance(TomlReader& table, Guidance& out) {
    table.tables("invitation", [&](TomlReader& t) {
        out.invitations.push_back(t.local_text("text", "Give the sentence that people read before they touch anything."));
    });
    out.procedure_page = table.text_or("procedure_page");
    const std::string_view page = out.procedure_page;
    const auto place = page.find(procedure_code_place);
    // A page of the portal may be asked for by a query, which the portal's own address may not have.
    const bool right = is_https(page.substr(0, page.find('?'))) && place != page.npos && page.size() <= longest_shown_url &&
                       page.find_first_of(" \t#") == page.npos && page.find(procedure_code_place, place + 1) == page.npos;
    if (!page.empty() && !right)
        table.find("procedure_page", "This is no https address of at most 120 letters with {code} in it once.",
                   "Write https://host/path/{code} or https://host/path?code={code}: people open it on their telephone.");
}

void read_notice(TomlReader& table, TodayOffers& out) {
    PreparedNotice notice;
    notice.id = table.text("id", "Give the notice a short id, such as \"power_cut\".");
    if (!notice.id.empty() && !is_id(notice.id))
        table.find("id", "This is no id.", "Write small letters, digits and _, a letter first.");
    if (!notice.id.empty() && out.notice(notice.id) != nullptr)
        table.find("id", fmt::format("Another notice is called “{}” too.", notice.id), "Give each an id of its own.");
    notice.text = table.local_text("text", "Give the sentence that people read on the first page.");
    for (const auto* words : {&notice.text.vi, &notice.text.en}) {
        if (words->size() > longest_notice_bytes)
            table.find("text", fmt::format("The notice has {} bytes.", words->size()),
                       fmt::format("Write up to {}: the first page has no room for more.", longest_notice_bytes));
    }
    out.notices.push_back(std::move(notice));
}

void read_pages(TomlReader& table, Pages& out) {
    out.searchable_text = table.boolean_or("searchable_text", false);
    const auto colour = table.one_of_or("colour", "mixed", {"mixed", "bw", "colour"});
    out.colour = colour == "bw" ? PageColour::black_and_white : colour == "colour" ? PageColour::colour : PageColour::mixed;
    out.camera_dpi = static_cast<int>(table.integer_or("camera_dpi", 0, 50, 1200));
}

void read_codes(TomlReader& table, Codes& out) {
    if (!table.has("formats")) return;
    out.formats = {};
    const auto refused = [&](const Error& error) {
        table.find("formats", error.detail + ".",
                   "Write some of those names, or take the line out for QRCode, Code128 and Code39.");
    };
    for (const auto& word : table.texts("formats")) {
        if (const auto format = parse_formats(word)) out.formats.bits |= format->bits;
        else refused(format.error());
    }
    if (const auto none = parse_formats(""); out.formats.empty() && table.findings().empty()) refused(none.error());
}

Settings read_all(TomlReader& root, const fs::path& data_folder) {
    Settings out;
    out.file = root.file();
    out.kiosk_id = root.text("kiosk_id", "Give the kiosk a short name of its own in this centre, such as \"K1\".");
    if (!out.kiosk_id.empty() && !made_of(out.kiosk_id, capitals_and_digits, 1, 6))
        root.find("kiosk_id", "The kiosk's id is not 1 to 6 capital letters and digits.", "Write one such as \"K1\".");
    out.training = root.boolean_or("training", false);
    out.zero_tens = root.one_of_or("zero_tens", "lẻ", {"lẻ", "linh"}) == "linh" ? ZeroTens::linh : ZeroTens::le;
    read_folders(root, data_folder, out);
    root.table("centre", "Say whose centre it is; see config/kiosk.toml.",
               [&](TomlReader& t) { read_centre(t, out.centre); });
    read_all_hours(root, out);
    root.table("dossier", [&](TomlReader& t) { read_dossier_rules(t, out.dossier); });
    root.table("queue", "Write lines and counters; see config/kiosk.toml.",
               [&](TomlReader& t) { read_queue(t, out.data_folder, out.queue); });
    root.table("devices", "Say which devices there are.", [&](TomlReader& t) { read_devices(t, out.devices); });
    root.table("portal", "Say where the portal is.", [&](TomlReader& t) { read_portal(t, out.data_folder, out.portal); });
    root.table("national", [&](TomlReader& t) { read_national(t, out.data_folder, out.national.emplace()); });
    root.table("display", [&](TomlReader& t) { read_display(t, out.display); });
    root.table("keyboard", [&](TomlReader& t) {
        const auto placement = t.one_of_or("tone_placement", "traditional", {"traditional", "modern"});
        out.keyboard.tones = placement == "modern" ? typing::ToneStyle::modern : typing::ToneStyle::traditional;
    });
    if (const auto rating = root.text_or("rating_file"); !rating.empty())
        read_rating(beside(root.file(), rating), root.findings(), out.rating);
    if (const auto staff = root.text_or("staff_file"); !staff.empty())
        read_staff(beside(root.file(), staff), root.findings(), out.staff);
    if (const auto sign_in = root.text_or("signin_file"); !sign_in.empty())
        read_sign_in(beside(root.file(), sign_in), root.findings(), out.sign_in.emplace());
    if (const auto payment = root.text_or("payment_file"); !payment.empty())
        read_payment(beside(root.file(), payment), root.findings(), out.payment.emplace());
    root.table("serve", [&](TomlReader& t) { read_serve(t, out.serve); });
    root.table("feedback", [&](TomlReader& t) { read_feedback(t, out.feedback); });
    root.table("guidance", [&](TomlReader& t) { read_guidance(t, out.guidance); });
    root.table("today",
               [&](TomlReader& t) { t.tables("notice", [&](TomlReader& notice) { read_notice(notice, out.today); }); });
    read_announcements(out.announcements_folder, root.findings(), out.announcements);
    root.table("board", [&](TomlReader& t) {
        out.board.calm = t.boolean_or("calm", out.board.calm);
        out.board.fresh = std::chrono::seconds(t.integer_or("fresh_seconds", 8, 2, 60));
    });
    root.table("speech", [&](TomlReader& t) { read_speech(t, out.speech); });
    root.table("pages", [&](TomlReader& t) { read_pages(t, out.pages); });
    root.table("codes", [&](TomlReader& t) { read_codes(t, out.codes); });
    root.table("drafts",
               [&](TomlReader& t) { out.drafts.keep_days = static_cast<int>(t.integer_or("keep_days", 7, 1, 90)); });
    root.table("lookup", [&](TomlReader& t) {
        out.lookup.tries = static_cast<int>(t.integer_or("tries", 5, 1, 20));
        out.lookup.locked_for = std::chrono::minutes(t.integer_or("locked_for_minutes", 15, 1, std::int64_t{24} * 60));
    });
    return out;
}

}  // namespace

std::vector<Finding> read_folders_anew(Settings& settings) {
    Findings findings;
    settings.hours.special_days.clear();
    settings.hours.announced_years.clear();
    read_calendar(settings.calendar_folder, findings, settings.hours);
    settings.working_hours.special_days = settings.hours.special_days;
    settings.working_hours.announced_years = settings.hours.announced_years;
    settings.announcements.clear();
    read_announcements(settings.announcements_folder, findings, settings.announcements);
    return findings;
}

tl::expected<Settings, std::vector<Finding>> load(const fs::path& file, const fs::path& data_folder) {
    Findings findings;
    if (auto whole = finish_adoption(fs::absolute(file).parent_path()); !whole)
        findings.push_back({file, 0, "", "A new catalogue could not be put into place: " + whole.error().detail + ".",
                            "Correct that and try again; the folder .adoption holds what is to come."});
    const auto parsed = read_toml(file, findings);
    if (!parsed) return tl::unexpected(std::move(findings));
    Settings out;
    {
        TomlReader root(*parsed, file, findings);  // reports unknown keys when it goes
        out = read_all(root, data_folder);
    }
    // What two files say together is judged once each of them is right.
    if (const auto* staff = parsed->member("staff_file"); staff != nullptr && findings.empty() && !out.training)
        refuse_training_token(beside(file, staff->text), out.staff, findings);
    const auto* serve = parsed->member("serve");
    if (const auto* accounts = serve != nullptr ? serve->member("accounts_file") : nullptr;
        accounts != nullptr && findings.empty() && !out.training)
        refuse_training_accounts(beside(file, accounts->text), out.serve, findings);
    if (findings.empty()) return out;
    std::stable_sort(findings.begin(), findings.end(),
                     [](const auto& a, const auto& b) { return std::tie(a.file, a.line) < std::tie(b.file, b.line); });
    return tl::unexpected(std::move(findings));
}

}  // namespace kiosk::settings
