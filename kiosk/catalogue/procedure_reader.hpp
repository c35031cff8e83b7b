#pragma once
/// Reads one procedure of catalogue/*.toml and says everything that is wrong with it. Pure but for the findings; one thread.

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::catalogue {

/// What a procedure names and what is checked when everything is read: a procedure that is its part, its form.
struct Reference {
    std::filesystem::path file;
    int line = 0;
    std::string key;
    std::string named;
    std::string owner{};            ///< code of the procedure that names it
    bool may_be_elsewhere = false;  ///< it has a name of its own: it need not be of this catalogue
};
struct References {
    std::vector<Reference> parts;
    std::vector<Reference> forms;
};

/// One file: what stands at its top holds for each of its procedures that does not say otherwise.
class ProcedureReader {
public:
    /// `known` has everything but procedures already; `papers` are the shared ones. Both outlive the reader.
    ProcedureReader(settings::TomlReader& root, const Catalogue& known, const std::vector<Component>& papers);
    [[nodiscard]] Procedure read(settings::TomlReader& table, References& references) const;

private:
    void read_codes(settings::TomlReader& table, Procedure& out) const;
    void read_names(settings::TomlReader& table, Procedure& out) const;
    void read_offer(settings::TomlReader& table, Procedure& out, References& references) const;
    void read_components(settings::TomlReader& table, Procedure& out) const;
    void read_process(settings::TomlReader& table, Procedure& out) const;
    void read_source(settings::TomlReader& table, Procedure& out) const;
    void add_authorisation(settings::TomlReader& table, Procedure& out) const;
    [[nodiscard]] std::vector<HandledBy> read_handled_by(settings::TomlReader& table) const;

    const Catalogue& known_;
    const std::vector<Component>& papers_;
    std::string field_;
    std::vector<HandledBy> handled_by_;
    std::vector<Exemption> exemptions_;
    std::string authorisation_;
    std::string source_;
    std::optional<LocalDate> source_date_;
};

}  // namespace kiosk::catalogue
