#pragma once
/// The world of one simulated kiosk: the real desks, store and queue in one thread, answers that come late or never, all from
/// one seed. A restart drops everything that was under way and keeps the store.

#include <deque>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <utility>

#include "kiosk/app/app.hpp"
#include "kiosk/app/officer_desk.hpp"
#include "kiosk/app/store_desk.hpp"
#include "kiosk/portal/delivery.hpp"
#include "kiosk/queue/office.hpp"
#include "tests/simulation/fake_bank.hpp"
#include "tests/simulation/fake_portal.hpp"

namespace kiosk::simulation {

/// A dossier as its press wrote it down.
struct HandedIn {
    dossier::Outcome outcome = dossier::Outcome::prepared;
    std::vector<store::StoredPage> pages;  ///< in their order
};

/// What came out on paper or stood on the screen, as an inspector would collect it.
struct Evidence {
    std::map<Uuid, queue::Ticket> held_tickets;                  ///< somebody can hold these
    std::map<Uuid, HandedIn> handed_in;                          ///< by its press
    std::map<Uuid, dossier::Confirmation> confirmations;         ///< «đã nhận» was said
    std::set<Uuid> cut_off;                                      ///< power went between the two
    std::map<Uuid, std::string> withdrawals;                     ///< press -> code of the dossier
    std::map<Uuid, dossier::Rating> ratings;                     ///< as each press was first written down
    std::map<Uuid, std::vector<store::StoredPage>> supplements;  ///< press -> its pages, in their order
    std::map<std::string, Uuid> kept_drafts;                     ///< visit code -> draft
    std::set<Uuid> removed_drafts;
    std::set<Uuid> submitted_drafts;
    std::map<Uuid, payment::Order> proven_paid;  ///< a slip or the screen said so
    std::size_t signed_in = 0;                   ///< telephones that said yes
};

class SimWorld final : public app::World {
public:
    SimWorld(std::uint64_t seed, const app::PublicData& data, ManualClock& clock, store::Store& store, FakePortal& portal,
             FakeBank& bank)
        : random_(seed),
          clock_(clock),
          ids_(seed ^ 0x5EEDU),
          queue_(store.database(), clock, data.settings),
          desk_(store, queue_, data, clock, ids_),
          officer_desk_(store, queue_, data, clock,
                        [](const std::string&, const Personal& pin) { return pin.reveal() == "111119"; }),
          delivery_(store.outbox(), ids_),
          portal_(portal),
          bank_(bank) {}

    void speak(app::VoiceOrder) override {}
    void perform(visit::Effect effect) override {
        std::visit([this](const auto& e) { act(e); }, effect);
    }

    /// Answers whose time has come, and what the outbox is due to send.
    void run(app::App& app) {
        if (!std::exchange(a4_reported_, true)) app.receive(app::DeviceReport{app::DeviceName::page_printer, {}});
        for (std::size_t round = waiting_.size(); round > 0; --round) {
            auto next = std::move(waiting_.front());
            waiting_.pop_front();
            if (next.at <= clock_.monotonic()) app.receive(next.message);
            else waiting_.push_back(std::move(next));
        }
        if (clock_.monotonic() - delivered_ < 3s)
            return;  // the field looks every second; the story is the same, the run shorter
        delivered_ = clock_.monotonic();
        auto events = delivery_.run_once(portal_, clock_.wall(), 3);
        require(events.has_value(), "the outbox can be read");
        for (const auto& event : *events) {
            if (const auto* delivered = std::get_if<portal::Delivered>(&event)) {
                app.receive(visit::DossierDelivered{delivered->dossier, delivered->official_code});
            } else if (const auto* refused = std::get_if<portal::RefusedForGood>(&event)) {
                app.receive(visit::DossierRefused{refused->dossier, refused->words});
            } else if (const auto* told = std::get_if<portal::LetterTold>(&event)) {
                if (told->kind == dossier::LetterKind::withdrawal) app.receive(visit::WithdrawalTaken{told->letter});
                if (told->kind == dossier::LetterKind::supplement) app.receive(visit::SupplementTaken{told->letter});
            } else if (const auto* no = std::get_if<portal::LetterRefused>(&event)) {
                if (no->kind == dossier::LetterKind::withdrawal)
                    app.receive(visit::WithdrawalRefused{no->letter, no->words});
                if (no->kind == dossier::LetterKind::supplement)
                    app.receive(visit::SupplementRefused{no->letter, no->words});
            }
        }
        if (auto errand = desk_.payments()->begin()) {
            const auto end = collection::run(bank_, *errand);
            if (const auto change = desk_.payments()->settle(*errand, end))
                app.receive(visit::PaymentMoved{change->order.fee, change->after});
        }
        if (clock_.monotonic() - tidied_ > 20s) {
            tidied_ = clock_.monotonic();
            desk_.tidy();
            tell_today();
        }
    }

