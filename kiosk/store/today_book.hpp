#pragma once
/// What staff decided for one business day (settings/today.hpp): kept by day, so that the next day begins without it.
///
/// One thread (the store worker). Blocks on the disk.

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/settings/today.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::store {

class TodayBook {
public:
    explicit TodayBook(Database& database) : database_(database) {}

    /// Nothing decided: the usual day.
    [[nodiscard]] Result<settings::Today> read(LocalDate day);
    /// bad_usage as settings::changed().
    [[nodiscard]] Result<settings::Today> change(LocalDate day, const settings::TodayChange& change);

private:
    Database& database_;
};

}  // namespace kiosk::store
