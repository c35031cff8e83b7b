#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "kiosk/base/log.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/desk_worker.hpp"
#include "kiosk/commands/end_signal.hpp"
#include "kiosk/commands/hall_queue.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/screen_options.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/queue/follower.hpp"
#include "kiosk/texts/ids.hpp"
#include "ui/hall/desk_sign_in.hpp"

namespace kiosk::commands {
namespace {

constexpr Duration pace_of_demonstration = 20s;
constexpr Duration old_after = 12s;

struct CounterOptions {
    Place place;
    ScreenOptions screen;
    std::string counter;
    std::string officer;
    std::string language = "vi";
    bool demonstration = false;
    bool json = false;
};

TextId words_for(const Error& error) {
    switch (error.code) {
        case Code::not_found: return text::desk_nobody_waits;
        case Code::no_permission: return text::desk_not_allowed;
        case Code::refused:
        case Code::busy: return text::desk_changed;
        case Code::unreachable:
        case Code::timed_out:
        case Code::unknown_outcome: return text::desk_no_answer;
        default: return text::desk_failed;
    }
}

ui::SignInProblem problem_of(const Error& error) {
    switch (error.code) {
        case Code::refused: return ui::SignInProblem::wrong;
        case Code::too_many: return ui::SignInProblem::pause;
        case Code::no_permission: return ui::SignInProblem::not_allowed;
        default: return ui::SignInProblem::failed;
    }
}

/// One counter's pages: whoever serves there signs in, and does what they do.
class CounterPage {
public:
    CounterPage(const CounterOptions& options, const settings::Settings& settings, const Languages& languages,
                const Clock& clock, DeskWorker& worker)
        : options_(options),
          settings_(settings),
          languages_(languages),
          clock_(clock),
          worker_(worker),
          language_(options.language) {
        begin_sign_in(ui::SignInProblem::none);
    }

    void take(const queue::Follower::Picture& picture) {
        if (!picture.hall) return;
        as_of_ = picture.as_of;
        auto view = queue::desk_view_of(*picture.hall, options_.counter, clock_.wall(), settings_.queue);
        const auto at_counter = [](const queue::DeskView& of) { return of.with ? of.with->press : PressId{}; };
        if (view_ && at_counter(*view_) != at_counter(view)) draft_.reset();  // it was about somebody else
        view_ = std::move(view);
    }
    /// True when something was tapped that makes another page at once.
    [[nodiscard]] bool draw(ui::Window& window) {
        bool again = false;
        look_who_is_there(window.stage().has_taps());
        window.draw([&](ui::Frame& frame) { again = officer_ ? draw_desk(frame) : draw_sign_in(frame); });
        return again || window.stage().has_taps();
    }
    [[nodiscard]] Monotonic next_change() const {
        constexpr Duration minute = 60s;
        const auto now = clock_.monotonic();
        auto soonest = now + (minute - clock_.wall().since_epoch % minute);
        if (as_of_ && *as_of_ + old_after > now) soonest = std::min(soonest, *as_of_ + old_after);
        return soonest;
    }

private:
    void begin_sign_in(ui::SignInProblem problem) {
        signing_in_ = {};
        signing_in_.account = options_.officer;
        signing_in_.at_password = !options_.officer.empty();
        problem_ = problem;
        officer_.reset();
        draft_.reset();
    }
    void look_who_is_there(bool used) {
        if (asked_ && !worker_.busy()) {
            asked_ = false;
            signing_in_.password = {};
            const auto failed = worker_.failure();
            problem_ = failed ? problem_of(*failed) : ui::SignInProblem::none;
            if (problem_ == ui::SignInProblem::pause)
                pause_until_ = clock_.monotonic() + std::chrono::seconds(std::stoi(failed->detail));
        }
        const bool was_there = officer_.has_value();
        officer_ = worker_.officer(used);
        if (was_there && !officer_) begin_sign_in(ui::SignInProblem::over);
    }
    [[nodiscard]] bool draw_sign_in(ui::Frame& frame) {
        bool again = false;
        const ui::SignInScene scene{settings_, languages_, language_,    options_.counter,   signing_in_,
                                    asked_,    problem_,   pause_until_, clock_.monotonic(), clock_.wall()};
        ui::draw_sign_in_page(frame, scene,
                              {[&](ui::SignInDraft draft) {
                                   signing_in_ = std::move(draft);
                                   again = true;
                               },
                               [&] { again = asked_ = worker_.sign_in(signing_in_.account, signing_in_.password); },
                               [&](const std::string& language) {
                                   language_ = language;
                                   again = true;
                               }});
        return again;
    }
    [[nodiscard]] bool draw_desk(ui::Frame& frame) {
        bool again = false;
        ui::draw_desk_page(frame, scene(),
                           {[&](const ui::DeskWish& wish) { again = worker_.ask(wish) || again; },
                            [&](const std::string& language) {
                                language_ = language;
                                again = true;
                            },
                            [&](std::optional<ui::DeskDraft> draft) {
                                draft_ = std::move(draft);
                                again = true;
                            },
                            [&] {
                                worker_.sign_out();
                                begin_sign_in(ui::SignInProblem::none);
                                again = true;
                            }});
        return again;
    }
    [[nodiscard]] ui::DeskScene scene() {
        ui::DeskScene out{settings_,      languages_, language_, options_.counter, *officer_, view_, {},
                          worker_.busy(), draft_,     {},        clock_.wall()};
        const auto now = clock_.monotonic();
        if (as_of_ && now - *as_of_ >= old_after) out.old_since = out.wall + -(now - *as_of_);
        if (const auto failed = worker_.failure(); failed && !out.busy) out.failed = words_for(*failed);
        return out;
    }

