#pragma once
/// Several fields as one run of bytes, to be sealed as a whole. Each field is its length (4 bytes, big-endian) and its bytes.
/// Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>

namespace kiosk::store {

class Packer {
public:
    ~Packer();
    Packer() = default;
    Packer(const Packer&) = delete;
    Packer& operator=(const Packer&) = delete;
    void text(std::string_view value);
    void integer(std::int64_t value);
    [[nodiscard]] std::string_view bytes() const { return bytes_; }

private:
    std::string bytes_;
};

/// Reads in the order of packing. Past the end, or where the bytes make no sense, every further field is empty or 0 and ok()
/// is false.
class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : rest_(bytes) {}
    [[nodiscard]] std::string_view text();
    [[nodiscard]] std::int64_t integer();
    /// True when everything read was there and nothing is left.
    [[nodiscard]] bool finished() const { return ok_ && rest_.empty(); }
    [[nodiscard]] bool ok() const { return ok_; }

private:
    std::string_view rest_;
    bool ok_ = true;
};

}  // namespace kiosk::store
