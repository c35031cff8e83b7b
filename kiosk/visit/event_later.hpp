#pragma once
/// What happens around a submission: papers that are added later, another procedure in the same visit, a dossier that is
/// finished another time, a rating at the end; and a time that was promised before.

#include <string>
#include <vector>

#include "kiosk/queue/appointment.hpp"
#include "kiosk/visit/state.hpp"

namespace kiosk::visit {

// ---- Adding papers to a dossier ------------------------------------------------------------------------------------------
struct SupplementWanted {};
struct SupplementConfirmed {
    PressId press;
};
struct SupplementRecorded {
    PressId press;
    WallTime at;  ///< of the first press
};
struct SupplementNotRecorded {
    PressId press;
    Code code = Code::io;
};
/// The portal's answer.
struct SupplementTaken {
    PressId press;
};
struct SupplementRefused {
    PressId press;
    std::string words;
};
struct SupplementPrinted {
    PressId press;
};
struct SupplementNotPrinted {
    PressId press;
    Code code = Code::no_paper;
};

// ---- Another procedure -----------------------------------------------------------------------------------------------------
struct AnotherProcedureWanted {};
/// Pages of an earlier dossier of this visit are to serve again, each after it was looked at.
struct PaperReused {
    std::string component;
    std::vector<Uuid> ids;  ///< new ones, one a page: the portal keeps the pages of each dossier apart
};

// ---- Finishing another time ------------------------------------------------------------------------------------------------
struct KeepingWanted {};
struct KeepingConfirmed {
    PressId press;
};
struct DraftKept {
    PressId press;
    std::string visit_code;
    WallTime kept_until;
};
struct DraftNotKept {
    PressId press;
    Code code = Code::io;
};
struct DraftSlipPrinted {
    PressId press;
};
struct DraftSlipNotPrinted {
    PressId press;
    Code code = Code::no_paper;
};
/// Look-up found no dossier but a draft that is kept here.
struct DraftFound {
    Uuid question;
    dossier::KeptDraft kept;
};
struct DraftContinued {};
struct DraftRemovalWanted {};
struct DraftRemovalConfirmed {
    PressId press;
};
struct DraftRemoved {
    PressId press;
};
struct DraftNotRemoved {
    PressId press;
    Code code = Code::io;
};

// ---- Rating the service, feedback ------------------------------------------------------------------------------------------
struct RatingWanted {};
/// An answer to the question on the page.
struct LevelChosen {
    PressId press;
    int value = 0;
};
struct RatingSkipped {};  ///< «Bỏ qua»: nothing is sent
struct RatingRecorded {
    PressId press;
};
struct RatingNotRecorded {
    PressId press;
    Code code = Code::io;
};
struct FeedbackWanted {};
// ---- An appointment ------------------------------------------------------------------------------------------------------
/// The code of a time that somebody was promised.
struct AppointmentRead {
    queue::Appointment appointment;
    Uuid question{};  ///< to look whether its number was taken before
};

// ---- Why a rating was no better ------------------------------------------------------------------------------------------
/// Chosen, or not any more.
struct RatingReasonChosen {
    std::string reason;  ///< id
};
/// As many as were chosen, or none.
struct RatingReasonsGiven {
    PressId press;
};

}  // namespace kiosk::visit
