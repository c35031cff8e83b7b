/// The payload router under a fuzzer: clang++ -std=c++20 -fsanitize=fuzzer,address,undefined with kiosk/base and the payload
/// files of kiosk/scan. Whatever comes in, every field that goes out is clean text.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "kiosk/base/text.hpp"
#include "kiosk/scan/payload.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto payload = kiosk::scan::classify({reinterpret_cast<const char*>(data), size});
    for (const auto& field : kiosk::scan::fields(payload)) {
        const auto text = field.value.reveal();
        if (!kiosk::is_utf8(text) || kiosk::has_control_characters(text)) std::abort();
    }
    return 0;
}
