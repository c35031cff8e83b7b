#include "kiosk/catalogue/import_draft.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/import_values.hpp"

namespace kiosk::catalogue {
namespace {

/// So much of a text that people know what is meant.
std::string beginning(const std::string& text) {
    constexpr std::size_t most_letters = 80;
    if (letter_count(text) <= most_letters) return text;
    return import_values::shortened(text, most_letters) + " …";
}

bool says_something(const PortalJson& value) {
    if (value.is_null()) return false;
    if (value.is_string()) return !import_values::cleaned(value.get_ref<const std::string&>()).empty();
    if (value.is_structured()) return std::any_of(value.begin(), value.end(), says_something);
    return true;
}

/// The texts in it, without the names of members.
std::string texts_in(const PortalJson& value) {
    if (value.is_string()) return import_values::cleaned(value.get_ref<const std::string&>());
    if (!value.is_structured()) return value.is_null() ? std::string{} : value.dump();
    std::string out;
    for (const auto& item : value) {
        const auto text = texts_in(item);
        if (!text.empty()) out += (out.empty() ? "" : "; ") + text;
    }
    return out;
}

}  // namespace

std::string portal_text(const PortalJson& object, const char* key) {
    if (!object.is_object()) return {};
    const auto at = object.find(key);
    if (at == object.end()) return {};
    if (at->is_string()) return import_values::cleaned(at->get_ref<const std::string&>());
    return at->is_number() ? at->dump() : std::string{};
}

const PortalJson& portal_list(const PortalJson& object, const char* key) {
    static const PortalJson none = PortalJson::array();
    if (!object.is_object()) return none;
    const auto at = object.find(key);
    return at != object.end() && at->is_array() ? *at : none;
}

std::optional<int> portal_count(const PortalJson& object, const char* key) {
    constexpr std::int64_t most = 20;
    const auto at = object.find(key);
    if (at == object.end() || at->is_null()) return 0;
    if (!at->is_number_integer()) return std::nullopt;
    const auto count = at->get<std::int64_t>();
    return count < 0 || count > most ? std::nullopt : std::optional(static_cast<int>(count));
}

void Draft::look_at(std::string key, std::string what, std::string remedy) {
    findings_.push_back({file_, line_, fmt::format("{} {}", procedure.code, key), std::move(what), std::move(remedy)});
}

void Draft::not_taken(std::string_view key, std::string_view what) {
    const auto text = import_values::cleaned(what);
    if (!text.empty())
        look_at(std::string(key), fmt::format("Not taken over: “{}”.", beginning(text)),
                "Nothing here has a place for it; write what people need into notes.");
}

void Draft::not_taken_but(const PortalJson& object, std::initializer_list<std::string_view> taken) {
    if (!object.is_object()) return;
    for (const auto& [key, value] : object.items())
        if (std::find(taken.begin(), taken.end(), key) == taken.end() && says_something(value))
            not_taken(import_values::cleaned(key), texts_in(value));
}

void Draft::add_audience(const std::string& name) {
    const auto audience = import_values::audience(name);
    if (!audience) {
        if (!name.empty())
            look_at("audience", fmt::format("“{}” is no known kind of applicant.", name), "Add the right one.");
        return;
    }
    auto& all = procedure.audience;
    if (std::find(all.begin(), all.end(), *audience) == all.end()) all.push_back(*audience);
}

void Draft::add_result(const std::string& code, const std::string& name) {
    if (name.empty()) return;
    const bool known = code.starts_with("KQ.");
    if (!known && !code.empty()) look_at("result", fmt::format("“{}” is no code of a result.", code), "It was left out.");
    procedure.results.push_back({known ? code : std::string{}, {name, {}}});
}

Handling* Draft::add_channel(std::optional<Channel> channel, const std::string& named) {
    if (!channel) {
        look_at("handling", fmt::format("“{}” is no known channel.", named), "Add it as direct, online or post.");
        return nullptr;
    }
    if (procedure.handled(*channel) != nullptr) {
        look_at("handling", fmt::format("The channel {} has several times or fees.", name(*channel)),
                "The first is taken; write the others into time or fee_note.");
        return nullptr;
    }
    Handling handling;
    handling.channel = *channel;
    procedure.handling.push_back(std::move(handling));
    return &procedure.handling.back();
}

void Draft::set_time(Handling& handling, const std::string& amount, const std::string& unit) {
    if (!import_values::set_time(handling, amount, unit) && !amount.empty())
        look_at("handling", fmt::format("The time “{} {}” has no known unit.", amount, unit),
                "It was left out; look it up.");
    if (handling.working_hours)
        look_at("handling", fmt::format("The time “{} {}” is taken as working hours.", amount, unit),
                "Look whether the source means hours of the clock.");
}

void Draft::add_fee(Handling& handling, const std::string& code, const std::string& name, const std::string& amount,
                    const std::string& note) {
    const auto about = fmt::format("{} {}", name, note);
    if (import_values::is_no_money(amount) && import_values::others_decide(about)) {
        handling.fee_note = {import_values::cleaned(note.empty() ? name : note), {}};
        return look_at("handling", fmt::format("The source prints “{}”, but leaves the fee to others to decide.", amount),
                       "The fee stays unknown; write fee_dong when the province has decided it.");
    }
    if (!import_values::add_fee(handling, code, name, amount))
        return look_at("handling", fmt::format("The fee “{}” is no amount in đồng.", amount),
                       "It was left out; look it up.");
    const auto per = import_values::counted(note);
    if (handling.fees.size() == 1 && handling.fees.front().per.vi.empty() && !per.empty())
        handling.fees.front().per.vi = per;
}

bool Draft::has_declaration() const {
    return std::any_of(procedure.components.begin(), procedure.components.end(), [](const auto& c) { return c.form; });
}

void Draft::add_component(const std::string& name, Component component) {
    if (name.empty()) return;
    const bool declaration = import_values::is_declaration(name) && !has_declaration();
    component.form = declaration;
    component.id = declaration ? "declaration" : fmt::format("paper_{}", procedure.components.size() + 1);
    component.name.vi = name;
    if (component.originals + component.copies == 0) component.originals = 1;
    procedure.components.push_back(std::move(component));
}

void Draft::add_requirement(const std::string& text) {
    if (!import_values::says_none(text)) procedure.requirements.push_back({text, {}});
}

void Draft::finish_names() {
    auto& p = procedure;
    if (!is_national_code(p.code))
        look_at("code", fmt::format("“{}” is no national code.", p.code), "Write one such as 1.001193.");
    if (p.name.vi.empty()) look_at("name", "The name is missing.", "Write the legal name.");
    p.short_name = p.name;
    if (letter_count(p.name.vi) > longest_short_name_letters) {
        p.short_name.vi = import_values::shortened(p.name.vi, longest_short_name_letters);
        look_at("short_name", "The name was cut to 40 letters.", "Write a short name for tiles, tickets and voice.");
    }
    if (p.handling.empty()) look_at("handling", "The channels, with their times and fees, are missing.", "Look them up.");
    if (p.components.empty()) look_at("component", "The papers are missing.", "List them; the declaration is one.");
    if (p.results.empty()) look_at("result", "What people get is missing.", "List the results.");
}

/// One that is known here decides; who receives is the centre's own affair. Of several nobody can tell which one means whom.
void Draft::take_agencies(const Catalogue& known) {
    const auto& units = known.units();
    const auto has_code = [&](const Unit& unit) {
        return std::any_of(unit.codes.begin(), unit.codes.end(),
                           [&](const auto& code) { return code.code == agencies.front().first; });
    };
    const auto unit = agencies.size() == 1 ? std::find_if(units.begin(), units.end(), has_code) : units.end();
    if (unit != units.end()) {
        procedure.handled_by.push_back({{}, unit->id, unit->valid});
        return;
    }
    for (const auto& [code, agency] : agencies)
        look_at("COQUANTHUCHIEN", fmt::format("Not taken over: “{}; {}”.", code, agency),
                agencies.size() > 1 ? "Write who receives and who decides into handled_by."
                                    : "No unit has this code; give it to a unit, or write handled_by.");
}

void Draft::tell_if_known(const Catalogue& known) {
    if (known.procedure(procedure.code) != nullptr)
        look_at("code", "The procedure is in the catalogue already.", "Compare the two; keep one.");
}

void Draft::finish(const Catalogue& known) {
    auto& p = procedure;
    finish_names();
    p.applicants = import_values::applicants(p.audience);
    p.offer = Offer::in_person;
    look_at("offer", "What can be done here is for the centre to decide.",
            "It stands as in_person; write submit or submit_then_originals and a form to offer more.");
    tell_if_known(known);
    take_agencies(known);
    const auto folded = fold(p.field);
    const auto same = [&](const Field& field) { return fold(field.name.vi) == folded; };
    const auto field = std::find_if(known.fields().begin(), known.fields().end(), same);
    if (field != known.fields().end()) {
        if (!field_code.empty() && field->code != field_code)
            look_at("field", fmt::format("The source's code of the field “{}” is {}.", p.field, field_code),
                    field->code.empty() ? "Write it as code in fields.toml: packets carry it."
                                        : "fields.toml has " + field->code + "; find out which one holds.");
        p.field = field->id;
        return;
    }
    look_at("field", fmt::format("There is no field of the name “{}”.", p.field),
            "Move the procedure to the file of a field of fields.toml, or add the field.");
    p.field = import_values::id_of(p.field);
}

}  // namespace kiosk::catalogue
