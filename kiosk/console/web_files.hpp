#pragma once
/// The pages of assets/web and the fonts they use, read once at the start: what a browser asks for never becomes a path. Immutable after
/// read(); any thread.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::console {

struct WebFile {
    std::string bytes;
    std::string type;  ///< of the HTTP header
    std::string etag;
};

class WebFiles {
public:
    /// `assets`: the folder with *.html, *.css and *.js; `fonts`: where Inter lies; a font that is missing is left out, the browser
    /// then takes its own. Blocks on the disk.
    [[nodiscard]] static Result<WebFiles> read(const std::filesystem::path& assets, const std::filesystem::path& fonts);
    /// "/web/console.js", "/board"; nothing else is served.
    [[nodiscard]] const WebFile* find(std::string_view path) const;

private:
    std::map<std::string, WebFile, std::less<>> files_;
};

}  // namespace kiosk::console
