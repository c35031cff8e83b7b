#pragma once
/// Parts that several slips share: head, foot, codes, lists of papers. One thread a slip; never block.

#include <functional>
#include <string>
#include <vector>

#include "kiosk/slips/column.hpp"
#include "kiosk/slips/slips.hpp"
#include "kiosk/slips/wording.hpp"

namespace kiosk::slips {

inline constexpr int margin_px = 16;
inline constexpr int text_width_px = slip_width_px - 2 * margin_px;

void add_head(Column& page, const Press& press);
void add_foot(Column& page, const Press& press);
void add_title(Column& page, std::string_view words);
void add_heading(Column& page, std::string_view words);
/// Names in the order of the procedure, each with what it takes.
void add_papers(Column& page, const Press& press, const std::vector<const catalogue::Component*>& papers, Column::Mark mark);

/// The code in letters, as Code 128 and as QR, with `facts` where there is room beside them. Bars are never thinner than two
/// dots: a code too long to lie across the roll stands along it.
[[nodiscard]] Result<Done> add_code(Column& page, std::string_view label, std::string_view code,
                                    const std::function<void(Column&)>& facts);
/// Its side at most `side_px`, its modules at least four dots.
[[nodiscard]] Result<Done> add_qr(Column& page, std::string_view text, int side_px, Align align);

}  // namespace kiosk::slips
