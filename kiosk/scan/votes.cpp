#include "kiosk/scan/votes.hpp"

#include <algorithm>
#include <cmath>

namespace kiosk::scan {
namespace {

constexpr int enough_votes = 4;
constexpr int most_votes = 12;
constexpr std::size_t most_candidates = 64;

int votes_of(const Symbol& symbol) {
    switch (symbol.trust) {
        case Trust::beyond_doubt: return enough_votes;
        case Trust::told: return enough_votes / 2;
        case Trust::doubtful: break;
    }
    // A part of a longer code passes for one of these in frame after frame.
    const bool may_be_a_part =
        symbol.format == Format::itf || symbol.format == Format::ean_8 || symbol.format == Format::upc_e;
    return may_be_a_part ? 0 : 1;
}

struct Around {
    double x = 0, y = 0, reach = 8;
};

Around around(const Symbol& symbol) {
    Around out;
    for (const auto& corner : symbol.corners) {
        out.x += corner.x / 4.0;
        out.y += corner.y / 4.0;
    }
    for (const auto& corner : symbol.corners)
        out.reach = std::max(out.reach, std::hypot(corner.x - out.x, corner.y - out.y));
    return out;
}

bool same_place(const Symbol& a, const Symbol& b) {
    const auto one = around(a);
    const auto two = around(b);
    return std::hypot(one.x - two.x, one.y - two.y) < std::max(one.reach, two.reach) / 2;
}

bool same_text(const Symbol& a, const Symbol& b) { return a.format == b.format && a.text.reveal() == b.text.reveal(); }

}  // namespace

bool Votes::leads(const Candidate& one) const {
    if (one.votes < enough_votes) return false;
    return std::all_of(candidates_.begin(), candidates_.end(), [&](const Candidate& other) {
        // What was there before this one came has been taken away.
        const bool rival =
            &other != &one && other.last >= one.first && other.votes > 0 && same_place(other.symbol, one.symbol);
        return !rival || one.votes >= std::min(other.votes + enough_votes, most_votes);
    });
}

std::vector<Symbol> Votes::add(const Decoded& frame, Time at) {
    std::erase_if(candidates_, [&](const Candidate& one) { return one.last + memory < at; });
    std::vector<Symbol> read = frame.symbols;
    read.insert(read.end(), frame.doubtful.begin(), frame.doubtful.end());
    for (const auto& symbol : read) {
        auto found = std::find_if(candidates_.begin(), candidates_.end(),
                                  [&](const Candidate& one) { return same_text(one.symbol, symbol); });
        if (found == candidates_.end()) {
            if (candidates_.size() == most_candidates) continue;
            found = candidates_.insert(candidates_.end(), Candidate{symbol, 0, at, at});
        }
        found->votes = std::min(found->votes + votes_of(symbol), most_votes);
        found->first = std::min(found->first, at);
        if (at < found->last) continue;
        found->last = at;
        found->symbol = symbol;
    }
    std::vector<Symbol> out;
    for (const auto& one : candidates_) {
        const bool in_this_frame =
            std::any_of(read.begin(), read.end(), [&](const Symbol& symbol) { return same_text(symbol, one.symbol); });
        if (in_this_frame && leads(one)) out.push_back(one.symbol);
    }
    return out;
}

}  // namespace kiosk::scan
