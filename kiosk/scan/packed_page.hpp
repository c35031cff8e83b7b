#pragma once
/// A page on its way from the child to the parent, in the memory they share. Any thread; one page a room.

#include "kiosk/base/result.hpp"
#include "kiosk/scan/frame_room.hpp"

namespace kiosk::scan {

/// Code::too_large when the room does not hold it.
[[nodiscard]] Result<Done> pack_page(const pages::Page& page, FrameRoom& room);
/// The child may be in anybody's hands: every number is checked. Code::corrupt.
[[nodiscard]] Result<pages::Page> unpack_page(const FrameRoom& room, const pages::Wish& wish);

}  // namespace kiosk::scan
