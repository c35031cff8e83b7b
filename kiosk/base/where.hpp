#pragma once
/// A place in the source. std::source_location would do, if Debian 12's clang-tidy could read it.

namespace kiosk {

struct Where {
    const char* file = "";
    unsigned line = 0;
    /// The place of the call, as a default argument.
    static constexpr Where current(const char* file = __builtin_FILE(), unsigned line = __builtin_LINE()) {
        return {file, line};
    }
};

}  // namespace kiosk
