#pragma once
/// The engine of a running kiosk, for other programs on its machine: `kiosk serve`, boards, commands. The kiosk owns the file; what is asked
/// here goes through its socket (kiosk.socket in the data folder) and is done by its store worker.
///
/// One thread an object. Each call blocks for a few seconds at most; `changes` asks again and again until its patience ends.

#include <atomic>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "kiosk/ledger/engine.hpp"

namespace kiosk::app {

class SocketEngine final : public ledger::Engine {
public:
    explicit SocketEngine(std::filesystem::path data_folder) : data_folder_(std::move(data_folder)) {}

    [[nodiscard]] Result<ledger::Reading> read(std::string_view prefix, Freshness freshness = Freshness::agreed) override;
    [[nodiscard]] Result<ledger::Written> write(const ledger::Write& write) override;
    [[nodiscard]] Result<ledger::Changes> changes(std::string_view prefix, ledger::Revision after,
                                                  Duration patience) override;
    void stop() override { stopped_ = true; }
    [[nodiscard]] Result<ledger::Lease> grant(Duration lasts) override;
    [[nodiscard]] Result<Done> renew(ledger::Lease lease) override;
    [[nodiscard]] Result<Done> revoke(ledger::Lease lease) override;

private:
    [[nodiscard]] Result<nlohmann::ordered_json> ask(std::string_view command, const nlohmann::ordered_json& body) const;

    const std::filesystem::path data_folder_;
    std::atomic<bool> stopped_ = false;
};

/// Answers what a SocketEngine asks: `command` begins with "ledger.", `body` is its JSON. The thread that owns the engine.
[[nodiscard]] Result<nlohmann::ordered_json> answer_ledger(ledger::Engine& engine, std::string_view command,
                                                           std::string_view body);

}  // namespace kiosk::app
