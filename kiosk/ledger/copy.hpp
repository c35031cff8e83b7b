#pragma once
/// A queue moves from one engine to another. One thread; blocks.

#include <cstddef>
#include <string>
#include <string_view>

#include "kiosk/ledger/engine.hpp"

namespace kiosk::ledger {

/// Is there as long as the keys of this prefix are not all there. Who finds it keeps away from them.
[[nodiscard]] std::string copying_key(std::string_view prefix);

/// Every key under `prefix` with its value; those that end with a lease are not copied: whoever holds one comes again. Versions
/// and revisions begin anew. `source` is the name of what is copied ("K1 sqlite"): with the same name, a copy that was cut off
/// goes on where it was, and one that was finished is found finished. How many keys there are.
///
/// Nobody may change either engine meanwhile: busy when somebody did. Fails with refused when the target keeps something else,
/// or the source is itself half a copy; and as the engines fail, unknown_outcome too: do it again.
[[nodiscard]] Result<std::size_t> copy(Engine& from, Engine& to, std::string_view prefix, std::string_view source);

}  // namespace kiosk::ledger
