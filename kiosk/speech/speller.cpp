#include "kiosk/speech/speller.hpp"

#include "kiosk/base/text.hpp"
#include "kiosk/speech/runes.hpp"
#include "kiosk/speech/saying.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::speech {
namespace {

/// "B=bê; C=xê": what a catalogue says about letters, signs and abbreviations.
std::map<std::u32string, std::string, std::less<>> names_of(std::string_view list) {
    std::map<std::u32string, std::string, std::less<>> out;
    while (!list.empty()) {
        const auto end = std::min(list.find("; "), list.size());
        const auto entry = trim(list.substr(0, end));
        const auto equals = entry.find('=', 1);
        if (equals != std::string_view::npos) out[runes(trim(entry.substr(0, equals)))] = trim(entry.substr(equals + 1));
        list.remove_prefix(std::min(end + 2, list.size()));
    }
    return out;
}

}  // namespace

Speller::Speller(const Texts& texts, ZeroTens zero_tens)
    : texts_(texts),
      zero_tens_(zero_tens),
      vietnamese_(texts.code() == "vi"),
      letters_(names_of(texts(text::speech_letters))),
      signs_(names_of(texts(text::speech_signs))),
      abbreviations_(names_of(texts(text::speech_abbreviations))),
      months_(names_of(texts(text::speech_months))) {}

std::string Speller::words(std::string_view shown) const {
    const auto text = runes(shown);
    return Saying(*this, text).take();
}

std::string Speller::one_by_one(std::string_view code) const {
    std::string out;
    for (const char32_t c : runes(code)) {
        if (is_digit(c) || is_letter(c)) out += (out.empty() ? "" : " ") + words(utf8(std::u32string_view(&c, 1)));
    }
    return out;
}

}  // namespace kiosk::speech
