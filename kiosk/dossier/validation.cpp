#include "kiosk/dossier/validation.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <optional>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/pattern.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/dossier/identity.hpp"

namespace kiosk::dossier {
namespace {

using catalogue::Form;
using catalogue::Question;
using catalogue::QuestionKind;
using Kind = Problem::Kind;

constexpr int condition_depth = 32;  // a chain longer than any form has: a circle of conditions ends here

/// UTF-16 units of well-formed UTF-8: one a letter, two for those that take four bytes.
std::size_t utf16_units(std::string_view text) {
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2U : 1U;
    }
    return units;
}

std::optional<double> as_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || text.size() > 254 || text.find('@', at + 1) != text.npos)
        return false;
    const auto local = text.substr(0, at);
    const auto domain = text.substr(at + 1);
    const auto local_letter = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
               std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
    };
    if (!std::all_of(local.begin(), local.end(), local_letter) || local.front() == '.' || local.back() == '.' ||
        local.find("..") != local.npos) {
        return false;
    }
    std::size_t labels = 0;
    std::size_t from = 0;
    while (from <= domain.size()) {
        const auto dot = std::min(domain.find('.', from), domain.size());
        const auto label = domain.substr(from, dot - from);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-' ||
            !std::all_of(label.begin(), label.end(),
                         [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-'; })) {
            return false;
        }
        ++labels;
        if (dot == domain.size()) return labels >= 2 && label.size() >= 2;
        from = dot + 1;
    }
    return false;
}

bool is_option(const Question& question, std::string_view value) {
    return std::any_of(question.options.begin(), question.options.end(), [&](const auto& o) { return o.value == value; });
}

bool is_given(const Question& question, std::string_view value) {
    return !value.empty() && !(question.kind == QuestionKind::checkbox && value == "false");
}

/// What the kind of question itself demands.
std::optional<Kind> breach_of_kind(const Question& question, std::string_view value) {
    switch (question.kind) {
        case QuestionKind::text:
        case QuestionKind::long_text: return std::nullopt;
        case QuestionKind::number: return as_number(value) ? std::nullopt : std::optional(Kind::not_a_number);
        case QuestionKind::date: return parse_iso_date(value) ? std::nullopt : std::optional(Kind::not_a_date);
        case QuestionKind::select:
        case QuestionKind::radio: return is_option(question, value) ? std::nullopt : std::optional(Kind::not_an_option);
        case QuestionKind::checkbox:
            return value == "true" || value == "false" ? std::nullopt : std::optional(Kind::not_an_option);
        case QuestionKind::phone: return check_phone(value).empty() ? std::nullopt : std::optional(Kind::not_a_phone);
        case QuestionKind::email: return is_email(value) ? std::nullopt : std::optional(Kind::not_an_email);
    }
    return std::nullopt;
}

std::optional<Problem> breach_of_length(const Question& question, std::string_view value) {
    const auto units = utf16_units(value);
    const auto problem = [&](Kind kind, std::size_t limit) {
        return Problem{question.key, kind, static_cast<double>(limit), static_cast<double>(units), {}};
    };
    if (units > longest_answer_units) return problem(Kind::too_long, longest_answer_units);
    const auto& rules = question.rules;
    if (rules.min_length && units < static_cast<std::size_t>(std::max(0, *rules.min_length))) {
        return problem(Kind::too_short, static_cast<std::size_t>(*rules.min_length));
    }
    if (rules.max_length && units > static_cast<std::size_t>(std::max(0, *rules.max_length))) {
        return problem(Kind::too_long, static_cast<std::size_t>(std::max(0, *rules.max_length)));
    }
    return std::nullopt;
}

std::optional<Problem> breach_of_range(const Question& question, std::string_view value) {
    if (question.kind != QuestionKind::number) return std::nullopt;
    const auto number = as_number(value);
    if (!number) return std::nullopt;
    const auto& rules = question.rules;
    if (rules.min && *number < *rules.min) return Problem{question.key, Kind::too_small, *rules.min, *number, {}};
    if (rules.max && *number > *rules.max) return Problem{question.key, Kind::too_large, *rules.max, *number, {}};
    return std::nullopt;
}

