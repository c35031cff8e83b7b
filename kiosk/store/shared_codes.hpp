#pragma once
/// What the other kiosks of a centre are told of the dossiers handed in here, and what they have been told already.
///
/// One thread (the store worker). Blocks on the disk.

#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::store {

/// Nothing of it is personal: hashes say nothing without the centre's key.
struct SharedCode {
    Uuid dossier;
    std::string provisional_code;
    std::string official_code;  ///< empty: none yet
    std::string state;          ///< "waiting", "delivered", "refused"
    std::string procedure_code;
    std::string procedure_name;
    std::string unit_name;
    WallTime submitted_at;
    std::string factors;  ///< hashes, a blank between them
};

class SharedCodes {
public:
    explicit SharedCodes(Database& database) : database_(database) {}

    /// Those whose state the centre has not been told, oldest first.
    [[nodiscard]] Result<std::vector<SharedCode>> untold(int most);
    /// The centre knows it as it is in `code`; what has changed meanwhile is told next.
    [[nodiscard]] Result<Done> told(const SharedCode& code);
    /// The portal has them since before `until`, or refused them: nobody needs to find them here any more.
    [[nodiscard]] Result<std::vector<SharedCode>> over(WallTime until, int most);
    [[nodiscard]] Result<Done> forget(const Uuid& dossier);

private:
    [[nodiscard]] Result<std::vector<SharedCode>> read(Result<Statement> rows);
    Database& database_;
};

}  // namespace kiosk::store
