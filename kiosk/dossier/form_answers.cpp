#include "kiosk/dossier/form_answers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/text.hpp"

namespace kiosk::dossier {
namespace {

using catalogue::Question;
using catalogue::QuestionKind;
using catalogue::Value;

/// "people[12]." of a key; nothing for a key of another.
std::optional<std::size_t> index_in(const Question& rows, std::string_view key, std::size_t& rest) {
    if (!key.starts_with(rows.key) || key.substr(rows.key.size(), 1) != "[") return std::nullopt;
    const auto* first = key.data() + rows.key.size() + 1;
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(first, key.data() + key.size(), index);
    rest = static_cast<std::size_t>(end - key.data());
    if (error != std::errc{} || !key.substr(rest).starts_with("].")) return std::nullopt;
    return index;
}

std::string number_text(double value) { return catalogue::to_text(Value(value)); }

/// form.io makes numbers and truths of the values of choices that read as such.
Value choice_value(const Question& question, const std::string& answer) {
    Value text(answer);
    if (answer.empty()) return text;
    const double number = catalogue::to_number(text);
    if (std::isfinite(number) && number_text(number) == answer) return Value(number);
    const auto word = question.kind == QuestionKind::select ? lower(answer) : answer;
    if (word == "true" || word == "false") return Value(word == "true");
    return text;
}

Value::Object options_value(const Question& question, std::string_view answer) {
    const auto set = chosen(answer);
    Value::Object out;
    for (const auto& option : question.options)
        out.push_back({option.value, Value(std::find(set.begin(), set.end(), option.value) != set.end())});
    for (const auto& value : set) {
        const auto known = [&](const auto& option) { return option.value == value; };
        if (std::none_of(question.options.begin(), question.options.end(), known)) out.push_back({value, Value(true)});
    }
    return out;
}

std::optional<std::string> touched(const Question& question, const Draft& draft, const RowPlace& place) {
    const auto* answer = draft.answer(key_of(question, place));
    if (answer == nullptr) return std::nullopt;
    return normal_answer(question, answer->reveal());
}

}  // namespace

std::string key_of(const Question& question, const RowPlace& place) {
    return place.rows == nullptr ? question.key : fmt::format("{}[{}].{}", place.rows->key, place.index, question.key);
}

std::size_t most_rows(const Question& rows) {
    constexpr int on_a_touch_screen = 50;
    return static_cast<std::size_t>(rows.rules.max_length.value_or(on_a_touch_screen));
}

std::size_t row_count(const Question& rows, const Draft& draft) {
    std::size_t count = 0;
    std::size_t rest = 0;
    for (const auto& answer : draft.answers) {
        if (const auto index = index_in(rows, answer.key, rest)) count = std::max(count, *index + 1);
    }
    return count;
}

std::size_t add_row(const Question& rows, Draft& draft) {
    const RowPlace place{&rows, row_count(rows, draft)};
    for (const auto& question : rows.row)
        draft.set_answer(key_of(question, place), Personal(question.default_value), AnswerOrigin::rule);
    return place.index;
}

void remove_row(const Question& rows, std::size_t removed, Draft& draft) {
    std::size_t rest = 0;
    std::erase_if(draft.answers, [&](const Answer& answer) { return index_in(rows, answer.key, rest) == removed; });
    for (auto& answer : draft.answers) {
        const auto index = index_in(rows, answer.key, rest);
        if (index && *index > removed) answer.key = fmt::format("{}[{}{}", rows.key, *index - 1, answer.key.substr(rest));
    }
}

bool is_row_touched(const Question& rows, std::size_t index, const Draft& draft) {
    return std::any_of(rows.row.begin(), rows.row.end(), [&](const Question& question) {
        return !question.calculated &&
               normal_answer(question, draft, {&rows, index}) != normal_answer(question, question.default_value);
    });
}

std::string normal_answer(const Question& question, std::string_view typed) {
    if (!is_utf8(typed)) return std::string(typed);  // judged and refused as it is
    auto out = nfc(trim(typed));
    if (question.kind == QuestionKind::number || question.kind == QuestionKind::currency)
        std::replace(out.begin(), out.end(), ',', '.');
    if (question.kind == QuestionKind::email) out = lower(out);
    if (question.kind == QuestionKind::phone) {
        out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return c == ' ' || c == '.' || c == '-'; }),
                  out.end());
    }
    return out;
}

