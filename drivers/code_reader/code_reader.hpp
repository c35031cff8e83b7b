#pragma once
/// Reads codes held before the kiosk's reader.

#include <cstddef>
#include <optional>
#include <string>

#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

/// The longest code taken: a QR code of version 40 holds less than 3 KB.
inline constexpr std::size_t longest_code_bytes = 4096;

/// Called by one thread only; no function blocks.
class CodeReader {
public:
    virtual ~CodeReader() = default;

    /// Starts, or starts again after an error, disabled or enabled as before. Fails with device_gone, no_permission, busy,
    /// unsupported. May be called at any time; what was half read is forgotten.
    virtual Result<Done> open() = 0;

    /// A code of which any part arrives while disabled is dropped. A new reader is disabled.
    virtual void set_enabled(bool enabled) = 0;

    /// The raw bytes of the next code without its line end (untrusted: any byte may occur), nothing yet, or an error.
    /// too_large: a code longer than longest_code_bytes was dropped, and the reader goes on. Any other error: open() again.
    virtual Result<std::optional<std::string>> poll() = 0;
};

}  // namespace kiosk::drivers
