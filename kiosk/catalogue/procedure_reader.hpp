#pragma once
/// Reads one procedure of catalogue/*.toml and says everything that is wrong with it. Pure but for the findings; one thread.

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::catalogue {

/// A procedure that another one names as its part; checked when all are read.
struct Part {
    std::filesystem::path file;
    int line = 0;
    std::string key;
    std::string code;
};

/// One file: what stands at its top holds for each of its procedures that does not say otherwise.
class ProcedureReader {
public:
    /// `known` has the fields, units and forms already.
    ProcedureReader(settings::TomlReader& root, const Catalogue& known);
    [[nodiscard]] Procedure read(settings::TomlReader& table, std::vector<Part>& parts) const;

private:
    void read_names(settings::TomlReader& table, Procedure& out) const;
    void read_offer(settings::TomlReader& table, Procedure& out) const;
    void read_units(settings::TomlReader& table, Procedure& out) const;
    void read_source(settings::TomlReader& table, Procedure& out) const;

    const Catalogue& known_;
    std::string field_;
    std::string receiving_unit_;
    std::string processing_unit_;
    std::string source_;
    std::optional<LocalDate> source_date_;
};

[[nodiscard]] bool is_national_code(std::string_view text);  ///< 1.001193
[[nodiscard]] bool is_unit_code(std::string_view text);      ///< 000.00.53.H48 or H48.22

}  // namespace kiosk::catalogue
