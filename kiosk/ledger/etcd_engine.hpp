#pragma once
/// The queue of a centre on etcd, over its HTTP/JSON gateway: any machine of three may die. changes() in a thread of its own if
/// wanted; all else on one. No call blocks longer than the settings' timeout, an or_stale reading twice that, a reading of several
/// pages that for each; with wait_until() all of them together end at that moment.
///
/// A lease lasts at least as long as the cluster's election takes, which is two seconds unless it was told otherwise.

#include <memory>

#include "kiosk/ledger/engine.hpp"
#include "kiosk/ledger/etcd_client.hpp"
#include "kiosk/ledger/etcd_watch.hpp"

namespace kiosk::ledger {

class EtcdEngine final : public Engine {
public:
    /// Fails as etcd::Client::open does. Touches no network.
    [[nodiscard]] static Result<std::unique_ptr<EtcdEngine>> open(const settings::Etcd& settings, const Clock& clock);

    Result<Reading> read(std::string_view prefix, Freshness freshness = Freshness::agreed) override;
    Result<Written> write(const Write& write) override;
    Result<Changes> changes(std::string_view prefix, Revision after, Duration patience) override;
    void stop() override;
    Result<Lease> grant(Duration lasts) override;
    Result<Done> renew(Lease lease) override;
    Result<Done> revoke(Lease lease) override;
    void wait_until(std::optional<Monotonic> moment) override;

private:
    EtcdEngine(std::unique_ptr<etcd::Client> client, std::unique_ptr<etcd::Client> watching, const Clock& clock)
        : clock_(clock), client_(std::move(client)), watch_(std::move(watching), clock) {}
    [[nodiscard]] Result<Reading> read_pages(std::string_view prefix, bool agreed, bool patient);

    const Clock& clock_;
    std::optional<Monotonic> until_;
    std::unique_ptr<etcd::Client> client_;
    etcd::Watch watch_;
};

}  // namespace kiosk::ledger
