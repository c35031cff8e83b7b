#include "tests/etcd/rush.hpp"

#include <algorithm>
#include <iostream>

#include "tests/support/catch.hpp"

namespace kiosk::ledger::test {

Rush::Rush(const Cluster& cluster, int kiosks, int presses_each)
    : cluster_(cluster), presses_(presses_each), board_engine_(cluster.engine()) {
    const auto reading = board_engine_->read("rush/");
    REQUIRE(reading);
    begin_ = reading->revision;
    board_ = std::thread([this] { watch(); });
    for (int i = 0; i < kiosks; ++i) engines_.push_back(cluster.engine());
    for (int i = 0; i < kiosks; ++i)
        kiosks_.emplace_back([this, i] { take_all(i, *engines_[static_cast<std::size_t>(i)]); });
}

Rush::~Rush() {
    over_ = true;
    for (auto& kiosk : kiosks_) {
        if (kiosk.joinable()) kiosk.join();
    }
    if (board_.joinable()) board_.join();
}

void Rush::take_all(int kiosk, Engine& engine) {
    for (int i = 0; i < presses_ && !over_; ++i) {
        const auto press = "rush/u/" + std::to_string(kiosk) + "-" + std::to_string(i);
        const Write take{{{press, 0}}, {{press, ""}, {"rush/next", press}}, {}, "rush/next"};
        const auto before = real_clock.monotonic();
        bool doubted = false;
        while (!over_) {
            const auto written = engine.write(take);
            doubted = doubted || (!written && written.error().code == Code::unknown_outcome);
            if (!written && written.error().code != Code::unknown_outcome && written.error().code != Code::unreachable) {
                const std::lock_guard lock(mutex_);
                wrong_ = written.error().detail;
                return;
            }
            if (!written) continue;  // the same press again finds out whether it had happened
            const std::lock_guard lock(mutex_);
            if (written->done) slips_[press] = written->version;
            else if (doubted) ++looked_up_;  // it was in already: which number it has is read from the others
            else wrong_ = "refused, and nobody had pressed before: " + press;
            longest_ = std::max(longest_, real_clock.monotonic() - before);
            break;
        }
        ++taken_;
    }
}

void Rush::watch() {
    Revision seen = begin_;
    while (!over_) {
        const auto changes = board_engine_->changes("rush/u/", seen, 50ms);
        if (!changes && changes.error().code == Code::unreachable) continue;
        const std::lock_guard lock(mutex_);
        if (!changes) {
            wrong_ = changes.error().detail;
            return;
        }
        for (const auto& change : changes->changes) {
            if (change.revision <= seen) wrong_ = "told twice: " + change.key;
            ++told_[change.key];
        }
        seen = changes->until;
    }
}

void Rush::holds() {
    for (auto& kiosk : kiosks_) kiosk.join();
    const auto count = kiosks_.size() * static_cast<std::size_t>(presses_);
    const auto all_told = soon([&] {
        const std::lock_guard lock(mutex_);
        return told_.size() >= count || !wrong_.empty();
    });
    over_ = true;
    board_.join();
    CHECK(wrong_ == "");
    CHECK(all_told);
    const auto reading = cluster_.engine()->read("rush/");
    REQUIRE(reading);
    REQUIRE(reading->entries.size() == count + 1);
    CHECK(reading->entries.front().version == static_cast<std::int64_t>(count));
    // A number is the place of its press among all, by the revision that made it.
    auto presses = std::vector<Entry>(reading->entries.begin() + 1, reading->entries.end());
    std::sort(presses.begin(), presses.end(), [](const Entry& a, const Entry& b) { return a.created < b.created; });
    std::int64_t number = 0;
    for (const auto& press : presses) {
        ++number;
        CHECK(press.version == 1);
        if (const auto slip = slips_.find(press.key); slip != slips_.end()) CHECK(slip->second == number);
        CHECK(told_[press.key] == 1);
    }
    CHECK(slips_.size() + looked_up_ == count);
    if (looked_up_ > 0) std::cout << looked_up_ << " of " << count << " numbers were told by looking the press up\n";
}

}  // namespace kiosk::ledger::test
