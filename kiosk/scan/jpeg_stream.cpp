#include "kiosk/scan/jpeg_stream.hpp"

#include <algorithm>

namespace kiosk::scan {
namespace {

constexpr unsigned char start_of_picture = 0xd8, end_of_picture = 0xd9;

unsigned char byte_at(std::string_view file, std::size_t at) { return static_cast<unsigned char>(file[at]); }

bool begins_jpeg(std::string_view file) {
    return file.size() >= 3 && byte_at(file, 0) == 0xff && byte_at(file, 1) == start_of_picture && byte_at(file, 2) == 0xff;
}

bool stands_alone(unsigned char marker) { return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8); }

/// Bytes of the JPEG that begins here.
std::size_t length_of_jpeg(std::string_view file) {
    std::size_t at = 0;
    while (at + 1 < file.size()) {
        if (byte_at(file, at) != 0xff) {  // the picture itself: to the next 0xff
            at = std::min(file.find('\xff', at), file.size());
            continue;
        }
        const auto marker = byte_at(file, at + 1);
        if (marker == end_of_picture) return at + 2;
        if (marker == 0 || marker == 0xff || stands_alone(marker)) {
            at += marker == 0xff ? 1 : 2;
            continue;
        }
        if (at + 4 > file.size()) break;
        at += 2 + (static_cast<std::size_t>(byte_at(file, at + 2)) << 8U | byte_at(file, at + 3));
    }
    return file.size();
}

}  // namespace

std::vector<std::string_view> pictures_in(std::string_view file) {
    if (!begins_jpeg(file)) return {file};
    std::vector<std::string_view> out;
    while (begins_jpeg(file)) {
        const auto length = length_of_jpeg(file);
        out.push_back(file.substr(0, length));
        file.remove_prefix(length);
        // Some streams have fillers between pictures.
        while (!file.empty() && !begins_jpeg(file))
            file.remove_prefix(std::min(std::max<std::size_t>(file.find('\xff', 1), 1), file.size()));
    }
    return out;
}

}  // namespace kiosk::scan
