#include "kiosk/app/payload_event.hpp"

#include <algorithm>
#include <array>

#include "kiosk/base/sha256.hpp"
#include "kiosk/dossier/visit_code.hpp"

namespace kiosk::app {
namespace {

visit::Event meaning(const scan::Cccd& card, const scan::Payload& payload) {
    if (card.name.empty() || card.number.empty())
        return visit::OtherCodeRead{false};  // nobody can be asked whether it is them
    dossier::Person person;
    person.name = card.name;
    person.number = card.number;
    person.old_number = card.old_number;
    person.sex = card.sex;
    person.residence = card.residence;
    if (card.birth_date) person.birth_date = Personal(card.birth_date->iso());
    constexpr std::array told{scan::Warning::sex_disagrees, scan::Warning::birth_year_disagrees,
                              scan::Warning::birth_date_impossible};
    return visit::CardRead{std::move(person), std::ranges::any_of(told, [&](auto warning) { return payload.has(warning); })};
}

visit::Event meaning(const dossier::DossierCode& code, const scan::Payload&) { return visit::ReceiptRead{code.text(), {}}; }
visit::Event meaning(const scan::ReceiptUrl& link, const scan::Payload&) {
    if (link.code.empty()) return visit::OtherCodeRead{};  // a link with an opaque id tells us nothing
    return visit::ReceiptRead{link.code, {}};
}
visit::Event meaning(const scan::VisitCode& visit, const scan::Payload&) {
    return visit::ReceiptRead{dossier::shown_visit_code(visit.code), {}};
}
visit::Event meaning(const scan::Ticket& ticket, const scan::Payload&) {
    return visit::ReceiptRead{ticket.number, ticket.id};
}
visit::Event meaning(const scan::Appointment& read, const scan::Payload&) {
    return visit::AppointmentRead{{read.centre, read.date, read.minute_of_day, read.code, read.signature}, {}};
}
visit::Event staff_token(const scan::StaffToken& token, std::span<const settings::StaffToken> staff) {
    const auto hash = sha256_hex(token.text.reveal());
    const auto found = std::ranges::find(staff, hash, &settings::StaffToken::sha256);
    return visit::StaffTokenRead{found == staff.end() ? std::string{} : found->id, {}};
}
template <class Other>
visit::Event meaning(const Other&, const scan::Payload&) {
    return visit::OtherCodeRead{};
}

}  // namespace

visit::Event event_of(const scan::Payload& payload, std::span<const settings::StaffToken> staff) {
    // Letters were lost on the way from the code: a name or a number with a hole in it is nobody's.
    if (payload.has(scan::Warning::not_utf8)) return visit::OtherCodeRead{false};
    if (const auto* token = std::get_if<scan::StaffToken>(&payload.content)) return staff_token(*token, staff);
    return std::visit([&](const auto& content) { return meaning(content, payload); }, payload.content);
}

std::string_view use_of(const visit::Event& event) {
    if (std::holds_alternative<visit::CardRead>(event)) return "fills_in_person";
    if (std::holds_alternative<visit::ReceiptRead>(event)) return "looks_up";
    if (std::holds_alternative<visit::AppointmentRead>(event)) return "takes_appointment";
    if (std::holds_alternative<visit::StaffTokenRead>(event)) return "opens_staff_pages";
    const auto* other = std::get_if<visit::OtherCodeRead>(&event);
    return other != nullptr && !other->readable ? "asks_again" : "is_no_use";
}

}  // namespace kiosk::app
