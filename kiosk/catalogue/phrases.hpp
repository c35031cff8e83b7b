#pragma once
/// Words in a row that a search weighs differently, such as «đăng ký» and «lưu động», and where they stand in a text.
/// Immutable after construction; any thread.

#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/catalogue/spelling.hpp"

namespace kiosk::catalogue {

class Phrases {
public:
    /// Whether a word without marks may be any that has its letters, as people type it; names have their marks.
    enum class Marks { as_written, may_be_missing };

    explicit Phrases(const std::vector<std::string>& texts = {});
    /// For each of the words whether it belongs to one of the phrases.
    [[nodiscard]] std::vector<bool> in(const std::vector<SearchWord>& words, Marks marks) const;

private:
    std::unordered_map<std::string, std::vector<std::vector<SearchWord>>> by_first_word_;  ///< folded
};

}  // namespace kiosk::catalogue
