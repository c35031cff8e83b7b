#include "ui/house.hpp"

#include <concepts>

#include "kiosk/speech/pace.hpp"
#include "ui/keyboard.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

template <class State, class... Of>
concept OneOf = (std::same_as<State, Of> || ...);

/// What a lost network means on this page; nothing where it changes nothing, or where the page itself says it.
std::optional<TextId> offline_text(const visit::State& shown) {
    using namespace visit;
    return std::visit(
        [](const auto& s) -> std::optional<TextId> {
            using S = std::decay_t<decltype(s)>;
            if constexpr (OneOf<S, PresentingReceipt, TypingCode, EnteringFactor>) return text::house_offline_lookup;
            else if constexpr ((requires { s.filing; } && !OneOf<S, Recording>) || OneOf<S, ChoosingJourney>)
                return text::house_offline;
            else return std::nullopt;
        },
        shown);
}

std::string banner(const visit::State& shown, const ScreenContext& ctx) {
    std::optional<TextId> offline;
    if (!ctx.visit.situation.portal_connected) offline = offline_text(shown);
    if (ctx.settings.training) return ctx(offline ? text::house_training_offline : text::house_training);
    return offline ? ctx(*offline) : std::string{};
}

/// Who is helped is told so on every page, before anything else.
std::string whole_banner(const visit::State& shown, const ScreenContext& ctx) {
    auto out = banner(shown, ctx);
    if (!ctx.visit.assistance) return out;
    return ctx(text::house_assisted) + (out.empty() ? std::string{} : " · " + out);
}

/// «Gọi cán bộ», or where an officer helps, the way to end that.
Chrome::Slot help_slot(const ScreenContext& ctx) {
    if (ctx.visit.assistance)
        return {"utility.assisted_end", Icon::account_check, ctx(text::house_assisted_end), true, false};
    return {"utility.help", Icon::bell, ctx(text::house_help), false, false};
}

bool is_of_staff(const visit::State& shown) {
    return std::holds_alternative<visit::EnteringPin>(shown) || std::holds_alternative<visit::StaffPages>(shown) ||
           std::holds_alternative<visit::SigningIn>(shown);
}

/// «Kết thúc»; where the press of a moment ago is being written down it says why it waits.
Chrome::Slot end_slot(const visit::State& shown, const ScreenContext& ctx) {
    Chrome::Slot slot{"utility.end", Icon::exit_to_app, ctx(text::house_end), false, true};
    if (visit::is_writing(shown)) slot.why_not = ctx(text::house_end_waits);
    return slot;
}

/// Help before them and the end after them, except where there is nobody to call and nothing to end.
std::vector<Chrome::Slot> with_ends(std::vector<Chrome::Slot> slots, const visit::State& shown, const ScreenContext& ctx) {
    if (std::holds_alternative<visit::OutOfService>(shown)) return slots;
    if (!is_of_staff(shown)) slots.insert(slots.begin(), help_slot(ctx));
    slots.push_back(end_slot(shown, ctx));
    return slots;
}

/// While pages are read aloud the bar steers the voice; help and the end stay where they are.
std::vector<Chrome::Slot> voice_slots(const visit::State& shown, const ScreenContext& ctx) {
    const auto& aloud = ctx.visit.preferences.aloud;
    std::vector<Chrome::Slot> slots{
        {"speech.stop", Icon::stop, ctx(text::house_aloud_stop), true, false},
        {"speech.pause", aloud.paused ? Icon::play : Icon::pause,
         ctx(aloud.paused ? text::house_aloud_go_on : text::house_aloud_pause), aloud.paused, false},
        {"speech.again", Icon::replay, ctx(text::house_aloud_again), false, false},
        {"speech.speed", Icon::speedometer, ctx(text::house_aloud_speed), false, false},
        {"speech.volume", Icon::volume_high, ctx(text::house_aloud_volume), false, false}};
    return with_ends(std::move(slots), shown, ctx);
}

