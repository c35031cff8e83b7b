#include "kiosk/texts/languages.hpp"

#include <algorithm>

namespace kiosk {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view first_code = "vi";

/// ISO 639: two letters, or three.
bool is_code(std::string_view text) {
    return (text.size() == 2 || text.size() == 3) &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

Result<std::vector<std::string>> codes_in(const fs::path& folder) {
    std::vector<std::string> out;
    std::error_code failed;
    for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
        if (at->path().extension() != ".mo") continue;
        if (auto code = at->path().stem().string(); code != first_code) out.push_back(std::move(code));
    }
    if (failed) return fail(Code::not_found, folder.string() + ": " + failed.message() + "; install the kiosk again");
    std::sort(out.begin(), out.end());
    return out;
}

/// A language of the folder, with what `before` says of it instead.
Result<Texts> read(const fs::path& folder, const fs::path& before, std::string_view code) {
    const auto name = std::string(code) + ".mo";
    std::error_code none;
    if (before.empty() || !fs::exists(before / name, none)) return Texts::open(folder, code);
    auto texts = Texts::open(before, code);
    if (!texts || !fs::exists(folder / name, none)) return texts;
    const auto own = Texts::open(folder, code);
    if (!own) return own;
    if (auto whole = texts->complete_from(*own); !whole)
        return fail(whole.error().code, (before / name).string() + ": " + whole.error().detail);
    return texts;
}

}  // namespace

Result<Languages> Languages::open(const fs::path& folder) { return open(folder, {}); }

Result<Languages> Languages::open(const fs::path& folder, const fs::path& before) {
    auto first = read(folder, before, first_code);
    if (!first) return fail(std::move(first));
    auto codes = codes_in(folder);
    if (!codes) return fail(std::move(codes));
    std::error_code none;
    if (fs::is_directory(before, none)) {
        auto more = codes_in(before);
        if (!more) return fail(std::move(more));
        codes->insert(codes->end(), more->begin(), more->end());
        std::sort(codes->begin(), codes->end());
        codes->erase(std::unique(codes->begin(), codes->end()), codes->end());
    }
    Languages out;
    for (const auto& code : *codes) {
        if (!is_code(code)) {
            return fail(Code::bad_format,
                        (folder / (code + ".mo")).string() + ": a language is named by its code of ISO 639, such as hre.mo");
        }
        auto texts = read(folder, before, code);
        if (!texts) return fail(std::move(texts));
        if (auto whole = texts->complete_from(*first); !whole)
            return fail(whole.error().code, (folder / (code + ".mo")).string() + ": " + whole.error().detail);
        out.all_.push_back(std::move(*texts));
    }
    out.all_.insert(out.all_.begin(), std::move(*first));
    return out;
}

const Texts& Languages::in(std::string_view code) const {
    const auto found = std::ranges::find(all_, code, &Texts::code);
    return found == all_.end() ? all_.front() : *found;
}

bool Languages::has(std::string_view code) const { return std::ranges::find(all_, code, &Texts::code) != all_.end(); }

const Texts& Languages::after(std::string_view code) const {
    const auto found = std::ranges::find(all_, code, &Texts::code);
    return found == all_.end() || found + 1 == all_.end() ? all_.front() : *(found + 1);
}

}  // namespace kiosk
