#pragma once
/// The citizen's own telephone beside the screen: signing in with it, and paying with it. What those states carry.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/identity.hpp"
#include "kiosk/payment/charge.hpp"
#include "kiosk/payment/paying.hpp"
#include "kiosk/signin/device_flow.hpp"

namespace kiosk::visit {

/// The screen's half of a sign-in; answers carry the question.
struct PhoneSignIn {
    Uuid question;
    signin::DeviceFlow flow;
    Monotonic answer_by{};  ///< of the codes

    [[nodiscard]] bool waits() const { return !signin::is_over(flow); }
};

/// Signing in to see one's own dossiers: «Mất giấy hẹn».
struct SigningInToList {
    PhoneSignIn sign_in;
};
/// The portal is asked which dossiers are this person's.
struct AskingOwnDossiers {
    Uuid question;
    signin::SignedInPerson person;
    Monotonic deadline;
};
struct ReadingOwnDossiers {
    signin::SignedInPerson person;
    std::vector<dossier::StatusView> dossiers;  ///< as the portal lists them
    std::optional<Code> problem;                ///< why they are not known
};

}  // namespace kiosk::visit
