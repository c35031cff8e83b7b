#include "ui/screens/filing_wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/base/text.hpp"
#include "ui/screen_host.hpp"
#include "ui/typed_date.hpp"

namespace kiosk::ui::filing_wording {
namespace {

using catalogue::QuestionKind;
using dossier::PersonField;

const std::string& name_of(PersonField field, const ScreenContext& ctx) {
    switch (field) {
        case PersonField::name: return ctx(text::person_what_name);
        case PersonField::number:
        case PersonField::old_number: return ctx(text::person_what_number);
        case PersonField::birth_date: return ctx(text::person_what_birth_date);
        case PersonField::sex: return ctx(text::person_what_sex);
        case PersonField::residence: return ctx(text::person_what_residence);
        case PersonField::organisation_name: return ctx(text::person_what_organisation_name);
        case PersonField::tax_code: return ctx(text::person_what_tax_code);
        case PersonField::phone: return ctx(text::person_what_phone);
    }
    broken("a particular has its name");
}

/// As its field on the page is called.
const std::string& label_of(PersonField field, const ScreenContext& ctx) {
    switch (field) {
        case PersonField::name: return ctx(text::person_name);
        case PersonField::number:
        case PersonField::old_number: return ctx(text::person_number);
        case PersonField::birth_date: return ctx(text::person_birth_date);
        case PersonField::sex: return ctx(text::person_sex);
        case PersonField::residence: return ctx(text::person_residence);
        case PersonField::organisation_name: return ctx(text::person_organisation_name);
        case PersonField::tax_code: return ctx(text::person_tax_code);
        case PersonField::phone: return ctx(text::phone_label);
    }
    broken("a particular has its label");
}

/// «Họ và tên» có «3». Bỏ «3» đi.
std::string sign_sentence(const std::string& label, const std::string& sign, const ScreenContext& ctx) {
    return ctx(text::form_sign, fmt::arg("label", label), fmt::arg("sign", sign == " " ? ctx(text::keys_space) : sign));
}

/// How this field is written.
const std::string& form_of(PersonField field, const ScreenContext& ctx) {
    switch (field) {
        case PersonField::tax_code: return ctx(text::person_tax_code_form);
        case PersonField::phone: return ctx(text::person_phone_form);
        case PersonField::name:
        case PersonField::organisation_name:
        case PersonField::residence: break;  // in any way
        case PersonField::birth_date: return ctx(text::person_not_a_date);
        case PersonField::sex: return ctx(text::person_sex_option);
        case PersonField::number:
        case PersonField::old_number: return ctx(text::person_number_form);
    }
    broken("a particular has its way of writing");
}

/// 1.000.000; a fraction as it is.
std::string plain(double value) {
    if (value != std::floor(value) || std::abs(value) > 1e15) return fmt::format("{}", value);
    auto digits = fmt::format("{:.0f}", std::abs(value));
    constexpr std::size_t year_digits = 4;  // a year has no dot in it
    if (digits.size() > year_digits) {
        for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
            digits.insert(static_cast<std::size_t>(at), ".");
        }
    }
    return value < 0 ? "-" + digits : digits;
}

TextId text_of(dossier::Problem::Kind kind, TextId missing) {
    using Kind = dossier::Problem::Kind;
    switch (kind) {
        case Kind::missing: return missing;
        case Kind::too_short: return text::form_too_short;
        case Kind::too_long: return text::form_too_long;
        case Kind::pattern: return text::form_pattern;
        case Kind::not_a_number: return text::form_not_a_number;
        case Kind::not_an_amount: return text::form_not_an_amount;
        case Kind::too_small: return text::form_too_small;
        case Kind::too_large: return text::form_too_large;
        case Kind::not_a_date: return text::form_not_a_date;
        case Kind::day_missing: return text::form_day_missing;
        case Kind::month_missing: return text::form_month_missing;
        case Kind::year_missing: return text::form_year_missing;
        case Kind::too_early: return text::form_too_early;
        case Kind::too_late: return text::form_too_late;
        case Kind::not_an_option: return text::form_not_an_option;
        case Kind::too_few: return text::form_too_few;
        case Kind::too_many: return text::form_too_many;
        case Kind::not_a_phone: return text::form_not_a_phone;
        case Kind::not_an_email: return text::form_not_an_email;
        case Kind::has_control_characters: return text::form_control_characters;
    }
    broken("a problem has its sentence");
}

bool is_choice(QuestionKind kind) {
    return kind == QuestionKind::radio || kind == QuestionKind::select || kind == QuestionKind::select_boxes;
}

/// What stands in no answer is asked for in its own way.
TextId missing_in(QuestionKind kind) {
    if (kind == QuestionKind::checkbox) return text::form_missing_agreement;
    if (kind == QuestionKind::rows) return text::form_missing_row;
    return is_choice(kind) ? text::form_missing_choice : text::form_missing;
}

/// Numbers of people and their phones are shown by their last four digits only, whatever the form calls them.
bool identifies(const catalogue::Question& question, std::string_view value) {
    constexpr std::size_t shortest_number = 9;  // CMND
    if (question.kind == QuestionKind::phone || question.prefill.ends_with("number")) return true;
    return question.kind == QuestionKind::text && value.size() >= shortest_number && all_digits(value);
}

/// 31/01/1990, 01/1990 or 1990: what is known of a day.
std::string known_parts(const std::string& value) {
    const auto parts = dossier::day_parts(value);
    if (!parts) return value;
    std::string out;
    if (parts->day != 0) out += fmt::format("{:02}/", parts->day);
    if (parts->month != 0 || parts->day != 0) out += fmt::format("{:02}/", parts->month);
    return out + (parts->year == 0 ? std::string("….") : std::to_string(parts->year));
}

/// A name, a day or a choice needs no label beside it; a bare number does.
bool speaks_for_itself(QuestionKind kind) {
    return kind != QuestionKind::number && kind != QuestionKind::currency && kind != QuestionKind::checkbox;
}

std::string option_words(const catalogue::Question& question, const std::string& value, const ScreenContext& ctx) {
    const auto option = std::ranges::find(question.options, value, &catalogue::Option::value);
    return option == question.options.end() ? value : ctx(option->label);
}

}  // namespace

