#include "kiosk/catalogue/unit_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kiosk/catalogue/shared_reader.hpp"

namespace kiosk::catalogue {
namespace {

using settings::TomlReader;

constexpr std::string_view name_place = "{name}";

std::string filled(const std::string& pattern, const std::string& name) {
    auto out = pattern;
    if (const auto at = out.find(name_place); at != out.npos) out.replace(at, name_place.size(), name);
    return out;
}

LocalText filled(const LocalText& pattern, const std::string& name) {
    return {filled(pattern.vi, name), pattern.en.empty() ? std::string{} : filled(pattern.en, name)};
}

bool old_form(const UnitCode& code) { return code.code.size() == 13 && code.code[3] == '.'; }

/// 000.00.00.H48 and H48 are the same agency.
std::string_view as_agency(std::string_view code) {
    constexpr std::string_view top_alone = "000.00.00.";
    return code.starts_with(top_alone) ? code.substr(top_alone.size()) : code;
}

/// The old code of the agency that one of the old form stands below; empty for those right below the top.
std::string old_code_above(std::string_view code) {
    constexpr std::string_view none = "00";
    if (code.substr(0, 3) != "000") return fmt::format("000.{}", code.substr(4));
    return code.substr(4, 2) == none ? std::string{} : fmt::format("000.00.{}", code.substr(7));
}

/// The days that both have; nothing when there are none.
std::optional<Validity> common_days(const Validity& a, const Validity& b) {
    if (!a.overlaps(b)) return std::nullopt;
    Validity out{std::max(a.from, b.from), a.to};
    if (b.to && (!out.to || *b.to < *out.to)) out.to = b.to;
    return out;
}

void read_codes(TomlReader& table, Unit& out) {
    table.tables("codes", [&](TomlReader& inner) {
        UnitCode code;
        code.code = inner.text("code", "Write a code such as 000.00.53.H48, or remove the item: unknown codes stay out.");
        if (!code.code.empty() && !unit_code_form(code.code))
            inner.find("code", fmt::format("“{}” is no identification code of a unit.", code.code),
                       "Write one such as 000.00.53.H48 or H48.22, or remove the item: unknown codes stay out.");
        code.valid = read_validity(inner);
        for (const auto& other : out.codes)
            if (old_form(other) == old_form(code) && other.valid.overlaps(code.valid))
                inner.find("code", fmt::format("{} and {} hold on the same days.", other.code, code.code),
                           "Let one end before the other begins, by valid_to and valid_from.");
        out.codes.push_back(std::move(code));
    });
}

}  // namespace

void UnitReader::read_kinds(TomlReader& root) {
    root.tables("kind", [&](TomlReader& table) {
        UnitKind kind;
        kind.id = table.text("id", "Give an id in small letters, digits and _.");
        if (!kind.id.empty() && !settings::is_id(kind.id))
            table.find("id", fmt::format("“{}” is no id.", kind.id), "Write small letters, digits and _, a letter first.");
        kind.authority = table.local_text("authority", "Give the authority's name with {name} in it.");
        kind.place = table.local_text("place", "Give the place's name with {name} in it.");
        for (const auto& [key, text] : {std::pair{"authority", &kind.authority}, std::pair{"place", &kind.place}})
            if (!text->vi.empty() && text->vi.find(name_place) == std::string::npos)
                table.find(key, "The place for the unit's name is missing.", "Write {name} where it goes.");
        kinds_.push_back(std::move(kind));
    });
}

void UnitReader::read_names(TomlReader& table, Unit& out) const {
    out.kind = table.text_or("kind");
    if (out.kind.empty()) {
        out.name = table.local_text("name", "Give the unit's name.");
        return;
    }
    const auto name = table.text("name", "Give the unit's name without its kind.");
    const auto kind = std::find_if(kinds_.begin(), kinds_.end(), [&](const auto& k) { return k.id == out.kind; });
    if (kind == kinds_.end()) {
        table.find("kind", fmt::format("There is no kind “{}”.", out.kind), "Write an id of units/kinds.toml.");
        return;
    }
    out.name = filled(kind->authority, name);
    out.place = filled(kind->place, name);
}

Unit UnitReader::read_unit(TomlReader& table, const Defaults& defaults) const {
    Unit out;
    out.id = table.text("id", "Give an id in small letters, digits and _.");
    if (!out.id.empty() && !settings::is_id(out.id))
        table.find("id", fmt::format("“{}” is no id.", out.id), "Write small letters, digits and _, a letter first.");
    read_names(table, out);
    read_codes(table, out);
    out.gso_code = table.text_or("gso_code");
    if (!out.gso_code.empty() && !settings::made_of(out.gso_code, "0123456789", 2, 5))
        table.find("gso_code", "This is no code of the statistics office.",
                   "Write 2 to 5 digits in quotes, or leave it empty.");
    out.parent = table.text_or("parent");
    out.valid = read_validity(table, defaults.valid);
    out.formed_from = table.texts("formed_from");
    out.also_from = table.texts("also_from");
    out.source = defaults.source;
    out.source_date = defaults.source_date;
    return out;
}

void UnitReader::read_units(TomlReader& root) {
    Defaults defaults;
    defaults.valid = read_validity(root);
    defaults.source = root.text("source", "Name the source of these units: nobody else can tell where they are from.");
    defaults.source_date = root.date("source_date", "Write the day on which the source was read.");
    root.tables("unit", [&](TomlReader& table) {
        auto unit = read_unit(table, defaults);
        if (!by_id_.emplace(unit.id, units_.size()).second)
            table.find("id", fmt::format("Another unit has the id “{}” too.", unit.id), "Give each its own.");
        Place place{table.file(), {}, table.path()};
        for (const char* key : {"codes", "gso_code", "parent", "formed_from"}) place.lines.emplace(key, table.line(key));
        places_.push_back(std::move(place));
        units_.push_back(std::move(unit));
    });
}

void UnitReader::find(std::size_t unit, std::string_view key, std::string what, std::string remedy) {
    const auto& place = places_[unit];
    findings_.push_back({place.file, place.lines.find(key)->second, place.path + "." + std::string(key), std::move(what),
                         std::move(remedy)});
}

const Unit* UnitReader::unit(std::string_view id) const {
    const auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &units_[found->second];
}

void UnitReader::check_twice() {
    std::multimap<std::string_view, std::pair<std::size_t, Validity>> seen;
    const auto claim = [&](std::size_t at, std::string_view key, std::string_view code, const Validity& valid) {
        const auto [from, to] = seen.equal_range(code);
        for (auto other = from; other != to; ++other) {
            if (other->second.first == at || !other->second.second.overlaps(valid)) continue;
            find(at, key, fmt::format("The unit “{}” has {} at the same time.", units_[other->second.first].id, code),
                 "Correct the code or the dates.");
        }
        seen.emplace(code, std::pair{at, valid});
    };
    for (std::size_t i = 0; i < units_.size(); ++i)
        for (const auto& code : units_[i].codes) {
            if (const auto days = common_days(code.valid, units_[i].valid)) claim(i, "codes", as_agency(code.code), *days);
            else
                find(i, "codes", fmt::format("{} holds on no day on which the unit is there.", code.code),
                     "Correct the dates of the code or of the unit.");
        }
    seen.clear();
    for (std::size_t i = 0; i < units_.size(); ++i)
        if (!units_[i].gso_code.empty()) claim(i, "gso_code", units_[i].gso_code, units_[i].valid);
}

void UnitReader::check_top(std::size_t at, const Unit& parent) {
    for (const auto& code : units_[at].codes) {
        const auto top = top_of_unit_code(code.code);
        for (const auto& above : parent.codes) {
            const auto theirs = top_of_unit_code(above.code);
            if (const auto wanted = old_form(code) && old_form(above) && code.valid.overlaps(above.valid)
                                        ? old_code_above(code.code)
                                        : std::string{};
                !wanted.empty() && wanted != above.code) {
                find(at, "codes",
                     fmt::format("{} is a code below {}, and the unit stands below “{}” with {}.", code.code, wanted,
                                 parent.id, above.code),
                     "Correct the code or the parent.");
                return;
            }
            if (top.empty() || theirs.empty() || top == theirs) continue;
            find(at, "codes",
                 fmt::format("{} is a code below {}, and the unit stands below “{}” with {}.", code.code, top, parent.id,
                             above.code),
                 "Correct the code or the parent.");
            return;
        }
    }
}

void UnitReader::check_parent(std::size_t at) {
    const auto& first = units_[at];
    if (first.parent.empty()) return;
    const auto* parent = unit(first.parent);
    if (parent == nullptr) {
        find(at, "parent", fmt::format("There is no unit “{}”.", first.parent),
             "Write the id of another unit, or leave it empty.");
        return;
    }
    const bool within = parent->valid.from <= first.valid.from &&
                        (!parent->valid.to || (first.valid.to && *first.valid.to <= *parent->valid.to));
    if (!within)
        find(at, "parent", fmt::format("“{}” stands below “{}” on days on which that is not there.", first.id, first.parent),
             "Correct valid_from and valid_to of one of the two.");
    check_top(at, *parent);
    std::set<std::string_view> above{first.id};
    for (const auto* step = parent; step != nullptr; step = step->parent.empty() ? nullptr : unit(step->parent)) {
        if (above.insert(step->id).second) continue;
        if (step->id == first.id) find(at, "parent", "The unit stands above itself.", "Break the circle of parents.");
        break;  // a circle above it is told where it is
    }
}

void UnitReader::check_predecessors(std::size_t at) {
    for (const auto& id : units_[at].formed_from) {
        const auto* before = unit(id);
        if (before == nullptr)
            find(at, "formed_from", fmt::format("There is no unit “{}”.", id),
                 "Write the id of a unit that ended, or its name in also_from.");
        else if (!before->valid.to || *before->valid.to >= units_[at].valid.from)
            find(at, "formed_from", fmt::format("“{}” is still there when this unit begins.", id),
                 "Give it a valid_to before this unit's valid_from.");
        else units_[by_id_.find(id)->second].successors.push_back(units_[at].id);
    }
}

std::vector<Unit> UnitReader::finish() {
    check_twice();
    for (std::size_t i = 0; i < units_.size(); ++i) {
        check_parent(i);
        check_predecessors(i);
    }
    return std::move(units_);
}

}  // namespace kiosk::catalogue
