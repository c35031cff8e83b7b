#include "kiosk/base/result.hpp"

#include <cstdio>
#include <cstdlib>

namespace kiosk {

std::string_view name(Code code) {
    switch (code) {
        case Code::bad_usage: return "bad_usage";
        case Code::not_found: return "not_found";
        case Code::no_permission: return "no_permission";
        case Code::bad_format: return "bad_format";
        case Code::too_large: return "too_large";
        case Code::unsupported: return "unsupported";
        case Code::newer_version: return "newer_version";
        case Code::corrupt: return "corrupt";
        case Code::disk_full: return "disk_full";
        case Code::io: return "io";
        case Code::unknown_outcome: return "unknown_outcome";
        case Code::busy: return "busy";
        case Code::timed_out: return "timed_out";
        case Code::unreachable: return "unreachable";
        case Code::untrusted: return "untrusted";
        case Code::refused: return "refused";
        case Code::device_gone: return "device_gone";
        case Code::no_paper: return "no_paper";
        case Code::cover_open: return "cover_open";
        case Code::paper_jam: return "paper_jam";
        case Code::device_fault: return "device_fault";
        case Code::closed: return "closed";
        case Code::too_many: return "too_many";
        case Code::unpaid: return "unpaid";
        case Code::stopped: return "stopped";
    }
    broken("every Code has a name");
}

void broken(std::string_view invariant, Where where) {
    std::fprintf(stderr, "broken invariant: %.*s (%s:%u)\n", static_cast<int>(invariant.size()), invariant.data(),
                 where.file, where.line);
    std::abort();
}

}  // namespace kiosk
