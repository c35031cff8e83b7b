#pragma once
/// Profiles of the packets: which fields a portal takes. One schema file each, config/portal/packet-NAME.schema.json, so that a
/// new profile is data. Immutable after `load`; any thread; all but the getters block, on the disk.

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/packet/schema.hpp"

namespace kiosk::packet {

class Profile {
public:
    /// A finding when there is no such profile (it names those there are) or its file is wrong.
    [[nodiscard]] static tl::expected<Profile, Findings> load(const std::filesystem::path& folder, std::string_view name);
    [[nodiscard]] static std::vector<std::string> names(const std::filesystem::path& folder);
    /// What is wrong with the profiles of the folder, all of them.
    [[nodiscard]] static Findings check(const std::filesystem::path& folder);

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const Schema& schema() const { return schema_; }
    /// Whether packets of this profile carry a field of an object: `has("HoSo", "NgayNopHoSo")`.
    [[nodiscard]] bool has(std::string_view object, std::string_view field) const {
        return schema_.describes(object, field);
    }

private:
    Profile(std::string name, Schema schema) : name_(std::move(name)), schema_(std::move(schema)) {}
    std::string name_;
    Schema schema_;
};

}  // namespace kiosk::packet
