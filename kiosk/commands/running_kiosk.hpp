#pragma once
/// Everything of a running kiosk but its glass, opened in dependency order and closed in reverse, the store last. The UI
/// thread; `open` blocks on disk and devices.

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "kiosk/app/app.hpp"
#include "kiosk/app/centre_desk.hpp"
#include "kiosk/app/control_socket.hpp"
#include "kiosk/app/field_world.hpp"
#include "kiosk/app/staff_desk.hpp"
#include "kiosk/commands/catalogue_watch.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/queue/office.hpp"

namespace kiosk::commands {

class RunningKiosk {
public:
    struct Options {
        Place place;
        bool simulate = false;
        std::string portal_url;  ///< empty: the configuration's
        std::string portal_ca;
    };

    /// `decoder` is started before any thread and, like the clock, outlives the kiosk. `wake` ends the UI thread's sleep; from
    /// any thread, never blocks.
    [[nodiscard]] static Result<std::unique_ptr<RunningKiosk>> open(const Options& options, const Clock& clock,
                                                                    const scan::Decoder& decoder,
                                                                    std::function<void()> wake);
    ~RunningKiosk();
    RunningKiosk(const RunningKiosk&) = delete;
    RunningKiosk& operator=(const RunningKiosk&) = delete;

    /// Takes in what the workers sent and what the clock says.
    void turn();

    /// Whether a changed configuration was adopted (`kiosk catalogue adopt`) and nobody is there: time for `begin_anew`.
    [[nodiscard]] bool may_begin_anew() const;
    /// Closes everything and opens it with the new configuration; who held `app()` or `data()` asks for them again. After a
    /// failure there is nothing left but to end.
    [[nodiscard]] Result<Done> begin_anew();

    [[nodiscard]] app::App& app() { return *app_; }
    [[nodiscard]] const app::PublicData& data() const { return data_; }
    [[nodiscard]] const app::Hands& hands() const { return hands_; }
    /// An officer takes the citizen's call for help, as with `kiosk staff answer`. False when nobody calls. The UI thread, or the
    /// socket's while it answers.
    bool answer_call();

private:
    RunningKiosk(app::PublicData data, Options options, const Clock& clock, const scan::Decoder& decoder,
                 std::function<void()> wake)
        : options_(std::move(options)), clock_(clock), decoder_(decoder), wake_(std::move(wake)), data_(std::move(data)) {}
    [[nodiscard]] Result<Done> start();
    [[nodiscard]] Result<Done> open_sign_in();
    void close();
    [[nodiscard]] std::string answer_staff(std::string_view request);
    [[nodiscard]] bool is_called();
    void watch_catalogue();
    void meet_centre();
    void print_again();
    [[nodiscard]] Result<Done> read_anew();

    const Options options_;
    const Clock& clock_;
    const scan::Decoder& decoder_;
    const std::function<void()> wake_;
    std::mutex answer_mutex_;  ///< held while a command is answered, and while everything is closed and opened anew
    mutable std::mutex news_mutex_;
    std::optional<app::PublicData> news_;  ///< what was adopted and is not yet in use

    app::PublicData data_;
    RandomIds ids_;
    std::stop_source stop_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<ledger::Engine> cluster_;  ///< nothing where the queue is in the store
    std::unique_ptr<queue::TicketOffice> queue_;
    std::unique_ptr<app::StoreDesk> store_desk_;
    std::unique_ptr<app::StaffDesk> staff_desk_;
    std::unique_ptr<app::OfficerDesk> officer_desk_;
    std::unique_ptr<app::CentreDesk> centre_desk_;
    std::unique_ptr<portal::Delivery> delivery_;
    std::unique_ptr<portal::CurlTransport> delivery_transport_;
    std::unique_ptr<portal::CurlTransport> lookup_transport_;
    std::unique_ptr<portal::IGate> delivery_portal_;
    std::unique_ptr<portal::IGate> lookup_portal_;
    std::unique_ptr<portal::CurlTransport> bank_transport_;
    std::unique_ptr<portal::CurlTransport> push_transport_;
    std::unique_ptr<collection::Gateway> pushing_bank_;  ///< null: the portal offers no such thing
    std::unique_ptr<collection::Gateway> bank_;          ///< null: nothing is paid here
    std::unique_ptr<portal::CurlTransport> sign_in_transport_;
    std::unique_ptr<openid::IdentityProvider> identity_provider_;  ///< null: nobody signs in
    std::unique_ptr<Mailbox<app::Message>> inbox_;
    app::Hands hands_;
    std::mutex call_mutex_;                              ///< the next three
    std::optional<PressId> call_;                        ///< for an officer, as of the last turn
    std::vector<std::string> faults_;                    ///< of devices, as of the last turn
    std::vector<app::CentreDesk::Wishes::Again> again_;  ///< to be printed in the next turn
    std::unique_ptr<app::FieldWorld> world_;
    std::unique_ptr<app::App> app_;
    std::unique_ptr<app::ControlSocket> socket_;  // asks the world
    std::unique_ptr<CatalogueWatch> watch_;       // first to go; none where the portal gives no catalogue
};

}  // namespace kiosk::commands
