#pragma once
/// Where texts were broken into lines, so that words which stand on the page unchanged are not measured again. By a hash of them:
/// nobody's words are kept. One of each set of fonts. UI thread only.

#include <xxhash.h>

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kiosk::ui {

class LineBreaks {
public:
    using Lines = std::vector<std::string_view>;

    /// The lines of `text` in `face` at this width: as they were broken before, else as `break_up` breaks them. Views of `text`.
    template <class BreakUp>
    [[nodiscard]] Lines of(std::uint32_t face, std::string_view text, int width_px, const BreakUp& break_up) {
        const auto seed = std::uint64_t{face} << 32 | static_cast<std::uint32_t>(width_px);
        const auto hash = XXH3_128bits_withSeed(text.data(), text.size(), seed);
        const Key key{hash.low64, hash.high64};
        if (const auto known = known_.find(key); known != known_.end()) {
            Lines out;
            out.reserve(known->second.size());
            for (const auto& part : known->second) out.push_back(text.substr(part.from, part.size));
            return out;
        }
        auto out = break_up();
        if (known_.size() >= most) known_.clear();
        auto& parts = known_[key];
        for (const auto line : out) {
            const auto from = line.empty() ? 0 : line.data() - text.data();
            parts.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(line.size())});
        }
        return out;
    }

    void forget() { known_.clear(); }

private:
    static constexpr std::size_t most = 4096;  // some pages' worth; then it begins anew
    struct Part {
        std::uint32_t from = 0;
        std::uint32_t size = 0;
    };
    struct Key {
        std::uint64_t low = 0;
        std::uint64_t high = 0;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const { return key.low; }
    };
    std::unordered_map<Key, std::vector<Part>, KeyHash> known_;
};

}  // namespace kiosk::ui
