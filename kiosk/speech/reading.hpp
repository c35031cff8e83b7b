#pragma once
/// Where the voice is: which sentence of the page is being said, what comes next, what a touch interrupts. Knows no engine and no
/// clock; whoever has them does the orders and says when a sentence came to its end. One thread.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "kiosk/speech/utterance.hpp"

namespace kiosk::speech {

/// Say this, instead of whatever is being said. When it has been said, or cannot be, its number comes back.
struct Say {
    std::uint64_t number = 0;
    std::string words;
    std::string language{};
};
struct Pause {
    bool paused = false;
};
struct Hush {};
using Order = std::variant<Say, Pause, Hush>;

class Reading {
public:
    /// From the top of a page.
    void begin(std::vector<Utterance> page);
    /// This one thing, now, in its voices; the page is not gone on with.
    void interrupt(std::vector<Utterance> one) { begin(std::move(one)); }
    /// The sentence that is being said, from its beginning: how it is to be said has changed.
    void say_again();
    /// A sentence came to its end. Numbers of sentences that are no longer wanted mean nothing.
    void ended(std::uint64_t number);
    void set_paused(bool paused);
    /// Silence, and nothing is left to say.
    void stop();

    /// Something is being said; not while paused.
    [[nodiscard]] bool speaking() const { return current_.has_value() && !paused_; }
    /// The item whose sentence is being said, paused or not.
    [[nodiscard]] std::optional<std::size_t> item() const;
    /// What is to be done, oldest first.
    [[nodiscard]] std::vector<Order> take_orders() { return std::exchange(orders_, {}); }

private:
    void say_next();

    std::vector<Utterance> page_;
    std::size_t next_ = 0;
    std::optional<Utterance> current_;
    std::uint64_t number_ = 0;  ///< of what is being said
    bool paused_ = false;
    std::vector<Order> orders_;
};

}  // namespace kiosk::speech
