#include <nlohmann/json.hpp>

#include "kiosk/catalogue/table.hpp"

namespace kiosk::catalogue {
namespace {

using Table = nlohmann::ordered_json;

Table json_of(const FeeItem& fee);
Table json_of(const Handling& handling);
Table json_of(const Exemption& exemption);
Table json_of(const Component& component);
Table json_of(const ResultPaper& result);
Table json_of(const LinkedPart& part);
Table json_of(const ProcessStep& step);
Table json_of(const HandledBy& by);
Table json_of(const Procedure& p);
Table json_of(const Field& field);
Table json_of(const AuthorisationRule& rule);
Table json_of(const UnitCode& code);
Table json_of(const Unit& unit);

Table json_of(const LocalText& text) {
    Table out{{"vi", text.vi}};
    if (!text.en.empty()) out["en"] = text.en;
    return out;
}

void put(Table& out, const char* key, const std::string& text) {
    if (!text.empty()) out[key] = text;
}
void put(Table& out, const char* key, const LocalText& text) {
    if (!text.vi.empty()) out[key] = json_of(text);
}
void put(Table& out, const char* key, const std::vector<std::string>& texts) {
    if (!texts.empty()) out[key] = texts;
}
template <class Number>
void put(Table& out, const char* key, const std::optional<Number>& number) {
    if (number) out[key] = *number;
}
void put_count(Table& out, const char* key, int count, int usual = 0) {
    if (count != usual) out[key] = count;
}
void put_flag(Table& out, const char* key, bool set) {
    if (set) out[key] = true;
}
void put_validity(Table& out, const Validity& valid) {
    if (valid.from != Validity{}.from) out["valid_from"] = valid.from.iso();
    if (valid.to) out["valid_to"] = valid.to->iso();
}
template <class Enum>
void put_names(Table& out, const char* key, const std::vector<Enum>& values) {
    if (values.empty()) return;
    out[key] = Table::array();
    for (const auto value : values) out[key].push_back(std::string(name(value)));
}
template <class Row>
void put_rows(Table& out, const char* key, const std::vector<Row>& rows) {
    if (rows.empty()) return;
    out[key] = Table::array();
    for (const auto& row : rows) out[key].push_back(json_of(row));
}

Table json_of(const FeeItem& fee) {
    Table out;
    put(out, "code", fee.code);
    put(out, "name", fee.name);
    out["dong"] = fee.unit_price_dong;
    put(out, "per", fee.per);
    return out;
}

/// fee_dong is there always: null is not known, 0 is free. What is made of several fees has them in `fees` and null here.
Table json_of(const Handling& handling) {
    Table out;
    out["channels"] = {std::string(name(handling.channel))};
    put(out, "working_days", handling.working_days);
    put(out, "calendar_days", handling.calendar_days);
    put(out, "working_hours", handling.working_hours);
    put(out, "time", handling.time);
    const bool simple = handling.fees.empty() || (handling.fees.size() == 1 && handling.fees.front().code.empty() &&
                                                  handling.fees.front().name.vi.empty());
    out["fee_dong"] = nullptr;
    if (simple) {
        if (handling.fee_dong) out["fee_dong"] = *handling.fee_dong;
        if (!handling.fees.empty()) put(out, "fee_per", handling.fees.front().per);
    } else {
        put_rows(out, "fees", handling.fees);
    }
    put(out, "fee_note", handling.fee_note);
    return out;
}

Table json_of(const Exemption& exemption) {
    Table out{{"who", json_of(exemption.who)}};
    put(out, "proof", exemption.proof);
    put_count(out, "percent", exemption.percent, Exemption{}.percent);
    return out;
}

Table json_of(const Component& component) {
    Table out{{"id", component.id}, {"name", json_of(component.name)}};
    put(out, "note", component.note);
    if (!component.required) out["required"] = false;
    put_flag(out, "form", component.form);
    put_flag(out, "present_only", component.present_only);
    put_count(out, "originals", component.originals);
    put_count(out, "certified", component.certified);
    put_count(out, "copies", component.copies);
    put(out, "code", component.code);
    put(out, "blank", component.blank);
    put(out, "blank_url", component.blank_url);
    put_flag(out, "reusable", component.reusable);
    put(out, "replaced_by", component.replaced_by);
    put_names(out, "only_for", component.only_for);
    return out;
}

Table json_of(const ResultPaper& result) {
    Table out;
    put(out, "code", result.code);
    put(out, "name", result.name);
    return out;
}

Table json_of(const LinkedPart& part) {
    Table out;
    put(out, "code", part.code);
    put(out, "name", part.name);
    put(out, "agency", part.agency);
    put_count(out, "stage", part.stage, LinkedPart{}.stage);
    return out;
}

Table json_of(const ProcessStep& step) {
    Table out{{"name", json_of(step.name)}};
    put(out, "unit", step.unit);
    put(out, "role", step.role);
    put(out, "working_hours", step.working_hours);
    return out;
}

Table json_of(const HandledBy& by) {
    Table out;
    put(out, "receiving_unit", by.receiving_unit);
    put(out, "processing_unit", by.processing_unit);
    put_validity(out, by.valid);
    return out;
}

Table json_of(const Procedure& p) {
    Table out{{"code", p.code}, {"field", p.field}};
    put(out, "local_code", p.local_code);
    put(out, "service_code", p.service_code);
    put(out, "name", p.name);
    put(out, "short_name", p.short_name);
    put(out, "synonyms", p.synonyms);
    put(out, "life_events", p.life_events);
    out["offer"] = std::string(name(p.offer));
    put(out, "form", p.form);
    put(out, "level", p.level);
    out["identification"] = std::string(name(p.identification));
    put_names(out, "applicants", p.applicants);
    put_names(out, "audience", p.audience);
    put_names(out, "authorities", p.authorities);
    put(out, "authorisation", p.authorisation);
    put_rows(out, "handling", p.handling);
    put_rows(out, "exemption", p.exemptions);
    // The paper of an authorisation follows from its rule.
    auto own = p.components;
    if (!p.authorisation.empty())
        std::erase_if(own, [](const Component& c) { return c.id == "authorisation" && !c.only_for.empty(); });
    put_rows(out, "component", own);
    put_rows(out, "result", p.results);
    for (const auto& requirement : p.requirements) out["requirement"].push_back({{"text", json_of(requirement)}});
    put_rows(out, "part", p.parts);
    put_rows(out, "step", p.process);
    put_rows(out, "handled_by", p.handled_by);
    put(out, "legal_basis", p.legal_basis);
    put(out, "decision", p.decision);
    put(out, "source", p.source);
    out["source_date"] = p.source_date.iso();
    return out;
}

Table json_of(const Field& field) {
    Table out{{"id", field.id}, {"name", json_of(field.name)}};
    put(out, "code", field.code);
    return out;
}

Table json_of(const AuthorisationRule& rule) {
    Table out{{"id", rule.id}, {"paper", json_of(rule.paper)}};
    put(out, "note", rule.note);
    put_count(out, "originals", rule.originals);
    put_count(out, "certified", rule.certified);
    put_count(out, "copies", rule.copies);
    return out;
}

Table json_of(const UnitCode& code) {
    Table out{{"code", code.code}};
    put_validity(out, code.valid);
    return out;
}

Table json_of(const Unit& unit) {
    Table out{{"id", unit.id}, {"name", json_of(unit.name)}};
    put(out, "kind", unit.kind);
    put_rows(out, "codes", unit.codes);
    put(out, "gso_code", unit.gso_code);
    put(out, "parent", unit.parent);
    for (const auto& [key, units] :
         {std::pair{"formed_from", &unit.formed_from}, {"also_from", &unit.also_from}, {"successors", &unit.successors}})
        if (!units->empty()) out[key] = *units;
    put_validity(out, unit.valid);
    return out;
}

}  // namespace

std::string json(const Catalogue& catalogue) {
    Table out{{"export", std::string(export_mark)}};
    put_rows(out, "procedures", catalogue.procedures());
    put_rows(out, "fields", catalogue.fields());
    put_rows(out, "authorisation_rules", catalogue.authorisation_rules());
    put_rows(out, "units", catalogue.units());
    return out.dump() + "\n";
}

}  // namespace kiosk::catalogue
