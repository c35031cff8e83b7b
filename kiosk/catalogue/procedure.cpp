#include "kiosk/catalogue/procedure.hpp"

#include <algorithm>
#include <array>

#include "kiosk/base/text.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::catalogue {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, 3> offers{"submit", "submit_then_originals", "in_person"};
constexpr std::array<std::string_view, 4> identifications{"none", "card", "signed_in", "officer"};
constexpr std::array<std::string_view, 4> applicant_kinds{"self", "relative", "authorised", "organisation"};
constexpr std::array<std::string_view, 8> audiences{"citizen",  "overseas",         "foreigner",    "official",
                                                    "business", "foreign_business", "organisation", "cooperative"};
constexpr std::array<std::string_view, 5> authorities{"commune", "district", "province", "ministry", "other"};
constexpr std::array<std::string_view, 3> channel_words{"direct", "online", "post"};

template <class Enum, std::size_t count>
std::string_view word_of(const std::array<std::string_view, count>& words, Enum value) {
    return words.at(static_cast<std::size_t>(value));
}

template <class Enum, std::size_t count>
std::optional<Enum> parse(const std::array<std::string_view, count>& words, std::string_view word) {
    const auto found = std::find(words.begin(), words.end(), word);
    if (found == words.end()) return std::nullopt;
    return static_cast<Enum>(found - words.begin());
}

}  // namespace

bool Component::asked_of(ApplicantKind kind) const {
    return only_for.empty() || std::find(only_for.begin(), only_for.end(), kind) != only_for.end();
}

std::int64_t FeeItem::amount_dong(int quantity) const {
    return per.vi.empty() ? unit_price_dong : unit_price_dong * std::max(quantity, 0);
}

std::optional<std::int64_t> Handling::fee_for(int quantity) const {
    if (!fee_dong || fees.empty()) return fee_dong;
    std::int64_t sum = 0;
    for (const auto& fee : fees) sum += fee.amount_dong(quantity);
    return sum;
}

const Handling* Procedure::handled(Channel channel) const {
    const auto found = std::find_if(handling.begin(), handling.end(), [&](const auto& h) { return h.channel == channel; });
    return found == handling.end() ? nullptr : &*found;
}

const HandledBy* Procedure::handled_on(const LocalDate& day) const {
    const auto found = std::find_if(handled_by.begin(), handled_by.end(), [&](const auto& by) { return by.valid.on(day); });
    return found == handled_by.end() ? nullptr : &*found;
}

std::string_view Procedure::received_by(const LocalDate& day, std::string_view centre_unit) const {
    const auto* by = handled_on(day);
    return by == nullptr || by->receiving_unit.empty() ? centre_unit : std::string_view(by->receiving_unit);
}

bool Procedure::for_officials_only() const { return audience.size() == 1 && audience.front() == Audience::official; }

bool is_result_type(std::string_view text) {
    return text.size() == 13 && text.starts_with("KQ.") && (text[3] == 'G' || text[3] == 'H') &&
           all_digits(text.substr(4, 2)) && text[6] == '.' && all_digits(text.substr(7));
}

bool is_national_code(std::string_view text) {
    constexpr std::string_view digits = "0123456789";
    return text.size() == 8 && text[1] == '.' && settings::made_of(text.substr(0, 1), digits, 1, 1) &&
           settings::made_of(text.substr(2), digits, 6, 6);
}

std::string_view national_code_in(std::string_view local_code) {
    constexpr std::string_view of_unit = "0123456789.ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr std::size_t national = 8;
    constexpr std::size_t longest = 40;
    const auto code = local_code.substr(0, national);
    const auto rest = local_code.substr(code.size());
    const bool local = rest.starts_with('.') && settings::made_of(rest, of_unit, 2, longest);
    return local && is_national_code(code) ? code : std::string_view{};
}

std::string_view name(Offer offer) { return word_of(offers, offer); }
std::string_view name(Identification identification) { return word_of(identifications, identification); }
std::string_view name(ApplicantKind kind) { return word_of(applicant_kinds, kind); }
std::string_view name(Audience audience) { return word_of(audiences, audience); }
std::string_view name(Authority authority) { return word_of(authorities, authority); }
std::string_view name(Channel channel) { return word_of(channel_words, channel); }
std::optional<Offer> parse_offer(std::string_view word) { return parse<Offer>(offers, word); }
std::optional<Identification> parse_identification(std::string_view word) {
    return parse<Identification>(identifications, word);
}
std::optional<ApplicantKind> parse_applicant_kind(std::string_view word) {
    return parse<ApplicantKind>(applicant_kinds, word);
}
std::optional<Audience> parse_audience(std::string_view word) { return parse<Audience>(audiences, word); }
std::optional<Authority> parse_authority(std::string_view word) { return parse<Authority>(authorities, word); }
std::optional<Channel> parse_channel(std::string_view word) { return parse<Channel>(channel_words, word); }

}  // namespace kiosk::catalogue
