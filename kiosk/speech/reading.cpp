#include "kiosk/speech/reading.hpp"

namespace kiosk::speech {

void Reading::begin(std::vector<Utterance> page) {
    stop();
    page_ = std::move(page);
    say_next();
}

void Reading::say_again() {
    if (!current_) return;
    orders_.emplace_back(Say{++number_, current_->words, current_->language});
    if (paused_) orders_.emplace_back(Pause{true});
}

void Reading::ended(std::uint64_t number) {
    if (!current_ || number != number_) return;
    current_.reset();
    say_next();
}

void Reading::set_paused(bool paused) {
    if (paused == paused_ || !current_) return;
    paused_ = paused;
    orders_.emplace_back(Pause{paused});
}

void Reading::stop() {
    if (current_) orders_.emplace_back(Hush{});
    current_.reset();
    page_.clear();
    next_ = 0;
    paused_ = false;
}

std::optional<std::size_t> Reading::item() const { return current_ ? std::optional(current_->item) : std::nullopt; }

void Reading::say_next() {
    if (next_ >= page_.size()) return;
    current_ = page_[next_++];
    orders_.emplace_back(Say{++number_, current_->words, current_->language});
}

}  // namespace kiosk::speech
