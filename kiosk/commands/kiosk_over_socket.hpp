#pragma once
/// What the console asks of the kiosk that runs on this machine, through its socket. Any thread: one question at a time.

#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>

#include "kiosk/console/kiosk_link.hpp"

namespace kiosk::commands {

class KioskOverSocket final : public console::KioskLink {
public:
    explicit KioskOverSocket(std::filesystem::path data_folder) : data_folder_(std::move(data_folder)) {}

    [[nodiscard]] Result<console::PreparedDossier> prepared(std::string_view visit_code) override;
    [[nodiscard]] Result<settings::Today> today() override;
    [[nodiscard]] Result<settings::Today> change_today(const settings::TodayChange& change) override;

private:
    [[nodiscard]] Result<nlohmann::ordered_json> ask(const nlohmann::ordered_json& request);

    const std::filesystem::path data_folder_;
    std::mutex mutex_;
};

}  // namespace kiosk::commands
