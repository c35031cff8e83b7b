#include "kiosk/speech/saying.hpp"

#include <algorithm>
#include <array>

#include "kiosk/base/text.hpp"
#include "kiosk/speech/runes.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::speech {
namespace {

constexpr std::u32string_view opening = U"«“\"'‘([{•*";
constexpr std::u32string_view closing = U"»”\"'’)]}.,;:!?…•*";
constexpr std::u32string_view separators = U"./-:_";  // between the parts of a code
constexpr std::u32string_view vowels = U"AEIOUY";
constexpr std::size_t longest_read_number = 6;  // digits without points: longer ones are numbers of people and things

char mark_of(char32_t c) {
    if (c == U'.' || c == U'…') return '.';
    if (c == U'?' || c == U'!') return static_cast<char>(c);
    return c == U',' || c == U';' || c == U':' || c == U'(' || c == U')' ? ',' : '\0';
}

bool is_dash(char32_t c) { return c == U'–' || c == U'—' || c == U'-'; }

bool is_money(std::u32string_view text) {
    while (!text.empty() && closing.find(text.back()) != std::u32string_view::npos) text.remove_suffix(1);
    return text == U"đ" || text == U"₫" || text == U"đồng" || text == U"dong" || text == U"VND";
}

/// "2.050.000": the digits alone, when points stand where thousands end.
std::u32string without_points(std::u32string_view text, char32_t point) {
    std::u32string out;
    std::size_t in_group = 0;
    bool pointed = false;
    for (const char32_t c : text) {
        if (c == point) {
            if (in_group == 0 || in_group > 3 || (pointed && in_group != 3)) return {};
            pointed = true;
            in_group = 0;
        } else if (is_digit(c)) {
            out += c;
            ++in_group;
        } else {
            return {};
        }
    }
    return pointed && in_group == 3 ? out : std::u32string{};
}

std::vector<std::u32string_view> parts_of(std::u32string_view text, std::u32string_view at) {
    std::vector<std::u32string_view> out;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && at.find(text[i]) == std::u32string_view::npos) continue;
        out.push_back(text.substr(begin, i - begin));
        begin = i + 1;
    }
    return out;
}

}  // namespace

Saying::Saying(const Speller& speller, View shown) : speller_(speller) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= shown.size(); ++i) {
        if (i < shown.size() && !is_blank(shown[i])) continue;
        if (i > begin) chunks_.push_back(shown.substr(begin, i - begin));
        begin = i + 1;
    }
    if (chunks_.size() == 1 && chunks_.front().size() == 1 && name_of_one(chunks_.front())) return;
    for (std::size_t i = 0; i < chunks_.size(); ++i) {
        if (const auto count = phone_from(i)) {
            for (std::size_t k = i; k < i + count; ++k) {
                if (k > i) pause(',');
                digits(chunks_[k]);
                if (mark_of(chunks_[k].back()) != '\0') pause(mark_of(chunks_[k].back()));
            }
            i += count - 1;
            continue;
        }
        const bool money_follows = i + 1 < chunks_.size() && is_money(chunks_[i + 1]);
        chunk(chunks_[i], money_follows);
    }
}

std::string Saying::take() && { return std::move(out_); }

// ---- Pieces between blanks --------------------------------------------------------------------------------------------------

/// A letter or sign by itself, as on a key.
bool Saying::name_of_one(View text) {
    if (const auto sign = speller_.signs_.find(text); sign != speller_.signs_.end()) {
        say(sign->second);
        return true;
    }
    const auto letter = speller_.letters_.find(runes(upper(utf8(text))));
    if (letter == speller_.letters_.end()) return false;
    say(letter->second);
    return true;
}

