#include "kiosk/commands/running_kiosk.hpp"

#include <future>

#include "kiosk/base/files.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/portal_endpoint.hpp"
#include "kiosk/commands/queue_engine.hpp"

namespace kiosk::commands {
namespace {

constexpr std::size_t most_messages = 1024;  // workers send one message a task; a thousand means that the UI thread is stuck
constexpr auto staff_patience = std::chrono::seconds(8);

/// The devices that this kiosk should have and cannot use.
std::vector<std::string> faults_of(const visit::Situation& situation, const settings::Devices& devices) {
    std::vector<std::string> out;
    const auto look = [&](const char* name, const settings::Device& device, const visit::Health& health) {
        if (device.kind != settings::DeviceKind::none && health) out.emplace_back(name);
    };
    look("code_reader", devices.code_reader, situation.code_reader);
    look("camera", devices.camera, situation.camera);
    look("page_scanner", devices.page_scanner, situation.page_scanner);
    look("ticket_printer", devices.ticket_printer, situation.ticket_printer);
    look("speaker", devices.speaker, situation.speaker);
    look("page_printer", devices.page_printer, situation.page_printer);
    return out;
}

/// Empty for what is no request: the desk says so.
std::string command_of(std::string_view request) {
    const auto parsed = nlohmann::json::parse(request, nullptr, false);
    if (!parsed.is_object()) return {};
    const auto command = parsed.find("command");
    return command != parsed.end() && command->is_string() ? command->get<std::string>() : std::string{};
}

}  // namespace

Result<std::unique_ptr<RunningKiosk>> RunningKiosk::open(const Options& options, const Clock& clock,
                                                         const scan::Decoder& decoder, std::function<void()> wake) {
    auto data = load_public_data(options.place);
    if (!data) return fail(std::move(data));
    std::unique_ptr<RunningKiosk> kiosk(new RunningKiosk(std::move(*data), options, clock, decoder, std::move(wake)));
    auto started = kiosk->start();
    if (!started) return fail(std::move(started));
    kiosk->watch_catalogue();
    return kiosk;
}

RunningKiosk::~RunningKiosk() {
    watch_.reset();
    socket_.reset();
    close();
}

void RunningKiosk::close() {
    stop_.request_stop();
    world_.reset();  // joins the workers
    app_.reset();
    inbox_.reset();
    call_.reset();
    again_.clear();
    delivery_portal_.reset();
    lookup_portal_.reset();
    bank_.reset();
    pushing_bank_.reset();
    identity_provider_.reset();
    bank_transport_.reset();
    push_transport_.reset();
    sign_in_transport_.reset();
    delivery_transport_.reset();
    lookup_transport_.reset();
    delivery_.reset();
    centre_desk_.reset();
    officer_desk_.reset();
    staff_desk_.reset();
    store_desk_.reset();
    queue_.reset();
    cluster_.reset();
    store_.reset();  // with its lock, the last
}

void RunningKiosk::watch_catalogue() {
    if (!data_.settings.portal.gives_catalogue) return;
    auto endpoint = portal_endpoint(data_.settings.portal, options_.portal_url, options_.portal_ca);
    watch_ = std::make_unique<CatalogueWatch>(data_.settings, std::move(endpoint), clock_, [this] {
        const std::lock_guard answering(answer_mutex_);
        return read_anew();
    });
}

bool RunningKiosk::may_begin_anew() const {
    const std::lock_guard lock(news_mutex_);
    return news_ && std::holds_alternative<visit::Attracting>(app_->visit().state);
}

Result<Done> RunningKiosk::begin_anew() {
    // The socket stays open: a command that comes now waits for its answer instead of finding nobody.
    const std::lock_guard answering(answer_mutex_);
    close();
    {
        const std::lock_guard lock(news_mutex_);
        data_ = std::move(*news_);
        news_.reset();
    }
    stop_ = {};
    hands_ = {};
    log::info("the adopted configuration is in use now");
    return start();
}

Result<Done> RunningKiosk::start() {
    auto store = store::Store::open(data_.settings, clock_, ids_);
    if (!store) return fail(std::move(store));
    store_ = std::move(*store);
    for (const auto& notice : store_->notices()) log::warning("{}", notice);
    auto cluster = open_cluster(data_.settings, clock_);
    if (!cluster) return fail(std::move(cluster));
    cluster_ = std::move(*cluster);
    queue_ = std::make_unique<queue::TicketOffice>(store_->database(), clock_, data_.settings, cluster_.get());
    store_desk_ = std::make_unique<app::StoreDesk>(*store_, *queue_, data_, clock_, ids_);
    staff_desk_ = std::make_unique<app::StaffDesk>(*store_, *queue_, data_, clock_, ids_);
    officer_desk_ = std::make_unique<app::OfficerDesk>(*store_, *queue_, data_, clock_);
    centre_desk_ = std::make_unique<app::CentreDesk>(*store_, *queue_, data_, clock_);
    portal::DeliveryLimits limits;
    limits.between = data_.settings.portal.between_calls();
    delivery_ = std::make_unique<portal::Delivery>(store_->outbox(), ids_, limits);

    const auto endpoint = portal_endpoint(data_.settings.portal, options_.portal_url, options_.portal_ca);
    for (auto* transport : {&delivery_transport_, &lookup_transport_, &bank_transport_, &push_transport_}) {
        auto opened = portal::CurlTransport::open(endpoint, stop_.get_token());
        if (!opened) return fail(std::move(opened));
        *transport = std::move(*opened);
    }
    if (data_.settings.payment)
        bank_ =
            std::make_unique<collection::PortalGateway>(*bank_transport_, *data_.settings.payment, data_.settings.kiosk_id);
    if (data_.settings.payment && data_.settings.payment->pushed_within > 0s)
        pushing_bank_ =
            std::make_unique<collection::PortalGateway>(*push_transport_, *data_.settings.payment, data_.settings.kiosk_id);
    // A kiosk without sign-in serves all the same; the page says that it cannot be reached.
    if (auto opened = open_sign_in(); !opened) log::failure("opening the way to the identity provider", opened.error());
    auto known = igate_options(data_.settings, options_.portal_url);
    delivery_portal_ = std::make_unique<portal::IGate>(*delivery_transport_, known);
    lookup_portal_ = std::make_unique<portal::IGate>(*lookup_transport_, std::move(known));

    auto scanner_decoder = decoder_.another();
    if (!scanner_decoder) return fail(std::move(scanner_decoder));
    auto camera_decoder = decoder_.another();
    if (!camera_decoder) return fail(std::move(camera_decoder));

    inbox_ = std::make_unique<Mailbox<app::Message>>(most_messages, wake_);
    auto devices = app::make_devices(data_.settings, options_.simulate, clock_);
    hands_ = devices.hands;
    world_ = std::make_unique<app::FieldWorld>(app::FieldWorld::Parts{
        data_, clock_, *store_desk_, *officer_desk_, *delivery_, *delivery_portal_, *lookup_portal_, pushing_bank_.get(),
        bank_.get(), identity_provider_.get(), std::move(devices), std::move(*scanner_decoder), std::move(*camera_decoder),
        [inbox = inbox_.get()](app::Message message) {
            if (!inbox->put(std::move(message))) log::error("the UI thread does not take its messages");
        },
        [](PressId press) { log::warning("a citizen calls an officer ({})", press.text()); }, [this] { meet_centre(); },
        stop_});
    app_ = std::make_unique<app::App>(data_, *world_, clock_);
    if (socket_ != nullptr) return Done{};  // it has been open all the while
    auto socket = app::ControlSocket::open(data_.settings.data_folder,
                                           [this](std::string_view request) { return answer_staff(request); });
    if (!socket) return fail(std::move(socket));
    socket_ = std::move(*socket);
    return Done{};
}

Result<Done> RunningKiosk::open_sign_in() {
    if (!data_.settings.sign_in) return Done{};
    const auto& settings = *data_.settings.sign_in;
    Personal secret;
    if (!settings.client_secret_file.empty()) {
        constexpr std::size_t longest = 1U << 10;
        auto text = read_file(settings.client_secret_file, longest);
        if (!text) return fail(std::move(text));
        secret = Personal(std::string(trim(*text)));
    }
    const auto endpoint = sign_in_endpoint(data_.settings, options_.portal_url, options_.portal_ca);
    auto opened = portal::CurlTransport::open(endpoint, stop_.get_token());
    if (!opened) return fail(std::move(opened));
    sign_in_transport_ = std::move(*opened);
    const auto portal = portal_endpoint(data_.settings.portal, options_.portal_url, options_.portal_ca);
    identity_provider_ = std::make_unique<openid::OpenIdProvider>(
        *sign_in_transport_, settings, openid::issuer_at(settings, portal.url), clock_, ids_, std::move(secret));
    return Done{};
}

/// On the socket's thread, or the catalogue's. What has mistakes is refused, and the kiosk keeps what it has.
Result<Done> RunningKiosk::read_anew() {
    auto data = load_public_data(options_.place);
    if (!data) return fail(std::move(data));
    if (data->settings.data_folder != data_.settings.data_folder)
        return fail(Code::bad_usage, "the data folder of a running kiosk cannot change: end it and start it again");
    {
        const std::lock_guard lock(news_mutex_);
        news_.emplace(std::move(*data));
    }
    if (wake_) wake_();
    return Done{};
}

/// On the socket's thread; the work itself is done by the store worker.
std::string RunningKiosk::answer_staff(std::string_view request) {
    const std::lock_guard answering(answer_mutex_);
    if (world_ == nullptr) return R"({"ok":false,"code":"stopped","error":"the kiosk could not begin anew and ends"})";
    const auto command = command_of(request);
    if (command == "configuration.reload") {
        const auto read = read_anew();
        if (read) return R"({"ok":true,"running":true})";
        return json_line({{"ok", false}, {"code", name(read.error().code)}, {"error", read.error().detail}});
    }
    if (command == "help.calls") return json_line({{"ok", true}, {"calls", is_called()}});
    if (command == "help.answer") {
        if (answer_call()) return R"({"ok":true,"answered":true})";
        return R"({"ok":false,"code":"not_found","error":"nobody calls an officer at this kiosk"})";
    }
    auto answer = std::make_shared<std::promise<std::string>>();
    auto ready = answer->get_future();
    const bool sends = command == "outbox.send" || command == "outbox.retry";
    const bool posted = world_->on_store([this, answer, sends, request = std::string(request)] {
        auto text = staff_desk_->answer(request);
        if (sends) {
            world_->send_now();
            text.insert(1, "\"running\":true,");
        }
        if (request.find("\"today.change\"") != std::string::npos) world_->tell_today();
        answer->set_value(std::move(text));
    });
    if (posted && ready.wait_for(staff_patience) == std::future_status::ready) return ready.get();
    return R"({"ok":false,"code":"busy","error":"the kiosk is too busy to answer; try again"})";
}

void RunningKiosk::turn() {
    for (auto& message : inbox_->take_all()) app_->receive(message);
    app_->tick();
    print_again();
    const std::lock_guard lock(call_mutex_);
    call_ = visit::call_for_staff(app_->visit().state);
    faults_ = faults_of(app_->visit().situation, data_.settings.devices);
}

/// On the store worker.
void RunningKiosk::meet_centre() {
    app::CentreDesk::Here here;
    {
        const std::lock_guard lock(call_mutex_);
        here = {call_, faults_};
    }
    auto wishes = centre_desk_->meet(here);
    if (!wishes) return log::failure("meeting the centre's consoles", wishes.error());
    bool called = false;
    {
        const std::lock_guard lock(call_mutex_);
        called = wishes->call_taken && call_ == wishes->call_taken;
        for (auto& again : wishes->print_again) again_.push_back(std::move(again));
    }
    if (called && !answer_call()) log::info("an officer took a call that was over already");
    if (!wishes->print_again.empty() && wake_) wake_();
}

void RunningKiosk::print_again() {
    std::vector<app::CentreDesk::Wishes::Again> wanted;
    {
        const std::lock_guard lock(call_mutex_);
        wanted = std::exchange(again_, {});
    }
    for (auto& [ticket, by] : wanted) {
        visit::DoForStaff deed;
        deed.question = ids_.make(clock_.wall());
        deed.staff = by;
        deed.deed = visit::StaffDeed::print_ticket;
        deed.ticket = std::move(ticket);
        deed.language = "vi";
        world_->perform(std::move(deed));
    }
}

bool RunningKiosk::is_called() {
    const std::lock_guard lock(call_mutex_);
    return call_.has_value();
}

bool RunningKiosk::answer_call() {
    const std::lock_guard lock(call_mutex_);
    if (!call_) return false;
    return inbox_->put(visit::Event{visit::HelpAnswered{*std::exchange(call_, std::nullopt)}});
}

}  // namespace kiosk::commands
