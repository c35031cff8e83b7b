#pragma once
/// A picture as a device hands it over: encoded bytes from outside, untrusted. Decoded elsewhere, in a sandbox.

#include <string>
#include <string_view>

namespace kiosk::drivers {

struct Picture {
    std::string bytes;
    std::string media_type;  ///< image/png, image/jpeg, image/x-portable-anymap, application/octet-stream when unknown
};

/// By the first bytes, whatever a file is called. Any thread, never blocks.
[[nodiscard]] inline std::string media_type_of(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
    if (bytes.starts_with("\xff\xd8\xff"sv)) return "image/jpeg";
    if (bytes.starts_with("P5\n"sv) || bytes.starts_with("P6\n"sv)) return "image/x-portable-anymap";
    return "application/octet-stream";
}

}  // namespace kiosk::drivers