std::size_t Saying::phone_from(std::size_t at) const {
    constexpr std::size_t least_digits = 8;
    std::size_t count = 0;
    std::size_t all = 0;
    bool ended = false;
    for (auto i = at; i < chunks_.size() && !ended; ++i) {
        auto text = chunks_[i];
        while (!text.empty() && closing.find(text.back()) != View::npos) {
            text.remove_suffix(1);
            ended = true;
        }
        const bool begins = i == at && text.size() >= 3 && text.front() == U'0';
        if (!all_of_digits(text) || (i == at ? !begins : text.size() > 4 || text.size() < 2)) break;
        all += text.size();
        ++count;
    }
    return count > 1 && all >= least_digits ? count : 0;
}

void Saying::chunk(View text, bool money_follows) {
    while (!text.empty() && opening.find(text.front()) != View::npos) {
        if (text.front() == U'(') pause(',');
        text.remove_prefix(1);
    }
    std::u32string after;
    while (!text.empty() && closing.find(text.back()) != View::npos) {
        after.insert(after.begin(), text.back());
        text.remove_suffix(1);
    }
    core(text, money_follows && after.empty());
    for (const char32_t c : after) {
        if (mark_of(c) != '\0') pause(mark_of(c));
    }
}

void Saying::core(View text, bool money_follows) {
    if (text.empty() || text == U"đ" || text == U"₫") return;  // an amount has said its money already
    const bool has_words = std::ranges::any_of(text, [](char32_t c) { return is_digit(c) || is_letter(c); });
    const auto sign = speller_.signs_.find(text);
    if (!has_words) {  // a point, an arrow or a dash between words; or a sign with a name
        if (sign != speller_.signs_.end() && !is_dash(text.front())) say(sign->second);
        else pause(',');
        return;
    }
    if (text.back() == U'%' && text.size() > 1) {
        core(text.substr(0, text.size() - 1), false);
        return say(speller_.signs_.at(U"%"));
    }
    const bool glued = text.size() > 1 && (text.back() == U'đ' || text.back() == U'₫') && is_digit(text[text.size() - 2]);
    if (glued) text.remove_suffix(1);
    if (span(text) || day(text) || hour(text) || number(text, money_follows || glued)) return;
    if (const auto known = speller_.abbreviations_.find(text); known != speller_.abbreviations_.end())
        return say(known->second);
    if (code(text) || capitals(text)) return;
    mixed(text);
}

bool Saying::span(View text) {
    const auto dash = std::ranges::find_if(text, is_dash);
    if (dash == text.end()) return false;
    const auto at = static_cast<std::size_t>(dash - text.begin());
    const auto from = text.substr(0, at);
    const auto to = text.substr(at + 1);
    // With a hyphen only hours, or numbers that grow: 0001-0002 may be parts of a code.
    const auto is_hour = [](View part) { return part.find(U':') != View::npos; };
    const auto low = number_of(from);
    const auto high = number_of(to);
    const bool grows = low && high && *low < *high && from.front() != U'0' && to.size() <= 4;
    if (*dash == U'-' && !grows && !(is_hour(from) && is_hour(to))) return false;
    if (from.empty() || to.empty() ||
        !std::ranges::all_of(from, [](char32_t c) { return is_digit(c) || c == U':' || c == U'.'; }) ||
        !std::ranges::all_of(to, [](char32_t c) { return is_digit(c) || c == U':' || c == U'.'; })) {
        return false;
    }
    core(from, false);
    say(speller_.texts_(text::speech_to));
    core(to, false);
    return true;
}

