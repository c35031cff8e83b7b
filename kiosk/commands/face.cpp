#include "kiosk/commands/face.hpp"

#include "kiosk/base/log.hpp"

namespace kiosk::commands {

ui::Stage::Draw Face::page() {
    return [this](ui::Frame& frame) {
        const auto& visit = app_.visit();
        const ui::ScreenContext context{data_.texts(visit.preferences.language),
                                        data_.languages,
                                        data_.settings,
                                        *data_.catalogue,
                                        visit,
                                        clock_.monotonic(),
                                        clock_.wall(),
                                        [this](visit::Event event) { emitted_.push_back(std::move(event)); },
                                        [this] { return ids_.make(clock_.wall()); }};
        host_.draw(frame, context);
    };
}

void Face::prepare(ui::Stage& stage) {
    const auto& preferences = app_.visit().preferences;
    auto display = stage.display();
    display.text_size = static_cast<ui::TextSize>(preferences.text_step);
    display.contrast = preferences.high_contrast ? ui::Contrast::high : ui::Contrast::normal;
    display.low_reach = preferences.low_reach;
    display.sheltered = data_.settings.display.queue_behind && visit::is_personal(app_.visit().state);
    if (display != stage.display()) {
        if (auto changed = stage.set_display(display); !changed)
            log::failure("changing how the page looks", changed.error());
    }
    const bool over = visit::is_over(app_.visit().state);
    if (over && !over_) {  // nothing of the visit stays on the glass
        host_.forget();
        stage.wipe();
    }
    over_ = over;
    host_.enter(stage, app_.visit().state, clock_.monotonic());
}

bool Face::answer(ui::Stage& stage) {
    const auto before = app_.revision();
    if (stage.take_touched()) app_.handle(visit::Touched{});
    for (const auto& event : std::exchange(emitted_, {})) app_.handle(event);
    if (app_.revision() != before || stage.has_taps()) return true;
    // The page that stands there is the visit's: now it can be read.
    const auto& visit = app_.visit();
    for (const auto number : app_.take_ended_sentences()) reader_.ended(number);
    const bool marked = reader_.follow(stage, visit, data_.texts(visit.preferences.language), data_.settings);
    speak();
    if (reader_.speaking() != visit.speaking) app_.handle(visit::SpeechChanged{reader_.speaking()});
    return marked;
}

void Face::speak() {
    const auto& visit = app_.visit();
    const auto& wish = visit.preferences.aloud;
    const auto& defaults = data_.settings.speech;
    for (auto& order : reader_.take_orders()) {
        if (auto* say = std::get_if<speech::Say>(&order)) {
            app_.speak(app::SaySentence{say->number,
                                        {std::move(say->words), std::move(say->language),
                                         wish.speed_percent == 0 ? defaults.speed_percent : wish.speed_percent,
                                         wish.volume_percent == 0 ? defaults.volume_percent : wish.volume_percent}});
        } else if (const auto* pause = std::get_if<speech::Pause>(&order)) {
            app_.speak(app::PauseVoice{pause->paused});
        } else {
            app_.speak(app::HushVoice{});
        }
    }
}

std::optional<Monotonic> Face::next_change(const ui::Stage& stage) const {
    // The clock of the page shows minutes; one that counts down says so to the stage.
    constexpr Duration minute = 60s;
    const auto now = clock_.monotonic();
    const auto into_minute = clock_.wall().since_epoch % minute;
    Monotonic soonest = now + (minute - into_minute);
    const auto earlier = [&](std::optional<Monotonic> at) {
        if (at && *at < soonest) soonest = *at;
    };
    earlier(app_.next_deadline());
    earlier(stage.next_frame_at());
    return soonest;
}

}  // namespace kiosk::commands
