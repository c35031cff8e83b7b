#pragma once
/// How fees read on their pages: what became of one, in one sentence. UI thread.

#include "ui/screen.hpp"

namespace kiosk::ui {

[[nodiscard]] Tone bill_tone(const payment::Bill& bill);
[[nodiscard]] Icon bill_icon(const payment::Bill& bill);
/// The last bill of a dossier, as a notice; nothing for none.
void draw_bill(Frame& frame, const std::vector<payment::Bill>& bills, const ScreenContext& ctx);

}  // namespace kiosk::ui
