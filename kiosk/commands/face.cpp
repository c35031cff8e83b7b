#include "kiosk/commands/face.hpp"

#include "kiosk/base/log.hpp"

namespace kiosk::commands {

ui::Stage::Draw Face::page() {
    return [this](ui::Frame& frame) {
        const auto& visit = app_.visit();
        const ui::ScreenContext context{data_.texts(visit.preferences.language),
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
    if (display != stage.display()) {
        if (auto changed = stage.set_display(display); !changed)
            log::failure("changing how the page looks", changed.error());
    }
    const bool attracting = std::holds_alternative<visit::Attracting>(app_.visit().state);
    if (attracting && !attracting_) {  // the visit is over: nothing of it stays on the glass
        host_.forget();
        stage.wipe();
    }
    attracting_ = attracting;
    auto page = ui::page_name(app_.visit().state);
    if (page != page_) {
        page_ = std::move(page);
        stage.enter_screen(clock_.monotonic());
    }
}

bool Face::answer(ui::Stage& stage) {
    const auto before = app_.revision();
    if (stage.take_touched()) app_.handle(visit::Touched{});
    for (const auto& event : std::exchange(emitted_, {})) app_.handle(event);
    return app_.revision() != before || stage.has_taps();
}

std::optional<Monotonic> Face::next_change(const ui::Stage& stage) const {
    // The clock of the page shows minutes; a page that counts down shows seconds.
    constexpr Duration minute = 60s;
    const auto now = clock_.monotonic();
    const auto into_minute = clock_.wall().since_epoch % minute;
    Monotonic soonest = now + (minute - into_minute);
    const auto earlier = [&](std::optional<Monotonic> at) {
        if (at && *at < soonest) soonest = *at;
    };
    earlier(app_.next_deadline());
    earlier(stage.next_frame_at());
    const auto name = visit::name(app_.visit().state);
    if (name == "AskingIfPresent" || name == "HoldingTicket" || name == "HoldingConfirmation" || name == "ConfirmingEnd") {
        earlier(now + 1s);
    }
    return soonest;
}

}  // namespace kiosk::commands
