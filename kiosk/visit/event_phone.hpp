#pragma once
/// What happens while somebody signs in or pays with their own telephone.

#include <string>
#include <vector>

#include "kiosk/visit/state.hpp"

namespace kiosk::visit {

// ---- Signing in --------------------------------------------------------------------------------------------------------
/// «Đăng nhập bằng điện thoại», also once more after it did not do.
struct PhoneSignInChosen {
    Uuid question;
};
struct SignInGranted {
    Uuid question;
    Result<signin::Grant> answer;
};
struct SignInPolled {
    Uuid question;
    signin::PollAnswer answer;
};
/// «Mất giấy hẹn»: the dossiers of whoever signs in.
struct OwnDossiersWanted {
    Uuid question;
};
struct OwnDossiersFound {
    Uuid question;
    std::vector<dossier::StatusView> dossiers;
};
struct OwnDossiersNotFound {
    Uuid question;
    Code code = Code::unreachable;
};
struct OwnDossierChosen {
    Uuid question;
    std::size_t index = 0;
};

// ---- Paying ------------------------------------------------------------------------------------------------------------
struct PaymentWanted {};
/// In whose name the receipt is made out.
struct PayerNamingWanted {};
struct PayerTyped {
    dossier::PersonField field = dossier::PersonField::name;  ///< name or tax_code
    Personal value;
};
struct PayerNamed {};
struct PaymentMethodChosen {
    PressId press;
    payment::Method method = payment::Method::vietqr;
};
/// «Để sau»
struct PaymentPutOff {};
struct OrderRecorded {
    PressId press;
    Result<payment::Order> order;
};
/// The server knows of it, or does not; the platform's address for a telephone, empty for a transfer.
struct OrderPlaced {
    Uuid order;
    Result<std::string> address;
};
/// All that has been heard of an order's fee.
struct BankTold {
    Uuid order;
    Result<std::vector<payment::Confirmation>> confirmations;
};
/// What became of a fee (Order::fee), of whichever order that asks for it and whether anybody waits for it or not.
struct PaymentMoved {
    Uuid fee;
    payment::Standing standing;
};
struct PaymentSlipPrinted {
    PressId press;
};
struct PaymentSlipNotPrinted {
    PressId press;
    Code code = Code::no_paper;
};

}  // namespace kiosk::visit
