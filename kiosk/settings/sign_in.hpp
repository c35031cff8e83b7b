#pragma once
/// What config/signin.toml and config/payment.toml say: who proves who a person is, and how fees are paid. Immutable after
/// loading; any thread.

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/local_text.hpp"

namespace kiosk::settings {

/// In an address of signin.toml: the portal's own, wherever it is (the training portal's port differs from run to run).
inline constexpr std::string_view portal_mark = "${portal}";

/// How the claims of one kind of account become what the kiosk knows of a person.
struct ClaimProfile {
    std::string id;                              ///< "vneid"
    LocalText name;                              ///< "VNeID": what people know the account as
    std::map<std::string, std::string> claims;   ///< what it is here (claim_fields) -> what the provider calls it
    std::map<std::string, std::string> sexes;    ///< the provider's value -> "Nam" or "Nữ"
    std::string birth_date_form = "yyyy-mm-dd";  ///< or "dd/mm/yyyy", …
    std::vector<std::string> persons;            ///< values of `account_kind` that are people's own accounts; empty: any
    std::vector<std::string> assurances;         ///< values of `assurance` that are enough; empty: any
    bool userinfo = false;                       ///< the claims stand in the answer of userinfo, not in the ID token
};
/// What a profile may map, and nothing else.
inline constexpr std::string_view claim_fields[] = {"name",  "number", "old_number", "birth_date",   "sex",      "residence",
                                                    "phone", "email",  "tax_code",   "account_kind", "assurance"};

/// Sign-in by telephone (OAuth 2.0 device authorization grant, OpenID Connect).
struct SignIn {
    std::string issuer;  ///< https, without a slash at its end; may begin with ${portal}
    std::string client_id;
    std::filesystem::path client_secret_file;  ///< empty: a public client
    std::filesystem::path ca_file;             ///< empty: what the portal is trusted by
    std::vector<std::string> scopes;
    Duration clock_skew = 2min;  ///< how far the provider's clock may be from the kiosk's
    ClaimProfile profile;
};

/// The payment platform of the national portal, as it wants to be asked (identity of the unit that collects).
struct PaymentPlatform {
    std::string service;         ///< MaDichVu
    std::string service_suffix;  ///< behind the procedure's code in MaDVC
    std::string unit_code;       ///< MaDonVi
    std::string unit_name;       ///< TenDonVi
    std::string bank;            ///< MaNHThuHuong
};

/// How fees are paid. The account is the authority's.
struct Payment {
    bool vietqr = false;
    bool platform = false;
    bool cash = false;         ///< at the counter, with a slip
    std::string bin;           ///< of the bank, six digits
    std::string account;       ///< at most 19 letters and digits
    std::string account_name;  ///< as the bank writes it
    PaymentPlatform via;
    Duration good_for = 24h;      ///< an order that is paid later is late
    Duration poll_every = 3s;     ///< while somebody waits at the screen
    Duration pushed_within = 0s;  ///< the portal keeps a question open for so long, to tell of money when it comes; 0: no
    Duration looked_after = 24h * 30;    ///< so long an unpaid order is asked about, now and then
    std::vector<std::string> pay_first;  ///< procedures that are paid before they are handed in; any other after

    [[nodiscard]] bool pays_first(std::string_view procedure) const {
        for (const auto& code : pay_first) {
            if (code == procedure) return true;
        }
        return false;
    }
};

}  // namespace kiosk::settings
