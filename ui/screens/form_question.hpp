#pragma once
/// One question of an e-form on its page: the keyboard that its kind is typed with, what it shows, what a key does to its answer.
/// UI thread; pure.

#include <string>

#include "ui/screen.hpp"
#include "ui/typed_day.hpp"

namespace kiosk::ui {

/// A question in its place, by the page or in a row of it.
struct AskedQuestion {
    const catalogue::Question& question;
    dossier::RowPlace place;
    const visit::FillingForm& state;

    [[nodiscard]] std::string key() const { return dossier::key_of(question, place); }
    [[nodiscard]] std::string id() const { return "form." + key(); }
    [[nodiscard]] std::string_view answer() const;
    /// Where the answer comes from; nothing when there is none.
    [[nodiscard]] std::optional<dossier::AnswerOrigin> origin() const;
    [[nodiscard]] bool is_required() const;
    /// Typed on a keyboard, by a person: neither chosen nor calculated.
    [[nodiscard]] bool is_typed() const;
    /// What «Tiếp tục» found; empty when nothing.
    [[nodiscard]] std::string problem(const ScreenContext& ctx) const;
    /// With where the answer comes from, or that it may be left out.
    [[nodiscard]] std::string label(const ScreenContext& ctx) const;
    [[nodiscard]] Layout layout() const;
    [[nodiscard]] Capitals capitals() const;
    /// How an address may go on, from the province's units of that day; nothing for other questions.
    [[nodiscard]] std::vector<Suggestion> suggestions(const ScreenContext& ctx) const;
    /// The answer after this was typed; not for days, which are typed in parts.
    [[nodiscard]] std::string typed(const Typed& typed) const;
};

/// What the keyboard writes into.
struct Typing {
    std::string key;                              ///< of a question; empty: no keyboard
    typed_day::Part part = typed_day::Part::day;  ///< of a question for day, month and year
    std::string part_typed;                       ///< what that box shows, a leading 0 too

    void go_to(const AskedQuestion& asked);
    void go_to(const AskedQuestion& asked, typed_day::Part part);
};

/// Draws it and emits what was chosen; a touch on a field moves `typing` there.
void draw_question(Frame& frame, const AskedQuestion& asked, Typing& typing, const ScreenContext& ctx);
/// The rows of a question with rows, and the button for one more.
void draw_rows(Frame& frame, const AskedQuestion& asked, const ScreenContext& ctx);

}  // namespace kiosk::ui
