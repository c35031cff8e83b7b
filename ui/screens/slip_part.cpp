#include "ui/screens/slip_part.hpp"

#include "ui/screens/filing_wording.hpp"

namespace kiosk::ui {

void draw_slip(Frame& frame, visit::Delivery delivery, const ScreenContext& ctx) {
    switch (delivery) {
        case visit::Delivery::printing: frame.notice(Tone::info, Icon::printer, ctx(text::done_printing)); return;
        case visit::Delivery::printed: frame.notice(Tone::ok, Icon::printer, ctx(text::done_printed)); return;
        case visit::Delivery::shown:
            frame.notice(
                Tone::warn, Icon::camera,
                filing_wording::slip_sentence(ctx.visit.situation.ticket_printer.value_or(Code::device_fault), ctx));
            return;
    }
}

void draw_print_again(Frame& frame, std::string_view id, visit::Delivery delivery, const ScreenContext& ctx) {
    const bool printing = delivery == visit::Delivery::printing;
    const Button again{.icon = Icon::printer, .enabled = !printing, .reason = {}, .busy = printing};
    if (frame.secondary(id, ctx(text::done_print_again), again)) ctx.emit(visit::SlipWantedAgain{});
}

void draw_end(Frame& frame, std::string_view id, visit::Delivery delivery, Monotonic deadline, const ScreenContext& ctx) {
    Button end{.icon = Icon::exit_to_app, .reason = {}};
    if (delivery != visit::Delivery::printing) end.seconds_left = frame.seconds_until(deadline, ctx.now);
    if (frame.primary(id, ctx(text::done_end), std::move(end))) ctx.emit(visit::Ended{});
}

}  // namespace kiosk::ui
