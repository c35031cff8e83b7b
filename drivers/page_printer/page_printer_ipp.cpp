#include "drivers/page_printer/page_printer_ipp.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

namespace kiosk::drivers {
namespace {

constexpr const char* pdf_format = "application/pdf";
constexpr const char* a4 = "iso_a4_210x297mm";  // PWG 5101.1

std::string machine_name() {
    std::array<char, 64> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return "machine";
    return name.data();
}

std::vector<std::string> texts_of(ipp_t* answer, const char* name) {
    std::vector<std::string> out;
    auto* attribute = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    for (int i = 0; i < ippGetCount(attribute); ++i) {
        if (const char* text = ippGetString(attribute, i, nullptr); text != nullptr) out.emplace_back(text);
    }
    return out;
}

int number_of(ipp_t* answer, const char* name) {
    auto* attribute = ippFindAttribute(answer, name, IPP_TAG_ZERO);
    return attribute == nullptr ? 0 : ippGetInteger(attribute, 0);
}

/// A printer that does not list what it supports is believed to support it.
bool lists(ipp_t* answer, const char* name, const std::string& wanted) {
    const auto listed = texts_of(answer, name);
    return listed.empty() || std::find(listed.begin(), listed.end(), wanted) != listed.end();
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

void ask_for(ipp_t* request, const std::vector<const char*>& attributes) {
    ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", static_cast<int>(attributes.size()),
                  nullptr, attributes.data());
}

PrinterState state_of(ipp_t* answer) {
    PrinterState out;
    out.stopped = number_of(answer, "printer-state") == IPP_PSTATE_STOPPED;
    auto* accepting = ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
    out.accepting = accepting == nullptr || ippGetBoolean(accepting, 0) != 0;
    out.reasons = texts_of(answer, "printer-state-reasons");
    return out;
}

}  // namespace

PagePrinterIpp::PagePrinterIpp(const std::string& address)
    : address_(IppAddress::parse(address)), user_("kiosk-" + machine_name()) {}

Result<Done> PagePrinterIpp::open() {
    open_ = false;
    if (!address_) return tl::unexpected(address_.error());
    auto answer = ask_printer({"document-format-supported", "media-supported"}, Deadline(answer_patience));
    if (!answer) return fail(std::move(answer));
    if (!lists(answer->get(), "document-format-supported", pdf_format))
        return fail(Code::unsupported,
                    "the page printer takes no PDF; make a queue of CUPS for it and write the queue's name");
    if (!lists(answer->get(), "media-supported", a4)) return fail(Code::unsupported, "the page printer has no A4 paper");
    open_ = true;
    throw_away_what_waits(Deadline(clearing_patience));
    return Done{};
}

Result<Done> PagePrinterIpp::status() {
    if (!open_) return fail(Code::device_gone, "the page printer is not open");
    return gone_if_gone(look(Deadline(answer_patience)));
}

Result<Done> PagePrinterIpp::print(std::string_view pdf, std::chrono::milliseconds patience, const std::stop_token& stop) {
    if (!claims_to_be_pdf(pdf)) return fail(Code::bad_usage, "these bytes are no PDF");
    if (!open_) return fail(Code::device_gone, "the page printer is not open");
    const Deadline deadline(patience);
    job_ = 0;
    auto outcome = print_job(pdf, Deadline(patience - std::min<Duration>(clearing_patience, patience / 4)), stop);
    if (!outcome && outcome.error().code == Code::timed_out)
        outcome = tl::unexpected(why_stuck(std::move(outcome.error()), Deadline(deadline.left() / 2)));
    if (!outcome) throw_away_what_waits(deadline);
    return gone_if_gone(std::move(outcome));
}

Result<Done> PagePrinterIpp::print_job(std::string_view pdf, const Deadline& deadline, const std::stop_token& stop) {
    if (auto ready = look(deadline, stop); !ready) return ready;
    const auto begun = begin(pdf, deadline, stop);
    if (!begun) return tl::unexpected(begun.error());
    job_ = begun->id;
    Duration rest = first_look;
    for (std::optional<Job> job = *begun;; rest = std::min(rest * 2, watched_every)) {
        if (auto end = end_of(job, deadline)) return std::move(*end);
        // A job that the printer itself only queued does not know why it waits.
        if (auto fine = look(deadline, stop); !fine) return fine;
        const Deadline next_look(std::min(rest, deadline.left()));
        while (!next_look.passed() && !stop.stop_requested()) std::this_thread::sleep_for(std::min(next_look.left(), 20ms));
        if (stop.stop_requested()) return fail(Code::stopped, "printing was stopped");
        if (deadline.passed()) return fail(Code::timed_out, "the page printer did not finish in time");
        auto seen = look_at(begun->id, deadline, stop);
        if (!seen) return fail(std::move(seen));
        job = std::move(*seen);
    }
}

Result<PagePrinterIpp::Job> PagePrinterIpp::begin(std::string_view pdf, const Deadline& deadline,
                                                  const std::stop_token& stop) const {
    auto request = ipp_request(IPP_OP_PRINT_JOB, *address_, user_);
    auto* r = request.get();
    ippAddString(r, IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", nullptr, "kiosk");  // names nobody: queues show it to all
    ippAddString(r, IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", nullptr, pdf_format);
    ippAddInteger(r, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", 1);
    ippAddString(r, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", nullptr, "one-sided");
    ippAddString(r, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", nullptr, a4);
    auto answer = ipp_exchange(*address_, std::move(request), pdf, deadline, stop);
    if (!answer) return fail(std::move(answer));
    const Job job{number_of(answer->get(), "job-id"), number_of(answer->get(), "job-state"),
                  joined(texts_of(answer->get(), "job-state-reasons"))};
    if (job.id <= 0) return fail(Code::device_fault, "the page printer gave its job no number");
    return job;
}

Result<std::optional<PagePrinterIpp::Job>> PagePrinterIpp::look_at(int job, const Deadline& deadline,
                                                                   const std::stop_token& stop) const {
    auto request = ipp_request(IPP_OP_GET_JOB_ATTRIBUTES, *address_, user_);
    ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
    ask_for(request.get(), {"job-state", "job-state-reasons"});
    auto answer = ipp_exchange(*address_, std::move(request), {}, deadline, stop);
    if (!answer && answer.error().code == Code::not_found) return std::nullopt;
    if (!answer) return fail(std::move(answer));
    return Job{job, number_of(answer->get(), "job-state"), joined(texts_of(answer->get(), "job-state-reasons"))};
}

std::optional<Result<Done>> PagePrinterIpp::end_of(const std::optional<Job>& job, const Deadline& deadline) const {
    // Small printers forget a job as soon as its last page is out: without trouble, it is.
    if (!job) return look(deadline);
    switch (job->state) {
        case IPP_JSTATE_COMPLETED:
            if (job->reasons.find("completed-with-errors") == std::string::npos) return Done{};
            return fail(Code::device_fault, "the page printer printed with errors: " + job->reasons);
        case IPP_JSTATE_STOPPED:
        case IPP_JSTATE_ABORTED:
        case IPP_JSTATE_CANCELED:
            return tl::unexpected(
                why_stuck({Code::device_fault, "the page printer gave the job up: " + job->reasons}, deadline));
        default: return std::nullopt;
    }
}

void PagePrinterIpp::throw_away_what_waits(const Deadline& deadline) {
    if (const int job = std::exchange(job_, 0); job > 0) {
        auto cancel = ipp_request(IPP_OP_CANCEL_JOB, *address_, user_);
        ippAddInteger(cancel.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
        if (ipp_exchange(*address_, std::move(cancel), {}, deadline)) return;
    }
    // A printer that is gone or does not know the operation keeps what it has: nothing more can be done from here, and open()
    // tries again.
    const auto answer = ipp_exchange(*address_, ipp_request(IPP_OP_CANCEL_MY_JOBS, *address_, user_), {}, deadline);
    static_cast<void>(answer);
}

Result<IppMessage> PagePrinterIpp::ask_printer(const std::vector<const char*>& attributes, const Deadline& deadline,
                                               const std::stop_token& stop) const {
    auto request = ipp_request(IPP_OP_GET_PRINTER_ATTRIBUTES, *address_, user_);
    ask_for(request.get(), attributes);
    return ipp_exchange(*address_, std::move(request), {}, deadline, stop);
}

Result<Done> PagePrinterIpp::look(const Deadline& deadline, const std::stop_token& stop) const {
    auto answer = ask_printer({"printer-state", "printer-state-reasons", "printer-is-accepting-jobs"}, deadline, stop);
    if (!answer) return fail(std::move(answer));
    return state_of(answer->get()).verdict();
}

Error PagePrinterIpp::why_stuck(Error otherwise, const Deadline& deadline) const {
    auto answer = ask_printer({"printer-state", "printer-state-reasons", "printer-is-accepting-jobs"}, deadline);
    if (!answer) return otherwise;
    auto verdict = state_of(answer->get()).verdict(true);
    return verdict ? otherwise : std::move(verdict.error());
}

Result<Done> PagePrinterIpp::gone_if_gone(Result<Done> outcome) {
    if (!outcome && outcome.error().code == Code::device_gone) open_ = false;
    return outcome;
}

}  // namespace kiosk::drivers
