#include "tests/drivers/loopback_page_printer.hpp"

#include <fcntl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <memory>

namespace kiosk::drivers::test {
namespace {

struct CloseHttp {
    void operator()(http_t* http) const { httpClose(http); }
};
using Http = std::unique_ptr<http_t, CloseHttp>;

int number(ipp_t* message, const char* name) {
    auto* attribute = ippFindAttribute(message, name, IPP_TAG_INTEGER);
    return attribute == nullptr ? 0 : ippGetInteger(attribute, 0);
}

void say(ipp_t* answer, ipp_tag_t tag, const char* name, const char* value) {
    ippAddString(answer, IPP_TAG_PRINTER, tag, name, nullptr, value);
}

}  // namespace

LoopbackPagePrinter::LoopbackPagePrinter() { plug_in(); }

void LoopbackPagePrinter::plug_in() {
    int ends[2];
    require(::pipe2(ends, O_CLOEXEC) == 0, "a pipe for the test printer");
    stop_read_ = Descriptor(ends[0]);
    stop_write_ = Descriptor(ends[1]);
    listening_.emplace(port_);
    port_ = listening_->port();
    jobs_.clear();
    thread_ = std::jthread([this] { serve(); });
}

void LoopbackPagePrinter::unplug() {
    stop_write_.close();
    if (thread_.joinable()) thread_.join();
    listening_.reset();
}

std::vector<std::string> LoopbackPagePrinter::printed() {
    const std::lock_guard lock(mutex_);
    return printed_;
}

std::vector<std::string> LoopbackPagePrinter::asked_for() {
    const std::lock_guard lock(mutex_);
    return asked_for_;
}

void LoopbackPagePrinter::set_reason(const std::string& reason) {
    const std::lock_guard lock(mutex_);
    reason_ = reason;
}

void LoopbackPagePrinter::serve() {
    for (;;) {
        std::array<pollfd, 2> waiting{{{listening_->fd(), POLLIN, 0}, {stop_read_.get(), POLLIN, 0}}};
        ::poll(waiting.data(), waiting.size(), -1);
        if (waiting[1].revents != 0) return;
        serve_one(listening_->fd());
        if (power_goes_in_job && !jobs_.empty() && jobs_.back().state == IPP_JSTATE_PROCESSING) {
            power_goes_in_job = false;
            listening_.reset();
            return;
        }
    }
}

void LoopbackPagePrinter::serve_one(int listening) {
    const Http http(httpAcceptConnection(listening, 1));
    if (!http) return;
    httpSetTimeout(
        http.get(), 5, [](http_t*, void*) { return 0; }, nullptr);
    std::array<char, 256> resource{};
    if (httpReadRequest(http.get(), resource.data(), resource.size()) != HTTP_STATE_POST) return;
    while (httpUpdate(http.get()) == HTTP_STATUS_CONTINUE && httpGetState(http.get()) != HTTP_STATE_POST_RECV) continue;
    std::unique_ptr<ipp_t, void (*)(ipp_t*)> request(ippNew(), ippDelete);
    for (auto state = IPP_STATE_IDLE; state != IPP_STATE_DATA;) {
        state = ippRead(http.get(), request.get());
        if (state == IPP_STATE_ERROR) return;
    }
    std::string document;
    std::array<char, 4096> bytes;
    while (httpGetState(http.get()) == HTTP_STATE_POST_RECV) {
        const auto count = httpRead2(http.get(), bytes.data(), bytes.size());
        if (count <= 0) break;
        document.append(bytes.data(), static_cast<std::size_t>(count));
    }
    const auto until_unplugged = [&](Duration pause) {
        auto stopped = wait_ready(stop_read_.get(), POLLIN, Deadline(pause));
        return stopped && *stopped != 0;
    };
    if (silent || trickles) {
        while (!until_unplugged(5ms)) {
            if (trickles && ::send(httpGetFd(http.get()), "H", 1, MSG_NOSIGNAL) < 0) return;
            char nothing = 0;
            if (::recv(httpGetFd(http.get()), &nothing, 1, MSG_DONTWAIT) == 0) return;
        }
        return;
    }
    const std::unique_ptr<ipp_t, void (*)(ipp_t*)> answer(answer_to(request.get(), std::move(document)), ippDelete);
    httpClearFields(http.get());
    httpSetField(http.get(), HTTP_FIELD_CONTENT_TYPE, "application/ipp");
    httpSetLength(http.get(), ippLength(answer.get()));
    if (httpWriteResponse(http.get(), HTTP_STATUS_OK) != 0) return;
    ippSetState(answer.get(), IPP_STATE_IDLE);
    for (auto state = IPP_STATE_IDLE; state != IPP_STATE_DATA && state != IPP_STATE_ERROR;)
        state = ippWrite(http.get(), answer.get());
    httpFlushWrite(http.get());
}

ipp_t* LoopbackPagePrinter::answer_to(ipp_t* request, std::string document) {
    auto* answer = ippNewResponse(request);
    const std::lock_guard lock(mutex_);
    switch (ippGetOperation(request)) {
        case IPP_OP_GET_PRINTER_ATTRIBUTES: {
            const bool stopped = reason_ != "none" && !reason_.ends_with("-warning") && !reason_.ends_with("-report");
            ippAddInteger(answer, IPP_TAG_PRINTER, IPP_TAG_ENUM, "printer-state",
                          stopped ? IPP_PSTATE_STOPPED : IPP_PSTATE_IDLE);
            ippAddBoolean(answer, IPP_TAG_PRINTER, "printer-is-accepting-jobs", 1);
            say(answer, IPP_TAG_KEYWORD, "printer-state-reasons", reason_.c_str());
            say(answer, IPP_TAG_MIMETYPE, "document-format-supported", takes_pdf ? "application/pdf" : "image/urf");
            say(answer, IPP_TAG_KEYWORD, "media-supported", "iso_a4_210x297mm");
            break;
        }
        case IPP_OP_PRINT_JOB: print(request, answer, std::move(document)); break;
        case IPP_OP_GET_JOB_ATTRIBUTES: tell_of(number(request, "job-id"), answer); break;
        case IPP_OP_CANCEL_JOB: cancel(number(request, "job-id"), answer); break;
        case IPP_OP_CANCEL_MY_JOBS: cancel(0, answer); break;
        default: ippSetStatusCode(answer, IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED);
    }
    return answer;
}

void LoopbackPagePrinter::print(ipp_t* request, ipp_t* answer, std::string document) {
    asked_for_.clear();
    for (const char* name : {"document-format", "media", "sides", "job-name"}) {
        if (auto* attribute = ippFindAttribute(request, name, IPP_TAG_ZERO))
            asked_for_.push_back(std::string(name) + "=" + ippGetString(attribute, 0, nullptr));
    }
    const bool busy = std::any_of(jobs_.begin(), jobs_.end(), [](const Job& j) { return j.state == IPP_JSTATE_PROCESSING; });
    if (busy) return ippSetStatusCode(answer, IPP_STATUS_ERROR_BUSY), void();
    jobs_.push_back({static_cast<int>(jobs_.size()) + 1, IPP_JSTATE_PROCESSING, std::move(document)});
    if (paper_ends_in_job.exchange(false)) reason_ = "media-empty-error";
    ippAddInteger(answer, IPP_TAG_JOB, IPP_TAG_INTEGER, "job-id", jobs_.back().id);
    ippAddInteger(answer, IPP_TAG_JOB, IPP_TAG_ENUM, "job-state", IPP_JSTATE_PROCESSING);
}

void LoopbackPagePrinter::tell_of(int job, ipp_t* answer) {
    const auto place = static_cast<std::size_t>(job) - 1;
    if (place >= jobs_.size()) return ippSetStatusCode(answer, IPP_STATUS_ERROR_NOT_FOUND), void();
    auto& told = jobs_[place];
    if (told.state == IPP_JSTATE_PROCESSING && reason_ == "none" && !never_finishes) {
        told.state = IPP_JSTATE_COMPLETED;
        printed_.push_back(std::move(told.paper));
    }
    if (forgets_jobs && told.state == IPP_JSTATE_COMPLETED)
        return ippSetStatusCode(answer, IPP_STATUS_ERROR_NOT_FOUND), void();
    ippAddInteger(answer, IPP_TAG_JOB, IPP_TAG_ENUM, "job-state", told.state);
}

void LoopbackPagePrinter::cancel(int job, ipp_t* answer) {
    if (!cancels || (job == 0 && !knows_cancel_my_jobs))
        return ippSetStatusCode(answer, IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED), void();
    for (auto& each : jobs_) {
        if ((job == 0 || each.id == job) && each.state == IPP_JSTATE_PROCESSING) each.state = IPP_JSTATE_CANCELED;
    }
}

}  // namespace kiosk::drivers::test