    /// Time goes by in steps: deadlines on the way are met one by one, as the loop of the kiosk does.
    void pass(Duration time, Duration step, app::App& app) {
        const auto until = clock_.monotonic() + time;
        while (clock_.monotonic() < until) {
            clock_.advance(std::min(step, until - clock_.monotonic()));
            run(app);
            app.tick();
        }
    }

    /// Power goes while a piece is on its way: the portal may have it, and nobody reads the answer.
    void lose_power_while_sending() {
        const auto trip = delivery_.begin(clock_.wall());
        require(trip.has_value(), "the outbox can be read");
        if (!*trip) return;
        [[maybe_unused]] const auto unread = portal::send(portal_, **trip);
        portal_.answer_went_unread((*trip)->item.id);
    }

    [[nodiscard]] const Evidence& evidence() const { return evidence_; }
    /// What was collected before the kiosk lost power.
    void keep(Evidence earlier) {
        evidence_ = std::move(earlier);
        for (const auto& [press, handed] : evidence_.handed_in) {
            if (!evidence_.confirmations.contains(press)) evidence_.cut_off.insert(press);
        }
    }
    [[nodiscard]] queue::TicketOffice& queue() { return queue_; }
    [[nodiscard]] portal::Delivery& delivery() { return delivery_; }
    int printer_fails_percent = 10;
    int answer_never_comes_percent = 2;

private:
    void answer(app::Message message) {
        if (static_cast<int>(random_() % 100) < answer_never_comes_percent)
            return;  // a dead worker: the state's deadline decides
        waiting_.push_back({clock_.monotonic() + Duration{static_cast<long>(random_() % 4000)}, std::move(message)});
    }
    bool printer_fails() { return static_cast<int>(random_() % 100) < printer_fails_percent; }

