#pragma once
/// What must hold inside a packet and no schema can say. Pure; any thread, never blocks.

#include "kiosk/packet/packet.hpp"
#include "kiosk/packet/profile.hpp"

namespace kiosk::packet {

/// Keys are places in the packet's JSON. Only fields that the profile has are judged.
[[nodiscard]] Findings rule_findings(const Packet& packet, const Profile& profile);

}  // namespace kiosk::packet
