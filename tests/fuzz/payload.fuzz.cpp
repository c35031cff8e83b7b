/// The payload router under a fuzzer (./dev fuzz), from the seeds in corpus/payload. Whatever comes in, every field that goes
/// out is clean text.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "kiosk/base/text.hpp"
#include "kiosk/scan/payload.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto payload = kiosk::scan::classify({reinterpret_cast<const char*>(data), size});
    if (kiosk::scan::kind(payload).empty()) std::abort();
    for (const auto warning : payload.warnings) {
        if (kiosk::scan::name(warning).empty()) std::abort();
    }
    for (const auto& field : kiosk::scan::fields(payload)) {
        const auto text = field.value.reveal();
        if (text.empty() || !kiosk::is_utf8(text) || kiosk::has_control_characters(text)) std::abort();
    }
    return 0;
}
