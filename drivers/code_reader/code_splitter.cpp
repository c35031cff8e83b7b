#include "drivers/code_reader/code_splitter.hpp"

#include "drivers/code_reader/code_reader.hpp"

namespace kiosk::drivers {

void CodeSplitter::feed(std::string_view bytes, Monotonic now) {
    if (bytes.empty()) return;
    end_after_pause(now);
    last_byte_ = now;
    for (const char byte : bytes) {
        if (byte == '\r' || byte == '\n') {  // The LF of a CRLF ends an empty code, which is none.
            end_code();
        } else if (begun_.size() < longest_code_bytes) {
            begun_.push_back(byte);
        } else {
            too_large_ = true;
        }
    }
}

Result<std::optional<std::string>> CodeSplitter::next(Monotonic now) {
    end_after_pause(now);
    if (whole_.empty()) return std::optional<std::string>{};
    Whole first = std::move(whole_.front());
    whole_.pop_front();
    if (first.too_large) {
        return fail(Code::too_large, "a code of more than " + std::to_string(longest_code_bytes) +
                                         " bytes was dropped; check the reader's line end setting");
    }
    return std::optional<std::string>(std::move(first.code));
}

void CodeSplitter::drop(Monotonic now) {
    end_after_pause(now);
    whole_.clear();
    if (!begun_.empty()) skipping_ = true;
}

void CodeSplitter::end_code() {
    if (!begun_.empty() && !skipping_) whole_.push_back({too_large_ ? std::string{} : std::move(begun_), too_large_});
    begun_.clear();
    too_large_ = false;
    skipping_ = false;
}

void CodeSplitter::end_after_pause(Monotonic now) {
    if (!begun_.empty() && now - last_byte_ >= pause_that_ends_a_code) end_code();
}

}  // namespace kiosk::drivers
