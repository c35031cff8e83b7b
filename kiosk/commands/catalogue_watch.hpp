#pragma once
/// Pulls what comes down from the portal every few hours while the kiosk runs: checked as `kiosk catalogue adopt` checks, adopted as
/// a whole or not at all, with the folders before as the way back. The kiosk is told, and takes it when nobody is there.
///
/// A thread of its own, which alone blocks on network and disk; ends at once with the object.

#include <functional>
#include <thread>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/portal/catalogue_pull.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::commands {

class CatalogueWatch {
public:
    /// `settings` without command-line changes but the data folder's; `adopted` is called from the thread when another catalogue lies
    /// in place. Clock outlives it.
    CatalogueWatch(settings::Settings settings, portal::Endpoint endpoint, const Clock& clock,
                   std::function<Result<Done>()> adopted);
    CatalogueWatch(const CatalogueWatch&) = delete;
    CatalogueWatch& operator=(const CatalogueWatch&) = delete;

private:
    void watch(const std::stop_token& stop);
    /// The record as it is afterwards.
    void pull(const std::stop_token& stop, portal::PullRecord& record);
    [[nodiscard]] Result<Done> adopt(const std::filesystem::path& folder);

    const settings::Settings settings_;
    const portal::Endpoint endpoint_;
    const Clock& clock_;
    const std::function<Result<Done>()> adopted_;
    RandomIds ids_;
    std::jthread thread_;  ///< the last: it uses the others
};

}  // namespace kiosk::commands
