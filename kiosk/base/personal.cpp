#include "kiosk/base/personal.hpp"

#include <cstring>

#include "kiosk/base/text.hpp"

namespace kiosk {

void Personal::wipe() noexcept {
    // The whole capacity, the small-string buffer included: older, longer contents may stand behind the current end.
    text_.resize(text_.capacity());
    explicit_bzero(text_.data(), text_.size());
    text_.clear();
}

std::string masked_number(const Personal& number) {
    const auto text = number.reveal();
    const std::size_t letters = letter_count(text);
    const std::size_t shown = letters > 4 ? 4 : 0;
    std::string out;
    for (std::size_t i = 0; i + shown < letters; ++i) out += "•";
    if (shown > 0) out += text.substr(text.size() - last_letters_size(text, shown));
    return out;
}

std::string veiled_number(const Personal& number) {
    constexpr std::size_t shown = 3;
    const auto text = number.reveal();
    const std::size_t letters = letter_count(text);
    const std::size_t kept = letters > 2 * shown ? shown : 0;
    std::string out(text.substr(0, text.size() - last_letters_size(text, letters - kept)));
    for (std::size_t i = kept; i < letters; ++i) out += "•";
    return out;
}

std::string masked_name(const Personal& name) {
    const auto words = split_words(name.reveal());
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += ' ';
        if (i + 1 == words.size()) {
            out += words[i];
            continue;
        }
        const auto first = first_letter(words[i]);
        out += first;
        for (std::size_t n = letter_count(words[i]); n > 1; --n) out += '*';
    }
    return out;
}

}  // namespace kiosk
