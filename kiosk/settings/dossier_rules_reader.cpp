#include "kiosk/settings/dossier_rules_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kiosk::settings {
namespace {

constexpr std::array<std::string_view, 5> parts_of_a_result_code{"owner", "type", "number", "unit", "year"};

/// Every {word} of the template is one that can be filled in, and the code tells one result from another.
void check_result_code(TomlReader& table, std::string_view wanted) {
    bool names_the_result = false;
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        if (wanted[at] == '}') return table.find("result_code", "A } stands without its {.", "Write each part as {word}.");
        if (wanted[at] != '{') continue;
        const auto end = wanted.find('}', at);
        if (end == wanted.npos) return table.find("result_code", "A { stands without its }.", "Write each part as {word}.");
        const auto word = wanted.substr(at + 1, end - at - 1);
        if (std::find(parts_of_a_result_code.begin(), parts_of_a_result_code.end(), word) == parts_of_a_result_code.end())
            return table.find("result_code", fmt::format("“{}” is no part of a result code.", word),
                              "Write {owner}, {type}, {number}, {unit} or {year}.");
        names_the_result = names_the_result || word == "type" || word == "number";
        at = end;
    }
    if (!names_the_result)
        table.find("result_code", "The code would be the same for every result of a person.",
                   "Let it hold {type} or {number}.");
}

/// "15:00"; the day's end is no time within the day.
int read_minute(TomlReader& table, std::string_view key, int fallback) {
    const auto text = table.text_or(key);
    if (text.empty()) return fallback;
    const bool shaped = text.size() == 5 && text[2] == ':' && made_of(text.substr(0, 2), "0123456789", 2, 2) &&
                        made_of(text.substr(3), "0123456789", 2, 2);
    const int hour = shaped ? std::stoi(text.substr(0, 2)) : 99;
    const int minute = shaped ? std::stoi(text.substr(3)) : 99;
    if (hour < 24 && minute < 60) return hour * 60 + minute;
    table.find(key, fmt::format("“{}” is no time of the day.", text), "Write one such as \"15:00\".");
    return fallback;
}

}  // namespace

void read_dossier_rules(TomlReader& table, DossierRules& out) {
    const auto taken = table.one_of_or("code_taken", "submission", {"submission", "acceptance"});
    out.code_taken = taken == "acceptance" ? DossierRules::CodeTaken::at_acceptance : DossierRules::CodeTaken::at_submission;
    const auto begin = table.one_of_or("serials_begin", "day", {"day", "month", "year"});
    out.serials_begin = begin == "month"  ? DossierRules::SerialsBegin::each_month
                        : begin == "year" ? DossierRules::SerialsBegin::each_year
                                          : DossierRules::SerialsBegin::each_day;
    out.serial_digits = static_cast<int>(table.integer_or("serial_digits", out.serial_digits, 4, 9));
    out.first_serial = static_cast<int>(table.integer_or("first_serial", out.first_serial, 0, 999'999));
    const auto due = table.one_of_or("due_at", "same_time", {"same_time", "end_of_day"});
    out.due_at = due == "end_of_day" ? DossierRules::DueAt::end_of_day : DossierRules::DueAt::same_time;
    out.same_day_until_minute = read_minute(table, "same_day_until", out.same_day_until_minute);
    out.supplement_moves_due = table.boolean_or("supplement_moves_due", out.supplement_moves_due);
    out.result_code = table.text_or("result_code", out.result_code);
    check_result_code(table, out.result_code);
}

}  // namespace kiosk::settings
