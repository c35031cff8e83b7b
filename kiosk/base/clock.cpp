#include "kiosk/base/clock.hpp"

#include <fmt/format.h>

#include <charconv>

namespace kiosk {
namespace {

constexpr Duration vietnam_offset = 7h;

std::chrono::year_month_day ymd(const LocalDate& d) {
    return std::chrono::year{d.year} / std::chrono::month{static_cast<unsigned>(d.month)} /
           std::chrono::day{static_cast<unsigned>(d.day)};
}

LocalDate from_days(std::chrono::sys_days days) {
    const std::chrono::year_month_day date{days};
    return {int{date.year()}, static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()})};
}

bool number(std::string_view text, int& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() && text[0] != '-' && text[0] != '+';
}

}  // namespace

int LocalDate::weekday() const {
    return static_cast<int>(std::chrono::weekday{std::chrono::sys_days{ymd(*this)}}.iso_encoding());
}

std::string LocalDate::iso() const { return fmt::format("{:04}-{:02}-{:02}", year, month, day); }

LocalDate LocalDate::plus_days(int days) const {
    return from_days(std::chrono::sys_days{ymd(*this)} + std::chrono::days{days});
}

bool exists(const LocalDate& date) { return date.month > 0 && date.day > 0 && ymd(date).ok(); }

Result<LocalDate> parse_iso_date(std::string_view text) {
    LocalDate date;
    if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !number(text.substr(0, 4), date.year) ||
        !number(text.substr(5, 2), date.month) || !number(text.substr(8, 2), date.day) || !exists(date)) {
        return fail(Code::bad_format, "not a date of the form 2026-11-23");
    }
    return date;
}

LocalTime local_time(WallTime at) {
    const std::chrono::sys_time<Duration> shifted{at.since_epoch + vietnam_offset};
    const auto days = std::chrono::floor<std::chrono::days>(shifted);
    const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(shifted - days)};
    return {from_days(days), static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
            static_cast<int>(time.seconds().count())};
}

WallTime wall_time(const LocalTime& at) {
    const auto days = std::chrono::sys_days{ymd(at.date)}.time_since_epoch();
    return {std::chrono::duration_cast<Duration>(days) + std::chrono::hours{at.hour} + std::chrono::minutes{at.minute} +
            std::chrono::seconds{at.second} - vietnam_offset};
}

std::string packet_time(WallTime at) {
    const LocalTime t = local_time(at);
    return fmt::format("{:04}{:02}{:02}{:02}{:02}{:02}", t.date.year, t.date.month, t.date.day, t.hour, t.minute, t.second);
}

std::string iso_time(WallTime at) {
    const LocalTime t = local_time(at);
    return fmt::format("{}T{:02}:{:02}:{:02}+07:00", t.date.iso(), t.hour, t.minute, t.second);
}

Result<WallTime> parse_iso_time(std::string_view text) {
    LocalTime t;
    if (text.size() != 25 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.substr(19) != "+07:00" ||
        !number(text.substr(11, 2), t.hour) || !number(text.substr(14, 2), t.minute) ||
        !number(text.substr(17, 2), t.second) || t.hour > 23 || t.minute > 59 || t.second > 59) {
        return fail(Code::bad_format, "not a time of the form 2026-11-23T09:42:00+07:00");
    }
    auto date = parse_iso_date(text.substr(0, 10));
    if (!date) return fail(std::move(date));
    t.date = *date;
    return wall_time(t);
}

Monotonic SystemClock::monotonic() const {
    return {std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch())};
}

WallTime SystemClock::wall() const {
    return {std::chrono::duration_cast<Duration>(std::chrono::system_clock::now().time_since_epoch())};
}

}  // namespace kiosk
