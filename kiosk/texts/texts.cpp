#include "kiosk/texts/texts.hpp"

#include <cstdint>
#include <cstring>

#include "kiosk/base/files.hpp"

namespace kiosk {
namespace {

constexpr std::uint32_t mo_magic = 0x950412DE;  // GNU gettext manual, "The Format of GNU MO Files"

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

}  // namespace

std::string_view code(Language language) { return language == Language::vietnamese ? "vi" : "en"; }

Result<Texts> Texts::open(const std::filesystem::path& folder, Language language) {
    const auto path = folder / (std::string(code(language)) + ".mo");
    auto bytes = read_file(path);
    if (!bytes) return fail(std::move(bytes));
    auto texts = parse(*bytes, language);
    if (!texts) return fail(Code::bad_format, path.string() + ": " + texts.error().detail);
    return texts;
}

Result<Texts> Texts::parse(std::string_view mo, Language language) {
    if (mo.size() < 28 || word_at(mo, 0) != mo_magic)
        return fail(Code::bad_format, "not a gettext catalogue; build it again");
    Texts texts;
    texts.language_ = language;
    const auto count = word_at(mo, 8);
    for (std::uint32_t i = 0; i < count; ++i) {
        std::string id;
        std::string words;
        if (!entry(mo, word_at(mo, 12), i, id) || !entry(mo, word_at(mo, 16), i, words)) {
            return fail(Code::bad_format, "cut short; build it again");
        }
        if (!id.empty()) texts.words_.emplace(std::move(id), std::move(words));
    }
    return texts;
}

const std::string& Texts::operator()(TextId id) const {
    const auto found = words_.find(std::string(id.id));
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
