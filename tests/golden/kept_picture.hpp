#pragma once
/// The pictures that stay in the tree, for people: half as large, in 256 colours. What counts are the hashes of the whole ones.

#include <filesystem>

#include "kiosk/base/result.hpp"
#include "ui/render/picture.hpp"

namespace kiosk::test {

[[nodiscard]] Result<Done> keep_picture(const ui::Picture& picture, const std::filesystem::path& file);
/// What differs from the kept picture, in red over what is there now.
[[nodiscard]] Result<Done> save_difference(const std::filesystem::path& kept, const ui::Picture& now,
                                           const std::filesystem::path& to);

}  // namespace kiosk::test
