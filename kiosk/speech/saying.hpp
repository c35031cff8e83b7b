#pragma once
/// One text on its way from what is shown to what is said. Inside kiosk/speech only.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/speech/speller.hpp"

namespace kiosk::speech {

class Saying {
public:
    Saying(const Speller& speller, std::u32string_view shown);
    [[nodiscard]] std::string take() &&;

private:
    using View = std::u32string_view;

    /// How many of the chunks from `at` on are one telephone number; 0: none is.
    [[nodiscard]] std::size_t phone_from(std::size_t at) const;
    [[nodiscard]] bool name_of_one(View text);
    void chunk(View text, bool money_follows);
    void core(View text, bool money_follows);
    [[nodiscard]] bool span(View text);
    [[nodiscard]] bool day(View text);
    [[nodiscard]] bool hour(View text);
    [[nodiscard]] bool number(View text, bool money);
    [[nodiscard]] bool code(View text);
    [[nodiscard]] bool capitals(View text);
    void mixed(View text);

    void spell(View text);
    void digits(View text);
    [[nodiscard]] std::string cardinal(std::int64_t number) const;
    [[nodiscard]] std::string_view code_of_language() const;
    void say(std::string_view words);
    void pause(char mark);

    const Speller& speller_;
    std::vector<View> chunks_;
    std::string out_;
};

}  // namespace kiosk::speech