bool Saying::day(View text) {
    const auto parts = parts_of(text, U"/");
    if (parts.size() < 2 || parts.size() > 3 || !std::ranges::all_of(parts, all_of_digits)) return false;
    const auto& texts = speller_.texts_;
    const auto month_word = [&](int month) {
        const auto named = speller_.months_.find(runes(std::to_string(month)));
        return named == speller_.months_.end() ? month_in_words(month, speller_.zero_tens_) : named->second;
    };
    const auto day_word = [&](int day) {
        return speller_.vietnamese_ ? day_in_words(day, speller_.zero_tens_)
                                    : spelled_out(day, code_of_language(), Spelling::ordinal);
    };
    const auto year_word = [&](int year) {
        return speller_.vietnamese_ ? number_in_words(year, speller_.zero_tens_)
                                    : spelled_out(year, code_of_language(), Spelling::year);
    };
    const auto value = [&](std::size_t i) { return static_cast<int>(number_of(parts[i]).value_or(0)); };
    std::string words;
    if (parts.size() == 3 && parts[2].size() == 4 && parts[0].size() <= 2 && parts[1].size() <= 2 &&
        exists({value(2), value(1), value(0)})) {
        words = texts(text::speech_date, fmt::arg("day", day_word(value(0))), fmt::arg("month", month_word(value(1))),
                      fmt::arg("year", year_word(value(2))));
    } else if (parts.size() == 2 && parts[0].size() == 2 && parts[1].size() == 2 && exists({2024, value(1), value(0)})) {
        words = texts(text::speech_day, fmt::arg("day", day_word(value(0))), fmt::arg("month", month_word(value(1))));
    } else if (parts.size() == 2 && parts[1].size() == 4 && exists({value(1), value(0), 1})) {
        words = texts(text::speech_month, fmt::arg("month", month_word(value(0))), fmt::arg("year", year_word(value(1))));
    } else {
        return false;
    }
    // «ngày 05/12/2026» has the first word already.
    const auto first = words.substr(0, words.find(' '));
    if (speller_.vietnamese_ && (" " + lower(out_)).ends_with(" " + first)) words.erase(0, first.size() + 1);
    say(words);
    return true;
}

bool Saying::hour(View text) {
    const auto parts = parts_of(text, U":");
    if (parts.size() != 2 || !std::ranges::all_of(parts, all_of_digits) || parts[0].size() > 2 || parts[1].size() != 2)
        return false;
    const auto hours = number_of(parts[0]).value_or(0);
    const auto minutes = number_of(parts[1]).value_or(0);
    if (hours > 24 || minutes > 59) return false;
    const auto& texts = speller_.texts_;
    const auto words = cardinal(hours);
    const auto hour = fmt::arg("hour", words);  // refers to the words
    constexpr std::int64_t two_digits = 10;
    if (minutes == 0) say(texts(text::speech_hour, hour));
    else
        say(texts(minutes < two_digits ? text::speech_time_early : text::speech_time, hour,
                  fmt::arg("minute", cardinal(minutes))));
    return true;
}

bool Saying::number(View text, bool money) {
    const auto say_number = [&](std::int64_t value) {
        if (!money) return say(cardinal(value));
        say(speller_.vietnamese_ ? dong_in_words(value, speller_.zero_tens_)
                                 : speller_.texts_(text::speech_dong, fmt::arg("amount", cardinal(value))));
    };
    if (all_of_digits(text)) {
        const bool as_number = text.size() <= longest_read_number && (text.front() != U'0' || text.size() <= 2);
        const auto value = number_of(text);
        if ((as_number || money) && value) say_number(*value);
        else digits(text);
        return true;
    }
    for (const char32_t point : {U'.', U','}) {
        if (const auto value = number_of(without_points(text, point))) {
            say_number(*value);
            return true;
        }
    }
    const auto point = text.find_first_of(U".,");
    constexpr std::size_t most_decimals = 2;
    if (point == View::npos || point + 1 >= text.size() || text.size() - point - 1 > most_decimals) return false;
    const auto whole = number_of(text.substr(0, point));
    if (!whole || !all_of_digits(text.substr(point + 1))) return false;
    say(cardinal(*whole));
    say(speller_.texts_(text::speech_point));
    digits(text.substr(point + 1));
    return true;
}

bool Saying::code(View text) {
    const bool has_digit = std::ranges::any_of(text, is_digit);
    if (!has_digit) return false;
    const bool of_a_code = std::ranges::all_of(
        text, [](char32_t c) { return is_digit(c) || is_capital(c) || separators.find(c) != View::npos; });
    if (!of_a_code) return false;
    spell(text);
    return true;
}

bool Saying::capitals(View text) {
    if (text.size() > 6 || !std::ranges::all_of(text, is_capital)) return false;
    if (std::ranges::any_of(text, [](char32_t c) { return vowels.find(c) != View::npos; })) return false;
    spell(text);
    return true;
}

