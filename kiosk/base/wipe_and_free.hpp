#pragma once
/// For libraries that ask for functions to take memory with and give it back: what they give back is overwritten first, as
/// `operator delete` does (wiping_delete.cpp). Any thread; never blocks.

namespace kiosk {

/// `place` came from malloc; null does nothing.
void wipe_and_free(void* place) noexcept;

}  // namespace kiosk
