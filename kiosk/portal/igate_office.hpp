#pragma once
/// What iGate knows of procedures under its own ids: pulled, and mapped to ours by the national code, so that what is missing is
/// said before a citizen meets it. Calls block on the network; one thread.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/catalogue/procedure.hpp"
#include "kiosk/portal/transport.hpp"

namespace kiosk::portal {

struct OfficeProcedure {
    std::string id;
    std::string code;           ///< the province's
    std::string national_code;  ///< may be empty
    std::string name;
    std::vector<std::string> agencies;  ///< ids
};
struct OfficeProcess {
    std::string id;
    std::string eform;  ///< of the applicant; may be empty
};
struct OfficeForm {
    std::string id;
    std::string name;
};
struct OfficeFee {
    std::string id;
    std::string name;
    std::int64_t dong = 0;
};
struct OfficeAgency {
    std::string id;
    std::string code;
    std::string name;
};

/// Errors as Portal's.
class IGateOffice {
public:
    /// The transport must outlive it.
    explicit IGateOffice(Transport& transport) : transport_(transport) {}
    /// All that can be applied for.
    [[nodiscard]] Result<std::vector<OfficeProcedure>> procedures();
    [[nodiscard]] Result<OfficeProcedure> procedure(std::string_view id);
    /// Nothing: nobody has set up how it is processed.
    [[nodiscard]] Result<std::optional<OfficeProcess>> process(std::string_view procedure);
    [[nodiscard]] Result<std::vector<OfficeForm>> forms(std::string_view procedure);
    [[nodiscard]] Result<std::vector<OfficeFee>> fees(std::string_view procedure);
    [[nodiscard]] Result<OfficeAgency> agency(std::string_view id);
    /// By which pattern an agency numbers; refused for one that has none.
    [[nodiscard]] Result<std::string> pattern(std::string_view agency);
    /// The next number of a pattern. Each call takes one.
    [[nodiscard]] Result<std::string> next_value(std::string_view pattern, std::string_view agency);

private:
    Transport& transport_;
};

/// One of our procedures at the portal.
struct Mapped {
    std::string code;  ///< ours, national
    std::optional<OfficeProcedure> procedure;
    std::optional<OfficeProcess> process;
    std::vector<OfficeAgency> agencies;                      ///< that receive it
    std::vector<std::pair<std::string, std::string>> forms;  ///< our component -> the portal's form
    std::vector<OfficeFee> fees;
    std::vector<std::string> gaps;  ///< what is missing, a sentence each

    /// The agency with this code of a unit, or the only one; null: it is not known which.
    [[nodiscard]] const OfficeAgency* agency(std::string_view unit_code) const;
};
/// Asks the portal about each of these, for a centre whose unit has this code. The first failure ends it.
[[nodiscard]] Result<std::vector<Mapped>> map_procedures(IGateOffice& office,
                                                         const std::vector<const catalogue::Procedure*>& ours,
                                                         std::string_view unit_code);

}  // namespace kiosk::portal
