#pragma once
/// An office printer on a loopback socket: takes IPP as libcups encodes it, prints a job when it is asked about, keeps the papers.

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <cups/cups.h>

#include "drivers/descriptor.hpp"
#include "tests/support/loopback.hpp"

namespace kiosk::drivers::test {

class LoopbackPagePrinter {
public:
    LoopbackPagePrinter();
    LoopbackPagePrinter(const LoopbackPagePrinter&) = delete;
    LoopbackPagePrinter& operator=(const LoopbackPagePrinter&) = delete;
    ~LoopbackPagePrinter() { unplug(); }

    [[nodiscard]] std::string address() const { return "ipp://127.0.0.1:" + std::to_string(port_) + "/ipp/print"; }
    [[nodiscard]] std::vector<std::string> printed();
    /// What of the last job was asked for: "media=iso_a4_210x297mm", …
    [[nodiscard]] std::vector<std::string> asked_for();
    void plug_in();
    void unplug();
    /// The state reason with its severity, or "none".
    void set_reason(const std::string& reason);

    std::atomic<bool> paper_ends_in_job{false};
    std::atomic<bool> power_goes_in_job{false};
    std::atomic<bool> never_finishes{false};
    std::atomic<bool> forgets_jobs{false};  ///< once they are out
    std::atomic<bool> trickles{false};      ///< answers, a byte at a time, for ever
    std::atomic<bool> silent{false};        ///< takes everything, answers nothing
    std::atomic<bool> knows_cancel_my_jobs{true};
    std::atomic<bool> cancels{true};
    std::atomic<bool> takes_pdf{true};

private:
    struct Job {
        int id = 0;
        ipp_jstate_t state = IPP_JSTATE_PROCESSING;
        std::string paper;
    };
    void serve();
    void serve_one(int connection);
    /// The answer; nothing when the power goes.
    [[nodiscard]] ipp_t* answer_to(ipp_t* request, std::string document);
    void print(ipp_t* request, ipp_t* answer, std::string document);
    void tell_of(int job, ipp_t* answer);
    void cancel(int job, ipp_t* answer);

    int port_ = 0;
    std::optional<kiosk::test::ListeningSocket> listening_;
    Descriptor stop_read_;
    Descriptor stop_write_;
    std::mutex mutex_;
    std::string reason_ = "none";
    std::vector<Job> jobs_;
    std::vector<std::string> printed_;
    std::vector<std::string> asked_for_;
    std::jthread thread_;
};

}  // namespace kiosk::drivers::test
