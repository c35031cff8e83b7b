#include "tests/texts/sources.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

#include "tests/support/catch.hpp"

namespace kiosk::test {
namespace {

const std::filesystem::path tree = KIOSK_SOURCE_DIR;

/// What stands between the first and the last quotation mark.
std::string between_quotes(const std::string& line) {
    const auto open = line.find('"');
    return line.substr(open + 1, line.rfind('"') - open - 1);
}

bool is_comment(std::string_view line) {
    const auto first = line.find_first_not_of(' ');
    return first == std::string_view::npos || line[first] == '#';
}

/// `en = "…"` of TOML, `"label_en": "…"` of an e-form.
bool names_english(std::string_view before) {
    while (before.ends_with(' ')) before.remove_suffix(1);
    return before.ends_with("en =") || before.ends_with("_en\":");
}

void add_texts(const std::string& line, bool english, const std::string& place, std::vector<ConfigText>& out) {
    for (auto open = line.find('"'); open != std::string::npos; open = line.find('"', open + 1)) {
        const auto begun = open;
        std::string text;
        while (++open < line.size() && line[open] != '"') {
            if (line[open] == '\\') ++open;
            text += line[open];
        }
        if (names_english(std::string_view(line).substr(0, begun)) == english) out.push_back({place, text});
    }
}

}  // namespace

Locale locale(const std::string& language) {
    std::ifstream in(tree / "assets/locale" / (language + ".po"));
    REQUIRE(in.good());
    Locale out;
    std::string id;
    bool in_text = false;
    bool of_data = false;  // what data says is translated as far as somebody wants
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("msgctxt ")) {
            of_data = true;
        } else if (line.starts_with("msgid ")) {
            id = std::exchange(of_data, false) ? "" : between_quotes(line);
            in_text = false;
            if (!id.empty() && out.texts.contains(id)) out.twice.push_back(id);
        } else if (line.starts_with("msgstr ") || (in_text && line.starts_with('"'))) {
            if (!id.empty()) out.texts[id] += between_quotes(line);
            else if (!in_text) out.data.push_back(between_quotes(line));
            else out.data.back() += between_quotes(line);
            in_text = true;
        }
    }
    out.data.erase(out.data.begin());  // the head of the file has no id either
    return out;
}

std::vector<std::string> languages() {
    std::vector<std::string> out;
    for (const auto& file : std::filesystem::directory_iterator(tree / "assets/locale"))
        if (file.path().extension() == ".po") out.push_back(file.path().stem().string());
    std::ranges::sort(out);
    return out;
}

std::vector<ConfigText> config_texts(const std::string& language) {
    std::vector<ConfigText> out;
    for (const auto& file : std::filesystem::recursive_directory_iterator(tree / "config")) {
        if (file.path().extension() != ".toml" && file.path().extension() != ".json") continue;
        std::ifstream in(file.path());
        int number = 0;
        for (std::string line; std::getline(in, line);) {
            ++number;
            if (!is_comment(line))
                add_texts(line, language == "en", file.path().string() + ":" + std::to_string(number), out);
        }
    }
    return out;
}

}  // namespace kiosk::test
