#pragma once
/// How a deed becomes a write: see Queue. For the queue's own files.

#include "kiosk/queue/queue.hpp"

namespace kiosk::queue {

template <class T>
Result<T> Queue::carry_out(WallTime now, const Decision<T>& decide, ledger::Written* written) {
    constexpr int most_rounds = 50;  // everybody who is slower than others loses a round to each of them
    if (auto fresh = refresh(now); !fresh) return fail(std::move(fresh));
    for (int round = 0; round < most_rounds; ++round) {
        auto plan = decide();
        if (!plan && !agreed_) {  // what is refused by what is known may be allowed by what is not known yet
            if (auto fresh = read_anew(now); !fresh) return fail(std::move(fresh));
            continue;
        }
        if (!plan) return fail(std::move(plan));
        if (plan->write.puts.empty() && plan->write.removed.empty()) return std::move(plan->result);
        auto done = engine_.write(plan->write);
        if (!done && done.error().code != Code::unknown_outcome) return fail(std::move(done));
        if (!done) {
            // It may have happened: then it is found by its press.
            if (auto fresh = read_anew(now); !fresh) return fail(Code::unknown_outcome, fresh.error().detail);
            continue;
        }
        if (done->done) {
            remember(plan->write, done->revision);
            written_ = done->revision;
            if (written != nullptr) *written = *done;
            return std::move(plan->result);
        }
        if (auto fresh = catch_up(now, done->revision); !fresh) return fail(std::move(fresh));
    }
    return fail(Code::busy, "others change the same at every moment; try again");
}

}  // namespace kiosk::queue
