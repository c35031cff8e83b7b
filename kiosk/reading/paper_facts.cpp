#include "kiosk/reading/paper_facts.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/dossier_code.hpp"

namespace kiosk::reading {
namespace {

constexpr std::size_t least_title_bytes = 10;  ///< shorter ones are words of any heading
constexpr std::size_t most_told = 3;           ///< codes, and dates: more help nobody
constexpr double heading_share = 0.5;          ///< of the sheet's height

bool begins(std::string_view text, std::string_view with) {
    return text.starts_with(with) && (text.size() == with.size() || text[with.size()] == ' ');
}

/// What stands on every paper of the state and is nobody's title.
constexpr std::array<std::string_view, 3> mottos{"cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc",
                                                 "uy ban nhan dan"};

struct Line {
    double top_mm = 0;
    std::string text;
};

/// Words come line by line from the left: a word that begins left of the one before, or well below it, begins another.
std::vector<Line> lines_of(const pages::PdfSheet& sheet) {
    std::vector<Line> out;
    double right = 0, bottom = 0;
    for (const auto& word : sheet.words) {
        const bool same = !out.empty() && word.left_mm >= right - 1 && word.top_mm < bottom;
        if (!same) out.push_back({word.top_mm, {}});
        auto& text = out.back().text;
        if (!text.empty()) text += ' ';
        text += word.text;
        right = word.left_mm + word.width_mm;
        bottom = word.top_mm + word.height_mm;
    }
    return out;
}

bool in_capitals(std::string_view line) {
    const auto nothing_but_capitals = upper(line);
    const auto small = lower(line);
    std::size_t capitals = 0, letters = 0;
    for (const auto& word : split_words(line)) {
        const bool has_letters = lower(word) != upper(word);
        letters += has_letters ? 1 : 0;
        capitals += has_letters && word == upper(word) ? 1 : 0;
    }
    return nothing_but_capitals != small && letters > 0 && 4 * capitals >= 3 * letters;
}

std::optional<int> number_in(std::string_view text, std::size_t longest) {
    if (text.empty() || text.size() > longest || !all_digits(text)) return std::nullopt;
    return std::accumulate(text.begin(), text.end(), 0, [](int sum, char c) { return sum * 10 + (c - '0'); });
}

std::string_view without_marks(std::string_view word) {
    constexpr std::string_view marks = ".,;:()[]\"'";
    while (!word.empty() && marks.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
    while (!word.empty() && marks.find(word.back()) != std::string_view::npos) word.remove_suffix(1);
    return word;
}

std::optional<LocalDate> date_of(std::optional<int> day, std::optional<int> month, std::optional<int> year) {
    if (!day || !month || !year || *year < 1900 || *year > 2100) return std::nullopt;
    const LocalDate date{*year, *month, *day};
    return exists(date) ? std::optional(date) : std::nullopt;
}

/// 01/02/2026, 1-2-2026, 01.02.2026
std::optional<LocalDate> date_in(std::string_view word) {
    std::array<std::string_view, 3> parts;
    for (std::size_t i = 0; i < 3; ++i) {
        const auto end = i < 2 ? word.find_first_of("/-.") : word.size();
        if (end == std::string_view::npos) return std::nullopt;
        parts.at(i) = word.substr(0, end);
        word.remove_prefix(std::min(end + 1, word.size()));
    }
    return date_of(number_in(parts[0], 2), number_in(parts[1], 2), number_in(parts[2], 4));
}

template <class T>
void tell_once(std::vector<T>& out, T value) {
    if (out.size() < most_told && std::find(out.begin(), out.end(), value) == out.end()) out.push_back(std::move(value));
}

void read_codes_and_dates(const pages::PdfSheet& sheet, dossier::PageReading& out) {
    std::vector<std::string_view> words;
    for (const auto& word : sheet.words) words.push_back(without_marks(word.text));
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (const auto code = dossier::parse_dossier_code(words[i])) tell_once(out.codes, code->text());
        if (const auto date = date_in(words[i])) tell_once(out.dates, *date);
        // ngày 1 tháng 2 năm 2026
        if (i + 5 < words.size() && fold(words[i]) == "ngay" && fold(words[i + 2]) == "thang" &&
            fold(words[i + 4]) == "nam") {
            if (const auto date =
                    date_of(number_in(words[i + 1], 2), number_in(words[i + 3], 2), number_in(words[i + 5], 4)))
                tell_once(out.dates, *date);
        }
    }
}

}  // namespace

std::string title_of(std::string_view name) {
    auto title = fold(name.substr(0, name.find_first_of(";,:(.\n")));
    constexpr std::array<std::string_view, 12> before{"ban chinh", "ban sao", "ban chup", "ban goc", "cac", "mot trong cac",
                                                      "01",        "mot",     "hoac",     "ban",     "to",  "cua"};
    for (bool again = true; again;) {
        again = false;
        for (const auto word : before) {
            // «Tờ khai» is a title's own beginning.
            if (!begins(title, word) || begins(title, "to khai") || begins(title, "ban ke") || begins(title, "ban ve"))
                continue;
            title.erase(0, std::min(word.size() + 1, title.size()));
            again = true;
        }
    }
    for (const std::string_view after : {" theo mau", " theo quy dinh", " ban chinh", " ban sao", " cua ", " do "}) {
        if (const auto at = title.find(after); at != std::string::npos) title.resize(at);
    }
    return title.size() < least_title_bytes ? std::string{} : title;
}

std::string heading_of(const pages::PdfSheet& sheet) {
    std::string out;
    for (const auto& line : lines_of(sheet)) {
        if (line.top_mm > heading_share * sheet.height_mm || !in_capitals(line.text)) continue;
        const auto folded = fold(line.text);
        if (std::any_of(mottos.begin(), mottos.end(), [&](std::string_view motto) { return stands_in(motto, folded); }))
            continue;
        if (!out.empty()) out += ' ';
        out += folded;
    }
    return out;
}

bool stands_in(std::string_view title, std::string_view heading) {
    if (title.empty()) return false;
    // How many errors it takes for the first k letters of the title to end here (Sellers).
    std::vector<int> before(title.size() + 1), now(title.size() + 1);
    std::iota(before.begin(), before.end(), 0);
    for (const char letter : heading) {
        now[0] = 0;
        for (std::size_t k = 1; k <= title.size(); ++k)
            now[k] = std::min({before[k - 1] + (title[k - 1] == letter ? 0 : 1), before[k] + 1, now[k - 1] + 1});
        if (now.back() <= 1) return true;
        std::swap(before, now);
    }
    return false;
}

std::vector<std::string> paper_names(const catalogue::Catalogue& catalogue) {
    std::set<std::string> titles;
    std::vector<std::string> out;
    for (const auto& procedure : catalogue.procedures()) {
        for (const auto& component : procedure.components) {
            auto title = title_of(component.name.vi);
            if (!title.empty() && titles.insert(std::move(title)).second) out.push_back(component.name.vi);
        }
    }
    return out;
}

dossier::PageReading facts_of(const pages::PdfSheet& sheet, std::string_view wanted, const std::vector<std::string>& names) {
    dossier::PageReading out;
    read_codes_and_dates(sheet, out);
    const auto heading = heading_of(sheet);
    const auto own = title_of(wanted);
    if (heading.empty() || own.empty() || stands_in(own, heading)) return out;
    std::size_t longest = 0;
    for (const auto& name : names) {
        const auto title = title_of(name);
        if (title.size() <= longest || title == own || !stands_in(title, heading)) continue;
        longest = title.size();
        out.looks_like = name;
    }
    return out;
}

}  // namespace kiosk::reading
