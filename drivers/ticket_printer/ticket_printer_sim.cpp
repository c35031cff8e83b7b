#include "drivers/ticket_printer/ticket_printer_sim.hpp"

#include <algorithm>
#include <string>

#include "drivers/sim_wait.hpp"
#include "drivers/ticket_printer/escpos.hpp"

namespace kiosk::drivers {

TicketPrinterSim::TicketPrinterSim(const Clock& clock) : clock_(clock) {}

Result<Done> TicketPrinterSim::open() {
    const std::lock_guard lock(mutex_);
    open_ = plugged_;
    if (!plugged_) return fail(Code::device_gone, "the simulated ticket printer is unplugged");
    return Done{};
}

Result<Done> TicketPrinterSim::status() {
    const std::lock_guard lock(mutex_);
    return trouble();
}

Result<Done> TicketPrinterSim::print(const Raster& slip, std::chrono::milliseconds patience) {
    if (auto checked = check(slip); !checked) return checked;
    if (auto ready = status(); !ready) return ready;
    const std::string job = escpos_bytes(slip);
    const Monotonic patience_ends = clock_.monotonic() + patience;
    const auto bands = static_cast<std::size_t>((slip.height_px + band_rows - 1) / band_rows);
    for (std::size_t band = 0; band < bands; ++band) {
        const int rows = std::min(band_rows, slip.height_px - static_cast<int>(band) * band_rows);
        const std::size_t bytes = job.size() * (band + 1) / bands - job.size() * band / bands;
        if (auto taken = take_band(bytes, rows); !taken) return taken;
        const auto row_time = Duration{rows * 1000 / rows_a_second} + (band + 1 == bands ? cutting_time : Duration{0});
        const Duration left = patience_ends - clock_.monotonic();
        if (row_time > left) {
            sim_wait(clock_, left);
            return fail(Code::timed_out, "the simulated ticket printer did not finish in time");
        }
        sim_wait(clock_, row_time);
    }
    auto drawn = read_escpos(job);
    if (!drawn) return fail(std::move(drawn));
    const std::lock_guard lock(mutex_);
    if (auto still_fine = trouble(); !still_fine) return still_fine;
    if (printed_.size() >= most_slips_kept) printed_.erase(printed_.begin());
    printed_.push_back(std::move(*drawn));
    return Done{};
}

Result<Done> TicketPrinterSim::take_band(std::size_t bytes, int rows) {
    const std::lock_guard lock(mutex_);
    if (bytes > power_left_bytes_) {
        plugged_ = false;
        open_ = false;
    } else if (power_left_bytes_ != no_cut) {
        power_left_bytes_ -= bytes;
    }
    if (auto fine = trouble(); !fine) return fine;
    const bool enough_paper = rows <= paper_rows_;
    paper_rows_ = std::max(0, paper_rows_ - rows);
    if (!enough_paper) return trouble();
    return Done{};
}

Result<Done> TicketPrinterSim::trouble() const {
    if (!open_) return fail(Code::device_gone, "the simulated ticket printer is unplugged or was not opened");
    if (cover_open_) return fail(Code::cover_open, "the simulated ticket printer's cover is open");
    if (paper_rows_ == 0) return fail(Code::no_paper, "the simulated ticket printer is out of paper");
    return Done{};
}

bool TicketPrinterSim::paper_near_end() const {
    const std::lock_guard lock(mutex_);
    return paper_rows_ < near_end_rows;
}

std::vector<Raster> TicketPrinterSim::printed() const {
    const std::lock_guard lock(mutex_);
    return printed_;
}

void TicketPrinterSim::run_out_of_paper() { run_out_of_paper_after(0); }

void TicketPrinterSim::run_out_of_paper_after(int rows) {
    const std::lock_guard lock(mutex_);
    paper_rows_ = rows;
}

void TicketPrinterSim::refill() { run_out_of_paper_after(full_roll_rows); }

void TicketPrinterSim::open_cover() {
    const std::lock_guard lock(mutex_);
    cover_open_ = true;
}

void TicketPrinterSim::close_cover() {
    const std::lock_guard lock(mutex_);
    cover_open_ = false;
}

void TicketPrinterSim::unplug() {
    const std::lock_guard lock(mutex_);
    plugged_ = false;
    open_ = false;
}

void TicketPrinterSim::plug_in() {
    const std::lock_guard lock(mutex_);
    plugged_ = true;
    power_left_bytes_ = no_cut;
}

void TicketPrinterSim::cut_power_after(std::size_t bytes) {
    const std::lock_guard lock(mutex_);
    power_left_bytes_ = bytes;
}

}  // namespace kiosk::drivers
