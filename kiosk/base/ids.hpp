#pragma once
/// Ids and randomness come in through constructors, so that any run repeats from its seed.

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <random>
#include <span>
#include <string>
#include <string_view>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk {

/// A UUID (RFC 9562). Ours are version 7: time-ordered, made at the press of the button, and the idempotency key everywhere.
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};
    auto operator<=>(const Uuid&) const = default;
    [[nodiscard]] std::string text() const;  ///< 36 characters, lower case
    [[nodiscard]] bool nil() const { return *this == Uuid{}; }
};
/// Accepts the 36-character form in either case, any version.
[[nodiscard]] Result<Uuid> parse_uuid(std::string_view text);

/// The id of one press of one button: the same press again is the same wish, never a second one.
using PressId = Uuid;

/// One thread each.
class Ids {
public:
    virtual ~Ids() = default;
    /// A version 7 UUID for this moment.
    [[nodiscard]] virtual Uuid make(WallTime now) = 0;
    virtual void fill_random(std::span<std::uint8_t> out) = 0;
};

/// The operating system's randomness (getrandom).
class RandomIds final : public Ids {
public:
    Uuid make(WallTime now) override;
    void fill_random(std::span<std::uint8_t> out) override;
};

/// The same ids for the same seed: tests, scripts, simulation.
class SeededIds final : public Ids {
public:
    explicit SeededIds(std::uint64_t seed) : engine_(seed) {}
    Uuid make(WallTime now) override;
    void fill_random(std::span<std::uint8_t> out) override;

private:
    std::mt19937_64 engine_;
};

}  // namespace kiosk

template <>
struct std::hash<kiosk::Uuid> {
    std::size_t operator()(const kiosk::Uuid& id) const noexcept {
        std::size_t h = 1469598103934665603U;
        for (const auto b : id.bytes) h = (h ^ b) * 1099511628211U;
        return h;
    }
};