void answer_voice(const Frame& frame, const ScreenContext& ctx) {
    if (!can_speak(ctx)) return;
    auto aloud = ctx.visit.preferences.aloud;
    const auto& usual = ctx.settings.speech;
    const int speed = aloud.speed_percent == 0 ? usual.speed_percent : aloud.speed_percent;
    const int volume = aloud.volume_percent == 0 ? usual.volume_percent : aloud.volume_percent;
    if (frame.tapped("utility.aloud")) aloud.on = true;
    if (frame.tapped("speech.stop")) aloud.on = aloud.paused = false;
    if (frame.tapped("speech.pause")) aloud.paused = !aloud.paused;
    if (frame.tapped("speech.speed")) aloud.speed_percent = speech::next_speed(speed);
    if (frame.tapped("speech.volume")) aloud.volume_percent = speech::next_volume(volume);
    if (frame.tapped("speech.again")) {
        ++aloud.repeats;
        aloud.paused = false;
    }
    if (aloud != ctx.visit.preferences.aloud) ctx.emit(visit::AloudChosen{aloud});
}

std::vector<Chrome::Slot> utility(const visit::State& shown, const ScreenContext& ctx) {
    if (std::holds_alternative<visit::Attracting>(shown)) return {};
    const auto& wishes = ctx.visit.preferences;
    if (wishes.aloud.on && can_speak(ctx)) return voice_slots(shown, ctx);
    std::vector<Chrome::Slot> slots{
        {"utility.text_size", Icon::format_size, ctx(text::house_text_size), wishes.text_step > 0, false},
        {"utility.contrast", Icon::contrast_circle, ctx(text::house_contrast), wishes.high_contrast, false},
        {"utility.reach", wishes.low_reach ? Icon::arrow_up : Icon::arrow_down,
         ctx(wishes.low_reach ? text::house_normal_reach : text::house_low_reach), wishes.low_reach, false},
        {"utility.language", Icon::translate, ctx.languages.after(wishes.language)(text::language_name), false, false}};
    if (can_speak(ctx))
        slots.insert(slots.begin() + 3, {"utility.aloud", Icon::volume_high, ctx(text::house_aloud), false, false});
    return with_ends(std::move(slots), shown, ctx);
}

void answer_utility(const Frame& frame, const ScreenContext& ctx) {
    constexpr int text_steps = 3;
    const auto& wishes = ctx.visit.preferences;
    if (frame.tapped("utility.help")) ctx.emit(visit::HelpCalled{ctx.new_id()});
    if (frame.tapped("utility.assisted_end")) ctx.emit(visit::AssistanceEnded{});
    if (frame.tapped("utility.text_size")) ctx.emit(visit::TextSizeChosen{(wishes.text_step + 1) % text_steps});
    if (frame.tapped("utility.contrast")) ctx.emit(visit::ContrastChosen{!wishes.high_contrast});
    if (frame.tapped("utility.reach")) ctx.emit(visit::ReachChosen{!wishes.low_reach});
    if (frame.tapped("utility.language")) ctx.emit(visit::LanguageChosen{ctx.languages.after(wishes.language).code()});
    if (frame.tapped("utility.end")) ctx.emit(visit::Ended{});
}

void answer_typing(const Frame& frame, const ScreenContext& ctx) {
    if (const auto method = method_of(frame.activated())) ctx.emit(visit::TypingChosen{*method});
}

}  // namespace

bool can_speak(const ScreenContext& ctx) {
    return !ctx.visit.situation.speaker && ctx.settings.speech.speaks(ctx.texts.code());
}

void draw_house(Frame& frame, const visit::State& shown, const ScreenContext& ctx) {
    const auto now = local_time(ctx.wall);
    Chrome chrome;
    chrome.centre = ctx(ctx.settings.centre.name);
    chrome.place = ctx(ctx.settings.centre.place);
    chrome.clock = wording::time(now);
    chrome.date = wording::short_date(now.date, ctx.texts);
    chrome.utility = utility(shown, ctx);
    chrome.banner = whole_banner(shown, ctx);
    if (ctx.visit.assistance) chrome.banner_tone = Tone::info;
    chrome.turn = {ctx(text::house_more), ctx(text::house_back_up)};
    frame.chrome(std::move(chrome));
    answer_utility(frame, ctx);
    answer_voice(frame, ctx);
    answer_typing(frame, ctx);
}

}  // namespace kiosk::ui
