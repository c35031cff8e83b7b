#include "kiosk/print/paper_questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/base/pattern.hpp"
#include "kiosk/dossier/form_answers.hpp"
#include "kiosk/dossier/validation.hpp"
#include "kiosk/print/condition_words.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::print {
namespace {

using catalogue::Form;
using catalogue::Question;
using catalogue::QuestionKind;

constexpr int most_boxes = 15;
constexpr int longest_branch = 4;
constexpr std::size_t most_blank_choices = 12;  // more are written, not ticked
constexpr std::size_t most_filled_choices = 6;
constexpr int letters_a_line = 90;
constexpr int fewest_long_lines = 3;
constexpr int most_lines = 6;
constexpr int blank_grid_rows = 5;

bool fits(const Pattern& pattern, const std::string& text) { return pattern.matches(text).value_or(false); }

/// Some patterns want another first digit than 0.
bool fits_digits(const Pattern& pattern, std::size_t count, const std::string& tail) {
    for (const char digit : {'0', '1', '9'}) {
        if (fits(pattern, std::string(count, digit) + tail)) return true;
    }
    return false;
}

int lines_for(const Question& question) {
    const int fewest = question.kind == QuestionKind::long_text ? fewest_long_lines : 1;
    if (!question.rules.max_length) return fewest;
    return std::clamp(*question.rules.max_length / letters_a_line, fewest,
                      question.kind == QuestionKind::long_text ? most_lines : 2);
}

PaperQuestion::Choices choices_of(const Question& question, std::string_view answer, const slips::Press& press) {
    PaperQuestion::Choices out;
    if (question.kind == QuestionKind::checkbox) {
        out.choices = {{press.texts(text::print_yes), answer == "true"}, {press.texts(text::print_no), answer == "false"}};
        return out;
    }
    const auto ticked = question.kind == QuestionKind::select_boxes ? dossier::chosen(answer)
                                                                    : std::vector<std::string>{std::string(answer)};
    for (const auto& option : question.options) {
        const bool is_ticked = !answer.empty() && std::find(ticked.begin(), ticked.end(), option.value) != ticked.end();
        out.choices.push_back({press.in_language(option.label), is_ticked});
    }
    return out;
}

PaperQuestion::Grid heads_of(const Question& rows, const slips::Press& press) {
    PaperQuestion::Grid out;
    for (const auto& question : rows.row)
        if (question.kind != QuestionKind::hidden) out.heads.push_back(press.in_language(question.label));
    return out;
}

PaperQuestion::Grid blank_grid(const Question& rows, const slips::Press& press) {
    auto out = heads_of(rows, press);
    out.blank_rows = std::min(blank_grid_rows, static_cast<int>(dossier::most_rows(rows)));
    return out;
}

decltype(PaperQuestion::reply) room_for(const Question& question, const slips::Press& press) {
    switch (question.kind) {
        case QuestionKind::date:
        case QuestionKind::day: return PaperQuestion::Boxes{{2, 2, 4}};
        case QuestionKind::phone: return PaperQuestion::Boxes{{4, 3, 3}};
        case QuestionKind::checkbox: return choices_of(question, {}, press);
        case QuestionKind::select:
        case QuestionKind::radio:
        case QuestionKind::select_boxes:
            if (question.options.size() <= most_blank_choices) return choices_of(question, {}, press);
            return PaperQuestion::Lines{1};
        case QuestionKind::rows: return blank_grid(question, press);
        case QuestionKind::number:
        case QuestionKind::currency:
        case QuestionKind::hidden:
        case QuestionKind::email: return PaperQuestion::Lines{1};
        case QuestionKind::text:
        case QuestionKind::long_text: break;
    }
    if (question.rules.pattern) {
        if (auto groups = digit_boxes(*question.rules.pattern); !groups.empty())
            return PaperQuestion::Boxes{std::move(groups)};
    }
    return PaperQuestion::Lines{lines_for(question)};
}

/// The legend of a question's fieldset, where it begins.
std::string heading_of(const Question& question, std::string& current, const slips::Press& press) {
    const auto& legend = press.in_language(question.section);
    if (legend == current) return {};
    return current = legend;
}

std::string joined(const std::string& a, const std::string& b) { return a.empty() || b.empty() ? a + b : a + ". " + b; }

std::string readable(const Question& question, const std::string& answer, const slips::Press& press) {
    if (question.kind == QuestionKind::date) {
        if (const auto day = parse_iso_date(answer)) return slips::date(*day);
    }
    if (question.kind == QuestionKind::currency) {
        if (const auto amount = dossier::plain_number(answer)) return slips::money(press, std::llround(*amount));
    }
    if (question.kind == QuestionKind::checkbox) return press.texts(answer == "true" ? text::print_yes : text::print_no);
    if (question.kind == QuestionKind::select_boxes) {
        std::vector<std::string> labels;
        for (const auto& value : dossier::chosen(answer)) labels.push_back(label_of_option(question, value, press));
        return fmt::format("{}", fmt::join(labels, ", "));
    }
    return label_of_option(question, answer, press);
}

PaperQuestion::Grid filled_grid(const Question& rows, const dossier::Draft& answers, const slips::Press& press) {
    auto out = heads_of(rows, press);
    for (std::size_t index = 0; index < dossier::row_count(rows, answers); ++index) {
        auto& row = out.rows.emplace_back();
        for (const auto& question : rows.row) {
            if (question.kind == QuestionKind::hidden) continue;
            const auto answer = dossier::normal_answer(question, answers, {&rows, index});
            row.emplace_back(answer.empty() ? std::string() : readable(question, answer, press));
        }
    }
    return out;
}

decltype(PaperQuestion::reply) reply_of(const Question& question, const std::string& answer, const slips::Press& press) {
    const bool chosen = question.kind == QuestionKind::radio || question.kind == QuestionKind::select ||
                        question.kind == QuestionKind::select_boxes;
    // A box that was never ticked says no, as it does to the portal: nobody may tick it later on a paper that is signed.
    if (question.kind == QuestionKind::checkbox) return choices_of(question, answer.empty() ? "false" : answer, press);
    if (chosen && question.options.size() <= most_filled_choices) return choices_of(question, answer, press);
    if (answer.empty()) return PaperQuestion::Answered{Personal(press.texts(text::print_not_given))};
    return PaperQuestion::Answered{Personal(readable(question, answer, press))};
}

}  // namespace

