#pragma once
/// The code of a dossier (mã hồ sơ): {unit}-{yyMMdd}-{serial} in the old and the new form of unit codes, or the provisional
/// code that a kiosk gives while the portal is silent: TAM-{kiosk}-{yyMMdd}-{serial}. Pure; any thread.

#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::dossier {

enum class CodeForm {
    old_unit,     ///< 000.00.53.H48-210917-0001
    new_unit,     ///< H48.22-260917-0001
    provisional,  ///< TAM-K01-261123-0001
};

struct DossierCode {
    CodeForm form = CodeForm::old_unit;
    std::string unit;  ///< unit code; of a provisional code the kiosk's id
    LocalDate date;    ///< the day of reception
    std::string serial;
    bool operator==(const DossierCode&) const = default;
    [[nodiscard]] std::string text() const;
};

/// How a code is kept and compared: upper case, no blanks, plain dashes and dots however it was typed.
[[nodiscard]] std::string canonical_code(std::string_view typed);
/// Refuses what has another shape (bad_format) and days that do not exist. Takes any text that canonical_code() mends.
[[nodiscard]] Result<DossierCode> parse_dossier_code(std::string_view typed);
/// Serial of at least four digits; it grows beyond 9999. The kiosk's id is [A-Z0-9]{1,6} by the settings.
[[nodiscard]] std::string provisional_code(std::string_view kiosk_id, LocalDate day, int serial);
[[nodiscard]] std::string official_code(std::string_view unit_code, LocalDate day, int serial, int digits = 4);

}  // namespace kiosk::dossier
