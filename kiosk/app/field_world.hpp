#pragma once
/// The world with real threads: one worker for each thing that blocks. Workers talk to the UI thread through `post` only, and
/// to each other by tasks.

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>

#include "kiosk/app/capture_desk.hpp"
#include "kiosk/app/code_watch.hpp"
#include "kiosk/app/devices.hpp"
#include "kiosk/app/officer_desk.hpp"
#include "kiosk/app/page_desk.hpp"
#include "kiosk/app/page_watch.hpp"
#include "kiosk/app/print_desk.hpp"
#include "kiosk/app/reading_desk.hpp"
#include "kiosk/app/store_desk.hpp"
#include "kiosk/app/world.hpp"
#include "kiosk/base/worker.hpp"
#include "kiosk/collection/gateway.hpp"
#include "kiosk/openid/provider.hpp"
#include "kiosk/portal/delivery.hpp"
#include "kiosk/portal/link_watch.hpp"
#include "kiosk/portal/portal.hpp"

namespace kiosk::app {

class FieldWorld final : public World {
public:
    struct Parts {
        const PublicData& data;
        const Clock& clock;
        StoreDesk& store_desk;              ///< from now on the store worker's
        OfficerDesk& officer_desk;          ///< from now on the store worker's
        portal::Delivery& delivery;         ///< from now on the store worker's
        portal::Portal& delivery_portal;    ///< from now on the delivery worker's
        portal::Portal& lookup_portal;      ///< from now on the look-up worker's: nobody waits behind an upload
        collection::Gateway* pushing_bank;  ///< from now on the push worker\'s; null: nothing is told without a question
        collection::Gateway* bank;          ///< from now on the bank worker's; null: nothing is paid here
        openid::IdentityProvider* identity_provider;  ///< from now on the sign-in worker's; null: nobody signs in
        Devices devices;
        scan::Decoder scanner_decoder;            ///< from now on the scanner worker's
        scan::Decoder camera_decoder;             ///< from now on the camera worker's
        std::function<void(Message)> post;        ///< from any thread, never blocks
        std::function<void(PressId)> call_staff;  ///< from the UI thread, never blocks
        std::function<void()> meet_centre;        ///< on the store worker, every second
        std::stop_source stop;                    ///< ends what the portals are waiting for
    };
    explicit FieldWorld(Parts parts);
    ~FieldWorld() override;

    void perform(visit::Effect effect) override;
    void speak(VoiceOrder order) override;
    /// Runs a task on the store worker, for the control socket. False: too much is waiting.
    [[nodiscard]] bool on_store(Worker::Task task) { return store_worker_.post(std::move(task)); }
    /// Staff said "send now": pauses end, what waits is sent. The store worker only.
    void send_now();
    /// What staff decided for today may have changed. The store worker only.
    void tell_today();
    /// How many wait may have changed. The store worker only.
    void tell_queue();

private:
    void do_effect(visit::AllotTicket effect);
    void do_effect(visit::PrintTicket effect);
    void do_effect(visit::HoldTicket effect);
    void do_effect(visit::AskTicket effect);
    void do_effect(visit::ReadCodes effect);
    void do_effect(visit::CapturePage effect);
    void do_effect(visit::TakePhoto effect);
    void do_effect(visit::CancelCapture effect);
    void do_effect(visit::RecordDossier effect);
    void do_effect(visit::PrintConfirmation effect);
    void do_effect(visit::AskStatus effect);
    void do_effect(visit::PrintReceipt effect);
    void do_effect(visit::RecordRating effect);
    void do_effect(visit::RecordWithdrawal effect);
    void do_effect(visit::PrintReceiptA4 effect);
    void do_effect(visit::PrintSentPaper effect);
    void do_effect(visit::PrintGuidance effect);
    void do_effect(visit::CallStaff effect);
    void do_effect(visit::CountVisit effect);
    void do_effect(visit::ForgetVisit effect);
    void do_effect(visit::RecordSupplement effect);
    void do_effect(visit::PrintSupplement effect);
    void do_effect(visit::KeepDraft effect);
    void do_effect(visit::PrintDraftSlip effect);
    void do_effect(visit::RemoveDraft effect);
    void do_effect(visit::BeginSignIn effect);
    void do_effect(visit::PollSignIn effect);
    void do_effect(visit::AskOwnDossiers effect);
    void do_effect(visit::RecordOrder effect);
    void do_effect(visit::PlaceOrder effect);
    void do_effect(visit::AskBank effect);
    void do_effect(visit::PrintPaymentSlip effect);
    void do_effect(visit::CheckPin effect);
    void do_effect(visit::MakeStaffReport effect);
    void do_effect(const visit::DoForStaff& effect);
    void do_effect(const visit::NoteStaff& effect);