bool breaks_pattern(const Question& question, std::string_view value) {
    if (question.rules.pattern.empty() || question.kind == QuestionKind::number || question.kind == QuestionKind::checkbox) {
        return false;
    }
    const auto pattern = Pattern::compile(question.rules.pattern);
    require(pattern.has_value(), "the catalogue has only patterns that compile");
    // A pattern that takes forever on a text has not accepted it.
    return !pattern->matches(value).value_or(false);
}

std::optional<Problem> first_breach(const Question& question, std::string_view value) {
    const auto plain = [&](Kind kind) { return Problem{question.key, kind, 0, 0, {}}; };
    if (!is_given(question, value)) return question.rules.required ? std::optional(plain(Kind::missing)) : std::nullopt;
    if (!is_utf8(value) || has_control_characters(value, question.kind == QuestionKind::long_text ? "\n\t" : "")) {
        return plain(Kind::has_control_characters);
    }
    if (auto breach = breach_of_length(question, value)) return breach;
    if (const auto kind = breach_of_kind(question, value)) return plain(*kind);
    if (auto breach = breach_of_range(question, value)) return breach;
    if (breaks_pattern(question, value)) return plain(Kind::pattern);
    return std::nullopt;
}

std::optional<Problem> judge(const Question& question, std::string_view value) {
    auto breach = first_breach(question, value);
    if (breach) breach->message = question.rules.message;
    return breach;
}

const Question* find_question(const Form& form, std::string_view key) {
    for (const auto& page : form.pages) {
        for (const auto& question : page.questions) {
            if (question.key == key) return &question;
        }
    }
    return nullptr;
}

bool visible(const Form& form, const Question& question, const Draft& draft, int depth = 0) {
    if (!question.condition) return true;
    if (depth >= condition_depth) return false;
    const auto* other = find_question(form, question.condition->when);
    std::string value;
    if (other != nullptr && visible(form, *other, draft, depth + 1)) value = normal_answer(*other, draft);
    if (other != nullptr && other->kind == QuestionKind::checkbox && value.empty()) value = "false";
    return (value == question.condition->equals) == question.condition->show;
}

}  // namespace

std::string normal_answer(const Question& question, std::string_view typed) {
    if (!is_utf8(typed)) return std::string(typed);  // judged and refused as it is
    auto out = nfc(trim(typed));
    if (question.kind == QuestionKind::number) std::replace(out.begin(), out.end(), ',', '.');
    if (question.kind == QuestionKind::phone) {
        out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return c == ' ' || c == '.' || c == '-'; }),
                  out.end());
    }
    return out;
}

std::string normal_answer(const Question& question, const Draft& draft) {
    const auto* answer = draft.answer(question.key);
    return answer == nullptr ? std::string() : normal_answer(question, answer->reveal());
}

std::vector<const Question*> visible_questions(const Form& form, std::size_t page, const Draft& draft) {
    std::vector<const Question*> out;
    if (page >= form.pages.size()) return out;
    for (const auto& question : form.pages[page].questions) {
        if (visible(form, question, draft)) out.push_back(&question);
    }
    return out;
}

std::vector<Problem> check_page(const Form& form, std::size_t page, const Draft& draft) {
    std::vector<Problem> out;
    for (const auto* question : visible_questions(form, page, draft)) {
        if (auto problem = judge(*question, normal_answer(*question, draft))) out.push_back(std::move(*problem));
    }
    return out;
}

std::vector<Problem> check_form(const Form& form, const Draft& draft) {
    std::vector<Problem> out;
    for (std::size_t page = 0; page < form.pages.size(); ++page) {
        auto problems = check_page(form, page, draft);
        std::move(problems.begin(), problems.end(), std::back_inserter(out));
    }
    return out;
}

std::vector<Problem> check_answer(const Question& question, std::string_view typed) {
    auto problem = judge(question, normal_answer(question, typed));
    return problem ? std::vector{std::move(*problem)} : std::vector<Problem>{};
}

}  // namespace kiosk::dossier
