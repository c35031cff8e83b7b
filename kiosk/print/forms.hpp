#pragma once
/// The printed forms of a centre: read from config/print, checked as a whole, and set as A4 PDF files.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/print/content.hpp"
#include "kiosk/print/template.hpp"
#include "kiosk/settings/settings.hpp"
#include "kiosk/slips/wording.hpp"

namespace kiosk::print {

/// Immutable after loading; any thread.
class Forms {
public:
    /// Reads every *.toml of the folder. Either forms without any finding, or every finding. Blocks on the disk.
    [[nodiscard]] static tl::expected<std::shared_ptr<const Forms>, std::vector<settings::Finding>> load(
        const std::filesystem::path& folder);

    [[nodiscard]] const std::vector<Template>& all() const { return all_; }
    /// By name or number ("receipt", "01"), the version in force on that day; null when there is none.
    [[nodiscard]] const Template* find(std::string_view form, LocalDate day) const;

private:
    std::vector<Template> all_;
};

struct Pdf {
    std::string bytes;
    std::size_t pages = 0;
};

/// Sets a form. Any thread; never blocks; the same bytes for the same arguments, `now` among them. bad_usage for content of
/// another subject, not_found while what the form needs is not known, unsupported for a code that no bars can carry, too_large above `most_pages`.
[[nodiscard]] Result<Pdf> set_form(const Template& form, Content content, const slips::Press& press, WallTime now);
inline constexpr std::size_t most_pages = 500;

}  // namespace kiosk::print
