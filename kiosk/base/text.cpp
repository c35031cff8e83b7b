#include "kiosk/base/text.hpp"

#include <unicode/brkiter.h>
#include <unicode/coll.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>

#include "kiosk/base/result.hpp"

namespace kiosk {
namespace {

icu::UnicodeString wide(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::string narrow(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

icu::UnicodeString normalised(const icu::UnicodeString& text, const icu::Normalizer2* form, UErrorCode& status) {
    require(U_SUCCESS(status) && form != nullptr, "ICU has its normalisation data");
    auto out = form->normalize(text, status);
    require(U_SUCCESS(status), "ICU normalises any text");
    return out;
}

icu::UnicodeString nfc(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFCInstance(status);
    return normalised(text, form, status);
}

/// Byte offsets of the boundaries between visible letters, 0 and the end included.
std::vector<std::size_t> letter_boundaries(std::string_view text) {
    std::vector<std::size_t> out{0};
    // ASCII needs no break iterator; most codes and numbers are.
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != '\r'; })) {
        for (std::size_t i = 1; i <= text.size(); ++i) out.push_back(i);
        return out;
    }
    UErrorCode status = U_ZERO_ERROR;
    thread_local std::unique_ptr<icu::BreakIterator> breaks{
        icu::BreakIterator::createCharacterInstance(icu::Locale("vi"), status)};
    require(U_SUCCESS(status) && breaks != nullptr, "ICU has its break data");
    const auto unicode = wide(text);
    breaks->setText(unicode);
    std::size_t bytes = 0;
    for (int32_t from = breaks->first(), to = breaks->next(); to != icu::BreakIterator::DONE;
         from = to, to = breaks->next()) {
        bytes += narrow(unicode.tempSubStringBetween(from, to)).size();
        out.push_back(std::min(bytes, text.size()));
    }
    return out;
}

/// The code point at `i`, which moves on; negative for ill-formed bytes.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"  // inside ICU's macro
UChar32 next_code_point(std::string_view text, int32_t& i) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), c);
    return c;
}
#pragma GCC diagnostic pop

/// Digits, codes and plain words take no help of ICU's.
bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// What `text` folds to, whatever is in it.
std::string fold_any(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* form = icu::Normalizer2::getNFKDInstance(status);
    auto decomposed = normalised(wide(text).foldCase(), form, status);
    decomposed = decomposed.foldCase();
    std::string out;
    bool blank = false;
    for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
        UChar32 c = decomposed.char32At(i);
        if (u_charType(c) == U_NON_SPACING_MARK) continue;
        if (c == 0x111 || c == 0xF0) c = 'd';  // đ, and ð which some systems write for it, do not decompose
        if (u_isUWhiteSpace(c)) {
            blank = !out.empty();
            continue;
        }
        if (blank) out += ' ';
        blank = false;
        icu::UnicodeString(c).toUTF8String(out);
    }
    return out;
}

/// What each letter of the Latin script folds to, alone: Vietnamese needs no more, and a catalogue folds a hundred thousand names.
class LatinFolds {
public:
    LatinFolds() {
        for (const auto& block : blocks) {
            for (UChar32 c = block.first; c <= block.last; ++c) folds_.push_back(fold_any(narrow(icu::UnicodeString(c))));
        }
    }
    /// Nothing for what is not in these blocks.
    [[nodiscard]] const std::string* of(UChar32 c) const {
        std::size_t before = 0;
        for (const auto& block : blocks) {
            if (c >= block.first && c <= block.last) return &folds_[before + static_cast<std::size_t>(c - block.first)];
            before += static_cast<std::size_t>(block.last - block.first + 1);
        }
        return nullptr;
    }

private:
    struct Block {
        UChar32 first;
        UChar32 last;
    };
    static constexpr std::array<Block, 3> blocks{{{0xC0, 0x24F}, {0x300, 0x36F}, {0x1E00, 0x1EFF}}};
    std::vector<std::string> folds_;
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

bool is_utf8(std::string_view text) {
    for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
        if (next_code_point(text, i) < 0) return false;
    }
    return true;
}

std::string nfc(std::string_view text) { return is_ascii(text) ? std::string(text) : narrow(nfc(wide(text))); }

std::string fold(std::string_view text) {
    static const LatinFolds latin;
    std::string out;
    out.reserve(text.size());
    bool blank = false;
    for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
        const UChar32 c = next_code_point(text, i);
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            blank = !out.empty();
            continue;
        }
        const bool ascii = c >= 0 && c < 0x80;
        const std::string* letters = ascii ? nullptr : latin.of(c);
        if (!ascii && letters == nullptr) return fold_any(text);
        if (letters != nullptr && letters->empty()) continue;  // a mark
        if (blank) out += ' ';
        blank = false;
        if (ascii) out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        else out += *letters;
    }
    return out;
}

std::string lower(std::string_view text) { return narrow(nfc(wide(text).toLower(icu::Locale("vi")))); }
std::string upper(std::string_view text) {
    if (!is_ascii(text)) return narrow(nfc(wide(text).toUpper(icu::Locale("vi"))));
    std::string out(text);
    for (auto& c : out) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

int collate(std::string_view a, std::string_view b) {
    UErrorCode status = U_ZERO_ERROR;
    thread_local std::unique_ptr<icu::Collator> collator{icu::Collator::createInstance(icu::Locale("vi"), status)};
    require(U_SUCCESS(status) && collator != nullptr, "ICU has Vietnamese collation");
    return collator->compareUTF8(icu::StringPiece(a.data(), static_cast<int32_t>(a.size())),
                                 icu::StringPiece(b.data(), static_cast<int32_t>(b.size())), status);
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view no_break = "\xC2\xA0";
    for (;;) {
        if (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
        else if (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
        else if (text.starts_with(no_break)) text.remove_prefix(2);
        else if (text.ends_with(no_break)) text.remove_suffix(2);
        else return text;
    }
}

std::vector<std::string> split_words(std::string_view text) {
    std::vector<std::string> out;
    std::string word;
    for (const char c : text) {
        if (!is_blank(c)) {
            word += c;
        } else if (!word.empty()) {
            out.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) out.push_back(std::move(word));
    return out;
}

std::size_t letter_count(std::string_view text) { return letter_boundaries(text).size() - 1; }

std::string first_letter(std::string_view text) {
    const auto boundaries = letter_boundaries(text);
    return boundaries.size() < 2 ? std::string{} : std::string(text.substr(0, boundaries[1]));
}

std::size_t last_letters_size(std::string_view text, std::size_t count) {
    const auto boundaries = letter_boundaries(text);
    const std::size_t letters = boundaries.size() - 1;
    return text.size() - boundaries[letters - std::min(count, letters)];
}

bool has_control_characters(std::string_view text, std::string_view allowed) {
    for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
        const UChar32 c = next_code_point(text, i);
        if (c < 0) return true;
        if (c >= 0x20 && c < 0x7F) continue;
        if (c < 0x80 && allowed.find(static_cast<char>(c)) != std::string_view::npos) continue;
        if (u_charType(c) == U_CONTROL_CHAR || u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL)) return true;
    }
    return false;
}

bool is_seen(std::string_view letter) {
    if (letter.empty()) return false;
    std::int32_t at = 0;
    UChar32 code = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(letter.data()), at, static_cast<std::int32_t>(letter.size()), code);
    return code >= 0 && u_isgraph(code) != 0;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace kiosk
