#include "kiosk/console/web_files.hpp"

#include <array>

#include "kiosk/base/files.hpp"
#include "kiosk/base/sha256.hpp"

namespace kiosk::console {
namespace {

namespace fs = std::filesystem;

struct Kind {
    std::string_view extension;
    std::string_view type;
};
constexpr std::array kinds{Kind{".html", "text/html; charset=utf-8"}, Kind{".css", "text/css; charset=utf-8"},
                           Kind{".js", "text/javascript; charset=utf-8"}, Kind{".svg", "image/svg+xml"}};
/// Text cuts, not Inter Display, which merges stacked marks.
constexpr std::array font_names{"Inter-Regular.otf", "Inter-SemiBold.otf", "Inter-Bold.otf"};
constexpr std::size_t largest = 4U << 20;
constexpr std::size_t letters_of_etag = 16;

WebFile file_of(std::string bytes, std::string_view type) {
    auto etag = "\"" + sha256_hex(bytes).substr(0, letters_of_etag) + "\"";
    return {std::move(bytes), std::string(type), std::move(etag)};
}

}  // namespace

Result<WebFiles> WebFiles::read(const fs::path& assets, const fs::path& fonts) {
    WebFiles out;
    std::error_code failed;
    for (fs::directory_iterator at(assets, failed), end; !failed && at != end; at.increment(failed)) {
        for (const auto& kind : kinds) {
            if (at->path().extension() != kind.extension) continue;
            auto bytes = read_file(at->path(), largest);
            if (!bytes) return fail(std::move(bytes));
            const bool page = kind.extension == ".html";
            const auto stem = at->path().stem().string();
            const auto where =
                page ? "/" + (stem == "console" ? std::string{} : stem) : "/web/" + at->path().filename().string();
            out.files_[where] = file_of(std::move(*bytes), kind.type);
        }
    }
    if (failed || !out.files_.contains("/"))
        return fail(Code::not_found, assets.string() + ": the console's pages are not there; install the program whole");
    for (const char* name : font_names) {
        if (auto bytes = read_file(fonts / name, largest))
            out.files_[std::string("/web/") + name] = file_of(std::move(*bytes), "font/otf");
    }
    return out;
}

const WebFile* WebFiles::find(std::string_view path) const {
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second;
}

}  // namespace kiosk::console
