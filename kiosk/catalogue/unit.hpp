#pragma once
/// The units (cơ quan, đơn vị) of a province as a dated tree of any depth: districts were abolished on 1 July 2025, so neither
/// a depth nor a kind is compiled in. Immutable after loading; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/local_text.hpp"

namespace kiosk::catalogue {

/// The days on which something holds, first and last one included.
struct Validity {
    LocalDate from{1900, 1, 1};
    std::optional<LocalDate> to;  ///< nothing: until further notice
    [[nodiscard]] bool on(const LocalDate& day) const { return from <= day && (!to || day <= *to); }
    [[nodiscard]] bool overlaps(const Validity& other) const {
        return (!to || other.from <= *to) && (!other.to || from <= *other.to);
    }
    /// Every day of the other one is a day of this one.
    [[nodiscard]] bool covers(const Validity& other) const {
        return from <= other.from && (!to || (other.to && *other.to <= *to));
    }
    bool operator==(const Validity&) const = default;
};

/// What stands before a unit's name: units/kinds.toml.
struct UnitKind {
    std::string id;       ///< "commune"
    LocalText authority;  ///< "UBND xã {name}"
    LocalText place;      ///< "xã {name}"
};

/// An identification code (mã định danh): the old form 000.00.53.H48 reads from the unit up to the province, the new one
/// H48.22 from the province down. Both may be valid for one unit at a time.
struct UnitCode {
    std::string code;
    Validity valid;
};

struct Unit {
    std::string id;
    std::string kind;             ///< of kinds.toml; empty: the name is written out
    LocalText name;               ///< of the authority: "UBND huyện Bình Sơn"
    LocalText place;              ///< of the place: "huyện Bình Sơn"; empty when the unit has no kind
    std::vector<UnitCode> codes;  ///< empty: the province has not given any yet
    std::string gso_code;         ///< of the statistics office; empty: unknown
    std::string parent;           ///< id; empty at the top
    Validity valid;
    std::vector<std::string> formed_from;  ///< ids of the units it took the place of, whole or in part
    std::vector<std::string> also_from;    ///< the same by name, where the tree does not hold them
    std::vector<std::string> successors;   ///< ids of the units that took its place
    std::string source;
    LocalDate source_date;

    /// The code of that day, the one listed last when several hold; empty when none is known.
    [[nodiscard]] std::string_view code_on(const LocalDate& day) const;
};

enum class UnitCodeForm {
    from_unit_up,        ///< old: 000.00.53.H48
    from_province_down,  ///< new: H48, H48.22, H48.22.17 (levels below the first have one to three digits)
};
/// Nothing for what is no identification code.
[[nodiscard]] std::optional<UnitCodeForm> unit_code_form(std::string_view text);
/// The province or ministry in an identification code: "H48" of either form; empty for what is none.
[[nodiscard]] std::string_view top_of_unit_code(std::string_view code);

}  // namespace kiosk::catalogue
