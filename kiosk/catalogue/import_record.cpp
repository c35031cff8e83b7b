#include <fmt/format.h>

#include <algorithm>

#include "kiosk/catalogue/import_draft.hpp"
#include "kiosk/catalogue/import_values.hpp"

namespace kiosk::catalogue {
namespace {

void read_record_channels(const PortalJson& object, Draft& draft) {
    for (const auto& way : portal_list(object, "methods")) {
        const auto named = portal_text(way, "method");
        auto* handling = draft.add_channel(import_values::channel(named), named);
        if (handling == nullptr) continue;
        const auto [amount, unit] = import_values::amount_and_unit(portal_text(way, "time"));
        draft.set_time(*handling, amount, unit);
        const auto fee = portal_text(way, "fee");
        const auto note = portal_text(way, "note");
        if (!fee.empty()) draft.add_fee(*handling, {}, {}, fee, note);
        if (handling->fee_note.vi.empty()) draft.not_taken("handling", note);
    }
}

void read_record_papers(const PortalJson& object, Draft& draft) {
    int remarks = 0;
    for (const auto& paper : portal_list(object, "components")) {
        const bool remark = paper.is_object() && paper.value("is_note", PortalJson(false)) == PortalJson(true);
        if (remark) {
            ++remarks;
            continue;
        }
        Component component;
        const auto count = [&](const char* key) {
            const auto said = paper.is_object() ? portal_count(paper, key) : std::optional(0);
            if (!said) draft.not_taken(fmt::format("component {}", key), paper.at(key).dump());
            return said.value_or(0);
        };
        component.originals = count("originals");
        component.copies = count("copies");
        draft.add_component(portal_text(paper, "name"), std::move(component));
    }
    if (remarks > 0)
        draft.look_at("component", fmt::format("{} remarks among the papers were left out.", remarks),
                      "Read them in the source; write what matters as notes.");
}

/// What a crawler keeps beside the facts, or says again elsewhere: one line for all of it.
void tell_the_rest(const PortalJson& object, Draft& draft) {
    static const std::vector<std::string> taken{"code",      "name",           "field",       "source",
                                                "methods",   "components",     "applicants",  "results",
                                                "fee",       "level_agency",   "legal_basis", "publishing_decision",
                                                "confirmed", "processing_time"};
    std::string rest;
    for (const auto& [key, value] : object.items()) {
        const bool known = std::find(taken.begin(), taken.end(), key) != taken.end();
        if (!known && !value.is_null()) rest += (rest.empty() ? "" : ", ") + import_values::cleaned(key);
    }
    if (!rest.empty())
        draft.look_at("record", fmt::format("Not taken over: {}.", rest),
                      "Read them in the source; nothing here has a place for them.");
}

}  // namespace

void read_crawled_record(const PortalJson& object, Draft& draft) {
    auto& p = draft.procedure;
    p.code = portal_text(object, "code");
    p.name.vi = portal_text(object, "name");
    p.field = portal_text(object, "field");
    p.source = portal_text(object, "source");
    if (p.source.empty()) draft.look_at("source", "The source is missing.", "Name it: nobody else can tell.");
    p.authorities = import_values::authorities(portal_text(object, "level_agency"));
    read_record_channels(object, draft);
    read_record_papers(object, draft);
    for (const auto& who : import_values::split(portal_text(object, "applicants"), ',')) draft.add_audience(who);
    for (const auto& result : portal_list(object, "results"))
        draft.add_result(portal_text(result, "code"), portal_text(result, "name"));
    for (const auto& law : portal_list(object, "legal_basis"))
        if (law.is_string()) p.legal_basis.push_back(import_values::cleaned(law.get_ref<const std::string&>()));
    p.decision = portal_text(object, "publishing_decision");
    tell_the_rest(object, draft);
}

}  // namespace kiosk::catalogue
