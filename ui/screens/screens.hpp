#pragma once
/// The list: each state of a visit and the screen that shows it. A state without a line here does not compile, because the
/// host holds one screen for every alternative of visit::State.

#include "ui/screens/asking_if_present.hpp"
#include "ui/screens/asking_own_dossiers.hpp"
#include "ui/screens/asking_status.hpp"
#include "ui/screens/attracting.hpp"
#include "ui/screens/calling_staff.hpp"
#include "ui/screens/capturing_page.hpp"
#include "ui/screens/choosing_applicant.hpp"
#include "ui/screens/choosing_field.hpp"
#include "ui/screens/choosing_journey.hpp"
#include "ui/screens/choosing_payment.hpp"
#include "ui/screens/choosing_procedure.hpp"
#include "ui/screens/choosing_purpose.hpp"
#include "ui/screens/collecting_papers.hpp"
#include "ui/screens/confirming_end.hpp"
#include "ui/screens/confirming_person.hpp"
#include "ui/screens/confirming_ticket.hpp"
#include "ui/screens/confirming_withdrawal.hpp"
#include "ui/screens/continuing_draft.hpp"
#include "ui/screens/entering_factor.hpp"
#include "ui/screens/entering_pin.hpp"
#include "ui/screens/filling_form.hpp"
#include "ui/screens/holding_confirmation.hpp"
#include "ui/screens/holding_draft.hpp"
#include "ui/screens/holding_payment.hpp"
#include "ui/screens/holding_supplement.hpp"
#include "ui/screens/holding_ticket.hpp"
#include "ui/screens/keeping_draft.hpp"
#include "ui/screens/leaving_phone.hpp"
#include "ui/screens/naming_payer.hpp"
#include "ui/screens/offering_to_keep.hpp"
#include "ui/screens/out_of_service.hpp"
#include "ui/screens/paying_fee.hpp"
#include "ui/screens/presenting_card.hpp"
#include "ui/screens/presenting_receipt.hpp"
#include "ui/screens/rating_service.hpp"
#include "ui/screens/reading_details.hpp"
#include "ui/screens/reading_feedback.hpp"
#include "ui/screens/reading_notice.hpp"
#include "ui/screens/reading_own_dossiers.hpp"
#include "ui/screens/reading_status.hpp"
#include "ui/screens/reading_ticket.hpp"
#include "ui/screens/recording.hpp"
#include "ui/screens/removing_draft.hpp"
#include "ui/screens/reviewing.hpp"
#include "ui/screens/reviewing_supplement.hpp"
#include "ui/screens/searching.hpp"
#include "ui/screens/sending_rating.hpp"
#include "ui/screens/sending_supplement.hpp"
#include "ui/screens/signing_in.hpp"
#include "ui/screens/signing_in_by_phone.hpp"
#include "ui/screens/signing_in_to_list.hpp"
#include "ui/screens/staff_pages.hpp"
#include "ui/screens/taking_ticket.hpp"
#include "ui/screens/thanking_for_rating.hpp"
#include "ui/screens/tickets_closed.hpp"
#include "ui/screens/typing_code.hpp"
#include "ui/screens/typing_person.hpp"
#include "ui/screens/viewing_page.hpp"
#include "ui/screens/withdrawing.hpp"

