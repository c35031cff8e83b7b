#include "kiosk/app/field_world.hpp"

#include <type_traits>

#include "kiosk/app/payload_event.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/visit/limits.hpp"

namespace kiosk::app {
namespace {

constexpr std::size_t most_tasks = 64;       // a visit asks for one thing at a time; staff and delivery add a few
constexpr std::size_t most_unread = 8;       // pages that wait to be read; more are sent as pictures alone
constexpr Duration store_round = 1s;         // how soon a pause that has ended is noticed
constexpr Duration tidy_round = 20s;         // how late a number that nobody holds may expire
constexpr auto queue_round = 10s;            // counters call meanwhile
constexpr Duration device_round = 3s;        // how soon a dead device, or one mended, is noticed
constexpr Duration reading_round = 20ms;     // how soon a code that was read is seen
constexpr Duration unhurried_round = 150ms;  // the same of a code that nobody was asked for: an untouched kiosk rests

}  // namespace

FieldWorld::FieldWorld(Parts parts)
    : parts_(std::move(parts)),
      code_reader_("code reader", std::move(parts_.devices.code_reader), parts_.clock),
      camera_("camera", std::move(parts_.devices.camera), parts_.clock),
      page_scanner_("page scanner", std::move(parts_.devices.page_scanner), parts_.clock),
      ticket_printer_("ticket printer", std::move(parts_.devices.ticket_printer), parts_.clock),
      speaker_("speaker", std::move(parts_.devices.speaker), parts_.clock),
      page_printer_("page printer", std::move(parts_.devices.page_printer), parts_.clock),
      print_desk_(ticket_printer_, parts_.data),
      page_desk_(page_printer_, parts_.data, parts_.clock, parts_.stop.get_token()),
      scanner_ids_(std::make_unique<RandomIds>()),
      camera_ids_(std::make_unique<RandomIds>()),
      reader_ids_(std::make_unique<RandomIds>()),
      reading_desk_(parts_.data),
      scanner_desk_(parts_.scanner_decoder, parts_.clock, *scanner_ids_, look_of(parts_.data.settings.pages.colour),
                    [this](UnreadPage unread) { read_later(std::move(unread)); }),
      camera_desk_(parts_.camera_decoder, parts_.clock, *camera_ids_, look_of(parts_.data.settings.pages.colour),
                   [this](UnreadPage unread) { read_later(std::move(unread)); }),
      code_watch_(parts_.camera_decoder, parts_.clock, parts_.data.settings.staff.tokens,
                  parts_.data.settings.codes.formats),
      page_watch_(parts_.camera_decoder, parts_.clock),
      link_watch_(parts_.data.settings.portal.between_calls()),
      reading_(visit::codes_wanted(visit::Attracting{}, {}, parts_.data.settings)),
      store_worker_(
          "store", most_tasks, [this] { return store_idle(); }, Worker::AtEnd::finish),
      reading_worker_("reading", most_unread),
      printer_worker_("printer", most_tasks,
                      [this] {
                          print_desk_.look();
                          report(DeviceName::ticket_printer, ticket_printer_.health());
                          return device_round;
                      }),
      page_printer_worker_("page printer", most_tasks,
                           [this] {
                               page_desk_.look();
                               report(DeviceName::page_printer, page_printer_.health());
                               return device_round;
                           }),
      scanner_worker_("scanner", most_tasks,
                      [this] {
                          if (auto ready = page_scanner_.ready(); !ready)
                              log::write(log::Level::debug, ready.error().detail);
                          report(DeviceName::page_scanner, page_scanner_.health());
                          return device_round;
                      }),
      camera_worker_("camera", most_tasks, [this] { return watch_camera(); }),
      reader_worker_("reader", most_tasks, [this] { return read_codes(); }),
      speaker_worker_("speaker", most_tasks, [this] { return watch_speaker(); }),
      delivery_worker_("delivery", most_tasks),
      lookup_worker_("lookup", most_tasks, [this] { return look_at_link(); }),
      bank_worker_("bank", most_tasks),
      push_worker_("push", most_tasks, [this] { return hear_of_money(); }),
      sign_in_worker_("sign-in", most_tasks) {}

FieldWorld::~FieldWorld() {
    parts_.stop.request_stop();
    capture_stop_.request_stop();
    stop_reading();
    speak(HushVoice{});
    const auto others = {&reading_worker_, &lookup_worker_,  &delivery_worker_,     &speaker_worker_,
                         &reader_worker_,  &bank_worker_,    &push_worker_,         &sign_in_worker_,
                         &camera_worker_,  &scanner_worker_, &page_printer_worker_, &printer_worker_};
    for (auto* worker : others) worker->stop();
    for (auto* worker : others) worker->end();
    // The store ends last, so that it hears what the others still had to say, and writes down what it was given.
    store_worker_.end();
}

void FieldWorld::perform(visit::Effect effect) {
    std::visit([this](auto&& e) { do_effect(std::forward<decltype(e)>(e)); }, std::move(effect));
}

void FieldWorld::report(DeviceName device, const visit::Health& health) {
    auto& last = reported_[static_cast<std::size_t>(device)];
    if (last && *last == health) return;  // the UI thread is woken only by news
    last = health;
    parts_.post(DeviceReport{device, health});
}

// ---- The store ------------------------------------------------------------------------------------------------------------

void FieldWorld::do_effect(visit::RecordDossier effect) {
    const auto press = effect.press;
    const bool posted = store_worker_.post([this, effect = std::move(effect)] {
        parts_.post(parts_.store_desk.record(effect));
        deliver();
    });
    if (!posted) parts_.post(visit::DossierNotRecorded{press, Code::busy});
}

void FieldWorld::do_effect(visit::RecordRating effect) {
    const auto press = effect.press;
    const bool posted = store_worker_.post([this, effect = std::move(effect)] {
        parts_.post(parts_.store_desk.record(effect));
        deliver();
    });
    if (!posted) parts_.post(visit::RatingNotRecorded{press, Code::busy});
}

void FieldWorld::do_effect(visit::RecordWithdrawal effect) {
    const auto press = effect.press;
    const bool posted = store_worker_.post([this, effect = std::move(effect)] {
        parts_.post(parts_.store_desk.record(effect));
        deliver();
    });
    if (!posted) parts_.post(visit::WithdrawalNotRecorded{press, Code::busy});
}

void FieldWorld::do_effect(visit::CountVisit effect) {
    if (!store_worker_.post([this, effect = std::move(effect)] { parts_.store_desk.count(effect); }))
        log::warning("a visit was not counted: too much is waiting");
}

Duration FieldWorld::store_idle() {
    if (parts_.clock.monotonic() - tidied_at_ >= tidy_round) {
        tidied_at_ = parts_.clock.monotonic();
        parts_.store_desk.tidy();
        tell_today();
    }
    if (parts_.clock.monotonic() - told_queue_at_ >= queue_round) tell_queue();
    if (parts_.clock.monotonic() - met_at_ >= store_round) {
        met_at_ = parts_.clock.monotonic();
        parts_.meet_centre();
        // Another kiosk or a console may have changed it, another day begun. A cluster that is away is not asked each second.
        if (parts_.store_desk.queue().joined()) tell_today();
    }
    if (link_ && !ask_for_a_code()) ask_for_changes();
    deliver();
    collect();
    return store_round;
}

// ---- Delivery: begin and settle on the store worker, the network on its own ------------------------------------------------

void FieldWorld::deliver() {
    if (delivering_ || parts_.stop.stop_requested()) return;
    auto trip = parts_.delivery.begin(parts_.clock.wall());
    if (!trip) return log::failure("choosing what to deliver", trip.error());
    if (!*trip) return;
    delivering_ = true;
    const bool posted = delivery_worker_.post([this, trip = **trip] {
        auto end = portal::send(parts_.delivery_portal, trip);
        if (!store_worker_.post([this, trip, end = std::move(end)] { settle(trip, end); })) {
            delivering_ = false;
            log::warning("an answer of the portal could not be written down now; it will be asked again");
        }
    });
    // It has one trip at a time, so it refuses only at the end; what was begun is asked about when the kiosk begins again.
    if (!posted) delivering_ = false;
}

void FieldWorld::settle(const portal::Trip& trip, const portal::TripEnd& end) {
    delivering_ = false;
    if (end.remote_id) link_watch_.heard(parts_.clock.monotonic());
    auto events = parts_.delivery.settle(trip, end, parts_.clock.wall());
    if (!events) return log::failure("writing down a delivery", events.error());
    for (const auto& event : *events) tell(event);
    deliver();
}

void FieldWorld::tell(const portal::DeliveryEvent& event) {
    std::visit(
        [this](const auto& e) {
            using E = std::decay_t<decltype(e)>;
            if constexpr (std::is_same_v<E, portal::Delivered>) {
                log::info("delivered {} as {}", e.provisional_code,
                          e.official_code.empty() ? "one that gets its code at acceptance" : e.official_code);
                parts_.post(visit::DossierDelivered{e.dossier, e.official_code});
            } else if constexpr (std::is_same_v<E, portal::RefusedForGood>) {
                log::warning("the portal refused dossier {} for good; see kiosk outbox list", e.dossier.text());
                parts_.post(visit::DossierRefused{e.dossier, e.words});
            } else if constexpr (std::is_same_v<E, portal::LetterTold>) {
                log::info("told the portal a {}", dossier::name(e.kind));
                if (e.kind == dossier::LetterKind::withdrawal) parts_.post(visit::WithdrawalTaken{e.letter});
                if (e.kind == dossier::LetterKind::supplement) parts_.post(visit::SupplementTaken{e.letter});
            } else if constexpr (std::is_same_v<E, portal::LetterRefused>) {
                log::warning("the portal refused {} {}; see kiosk outbox list", dossier::name(e.kind), e.letter.text());
                if (e.kind == dossier::LetterKind::withdrawal) parts_.post(visit::WithdrawalRefused{e.letter, e.words});
                if (e.kind == dossier::LetterKind::supplement) parts_.post(visit::SupplementRefused{e.letter, e.words});
            } else if constexpr (std::is_same_v<E, portal::PutOff>) {
                log::warning("{} put off: {}", e.dossier.text(), name(e.reason.code));
            } else if constexpr (std::is_same_v<E, portal::LinkReturned>) {
                tell_link(true);
            } else {
                log::failure("the link to the portal", e.reason);
                tell_link(false);
            }
        },
        event);
}

void FieldWorld::send_now() {
    if (auto due = parts_.delivery.send_now(); !due) log::failure("sending now", due.error());
    deliver();
}

// ---- Looking up --------------------------------------------------------------------------------------------------------------

void FieldWorld::do_effect(visit::AskStatus effect) {
    const auto question = effect.question;
    const bool posted = store_worker_.post([this, effect = std::move(effect)] {
        auto inquiry = parts_.store_desk.begin_inquiry(effect);
        if (!inquiry) return parts_.post(std::move(inquiry.error()));
        ask_portal(*inquiry);
    });
    if (!posted) parts_.post(visit::StatusNotFound{question, visit::LookupProblem::not_known_offline, 0});
}

void FieldWorld::ask_portal(const Inquiry& inquiry) {
    const bool posted = lookup_worker_.post([this, inquiry] {
        auto answer = parts_.lookup_portal.status(inquiry.question.code, inquiry.question.digits.reveal());
        const bool back = store_worker_.post(
            [this, inquiry, answer = std::move(answer)] { parts_.post(parts_.store_desk.end_inquiry(inquiry, answer)); });
        if (!back) parts_.post(visit::StatusNotFound{inquiry.question.question, visit::LookupProblem::not_known_offline, 0});
    });
    if (!posted) parts_.post(parts_.store_desk.end_inquiry(inquiry, fail(Code::busy, "too many look-ups are waiting")));
}

// ---- Devices -----------------------------------------------------------------------------------------------------------------

void FieldWorld::do_effect(visit::PrintConfirmation effect) {
    const auto id = effect.confirmation.id;
    if (!printer_worker_.post([this, effect = std::move(effect)] { parts_.post(print_desk_.print(effect)); })) {
        parts_.post(visit::ConfirmationNotPrinted{id, Code::busy});
    }
}

void FieldWorld::do_effect(visit::PrintReceipt effect) {
    const auto press = effect.press;
    if (!printer_worker_.post([this, effect = std::move(effect)] { parts_.post(print_desk_.print(effect)); })) {
        parts_.post(visit::ReceiptNotPrinted{press, Code::busy});
    }
}

void FieldWorld::do_effect(visit::PrintReceiptA4 effect) {
    const auto press = effect.press;
    const PageDesk::Wait wait{parts_.clock.monotonic() + visit::limits::printing_a4, visit_over_.get_token()};
    const bool posted =
        page_printer_worker_.post([this, wait, effect = std::move(effect)] { parts_.post(page_desk_.print(effect, wait)); });
    if (!posted) parts_.post(visit::A4NotPrinted{press, Code::busy});
}

void FieldWorld::do_effect(visit::PrintSentPaper effect) {
    const auto press = effect.press;
    const PageDesk::Wait wait{parts_.clock.monotonic() + visit::limits::fetching_paper + visit::limits::printing_a4,
                              visit_over_.get_token()};
    const bool posted = lookup_worker_.post([this, wait, effect = std::move(effect)] {
        auto pdf = parts_.lookup_portal.paper(effect.code, effect.digits.reveal(), effect.paper);
        const bool on = page_printer_worker_.post(
            [this, wait, effect, pdf = std::move(pdf)] { parts_.post(page_desk_.print(effect, pdf, wait)); });
        if (!on) parts_.post(visit::A4NotPrinted{effect.press, Code::busy});
    });
    if (!posted) parts_.post(visit::A4NotPrinted{press, Code::busy});
}

void FieldWorld::do_effect(visit::PrintGuidance effect) {
    const auto press = effect.press;
    const PageDesk::Wait wait{parts_.clock.monotonic() + visit::limits::printing_a4, visit_over_.get_token()};
    const bool posted =
        page_printer_worker_.post([this, wait, effect = std::move(effect)] { parts_.post(page_desk_.print(effect, wait)); });
    if (!posted) parts_.post(visit::A4NotPrinted{press, Code::busy});
}

void FieldWorld::do_effect(visit::ReadCodes effect) {
    const bool posted = reader_worker_.post([this, effect] {
        reading_ = effect;
        if (auto* reader = code_reader_.bare()) reader->set_enabled(effect.enabled);
    });
    if (!posted)
        log::error("the code reader did not hear that codes are {}", effect.enabled ? "wanted" : "no longer wanted");
    if (!camera_worker_.post([this, effect] { code_watch_.set_enabled(effect.enabled && effect.by_camera); }))
        log::error("the camera did not hear that codes are {}", effect.enabled ? "wanted" : "no longer wanted");
}

Duration FieldWorld::read_codes() {
    auto reader = code_reader_.ready();
    if (reader) {
        (*reader)->set_enabled(reading_.enabled);
        auto code = (*reader)->poll();
        code_reader_.answered(code ? Result<Done>(Done{}) : Result<Done>(tl::unexpected<Error>(code.error())));
        const bool asked_for = !reading_.unhurried;
        if (code && *code) {
            auto event = event_of(scan::classify(**code), parts_.data.settings.staff.tokens);
            // A card that came near where nobody had agreed to its being read is let go here; an appointment names nobody.
            const bool names_nobody = std::holds_alternative<visit::StaffTokenRead>(event) ||
                                      std::holds_alternative<visit::AppointmentRead>(event);
            if (asked_for || names_nobody) post_code(std::move(event), *reader_ids_);
        }
        if (!code && code.error().code == Code::too_large && asked_for) parts_.post(visit::OtherCodeRead{});
    }
    report(DeviceName::code_reader, code_reader_.health());
    if (!reading_.enabled) return device_round;
    return reading_.unhurried ? unhurried_round : reading_round;
}

/// On the worker that read it.
void FieldWorld::post_code(visit::Event event, Ids& ids) {
    if (auto* token = std::get_if<visit::StaffTokenRead>(&event)) token->chance = ids.make(parts_.clock.wall());
    if (auto* receipt = std::get_if<visit::ReceiptRead>(&event)) receipt->question = ids.make(parts_.clock.wall());
    if (auto* read = std::get_if<visit::AppointmentRead>(&event)) read->question = ids.make(parts_.clock.wall());
    parts_.post(std::move(event));
}

void FieldWorld::do_effect(visit::CallStaff effect) { parts_.call_staff(effect.press); }

void FieldWorld::do_effect(visit::ForgetVisit) {
    capture_stop_.request_stop();
    visit_over_.request_stop();
    visit_over_ = std::stop_source{};
    stop_reading();
    sign_out();
    forget_bank();
    if (!camera_worker_.post([this] { page_watch_.forget(); })) log::warning("the camera did not hear of a visit's end");
}

}  // namespace kiosk::app
