#include "kiosk/dossier/identity.hpp"

#include <algorithm>
#include <cctype>
#include <string>

#include "kiosk/base/text.hpp"

namespace kiosk::dossier {
namespace {

using PersonFault = IdentityProblem::Kind;

constexpr std::size_t personal_digits = 12;
constexpr std::size_t cmnd_digits = 9;
constexpr std::size_t longest_name_letters = 100;
constexpr std::size_t longest_residence_letters = 300;
constexpr std::size_t longest_organisation_letters = 300;
constexpr int oldest_birth_year = 1900;
constexpr std::size_t passport_longest = 9;
constexpr std::string_view curly_apostrophe = "’";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_passport(std::string_view number) {
    return (number.size() == 8 || number.size() == passport_longest) && number[0] >= 'A' && number[0] <= 'Z' &&
           all_digits(number.substr(1));
}

std::vector<IdentityProblem> one(PersonField field, PersonFault kind, std::size_t expected = 0, std::size_t actual = 0) {
    return {{field, kind, expected, actual, {}}};
}

std::vector<IdentityProblem> check_digits(std::string_view number, std::size_t digits) {
    if (!all_digits(number)) {
        auto out = one(PersonField::number, PersonFault::not_digits);
        const auto sign = first_letter(number.substr(std::min(number.find_first_not_of("0123456789"), number.size())));
        if (is_utf8(number) && is_seen(sign)) out[0].sign = sign;
        return out;
    }
    if (number.size() != digits) return one(PersonField::number, PersonFault::wrong_length, digits, number.size());
    return {};
}

void append(std::vector<IdentityProblem>& to, std::vector<IdentityProblem> more) {
    to.insert(to.end(), more.begin(), more.end());
}

/// The first sign that no name has; empty: all are letters of any script, blanks, and the signs that real names have: Y' Thiên,
/// K’Brông, Anne-Marie. A name without any letter is odd from its first sign on.
std::string odd_sign(std::string_view name) {
    bool letter = false;
    for (auto rest = name; !rest.empty();) {
        auto sign = first_letter(rest);
        rest.remove_prefix(sign.size());
        const auto byte = static_cast<unsigned char>(sign.front());
        if (sign == curly_apostrophe || std::string_view(" '-.").find(sign.front()) != std::string_view::npos) continue;
        // U+0080-00BF and U+2000-2FFF are signs; what takes four bytes is emoji or no script of a living language.
        if (byte == 0xC2 || byte == 0xE2 || byte >= 0xF0) return sign;
        if (std::isalpha(byte) == 0 && byte < 0x80) return sign;
        letter = true;
    }
    return letter ? std::string() : first_letter(name);
}

std::vector<IdentityProblem> check_birth_date(std::string_view text, LocalDate today) {
    if (text.empty()) return {};
    const auto date = parse_iso_date(text);
    if (!date) return one(PersonField::birth_date, PersonFault::not_a_date);
    if (*date > today) return one(PersonField::birth_date, PersonFault::in_the_future);
    if (date->year < oldest_birth_year) return one(PersonField::birth_date, PersonFault::too_long_ago, oldest_birth_year);
    return {};
}

std::vector<IdentityProblem> check_length(PersonField field, std::string_view text, std::size_t most) {
    if (!is_utf8(text) || has_control_characters(text)) return one(field, PersonFault::not_letters);
    const auto letters = letter_count(text);
    return letters > most ? one(field, PersonFault::too_long, most, letters) : std::vector<IdentityProblem>{};
}

}  // namespace

std::string compact_number(std::string_view typed) {
    std::string out;
    for (const char c : typed) {
        if (c == ' ' || c == '.' || c == '-' || c == '\t') continue;
        out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return out;
}

std::vector<IdentityProblem> check_number(std::string_view typed, NumberKind kind) {
    const auto number = compact_number(typed);
    if (number.empty()) return one(PersonField::number, PersonFault::missing);
    switch (kind) {
        case NumberKind::personal: return check_digits(number, personal_digits);
        case NumberKind::cmnd: return check_digits(number, cmnd_digits);
        case NumberKind::passport:
            return is_passport(number) ? std::vector<IdentityProblem>{} : one(PersonField::number, PersonFault::wrong_form);
        case NumberKind::any: break;
    }
    if (is_passport(number) || (all_digits(number) && number.size() == cmnd_digits)) return {};
    if (!is_digit(number[0])) return one(PersonField::number, PersonFault::wrong_form);
    return check_digits(number, personal_digits);
}

std::vector<IdentityProblem> check_name(std::string_view typed) {
    const auto name = trim(typed);
    if (name.empty()) return one(PersonField::name, PersonFault::missing);
    auto out = check_length(PersonField::name, name, longest_name_letters);
    if (auto sign = out.empty() ? odd_sign(name) : std::string(); !sign.empty()) {
        out = one(PersonField::name, PersonFault::not_letters);
        if (is_seen(sign)) out[0].sign = std::move(sign);
    }
    return out;
}

std::vector<IdentityProblem> check_person(const Person& person, LocalDate today, NumberKind kind) {
    auto out = check_name(person.name.reveal());
    append(out, check_number(person.number.reveal(), kind));
    if (const auto old = compact_number(person.old_number.reveal()); !old.empty()) {
        auto problems = check_digits(old, cmnd_digits);
        for (auto& problem : problems) problem.field = PersonField::old_number;
        append(out, std::move(problems));
    }
    append(out, check_birth_date(person.birth_date.reveal(), today));
    if (const auto sex = person.sex.reveal(); !sex.empty() && sex != "Nam" && sex != "Nữ") {
        append(out, one(PersonField::sex, PersonFault::not_an_option));
    }
    append(out, check_length(PersonField::residence, person.residence.reveal(), longest_residence_letters));
    return out;
}

std::vector<IdentityProblem> check_organisation(const Personal& name, const Personal& tax_code) {
    std::vector<IdentityProblem> out;
    if (trim(name.reveal()).empty()) {
        append(out, one(PersonField::organisation_name, PersonFault::missing));
    } else {
        append(out, check_length(PersonField::organisation_name, name.reveal(), longest_organisation_letters));
    }
    const auto code = compact_number(tax_code.reveal());
    if (code.empty()) {
        append(out, one(PersonField::tax_code, PersonFault::missing));
    } else if (!all_digits(code)) {
        append(out, one(PersonField::tax_code, PersonFault::not_digits));
    } else if (code.size() != 10 && code.size() != 12 && code.size() != 13) {
        append(out, one(PersonField::tax_code, PersonFault::wrong_length, 10, code.size()));
    }
    return out;
}

std::vector<IdentityProblem> check_phone(std::string_view typed) {
    const auto phone = compact_number(typed);
    if (phone.empty()) return {};
    const bool abroad = phone[0] == '+';
    const auto digits = std::string_view(phone).substr(abroad ? 1 : 0);
    if (!all_digits(digits)) return one(PersonField::phone, PersonFault::not_digits);
    if (abroad)
        return digits.size() < 8 || digits.size() > 15 ? one(PersonField::phone, PersonFault::wrong_form)
                                                       : std::vector<IdentityProblem>{};
    if (digits[0] != '0') return one(PersonField::phone, PersonFault::wrong_form);
    // Mobile numbers have 10 digits, those of houses with their area code 11.
    if (digits.size() != 10 && digits.size() != 11)
        return one(PersonField::phone, PersonFault::wrong_length, 10, digits.size());
    return {};
}

std::vector<IdentityProblem> check_submitter(const Draft& draft, LocalDate today) {
    auto out = check_person(draft.submitter, today);
    append(out, check_phone(draft.phone.reveal()));
    return out;
}

std::vector<IdentityProblem> check_holder(const Draft& draft, LocalDate today) {
    switch (draft.applicant) {
        case ApplicantKind::self: return {};
        case ApplicantKind::relative:
        case ApplicantKind::authorised: {
            // A newborn child has no number yet.
            auto out = check_person(draft.holder, today);
            if (draft.applicant == ApplicantKind::relative) {
                std::erase_if(
                    out, [](const auto& p) { return p.field == PersonField::number && p.kind == PersonFault::missing; });
            }
            return out;
        }
        case ApplicantKind::organisation: return check_organisation(draft.organisation_name, draft.tax_code);
    }
    return {};
}

NumberDoubts number_doubts(const Person& person) {
    NumberDoubts out;
    const auto number = compact_number(person.number.reveal());
    if (number.size() != personal_digits || !all_digits(number)) return out;
    const int century_and_sex = number[3] - '0';
    const int year = 1900 + 100 * (century_and_sex / 2) + 10 * (number[4] - '0') + (number[5] - '0');
    if (const auto birth = parse_iso_date(person.birth_date.reveal())) out.birth_year = birth->year != year;
    const auto sex = person.sex.reveal();
    if (sex == "Nam" || sex == "Nữ") out.sex = (century_and_sex % 2 == 0) != (sex == "Nam");
    return out;
}

std::vector<Personal> factor_numbers(const Draft& draft) {
    std::vector<Personal> out;
    const auto add = [&out](const Personal& number) {
        Personal compact(compact_number(number.reveal()));
        if (!compact.empty() && std::find(out.begin(), out.end(), compact) == out.end()) out.push_back(std::move(compact));
    };
    if (draft.applicant == ApplicantKind::relative || draft.applicant == ApplicantKind::authorised) add(draft.holder.number);
    add(draft.submitter.number);
    if (draft.applicant == ApplicantKind::organisation) add(draft.tax_code);
    add(draft.phone);
    return out;
}

}  // namespace kiosk::dossier
