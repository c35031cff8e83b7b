#pragma once
/// What a scanned or typed string is: a card, a receipt, a ticket, a bank transfer, a link. Nothing is opened, paid or
/// believed here; the result is typed fields and warnings. Any thread, never blocks, never fails: what is not known is Unknown.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/dossier_code.hpp"

namespace kiosk::scan {

/// Reasons to look twice; none of them refuses anything by itself.
enum class Warning {
    not_utf8,               ///< bytes that are no text were replaced
    text_repaired,          ///< read as Latin-1 on the way here; put right
    text_normalised,        ///< decomposed letters were composed
    control_characters,     ///< control or direction-changing characters were taken out
    too_long,               ///< longer than any code; the rest was left out
    fields_missing,         ///< fewer fields than the known layouts
    fields_unknown,         ///< more fields than the known layouts; they are ignored
    unknown_province,       ///< the number begins with a code no province has
    sex_disagrees,          ///< the number says otherwise; a legal change of sex exists
    birth_year_disagrees,   ///< the number says otherwise
    birth_date_impossible,  ///< no such day, or in the future
    issue_date_impossible,
    old_number_odd,  ///< not 9 (or 12) digits
    name_missing,
    personal_link,     ///< the link carries somebody's identity number: never show or log it
    crc_mismatch,      ///< a digit was changed or misread: never pay
    structure_broken,  ///< lengths do not add up: never pay
    other_scheme,      ///< a payment code of another network, without a VietQR account: never pay
    amount_invalid,
    account_invalid,
    service_unknown,
    not_vietnam,     ///< another currency or country
    method_unknown,  ///< neither for many payments (11) nor for one (12)
};
[[nodiscard]] std::string_view name(Warning warning);

/// The QR on an identity card. Unsigned: good for filling a form, no proof of who is there.
struct Cccd {
    bool card_2024 = false;  ///< the new card, with ten fields or more
    Personal number;         ///< 12 digits
    Personal old_number;     ///< 9 digits or empty
    Personal name;
    std::optional<LocalDate> birth_date;
    Personal sex;  ///< `Nam`, `Nữ`, or as the card says
    Personal residence;
    std::optional<LocalDate> issue_date;
    Personal cancelled_number;  ///< 2024 card, if it says
    Personal father_name;
    Personal mother_name;
};

/// A link printed on a receipt. Data, never opened.
struct ReceiptUrl {
    Personal url;
    std::string code;  ///< the dossier's code, empty when the link has only an opaque id
    std::string opaque_id;
    Personal id_number;  ///< some portals put the holder's number into the link
};
/// A queue number of ours: `QNT1:<centre>:<yyyyMMdd>:<number>:<id of the press>`.
struct Ticket {
    std::string centre;
    LocalDate date;
    std::string number;
    Uuid id;
};
/// Papers prepared at the kiosk, to be taken up at the counter: `QNV1:<visit code>` (kiosk/dossier/visit_code.hpp).
struct VisitCode {
    std::string code;
};
/// A card of the staff's: `QNS1:` and 26 characters of Crockford's alphabet, 130 random bits. Whose it is only the hash of the
/// whole text says (settings::Staff).
struct StaffToken {
    Personal text;
};
/// `QNA1:<centre>:<yyyyMMdd>:<HHmm>:<code>`, and where whoever gives appointments signs them `:<signature>` of all before it, in base 64 of
/// addresses. Whether that is anybody's only the centre's keys say (queue::Appointment).
struct Appointment {
    std::string centre;
    LocalDate date;
    int minute_of_day = 0;
    std::string code;
    std::string signature{};  ///< its bytes; empty: unsigned
};
/// A bank transfer by NAPAS 247 (EMVCo). Payable only without warnings.
struct VietQr {
    std::string method;  ///< `static` or `dynamic`
    std::string aid;     ///< A000000727
    std::string bin;
    Personal account;
    std::string service;
    std::string amount;  ///< as written, empty when the payer types it
    std::string currency;
    std::string country;
    Personal merchant_name;  ///< whose account it is, in many codes
    std::string city;
    Personal bill_number;  ///< this and the two after it are whatever the payer or the payee wrote, a name as well
    Personal purpose;
    Personal reference;
    std::string crc;  ///< upper case
};
struct HealthCard {
    Personal card_number;
    Personal name;
    Personal birth_date;  ///< `dd/MM/yyyy` or a year, as the card says; ISO when it is a whole date
    Personal sex;
    Personal address;
    std::string facility;
    std::string valid_from;
    std::string valid_to;
};
/// A sign-in code of the VNeID application.
struct Vneid {
    Personal text;
};
struct Url {
    Personal url;
};
struct Unknown {
    Personal text;
};

using Content = std::variant<Cccd, dossier::DossierCode, ReceiptUrl, Ticket, VisitCode, StaffToken, Appointment, VietQr,
                             HealthCard, Vneid, Url, Unknown>;

struct Payload {
    Content content;
    std::vector<Warning> warnings;
    [[nodiscard]] bool has(Warning warning) const;
};

/// Longer ones are told as unknown, cut to this.
inline constexpr std::size_t longest_payload_bytes = 8192;

[[nodiscard]] Payload classify(std::string_view bytes);
/// The stable name of the kind: `cccd`, `cccd_2024`, `dossier_code`, `provisional_code`, `receipt_url`, `ticket`, `visit_code`,
/// `staff_token`, `appointment`, `vietqr`, `health_card`, `vneid`, `url`, `unknown`.
[[nodiscard]] std::string_view kind(const Payload& payload);

/// Name and value in full, in reading order, empty ones left out.
struct Field {
    std::string_view name;
    Personal value;
};
[[nodiscard]] std::vector<Field> fields(const Payload& payload);

/// What our own slips carry.
[[nodiscard]] std::string make_ticket_text(const Ticket& ticket);
[[nodiscard]] std::string make_visit_text(const VisitCode& visit);
/// Another token each time.
[[nodiscard]] Personal make_staff_text(Ids& ids);
[[nodiscard]] std::string make_appointment_text(const Appointment& appointment);

}  // namespace kiosk::scan
