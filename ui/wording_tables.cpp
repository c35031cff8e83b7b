#include "ui/wording.hpp"

// One line for each value: a switch without default, so that a new value does not compile until it has its words.

namespace kiosk::ui::wording {
namespace {

TextId status_text(dossier::Status status) {
    using dossier::Status;
    switch (status) {
        case Status::registered: return text::status_registered;
        case Status::accepted: return text::status_accepted;
        case Status::not_accepted: return text::status_not_accepted;
        case Status::processing: return text::status_processing;
        case Status::supplement_asked: return text::status_supplement_asked;
        case Status::payment_asked: return text::status_payment_asked;
        case Status::withdrawal_asked: return text::status_withdrawal_asked;
        case Status::stopped: return text::status_stopped;
        case Status::finished: return text::status_finished;
        case Status::returned: return text::status_returned;
    }
    broken("a status of the national table has a name");
}

TextId purpose_text(queue::Purpose purpose) {
    using queue::Purpose;
    switch (purpose) {
        case Purpose::submit: return text::purpose_submit;
        case Purpose::supplement: return text::purpose_supplement;
        case Purpose::collect: return text::purpose_collect;
        case Purpose::pay: return text::purpose_pay;
        case Purpose::ask: return text::purpose_ask;
    }
    broken("a purpose has a name");
}

TextId why_text(Code code) {
    switch (code) {
        case Code::bad_usage: return text::why_bad_usage;
        case Code::not_found: return text::why_not_found;
        case Code::no_permission: return text::why_no_permission;
        case Code::bad_format: return text::why_bad_format;
        case Code::too_large: return text::why_too_large;
        case Code::unsupported: return text::why_unsupported;
        case Code::newer_version: return text::why_newer_version;
        case Code::corrupt: return text::why_corrupt;
        case Code::disk_full: return text::why_disk_full;
        case Code::io: return text::why_io;
        case Code::unknown_outcome: return text::why_unknown_outcome;
        case Code::busy: return text::why_busy;
        case Code::timed_out: return text::why_timed_out;
        case Code::unreachable: return text::why_unreachable;
        case Code::untrusted: return text::why_untrusted;
        case Code::refused: return text::why_refused;
        case Code::device_gone: return text::why_device_gone;
        case Code::no_paper: return text::why_no_paper;
        case Code::cover_open: return text::why_cover_open;
        case Code::paper_jam: return text::why_paper_jam;
        case Code::device_fault: return text::why_device_fault;
        case Code::closed: return text::why_closed;
        case Code::too_many: return text::why_too_many;
        case Code::unpaid: return text::why_unpaid;
        case Code::stopped: return text::why_stopped;
    }
    broken("a reason has a sentence");
}

}  // namespace

const std::string& status_name(dossier::Status status, const ScreenContext& ctx) { return ctx(status_text(status)); }
Tone status_tone(dossier::Status status) {
    using dossier::Status;
    switch (status) {
        case Status::registered:
        case Status::accepted:
        case Status::processing:
        case Status::withdrawal_asked: return Tone::info;
        case Status::supplement_asked:
        case Status::payment_asked: return Tone::warn;
        case Status::not_accepted:
        case Status::stopped: return Tone::bad;
        case Status::finished:
        case Status::returned: return Tone::ok;
    }
    broken("a status of the national table has a tone");
}
Icon status_icon(dossier::Status status) {
    using dossier::Status;
    switch (status) {
        case Status::registered: return Icon::cloud_upload;
        case Status::accepted: return Icon::clipboard_check;
        case Status::not_accepted: return Icon::close_circle;
        case Status::processing: return Icon::timer_sand;
        case Status::supplement_asked: return Icon::file_multiple;
        case Status::payment_asked: return Icon::cash_multiple;
        case Status::withdrawal_asked: return Icon::undo_variant;
        case Status::stopped: return Icon::stop;
        case Status::finished: return Icon::certificate;
        case Status::returned: return Icon::check_circle;
    }
    broken("a status of the national table has an icon");
}

const std::string& purpose_name(queue::Purpose purpose, const ScreenContext& ctx) { return ctx(purpose_text(purpose)); }
Icon purpose_icon(queue::Purpose purpose) {
    using queue::Purpose;
    switch (purpose) {
        case Purpose::submit: return Icon::upload;
        case Purpose::supplement: return Icon::file_multiple;
        case Purpose::collect: return Icon::certificate;
        case Purpose::pay: return Icon::cash_multiple;
        case Purpose::ask: return Icon::help_circle;
    }
    broken("a purpose has an icon");
}

const std::string& sentence(Code code, const ScreenContext& ctx) { return ctx(why_text(code)); }
const std::string& printer_sentence(Code code, const ScreenContext& ctx) {
    if (code == Code::no_paper) return ctx(text::printer_no_paper);
    if (code == Code::cover_open) return ctx(text::printer_cover_open);
    if (code == Code::paper_jam) return ctx(text::printer_paper_jam);
    return ctx(text::printer_broken);
}

}  // namespace kiosk::ui::wording
