#include "drivers/page_scanner/page_scanner_process.hpp"

#include <algorithm>
#include <utility>

namespace kiosk::drivers {
namespace {

constexpr Duration opening_patience = 30s;    // with every backend of SANE to ask it takes 8 s
constexpr Duration scanning_patience = 180s;  // A4 in colour at 600 dpi on a slow flatbed takes a minute
constexpr Duration giving_patience = 1s;
constexpr Duration stopping_patience = 800ms;  // with what follows within the second that is promised
constexpr Duration round = 20ms;               // how soon a stop is noticed

}  // namespace

PageScannerProcess::PageScannerProcess(std::filesystem::path program, std::string device,
                                       const std::map<std::string, std::string>& options)
    : program_(std::move(program)), arguments_{std::move(device)} {
    for (const auto& [name, value] : options) arguments_.emplace_back(name).append("=").append(value);
}

Result<Done> PageScannerProcess::open() {
    child_.reset();
    auto child = Child::start(program_, arguments_);
    if (!child) return fail(std::move(child));
    child_.emplace(std::move(*child));
    auto opened = ask("open\n", {}, opening_patience);
    if (opened) return Done{};
    child_.reset();
    return fail(std::move(opened));
}

Result<Picture> PageScannerProcess::scan(std::stop_token stop, int dpi) {
    if (dpi < 75 || dpi > 600) return fail(Code::bad_usage, "a page is scanned at 75 to 600 dpi");
    if (!child_) return fail(Code::device_gone, "the scanner " + arguments_.front() + " is not open");
    if (stop.stop_requested()) return fail(Code::stopped, "the scan was cancelled");
    auto page = scan_once(stop, dpi);
    if (!page && std::exchange(hung_after_page_, false)) {  // it had hung when the page before was in: nobody need know
        if (auto opened = open(); !opened) return fail(std::move(opened));
        page = scan_once(stop, dpi);
    }
    if (!page && (page.error().code == Code::device_gone || page.error().code == Code::device_fault)) child_.reset();
    return page;
}

Result<Picture> PageScannerProcess::scan_once(const std::stop_token& stop, int dpi) {
    return ask("scan " + std::to_string(dpi) + '\n', stop, scanning_patience);
}

Result<Picture> PageScannerProcess::ask(const std::string& line, const std::stop_token& stop, Duration patience) {
    const Deadline deadline(patience);
    stopping_.reset();
    if (auto given = child_->give(line, Deadline(giving_patience)); !given)
        return fail(Code::device_fault, given.error().detail);
    auto answer = read_line(stop, deadline);
    if (!answer) return fail(std::move(answer));
    if (answer->error) return tl::unexpected<Error>(*answer->error);
    auto bytes = read_bytes(answer->bytes, stop, deadline);
    if (!bytes) return fail(std::move(bytes));
    return Picture{std::move(*bytes), std::move(answer->media_type)};
}

Result<ScannerAnswer> PageScannerProcess::read_line(const std::stop_token& stop, const Deadline& deadline) {
    std::string line;
    for (char byte = 0; line.size() < longest_answer_line; line += byte) {
        auto got = receive(&byte, 1, stop, deadline);
        if (!got) return fail(std::move(got));
        if (byte != '\n') continue;
        if (auto answer = read_answer(line)) return std::move(*answer);
        break;
    }
    return fail(Code::device_fault, "the scanner's program said something that nobody understands; install the kiosk anew");
}

Result<std::string> PageScannerProcess::read_bytes(std::size_t count, const std::stop_token& stop,
                                                   const Deadline& deadline) {
    std::string bytes(count, '\0');
    for (std::size_t have = 0; have < count;) {
        auto got = receive(bytes.data() + have, count - have, stop, deadline);
        if (!got) return fail(std::move(got));
        have += *got;
    }
    return bytes;
}

/// At least one byte. A program that does not obey a stop in time is ended, and with it the scan.
Result<std::size_t> PageScannerProcess::receive(char* room, std::size_t size, const std::stop_token& stop,
                                                const Deadline& deadline) {
    for (;;) {
        if (stop.stop_requested() && !stopping_) {
            stopping_.emplace(stopping_patience);
            if (auto given = child_->give("stop\n", *stopping_); !given)
                return fail(Code::device_fault, given.error().detail);
        }
        if (stopping_ && stopping_->passed()) {
            child_.reset();
            return fail(Code::stopped, "the scan was cancelled; the scanner did not obey and has to be opened again");
        }
        if (deadline.passed()) return fail(Code::device_fault, "the scanner does not answer; switch it off and on");
        auto ready = wait_ready(child_->channel(), POLLIN, Deadline(std::min(round, deadline.left())));
        if (!ready) return fail(Code::device_fault, ready.error().detail);
        if (*ready == 0) continue;
        const auto got = ::recv(child_->channel(), room, size, 0);
        if (got > 0) return static_cast<std::size_t>(got);
        if (got < 0 && errno == EINTR) continue;
        const int status = child_->wait_for_end();
        hung_after_page_ = WIFEXITED(status) && WEXITSTATUS(status) == hung_after_page;
        return fail(Code::device_fault,
                    WIFSIGNALED(status) ? "the scanner's program was ended by signal " + std::to_string(WTERMSIG(status))
                                        : "the scanner's program ended with code " + std::to_string(WEXITSTATUS(status)));
    }
}

}  // namespace kiosk::drivers
