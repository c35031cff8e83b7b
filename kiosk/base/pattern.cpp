#include "kiosk/base/pattern.hpp"

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <fmt/format.h>

namespace kiosk {
namespace {

constexpr std::size_t longest_pattern_bytes = 4'000;
constexpr int32_t patience_ticks = 200;           // ICU counts about a millisecond of work each: the same on every machine
constexpr int32_t stack_limit_bytes = 8'000'000;  // a text of 10,000 letters against (a|b)* needs some of it

/// JavaScript without u sees the two halves of an emoji as two letters; ICU sees one. So every half becomes a private letter
/// of its own, in the pattern and in the text.
void append_unit(icu::UnicodeString& out, char16_t unit) {
    if (unit >= 0xD800 && unit <= 0xDFFF) {
        out.append(static_cast<UChar32>(0xF0000 + (unit - 0xD800)));
    } else {
        out.append(unit);
    }
}

icu::UnicodeString split_units(std::string_view utf8) {
    const auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
    icu::UnicodeString out;
    for (int32_t i = 0; i < wide.length(); ++i) append_unit(out, wide.charAt(i));
    return out;
}

bool is_hex(char16_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_digit(char16_t c) { return c >= '0' && c <= '9'; }
bool is_letter(char16_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Writes a JavaScript pattern in ICU's words.
class Translation {
public:
    explicit Translation(const icu::UnicodeString& from) : from_(from) {}

    /// Why it is no JavaScript, or none that ICU could mean the same by; nothing when it is. ICU says the rest.
    [[nodiscard]] const std::string& problem() const { return problem_; }

    icu::UnicodeString run() {
        while (at_ < from_.length()) {
            if (in_class_) {
                class_member();
            } else {
                atom();
            }
        }
        return out_;
    }

private:
    [[nodiscard]] char16_t peek(int32_t ahead = 0) const {
        return at_ + ahead < from_.length() ? from_.charAt(at_ + ahead) : u'\0';
    }

    void atom() {
        const char16_t c = peek();
        switch (c) {
            case u'\\': escape(); return;
            case u'[': open_class(); return;
            case u'.': out_ += u"[^\\n\\r\\u2028\\u2029]"; break;
            case u'$': out_ += u"\\z"; break;
            case u'{': brace(); return;
            case u'(': open_group(); return;
            case u'*':
            case u'+':
            case u'?':
                out_ += c;
                ++at_;
                after_repeat();
                return;
            case u'}':
            case u']':
            case u'#':
                out_ += u'\\';
                out_ += c;
                break;
            default: append_unit(out_, c);
        }
        ++at_;
    }

    void wrong(std::string what) {
        if (problem_.empty()) problem_ = std::move(what);
    }

    /// ICU has more kinds of groups than JavaScript: (?i), (?>…), (?#…).
    void open_group() {
        out_ += u'(';
        ++at_;
        if (peek() != u'?') return;
        const char16_t kind = peek(1);
        const bool behind_or_named =
            kind == u'<' && (peek(2) == u'=' || peek(2) == u'!' || is_letter(peek(2)) || peek(2) == u'_');
        if (kind != u':' && kind != u'=' && kind != u'!' && !behind_or_named)
            wrong("\"(?\" begins no group of JavaScript's");
        out_ += u'?';
        ++at_;
    }

    /// "+?" is JavaScript, "++" is not: ICU would never give back what it took.
    void after_repeat() {
        if (peek() == u'?') {
            out_ += u'?';
            ++at_;
        }
        if (peek() == u'*' || peek() == u'+' || peek() == u'?' || count_letters() > 0) wrong("there is nothing to repeat");
    }

    /// How long the count {2,3} is that begins here; 0 for a brace that begins none.
    [[nodiscard]] int32_t count_letters() const {
        if (peek() != u'{') return 0;
        int32_t n = 1;
        while (is_digit(peek(n))) ++n;
        const bool digits = n > 1;
        if (peek(n) == u',') {
            ++n;
            while (is_digit(peek(n))) ++n;
        }
        return digits && peek(n) == u'}' ? n + 1 : 0;
    }

    /// Annex B of ECMAScript: a brace that begins no count is a letter.
    void brace() {
        if (const auto n = count_letters(); n > 0) {
            out_.append(from_, at_, n);
            at_ += n;
            after_repeat();
        } else {
            out_ += u"\\{";
            ++at_;
        }
    }

    void open_class() {
        if (peek(1) == u']') {  // [] matches nothing
            out_ += u"(?!)";
            at_ += 2;
        } else if (peek(1) == u'^' && peek(2) == u']') {  // [^] matches anything
            out_ += u"[\\u0000-\\U0010FFFF]";
            at_ += 3;
        } else {
            out_ += u'[';
            ++at_;
            if (peek() == u'^') {
                out_ += u'^';
                ++at_;
            }
            in_class_ = true;
        }
    }

    void class_member() {
        const char16_t c = peek();
        if (c == u'\\') {
            escape();
            return;
        }
        if (c == u']') {
            out_ += u']';
            in_class_ = false;
        } else if (c == u'-') {
            dash();
        } else if (c == u'[' || c == u'&' || c == u'{' || c == u'}' || c == u'$' || c == u'^' || c == u':' || c == u' ' ||
                   c == u'#') {
            out_ += u'\\';
            out_ += c;
        } else {
            append_unit(out_, c);
        }
        ++at_;
    }

    /// A dash at an end of the class, or beside \d and its kin, is a letter; between two letters it makes a range.
    void dash() {
        const char16_t before = at_ > 0 ? from_.charAt(at_ - 1) : u'\0';
        const bool after_set = at_ > 1 && from_.charAt(at_ - 2) == u'\\' && is_set_letter(before);
        const bool before_set = peek(1) == u'\\' && is_set_letter(peek(2));
        const bool first = before == u'[' || (before == u'^' && at_ > 1 && from_.charAt(at_ - 2) == u'[');
        if (first || peek(1) == u']' || after_set || before_set) out_ += u'\\';
        out_ += u'-';
    }
    static bool is_set_letter(char16_t c) {
        return c == u'd' || c == u'D' || c == u'w' || c == u'W' || c == u's' || c == u'S';
    }

    void escape() {
        const char16_t c = peek(1);
        if (set_escape(c) || code_escape(c)) return;
        at_ += 2;
        if (c == u'\0') {
            out_ += u'\\';  // a lone backslash at the end: ICU says what is wrong
        } else if (in_class_ && c == u'b') {
            out_ += u"\\u0008";
        } else if (c == u'b' || c == u'B') {
            out_ += c == u'b' ? word_boundary : no_word_boundary;
        } else if (c == u'v') {
            out_ += u"\\u000B";
        } else if (c == u'0' && !is_digit(peek())) {
            out_ += u"\\u0000";
        } else if (is_digit(c) || (c == u'k' && peek() == u'<')) {
            // A group that took no part: JavaScript's matches nothing there, ICU's fails.
            wrong("a reference back to a group is not supported, write out what it stands for");
        } else if (is_letter(c) && !keeps_backslash(c)) {
            out_ += c;  // \p, \L, \q: the letter itself
        } else if (c >= 0x80) {
            append_unit(out_, c);
        } else {
            out_ += u'\\';
            out_ += c;
        }
    }

    static bool keeps_backslash(char16_t letter) {
        return letter == u'n' || letter == u'r' || letter == u't' || letter == u'f';
    }

    bool set_escape(char16_t c) {
        const char16_t* inside = nullptr;
        switch (c) {
            case u'd': inside = u"[0-9]"; break;
            case u'D': inside = u"[^0-9]"; break;
            case u'w': inside = u"[A-Za-z0-9_]"; break;
            case u'W': inside = u"[^A-Za-z0-9_]"; break;
            case u's': inside = u"[\\t\\n\\u000B\\f\\r\\p{Zs}\\u2028\\u2029\\uFEFF]"; break;
            case u'S': inside = u"[^\\t\\n\\u000B\\f\\r\\p{Zs}\\u2028\\u2029\\uFEFF]"; break;
            default: return false;
        }
        out_ += inside;  // ICU joins a set within a set
        at_ += 2;
        return true;
    }

    /// \xHH and \uHHHH; either without its digits is the letter itself.
    bool code_escape(char16_t c) {
        const int32_t digits = c == u'x' ? 2 : c == u'u' ? 4 : 0;
        if (digits == 0) return false;
        unsigned value = 0;
        for (int32_t i = 0; i < digits; ++i) {
            const char16_t h = peek(2 + i);
            if (!is_hex(h)) return false;
            value = value * 16 + static_cast<unsigned>(is_digit(h) ? h - u'0' : (h | 0x20) - u'a' + 10);
        }
        const unsigned mapped = value >= 0xD800 && value <= 0xDFFF ? 0xF0000U + (value - 0xD800U) : value;
        out_ += icu::UnicodeString::fromUTF8(fmt::format("\\U{:08X}", mapped));
        at_ += 2 + digits;
        return true;
    }

    static constexpr const char16_t* word_boundary =
        u"(?:(?<=[A-Za-z0-9_])(?![A-Za-z0-9_])|(?<![A-Za-z0-9_])(?=[A-Za-z0-9_]))";
    static constexpr const char16_t* no_word_boundary =
        u"(?:(?<=[A-Za-z0-9_])(?=[A-Za-z0-9_])|(?<![A-Za-z0-9_])(?![A-Za-z0-9_]))";

    const icu::UnicodeString& from_;
    icu::UnicodeString out_;
    int32_t at_ = 0;
    bool in_class_ = false;
    std::string problem_;
};

}  // namespace

struct Pattern::Compiled {
    std::string source;
    std::unique_ptr<icu::RegexPattern> pattern;
};

const std::string& Pattern::source() const { return compiled_->source; }

Result<Pattern> Pattern::compile(std::string_view javascript) {
    if (javascript.size() > longest_pattern_bytes) {
        return fail(Code::too_large, fmt::format("a pattern of more than {} bytes; shorten it", longest_pattern_bytes));
    }
    const auto whole = icu::UnicodeString::fromUTF8("^" + std::string(javascript) +
                                                    "$");  // as form.io does: the alternatives of a|b are ^a and b$
    UParseError place{};
    UErrorCode status = U_ZERO_ERROR;
    auto compiled = std::make_shared<Compiled>();
    compiled->source = javascript;
    Translation translation(whole);
    const auto translated = translation.run();
    if (!translation.problem().empty())
        return fail(Code::bad_format, fmt::format("not a JavaScript pattern ({}); correct it", translation.problem()));
    compiled->pattern.reset(icu::RegexPattern::compile(translated, 0, place, status));
    if (U_FAILURE(status)) {
        return fail(Code::bad_format, fmt::format("not a JavaScript pattern ({} near letter {}); correct it",
                                                  u_errorName(status), place.offset));
    }
    Pattern out;
    out.compiled_ = std::move(compiled);
    return out;
}

Result<bool> Pattern::matches(std::string_view text) const {
    const auto letters = split_units(text);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::RegexMatcher> matcher(compiled_->pattern->matcher(letters, status));
    if (U_FAILURE(status)) return fail(Code::io, fmt::format("ICU cannot match: {}", u_errorName(status)));
    matcher->setTimeLimit(patience_ticks, status);
    matcher->setStackLimit(stack_limit_bytes, status);
    const bool found = matcher->find(status);
    if (status == U_REGEX_TIME_OUT || status == U_REGEX_STACK_OVERFLOW) {
        return fail(Code::timed_out, "the pattern tries too many ways on this text; write it without nested repeats");
    }
    if (U_FAILURE(status)) return fail(Code::io, fmt::format("ICU cannot match: {}", u_errorName(status)));
    return found;
}

}  // namespace kiosk
