#pragma once
/// The world outside the visit, as the application talks to it.

#include <cstddef>
#include <variant>

#include "kiosk/visit/visit.hpp"

namespace kiosk::app {

enum class DeviceName { code_reader, camera, page_scanner, ticket_printer, page_printer };
inline constexpr std::size_t device_names = 5;
/// How a device fares, from its worker.
struct DeviceReport {
    DeviceName device = DeviceName::code_reader;
    visit::Health health;
};
/// Whether the portal answers, from whoever asked it last.
struct LinkReport {
    bool connected = false;
};
/// What comes into the UI thread; the only way in.
using Message = std::variant<visit::Event, DeviceReport, LinkReport>;

/// Does what visits ask for. `perform` never blocks; the answers come back as messages.
class World {
public:
    virtual ~World() = default;
    virtual void perform(visit::Effect effect) = 0;
};

}  // namespace kiosk::app