std::vector<int> digit_boxes(const Pattern& pattern) {
    int digits = 0;
    for (int count = 1; count <= most_boxes; ++count) {
        const auto size = static_cast<std::size_t>(count);
        if (fits(pattern, std::string(size, 'A'))) return {};  // takes words as well
        if (fits_digits(pattern, size, {})) digits = count;
    }
    // Without an end a number has no boxes, and a single digit is no number to box.
    if (digits < 2 || digits == most_boxes) return {};
    for (int branch = longest_branch; branch > 0; --branch) {
        if (fits_digits(pattern, static_cast<std::size_t>(digits), "-" + std::string(static_cast<std::size_t>(branch), '0')))
            return {digits, branch};
    }
    return {digits};
}

std::vector<PaperSection> blank_sections(const Form& form, const slips::Press& press) {
    std::vector<PaperSection> out;
    for (const auto& page : form.pages) {
        PaperSection section{press.in_language(page.title), {}};
        std::string heading;
        for (const auto& question : page.questions) {
            if (question.kind == QuestionKind::hidden) continue;
            section.questions.push_back({press.in_language(question.label),
                                         joined(press.in_language(question.hint), condition_words(form, question, press)),
                                         question.rules.required && question.conditions.empty(), room_for(question, press),
                                         heading_of(question, heading, press)});
        }
        out.push_back(std::move(section));
    }
    return out;
}

std::vector<PaperSection> filled_sections(const Form& form, const dossier::Draft& answers, const slips::Press& press) {
    std::vector<PaperSection> out;
    for (std::size_t page = 0; page < form.pages.size(); ++page) {
        PaperSection section{press.in_language(form.pages[page].title), {}};
        std::string heading;
        for (const auto* question : dossier::visible_questions(form, page, answers)) {
            const auto answer = dossier::normal_answer(*question, answers);
            section.questions.push_back({press.in_language(question->label),
                                         {},
                                         false,
                                         question->kind == QuestionKind::rows ? filled_grid(*question, answers, press)
                                                                              : reply_of(*question, answer, press),
                                         heading_of(*question, heading, press)});
        }
        if (!section.questions.empty()) out.push_back(std::move(section));
    }
    return out;
}

}  // namespace kiosk::print
