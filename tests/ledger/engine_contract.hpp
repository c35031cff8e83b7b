#pragma once
/// What every engine promises, whatever it stands on: keeps_the_contract(stand).

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/ledger/engine.hpp"

namespace kiosk::ledger::test {

/// Where engines are tried. Every prefix that a test takes has nothing under it yet.
struct Stand {
    /// A further engine on the same keys, as a second kiosk or the same one after a restart would have it. The one before is gone
    /// where only one may be there.
    std::function<std::unique_ptr<Engine>()> open;
    std::function<std::string()> new_prefix;
    std::function<void(Duration)> pass;  ///< time goes by
    bool several = false;                ///< whether several may be there at once
};

void keeps_the_contract(const Stand& stand);

using Values = std::map<std::string, std::string>;
[[nodiscard]] Values values_of(const Reading& reading);

}  // namespace kiosk::ledger::test
