#pragma once
/// What an engine holds keys and writes against before it does anything. Pure; any thread.

#include <cstddef>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"
#include "kiosk/ledger/engine.hpp"

namespace kiosk::ledger {

inline constexpr std::size_t longest_key = 200;
inline constexpr std::size_t largest_value = 64U << 10;
/// Of guards, and of puts and removals together; etcd takes 128 in a transaction.
inline constexpr std::size_t most_steps = 100;
/// Keys and values of a write together; etcd takes 1.5 MiB.
inline constexpr std::size_t largest_write = 1U << 20;

/// An empty one is every key.
[[nodiscard]] Result<Done> check_prefix(std::string_view prefix);
/// bad_usage or too_large.
[[nodiscard]] Result<Done> check(const Write& write);
/// Whole seconds, at least one.
[[nodiscard]] Result<Done> check_lasting(Duration lasts);

/// The first key after all that begin with the prefix; keys are ASCII, so no key reaches "\x80".
[[nodiscard]] std::string end_of(std::string_view prefix);

}  // namespace kiosk::ledger
