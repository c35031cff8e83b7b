#include "kiosk/typeset/pages.hpp"

namespace kiosk::typeset {
namespace {

constexpr double rounding = 0.01;  // points: sums of heights are not exact

/// One line alone at the foot of a page reads as a mistake.
double first_lines(const Piece& piece) {
    double out = 0;
    for (std::size_t i = 0; i < piece.bands.size() && i < 2; ++i) out += piece.bands[i].height;
    return out;
}

class Filling {
public:
    explicit Filling(double page_height) : page_height_(page_height) { pages_.emplace_back(); }

    void add(const Piece& piece, double needed) {
        if (piece.space) {
            if (y_ > top_) y_ += piece.height();
            return;
        }
        const bool may_begin_here = piece.divides && !piece.with_next && fits(first_lines(piece));
        if (y_ > top_ && !fits(needed) && !may_begin_here) turn(piece);
        for (const auto& band : piece.bands) {
            if (y_ > top_ && !fits(band.height)) {
                close();
                turn(piece);
            }
            pages_.back().push_back({&band, y_, {!open_, false}});
            open_ = true;
            y_ += band.height;
        }
        close();
    }
    [[nodiscard]] std::vector<PageContent> take() { return std::move(pages_); }

private:
    [[nodiscard]] bool fits(double height) const { return y_ + height <= page_height_ + rounding; }
    void close() {
        if (open_ && !pages_.back().empty()) pages_.back().back().edge.last = true;
        open_ = false;
    }
    void turn(const Piece& piece) {
        pages_.emplace_back();
        y_ = 0;
        if (piece.repeated != nullptr) {
            for (const auto& band : piece.repeated->bands) {
                const bool first = &band == &piece.repeated->bands.front();
                pages_.back().push_back({&band, y_, {first, &band == &piece.repeated->bands.back()}});
                y_ += band.height;
            }
        }
        top_ = y_;
    }

    double page_height_;
    double y_ = 0;
    double top_ = 0;  ///< where the page begins for what is not repeated
    bool open_ = false;
    std::vector<PageContent> pages_;
};

/// The piece with those that may not stand without it.
double height_needed(const std::vector<Piece>& pieces, std::size_t at, double page_height) {
    double out = pieces[at].height();
    bool follows = pieces[at].with_next;
    for (auto next = at + 1; follows && next < pieces.size(); ++next) {
        const double more = pieces[next].divides ? first_lines(pieces[next]) : pieces[next].height();
        if (out + more > page_height) break;  // too much to keep together
        out += more;
        if (!pieces[next].space) follows = pieces[next].with_next;
    }
    return out;
}

}  // namespace

double Piece::height() const {
    double out = 0;
    for (const auto& band : bands) out += band.height;
    return out;
}

std::vector<PageContent> lay_out(const std::vector<Piece>& pieces, double page_height) {
    Filling filling(page_height);
    for (std::size_t i = 0; i < pieces.size(); ++i) filling.add(pieces[i], height_needed(pieces, i, page_height));
    return filling.take();
}

}  // namespace kiosk::typeset
