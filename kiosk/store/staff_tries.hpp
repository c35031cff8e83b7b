#pragma once
/// How often a wrong PIN was tried with a token of the staff's: five tries, then a pause that doubles from 15 seconds, locked at
/// fifteen (ui.md §8). It is kept in the database because that survives whatever ends the kiosk: pulling the plug gives nobody
/// another try, and a damaged file that is begun anew is something that staff hear of.
///
/// One thread (the store worker). Blocks on the disk: a try is written down before anything is compared.

#include <string>
#include <string_view>
#include <variant>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::store {

/// Nothing may be compared yet.
struct PinPause {
    Duration left{};
};
/// Nothing is compared any more until somebody unlocks the token.
struct PinLocked {};
/// It has been counted: compare now. What a wrong one means:
struct PinTry {
    int left = 0;       ///< tries before pauses begin
    Duration pause{};   ///< until the next one; none before pauses begin
    bool last = false;  ///< the token is locked
};
using PinAdmission = std::variant<PinTry, PinPause, PinLocked>;

class StaffTries {
public:
    static constexpr int free_tries = 5;
    static constexpr int most_tries = 15;
    static constexpr Duration first_pause = 15s;

    explicit StaffTries(Database& database) : database_(database) {}

    /// Counts a try with this token. A clock that went back makes no pause longer than it was.
    [[nodiscard]] Result<PinAdmission> begin(std::string_view token, WallTime now);
    /// The PIN was right, or somebody unlocked the token.
    [[nodiscard]] Result<Done> forget(std::string_view token);
    /// Wrong ones in a row.
    [[nodiscard]] Result<int> count(std::string_view token);

private:
    struct Row {
        int wrong = 0;
        WallTime last;
    };
    [[nodiscard]] Result<Row> read(std::string_view token);
    [[nodiscard]] Result<Done> write(std::string_view token, const Row& row);

    Database& database_;
};

}  // namespace kiosk::store
