// The lint over all that is shown: every catalogue of assets/locale and every text of config/, in the spelling of the law, in the
// product's words, and without what citizens were never to read.

#include "tests/texts/wording.hpp"

#include <algorithm>

#include "kiosk/base/text.hpp"
#include "tests/support/catch.hpp"
#include "tests/texts/sources.hpp"

using namespace kiosk;
using namespace kiosk::test;

namespace {

bool is_letter(char c) { return (c & 0x80) != 0 || (c >= 'a' && c <= 'z'); }

/// Whether whole words of it are these; both in small letters.
bool says(std::string_view text, std::string_view phrase) {
    for (auto at = text.find(phrase); at != text.npos; at = text.find(phrase, at + 1)) {
        const auto end = at + phrase.size();
        if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
    }
    return false;
}

/// Without what stands around a label: «Nếu có.», (if any)
std::string_view bare(std::string_view text) {
    constexpr std::string_view around = " .,:;!?()";
    const auto from = std::min(text.find_first_not_of(around), text.size());
    text.remove_prefix(from);
    return text.substr(0, text.find_last_not_of(around) + 1);
}

bool breaks(const Forbidden& rule, std::string_view small, bool of_page) {
    if (rule.scope == Scope::whole_label) return bare(small) == rule.phrase;
    return (of_page || rule.scope == Scope::anywhere) && says(small, rule.phrase);
}

std::vector<std::string> words_of(std::string text) {
    for (const std::string_view sign : {"«", "»", "“", "”", "…", "–", "·"}) {
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign)) text.replace(at, sign.size(), " ");
    }
    std::vector<std::string> out(1);
    for (const char c : text) {
        if (is_letter(c)) out.back() += c;
        else if (!out.back().empty()) out.emplace_back();
    }
    return out;
}

/// hoà, khoẻ, thuỷ: the tone stands where laws do not write it. A small word.
bool tone_misplaced(std::string_view word) {
    for (const std::string_view end :
         {"oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"}) {
        if (!word.ends_with(end)) continue;
        const auto before = word.substr(0, word.size() - end.size());
        return !(end.front() == 'u' && before.ends_with('q'));  // quý: the u is no vowel
    }
    return false;
}

void check_words(const std::string& language, const std::string& place, const std::string& text, bool of_page) {
    const auto small = lower(text);
    INFO(language << ", " << place << ": " << text);
    for (const auto& rule : forbidden) {
        if (rule.language != language || !breaks(rule, small, of_page)) continue;
        FAIL_CHECK("says «" << rule.phrase << "»; instead: " << rule.instead);
    }
    if (language != "vi") return;
    for (const auto& word : words_of(small)) {
        if (tone_misplaced(word)) FAIL_CHECK("the tone of «" << word << "» stands where laws do not write it");
    }
}

}  // namespace

TEST_CASE("no page and no slip says what helps nobody, what is not known, or another word than the product's") {
    for (const auto& language : languages()) {
        const auto of_pages = locale(language);
        for (const auto& [id, text] : of_pages.texts) check_words(language, id, text, true);
        for (const auto& text : of_pages.data) check_words(language, "data", text, false);
    }
}

TEST_CASE("no text of the configuration does either") {
    for (const std::string language : {"vi", "en"}) {
        const auto texts = config_texts(language);
        CHECK(texts.size() > 2000);
        for (const auto& [place, text] : texts) check_words(language, place, text, false);
    }
}

TEST_CASE("things are called by the product's words") {
    const auto vi = locale("vi").texts;
    for (const auto& [id, words] : called) {
        INFO(id);
        const auto found = vi.find(std::string(id));
        REQUIRE(found != vi.end());
        CHECK(found->second.find(words) != std::string::npos);
    }
}

TEST_CASE("the lint sees capitals, whole words and labels, and leaves ordinary sentences alone") {
    const auto broken_by = [](std::string_view text, std::string_view phrase, bool of_page) {
        const auto rule = std::ranges::find(forbidden, phrase, &Forbidden::phrase);
        REQUIRE(rule != forbidden.end());
        return breaks(*rule, lower(text), of_page);
    };
    CHECK(broken_by("VUI LÒNG thử lại", "vui lòng", false));
    CHECK(broken_by("Mã KHÔNG HỢP LỆ.", "không hợp lệ", true));
    CHECK(broken_by("Nếu có", "nếu có", false));
    CHECK_FALSE(broken_by("Nói rõ số thứ tự nếu có.", "nếu có", true));
    CHECK(broken_by("Please wait", "please", false));
    CHECK_FALSE(broken_by("You are pleased", "please", true));
    CHECK(broken_by("Số chứng minh thư", "chứng minh thư", true));
    CHECK_FALSE(broken_by("Số chứng minh thư", "chứng minh thư", false));
    for (const char* wrong : {"hoà", "HOÀ", "KHOÁ", "Xoá", "huỷ", "KHOẺ"}) CHECK(tone_misplaced(lower(wrong)));
    for (const char* right : {"quý", "QUÝ", "ngoái", "hủy", "hòa", "XÓA"}) CHECK_FALSE(tone_misplaced(lower(right)));
}
