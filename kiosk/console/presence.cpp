#include "kiosk/console/presence.hpp"

#include <chrono>

namespace kiosk::console {

Presence::Presence(ledger::Engine& engine, const settings::Settings& settings)
    : engine_(engine),
      lasts_(std::chrono::ceil<std::chrono::seconds>(settings.queue.counter_lease)),
      keys_(settings.centre.id) {}

Result<Done> Presence::is_there(const std::string& counter, const std::string& officer) {
    const auto held = leases_.find(counter);
    if (held != leases_.end() && engine_.renew(held->second)) return Done{};
    auto lease = engine_.grant(lasts_);
    if (!lease) return fail(std::move(lease));
    auto written = engine_.write({{}, {{keys_.live("counter/" + counter), officer, *lease}}, {}});
    if (!written) return fail(std::move(written));
    leases_[counter] = *lease;
    return Done{};
}

}  // namespace kiosk::console
