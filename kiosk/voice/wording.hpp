#pragma once
/// What is said when somebody is called: the centre's sentence with the number and the counter in words.

#include <map>
#include <string>
#include <vector>

#include "kiosk/queue/records.hpp"
#include "kiosk/speech/speller.hpp"
#include "kiosk/texts/languages.hpp"

namespace kiosk::voice {

struct Spoken {
    std::string language;
    std::string words;  ///< letters, blanks and . , ? ! ' alone
    bool operator==(const Spoken&) const = default;
};

/// Immutable; any thread, never blocks.
class Wording {
public:
    /// Fails with bad_usage for a language without texts. `languages` outlives it.
    [[nodiscard]] static Result<Wording> open(const settings::Settings& settings, const Languages& languages);

    /// Once, in every language of the settings.
    [[nodiscard]] std::vector<Spoken> of(const queue::Call& call) const;

private:
    Wording(const settings::Queue& rules) : rules_(rules) {}
    [[nodiscard]] std::string counter(std::string_view id, const speech::Speller& speller) const;

    settings::Queue rules_;
    std::vector<speech::Speller> spellers_;  ///< one a language, in the order in which they are said
};

}  // namespace kiosk::voice
