#pragma once
/// The pages of StaffPages, one file each, and what they share. UI thread.

#include <string>
#include <vector>

#include "ui/screen.hpp"

namespace kiosk::ui::staff {

using visit::StaffPage;
using visit::StaffPages;

void draw_readiness(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
void draw_outbox(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
void draw_devices(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
void draw_tickets(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
void draw_ticket(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
void draw_voiding(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
void draw_close(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
void draw_today(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
void draw_hiding(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
void draw_wording(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
void draw_touch(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
void draw_ruler(Frame& frame, const StaffPages& state, const ScreenContext& ctx);

/// How many of the readiness page's rows want attention.
[[nodiscard]] int readiness_trouble(const StaffPages& state, const ScreenContext& ctx);

/// How many decisions hold for today.
[[nodiscard]] int today_changes(const ScreenContext& ctx);

/// A device that the settings name, in its order on the page.
struct DeviceRow {
    visit::DeviceName device;
    TextId name;
    Icon icon;
    bool configured = false;
    visit::Health health;
};
[[nodiscard]] std::vector<DeviceRow> device_rows(const ScreenContext& ctx);
[[nodiscard]] int device_trouble(const ScreenContext& ctx);
/// What is wrong with a device and what to do.
[[nodiscard]] TextId device_words(Code code);

// ---- What all of them share ----------------------------------------------------------------------------------------------
/// What became of the last thing that was asked for, and whether the facts could be read.
void draw_news(Frame& frame, const StaffPages& state, const ScreenContext& ctx);
[[nodiscard]] bool may(const StaffPages& state, visit::StaffDeed deed, const ScreenContext& ctx);
/// A button for a deed: off with its reason where the role may not, busy while it is under way.
[[nodiscard]] Button deed_button(const StaffPages& state, visit::StaffDeed deed, Icon icon, const ScreenContext& ctx);
void do_deed(visit::StaffDeed deed, const ScreenContext& ctx, visit::DeviceName device = visit::DeviceName::ticket_printer);
void draw_back(Frame& frame, const ScreenContext& ctx);
[[nodiscard]] std::string moment(WallTime at, const ScreenContext& ctx);

}  // namespace kiosk::ui::staff