    const CounterOptions& options_;
    const settings::Settings& settings_;
    const Languages& languages_;
    const Clock& clock_;
    DeskWorker& worker_;
    std::string language_;
    std::optional<settings::Account> officer_;
    ui::SignInDraft signing_in_;
    ui::SignInProblem problem_ = ui::SignInProblem::none;
    Monotonic pause_until_{};
    bool asked_ = false;  ///< a password is being looked at
    std::optional<queue::DeskView> view_;
    std::optional<Monotonic> as_of_;
    std::optional<ui::DeskDraft> draft_;
};

Result<Done> show(CounterOptions& options, EndSignal& end) {
    auto settings = load_settings(options.place);
    if (!settings) return fail(std::move(settings));
    auto languages = Languages::open(locale());
    if (!languages) return fail(std::move(languages));
    if (settings->queue.counter(options.counter) == nullptr)
        return fail(Code::bad_usage, "--counter: no counter is called '" + options.counter + "'");
    if (!languages->has(options.language))
        return fail(Code::bad_usage, "--language: there is no language " + options.language);
    if (settings->serve.accounts.empty())
        return fail(Code::bad_usage, "nobody can sign in: `accounts_file` of [serve] names no account");
    const SystemClock clock;
    HallQueue hall(*settings, clock);
    if (options.demonstration) {
        if (auto begun = hall.demonstrate(pace_of_demonstration); !begun) return begun;
    }
    auto follows = hall.engine();
    if (!follows) return fail(std::move(follows));
    auto writes = hall.engine();
    if (!writes) return fail(std::move(writes));

    auto wanted = window_options(options.screen, settings->display.renderer);
    if (!wanted) return fail(std::move(wanted));
    wanted->full_screen = options.screen.window.empty();
    wanted->function_keys = ui::desk_keys();
    ui::Display display;
    std::swap(display.width_px, display.height_px);  // an officer's monitor lies; in full screen it is what it is
    auto window = ui::Window::open(display, assets() / "art", clock, *wanted);
    if (!window) return fail(std::move(window));
    const auto wake = (*window)->wake_up();
    DeskWorker worker(std::move(*writes), *settings, options.counter, clock, wake);
    const queue::Follower follower(**follows, settings->centre.id, settings->queue.digits, clock,
                                   [wake](const queue::Follower::Picture&) { wake(); });
    CounterPage page(options, *settings, *languages, clock, worker);
    end.wake_by(wake);
    while ((*window)->is_open() && !end.came()) {
        page.take(follower.look());
        while (page.draw(**window)) {
        }
        (*window)->sleep_until(page.next_change());
    }
    end.wake_by({});
    return Done{};
}

}  // namespace

int counter(int argc, char** argv) {
    CLI::App app{"A counter's own page in full screen, for an officer without a browser: call, serve, pause, with F-keys.",
                 "kiosk counter"};
    CounterOptions options;
    app.add_option("--counter", options.counter, "Which counter, such as 3")->required();
    app.add_option("--officer", options.officer, "Account that stands there when somebody signs in; they may write another");
    app.add_option("--language", options.language, "The language at the beginning")->capture_default_str();
    app.add_option("--config", options.place.config, "Configuration file");
    app.add_option("--data", options.place.data, "Data folder, instead of the configuration's");
    app.add_option("--display", options.screen.screen, "Which screen, from 1; the first when left out")
        ->check(CLI::Range(1, 16));
    options.screen.add_to(app);
    app.add_flag("--demo", options.demonstration,
                 "A day that is made up, instead of the centre's queue; a supervisor may take its counters");
    app.add_flag("--json", options.json, "A failure as one JSON object on standard output");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    EndSignal end;
    auto done = show(options, end);
    return done ? 0 : report(done.error(), options.json);
}

}  // namespace kiosk::commands