    void act(const visit::AllotTicket& e) { answer(desk_.allot(e)); }
    void act(const visit::HoldTicket& e) {
        desk_.hold(e);
        auto ticket = queue_.find(e.press);
        require(ticket && *ticket, "a held ticket exists");
        evidence_.held_tickets[e.press] = **ticket;
    }
    void act(const visit::AskTicket& e) { answer(desk_.answer(e)); }
    void act(const visit::PrintTicket& e) {
        if (printer_fails()) answer(visit::TicketNotPrinted{e.ticket.press, Code::no_paper});
        else answer(visit::TicketPrinted{e.ticket.press});
    }
    void act(const visit::PrintConfirmation& e) {
        evidence_.confirmations[e.confirmation.id] = e.confirmation;  // the screen says so already
        if (printer_fails()) answer(visit::ConfirmationNotPrinted{e.confirmation.id, Code::no_paper});
        else answer(visit::ConfirmationPrinted{e.confirmation.id});
    }
    void act(const visit::PrintReceipt& e) { answer(visit::ReceiptPrinted{e.press}); }
    void act(const visit::PrintReceiptA4& e) { answer_a4(e.press); }
    void act(const visit::PrintSentPaper& e) {
        const auto pdf = portal_.paper(e.code, e.digits.reveal(), e.paper);
        if (!pdf) answer(visit::A4NotPrinted{e.press, pdf.error().code});
        else answer_a4(e.press);
    }
    void answer_a4(const PressId& press) {
        if (printer_fails()) answer(visit::A4NotPrinted{press, Code::paper_jam});
        else answer(visit::A4Printed{press});
    }
    static std::vector<store::StoredPage> pages_of(const visit::Filing& filing) {
        std::vector<store::StoredPage> pages;
        for (const auto& component : filing.procedure->components) {
            const auto* paper = filing.draft.find_paper(component.id);
            if (paper == nullptr) continue;
            for (const auto& page : paper->pages) pages.push_back({page.id, component.id, page.bytes});
        }
        return pages;
    }
    void act(const visit::RecordDossier& e) {
        auto answered = desk_.record(e);
        if (std::holds_alternative<visit::DossierRecorded>(answered)) {
            evidence_.handed_in.try_emplace(e.press, HandedIn{e.outcome, pages_of(e.filing)});
            if (e.filing.kept) evidence_.submitted_drafts.insert(*e.filing.kept);
        }
        answer(std::move(answered));
    }
    void act(const visit::AskStatus& e) {
        auto inquiry = desk_.begin_inquiry(e);
        if (!inquiry) answer(std::move(inquiry.error()));
        else answer(desk_.end_inquiry(*inquiry, portal_.status(inquiry->question.code, e.digits.reveal())));
    }
    void act(const visit::CapturePage& e) {
        if (random_() % 5 == 0) return answer(visit::PageNotCaptured{e.question, Code::no_paper});
        dossier::Page page;
        page.id = ids_.make(clock_.wall());
        page.source = e.source;
        page.bytes = std::make_shared<const dossier::PageBytes>(page.id.text() + std::string(160, 'x'), "image/png");
        page.preview = std::make_shared<const dossier::Preview>();
        answer(visit::PageCaptured{e.question, std::move(page)});
    }
    void act(const visit::TakePhoto&) {}
    void act(const visit::CancelCapture&) {}
    void act(const visit::ReadCodes&) {}
    void act(const visit::CallStaff& e) {
        if (random_() % 2 == 0) answer(visit::HelpAnswered{e.press});
    }
    void act(const visit::RecordRating& e) {
        auto answered = desk_.record(e);
        if (std::holds_alternative<visit::RatingRecorded>(answered)) evidence_.ratings.try_emplace(e.press, e.rating);
        answer(std::move(answered));
    }
    void act(const visit::RecordWithdrawal& e) {
        auto answered = desk_.record(e);
        if (std::holds_alternative<visit::WithdrawalRecorded>(answered))
            evidence_.withdrawals.try_emplace(e.press, e.withdrawal.dossier);
        answer(std::move(answered));
    }
    void act(const visit::RecordSupplement& e) {
        auto answered = desk_.record(e);
        if (std::holds_alternative<visit::SupplementRecorded>(answered))
            evidence_.supplements.try_emplace(e.press, pages_of(e.filing));
        answer(std::move(answered));
    }
    void act(const visit::PrintSupplement& e) {
        if (printer_fails()) answer(visit::SupplementNotPrinted{e.note.id, Code::no_paper});
        else answer(visit::SupplementPrinted{e.note.id});
    }
    void act(const visit::KeepDraft& e) {
        auto answered = desk_.keep(e);
        if (const auto* kept = std::get_if<visit::DraftKept>(&answered)) {
            evidence_.kept_drafts[kept->visit_code] = e.filing.kept.value_or(e.press);
        }
        answer(std::move(answered));
    }
    void act(const visit::PrintDraftSlip& e) {
        if (printer_fails()) answer(visit::DraftSlipNotPrinted{e.press, Code::no_paper});
        else answer(visit::DraftSlipPrinted{e.press});
    }
    void act(const visit::RemoveDraft& e) {
        auto answered = desk_.remove(e);
        if (std::holds_alternative<visit::DraftRemoved>(answered)) evidence_.removed_drafts.insert(e.draft);
        answer(std::move(answered));
    }
    void act(const visit::PrintGuidance& e) { answer_a4(e.press); }
    /// As the field does: after each change, and when another day has begun.
    void tell_today() {
        auto today = officer_desk_.today();
        require(today.has_value(), "what holds for today can be read");
        waiting_.push_back({clock_.monotonic(), app::TodayReport{std::move(*today)}});
    }
    void act(const visit::CheckPin& e) { answer(officer_desk_.check(e)); }
    void act(const visit::MakeStaffReport&) { answer(officer_desk_.make_report()); }
    void act(const visit::DoForStaff& e) {
        if (e.deed == visit::StaffDeed::void_ticket) return answer(officer_desk_.void_ticket(e));
        if (e.deed == visit::StaffDeed::change_today) {
            answer(officer_desk_.change_today(e));
            return tell_today();
        }
        answer(visit::StaffDeedEnded{e.question, printer_fails() ? std::optional(Code::no_paper) : std::nullopt});
    }
    void act(const visit::NoteStaff&) {}
    void act(const visit::BeginSignIn& e) {
        if (random_() % 8 == 0) return answer(visit::SignInGranted{e.question, fail(Code::unreachable, "no line")});
        signin::Grant grant;
        grant.user_code = "BCDF-GHJK";
        grant.address = "https://id.example/device";
        grant.good_for = 2min;
        answer(visit::SignInGranted{e.question, std::move(grant)});
    }
    void act(const visit::PollSignIn& e) {
        const auto luck = random_() % 10;
        if (luck == 0) return answer(visit::SignInPolled{e.question, signin::SaidNo{}});
        if (luck == 1) return answer(visit::SignInPolled{e.question, signin::NoAnswer{{Code::unreachable, "no line"}}});
        if (luck < 6) return answer(visit::SignInPolled{e.question, signin::NotYet{}});
        signin::SignedInPerson who;
        who.account = "vneid";
        who.person.name = Personal("Đinh Thị Thử");
        who.person.number = Personal(fmt::format("0511900{:05}", random_() % 100'000));
        ++evidence_.signed_in;
        answer(visit::SignInPolled{e.question, signin::Approved{std::move(who)}});
    }
    void act(const visit::AskOwnDossiers& e) {
        if (random_() % 2 == 0) answer(visit::OwnDossiersFound{e.question, {}});
        else answer(visit::OwnDossiersNotFound{e.question, Code::unreachable});
    }
    void act(const visit::RecordOrder& e) { answer(desk_.payments()->record(e)); }
    void act(const visit::PlaceOrder& e) {
        const collection::Errand errand{e.order, true};
        auto end = collection::run(bank_, errand);
        static_cast<void>(desk_.payments()->settle(errand, end));
        Result<std::string> address = std::move(end.address);
        if (end.failure) address = tl::unexpected(*end.failure);
        answer(visit::OrderPlaced{e.order.id, std::move(address)});
    }
    void act(const visit::AskBank& e) {
        const collection::Errand errand{e.order, false};
        auto end = collection::run(bank_, errand);
        static_cast<void>(desk_.payments()->settle(errand, end));
        Result<std::vector<payment::Confirmation>> heard = std::move(end.confirmations);
        if (end.failure) heard = tl::unexpected(*end.failure);
        answer(visit::BankTold{e.order.id, std::move(heard)});
    }
    void act(const visit::PrintPaymentSlip& e) {
        if (e.bill.standing.settles()) evidence_.proven_paid[e.bill.order.id] = e.bill.order;
        if (printer_fails()) answer(visit::PaymentSlipNotPrinted{e.press, Code::no_paper});
        else answer(visit::PaymentSlipPrinted{e.press});
    }
    void act(const visit::CountVisit& e) { desk_.count(e); }
    void act(const visit::ForgetVisit&) {}

    struct Waiting {
        Monotonic at;
        app::Message message;
    };
    std::mt19937_64 random_;
    ManualClock& clock_;
    SeededIds ids_;
    queue::TicketOffice queue_;
    app::StoreDesk desk_;
    app::OfficerDesk officer_desk_;
    portal::Delivery delivery_;
    FakePortal& portal_;
    FakeBank& bank_;
    std::deque<Waiting> waiting_;
    Evidence evidence_;
    bool a4_reported_ = false;
    Monotonic tidied_{};
    Monotonic delivered_{};
};

}  // namespace kiosk::simulation
