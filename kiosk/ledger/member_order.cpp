#include "kiosk/ledger/member_order.hpp"

#include <algorithm>

namespace kiosk::ledger::etcd {

std::vector<std::size_t> MemberOrder::at(Monotonic now) const {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < rested_until_.size(); ++i) out.push_back((last_ + i) % rested_until_.size());
    std::stable_partition(out.begin(), out.end(), [&](std::size_t member) { return !rests(member, now); });
    return out;
}

void MemberOrder::answered(std::size_t member) {
    last_ = member;
    rested_until_[member] = {};
}

}  // namespace kiosk::ledger::etcd
