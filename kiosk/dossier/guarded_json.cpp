#include "kiosk/dossier/guarded_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "kiosk/base/text.hpp"
#include "kiosk/settings/json_outline.hpp"

namespace kiosk::dossier {
namespace {

using Json = nlohmann::ordered_json;

/// Thrown and caught within this file.
struct Wrong {
    std::string key;
    std::string what;
    std::string remedy;
};

class Guard {
public:
    explicit Guard(int deepest) : deepest_(deepest) {}
    bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
        if (depth > deepest_)
            throw Wrong{"", fmt::format("The text is nested deeper than {} levels.", deepest_),
                        "Send what the standard describes; nothing in it goes so deep."};
        if (event == Json::parse_event_t::object_start) keys_.emplace_back();
        if (event == Json::parse_event_t::object_end) keys_.pop_back();
        if (event != Json::parse_event_t::key) return true;
        auto name = parsed.get<std::string>();
        if (!keys_.back().insert(name).second) throw Wrong{std::move(name), "The key is there twice.", "Keep one of them."};
        return true;
    }

private:
    const int deepest_;
    std::vector<std::set<std::string>> keys_;
};

int line_at(std::string_view text, std::size_t byte) {
    const auto part = text.substr(0, byte);
    return 1 + static_cast<int>(std::count(part.begin(), part.end(), '\n'));
}

settings::Finding finding(std::string key, int line, std::string what, std::string remedy) {
    return {{}, line, std::move(key), std::move(what), std::move(remedy)};
}

std::size_t end_of_utf8(std::string_view text) {
    std::size_t begin = 0;
    while (begin < text.size()) {  // line by line, so that the place can be named
        const auto end = std::min(text.find('\n', begin), text.size());
        if (!is_utf8(text.substr(begin, end - begin))) return begin;
        begin = end + 1;
    }
    return text.size();
}

}  // namespace

tl::expected<Json, settings::Finding> guarded_json(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes)
        return tl::unexpected(finding("", 0, fmt::format("The text is larger than {} MiB.", limits.bytes >> 20),
                                      "Split it; files travel as addresses, never inside."));
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // some editors write it
    if (!is_utf8(text))
        return tl::unexpected(finding("", line_at(text, end_of_utf8(text)), "The text is not UTF-8.", "Save it as UTF-8."));
    try {
        return Json::parse(text, Guard(limits.depth));
    } catch (const Wrong& wrong) {
        const settings::JsonOutline outline(text, 0, limits.depth + 1, settings::JsonOutline::Want::faults);
        const bool placed = !wrong.key.empty() && !outline.repeated().empty();
        return tl::unexpected(finding(placed ? "$." + outline.repeated() : wrong.key, placed ? outline.repeated_line() : 0,
                                      wrong.what, wrong.remedy));
    } catch (const Json::parse_error& trouble) {
        const bool cut = trouble.byte > text.size();
        return tl::unexpected(finding("", line_at(text, trouble.byte),
                                      cut ? "The text is cut off before its end." : "This is not JSON.",
                                      cut ? "Send it again, whole." : "Correct the text at this line."));
    } catch (const Json::exception& trouble) {
        return tl::unexpected(finding("", 0, fmt::format("This is not JSON (reason {}).", trouble.id), "Send it again."));
    }
}

}  // namespace kiosk::dossier