/// Words with signs between them: «Ông/Bà», "gov.vn", "2KB", "and/or".
void Saying::mixed(View text) {
    std::size_t begin = 0;
    const auto word = [&](View part) {
        if (part.empty()) return;
        if (all_of_digits(part)) return static_cast<void>(number(part, false));
        const auto known = speller_.abbreviations_.find(part);
        if (known != speller_.abbreviations_.end()) return say(known->second);
        if (!capitals(part)) say(utf8(part));
    };
    const bool address = text.find(U'@') != View::npos || text.find(U'.') != View::npos || text.find(U'_') != View::npos;
    const auto in_word = [](char32_t c) { return is_letter(c) || is_digit(c) || c == U'\'' || c == U'’'; };
    for (std::size_t i = 0; i <= text.size(); ++i) {
        const bool ends = i == text.size() || !in_word(text[i]) || (i > begin && is_digit(text[i]) != is_digit(text[i - 1]));
        if (!ends) continue;
        word(text.substr(begin, i - begin));
        begin = i;
        if (i == text.size() || in_word(text[i])) continue;
        ++begin;
        const bool named = address || (text[i] != U'/' && !is_dash(text[i]) && text[i] != U'.' && text[i] != U':');
        const auto sign = speller_.signs_.find(text.substr(i, 1));
        if (named && sign != speller_.signs_.end()) say(sign->second);
    }
}

// ---- Words --------------------------------------------------------------------------------------------------------------------

void Saying::spell(View text) {
    for (std::size_t i = 0; i < text.size();) {
        if (is_digit(text[i])) {
            say(cardinal(static_cast<std::int64_t>(text[i++] - U'0')));
            continue;
        }
        auto end = i;
        while (end < text.size() && is_capital(text[end])) ++end;
        const auto known = speller_.abbreviations_.find(text.substr(i, end - i));
        if (end > i + 1 && known != speller_.abbreviations_.end()) {
            say(known->second);
            i = end;
            continue;
        }
        const auto one = text.substr(i++, 1);
        if (const auto letter = speller_.letters_.find(one); letter != speller_.letters_.end()) {
            say(letter->second);
        } else if (const auto sign = speller_.signs_.find(one); sign != speller_.signs_.end()) {
            if (one != U".") pause(',');
            say(sign->second);
        } else if (is_letter(one.front())) {
            say(utf8(one));
        }
    }
}

void Saying::digits(View text) {
    for (const char32_t c : text) {
        if (is_digit(c)) say(cardinal(static_cast<std::int64_t>(c - U'0')));
    }
}

std::string Saying::cardinal(std::int64_t number) const {
    return speller_.vietnamese_ ? number_in_words(number, speller_.zero_tens_)
                                : spelled_out(number, code_of_language(), Spelling::cardinal);
}

std::string_view Saying::code_of_language() const { return speller_.texts_.code(); }

void Saying::say(std::string_view words) {
    // A catalogue's or ICU's words may have hyphens and apostrophes: "twenty-one", "o'clock".
    std::u32string clean;
    for (const char32_t c : runes(words)) {
        if (is_letter(c)) clean += c;
        else if ((c == U'\'' || c == U'’') && !clean.empty()) clean += U'\'';
        else if (mark_of(c) != '\0' && !clean.empty() && clean.back() != U' ') clean += static_cast<char32_t>(mark_of(c));
        else if (!clean.empty() && clean.back() != U' ') clean += U' ';
    }
    while (!clean.empty() && clean.back() == U' ') clean.pop_back();
    if (clean.empty()) return;
    if (!out_.empty()) out_ += ' ';
    out_ += utf8(clean);
}

void Saying::pause(char mark) {
    if (out_.empty()) return;
    const char last = out_.back();
    if (last != '.' && last != ',' && last != '?' && last != '!') out_ += mark;
    else if (last == ',') out_.back() = mark;
}

}  // namespace kiosk::speech
