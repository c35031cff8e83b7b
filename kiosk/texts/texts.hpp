#pragma once
/// The words of one language, from a gettext catalogue (.mo). Both languages are loaded side by side, and golden pictures
/// need the same words on a machine without locales: so the file is read here and not through libintl, whose language is a
/// setting of the whole process.

#include <fmt/args.h>
#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/base/result.hpp"
#include "kiosk/texts/text_id.hpp"

namespace kiosk {

enum class Language { vietnamese, english };
[[nodiscard]] std::string_view code(Language language);  ///< "vi", "en"

/// Immutable after `open`; any thread.
class Texts {
public:
    /// Reads `<folder>/<language>.mo`.
    [[nodiscard]] static Result<Texts> open(const std::filesystem::path& folder, Language language);
    /// Reads a catalogue from memory; a damaged one is refused.
    [[nodiscard]] static Result<Texts> parse(std::string_view mo_bytes, Language language);

    [[nodiscard]] Language language() const { return language_; }
    /// The words; the id itself when the language lacks them (a test forbids that).
    [[nodiscard]] const std::string& operator()(TextId id) const;
    /// The words with `{name}` replaced: `texts(text::wait_range, fmt::arg("from", 5), fmt::arg("to", 10))`.
    template <class... Args>
    [[nodiscard]] std::string operator()(TextId id, const Args&... args) const {
        return format(id, fmt::make_format_args(args...));
    }
    [[nodiscard]] const std::unordered_map<std::string, std::string>& all() const { return words_; }

private:
    [[nodiscard]] std::string format(TextId id, fmt::format_args args) const;

    Language language_ = Language::vietnamese;
    std::unordered_map<std::string, std::string> words_;
};

}  // namespace kiosk