    [[nodiscard]] Duration store_idle();
    [[nodiscard]] Duration look_at_link();
    [[nodiscard]] bool may_ask();         ///< something that nobody waits for: then its turn is taken
    [[nodiscard]] bool ask_for_a_code();  ///< whether it was asked
    void ask_for_changes();
    void post_code(visit::Event event, Ids& ids);
    [[nodiscard]] bool begin_deed(const visit::DoForStaff& effect);
    [[nodiscard]] bool try_device(const visit::DoForStaff& effect);
    template <class Device>
    void try_anew(DeviceKeeper<Device>& keeper, const visit::DoForStaff& effect);
    void deliver();
    void settle(const portal::Trip& trip, const portal::TripEnd& end);
    void tell(const portal::DeliveryEvent& event);
    void ask_portal(const Inquiry& inquiry);
    /// Goes to the server with an order and writes down what it says; `then` on the store worker.
    [[nodiscard]] bool run_errand(collection::Errand errand, std::function<void(collection::ErrandEnd)> then);
    void collect();
    void watch_bank(const payment::Order& order);
    void forget_bank();
    [[nodiscard]] Duration hear_of_money();
    void sign_out();
    void link_is(bool connected);
    void tell_link(bool connected);
    [[nodiscard]] Duration read_codes();
    [[nodiscard]] Duration watch_camera();
    [[nodiscard]] Duration watch_page();
    void take_photo(const Uuid& question);
    void read_later(UnreadPage unread);
    void stop_reading();
    void say(const SaySentence& order);
    void end_sentence();
    [[nodiscard]] Duration watch_speaker();
    void report(DeviceName device, const visit::Health& health);

    Parts parts_;
    DeviceKeeper<drivers::CodeReader> code_reader_;
    DeviceKeeper<drivers::Camera> camera_;
    DeviceKeeper<drivers::PageScanner> page_scanner_;
    DeviceKeeper<drivers::TicketPrinter> ticket_printer_;
    DeviceKeeper<drivers::Speaker> speaker_;
    DeviceKeeper<drivers::PagePrinter> page_printer_;
    PrintDesk print_desk_;
    PageDesk page_desk_;
    std::unique_ptr<Ids> scanner_ids_;
    std::unique_ptr<Ids> camera_ids_;
    std::unique_ptr<Ids> reader_ids_;
    ReadingDesk reading_desk_;
    CaptureDesk scanner_desk_;
    CaptureDesk camera_desk_;
    CodeWatch code_watch_;         ///< the camera worker's
    PageWatch page_watch_;         ///< the camera worker's
    std::stop_source visit_over_;  ///< the UI thread's; papers that wait for a visit end with it
    std::mutex reading_mutex_;
    std::stop_source reading_stop_;  ///< under the mutex: ends the reading of a visit that is over
    std::mutex watch_mutex_;
    std::optional<payment::Order> watched_;  ///< under the mutex: the order that somebody waits for
    std::size_t movements_ = 0;              ///< the push worker's: what is known of it
    Uuid movements_of_;                      ///< the push worker's
    std::stop_source capture_stop_;          ///< the UI thread's; ends the scan under way
    std::array<std::optional<visit::Health>, device_names> reported_;  ///< by DeviceName; each the worker's of that device
    std::atomic<bool> delivering_{false};                              ///< a trip is under way
    std::atomic<bool> collecting_{false};                              ///< an order is asked about
    portal::LinkWatch link_watch_;                                     ///< any thread
    bool link_ = false;                                                ///< the store worker's
    std::optional<bool> told_link_;                                    ///< the store worker's
    std::optional<settings::Today> told_today_;                        ///< the store worker's
    std::vector<queue::LineNews> told_lines_;                          ///< the store worker's
    Monotonic told_queue_at_;                                          ///< the store worker's
    Monotonic met_at_{};                                               ///< the store worker's
    Monotonic tidied_at_{};                                            ///< the store worker's
    std::optional<Monotonic> asked_for_code_at_;                       ///< the store worker's
    std::optional<Monotonic> asked_for_changes_at_;                    ///< the store worker's
    visit::ReadCodes reading_;                                         ///< the reader worker's: which codes are wanted
    std::atomic<std::uint64_t> wanted_sentence_{0};                    ///< of the UI thread's latest order; 0: silence
    std::atomic<bool> voice_paused_{false};                            ///< the UI thread's wish
    std::uint64_t sentence_ = 0;  ///< the speaker worker's: what is being said; 0: nothing

    Worker store_worker_;
    Worker reading_worker_;
    Worker printer_worker_;
    Worker page_printer_worker_;
    Worker scanner_worker_;
    Worker camera_worker_;
    Worker reader_worker_;
    Worker speaker_worker_;
    Worker delivery_worker_;
    Worker lookup_worker_;
    Worker bank_worker_;
    Worker push_worker_;
    Worker sign_in_worker_;
};

}  // namespace kiosk::app
