#pragma once
/// Several frames of one code vote on what it says. Pure; one thread.

#include <chrono>
#include <vector>

#include "kiosk/scan/symbol.hpp"

namespace kiosk::scan {

/// A reading that leaves no doubt counts at once: a QR code that had much of its redundancy left, bars with a checksum that most lines
/// agreed on. What a frame tells but not so surely needs a second frame: a QR code corrected near its limit, bars without a checksum. What
/// a frame itself does not tell needs four. Where frames contradict one another about one place, nothing is believed until one text
/// leads.
class Votes {
public:
    using Time = std::chrono::milliseconds;
    /// Of votes older than this nothing is left.
    static constexpr Time memory{1500};

    /// The readings of one frame, taken at `at` from any beginning. A frame looked at for longer may come after later ones. Which of its
    /// codes are believed, now or before.
    [[nodiscard]] std::vector<Symbol> add(const Decoded& frame, Time at);
    void forget() { candidates_.clear(); }

private:
    struct Candidate {
        Symbol symbol;  ///< as it was seen last
        int votes = 0;
        Time first{};
        Time last{};
    };
    [[nodiscard]] bool leads(const Candidate& one) const;

    std::vector<Candidate> candidates_;
};

}  // namespace kiosk::scan
