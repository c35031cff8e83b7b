#pragma once
/// Reads units/*.toml and checks the tree: circles, overlapping dates, unknown parents and predecessors, codes that two units
/// have at once. Blocks on the disk; one thread.

#include <map>
#include <vector>

#include "kiosk/catalogue/unit.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::catalogue {

class UnitReader {
public:
    explicit UnitReader(settings::Findings& findings) : findings_(findings) {}

    /// kinds.toml first, the others in any order.
    void read_kinds(settings::TomlReader& root);
    void read_units(settings::TomlReader& root);
    /// When all files are read: checks units against each other and names the successors. The units in the order of reading.
    [[nodiscard]] std::vector<Unit> finish();

private:
    struct Place {
        std::filesystem::path file;
        std::map<std::string, int, std::less<>> lines;  ///< of the keys that are checked later
        std::string path;
    };
    /// What stands at the top of a file for each of its units.
    struct Defaults {
        Validity valid;
        std::string source;
        LocalDate source_date;
    };

    [[nodiscard]] Unit read_unit(settings::TomlReader& table, const Defaults& defaults) const;
    void read_names(settings::TomlReader& table, Unit& out) const;
    void find(std::size_t unit, std::string_view key, std::string what, std::string remedy);
    [[nodiscard]] const Unit* unit(std::string_view id) const;
    void check_twice();
    void check_parent(std::size_t at);
    void check_top(std::size_t at, const Unit& parent);
    void check_predecessors(std::size_t at);

    settings::Findings& findings_;
    std::vector<UnitKind> kinds_;
    std::vector<Unit> units_;
    std::vector<Place> places_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
};

}  // namespace kiosk::catalogue
