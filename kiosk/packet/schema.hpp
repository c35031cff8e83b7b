#pragma once
/// The part of JSON Schema (2020-12) in which the packets are described: type, properties, required, additionalProperties,
/// items, enum, const, pattern (written ^…$), format packet-time, lengths in letters, $ref within the file, allOf, if/then/else.
/// Immutable after `parse`; any thread.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::packet {

using Findings = std::vector<settings::Finding>;

class Schema {
public:
    /// Refuses what is no schema of that part, unknown keywords included: nothing is silently left unchecked.
    [[nodiscard]] static tl::expected<Schema, Findings> parse(std::string_view text);

    /// Everything that a JSON text has against it, at most 200; the key is the place, `$.data[0].MaHoSo`. The words say what
    /// is wrong and the schema's `description` what to write; never a value.
    [[nodiscard]] Findings check(std::string_view json) const;
    /// Whether `$defs/{object}` describes that property.
    [[nodiscard]] bool describes(std::string_view object, std::string_view property) const;

private:
    struct Tree;
    std::shared_ptr<const Tree> tree_;
};

/// yyyyMMddHHmmss of a moment that exists.
[[nodiscard]] bool is_packet_time(std::string_view text);

}  // namespace kiosk::packet
