#pragma once
/// Draws specimens for training, demonstrations and tests: cards and papers of nobody, as picture files that a camera or a
/// scanner could have made. Each says «MẪU». Any thread, never blocks.

#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::slips {

/// The front of a card with this text in its QR, 1200 x 756 px. Errors as symbol_writer's.
[[nodiscard]] Result<std::string> specimen_card_png(std::string_view qr_text);
enum class Lies { in_a_scanner, on_a_table };
/// An A4 page at 150 dpi with this title and lines of grey text, as a scanner delivers it or as a camera sees it.
[[nodiscard]] Result<std::string> specimen_page_png(std::string_view title, Lies lies = Lies::in_a_scanner);

}  // namespace kiosk::slips
