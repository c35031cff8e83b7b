#pragma once
/// The kiosk's devices by what they are for.

#include <cstddef>

namespace kiosk::visit {

enum class DeviceName { code_reader, camera, page_scanner, ticket_printer, page_printer, speaker };
inline constexpr std::size_t device_names = 6;

}  // namespace kiosk::visit