std::string sentence(const dossier::IdentityProblem& problem, const ScreenContext& ctx) {
    using Kind = dossier::IdentityProblem::Kind;
    if (!problem.sign.empty()) return sign_sentence(label_of(problem.field, ctx), problem.sign, ctx);
    switch (problem.kind) {
        case Kind::missing: return ctx(text::person_missing, fmt::arg("what", name_of(problem.field, ctx)));
        case Kind::wrong_length:
            if (problem.field != PersonField::number) return form_of(problem.field, ctx);
            return ctx(text::person_number_length, fmt::arg("expected", problem.expected),
                       fmt::arg("actual", problem.actual));
        case Kind::not_digits:
        case Kind::wrong_form: return form_of(problem.field, ctx);
        case Kind::not_letters: return ctx(text::form_control_characters, fmt::arg("label", label_of(problem.field, ctx)));
        case Kind::too_long:
            return ctx(text::person_too_long, fmt::arg("expected", problem.expected), fmt::arg("actual", problem.actual));
        case Kind::not_a_date: return ctx(text::person_not_a_date);
        case Kind::in_the_future: return ctx(text::person_in_the_future);
        case Kind::too_long_ago: return ctx(text::person_too_long_ago);
        case Kind::not_an_option: return ctx(text::person_sex_option);
    }
    broken("a problem has its sentence");
}

std::string sentence(const dossier::Problem& problem, const catalogue::Question& question, const ScreenContext& ctx) {
    if (!problem.message.vi.empty()) return ctx(problem.message);
    using Kind = dossier::Problem::Kind;
    if (!problem.sign.empty()) return sign_sentence(ctx(question.label), problem.sign, ctx);
    const auto today = local_time(ctx.wall).date;
    if (problem.kind == Kind::not_a_date && question.kind == QuestionKind::day)
        return ctx(text::form_not_a_day, fmt::arg("label", ctx(question.label)));
    if (problem.kind == Kind::too_late && problem.date == today)
        return ctx(text::form_in_the_future, fmt::arg("label", ctx(question.label)));
    const bool money =
        question.kind == QuestionKind::currency && (problem.kind == Kind::too_small || problem.kind == Kind::too_large);
    return ctx(text_of(problem.kind, missing_in(question.kind)), fmt::arg("label", ctx(question.label)),
               fmt::arg("limit", money ? wording::money(std::llround(problem.limit), ctx) : plain(problem.limit)),
               fmt::arg("actual", plain(problem.actual)), fmt::arg("date", wording::date(problem.date)));
}

const std::string& capture_sentence(Code code, const ScreenContext& ctx) {
    switch (code) {
        case Code::no_paper: return ctx(text::capture_no_paper);
        case Code::paper_jam: return ctx(text::capture_paper_jam);
        case Code::cover_open: return ctx(text::capture_cover_open);
        case Code::device_gone:
        case Code::not_found:
        case Code::no_permission:
        case Code::unreachable: return ctx(text::capture_device_gone);
        case Code::timed_out: return ctx(text::capture_timed_out);
        case Code::busy: return ctx(text::capture_busy);
        case Code::bad_format:
        case Code::corrupt:
        case Code::unsupported: return ctx(text::capture_unreadable);
        case Code::too_large: return ctx(text::capture_too_large);
        case Code::disk_full: return ctx(text::capture_no_room);
        case Code::stopped: return ctx(text::capture_stopped);
        case Code::bad_usage:
        case Code::newer_version:
        case Code::io:
        case Code::unknown_outcome:
        case Code::untrusted:
        case Code::refused:
        case Code::device_fault:
        case Code::closed:
        case Code::too_many:
        case Code::unpaid: return ctx(text::capture_fault);
    }
    broken("a reason has its sentence");
}