std::string normal_answer(const Question& question, const Draft& draft, const RowPlace& place) {
    return touched(question, draft, place).value_or(std::string());
}

std::vector<std::string> chosen(std::string_view answer) {
    std::vector<std::string> out;
    while (!answer.empty()) {
        const auto end = std::min(answer.find('\n'), answer.size());
        if (end > 0) out.emplace_back(answer.substr(0, end));
        answer.remove_prefix(std::min(end + 1, answer.size()));
    }
    return out;
}

std::string with_option(const Question& question, std::string_view answer, std::string_view option) {
    const auto before = chosen(answer);
    std::string out;
    for (const auto& each : question.options) {
        const bool was = std::find(before.begin(), before.end(), each.value) != before.end();
        if (was == (each.value == option)) continue;
        if (!out.empty()) out += '\n';
        out += each.value;
    }
    return out;
}

ReturnBy return_by(const catalogue::Question& question, std::string_view answer) {
    return std::any_of(question.options.begin(), question.options.end(),
                       [&](const auto& option) { return option.by_post && option.value == answer; })
               ? ReturnBy::post
               : ReturnBy::direct;
}

std::optional<double> plain_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<DayParts> day_parts(std::string_view answer) {
    constexpr std::size_t written = 10;  // 31/01/1990
    if (answer.size() != written || answer[2] != '/' || answer[5] != '/') return std::nullopt;
    const auto part = [&](std::size_t from, std::size_t size, int& out) {
        const auto digits = answer.substr(from, size);
        if (!all_digits(digits)) return false;
        std::from_chars(digits.data(), digits.data() + digits.size(), out);
        return true;
    };
    DayParts out;
    if (!part(0, 2, out.day) || !part(3, 2, out.month) || !part(6, 4, out.year)) return std::nullopt;
    return out;
}

std::string day_answer(const DayParts& parts) {
    if (parts.day == 0 && parts.month == 0 && parts.year == 0) return {};
    return fmt::format("{:02}/{:02}/{:04}", parts.day, parts.month, parts.year);
}

std::optional<Value> sent_value(const Question& question, const std::optional<std::string>& answer) {
    switch (question.kind) {
        case QuestionKind::checkbox: return Value(answer == "true");
        case QuestionKind::select_boxes: return Value(options_value(question, answer.value_or(std::string())));
        case QuestionKind::rows: return Value(Value::List{});
        default: break;
    }
    if (!answer) return std::nullopt;
    switch (question.kind) {
        case QuestionKind::number: {
            const double number = catalogue::to_number(Value(*answer));
            return answer->empty() || !std::isfinite(number) ? Value(*answer) : Value(number);
        }
        case QuestionKind::currency: {
            const auto number = plain_number(*answer);
            return number ? Value(*number) : Value(*answer);
        }
        case QuestionKind::date:
            if (answer->empty()) return Value(*answer);
            return parse_iso_date(*answer) ? Value(*answer + "T00:00:00+07:00") : Value("Invalid date");
        case QuestionKind::day: return answer->empty() || day_parts(*answer) ? Value(*answer) : Value("Invalid date");
        case QuestionKind::select:
        case QuestionKind::radio: return choice_value(question, *answer);
        default: return Value(*answer);
    }
}

std::string answer_of(const Question& question, const Value& value) {
    if (value.is_null()) return {};
    if (const auto* number = value.number()) return std::isfinite(*number) ? number_text(*number) : std::string();
    if (question.kind == QuestionKind::checkbox) return catalogue::is_true(value) ? "true" : "false";
    return value.text() != nullptr ? *value.text() : catalogue::to_text(value);
}

Value sent_data(const catalogue::Form& form, const Draft& draft) {
    Value out(Value::Object{});
    for (const auto& page : form.pages) {
        for (const auto& question : page.questions) {
            auto value = sent_value(question, touched(question, draft, {}));
            if (question.kind == QuestionKind::rows) {
                Value::List rows;
                for (std::size_t i = 0; i < row_count(question, draft); ++i) {
                    Value row(Value::Object{});
                    for (const auto& inner : question.row) {
                        const auto answer = touched(inner, draft, {&question, i});
                        if (auto inner_value = sent_value(inner, answer.value_or(std::string())))
                            row.set(inner.key, std::move(*inner_value));
                    }
                    rows.push_back(std::move(row));
                }
                value = Value(std::move(rows));
            }
            if (value) out.set(question.key, std::move(*value));
        }
    }
    return out;
}

}  // namespace kiosk::dossier
