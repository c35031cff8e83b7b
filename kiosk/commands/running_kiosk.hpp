#pragma once
/// Everything of a running kiosk but its glass, opened in dependency order and closed in reverse, the store last. The UI
/// thread; `open` blocks on disk and devices.

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include "kiosk/app/app.hpp"
#include "kiosk/app/control_socket.hpp"
#include "kiosk/app/field_world.hpp"
#include "kiosk/app/staff_desk.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/queue/sqlite_engine.hpp"

namespace kiosk::commands {

class RunningKiosk {
public:
    struct Options {
        Place place;
        bool simulate = false;
        std::string portal_url;  ///< empty: the configuration's
        std::string portal_ca;
    };

    /// `decoder` is started before any thread. `wake` ends the UI thread's sleep; from any thread, never blocks.
    [[nodiscard]] static Result<std::unique_ptr<RunningKiosk>> open(const Options& options, const Clock& clock,
                                                                    const scan::Decoder& decoder,
                                                                    std::function<void()> wake);
    ~RunningKiosk();
    RunningKiosk(const RunningKiosk&) = delete;
    RunningKiosk& operator=(const RunningKiosk&) = delete;

    /// Takes in what the workers sent and what the clock says.
    void turn();

    [[nodiscard]] app::App& app() { return *app_; }
    [[nodiscard]] const app::PublicData& data() const { return data_; }
    [[nodiscard]] const app::Hands& hands() const { return hands_; }
    /// The call for help that rings now, if any.
    [[nodiscard]] std::optional<PressId> ringing() const { return ringing_; }

private:
    explicit RunningKiosk(app::PublicData data) : data_(std::move(data)) {}
    [[nodiscard]] Result<Done> start(const Options& options, const Clock& clock, const scan::Decoder& decoder,
                                     std::function<void()> wake);
    [[nodiscard]] std::string answer_staff(std::string_view request);

    app::PublicData data_;
    RandomIds ids_;
    std::stop_source stop_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<queue::SqliteEngine> queue_;
    std::unique_ptr<app::StoreDesk> store_desk_;
    std::unique_ptr<app::StaffDesk> staff_desk_;
    std::unique_ptr<portal::Delivery> delivery_;
    std::unique_ptr<portal::CurlTransport> delivery_transport_;
    std::unique_ptr<portal::CurlTransport> lookup_transport_;
    std::unique_ptr<portal::IGate> delivery_portal_;
    std::unique_ptr<portal::IGate> lookup_portal_;
    std::unique_ptr<Mailbox<app::Message>> inbox_;
    app::Hands hands_;
    std::optional<PressId> ringing_;
    std::unique_ptr<app::FieldWorld> world_;
    std::unique_ptr<app::App> app_;
    std::unique_ptr<app::ControlSocket> socket_;  // first to go: asks the world
};

}  // namespace kiosk::commands