const std::string& slip_sentence(Code code, const ScreenContext& ctx) {
    if (code == Code::no_paper) return ctx(text::done_no_paper);
    if (code == Code::cover_open) return ctx(text::done_cover_open);
    if (code == Code::paper_jam) return ctx(text::done_paper_jam);
    return ctx(text::done_not_printed);
}

std::string answer(const catalogue::Question& question, const dossier::Draft& draft, const ScreenContext& ctx,
                   const dossier::RowPlace& place) {
    auto value = dossier::normal_answer(question, draft, place);
    if (value.empty()) return value;
    switch (question.kind) {
        case QuestionKind::date: return typed_date::shown(value);
        case QuestionKind::day: return known_parts(value);
        case QuestionKind::checkbox: return ctx(value == "true" ? text::review_yes : text::review_no);
        case QuestionKind::currency: {
            const auto amount = dossier::plain_number(value);
            return amount ? wording::money(std::llround(*amount), ctx) : value;
        }
        case QuestionKind::number: {
            const auto number = dossier::plain_number(value);
            return number ? plain(*number) : value;
        }
        case QuestionKind::select:
        case QuestionKind::radio:
        case QuestionKind::select_boxes: {
            std::vector<std::string> words;
            for (const auto& each : dossier::chosen(value)) words.push_back(option_words(question, each, ctx));
            return fmt::format("{}", fmt::join(words, "; "));
        }
        case QuestionKind::text:
        case QuestionKind::long_text:
        case QuestionKind::phone:
        case QuestionKind::email:
        case QuestionKind::hidden:
        case QuestionKind::rows: break;
    }
    return identifies(question, value) ? masked_number(Personal{value}) : value;
}

RowWords row(const catalogue::Form& form, const catalogue::Question& rows, std::size_t index, const dossier::Draft& draft,
             const ScreenContext& ctx) {
    const dossier::RowPlace place{&rows, index};
    RowWords out;
    for (const auto* question : dossier::visible_questions(form, place, draft)) {
        auto value = answer(*question, draft, ctx, place);
        if (value.empty()) continue;
        if (question->key == rows.row.front().key) {
            out.title = std::move(value);
            continue;
        }
        if (!out.body.empty()) out.body += " · ";
        out.body += speaks_for_itself(question->kind)
                        ? value
                        : ctx(text::review_answer, fmt::arg("label", ctx(question->label)), fmt::arg("value", value));
    }
    return out;
}

std::string sex(const Personal& value, const ScreenContext& ctx) {
    if (value.reveal() == "Nam") return ctx(text::person_sex_male);
    if (value.reveal() == "Nữ") return ctx(text::person_sex_female);
    return std::string{value.reveal()};
}

std::string person(const Personal& name, const Personal& number, const ScreenContext& ctx) {
    return ctx(text::review_person, fmt::arg("name", name.reveal()), fmt::arg("number", masked_number(number)));
}

bool is_collected(const catalogue::Component& component) { return !component.form && !component.present_only; }

const catalogue::Component* component_of(const visit::Filing& filing, std::string_view id) {
    const auto& components = filing.procedure->components;
    const auto found = std::ranges::find(components, id, &catalogue::Component::id);
    return found == components.end() ? nullptr : &*found;
}

const std::string& paper_name(const catalogue::Component& component, const ScreenContext& ctx) {
    return component.id == dossier::other_paper ? ctx(text::supplement_other) : ctx(component.name);
}

std::string pages_of(std::size_t count, const ScreenContext& ctx) {
    if (count == 0) return ctx(text::papers_bring_chosen);
    return count == 1 ? ctx(text::papers_one_page) : ctx(text::papers_pages, fmt::arg("count", count));
}

void draw_paper_steps(Frame& frame, const visit::Filing& filing, const ScreenContext& ctx) {
    if (!filing.supplement) frame.steps(3, wording::filing_steps(ctx));
}

void draw_keep(Frame& frame, const ScreenContext& ctx) {
    if (!visit::place_to_keep(uncovered(ctx.visit.state))) return;
    if (frame.quiet_button("draft.keep", Icon::bookmark, ctx(text::draft_keep))) ctx.emit(visit::KeepingWanted{});
}

Picture picture_of(const dossier::Page& page) {
    if (page.preview == nullptr) return {};
    auto picture = picture_from_bytes(page.preview->rgba, page.preview->width_px, page.preview->height_px, 4);
    return picture ? std::move(*picture) : Picture{};
}

}  // namespace kiosk::ui::filing_wording
