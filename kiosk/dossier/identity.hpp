#pragma once
/// Judges what somebody typed about a person: enough to catch a slip of the finger, never enough to prove anything. A real
/// name or number must not be refused, so the rules are wide. Pure; any thread, never blocks.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/dossier/dossier.hpp"

namespace kiosk::dossier {

/// Which paper the number was read from: each writes its number in its own way.
enum class NumberKind {
    personal,  ///< số định danh: 12 digits
    cmnd,      ///< old identity card: 9 digits
    passport,  ///< one capital letter and 7 or 8 digits
    any,       ///< whichever of them fits
};

enum class PersonField { name, number, old_number, birth_date, sex, residence, organisation_name, tax_code, phone };

/// What is wrong and what its sentence needs: "Số định danh có 12 chữ số. Đã nhập 11."
struct IdentityProblem {
    enum class Kind {
        missing,
        wrong_length,  ///< expected, actual: letters
        not_digits,    ///< something other than digits: sign, of a person's number
        wrong_form,    ///< not as that paper writes its number
        not_letters,   ///< a name with a digit or another sign: sign; empty: one that cannot be seen
        too_long,      ///< expected: the most, actual
        not_a_date,
        in_the_future,
        too_long_ago,
        not_an_option,
    };
    PersonField field = PersonField::name;
    Kind kind = Kind::missing;
    std::size_t expected = 0;
    std::size_t actual = 0;
    std::string sign{};  ///< the first that does not belong there
    bool operator==(const IdentityProblem&) const = default;
};

/// Name and number are asked for; the rest is judged when it is there. In the order of PersonField.
[[nodiscard]] std::vector<IdentityProblem> check_person(const Person& person, LocalDate today,
                                                        NumberKind kind = NumberKind::any);
[[nodiscard]] std::vector<IdentityProblem> check_number(std::string_view number, NumberKind kind);
[[nodiscard]] std::vector<IdentityProblem> check_name(std::string_view name);
/// 10 digits, 10 digits with a branch of 3 (0123456789-001), or a 12-digit personal number.
[[nodiscard]] std::vector<IdentityProblem> check_organisation(const Personal& name, const Personal& tax_code);
/// Empty is right: the phone number is the person's choice.
[[nodiscard]] std::vector<IdentityProblem> check_phone(std::string_view phone);
/// Everything typed on the pages "for whom" and "who": the submitter, and the holder or the organisation.
[[nodiscard]] std::vector<IdentityProblem> check_submitter(const Draft& draft, LocalDate today);
[[nodiscard]] std::vector<IdentityProblem> check_holder(const Draft& draft, LocalDate today);

/// Where the 12 digits say another birth year or sex than the fields do: said to the person, never a reason to refuse.
struct NumberDoubts {
    bool birth_year = false;
    bool sex = false;
    bool operator==(const NumberDoubts&) const = default;
};
[[nodiscard]] NumberDoubts number_doubts(const Person& person);

/// Digits and letters without blanks, dots and dashes; letters upper case.
[[nodiscard]] std::string compact_number(std::string_view typed);

/// Whose last four digits open a look-up, without repeats: holder, submitter, tax code, phone.
[[nodiscard]] std::vector<Personal> factor_numbers(const Draft& draft);

}  // namespace kiosk::dossier
