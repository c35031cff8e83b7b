#pragma once
/// In which order the members of a cluster are asked: the one that answered last first, those that have just failed last, for
/// a while. One thread; never blocks.

#include <cstddef>
#include <vector>

#include "kiosk/base/clock.hpp"

namespace kiosk::ledger::etcd {

/// Long enough that a dead box costs one call in many, short enough that one that is back is noticed.
inline constexpr Duration member_rests_for = 5s;

class MemberOrder {
public:
    explicit MemberOrder(std::size_t members) : rested_until_(members) {}

    [[nodiscard]] std::vector<std::size_t> at(Monotonic now) const;
    void answered(std::size_t member);
    void failed(std::size_t member, Monotonic now) { rested_until_[member] = now + member_rests_for; }
    [[nodiscard]] bool rests(std::size_t member, Monotonic now) const { return rested_until_[member] > now; }

private:
    std::vector<Monotonic> rested_until_;
    std::size_t last_ = 0;
};

}  // namespace kiosk::ledger::etcd
