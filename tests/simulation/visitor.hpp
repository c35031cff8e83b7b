#pragma once
/// A visitor who touches what the page in front of them offers, sensibly or not, by the seed.

#include <random>

#include "kiosk/app/public_data.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/visit/visit.hpp"

namespace kiosk::simulation {

class Visitor {
public:
    Visitor(std::uint64_t seed, const app::PublicData& data) : random_(seed), ids_(seed + 1), data_(data) {}

    /// One touch, or something held before a device.
    [[nodiscard]] visit::Event next(const visit::Visit& visit, WallTime now);

private:
    std::uint64_t pick(std::uint64_t of) { return random_() % of; }
    bool chance(int percent) { return static_cast<int>(pick(100)) < percent; }
    Uuid id(WallTime now) { return ids_.make(now); }
    const catalogue::Procedure& any_procedure();
    dossier::Person any_person();

    visit::Event on(const visit::Attracting&, WallTime);
    visit::Event on(const visit::ChoosingJourney&, WallTime);
    visit::Event on(const visit::ChoosingField&, WallTime);
    visit::Event on(const visit::ChoosingProcedure&, WallTime);
    visit::Event on(const visit::Searching&, WallTime);
    visit::Event on(const visit::ReadingDetails&, WallTime now);
    visit::Event on(const visit::ChoosingPurpose&, WallTime);
    visit::Event on(const visit::TicketsClosed&, WallTime);
    visit::Event on(const visit::ConfirmingTicket&, WallTime now);
    visit::Event on(const visit::TakingTicket&, WallTime);
    visit::Event on(const visit::HoldingTicket&, WallTime);
    visit::Event on(const visit::ReadingTicket&, WallTime);
    visit::Event on(const visit::ReadingNotice&, WallTime);
    visit::Event on(const visit::ChoosingApplicant&, WallTime);
    visit::Event on(const visit::PresentingCard&, WallTime now);
    visit::Event on(const visit::ConfirmingPerson&, WallTime);
    visit::Event on(const visit::TypingPerson&, WallTime);
    visit::Event on(const visit::FillingForm&, WallTime);
    std::optional<visit::Event> about_rows(const visit::FillingForm& s, const catalogue::Question& rows);
    std::string some_answer(const catalogue::Question& question);
    visit::Event on(const visit::CollectingPapers&, WallTime now);
    visit::Event on(const visit::CapturingPage&, WallTime now);
    visit::Event on(const visit::ViewingPage&, WallTime now);
    visit::Event on(const visit::LeavingPhone&, WallTime);
    visit::Event on(const visit::Reviewing&, WallTime now);
    visit::Event on(const visit::Recording&, WallTime);
    visit::Event on(const visit::HoldingConfirmation&, WallTime);
    visit::Event on(const visit::PresentingReceipt&, WallTime);
    visit::Event on(const visit::TypingCode&, WallTime);
    visit::Event on(const visit::EnteringFactor&, WallTime now);
    visit::Event on(const visit::AskingStatus&, WallTime);
    visit::Event on(const visit::ReadingStatus&, WallTime now);
    visit::Event on(const visit::ConfirmingWithdrawal&, WallTime now);
    visit::Event on(const visit::Withdrawing&, WallTime);
    visit::Event on(const visit::AskingIfPresent&, WallTime);
    visit::Event on(const visit::ConfirmingEnd&, WallTime);
    visit::Event on(const visit::CallingStaff&, WallTime now);
    visit::Event on(const visit::OutOfService&, WallTime);
    visit::Event on(const visit::RatingService&, WallTime now);
    visit::Event on(const visit::SendingRating&, WallTime);
    visit::Event on(const visit::ThankingForRating&, WallTime);
    visit::Event on(const visit::ReadingFeedback&, WallTime);
    visit::Event on(const visit::EnteringPin&, WallTime now);
    visit::Event on(const visit::StaffPages& s, WallTime now);

    visit::Event on(const visit::SigningIn& s, WallTime now);

    visit::Event a_token(WallTime now);
    visit::Event a_change_of_today(WallTime now);

    // Papers for a dossier that exists.
    visit::Event on(const visit::ReviewingSupplement&, WallTime now);
    visit::Event on(const visit::SendingSupplement&, WallTime);
    visit::Event on(const visit::HoldingSupplement&, WallTime);

    // Finishing another time.
    visit::Event on(const visit::OfferingToKeep&, WallTime now);
    visit::Event on(const visit::KeepingDraft&, WallTime);
    visit::Event on(const visit::HoldingDraft&, WallTime);
    visit::Event on(const visit::ContinuingDraft&, WallTime now);
    visit::Event on(const visit::RemovingDraft&, WallTime);
    visit::Event on(const visit::SigningInByPhone&, WallTime now);
    visit::Event on(const visit::SigningInToList&, WallTime now);
    visit::Event on(const visit::AskingOwnDossiers&, WallTime);
    visit::Event on(const visit::ReadingOwnDossiers&, WallTime now);
    visit::Event on(const visit::ChoosingPayment&, WallTime now);
    visit::Event on(const visit::NamingPayer&, WallTime);
    visit::Event on(const visit::PayingFee&, WallTime now);
    visit::Event on(const visit::HoldingPayment&, WallTime);

    std::mt19937_64 random_;
    SeededIds ids_;
    const app::PublicData& data_;
    std::string last_code_ = "TAM-K1-261123-0001";
    std::optional<PressId> last_ticket_;
    std::string last_digits_;  ///< of whoever is identified on the page
    std::string draft_code_;   ///< of a slip in the visitor's hand
    std::string draft_digits_;
    const visit::Earlier* earlier_ = nullptr;
};

}  // namespace kiosk::simulation
