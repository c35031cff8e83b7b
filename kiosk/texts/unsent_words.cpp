#include "kiosk/texts/unsent_words.hpp"

#include "kiosk/texts/ids.hpp"

namespace kiosk {

TextId unsent_words(const std::optional<Code>& reason) {
    if (!reason) return text::staff_why_not_tried;
    switch (*reason) {
        case Code::unreachable: return text::staff_why_unreachable;
        case Code::timed_out: return text::staff_why_timed_out;
        case Code::untrusted: return text::staff_why_untrusted;
        case Code::refused: return text::staff_why_refused;
        case Code::busy:
        case Code::too_many: return text::staff_why_busy;
        case Code::unpaid: return text::staff_why_unpaid;
        case Code::unknown_outcome: return text::staff_why_unknown;
        default: return text::staff_why_other;
    }
}

}  // namespace kiosk
