#include "kiosk/texts/texts.hpp"

#include <cstdint>
#include <cstring>
#include <set>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"

namespace kiosk {
namespace {

// GNU gettext manual, "The Format of GNU MO Files"; a context stands before its text, with EOT between them.
constexpr std::uint32_t mo_magic = 0x950412DE;
constexpr std::string_view data_context = "data\4";

std::uint32_t word_at(std::string_view bytes, std::size_t at) {
    std::uint32_t out = 0;
    std::memcpy(&out, bytes.data() + at, 4);
    return out;
}

bool entry(std::string_view mo, std::size_t table, std::uint32_t index, std::string& out) {
    const std::size_t at = table + std::size_t{8} * index;
    if (at + 8 > mo.size()) return false;
    const std::size_t length = word_at(mo, at);
    const std::size_t offset = word_at(mo, at + 4);
    if (offset > mo.size() || length > mo.size() - offset) return false;
    out.assign(mo.substr(offset, length));
    return true;
}

/// The names in braces.
std::set<std::string> placeholders(std::string_view text) {
    std::set<std::string> out;
    for (auto open = text.find('{'); open != text.npos; open = text.find('{', open + 1))
        out.emplace(text.substr(open + 1, text.find('}', open) - open - 1));
    return out;
}

}  // namespace

Result<Texts> Texts::open(const std::filesystem::path& folder, std::string_view code) {
    const auto path = folder / (std::string(code) + ".mo");
    auto bytes = read_file(path);
    if (!bytes) return fail(std::move(bytes));
    auto texts = parse(*bytes, code);
    if (!texts) return fail(Code::bad_format, path.string() + ": " + texts.error().detail);
    return texts;
}

Result<Texts> Texts::parse(std::string_view mo, std::string_view code) {
    if (mo.size() < 28 || word_at(mo, 0) != mo_magic)
        return fail(Code::bad_format, "not a gettext catalogue; build it again");
    Texts texts;
    texts.code_ = code;
    const auto count = word_at(mo, 8);
    for (std::uint32_t i = 0; i < count; ++i) {
        std::string id;
        std::string words;
        if (!entry(mo, word_at(mo, 12), i, id) || !entry(mo, word_at(mo, 16), i, words)) {
            return fail(Code::bad_format, "cut short; build it again");
        }
        if (!is_utf8(words)) return fail(Code::bad_format, "not UTF-8; save the .po file so and build it again");
        if (id.starts_with(data_context)) texts.data_.emplace(id.substr(data_context.size()), std::move(words));
        else if (!id.empty()) texts.words_.emplace(std::move(id), std::move(words));
    }
    return texts;
}

Result<Done> Texts::complete_from(const Texts& other) {
    for (const auto& [id, words] : words_) {
        const auto theirs = other.words_.find(id);
        if (theirs == other.words_.end()) continue;  // of an older or a newer kiosk: nobody asks for it
        const auto known = placeholders(theirs->second);
        for (const auto& name : placeholders(words)) {
            if (!known.contains(name)) {
                return fail(
                    Code::bad_format,
                    fmt::format("“{}” has {{{}}}, which the Vietnamese text has not; correct the .po file", id, name));
            }
        }
    }
    for (const auto& [id, words] : other.words_) words_.try_emplace(id, words);
    return Done{};
}

std::map<std::string, std::string> Texts::beginning_with(std::string_view prefix) const {
    std::map<std::string, std::string> out;
    for (const auto& [id, words] : words_) {
        if (id.starts_with(prefix)) out.emplace(id, words);
    }
    return out;
}

const std::string& Texts::operator()(const LocalText& name) const {
    if (code_ == "en" && !name.en.empty()) return name.en;
    const auto found = data_.find(name.vi);
    return found == data_.end() ? name.vi : found->second;
}

const std::string& Texts::operator()(TextId id) const {
    const auto found = words_.find(id.id);
    if (found != words_.end()) return found->second;
    // Only reached when a language lacks a text, which a test forbids; the id is the best that can be shown.
    thread_local std::string missing;
    missing = std::string(id.id);
    return missing;
}

std::string Texts::format(TextId id, fmt::format_args args) const {
    const std::string& words = (*this)(id);
    try {
        return fmt::vformat(words, args);
    } catch (const fmt::format_error&) {
        return words;  // a placeholder that the caller does not fill: shown as it stands, and a test forbids it
    }
}

}  // namespace kiosk
