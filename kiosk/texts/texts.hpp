#pragma once
/// The words of one language, from a gettext catalogue (.mo). All languages are loaded side by side, and golden pictures
/// need the same words on a machine without locales: so the file is read here and not through libintl, whose language is a
/// setting of the whole process.

#include <fmt/args.h>
#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

#include "kiosk/base/local_text.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/texts/text_id.hpp"

namespace kiosk {

/// Immutable once it is complete; any thread.
class Texts {
public:
    /// Reads `<folder>/<code>.mo`.
    [[nodiscard]] static Result<Texts> open(const std::filesystem::path& folder, std::string_view code);
    /// Reads a catalogue from memory; a damaged one is refused.
    [[nodiscard]] static Result<Texts> parse(std::string_view mo_bytes, std::string_view code);
    /// Takes from the other language what this one does not say. Refuses a text with a placeholder that the other's has not.
    [[nodiscard]] Result<Done> complete_from(const Texts& other);

    [[nodiscard]] const std::string& code() const { return code_; }  ///< of ISO 639: "vi", "en"
    /// The words; the id itself when the language lacks them (a test forbids that).
    [[nodiscard]] const std::string& operator()(TextId id) const;
    /// The words with `{name}` replaced: `texts(text::wait_range, fmt::arg("from", 5), fmt::arg("to", 10))`.
    template <class... Args>
    [[nodiscard]] std::string operator()(TextId id, const Args&... args) const {
        return format(id, fmt::make_format_args(args...));
    }
    /// Every text whose id begins so, by id: for a page that is drawn elsewhere.
    [[nodiscard]] std::map<std::string, std::string> beginning_with(std::string_view prefix) const;
    /// A name that data gives: in English where the data has it, in another language as the catalogue translates the
    /// Vietnamese under the context "data", else in Vietnamese.
    [[nodiscard]] const std::string& operator()(const LocalText& name) const;

private:
    /// Looked up without making a string of the id: a page asks for a hundred.
    struct HashOfView {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Words = std::unordered_map<std::string, std::string, HashOfView, std::equal_to<>>;

    [[nodiscard]] std::string format(TextId id, fmt::format_args args) const;

    std::string code_;
    Words words_;
    Words data_;  ///< by the Vietnamese words
};

}  // namespace kiosk
