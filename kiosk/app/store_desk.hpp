#pragma once
/// What visits ask of the kiosk's memory: numbers, dossiers, what is known of a code. One function an effect, each answering
/// with the event that the visit waits for. The store worker's thread; blocks on the disk.

#include "kiosk/app/centre_codes.hpp"
#include "kiosk/app/paper_list.hpp"
#include "kiosk/app/payment_desk.hpp"
#include "kiosk/app/public_data.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/portal/portal.hpp"
#include "kiosk/queue/office.hpp"
#include "kiosk/review/search_words.hpp"
#include "kiosk/store/store.hpp"
#include "kiosk/visit/visit.hpp"

namespace kiosk::app {

/// A look-up whose try has been counted.
struct Inquiry {
    visit::AskStatus question;
    store::FactorAnswer factor;
};

class StoreDesk {
public:
    StoreDesk(store::Store& store, queue::TicketOffice& queue, const PublicData& data, const Clock& clock, Ids& ids)
        : store_(store),
          queue_(queue),
          data_(data),
          clock_(clock),
          ids_(ids),
          paper_list_(store, queue, data),
          centre_codes_(store, queue, data, clock, ids) {
        if (data.settings.payment) payments_.emplace(store, data, clock, ids);
    }

    [[nodiscard]] visit::Event allot(const visit::AllotTicket& effect);
    void hold(const visit::HoldTicket& effect);
    /// A number that somebody holds: looked at, given back, or taken back into the line.
    [[nodiscard]] visit::Event answer(const visit::AskTicket& effect);
    /// How many wait in each line; nothing where the centre does not tell it, or the queue is out of reach.
    [[nodiscard]] std::vector<queue::LineNews> lines();
    [[nodiscard]] visit::Event record(const visit::RecordDossier& effect);
    [[nodiscard]] visit::Event record(const visit::RecordRating& effect);
    [[nodiscard]] visit::Event record(const visit::RecordWithdrawal& effect);
    [[nodiscard]] visit::Event record(const visit::RecordSupplement& effect);
    [[nodiscard]] visit::Event keep(const visit::KeepDraft& effect);
    [[nodiscard]] visit::Event remove(const visit::RemoveDraft& effect);
    void count(const visit::CountVisit& effect);

    /// Counts the try; nothing may be compared or asked before that is on the disk. The event: no further question is needed.
    [[nodiscard]] tl::expected<Inquiry, visit::Event> begin_inquiry(const visit::AskStatus& effect);
    /// `answer` is the portal's, or why there is none.
    [[nodiscard]] visit::Event end_inquiry(const Inquiry& inquiry, const Result<dossier::StatusView>& answer);

    /// A delivered dossier that still waits for its official code, each in its turn; nothing when none does.
    [[nodiscard]] std::optional<Uuid> next_without_code();
    /// The portal gave it one; true when that was news.
    [[nodiscard]] bool take_code(const Uuid& dossier, std::string_view official_code);

    /// How far the portal's changes are known; empty: nothing of them.
    [[nodiscard]] std::string status_mark();
    /// What the portal says has changed of dossiers that are known here goes into the kiosk's memory, and the mark with it.
    void fold(const portal::StatusChanges& changes);

    /// Once a minute or so: numbers that nobody holds expire, the day is closed by the centre's rule once its hours are over, and drafts
    /// whose days are over go.
    void tidy();

    [[nodiscard]] store::Store& store() { return store_; }
    [[nodiscard]] queue::TicketOffice& queue() { return queue_; }
    /// Null: nothing is paid here.
    [[nodiscard]] PaymentDesk* payments() { return payments_ ? &*payments_ : nullptr; }

private:
    [[nodiscard]] Result<dossier::Confirmation> write_down(const visit::RecordDossier& effect,
                                                           std::optional<queue::Ticket>& ticket);
    [[nodiscard]] visit::Event shown(const visit::AskStatus& question, dossier::StatusView view);
    [[nodiscard]] store::NewProgress handed_in(const Uuid& id, WallTime at) const;
    [[nodiscard]] dossier::LetterHead letter_head(PressId press) const;
    [[nodiscard]] std::optional<visit::Event> kept_here(const visit::AskStatus& effect);
    [[nodiscard]] visit::Event known_here(const Inquiry& inquiry, visit::LookupProblem otherwise);
    [[nodiscard]] visit::Event known_to_centre(const Inquiry& inquiry, int tries_left, visit::LookupProblem otherwise);
    [[nodiscard]] Result<std::optional<dossier::StatusView>> view_here(std::string_view code);
    void learn_code(const dossier::StatusView& view);
    void add_withdrawal(dossier::StatusView& view);
    void add_supplement(dossier::StatusView& view);
    [[nodiscard]] Result<Done> remember(const dossier::StatusView& view);
    [[nodiscard]] Result<Done> add_what_waits(dossier::StatusView& view);
    [[nodiscard]] Result<std::string> visit_code_of(PressId ticket);
    [[nodiscard]] std::optional<queue::Wait> wait_of(PressId ticket);
    void close_day();
    [[nodiscard]] settings::Hours hours_today(const queue::Hall& hall, WallTime now) const;

    store::Store& store_;
    queue::TicketOffice& queue_;
    const PublicData& data_;
    const Clock& clock_;
    Ids& ids_;
    PaperList paper_list_;
    std::optional<PaymentDesk> payments_;
    CentreCodes centre_codes_;
    Uuid last_asked_for_code_;
    std::optional<WallTime> closed_at_;                      ///< the end of opening hours for which slips were given
    std::optional<review::CatalogueWords> catalogue_words_;  ///< made when a visit is first counted
};

}  // namespace kiosk::app
