// Dossiers that were prepared at a kiosk: what an officer sees of one, and that they took it in.

#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/console/desk.hpp"
#include "kiosk/console/json.hpp"
#include "kiosk/dossier/visit_code.hpp"

namespace kiosk::console {

namespace {

const catalogue::Component* component_of(const catalogue::Procedure& procedure, const std::string& id) {
    const auto found = std::ranges::find(procedure.components, id, &catalogue::Component::id);
    return found == procedure.components.end() ? nullptr : &*found;
}

/// Names are the catalogue's; a paper that left it since is called by its id.
Json prepared_json(const queue::Prepared& dossier, const catalogue::Catalogue& catalogue) {
    const auto* procedure = catalogue.procedure(dossier.procedure);
    Json out{{"code", dossier.code},
             {"procedure", words(procedure == nullptr ? LocalText{dossier.procedure, {}} : procedure->name)},
             {"fee_dong", dossier.fee_dong ? Json(*dossier.fee_dong) : Json()},
             {"papers", Json::array()}};
    for (const auto& paper : dossier.papers) {
        const auto* component = procedure == nullptr ? nullptr : component_of(*procedure, paper.component);
        out["papers"].push_back({{"name", words(component == nullptr ? LocalText{paper.component, {}} : component->name)},
                                 {"required", component == nullptr || component->required},
                                 {"present_only", component != nullptr && component->present_only},
                                 {"pages", paper.pages},
                                 {"brings_original", paper.original}});
    }
    return out;
}

Json accepted_json(const queue::Accepted& accepted) {
    return {{"at", ms(accepted.at)},
            {"by", accepted.by},
            {"originals", accepted.originals},
            {"receipt", accepted.receipt},
            {"paid_dong", accepted.paid_dong}};
}

}  // namespace

/// The value of this very key; nothing when it is not there.
Result<std::optional<std::string>> Desk::read_key(const std::string& key) {
    auto reading = parts_.deeds.read(key);
    if (!reading) return fail(std::move(reading));
    for (auto& entry : reading->entries) {
        if (entry.key == key) return std::optional(std::move(entry.value));
    }
    return std::optional<std::string>();
}

Result<queue::Prepared> Desk::prepared_under(const std::string& visit_code) {
    auto text = read_key(queue::Keys(queue_.centre()).prepared(visit_code));
    if (!text) return fail(std::move(text));
    if (!*text) return fail(Code::not_found, "no dossier was prepared under that visit code, or not in these days");
    return queue::read_prepared(**text);
}

Result<std::optional<queue::Accepted>> Desk::accepted_under(const std::string& visit_code) {
    auto text = read_key(queue::Keys(queue_.centre()).accepted(visit_code));
    if (!text) return fail(std::move(text));
    if (!*text) return std::optional<queue::Accepted>();
    auto accepted = queue::read_accepted(**text);
    if (!accepted) return fail(std::move(accepted));
    return std::optional(std::move(*accepted));
}

Result<std::string> Desk::prepared(const std::string& given) {
    const auto visit_code = dossier::read_visit_code(given);
    if (!visit_code) return fail(Code::not_found, "this is no visit code");
    const std::lock_guard lock(deeds_mutex_);
    auto dossier = prepared_under(*visit_code);
    if (!dossier) return fail(std::move(dossier));
    auto accepted = accepted_under(*visit_code);
    if (!accepted) return fail(std::move(accepted));
    auto out = prepared_json(*dossier, parts_.catalogue);
    out["accepted"] = *accepted ? accepted_json(**accepted) : Json();
    return dumped(out);
}

/// A dossier is taken from the hands of whoever stands there.
Result<Done> Desk::is_served_by(const Session& session, const queue::Ticket& ticket) {
    auto hall = queue_.look(parts_.clock.wall());
    if (!hall) return fail(std::move(hall));
    const auto* desk = (*hall)->desk(ticket.counter);
    const bool there = desk != nullptr && desk->value.with == ticket.press;
    if (there && (session.role == settings::AccountRole::supervisor || desk->value.officer == session.account))
        return Done{};
    return fail(Code::no_permission, ticket.number + " is at no counter of this account; call it first");
}

namespace {

struct Acceptance {
    PressId press;
    PressId ticket;
    std::string receipt;
    std::int64_t paid_dong = 0;
};

Result<Acceptance> read_acceptance(const std::string& text) {
    constexpr std::size_t longest_receipt = 40;
    constexpr std::int64_t most_dong = 1'000'000'000;
    const auto json = Json::parse(text, nullptr, false);
    const auto press = parse_uuid(text_in(json, "press"));
    const auto ticket = parse_uuid(text_in(json, "ticket"));
    const auto receipt = nfc(trim(text_in(json, "receipt")));
    if (!press || !ticket || receipt.size() > longest_receipt || has_control_characters(receipt))
        return fail(Code::bad_format, "what is accepted is named by press and ticket, with a receipt of 40 letters at most");
    if (json.value("originals", Json()) != true)
        return fail(Code::bad_usage, "a dossier is accepted once its originals were compared");
    const auto amount = json.value("amount", Json());
    const bool paid = amount.is_number_integer() && amount >= 0 && amount <= most_dong;
    if ((!paid && !amount.is_null()) || paid == receipt.empty())
        return fail(Code::bad_usage, "a receipt has its number and the amount in đồng, or there is none");
    return Acceptance{*press, *ticket, receipt, paid ? amount.get<std::int64_t>() : 0};
}

}  // namespace

Result<Done> Desk::accept(const Session& session, const std::string& text) {
    const auto said = read_acceptance(text);
    if (!said) return tl::unexpected<Error>(said.error());
    const auto& receipt = said->receipt;
    const std::lock_guard lock(deeds_mutex_);
    auto ticket = queue_.find(said->ticket);
    if (!ticket) return fail(std::move(ticket));
    const auto visit_code = *ticket ? dossier::read_visit_code((*ticket)->visit_code) : std::nullopt;
    if (!visit_code) return fail(Code::not_found, "no dossier was prepared for this number");
    auto dossier = prepared_under(*visit_code);
    if (!dossier) return fail(std::move(dossier));
    const queue::Accepted accepted{parts_.clock.wall(), session.account, dossier->code, true, receipt, said->paid_dong};
    // The first one stands. Whoever said the same has what they wanted; another receipt is never lost without a word.
    const auto already = [&](const queue::Accepted& before) -> Result<Done> {
        if (before.by == session.account && before.receipt == receipt && before.paid_dong == said->paid_dong) return Done{};
        return fail(Code::refused, before.receipt);
    };
    auto before = accepted_under(*visit_code);
    if (!before) return fail(std::move(before));
    if (*before) return already(**before);
    if (auto here = is_served_by(session, **ticket); !here) return here;
    const auto key = queue::Keys(queue_.centre()).accepted(*visit_code);
    auto written = parts_.deeds.write({{{key, 0}}, {{key, text_of(accepted)}}, {}});
    if (!written) return fail(std::move(written));
    if (!written->done) {
        before = accepted_under(*visit_code);
        if (!before) return fail(std::move(before));
        return *before ? already(**before) : fail(Code::busy, "somebody changes the same at this moment; try again");
    }
    if (auto day = deeds_.today()) deeds_.note(*day, said->press, {accepted.at, session.account, "accept", dossier->code});
    return Done{};
}

}  // namespace kiosk::console
