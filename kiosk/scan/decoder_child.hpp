#pragma once
/// The child process that looks at pictures: no files, no network, little memory, and nobody misses it when it dies.

#include "kiosk/scan/frame_room.hpp"

namespace kiosk::scan {

/// Gives up every right, says "ready" on the channel and answers requests until the channel closes. Runs in a freshly
/// forked process and never returns.
[[noreturn]] void run_decoder_child(int channel, int room_descriptor);

/// From here on: own memory and the channel, nothing else. False when the kernel refused.
[[nodiscard]] bool close_the_sandbox();

}  // namespace kiosk::scan
