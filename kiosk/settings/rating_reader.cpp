#include "kiosk/settings/rating_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/settings/choice_reader.hpp"

namespace kiosk::settings {
namespace {

constexpr std::size_t fewest_levels = 2;
constexpr std::size_t most_levels = 7;      // one below the other on one page
constexpr std::size_t most_questions = 12;  // a page each: nobody answers more
constexpr std::size_t most_reasons = 8;     // on one page of a tablet

constexpr std::string_view version_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_";

void read_level(TomlReader& table, RatingForm& form) {
    RatingLevel level;
    level.value = static_cast<int>(table.integer("value", 1, most_levels, "Give the level's place: 1 is the worst."));
    level.name = table.local_text("name", "Give what people read, such as { vi = \"Hài lòng\", en = \"Satisfied\" }.");
    level.icon = table.icon("icon", "Name an icon, such as \"emoticon-happy\": nobody has to read to answer.");
    const auto same = [&](const RatingLevel& other) { return other.value == level.value; };
    if (level.value > 0 && std::any_of(form.levels.begin(), form.levels.end(), same))
        table.find("value", fmt::format("Two levels have the value {}.", level.value),
                   "Give each level a value of its own.");
    form.levels.push_back(std::move(level));
}

void read_rating_question(TomlReader& table, RatingForm& form) {
    RatingQuestion question;
    question.id = table.text("id", "Give the question a short id, such as \"service\".");
    if (!question.id.empty() && !is_id(question.id))
        table.find("id", "This is no id.", "Write small letters, digits and _, a letter first.");
    question.text = table.local_text("text", "Give the question that people read.");
    const auto same = [&](const RatingQuestion& other) { return other.id == question.id; };
    if (!question.id.empty() && std::any_of(form.questions.begin(), form.questions.end(), same))
        table.find("id", fmt::format("Another question is called “{}” too.", question.id), "Give each an id of its own.");
    form.questions.push_back(std::move(question));
}

void check_rating_form(TomlReader& table, const RatingForm& form, const std::vector<RatingForm>& before) {
    if (form.levels.size() < fewest_levels || form.levels.size() > most_levels)
        table.find("level", fmt::format("The scale has {} levels.", form.levels.size()),
                   "Write from 2 to 7 [[form.level]].");
    for (const auto& level : form.levels) {
        if (level.value > static_cast<int>(form.levels.size()))
            table.find("level",
                       fmt::format("A level has the value {} and there are {} levels.", level.value, form.levels.size()),
                       "Number the levels from 1, the worst, without a gap.");
    }
    if (form.questions.empty() || form.questions.size() > most_questions)
        table.find("question", fmt::format("The form has {} questions.", form.questions.size()),
                   "Write from 1 to 12 [[form.question]].");
    if (form.reasons.size() > most_reasons)
        table.find("reason", fmt::format("The form has {} reasons.", form.reasons.size()), "Write up to 8 [[form.reason]].");
    if ((form.reasons_up_to > 0) == form.reasons.empty())
        table.find("reasons_up_to", "Reasons are asked for and there are none, or the other way round.",
                   "Write reasons_up_to and [[form.reason]] both, or neither.");
    if (before.empty()) return;
    if (form.valid_from != LocalDate{} && form.valid_from <= before.back().valid_from)
        table.find("valid_from", "The form is not asked from a later day than the one before it.",
                   "Write the forms in the order of their days.");
    const auto same = [&](const RatingForm& other) { return other.version == form.version; };
    if (!form.version.empty() && std::any_of(before.begin(), before.end(), same))
        table.find("version", fmt::format("Another form is version {} too.", form.version),
                   "Give each form a version of its own: ratings are told apart by it.");
}

}  // namespace

void read_rating(const std::filesystem::path& file, Findings& findings, std::vector<RatingForm>& out) {
    const auto parsed = read_toml(file, findings);
    if (!parsed) return;
    TomlReader root(*parsed, file, findings);
    root.tables("form", [&](TomlReader& table) {
        RatingForm form;
        form.version = table.text("version", "Give the form a version, such as \"2026-1\".");
        if (!form.version.empty() && !made_of(form.version, version_characters, 1, 20))
            table.find("version", "The version is not 1 to 20 letters, digits, points and dashes.",
                       "Write one such as 2026-1.");
        form.valid_from = table.date("valid_from", "Give the first day on which it is asked, such as 2026-01-01.");
        table.text("source", "Say where the questions and the scale come from.");
        table.date("source_date", "Give the date of the source.");
        table.tables("level", [&](TomlReader& level) { read_level(level, form); });
        table.tables("question", [&](TomlReader& question) { read_rating_question(question, form); });
        form.reasons_up_to = static_cast<int>(table.integer_or("reasons_up_to", 0, 0, most_levels));
        table.tables("reason", [&](TomlReader& reason) { form.reasons.push_back(read_choice(reason, form.reasons)); });
        check_rating_form(table, form, out);
        out.push_back(std::move(form));
    });
    if (!root.has("form"))
        root.find("", "The file has no form.", "Write a [[form]], or remove rating_file from kiosk.toml.");
}

}  // namespace kiosk::settings
