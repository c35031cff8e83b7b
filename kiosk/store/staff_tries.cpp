#include "kiosk/store/staff_tries.hpp"

#include <fmt/format.h>

#include <charconv>

namespace kiosk::store {
namespace {

std::string key_of(std::string_view token) { return fmt::format("staff_tries {}", token); }

/// After so many wrong ones.
Duration pause_after(int wrong) {
    if (wrong < StaffTries::free_tries) return Duration{};
    return StaffTries::first_pause * (1 << (wrong - StaffTries::free_tries));
}

}  // namespace

// A few words beside the database's other facts about itself: one row a token, no table of their own.
Result<StaffTries::Row> StaffTries::read(std::string_view token) {
    auto kept = database_.meta(key_of(token));
    if (!kept) return fail(std::move(kept));
    if (kept->empty()) return Row{};
    Row row;
    Duration::rep last = 0;
    const char* end = kept->data() + kept->size();
    const auto count = std::from_chars(kept->data(), end, row.wrong);
    const bool blank = count.ec == std::errc{} && count.ptr != end && *count.ptr == ' ';
    if (!blank || std::from_chars(count.ptr + 1, end, last).ptr != end || row.wrong < 0 || row.wrong > most_tries)
        return fail(Code::corrupt, "table meta: tries of a staff token that this program cannot read; unlock the token");
    row.last = WallTime{Duration{last}};
    return row;
}

Result<Done> StaffTries::write(std::string_view token, const Row& row) {
    return database_.set_meta(key_of(token), fmt::format("{} {}", row.wrong, row.last.since_epoch.count()));
}

Result<PinAdmission> StaffTries::begin(std::string_view token, WallTime now) {
    auto row = read(token);
    if (!row) return fail(std::move(row));
    if (row->wrong >= most_tries) return PinAdmission(PinLocked{});
    if (row->last > now) {  // the clock went back: the pause begins anew and is no longer than it was
        row->last = now;
        if (auto written = write(token, *row); !written) return fail(std::move(written));
    }
    if (const auto over = row->last + pause_after(row->wrong); row->wrong >= free_tries && now < over)
        return PinAdmission(PinPause{over - now});
    ++row->wrong;
    row->last = now;
    if (auto written = write(token, *row); !written) return fail(std::move(written));
    return PinAdmission(PinTry{std::max(0, free_tries - row->wrong), pause_after(row->wrong), row->wrong >= most_tries});
}

Result<Done> StaffTries::forget(std::string_view token) { return database_.set_meta(key_of(token), ""); }

Result<int> StaffTries::count(std::string_view token) {
    auto row = read(token);
    if (!row) return fail(std::move(row));
    return row->wrong;
}

}  // namespace kiosk::store
