#include "drivers/code_reader/code_reader_sim.hpp"

namespace kiosk::drivers {

CodeReaderSim::CodeReaderSim(const Clock& clock) : clock_(clock) {}

Result<Done> CodeReaderSim::open() {
    const std::lock_guard lock(mutex_);
    coming_.clear();
    open_ = plugged_;
    if (!plugged_) return fail(Code::device_gone, "the simulated code reader is unplugged");
    return Done{};
}

void CodeReaderSim::set_enabled(bool enabled) {
    const std::lock_guard lock(mutex_);
    if (enabled != enabled_) coming_.clear();
    enabled_ = enabled;
}

Result<std::optional<std::string>> CodeReaderSim::poll() {
    const std::lock_guard lock(mutex_);
    if (!open_) return fail(Code::device_gone, "the simulated code reader is unplugged or was not opened");
    if (coming_.empty() || clock_.monotonic() < coming_.front().at) return std::optional<std::string>{};
    std::string code = std::move(coming_.front().code);
    coming_.pop_front();
    if (code.size() > longest_code_bytes)
        return fail(Code::too_large, "the code held before the simulated reader is too long");
    return std::optional<std::string>(std::move(code));
}

void CodeReaderSim::present(std::string code) {
    const std::lock_guard lock(mutex_);
    if (coming_.size() >= most_waiting) return;
    if (open_ && enabled_ && !code.empty()) coming_.push_back({std::move(code), clock_.monotonic() + reading_time});
}

void CodeReaderSim::unplug() {
    const std::lock_guard lock(mutex_);
    plugged_ = false;
    open_ = false;
    coming_.clear();
}

void CodeReaderSim::plug_in() {
    const std::lock_guard lock(mutex_);
    plugged_ = true;
}

}  // namespace kiosk::drivers
