#include "tests/portal/support.hpp"

#include "kiosk/base/files.hpp"

namespace stage {

bool Province::kiosk_write(const std::filesystem::path& file, const std::string& text) {
    return kiosk::write_file(file, text).has_value();
}

}  // namespace stage
