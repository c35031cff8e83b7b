#include "kiosk/settings/staff_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace kiosk::settings {
namespace {

constexpr std::array<std::string_view, 6> right_names{"send", "devices", "tickets", "service", "today", "assist"};
constexpr std::size_t longest_id = 24;  // it stands in every line of the log
constexpr std::string_view hexadecimal_digits = "0123456789abcdef";
constexpr std::string_view hash_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$=,+/";

/// An id of its own.
template <class Named>
std::string read_staff_id(TomlReader& table, const std::vector<Named>& before, std::string_view example) {
    auto id = table.text("id", fmt::format("Give it a short id, such as \"{}\"; no person's name is needed.", example));
    if (id.empty()) return id;
    if (!is_id(id) || id.size() > longest_id)
        table.find("id", "This is no id.", "Write up to 24 small letters, digits and _, a letter first.");
    if (std::any_of(before.begin(), before.end(), [&](const Named& other) { return other.id == id; }))
        table.find("id", fmt::format("“{}” is there twice.", id), "Give each an id of its own.");
    return id;
}

StaffRole read_role(TomlReader& table, const Staff& staff) {
    StaffRole role;
    role.id = read_staff_id(table, staff.roles, "officer");
    role.name = table.local_text("name", "Give the name that the kiosk shows, such as { vi = \"Cán bộ trực\" }.");
    for (const auto& word : table.texts("may")) {
        const auto found = std::find(right_names.begin(), right_names.end(), word);
        if (found == right_names.end())
            table.find("may", fmt::format("“{}” is nothing that staff may do.", word),
                       "Write send, devices, tickets, service, today or assist.");
        else role.may.push_back(static_cast<StaffRight>(found - right_names.begin()));
    }
    if (!table.has("may"))
        table.find("may", "The value is missing.", "Write what the role may do, such as [\"send\"]; [] only looks.");
    return role;
}

StaffToken read_token(TomlReader& table, const Staff& staff) {
    StaffToken token;
    token.id = read_staff_id(table, staff.tokens, "officer_1");
    token.role = table.text("role", "Name one of [[role]].");
    if (!token.role.empty() &&
        std::none_of(staff.roles.begin(), staff.roles.end(), [&](const StaffRole& role) { return role.id == token.role; }))
        table.find("role", fmt::format("There is no role “{}”.", token.role), "Write the id of one of [[role]].");
    constexpr std::string_view make_it = "Write what `kiosk staff add` printed.";
    token.sha256 = table.text("token_sha256", make_it);
    if (!token.sha256.empty() && !made_of(token.sha256, hexadecimal_digits, 64, 64))
        table.find("token_sha256", "This is no SHA-256.", std::string(make_it));
    for (const auto& other : staff.tokens) {
        if (!token.sha256.empty() && other.sha256 == token.sha256)
            table.find("token_sha256", fmt::format("“{}” has the same token.", other.id),
                       "Give each person one of their own.");
    }
    token.pin_hash = table.text("pin_hash", make_it);
    if (!token.pin_hash.empty() &&
        (!token.pin_hash.starts_with("$argon2id$v=19$") || !made_of(token.pin_hash, hash_characters, 60, 127)))
        table.find("pin_hash", "This is no hash of a PIN; a PIN is never written in the clear.", std::string(make_it));
    return token;
}

}  // namespace

std::string_view name(StaffRight right) { return right_names.at(static_cast<std::size_t>(right)); }

void read_staff(const std::filesystem::path& file, Findings& findings, Staff& out) {
    const auto parsed = read_toml(file, findings);
    if (!parsed) return;
    TomlReader root(*parsed, file, findings);
    root.tables("role", [&](TomlReader& table) { out.roles.push_back(read_role(table, out)); });
    root.tables("token", [&](TomlReader& table) { out.tokens.push_back(read_token(table, out)); });
    if (!root.has("token"))
        root.find("", "The file has no token.", "Add one with `kiosk staff add`, or remove staff_file from kiosk.toml.");
}

void refuse_training_token(const std::filesystem::path& file, const Staff& staff, Findings& findings) {
    for (std::size_t i = 0; i < staff.tokens.size(); ++i) {
        if (staff.tokens[i].sha256 != training_token_sha256) continue;
        const auto key = fmt::format("token[{}].token_sha256", i + 1);
        findings.push_back({file, line_of(file, key), key,
                            "This is the token for training, which everybody can read, and training is not true.",
                            "Remove it, and make one with `kiosk staff add`."});
    }
}

}  // namespace kiosk::settings
