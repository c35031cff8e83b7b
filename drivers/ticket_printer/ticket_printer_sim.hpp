#pragma once
/// A ticket printer that exists only here. It takes the real bytes and keeps the pictures it printed.

#include <cstddef>
#include <limits>
#include <mutex>
#include <vector>

#include "drivers/ticket_printer/ticket_printer.hpp"
#include "kiosk/base/clock.hpp"

namespace kiosk::drivers {

/// The interface on one thread, the hands on any.
class TicketPrinterSim final : public TicketPrinter {
public:
    /// 150 mm a second at 8 dots a mm, and the knife.
    static constexpr int rows_a_second = 1200;
    static constexpr Duration cutting_time = 300ms;
    static constexpr std::size_t most_slips_kept = 200;

    explicit TicketPrinterSim(const Clock& clock);

    Result<Done> open() override;
    Result<Done> status() override;
    Result<Done> print(const Raster& slip, std::chrono::milliseconds patience) override;
    [[nodiscard]] bool paper_near_end() const override;

    /// The slips that came out whole, oldest first, at most the last most_slips_kept.
    [[nodiscard]] std::vector<Raster> printed() const;
    void run_out_of_paper();
    /// The paper ends after this many more rows: in the middle of a slip, if it is longer.
    void run_out_of_paper_after(int rows);
    void refill();
    void open_cover();
    void close_cover();
    void unplug();
    void plug_in();
    /// The power goes once this many more bytes have arrived; plug_in() brings it back.
    void cut_power_after(std::size_t bytes);

private:
    static constexpr int full_roll_rows = 80 * 1000 * 8;  ///< a roll of 80 m
    static constexpr int near_end_rows = 3 * 1000 * 8;
    static constexpr std::size_t no_cut = std::numeric_limits<std::size_t>::max();

    Result<Done> trouble() const;
    Result<Done> take_band(std::size_t bytes, int rows);

    const Clock& clock_;
    mutable std::mutex mutex_;
    std::vector<Raster> printed_;
    int paper_rows_ = full_roll_rows;
    std::size_t power_left_bytes_ = no_cut;
    bool plugged_ = true;
    bool open_ = false;
    bool cover_open_ = false;
};

}  // namespace kiosk::drivers
