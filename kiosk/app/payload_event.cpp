#include "kiosk/app/payload_event.hpp"

#include <type_traits>

namespace kiosk::app {
namespace {

visit::Event card(const scan::Cccd& card, const scan::Payload& payload) {
    dossier::Person person;
    person.name = card.name;
    person.number = card.number;
    person.old_number = card.old_number;
    person.sex = card.sex;
    person.residence = card.residence;
    if (card.birth_date) person.birth_date = Personal(card.birth_date->iso());
    const bool warned = payload.has(scan::Warning::sex_disagrees) || payload.has(scan::Warning::birth_year_disagrees);
    return visit::CardRead{std::move(person), warned};
}

}  // namespace

visit::Event event_of(const scan::Payload& payload) {
    return std::visit(
        [&](const auto& content) -> visit::Event {
            using C = std::decay_t<decltype(content)>;
            if constexpr (std::is_same_v<C, scan::Cccd>) {
                return card(content, payload);
            } else if constexpr (std::is_same_v<C, scan::DossierCode> || std::is_same_v<C, scan::ProvisionalCode> ||
                                 std::is_same_v<C, scan::ReceiptUrl>) {
                if (content.code.empty()) return visit::OtherCodeRead{};  // a link with an opaque id tells us nothing
                return visit::ReceiptRead{content.code};
            } else {
                return visit::OtherCodeRead{};
            }
        },
        payload.content);
}

}  // namespace kiosk::app
