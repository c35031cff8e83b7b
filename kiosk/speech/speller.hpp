#pragma once
/// What is shown, as it is said: numbers, dates, hours, sums, telephone numbers and codes in words, signs as words or pauses. What
/// comes out has letters, blanks and the marks . , ? ! ' alone: no engine has to guess how a language reads "15", "8.000 đ" or "·".
/// The words of a language are in its catalogue (`speech.*`), Vietnamese numbers in kiosk/base/number_words. Any thread, never
/// blocks.

#include <map>
#include <string>
#include <string_view>

#include "kiosk/base/number_words.hpp"
#include "kiosk/texts/texts.hpp"

namespace kiosk::speech {

class Speller {
public:
    /// The texts must outlive the speller.
    Speller(const Texts& texts, ZeroTens zero_tens);

    /// "Hẹn 16:30 ngày 05/12/2026 · Quầy 15" -> "Hẹn mười sáu giờ ba mươi phút ngày mùng năm tháng mười hai năm hai nghìn không
    /// trăm hai mươi sáu, Quầy mười lăm"
    [[nodiscard]] std::string words(std::string_view shown) const;
    /// Letters and digits one by one, whatever they would mean together; signs between them are not said. "101" -> "một không một",
    /// "A07-K1" -> "a không bảy ca một"
    [[nodiscard]] std::string one_by_one(std::string_view code) const;
    [[nodiscard]] const Texts& texts() const { return texts_; }

private:
    friend class Saying;
    using Names = std::map<std::u32string, std::string, std::less<>>;

    const Texts& texts_;
    const ZeroTens zero_tens_;
    const bool vietnamese_;
    Names letters_;        ///< "B" is "bê"
    Names signs_;          ///< "/" is "gạch chéo"
    Names abbreviations_;  ///< "UBND" is "Ủy ban nhân dân"
    Names months_;         ///< "1" is "January"; numbers in Vietnamese
};

}  // namespace kiosk::speech
