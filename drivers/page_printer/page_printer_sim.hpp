#pragma once
/// A page printer that exists only here. It keeps the papers it printed.

#include <cstddef>
#include <mutex>
#include <string>
#include <vector>

#include "drivers/page_printer/page_printer.hpp"
#include "kiosk/base/clock.hpp"

namespace kiosk::drivers {

/// The interface on one thread, the hands on any.
class PagePrinterSim final : public PagePrinter {
public:
    /// An office laser printer that wakes up: the first page is out after this.
    static constexpr Duration job_time = 6s;
    static constexpr Duration looked_at_every = 500ms;
    static constexpr std::size_t most_papers_kept = 20;

    explicit PagePrinterSim(const Clock& clock);

    Result<Done> open() override;
    Result<Done> status() override;
    Result<Done> print(std::string_view pdf, std::chrono::milliseconds patience, const std::stop_token& stop) override;

    /// The papers that came out whole, oldest first, at most the last most_papers_kept.
    [[nodiscard]] std::vector<std::string> printed() const;
    void run_out_of_paper();
    /// The paper ends while the next job is being printed.
    void run_out_of_paper_in_job();
    void refill();
    void jam();
    void clear_jam();
    void open_cover();
    void close_cover();
    void unplug();
    /// The power goes while the next job is being printed; plug_in() brings it back.
    void unplug_in_job();
    void plug_in();

private:
    enum class Surprise { none, paper, power };

    Result<Done> trouble() const;
    void be_surprised();

    const Clock& clock_;
    mutable std::mutex mutex_;
    std::vector<std::string> printed_;
    Surprise surprise_ = Surprise::none;  ///< of the next job
    bool plugged_ = true;
    bool open_ = false;
    bool paper_ = true;
    bool jammed_ = false;
    bool cover_open_ = false;
};

}  // namespace kiosk::drivers
