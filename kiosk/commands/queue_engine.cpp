#include "kiosk/commands/queue_engine.hpp"

#include "kiosk/ledger/etcd_engine.hpp"

namespace kiosk::commands {

Result<std::unique_ptr<ledger::Engine>> open_cluster(const settings::Settings& settings, const Clock& clock) {
    if (settings.queue.engine != settings::QueueEngine::etcd) return std::unique_ptr<ledger::Engine>();
    auto opened = ledger::EtcdEngine::open(settings.queue.etcd, clock);
    if (!opened) return fail(std::move(opened));
    return std::unique_ptr<ledger::Engine>(std::move(*opened));
}

}  // namespace kiosk::commands
