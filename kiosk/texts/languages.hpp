#pragma once
/// Every language that the kiosk speaks: one catalogue each in one folder, so that a language is added with a file. Vietnamese
/// is the first, the language of the law and of the data; the others follow by their codes.

#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "kiosk/texts/texts.hpp"

namespace kiosk {

/// Immutable after `open`; any thread.
class Languages {
public:
    /// Reads every `<language>.mo` of the folder. What a language does not say is said in Vietnamese. A catalogue that is
    /// damaged, or has a placeholder that the Vietnamese text has not, is refused with its name.
    [[nodiscard]] static Result<Languages> open(const std::filesystem::path& folder);
    /// The same with the catalogues of another folder before them, text by text; it need not be there.
    [[nodiscard]] static Result<Languages> open(const std::filesystem::path& folder, const std::filesystem::path& before);

    /// By code; Vietnamese when there is no such language.
    [[nodiscard]] const Texts& in(std::string_view code) const;
    [[nodiscard]] bool has(std::string_view code) const;
    [[nodiscard]] std::span<const Texts> all() const { return all_; }
    /// The one after it, and after the last the first.
    [[nodiscard]] const Texts& after(std::string_view code) const;

private:
    std::vector<Texts> all_;
};

}  // namespace kiosk
