#include "kiosk/settings/hours_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kiosk::settings {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 7> weekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                   "friday", "saturday", "sunday"};

/// "07:30" as minutes of the day; 24:00 is the end of it. Negative when it is none.
int parse_minute(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') return -1;
    const auto two = [](std::string_view digits) {
        return made_of(digits, "0123456789", 2, 2) ? (digits[0] - '0') * 10 + (digits[1] - '0') : 99;
    };
    const int minute = two(text.substr(0, 2)) * 60 + two(text.substr(3));
    return two(text.substr(3)) > 59 || minute > 24 * 60 ? -1 : minute;
}

std::vector<Stretch> read_stretches(TomlReader& table, std::string_view key) {
    std::vector<Stretch> out;
    for (const auto& text : table.texts(key)) {
        const auto stretch = parse_stretch(text);
        if (!stretch) {
            table.find(key, fmt::format("“{}” is no stretch of hours.", text), "Write from-to, such as \"07:30-11:30\".");
        } else if (!out.empty() && stretch->from_minute < out.back().to_minute) {
            table.find(key, fmt::format("“{}” begins before the stretch in front of it ends.", text),
                       "Write the stretches of the day in order, without overlap.");
        } else {
            out.push_back(*stretch);
        }
    }
    return out;
}

void read_special_day(TomlReader& table, int year, Hours& out) {
    const auto date = table.date("date", "Give the day, such as 2026-01-01.");
    SpecialDay day;
    day.name = table.local_text("name", "Give the reason, such as { vi = \"Tết Dương lịch\", en = \"New Year's Day\" }.");
    day.stretches = read_stretches(table, "hours");
    const auto like = table.text_or("works_as");
    if (const auto found = std::find(weekdays.begin(), weekdays.end(), like); found != weekdays.end()) {
        day.works_as = static_cast<int>(found - weekdays.begin()) + 1;
        if (!day.stretches.empty())
            table.find("hours", "The day has hours of its own and those of a weekday.", "Keep hours or works_as.");
    } else if (!like.empty()) {
        table.find("works_as", fmt::format("“{}” is no weekday.", like), "Write monday to sunday.");
    }
    if (date.year != year && date != LocalDate{})
        table.find("date", fmt::format("{} is not in the year of this file.", date.iso()),
                   "Put the day into the file of its year.");
    else if (!out.special_days.try_emplace(date, std::move(day)).second)
        table.find("date", fmt::format("{} is there twice.", date.iso()), "Remove one of the two.");
}

void read_year(TomlReader& root, Hours& out) {
    const auto year = static_cast<int>(root.integer("year", 1990, 2200, "Give the year of this file."));
    if (root.boolean_or("announced", false)) {
        if (std::find(out.announced_years.begin(), out.announced_years.end(), year) != out.announced_years.end())
            root.find("year", fmt::format("Another file is for {} too.", year), "Keep one file a year.");
        out.announced_years.push_back(year);
    }
    root.text("source", "Say where the days were read.");
    root.date("source_date", "Give the date of the source.");
    root.tables("day", [&](TomlReader& day) { read_special_day(day, year, out); });
}

}  // namespace

std::optional<Stretch> parse_stretch(std::string_view text) {
    const auto dash = text.find('-');
    if (dash == text.npos) return std::nullopt;
    const Stretch out{parse_minute(text.substr(0, dash)), parse_minute(text.substr(dash + 1))};
    return out.from_minute < 0 || out.to_minute <= out.from_minute ? std::nullopt : std::optional(out);
}

void read_hours(TomlReader& table, Hours& out) {
    bool ever = false;
    for (std::size_t i = 0; i < weekdays.size(); ++i) {
        out.weekday[i] = read_stretches(table, weekdays[i]);
        ever = ever || table.has(weekdays[i]);
    }
    if (!ever) table.find("", "No weekday has hours.", "Write at least one, such as monday = [\"07:30-11:30\"].");
}

void read_opening(TomlReader& table, Hours& out) {
    out.holidays = table.dates("holidays");
    auto sorted = out.holidays;
    std::sort(sorted.begin(), sorted.end());
    if (const auto twice = std::adjacent_find(sorted.begin(), sorted.end()); twice != sorted.end())
        table.find("holidays", fmt::format("{} is there twice.", twice->iso()), "Remove one of the two.");
    out.last_ticket_before_close_minutes = static_cast<int>(table.integer_or("last_ticket_before_close_minutes", 0, 0, 120));
    for (const auto& day : out.weekday)
        for (const auto& stretch : day)
            if (stretch.to_minute - stretch.from_minute <= out.last_ticket_before_close_minutes)
                return table.find("last_ticket_before_close_minutes", "A stretch of opening hours is shorter than this.",
                                  "Make the number smaller than the shortest stretch.");
}

void read_calendar(const fs::path& folder, Findings& findings, Hours& out) {
    std::error_code error;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".toml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        const auto parsed = read_toml(file, findings);
        if (!parsed) continue;
        TomlReader root(*parsed, file, findings);
        read_year(root, out);
    }
}

}  // namespace kiosk::settings
