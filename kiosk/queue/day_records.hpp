#pragma once
/// What of a business day stands beside its tickets, as the engine keeps it: what staff decided for it, and what an officer at a counter
/// needs to know of a dossier that was prepared at a kiosk. Values as JSON text; any thread, never blocks.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/settings/today.hpp"

namespace kiosk::queue {

/// A dossier that an officer accepts at the counter. Nothing about a person: names of procedure and papers are the catalogue's.
struct Prepared {
    struct Paper {
        std::string component;  ///< id in the catalogue
        int pages = 0;          ///< scanned at the kiosk
        bool original = false;  ///< the person said that they bring it
        bool operator==(const Paper&) const = default;
    };
    WallTime at;            ///< handed in
    std::string code;       ///< provisional
    std::string procedure;  ///< national code
    std::vector<Paper> papers{};
    std::optional<std::int64_t> fee_dong{};  ///< nothing: not known
    bool operator==(const Prepared&) const = default;
};

[[nodiscard]] std::string text_of(const settings::Today& today);
[[nodiscard]] std::string text_of(const Prepared& prepared);
/// Fail with corrupt.
[[nodiscard]] Result<settings::Today> read_today(std::string_view text);
[[nodiscard]] Result<Prepared> read_prepared(std::string_view text);

}  // namespace kiosk::queue
