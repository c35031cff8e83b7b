#include "kiosk/settings/json_outline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <vector>

namespace kiosk::settings {

class OutlineWalk {
public:
    OutlineWalk(std::string_view json, int first_item, std::size_t deepest, bool lines, JsonOutline& out)
        : json_(json), first_item_(first_item), deepest_(deepest), lines_(lines), out_(out) {}

    void run() {
        for (at_ = 0; at_ < json_.size() && !out_.too_deep_ && out_.repeated_line_ == 0; ++at_) {
            const char c = json_[at_];
            if (std::string_view(" \t\r\n").find(c) != std::string_view::npos) continue;
            if (lines_ && c != ']' && !levels_.empty() && levels_.back().begins_item) note(at_);
            switch (c) {
                case '{':
                case '[': open(c == '['); break;
                case '}':
                case ']':
                    if (!levels_.empty()) levels_.pop_back();
                    break;
                case ',': next(); break;
                case '"': quoted(); break;
                default: break;
            }
        }
    }

private:
    struct Level {
        bool list = false;
        bool begins_item = false;
        int index = 0;
        std::string name;
        std::set<std::string, std::less<>> seen;
    };

    void open(bool list) {
        if (levels_.size() >= deepest_) out_.too_deep_ = true;
        levels_.push_back({list, list, first_item_, {}, {}});
    }
    void next() {
        if (levels_.empty()) return;
        ++levels_.back().index;
        levels_.back().begins_item = levels_.back().list;
    }
    void quoted() {
        const auto from = ++at_;
        while (at_ < json_.size() && json_[at_] != '"') at_ += json_[at_] == '\\' ? 2U : 1U;
        const auto after = json_.find_first_not_of(" \t\r\n", std::min(at_ + 1, json_.size()));
        if (levels_.empty() || levels_.back().list || after == json_.npos || json_[after] != ':') return;
        levels_.back().name = std::string(json_.substr(from, at_ - from));
        if (!levels_.back().seen.insert(levels_.back().name).second) {
            out_.repeated_ = path();
            out_.repeated_line_ = line_at(from);
        } else if (lines_) {
            note(from);
        }
    }
    void note(std::size_t at) {
        levels_.back().begins_item = false;
        out_.lines_.try_emplace(path(), line_at(at));
    }
    [[nodiscard]] std::string path() const {
        std::string out;
        for (const auto& level : levels_) {
            if (level.list) out += fmt::format("[{}]", level.index);
            else out += (out.empty() ? "" : ".") + level.name;
        }
        return out;
    }
    /// Places come in their order, so that each line's end is counted once.
    int line_at(std::size_t at) {
        const auto begin = json_.begin();
        line_ += static_cast<int>(
            std::count(begin + static_cast<std::ptrdiff_t>(counted_), begin + static_cast<std::ptrdiff_t>(at), '\n'));
        counted_ = at;
        return line_;
    }

    std::string_view json_;
    const int first_item_;
    const std::size_t deepest_;
    const bool lines_;
    JsonOutline& out_;
    std::size_t at_ = 0;
    std::size_t counted_ = 0;
    int line_ = 1;
    std::vector<Level> levels_;
};

JsonOutline::JsonOutline(std::string_view json, int first_item, int deepest, Want want) {
    OutlineWalk(json, first_item, static_cast<std::size_t>(deepest), want == Want::lines, *this).run();
}

int JsonOutline::line(std::string_view path) const {
    while (!path.empty()) {
        if (const auto found = lines_.find(path); found != lines_.end()) return found->second;
        const auto cut = path.find_last_of(".[");
        path = path.substr(0, cut == path.npos ? 0 : cut);
    }
    return 1;
}

}  // namespace kiosk::settings
