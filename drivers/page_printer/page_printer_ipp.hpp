#pragma once
/// An office printer that speaks IPP, or a queue of this machine's CUPS.

#include <optional>
#include <string>
#include <vector>

#include "drivers/page_printer/ipp_exchange.hpp"
#include "drivers/page_printer/page_printer.hpp"
#include "drivers/page_printer/printer_state.hpp"

namespace kiosk::drivers {

/// The bytes are handed over as they are (application/pdf, iso_a4_210x297mm): no printer's language is spoken here. A printer
/// that takes no PDF gets a queue of CUPS in front of it. Every function makes its own connections, so a printer may be switched
/// off and on in between.
class PagePrinterIpp final : public PagePrinter {
public:
    static constexpr Duration answer_patience = 2s;
    /// Kept of the patience for a job, to throw away what is left of it.
    static constexpr Duration clearing_patience = 2s;
    static constexpr Duration first_look = 20ms;  ///< then half as often each time, until
    static constexpr Duration watched_every = 500ms;

    /// `address`: see IppAddress. Jobs are those of the user "kiosk-" and this machine's name: kiosks that share a printer must
    /// have different ones, for each throws away only its own.
    explicit PagePrinterIpp(const std::string& address);

    Result<Done> open() override;
    Result<Done> status() override;
    Result<Done> print(std::string_view pdf, std::chrono::milliseconds patience, const std::stop_token& stop) override;

private:
    struct Job {
        int id = 0;
        int state = 0;  ///< job-state, RFC 8011 5.3.7
        std::string reasons;
    };

    [[nodiscard]] Result<IppMessage> ask_printer(const std::vector<const char*>& attributes, const Deadline& deadline,
                                                 const std::stop_token& stop = {}) const;
    [[nodiscard]] Result<Done> look(const Deadline& deadline, const std::stop_token& stop = {}) const;
    /// Why a job does not come out: what the printer says, `otherwise` when it says nothing.
    [[nodiscard]] Error why_stuck(Error otherwise, const Deadline& deadline) const;
    [[nodiscard]] Result<Done> print_job(std::string_view pdf, const Deadline& deadline, const std::stop_token& stop);
    [[nodiscard]] Result<Job> begin(std::string_view pdf, const Deadline& deadline, const std::stop_token& stop) const;
    /// The job as it is now; without a value when the printer does not know it any more.
    [[nodiscard]] Result<std::optional<Job>> look_at(int job, const Deadline& deadline, const std::stop_token& stop) const;
    /// Done, or why it was not printed; nothing while it is on its way.
    [[nodiscard]] std::optional<Result<Done>> end_of(const std::optional<Job>& job, const Deadline& deadline) const;
    void throw_away_what_waits(const Deadline& deadline);
    Result<Done> gone_if_gone(Result<Done> outcome);

    const Result<IppAddress> address_;
    const std::string user_;
    bool open_ = false;
    int job_ = 0;  ///< the last one; 0: its number never came
};

}  // namespace kiosk::drivers
