#include "kiosk/trial/example.hpp"

#include <algorithm>

namespace kiosk::trial {
namespace {

constexpr std::size_t longest_bytes = 1000;
constexpr int deepest = 20;

/// Reads a pattern of JavaScript from left to right and writes its example.
class Example {
public:
    explicit Example(std::string_view pattern) : rest_(pattern) {}

    std::optional<std::string> whole() {
        auto out = alternatives();
        return rest_.empty() && !failed_ ? std::optional(out) : std::nullopt;
    }

private:
    [[nodiscard]] bool at(char c) const { return !rest_.empty() && rest_.front() == c; }
    bool skip(char c) {
        if (!at(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    char take() {
        if (rest_.empty()) {
            failed_ = true;
            return '\0';
        }
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }

    std::string alternatives() {
        auto first = sequence();
        while (skip('|')) (void)sequence();
        return first;
    }

    std::string sequence() {
        std::string out;
        while (!failed_ && !rest_.empty() && !at('|') && !at(')')) {
            const auto item = one();
            const auto times = least();
            for (int i = 0; i < times && out.size() < longest_bytes; ++i) out += item;
        }
        return out;
    }

    std::string one() {
        const char c = take();
        switch (c) {
            case '(': return group();
            case '[': return letter_of_class();
            case '\\': return escaped(take());
            case '.': return "a";
            case '^':
            case '$': return {};
            default: return std::string(1, c);
        }
    }

    std::string group() {
        if (++depth_ > deepest) failed_ = true;
        if (skip('?') && !skip(':')) failed_ = true;  // looks ahead or behind
        auto out = failed_ ? std::string() : alternatives();
        if (!skip(')')) failed_ = true;
        --depth_;
        return out;
    }

    static std::string escaped(char c) {
        switch (c) {
            case 'd': return "1";
            case 'w':
            case 'D':
            case 'S': return "a";
            case 's': return " ";
            case 'W': return "-";
            case 'b':
            case 'B': return {};
            default: return std::string(1, c);
        }
    }

    /// One whole letter, of however many bytes.
    std::string take_letter() {
        std::string out(1, take());
        while (!rest_.empty() && (static_cast<unsigned char>(rest_.front()) & 0xC0U) == 0x80U) out += take();
        return out;
    }

    std::string letter_of_class() {
        const bool others = skip('^');
        std::string first;
        std::string members;
        while (!failed_ && !at(']')) {
            auto letter = take_letter();
            if (letter == "\\") letter = escaped(take());
            if (first.empty()) first = letter;
            members += letter;
            if (!at('-') || rest_.size() < 2 || rest_[1] == ']') continue;
            rest_.remove_prefix(1);
            const auto last = take_letter();
            if (letter.size() != 1 || last.size() != 1) continue;  // the first letter is enough
            for (int each = letter[0] + 1; each <= last[0]; ++each) members += static_cast<char>(each);
        }
        if (!skip(']') || members.empty()) failed_ = true;
        if (failed_) return {};
        if (!others) return first;
        for (const char candidate : {'a', '1', ' ', '-', '.'})
            if (members.find(candidate) == std::string::npos) return std::string(1, candidate);
        failed_ = true;
        return {};
    }

    int least() {
        int times = 1;
        if (skip('*') || skip('?')) times = 0;
        else if (skip('{')) times = number_in_braces();
        else (void)skip('+');
        (void)skip('?');  // not greedy
        return times;
    }

    int number_in_braces() {
        int value = 0;
        while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9')
            value = std::min(value * 10 + (take() - '0'), static_cast<int>(longest_bytes));
        while (!failed_ && !skip('}')) (void)take();
        return value;
    }

    std::string_view rest_;
    int depth_ = 0;
    bool failed_ = false;
};

}  // namespace

std::optional<std::string> example_of(std::string_view pattern) { return Example(pattern).whole(); }

}  // namespace kiosk::trial
