#include "drivers/page_printer/ipp_exchange.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace kiosk::drivers {
namespace {

constexpr Duration connect_patience = 2s;
constexpr double looks_up_every_s = 0.1;  ///< how late a deadline or a stop may be noticed
constexpr std::size_t piece_bytes = std::size_t{32} * 1024;

struct HttpClose {
    void operator()(http_t* http) const { httpClose(http); }
};
using Connection = std::unique_ptr<http_t, HttpClose>;

struct Limits {
    const Deadline& deadline;
    const std::stop_token& stop;
    [[nodiscard]] bool over() const { return deadline.passed() || stop.stop_requested(); }
};

/// libcups asks after every short silence whether to go on.
int go_on(http_t*, void* limits) { return static_cast<const Limits*>(limits)->over() ? 0 : 1; }

/// A printer that sends a byte now and then is never silent: at the deadline the line is cut under it.
class Cutter {
public:
    Cutter(int fd, const Deadline& deadline)
        : thread_([this, fd, patience = deadline.left()](const std::stop_token& done) {
              std::unique_lock lock(mutex_);
              if (!over_.wait_for(lock, done, patience, [] { return false; }) && !done.stop_requested())
                  ::shutdown(fd, SHUT_RDWR);
          }) {}

private:
    std::mutex mutex_;
    std::condition_variable_any over_;
    std::jthread thread_;  ///< ends with the exchange, before the descriptor does
};

tl::unexpected<Error> broken_off(const Limits& limits, const std::string& doing) {
    if (limits.stop.stop_requested()) return fail(Code::stopped, "stopped while " + doing);
    if (limits.deadline.passed()) return fail(Code::timed_out, "the page printer did not answer in time while " + doing);
    return fail(Code::device_gone, "the page printer broke the connection while " + doing);
}

Result<Connection> connect(const IppAddress& address, Limits& limits) {
    const std::string host = address.host.empty() ? cupsServer() : address.host;
    const int port = address.host.empty() ? ippPort() : address.port;
    const auto encryption = address.sealed ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED;
    Connection http(httpConnect2(host.c_str(), port, nullptr, AF_UNSPEC, encryption, 1, 0, nullptr));  // 0: not yet
    if (!http) return fail(Code::device_gone, "no connection to the page printer at " + host);
    httpSetTimeout(http.get(), looks_up_every_s, go_on, &limits);
    const auto patience = std::min(connect_patience, limits.deadline.left());
    if (patience == Duration{0}) return broken_off(limits, "connecting");
    if (httpReconnect2(http.get(), static_cast<int>(patience.count()), nullptr) != 0) {
        if (limits.over()) return broken_off(limits, "connecting");
        const std::string what = address.host.empty() ? "CUPS does not run on this machine; start cups.service"
                                                      : "check its power, its cable and the address";
        return fail(Code::device_gone, "no connection to the page printer at " + host + "; " + what);
    }
    return http;
}

Result<Done> send(http_t* http, const IppAddress& address, ipp_t* request, std::string_view document, const Limits& limits) {
    httpClearFields(http);
    httpSetField(http, HTTP_FIELD_CONTENT_TYPE, "application/ipp");
    httpSetLength(http, ippLength(request) + document.size());
    if (httpPost(http, address.resource.c_str()) != 0) return broken_off(limits, "asking");
    ippSetState(request, IPP_STATE_IDLE);
    for (auto state = IPP_STATE_IDLE; state != IPP_STATE_DATA;) {
        state = ippWrite(http, request);
        if (state == IPP_STATE_ERROR) return broken_off(limits, "asking");
    }
    while (!document.empty()) {
        const auto piece = document.substr(0, piece_bytes);
        if (httpWrite2(http, piece.data(), piece.size()) != static_cast<ssize_t>(piece.size()))
            return broken_off(limits, "taking the document");
        document.remove_prefix(piece.size());
        if (limits.over()) return broken_off(limits, "taking the document");
        if (httpCheck(http) != 0) break;  // it has answered before it heard everything: mostly no
    }
    if (httpFlushWrite(http) < 0) return broken_off(limits, "taking the document");
    return Done{};
}

Result<Done> read_http_status(http_t* http, const IppAddress& address, const Limits& limits) {
    auto status = HTTP_STATUS_CONTINUE;
    while (status == HTTP_STATUS_CONTINUE && !limits.over()) status = httpUpdate(http);
    switch (status) {
        case HTTP_STATUS_OK: return Done{};
        case HTTP_STATUS_CONTINUE:
        case HTTP_STATUS_ERROR: return broken_off(limits, "answering");
        case HTTP_STATUS_UNAUTHORIZED:
        case HTTP_STATUS_FORBIDDEN:
            return fail(Code::no_permission, "the page printer does not let this machine print; allow it there");
        case HTTP_STATUS_UPGRADE_REQUIRED:
            return fail(Code::no_permission, "the page printer asks for TLS; write its address with ipps://");
        case HTTP_STATUS_NOT_FOUND:
            return fail(Code::not_found, "there is no printer under " + address.resource + "; correct the address");
        default: return fail(Code::device_fault, "the page printer answered with HTTP status " + std::to_string(status));
    }
}

Result<Done> read_ipp_status(ipp_t* answer, const IppAddress& address) {
    const auto status = ippGetStatusCode(answer);
    if (status <= IPP_STATUS_OK_EVENTS_COMPLETE) return Done{};
    const std::string words = ippErrorString(status);
    switch (status) {
        case IPP_STATUS_ERROR_NOT_FOUND:
        case IPP_STATUS_ERROR_GONE:
            return fail(Code::not_found, address.uri + " is not there (" + words + "); correct the address");
        case IPP_STATUS_ERROR_NOT_AUTHENTICATED:
        case IPP_STATUS_ERROR_NOT_AUTHORIZED:
        case IPP_STATUS_ERROR_FORBIDDEN:
            return fail(Code::no_permission, "the page printer does not let this machine print: " + words);
        case IPP_STATUS_ERROR_BUSY: return fail(Code::busy, "the page printer is busy with another job");
        case IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED:
        case IPP_STATUS_ERROR_DOCUMENT_FORMAT_ERROR:
        case IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES:
        case IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED:
            return fail(Code::unsupported, "the page printer cannot print this: " + words);
        default: return fail(Code::device_fault, "the page printer refused: " + words);
    }
}

}  // namespace

