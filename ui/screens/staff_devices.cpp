#include "ui/screens/staff_parts.hpp"

namespace kiosk::ui::staff {

using settings::DeviceKind;
using visit::DeviceName;

TextId device_words(Code code) {
    switch (code) {
        case Code::device_gone:
        case Code::not_found: return text::staff_device_gone;
        case Code::no_paper: return text::staff_device_no_paper;
        case Code::cover_open: return text::staff_device_cover;
        case Code::paper_jam: return text::staff_device_jam;
        case Code::busy: return text::staff_device_busy;
        case Code::no_permission: return text::staff_device_permission;
        case Code::timed_out:
        case Code::unreachable: return text::staff_device_silent;
        default: return text::staff_device_fault;
    }
}

std::vector<DeviceRow> device_rows(const ScreenContext& ctx) {
    const auto& named = ctx.settings.devices;
    const auto& now = ctx.visit.situation;
    const auto there = [](const settings::Device& device) { return device.kind != DeviceKind::none; };
    const bool speaks = ctx.settings.speech.output != settings::Speech::Output::off && there(named.speaker);
    return {
        {DeviceName::ticket_printer, text::staff_device_ticket, Icon::printer, there(named.ticket_printer),
         now.ticket_printer},
        {DeviceName::code_reader, text::staff_device_reader, Icon::qrcode_scan, there(named.code_reader), now.code_reader},
        {DeviceName::page_scanner, text::staff_device_scanner, Icon::file_multiple, there(named.page_scanner),
         now.page_scanner},
        {DeviceName::camera, text::staff_device_camera, Icon::camera, there(named.camera), now.camera},
        {DeviceName::page_printer, text::staff_device_page, Icon::file, there(named.page_printer), now.page_printer},
        {DeviceName::speaker, text::staff_device_speaker, Icon::volume_high, speaks, now.speaker}};
}

int device_trouble(const ScreenContext& ctx) {
    int out = 0;
    for (const auto& row : device_rows(ctx)) out += row.configured && row.health ? 1 : 0;
    return out;
}

void draw_devices(Frame& frame, const StaffPages& state, const ScreenContext& ctx) {
    using visit::StaffDeed;
    frame.title(ctx(text::staff_devices));
    draw_news(frame, state, ctx);
    int number = 0;
    for (const auto& device : device_rows(ctx)) {
        ++number;
        const bool well = !device.health;
        Row row{device.icon,
                !device.configured ? Tone::neutral
                : well             ? Tone::ok
                                   : Tone::warn,
                {},
                ctx(device.name),
                {},
                {},
                Tone::neutral,
                false,
                {}};
        if (!device.configured) row.body = ctx(text::staff_device_none);
        else row.body = ctx(well ? text::staff_device_well : device_words(*device.health));
        if (!device.configured || !may(state, StaffDeed::try_device, ctx)) {
            frame.row({}, std::move(row));
            continue;
        }
        row.action = ctx(text::staff_try_again);
        row.action_icon = Icon::refresh;
        if (frame.row(fmt::format("staff.device.{}", number), std::move(row)))
            do_deed(StaffDeed::try_device, ctx, device.device);
    }
    draw_back(frame, ctx);
    if (frame.primary("staff.test", ctx(text::staff_print_test),
                      deed_button(state, StaffDeed::print_test, Icon::printer, ctx)))
        do_deed(StaffDeed::print_test, ctx);
}

}  // namespace kiosk::ui::staff
