#include "kiosk/app/centre_codes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kiosk/base/base64.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/guarded_json.hpp"

namespace kiosk::app {
namespace {

using CodeJson = nlohmann::ordered_json;

constexpr auto kept_key = "centre_code_key";
constexpr std::size_t key_bytes = 32;
constexpr std::size_t hash_bytes = 16;  // four digits need no more
constexpr int told_at_once = 20;
constexpr std::size_t longest_entry = 64U << 10;

std::string centre_hash(std::string_view key, std::string_view code, std::string_view number) {
    const auto digits = store::last_four_of(number);
    if (digits.empty()) return {};
    return base64(
        store::keyed_hash(key, "centre's second factor", fmt::format("{} {}", code, digits)).substr(0, hash_bytes));
}

std::string member(const CodeJson& json, const char* name) {
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace

void CentreCodes::share(store::NewDossier& dossier) {
    if (!office_.is_shared() || dossier.outcome != dossier::Outcome::submitted_online) return;
    dossier.shared = true;
    const auto known = key();
    if (!known) return log::failure("reading the key of the centre's codes", known.error());
    if (known->empty()) return;  // a kiosk that has never met its centre: found there, and opened at this kiosk alone
    dossier.centre_factors = [key = *known, numbers = dossier.factor_numbers](std::string_view code) {
        std::vector<std::string> out;
        for (const auto& number : numbers) {
            if (auto hash = centre_hash(key, code, number.reveal()); !hash.empty()) out.push_back(std::move(hash));
        }
        return out;
    };
}

/// As this kiosk remembers it; empty: it has never met the centre.
Result<std::string> CentreCodes::key() {
    if (!key_.empty()) return key_;
    auto kept = store_.database().meta(kept_key);
    if (!kept || kept->empty()) return kept;
    const auto sealed = from_base64(*kept);
    if (!sealed) return fail(Code::corrupt, "table meta: the key of the centre's codes cannot be read");
    auto opened = store_.vault().unseal("meta", kept_key, "value", *sealed);
    if (!opened) return fail(std::move(opened));
    key_ = opened->reveal();
    return key_;
}

/// The first kiosk makes it; all remember it, for dossiers handed in while the ledger is out of reach.
Result<std::string> CentreCodes::key_of_centre() {
    auto& engine = office_.engine();
    for (int i = 0; i < 2; ++i) {
        auto reading = engine.read(keys_.code_key());
        if (!reading) return fail(std::move(reading));
        for (const auto& entry : reading->entries) {
            if (entry.key != keys_.code_key()) continue;
            if (auto bytes = from_base64(entry.value); bytes && bytes->size() == key_bytes) return bytes;
        }
        std::string fresh(key_bytes, '\0');
        ids_.fill_random(std::span(reinterpret_cast<std::uint8_t*>(fresh.data()), fresh.size()));
        // Another kiosk may be quicker: what stands there counts.
        auto written = engine.write({{{keys_.code_key(), 0}}, {{keys_.code_key(), base64(fresh)}}, {}});
        if (!written) return fail(std::move(written));
    }
    return fail(Code::corrupt,
                "the key of the centre's codes cannot be read; remove " + keys_.code_key() + " from the ledger");
}

Result<Done> CentreCodes::tell(const store::SharedCode& code) {
    CodeJson factors = CodeJson::array();
    std::istringstream hashes(code.factors);
    for (std::string hash; hashes >> hash;) factors.push_back(hash);
    const CodeJson json{{"kiosk", kiosk_},
                        {"as_of", iso_time(clock_.wall())},
                        {"state", code.state},
                        {"code", code.official_code},
                        {"procedure", code.procedure_code},
                        {"procedure_name", code.procedure_name},
                        {"unit", code.unit_name},
                        {"submitted_at", iso_time(code.submitted_at)},
                        {"factors", std::move(factors)}};
    auto written = office_.engine().write(
        {{}, {{keys_.code(code.provisional_code), json.dump(-1, ' ', false, CodeJson::error_handler_t::replace)}}, {}});
    if (!written) return fail(std::move(written));
    return store_.shared_codes().told(code);
}

Result<Done> CentreCodes::meet() {
    if (!office_.is_shared() || !office_.joined()) return Done{};
    auto known = key();
    if (!known) return fail(std::move(known));
    if (known->empty()) {
        auto of_centre = key_of_centre();
        if (!of_centre) return fail(std::move(of_centre));
        const auto sealed = store_.vault().seal("meta", kept_key, "value", *of_centre);
        if (auto kept = store_.database().set_meta(kept_key, base64(sealed)); !kept) return kept;
        key_ = *of_centre;
    }
    auto untold = store_.shared_codes().untold(told_at_once);
    if (!untold) return fail(std::move(untold));
    for (const auto& code : *untold) {
        if (auto told = tell(code); !told) return told;
    }
    auto over = store_.shared_codes().over(clock_.wall() + -kept_for, told_at_once);
    if (!over) return fail(std::move(over));
    for (const auto& code : *over) {
        auto gone = office_.engine().write({{}, {}, {keys_.code(code.provisional_code)}});
        if (!gone) return fail(std::move(gone));
        if (auto forgotten = store_.shared_codes().forget(code.dossier); !forgotten) return forgotten;
    }
    return Done{};
}

Result<std::optional<CentreCodes::Found>> CentreCodes::find(std::string_view typed, const Personal& digits) {
    if (!office_.is_shared()) return std::nullopt;
    const auto code = dossier::canonical_code(typed);
    const auto parsed = dossier::parse_dossier_code(code);
    if (!parsed || parsed->form != dossier::CodeForm::provisional) return std::nullopt;
    auto reading = office_.engine().read(keys_.code(code), ledger::Engine::Freshness::or_stale);
    if (!reading) return fail(std::move(reading));
    const auto entry = std::find_if(reading->entries.begin(), reading->entries.end(),
                                    [&](const auto& one) { return one.key == keys_.code(code); });
    if (entry == reading->entries.end()) return std::nullopt;
    const auto json = dossier::guarded_json(entry->value, {longest_entry, 4});
    const auto submitted =
        json && json->is_object() ? parse_iso_time(member(*json, "submitted_at")) : fail(Code::corrupt, "");
    const auto as_of = submitted ? parse_iso_time(member(*json, "as_of")) : fail(Code::corrupt, "");
    if (!as_of) return fail(Code::corrupt, "what the centre knows of a dossier cannot be read");
    const auto state = member(*json, "state");
    if (state != "waiting" && state != "delivered") return std::nullopt;
    Found out;
    out.view.code = member(*json, "code").empty() ? code : member(*json, "code");
    out.view.provisional_code = code;
    out.view.procedure_code = member(*json, "procedure");
    out.view.procedure_name = member(*json, "procedure_name");
    out.view.unit_name = member(*json, "unit");
    out.view.submitted_at = *submitted;
    out.view.as_of = *as_of;
    out.view.waiting_for_delivery = state == "waiting";
    auto of_centre = key();
    if (!of_centre) return fail(std::move(of_centre));
    const auto factors = json->find("factors");
    // Handed in, or asked for, by a kiosk that had never met its centre: nobody can prove anything here.
    if (of_centre->empty() || factors == json->end() || !factors->is_array() || factors->empty()) return std::nullopt;
    const auto wanted = centre_hash(*of_centre, code, digits.reveal());
    out.proven = std::any_of(factors->begin(), factors->end(), [&](const auto& hash) {
        return hash.is_string() && store::Vault::same(hash.template get<std::string>(), wanted);
    });
    return out;
}

}  // namespace kiosk::app