namespace kiosk::ui {

template <>
struct ScreenOf<visit::Attracting> {
    using type = AttractingScreen;
};
template <>
struct ScreenOf<visit::ChoosingJourney> {
    using type = ChoosingJourneyScreen;
};
template <>
struct ScreenOf<visit::ChoosingField> {
    using type = ChoosingFieldScreen;
};
template <>
struct ScreenOf<visit::ChoosingProcedure> {
    using type = ChoosingProcedureScreen;
};
template <>
struct ScreenOf<visit::Searching> {
    using type = SearchingScreen;
};
template <>
struct ScreenOf<visit::ReadingDetails> {
    using type = ReadingDetailsScreen;
};
template <>
struct ScreenOf<visit::ChoosingPurpose> {
    using type = ChoosingPurposeScreen;
};
template <>
struct ScreenOf<visit::TicketsClosed> {
    using type = TicketsClosedScreen;
};
template <>
struct ScreenOf<visit::ConfirmingTicket> {
    using type = ConfirmingTicketScreen;
};
template <>
struct ScreenOf<visit::TakingTicket> {
    using type = TakingTicketScreen;
};
template <>
struct ScreenOf<visit::HoldingTicket> {
    using type = HoldingTicketScreen;
};
template <>
struct ScreenOf<visit::ReadingTicket> {
    using type = ReadingTicketScreen;
};
template <>
struct ScreenOf<visit::ReadingNotice> {
    using type = ReadingNoticeScreen;
};
template <>
struct ScreenOf<visit::ChoosingApplicant> {
    using type = ChoosingApplicantScreen;
};
template <>
struct ScreenOf<visit::PresentingCard> {
    using type = PresentingCardScreen;
};
template <>
struct ScreenOf<visit::ConfirmingPerson> {
    using type = ConfirmingPersonScreen;
};
template <>
struct ScreenOf<visit::TypingPerson> {
    using type = TypingPersonScreen;
};
template <>
struct ScreenOf<visit::FillingForm> {
    using type = FillingFormScreen;
};
template <>
struct ScreenOf<visit::CollectingPapers> {
    using type = CollectingPapersScreen;
};
template <>
struct ScreenOf<visit::CapturingPage> {
    using type = CapturingPageScreen;
};
template <>
struct ScreenOf<visit::ViewingPage> {
    using type = ViewingPageScreen;
};
template <>
struct ScreenOf<visit::LeavingPhone> {
    using type = LeavingPhoneScreen;
};
template <>
struct ScreenOf<visit::Reviewing> {
    using type = ReviewingScreen;
};
template <>
struct ScreenOf<visit::Recording> {
    using type = RecordingScreen;
};
template <>
struct ScreenOf<visit::HoldingConfirmation> {
    using type = HoldingConfirmationScreen;
};
template <>
struct ScreenOf<visit::PresentingReceipt> {
    using type = PresentingReceiptScreen;
};
template <>
struct ScreenOf<visit::TypingCode> {
    using type = TypingCodeScreen;
};
template <>
struct ScreenOf<visit::EnteringFactor> {
    using type = EnteringFactorScreen;
};
template <>
struct ScreenOf<visit::AskingStatus> {
    using type = AskingStatusScreen;
};
template <>
struct ScreenOf<visit::ReadingStatus> {
    using type = ReadingStatusScreen;
};
template <>
struct ScreenOf<visit::ConfirmingWithdrawal> {
    using type = ConfirmingWithdrawalScreen;
};
template <>
struct ScreenOf<visit::Withdrawing> {
    using type = WithdrawingScreen;
};
template <>
struct ScreenOf<visit::AskingIfPresent> {
    using type = AskingIfPresentScreen;
};
template <>
struct ScreenOf<visit::ConfirmingEnd> {
    using type = ConfirmingEndScreen;
};
template <>
struct ScreenOf<visit::CallingStaff> {
    using type = CallingStaffScreen;
};
template <>
struct ScreenOf<visit::OutOfService> {
    using type = OutOfServiceScreen;
};
template <>
struct ScreenOf<visit::RatingService> {
    using type = RatingServiceScreen;
};
template <>
struct ScreenOf<visit::SendingRating> {
    using type = SendingRatingScreen;
};
template <>
struct ScreenOf<visit::ThankingForRating> {
    using type = ThankingForRatingScreen;
};
template <>
struct ScreenOf<visit::ReadingFeedback> {
    using type = ReadingFeedbackScreen;
};
template <>
struct ScreenOf<visit::ReviewingSupplement> {
    using type = ReviewingSupplementScreen;
};
template <>
struct ScreenOf<visit::SendingSupplement> {
    using type = SendingSupplementScreen;
};
template <>
struct ScreenOf<visit::HoldingSupplement> {
    using type = HoldingSupplementScreen;
};
template <>
struct ScreenOf<visit::OfferingToKeep> {
    using type = OfferingToKeepScreen;
};
template <>
struct ScreenOf<visit::KeepingDraft> {
    using type = KeepingDraftScreen;
};
template <>
struct ScreenOf<visit::HoldingDraft> {
    using type = HoldingDraftScreen;
};
template <>
struct ScreenOf<visit::ContinuingDraft> {
    using type = ContinuingDraftScreen;
};
template <>
struct ScreenOf<visit::RemovingDraft> {
    using type = RemovingDraftScreen;
};
template <>
struct ScreenOf<visit::EnteringPin> {
    using type = EnteringPinScreen;
};
template <>
struct ScreenOf<visit::SigningIn> {
    using type = SigningInScreen;
};
template <>
struct ScreenOf<visit::StaffPages> {
    using type = StaffPagesScreen;
};
template <>
struct ScreenOf<visit::SigningInByPhone> {
    using type = SigningInByPhoneScreen;
};
template <>
struct ScreenOf<visit::SigningInToList> {
    using type = SigningInToListScreen;
};
template <>
struct ScreenOf<visit::AskingOwnDossiers> {
    using type = AskingOwnDossiersScreen;
};
template <>
struct ScreenOf<visit::ReadingOwnDossiers> {
    using type = ReadingOwnDossiersScreen;
};
template <>
struct ScreenOf<visit::ChoosingPayment> {
    using type = ChoosingPaymentScreen;
};
template <>
struct ScreenOf<visit::NamingPayer> {
    using type = NamingPayerScreen;
};
template <>
struct ScreenOf<visit::PayingFee> {
    using type = PayingFeeScreen;
};
template <>
struct ScreenOf<visit::HoldingPayment> {
    using type = HoldingPaymentScreen;
};

}  // namespace kiosk::ui