IppMessage ipp_request(ipp_op_t operation, const IppAddress& address, const std::string& user) {
    IppMessage out(ippNew());
    ippSetOperation(out.get(), operation);
    ippSetRequestId(out.get(), 1);  // one request a connection
    const auto add = [&](ipp_tag_t tag, const char* name, const std::string& value) {
        ippAddString(out.get(), IPP_TAG_OPERATION, tag, name, nullptr, value.c_str());
    };
    add(IPP_TAG_CHARSET, "attributes-charset", "utf-8");
    add(IPP_TAG_LANGUAGE, "attributes-natural-language", "en");
    add(IPP_TAG_URI, "printer-uri", address.uri);
    add(IPP_TAG_NAME, "requesting-user-name", user);
    return out;
}

Result<IppMessage> ipp_exchange(const IppAddress& address, IppMessage request, std::string_view document,
                                const Deadline& deadline, const std::stop_token& stop) {
    Limits limits{deadline, stop};
    auto http = connect(address, limits);
    if (!http) return fail(std::move(http));
    const Cutter cutter(httpGetFd(http->get()), deadline);
    if (auto sent = send(http->get(), address, request.get(), document, limits); !sent) return fail(std::move(sent));
    if (auto status = read_http_status(http->get(), address, limits); !status) return fail(std::move(status));
    IppMessage answer(ippNew());
    for (auto state = IPP_STATE_IDLE; state != IPP_STATE_DATA;) {
        state = ippRead(http->get(), answer.get());
        if (state == IPP_STATE_ERROR) return broken_off(limits, "answering");
    }
    if (auto status = read_ipp_status(answer.get(), address); !status) return fail(std::move(status));
    return answer;
}

}  // namespace kiosk::drivers
