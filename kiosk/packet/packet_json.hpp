#pragma once
/// Packets on the wire: JSON whose values are strings, times yyyyMMddHHmmss at +07:00, as a profile has them. Any thread, never
/// blocks.

#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/packet/packet.hpp"
#include "kiosk/packet/profile.hpp"

namespace kiosk::packet {

/// Only the fields of the profile, in the order of the standard. Texts are cut nowhere: `check` says what is too long.
enum class Layout { indented, one_line };
[[nodiscard]] std::string write(const Packet& packet, const Profile& profile, Layout layout = Layout::indented);
/// Everything that is wrong: first the profile's schema, then what no schema can say (order of times, state and times,
/// numbers of identities, the same dossier twice). Empty: a packet that a portal of this profile takes.
[[nodiscard]] Findings check(std::string_view text, const Profile& profile);
/// A packet that passes `check`, or its findings. Fields that the profile has not keep their defaults.
[[nodiscard]] tl::expected<Packet, Findings> read(std::string_view text, const Profile& profile);

/// The rows of a dictionary's answer (LayDanhMucCoQuan, LayDanhMucLinhVuc, LayDanhSachTTHC): upper-case keys as the portal
/// writes them. bad_format for rows of another shape; unsupported for a service whose rows no source shows.
[[nodiscard]] Result<std::vector<Entry>> entries_of(const Answer& answer, std::string_view service);

}  // namespace kiosk::packet
