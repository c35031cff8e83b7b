#include "kiosk/packet/profile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/files.hpp"

namespace kiosk::packet {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view before = "packet-";
constexpr std::string_view after = ".schema.json";

}  // namespace

std::vector<std::string> Profile::names(const fs::path& folder) {
    std::vector<std::string> out;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const auto file = entry.path().filename().string();
        if (file.size() > before.size() + after.size() && file.starts_with(before) && file.ends_with(after))
            out.push_back(file.substr(before.size(), file.size() - before.size() - after.size()));
    }
    std::sort(out.begin(), out.end());
    return out;
}

tl::expected<Profile, Findings> Profile::load(const fs::path& folder, std::string_view name) {
    const auto known = names(folder);
    if (std::find(known.begin(), known.end(), name) == known.end()) {
        std::string list;
        for (const auto& one : known) list += (list.empty() ? "" : ", ") + one;
        return tl::unexpected(
            Findings{{folder, 0, "", "There is no such profile.", fmt::format("Choose one of: {}.", list)}});
    }
    const auto file = folder / fmt::format("{}{}{}", before, name, after);
    const auto text = read_file(file, 1U << 20);
    if (!text) return tl::unexpected(Findings{{file, 0, "", text.error().detail, "Restore the file."}});
    auto schema = Schema::parse(*text);
    if (!schema) {
        for (auto& finding : schema.error()) finding.file = file;
        return tl::unexpected(std::move(schema.error()));
    }
    return Profile(std::string(name), std::move(*schema));
}

Findings Profile::check(const fs::path& folder) {
    Findings out;
    for (const auto& name : names(folder)) {
        const auto profile = load(folder, name);
        if (!profile) out.insert(out.end(), profile.error().begin(), profile.error().end());
    }
    return out;
}

}  // namespace kiosk::packet
