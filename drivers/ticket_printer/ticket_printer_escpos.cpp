#include "drivers/ticket_printer/ticket_printer_escpos.hpp"

#include <algorithm>
#include <thread>

namespace kiosk::drivers {

TicketPrinterEscpos::TicketPrinterEscpos(std::string address) : address_(std::move(address)) {}

Result<Done> TicketPrinterEscpos::open() {
    open_ = false;
    auto channel = EscposChannel::connect(address_, Deadline(connect_patience));
    if (!channel) return fail(std::move(channel));
    open_ = true;
    return Done{};
}

Result<Done> TicketPrinterEscpos::status() {
    if (!open_) return fail(Code::device_gone, "the ticket printer is not open");
    auto channel = EscposChannel::connect(address_, Deadline(connect_patience / 2));
    if (!channel) return gone_if_gone(fail(std::move(channel)));
    auto answers = ask_status(*channel, Deadline(4 * answer_time));
    if (!answers) return gone_if_gone(fail(std::move(answers)));
    return Done{};
}

Result<Done> TicketPrinterEscpos::print(const Raster& slip, std::chrono::milliseconds patience) {
    if (auto checked = check(slip); !checked) return checked;
    if (!open_) return fail(Code::device_gone, "the ticket printer is not open");
    return gone_if_gone(send_job(slip, patience));
}

Result<Done> TicketPrinterEscpos::send_job(const Raster& slip, Duration patience) {
    const Deadline deadline(patience);
    // A job that gets stuck leaves no time to ask why, unless some is kept for it.
    const Deadline job_deadline(patience - std::min<Duration>(1s, patience / 4));
    auto channel = EscposChannel::connect(address_, Deadline(std::min(connect_patience, job_deadline.left())));
    if (!channel) return fail(std::move(channel));
    const auto answers = ask_status(*channel, job_deadline);
    if (!answers) return tl::unexpected(answers.error());
    if (job_deadline.passed()) return fail(Code::timed_out, "no time was left to print the slip");

    std::string job = left_over_ && *answers ? clear_buffers() : std::string{};
    job += escpos_bytes(slip);
    if (*answers) job += ask_when_printed();
    left_over_ = true;
    auto outcome = channel->write(job, job_deadline);
    if (outcome) outcome = channel->wait_until_taken(job_deadline);
    if (outcome && *answers) outcome = wait_until_printed(*channel, job_deadline);
    if (!outcome && outcome.error().code == Code::timed_out && *answers) {
        { const EscposChannel hung_up = std::move(*channel); }  // The printer serves one connection at a time.
        return tl::unexpected(explain_timeout(std::move(outcome.error()), deadline));
    }
    left_over_ = !outcome;
    return outcome;
}

Result<Done> TicketPrinterEscpos::wait_until_printed(EscposChannel& channel, const Deadline& deadline) {
    const Deadline belief(believed_after);
    for (;;) {
        const bool was_printed = channel.printed();  // The status must be younger than the slip.
        const auto answers = ask_status(channel, deadline);
        if (!answers) return tl::unexpected(answers.error());
        if (!*answers) return fail(Code::timed_out, "the ticket printer stopped answering; check its power and cable");
        if (was_printed || belief.passed()) return Done{};
        if (deadline.passed()) return fail(Code::timed_out, "the ticket printer did not finish the slip in time");
        if (!channel.printed()) std::this_thread::sleep_for(std::min<Duration>(deadline.left(), 20ms));
    }
}

Error TicketPrinterEscpos::explain_timeout(Error timeout, const Deadline& deadline) {
    auto channel = EscposChannel::connect(address_, deadline);
    if (!channel) return timeout;
    const auto status = channel->status(std::min(answer_time, deadline.left() / 5));
    if (!status || !*status) return timeout;
    auto verdict = (*status)->verdict();
    return verdict ? timeout : std::move(verdict.error());
}

Result<bool> TicketPrinterEscpos::ask_status(EscposChannel& channel, const Deadline& deadline) {
    const auto status = channel.status(std::min(answer_time, deadline.left() / 4));  // It asks four questions.
    if (!status) return tl::unexpected(status.error());
    if (!*status) return false;
    paper_near_end_ = (*status)->paper_near_end();
    if (auto verdict = (*status)->verdict(); !verdict) return fail(std::move(verdict));
    return true;
}

Result<Done> TicketPrinterEscpos::gone_if_gone(Result<Done> outcome) {
    if (!outcome && outcome.error().code == Code::device_gone) open_ = false;
    return outcome;
}

}  // namespace kiosk::drivers
