#include <algorithm>

#include "ui/gallery.hpp"

namespace kiosk::ui {
namespace {

visit::EnteringPin pin_page(const SampleData& data, std::string_view typed) {
    visit::EnteringPin out{data.settings.staff.tokens.front().id, "5730918264"};
    out.digits = Personal(typed);
    return out;
}

Uuid numbered(int number) {
    Uuid out;
    out.bytes[0] = static_cast<std::uint8_t>(number);
    return out;
}

std::vector<queue::Ticket> some_tickets(const SampleData& data) {
    using queue::TicketState;
    constexpr TicketState states[] = {TicketState::done,  TicketState::absent,  TicketState::cancelled,
                                      TicketState::shown, TicketState::printed, TicketState::expired};
    std::vector<queue::Ticket> out;
    int number = 0;
    for (const auto& line : data.settings.queue.lines) {
        if (number == 12) break;
        for (int serial = 1; serial <= 3; ++serial, ++number) {
            queue::Ticket ticket;
            ticket.press = numbered(number + 1);
            ticket.number = line.prefix + "00" + std::to_string(serial);
            ticket.line = line.id;
            ticket.day = local_time(data.wall).date;
            ticket.serial = serial;
            ticket.state = states[number % 6];
            ticket.taken_at = data.wall + -(60 - number) * 1min;
            if (number == 4 && !data.settings.queue.priorities.empty())
                ticket.wish.priority = data.settings.queue.priorities.front().id;
            out.push_back(std::move(ticket));
        }
    }
    return out;
}

std::shared_ptr<visit::StaffReport> well(const SampleData& data) {
    auto report = std::make_shared<visit::StaffReport>();
    report->as_of = data.wall;
    report->day = local_time(data.wall).date;
    report->tickets = some_tickets(data);
    report->free_mb = 12'345;
    report->procedures = 208;
    report->catalogue_from = report->day.plus_days(-7);
    return report;
}

std::shared_ptr<visit::StaffReport> in_trouble(const SampleData& data) {
    auto report = well(data);
    const auto& procedure = *procedure_with(catalogue::Offer::submit, data);
    for (int i = 1; i <= 3; ++i) {
        visit::UnsentItem item;
        item.code = "TAM-K1-261123-000" + std::to_string(i);
        item.procedure = procedure.code;
        item.since = data.wall + -i * 40min;
        item.attempts = i;
        item.reason = Code::unreachable;
        item.under_way = i == 3;
        item.next_try = data.wall + 2min;
        report->unsent.push_back(std::move(item));
    }
    visit::UnsentItem rating;
    rating.letter = dossier::LetterKind::rating;
    rating.since = data.wall + -5min;
    report->unsent.push_back(rating);
    report->refused.push_back({"TAM-K1-261120-0004", procedure.code, data.wall + -48h,
                               Personal("Thiếu bản sao giấy chứng sinh của cháu Đinh Văn Thử")});
    report->untested = 2;
    report->days_off_missing = 2027;
    report->disk_full = true;
    report->free_mb = 21;
    report->clock_went_back = true;
    report->day = report->day.plus_days(1);
    report->notices = 1;
    return report;
}

payment::Bill fee_to_look_at(std::string code, std::string about, std::int64_t dong, std::vector<std::int64_t> came,
                             const SampleData& data) {
    payment::Bill out;
    out.order.code = std::move(code);
    out.order.about = std::move(about);
    out.order.dong = dong;
    out.order.made_at = data.wall + -26h;
    out.order.due_at = data.wall + -2h;
    std::vector<payment::Confirmation> heard;
    for (const auto one : came)
        heard.push_back({std::to_string(heard.size()), payment::Confirmation::Kind::credit, one, data.wall + -25h});
    out.standing = payment::standing_of(out.order, std::move(heard), data.wall);
    return out;
}

std::shared_ptr<visit::StaffReport> with_fees(const SampleData& data) {
    auto report = well(data);
    report->fees = {fee_to_look_at("QN7K2M0XD4R", "H48.22-261116-0123", 8'000, {8'000, 8'000}, data),
                    fee_to_look_at("QN3F8T1VZ6B", "TAM-K1-261122-0007", 120'000, {100'000}, data)};
    return report;
}

/// As they are dealt with: the deed's answer has come, or is waited for.
visit::StaffDeedUnderWay deed(visit::StaffDeed what, visit::StaffDeedUnderWay::Phase phase, Code problem = Code::io) {
    return {numbered(99), what, visit::DeviceName::ticket_printer, phase, problem, Monotonic{10s}};
}

}  // namespace

std::vector<Sample> samples_staff(const SampleData& data) {
    using namespace visit;
    using Phase = StaffDeedUnderWay::Phase;
    require(!data.settings.staff.tokens.empty(), "the samples are made from a configuration with a token of the staff's");
    const auto fine = well(data);
    const auto bad = in_trouble(data);
    const auto* hidden = procedure_with(catalogue::Offer::submit, data);
    settings::Today decided;
    decided.hidden = {hidden->code};
    decided.tickets_stopped = true;
    decided.notice = data.settings.today.notices.empty() ? std::string{} : data.settings.today.notices.front().id;
    const auto healthy = [](State state) {  // with the printer for A4, of which a new visit has not heard yet
        auto out = ui::healthy(std::move(state));
        out.situation.page_printer.reset();
        return out;
    };
    const auto page = [&](StaffPage which, std::shared_ptr<const StaffReport> report) {
        StaffPages out;
        out.staff = data.settings.staff.tokens.front().id;
        out.page = which;
        out.report = std::move(report);
        out.deadline = Monotonic{5s};
        return out;
    };
    auto wrong = pin_page(data, "");
    wrong.problem = PinProblem::wrong;
    wrong.tries_left = 3;
    auto pause = pin_page(data, "");
    pause.problem = PinProblem::pause;
    pause.deadline = Monotonic{12s};
    auto locked = pin_page(data, "");
    locked.problem = PinProblem::locked;
    auto checking = pin_page(data, "000000");
    checking.checking = numbered(1);
    auto not_checked = pin_page(data, "");
    not_checked.problem = PinProblem::not_checked;

    auto sent = page(StaffPage::outbox, bad);
    sent.deed = deed(StaffDeed::send_now, Phase::done);
    auto testing = page(StaffPage::devices, fine);
    testing.deed = deed(StaffDeed::print_test, Phase::under_way);
    auto no_paper = page(StaffPage::devices, fine);
    no_paper.deed = deed(StaffDeed::print_test, Phase::failed, Code::no_paper);
    Situation trouble{.portal_connected = false,
                      .code_reader = Code::device_gone,
                      .camera = {},
                      .page_scanner = Code::paper_jam,
                      .ticket_printer = Code::no_paper,
                      .speaker = {}};
    auto ticket = page(StaffPage::ticket, fine);
    ticket.ticket = fine->tickets.at(4).press;
    auto voided = page(StaffPage::ticket, fine);
    voided.ticket = fine->tickets.at(2).press;
    voided.deed = deed(StaffDeed::void_ticket, Phase::done);
    auto voiding = page(StaffPage::voiding, fine);
    voiding.ticket = ticket.ticket;
    auto touching = page(StaffPage::touch, fine);
    touching.touches = {{6, -11}, {-13, 9}};
    auto touched = page(StaffPage::touch, fine);
    touched.touches = {{6, -11}, {-13, 9}, {71, 20}, {4, 4}, {-9, 30}};
    auto hiding = page(StaffPage::hiding, fine);
    hiding.words = "khai sinh";
    for (const auto& hit : data.catalogue.search(hiding.words)) hiding.found.push_back(hit.procedure);
    auto wording = page(StaffPage::wording, fine);
    wording.words = "Hôm nay nghỉ sớm lúc 16 giờ";
    auto changing = page(StaffPage::today, fine);
    changing.deed = deed(StaffDeed::change_today, Phase::done);
    auto on_changed_day = healthy(changing);
    on_changed_day.situation.today = decided;
    auto stopped = page(StaffPage::menu, bad);
    stopped.out = OutReason::stopped_by_staff;
    auto unreadable = std::make_shared<StaffReport>(*fine);
    unreadable->problem = Code::io;
    return {
        {"entering_pin", healthy(pin_page(data, "573"))},
        {"entering_pin_wrong", healthy(wrong)},
        fullest({"entering_pin_pause", healthy(pause)}),
        {"entering_pin_locked", healthy(locked)},
        {"entering_pin_checking", healthy(checking)},
        {"entering_pin_not_checked", healthy(not_checked)},
        {"staff_pages", healthy(page(StaffPage::menu, fine))},
        {"staff_pages_loading", healthy(page(StaffPage::menu, nullptr))},
        {"staff_pages_stopped", in_situation(stopped, trouble)},
        {"staff_readiness", healthy(page(StaffPage::readiness, fine))},
        {"staff_readiness_trouble", in_situation(page(StaffPage::readiness, bad), trouble)},
        {"staff_readiness_unreadable", healthy(page(StaffPage::readiness, unreadable))},
        {"staff_outbox", healthy(page(StaffPage::outbox, fine))},
        {"staff_outbox_sent", healthy(sent)},
        {"staff_pages_fees", healthy(page(StaffPage::menu, with_fees(data)))},
        {"staff_outbox_fees", healthy(page(StaffPage::outbox, with_fees(data)))},
        {"staff_devices_testing", healthy(testing)},
        {"staff_devices_trouble", in_situation(no_paper, trouble)},
        {"staff_tickets", healthy(page(StaffPage::tickets, fine))},
        {"staff_ticket", healthy(ticket)},
        {"staff_ticket_voided", healthy(voided)},
        {"staff_voiding", healthy(voiding)},
        {"staff_close", healthy(page(StaffPage::close, bad))},
        {"staff_today", healthy(page(StaffPage::today, fine))},
        fullest({"staff_today_changed", std::move(on_changed_day)}),
        {"staff_hiding", healthy(hiding)},
        {"staff_hiding_empty", healthy(page(StaffPage::hiding, fine))},
        {"staff_wording", healthy(wording)},
        {"staff_touch", healthy(touching)},
        {"staff_touch_missed", healthy(touched)},
        {"staff_ruler", healthy(page(StaffPage::ruler, fine))},
    };
}

}  // namespace kiosk::ui
