#include "drivers/page_printer/page_printer_sim.hpp"

#include <algorithm>
#include <utility>

#include "drivers/sim_wait.hpp"

namespace kiosk::drivers {

PagePrinterSim::PagePrinterSim(const Clock& clock) : clock_(clock) {}

Result<Done> PagePrinterSim::open() {
    const std::lock_guard lock(mutex_);
    open_ = plugged_;
    if (!plugged_) return fail(Code::device_gone, "the simulated page printer is unplugged");
    return Done{};
}

Result<Done> PagePrinterSim::status() {
    const std::lock_guard lock(mutex_);
    return trouble();
}

Result<Done> PagePrinterSim::print(std::string_view pdf, std::chrono::milliseconds patience, const std::stop_token& stop) {
    if (!claims_to_be_pdf(pdf)) return fail(Code::bad_usage, "these bytes are no PDF");
    if (auto ready = status(); !ready) return ready;
    const Monotonic patience_ends = clock_.monotonic() + patience;
    for (Duration still = job_time; still > Duration{0};) {
        const Monotonic before = clock_.monotonic();
        const Duration slice = std::min(still, looked_at_every);
        const Duration left = patience_ends - before;
        if (!sim_wait(clock_, std::min(slice, left), stop)) return fail(Code::stopped, "printing was stopped");
        if (left < slice) return fail(Code::timed_out, "the simulated page printer did not finish in time");
        still -= std::max(slice, clock_.monotonic() - before);  // a script lets time jump
        const std::lock_guard lock(mutex_);
        be_surprised();
        if (auto fine = trouble(); !fine) return fine;
    }
    const std::lock_guard lock(mutex_);
    if (printed_.size() >= most_papers_kept) printed_.erase(printed_.begin());
    printed_.emplace_back(pdf);
    return Done{};
}

Result<Done> PagePrinterSim::trouble() const {
    if (!open_) return fail(Code::device_gone, "the simulated page printer is unplugged or was not opened");
    if (cover_open_) return fail(Code::cover_open, "the simulated page printer's cover is open");
    if (!paper_) return fail(Code::no_paper, "the simulated page printer is out of paper");
    if (jammed_) return fail(Code::paper_jam, "paper is jammed in the simulated page printer");
    return Done{};
}

void PagePrinterSim::be_surprised() {
    const auto surprise = std::exchange(surprise_, Surprise::none);
    if (surprise == Surprise::paper) paper_ = false;
    if (surprise == Surprise::power) plugged_ = open_ = false;
}

std::vector<std::string> PagePrinterSim::printed() const {
    const std::lock_guard lock(mutex_);
    return printed_;
}

void PagePrinterSim::run_out_of_paper() {
    const std::lock_guard lock(mutex_);
    paper_ = false;
}

void PagePrinterSim::run_out_of_paper_in_job() {
    const std::lock_guard lock(mutex_);
    surprise_ = Surprise::paper;
}

void PagePrinterSim::refill() {
    const std::lock_guard lock(mutex_);
    paper_ = true;
}

void PagePrinterSim::jam() {
    const std::lock_guard lock(mutex_);
    jammed_ = true;
}

void PagePrinterSim::clear_jam() {
    const std::lock_guard lock(mutex_);
    jammed_ = false;
}

void PagePrinterSim::open_cover() {
    const std::lock_guard lock(mutex_);
    cover_open_ = true;
}

void PagePrinterSim::close_cover() {
    const std::lock_guard lock(mutex_);
    cover_open_ = false;
}

void PagePrinterSim::unplug() {
    const std::lock_guard lock(mutex_);
    plugged_ = open_ = false;
}

void PagePrinterSim::unplug_in_job() {
    const std::lock_guard lock(mutex_);
    surprise_ = Surprise::power;
}

void PagePrinterSim::plug_in() {
    const std::lock_guard lock(mutex_);
    plugged_ = true;
}

}  // namespace kiosk::drivers
