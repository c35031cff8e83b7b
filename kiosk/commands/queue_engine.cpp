#include "kiosk/commands/queue_engine.hpp"

#include "kiosk/app/socket_engine.hpp"
#include "kiosk/ledger/etcd_engine.hpp"

namespace kiosk::commands {

Result<std::unique_ptr<ledger::Engine>> open_cluster(const settings::Settings& settings, const Clock& clock) {
    if (settings.queue.engine != settings::QueueEngine::etcd) return std::unique_ptr<ledger::Engine>();
    auto opened = ledger::EtcdEngine::open(settings.queue.etcd, clock);
    if (!opened) return fail(std::move(opened));
    return std::unique_ptr<ledger::Engine>(std::move(*opened));
}

Result<std::unique_ptr<ledger::Engine>> open_shared(const settings::Settings& settings, const Clock& clock) {
    auto cluster = open_cluster(settings, clock);
    if (!cluster || *cluster) return cluster;
    return std::unique_ptr<ledger::Engine>(std::make_unique<app::SocketEngine>(settings.data_folder));
}

}  // namespace kiosk::commands
