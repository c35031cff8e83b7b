// The lint over assets/locale: every language says the same things, in the spelling of the law and without words that citizens
// were never to read.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/catch.hpp"

namespace {

struct Locale {
    std::map<std::string, std::string> texts;
    std::vector<std::string> twice;
};

/// What stands between the first and the last quotation mark.
std::string between_quotes(const std::string& line) {
    const auto open = line.find('"');
    return line.substr(open + 1, line.rfind('"') - open - 1);
}

const std::filesystem::path locale_folder = std::filesystem::path(KIOSK_SOURCE_DIR) / "assets/locale";

Locale locale(const std::string& language) {
    std::ifstream in(locale_folder / (language + ".po"));
    REQUIRE(in.good());
    Locale out;
    std::string id;
    bool in_text = false;
    bool of_data = false;  // what data says is translated as far as somebody wants
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("msgctxt ")) of_data = true;
        else if (line.starts_with("msgid ") && std::exchange(of_data, false)) id.clear();
        else if (line.starts_with("msgid ")) {
            id = between_quotes(line);
            in_text = false;
            if (!id.empty() && out.texts.contains(id)) out.twice.push_back(id);
        } else if (line.starts_with("msgstr ") || (in_text && line.starts_with('"'))) {
            in_text = true;
            if (!id.empty()) out.texts[id] += between_quotes(line);
        }
    }
    return out;
}

/// The names in braces.
std::set<std::string> placeholders(const std::string& text) {
    std::set<std::string> out;
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1))
        out.insert(text.substr(open + 1, text.find('}', open) - open - 1));
    return out;
}

std::vector<std::string> words_of(std::string text) {
    for (const std::string_view sign : {"«", "»", "“", "”", "…", "–", "·"}) {
        for (auto at = text.find(sign); at != std::string::npos; at = text.find(sign)) text.replace(at, sign.size(), " ");
    }
    std::vector<std::string> out(1);
    for (const char c : text) {
        const bool letter = (c & 0x80) != 0 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (letter) out.back() += c;
        else if (!out.back().empty()) out.emplace_back();
    }
    return out;
}

/// hoà, khoẻ, thuỷ: the tone stands where laws do not write it.
bool tone_misplaced(const std::string& word) {
    for (const char* end : {"oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"}) {
        if (!word.ends_with(end)) continue;
        const auto before = word.substr(0, word.size() - std::string_view(end).size());
        if (*end == 'u' && (before.ends_with('q') || before.ends_with('Q'))) continue;  // quý: the u is no vowel
        return true;
    }
    return false;
}

}  // namespace

TEST_CASE("every language holds the same texts with the same placeholders, each once and none empty") {
    const auto vi = locale("vi");
    REQUIRE(vi.texts.size() > 500);
    std::set<std::string> languages;
    for (const auto& file : std::filesystem::directory_iterator(locale_folder))
        if (file.path().extension() == ".po") languages.insert(file.path().stem().string());
    CHECK(languages.contains("en"));
    for (const auto& language : languages) {
        const auto other = locale(language);
        CHECK(other.twice.empty());
        for (const auto& [id, text] : vi.texts) {
            INFO(language << ": " << id);
            const auto words = other.texts.find(id);
            REQUIRE(words != other.texts.end());
            CHECK_FALSE(words->second.empty());
            CHECK(placeholders(text) == placeholders(words->second));
        }
        for (const auto& [id, text] : other.texts) {
            INFO(language << ": " << id);
            CHECK(vi.texts.contains(id));
        }
    }
}

TEST_CASE("Vietnamese is spelt as laws are, and says nothing that helps nobody") {
    for (const auto& [id, text] : locale("vi").texts) {
        INFO(id << ": " << text);
        for (const auto& word : words_of(text)) {
            INFO(word);
            CHECK_FALSE(tone_misplaced(word));
        }
        for (const char* forbidden :
             {"không hợp lệ", "Không hợp lệ", "lỗi hệ thống", "Lỗi hệ thống", "vui lòng", "Vui lòng"})
            CHECK(text.find(forbidden) == std::string::npos);
    }
    CHECK(tone_misplaced("hoà"));
    CHECK(tone_misplaced("huỷ"));
    CHECK_FALSE(tone_misplaced("quý"));
    CHECK_FALSE(tone_misplaced("ngoái"));
    CHECK_FALSE(tone_misplaced("hủy"));
}
