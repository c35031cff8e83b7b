#include "ui/screen_host.hpp"

#include <type_traits>

#include "kiosk/base/renew.hpp"
#include "ui/house.hpp"

namespace kiosk::ui {
namespace {

template <class State>
concept LiesOver = requires(const State& state) {
    state.behind;
};

/// What tells two pages of one state apart.
template <class State>
std::string part_of(const State& state) {
    using namespace visit;
    if constexpr (std::same_as<State, FillingForm>) {
        const auto row = state.row ? "/" + state.row->rows + std::to_string(state.row->index) : std::string{};
        return std::to_string(state.page) + row;
    } else if constexpr (std::same_as<State, CapturingPage>) return state.component + "/" + state.question.text();
    else if constexpr (std::same_as<State, ViewingPage>)
        return state.component + "/" + std::to_string(state.index) + "/" + std::to_string(state.more.size());
    else if constexpr (std::same_as<State, TypingPerson>) return std::to_string(static_cast<int>(state.role));
    else if constexpr (std::same_as<State, ChoosingProcedure>) return state.field;
    else if constexpr (std::same_as<State, ReadingDetails>) return state.procedure->code;
    else if constexpr (std::same_as<State, RatingService>) return std::to_string(state.rating.answers.size());
    else if constexpr (std::same_as<State, EnteringPin>) return state.keys;  // shuffled anew it is another page
    else if constexpr (std::same_as<State, SigningIn>) return state.pin.keys;
    else if constexpr (std::same_as<State, StaffPages>) return std::to_string(static_cast<int>(state.page));
    else return {};
}

}  // namespace

const visit::State& uncovered(const visit::State& state) {
    return std::visit(
        [&](const auto& s) -> const visit::State& {
            if constexpr (LiesOver<std::decay_t<decltype(s)>>) return uncovered(*s.behind);
            else return state;
        },
        state);
}

std::string page_name(const visit::State& state) {
    const auto& shown = uncovered(state);
    return std::visit([&](const auto& s) { return std::string{visit::name(shown)} + "/" + part_of(s); }, shown);
}

void ScreenHost::draw_screen(Frame& frame, const visit::State& state, const ScreenContext& ctx) {
    auto page = page_name(state);
    std::visit(
        [&](const auto& s) {
            using Screen = typename ScreenOf<std::decay_t<decltype(s)>>::type;
            if (page != page_ || !std::holds_alternative<Screen>(screen_)) {
                screen_.template emplace<Screen>(s);
                page_ = std::move(page);
            }
            std::get<Screen>(screen_).draw(frame, s, ctx);
        },
        state);
}

void ScreenHost::enter(Stage& stage, const visit::State& state, Monotonic now) {
    auto page = page_name(state);
    if (page == entered_) return;
    stage.enter_screen(now);
    entered_ = std::move(page);
}

void ScreenHost::draw(Frame& frame, const ScreenContext& ctx) {
    const auto& state = ctx.visit.state;
    const auto& shown = uncovered(state);
    draw_house(frame, shown, ctx);
    if (&shown == &state) {
        draw_screen(frame, state, ctx);
        return;
    }
    // What lies under a question is seen and not touched.
    auto silent = ctx;
    silent.emit = [](const visit::Event&) {};
    draw_screen(frame, shown, silent);
    std::visit(
        [&](const auto& question) {
            using State = std::decay_t<decltype(question)>;
            if constexpr (LiesOver<State>) typename ScreenOf<State>::type(question).draw(frame, question, ctx);
        },
        state);
}

void ScreenHost::forget() {
    renew(screen_);
    page_.clear();
}

}  // namespace kiosk::ui
