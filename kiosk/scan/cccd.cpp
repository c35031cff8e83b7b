#include "kiosk/scan/cccd.hpp"

#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/scan/provinces.hpp"

namespace kiosk::scan {
namespace {

int number_in(std::string_view digits) {
    int out = 0;
    for (const char c : digits) out = out * 10 + (c - '0');
    return out;
}

bool is_date(std::string_view text) { return text.size() == 8 && all_digits(text); }

void check_number(const Cccd& card, std::vector<Warning>& warnings) {
    const auto facts = facts_of(card.number.reveal());
    if (!facts) return;
    if (facts->place.empty()) warnings.push_back(Warning::unknown_province);
    const bool says_male = card.sex.reveal() == "Nam";
    const bool says_female = card.sex.reveal() == "Nữ";
    if ((says_male && !facts->male) || (says_female && facts->male)) warnings.push_back(Warning::sex_disagrees);
    if (card.birth_date && card.birth_date->year != facts->birth_year) warnings.push_back(Warning::birth_year_disagrees);
}

Personal plain_sex(std::string_view text) {
    const auto folded = fold(text);
    if (folded == "nam") return Personal("Nam");
    if (folded == "nu") return Personal("Nữ");
    return Personal(text);
}

void read_dates(std::string_view birth, std::string_view issue, Cccd& card, std::vector<Warning>& warnings) {
    card.birth_date = parse_card_date(birth);
    if (!card.birth_date) warnings.push_back(Warning::birth_date_impossible);
    card.issue_date = parse_card_date(issue);
    if (!issue.empty() && !card.issue_date) warnings.push_back(Warning::issue_date_impossible);
}

/// `number|name|birth|sex|residence|issue`: a layout some documents show, without the place for the old number.
std::optional<Cccd> without_old_number(const std::vector<std::string_view>& fields, std::vector<Warning>& warnings) {
    const bool fits = fields.size() == 6 && !fields[1].empty() && !all_digits(fields[1]) && is_date(fields[2]);
    if (!fits) return std::nullopt;
    Cccd card;
    card.number = Personal(fields[0]);
    card.name = Personal(fields[1]);
    card.sex = plain_sex(fields[3]);
    card.residence = Personal(fields[4]);
    warnings.push_back(Warning::fields_missing);
    read_dates(fields[2], fields[5], card, warnings);
    check_number(card, warnings);
    return card;
}

}  // namespace

std::optional<LocalDate> parse_card_date(std::string_view digits) {
    if (!is_date(digits)) return std::nullopt;
    const LocalDate date{number_in(digits.substr(4)), number_in(digits.substr(2, 2)), number_in(digits.substr(0, 2))};
    if (date.year < 1850 || !exists(date)) return std::nullopt;
    return date;
}

std::optional<NumberFacts> facts_of(std::string_view number) {
    if (number.size() != 12 || !all_digits(number)) return std::nullopt;
    NumberFacts out;
    const auto* province = std::find_if(provinces.begin(), provinces.end(),
                                        [&](const Province& one) { return one.code == number.substr(0, 3); });
    if (province != provinces.end()) {
        out.place = province->name;
    } else if (number[0] != '0') {
        out.place = "foreign";
    }
    const int century_and_sex = number[3] - '0';
    out.male = century_and_sex % 2 == 0;
    out.birth_year = 1900 + century_and_sex / 2 * 100 + number_in(number.substr(4, 2));
    return out;
}

std::optional<Cccd> parse_cccd(const std::vector<std::string_view>& fields, std::vector<Warning>& warnings) {
    if (fields.size() < 6 || !facts_of(fields[0])) return std::nullopt;
    if (auto card = without_old_number(fields, warnings)) return card;
    // What makes it a card and not another list between bars: an old number or nothing, then a name, then a date.
    const bool old_number = fields[1].empty() || all_digits(fields[1]);
    const bool date_at_birth = fields[3].size() == 8 && all_digits(fields[3]);
    if (!old_number || !(date_at_birth || fields[3].empty() || all_digits(fields[3]))) return std::nullopt;
    Cccd card;
    card.card_2024 = fields.size() >= 10;
    card.number = Personal(fields[0]);
    card.old_number = Personal(fields[1]);
    card.name = Personal(fields[2]);
    card.sex = plain_sex(fields[4]);
    card.residence = Personal(fields[5]);
    if (!fields[1].empty() && fields[1].size() != 9 && fields[1].size() != 12) warnings.push_back(Warning::old_number_odd);
    if (fields[2].empty()) warnings.push_back(Warning::name_missing);
    if (fields.size() < 7) warnings.push_back(Warning::fields_missing);
    read_dates(fields[3], fields.size() > 6 ? fields[6] : std::string_view(), card, warnings);
    // One public source and a draft tell what these are: taken when there, never needed.
    if (card.card_2024) {
        card.cancelled_number = Personal(fields[7]);
        card.father_name = Personal(fields[8]);
        card.mother_name = Personal(fields[9]);
    }
    if (fields.size() > 11) warnings.push_back(Warning::fields_unknown);
    check_number(card, warnings);
    return card;
}

}  // namespace kiosk::scan
