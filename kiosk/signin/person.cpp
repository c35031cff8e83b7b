#include "kiosk/signin/person.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/dossier/identity.hpp"

namespace kiosk::signin {
namespace {

constexpr std::size_t longest_claim = 500;

/// The claim that a field of ours is mapped to, made fit for a line; empty when there is none.
Personal mapped(const Claims& claims, const settings::ClaimProfile& profile, const std::string& field) {
    const auto name = profile.claims.find(field);
    if (name == profile.claims.end()) return {};
    const auto claim = claims.find(name->second);
    if (claim == claims.end()) return {};
    const auto text = claim->second.reveal();
    if (!is_utf8(text) || has_control_characters(text) || text.size() > longest_claim) return {};
    return Personal(nfc(trim(text)));
}

/// `dd/mm/yyyy` and the like as an ISO date; nothing when it is no such date.
std::optional<std::string> iso_of(std::string_view date, std::string_view form) {
    if (date.size() != form.size()) return std::nullopt;
    LocalDate out;
    for (const auto& [part, number] :
         {std::pair<std::string_view, int*>{"yyyy", &out.year}, {"mm", &out.month}, {"dd", &out.day}}) {
        const auto digits = date.substr(form.find(part), part.size());
        if (!all_digits(digits)) return std::nullopt;
        std::from_chars(digits.data(), digits.data() + digits.size(), *number);
    }
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool letter = form[i] == 'y' || form[i] == 'm' || form[i] == 'd';
        if (!letter && form[i] != date[i]) return std::nullopt;
    }
    if (!exists(out)) return std::nullopt;
    return out.iso();
}

bool is_among(std::string_view value, const std::vector<std::string>& allowed) {
    return allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

}  // namespace

Result<SignedInPerson> person_of(const Claims& claims, const settings::ClaimProfile& profile) {
    const auto field = [&](const char* name) { return mapped(claims, profile, name); };
    SignedInPerson out;
    out.account = profile.id;
    if (!is_among(field("account_kind").reveal(), profile.persons))
        return fail(Code::refused, "the account is an organisation's, or of a kind that this kiosk does not know");
    out.assurance = field("assurance").reveal();
    if (!is_among(out.assurance, profile.assurances))
        return fail(Code::refused, "the account is not assured as much as the province demands");
    out.person.name = field("name");
    out.person.number = Personal(dossier::compact_number(field("number").reveal()));
    if (!dossier::check_name(out.person.name.reveal()).empty())
        return fail(Code::untrusted, "the provider's answer holds no name; check [account.claims] name in signin.toml");
    if (!dossier::check_number(out.person.number.reveal(), dossier::NumberKind::personal).empty())
        return fail(Code::untrusted,
                    "the provider's answer holds no personal number of 12 digits; check [account.claims] "
                    "number in signin.toml");
    if (const auto old = Personal(dossier::compact_number(field("old_number").reveal()));
        dossier::check_number(old.reveal(), dossier::NumberKind::cmnd).empty())
        out.person.old_number = old;
    if (const auto date = iso_of(field("birth_date").reveal(), profile.birth_date_form))
        out.person.birth_date = Personal(*date);
    if (const auto sex = profile.sexes.find(std::string(field("sex").reveal())); sex != profile.sexes.end())
        out.person.sex = Personal(sex->second);
    out.person.residence = field("residence");
    out.contact.phone = field("phone");
    out.contact.email = field("email");
    out.tax_code = field("tax_code");
    return out;
}

}  // namespace kiosk::signin
