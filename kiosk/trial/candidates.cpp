#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/trial/answers.hpp"
#include "kiosk/trial/example.hpp"

namespace kiosk::trial {
namespace {

using catalogue::Question;
using catalogue::QuestionKind;

std::vector<std::string> numbers(const Question& question) {
    std::vector<std::string> out;
    for (const auto& limit : {question.rules.min, question.rules.max}) {
        if (!limit) continue;
        out.push_back(catalogue::to_text(catalogue::Value(*limit)));
        out.push_back(catalogue::to_text(catalogue::Value(std::ceil(*limit))));
    }
    for (const char* each : {"1", "2", "5", "10", "100", "2000", "1000000", "0"}) out.emplace_back(each);
    return out;
}

std::vector<std::string> dates(const Question& question, LocalDate today) {
    std::vector<std::string> out{"1990-01-01", "2020-01-01"};
    for (const auto& limit : {question.rules.earliest, question.rules.latest})
        if (limit) out.push_back(limit->on(today).iso());
    for (const int days : {0, 1, -1, 30, -30, 365}) out.push_back(today.plus_days(days).iso());
    return out;
}

std::vector<std::string> days(const Question& question, LocalDate today) {
    std::vector<std::string> out{"01/01/1990", "01/01/2020", fmt::format("01/01/{}", today.year - 1)};
    for (const auto& year : {question.rules.min_year, question.rules.max_year})
        if (year) out.push_back(fmt::format("01/01/{:04}", *year));
    return out;
}

std::vector<std::string> option_values(const Question& question) {
    std::vector<std::string> out;
    for (const auto& option : question.options) out.push_back(option.value);
    return out;
}

/// One of them, two, … all.
std::vector<std::string> option_sets(const Question& question) {
    std::vector<std::string> out;
    std::string all;
    for (const auto& option : question.options) {
        all += (all.empty() ? "" : "\n") + option.value;
        out.push_back(all);
    }
    return out;
}

std::string as_long(std::string text, const Question& question) {
    constexpr int longest = 1000;
    const auto least = static_cast<std::size_t>(std::min(question.rules.min_length.value_or(0), longest));
    while (text.size() < least) text += " thu";
    return text;
}

std::vector<std::string> words(const Question& question) {
    std::vector<std::string> out;
    if (question.rules.pattern) {
        if (auto example = example_of(question.rules.pattern->source())) out.push_back(std::move(*example));
    }
    out.push_back(as_long("Kiem thu", question));
    for (const char* each : {"051090000000", "051090000", "4300000000", "0900000000", "08:30", "01/01/2020", "2020", "12",
                             "AB123", "Thử", "A", "1"})
        out.emplace_back(each);
    return out;
}

}  // namespace

std::vector<std::string> candidates(const Question& question, LocalDate today) {
    std::vector<std::string> out;
    if (!question.default_value.empty()) out.push_back(question.default_value);
    std::vector<std::string> more;
    switch (question.kind) {
        case QuestionKind::number:
        case QuestionKind::currency: more = numbers(question); break;
        case QuestionKind::date: more = dates(question, today); break;
        case QuestionKind::day: more = days(question, today); break;
        case QuestionKind::select:
        case QuestionKind::radio: more = option_values(question); break;
        case QuestionKind::checkbox: more = {"true", "false"}; break;
        case QuestionKind::select_boxes: more = option_sets(question); break;
        case QuestionKind::phone: more = {"0900000000"}; break;
        case QuestionKind::email: more = {"kiemthu@example.vn"}; break;
        case QuestionKind::text:
        case QuestionKind::long_text: more = words(question); break;
        case QuestionKind::hidden:
        case QuestionKind::rows: break;
    }
    out.insert(out.end(), more.begin(), more.end());
    // What the form itself gives as an example comes last: it may be a sentence.
    if (!question.hint.vi.empty()) out.push_back(question.hint.vi);
    return out;
}

}  // namespace kiosk::trial
