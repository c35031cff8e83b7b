#include "kiosk/catalogue/procedure_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/shared_reader.hpp"

namespace kiosk::catalogue {
namespace {

using settings::TomlReader;

constexpr std::int64_t highest_fee_dong = 1'000'000'000;
constexpr int most_days = 1000;

/// A list of words, each of them one of an enumeration.
template <class Parse>
auto read_words(TomlReader& table, std::string_view key, std::string_view remedy, const Parse& parse) {
    std::vector<typename decltype(parse(std::string_view{}))::value_type> out;
    for (const auto& word : table.texts(key)) {
        if (const auto value = parse(word)) out.push_back(*value);
        else table.find(key, fmt::format("“{}” is not known here.", word), std::string(remedy));
    }
    return out;
}

FeeItem read_fee(TomlReader& table) {
    FeeItem out;
    out.code = table.text_or("code");
    out.name = table.local_text_or_none("name");
    out.unit_price_dong =
        table.integer("dong", 1, highest_fee_dong, "Write the price of one in đồng. What is free is fee_dong = 0.");
    out.per = table.local_text_or_none("per");
    return out;
}

/// `fee_dong` for a single fee (0: free), with `fee_per` when it is counted; `fees` when it is made of several.
void read_fees(TomlReader& table, Handling& out) {
    out.fee_dong = table.integer_if_there("fee_dong", 0, highest_fee_dong);
    const auto per = table.local_text_or_none("fee_per");
    table.tables("fees", [&](TomlReader& inner) { out.fees.push_back(read_fee(inner)); });
    out.fee_note = table.local_text_or_none("fee_note");
    if (!per.vi.empty() && out.fee_dong.value_or(0) == 0)
        table.find("fee_per", "There is no price for what is counted.", "Write fee_dong, or remove fee_per.");
    if (out.fee_dong && !out.fees.empty())
        table.find("fees", "The fee is there as a whole and in parts.", "Keep fees, or fee_dong.");
    if (out.fee_dong.value_or(0) > 0) out.fees = {{{}, {}, *out.fee_dong, per}};
    if (out.fees.empty()) return;
    out.fee_dong = std::accumulate(out.fees.begin(), out.fees.end(), std::int64_t{0},
                                   [](std::int64_t sum, const FeeItem& fee) { return sum + fee.unit_price_dong; });
}

void read_time(TomlReader& table, Handling& out) {
    const auto number = [&](std::string_view key, int fewest) -> std::optional<int> {
        const auto value = table.integer_if_there(key, fewest, most_days);
        return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
    };
    out.working_days = number("working_days", 0);  // 0: the same day
    out.calendar_days = number("calendar_days", 1);
    out.working_hours = number("working_hours", 1);
    out.time = table.local_text_or_none("time");
    const int given = (out.working_days ? 1 : 0) + (out.calendar_days ? 1 : 0) + (out.working_hours ? 1 : 0) +
                      (out.time.vi.empty() ? 0 : 1);
    if (given > 1)
        table.find(out.time.vi.empty() ? "working_days" : "time", "The time is given in more than one way.",
                   "Keep working_days, calendar_days, working_hours or the words, as the source has it.");
}

void read_handling(TomlReader& table, Procedure& out) {
    table.tables("handling", [&](TomlReader& inner) {
        Handling handling;
        const auto channels = read_words(inner, "channels", "Write direct, online or post.", parse_channel);
        if (channels.empty()) inner.find("channels", "The channel is missing.", "Write direct, online or post.");
        read_time(inner, handling);
        read_fees(inner, handling);
        for (const auto channel : channels) {
            if (out.handled(channel) != nullptr)
                inner.find("channels", fmt::format("The channel {} is there twice.", name(channel)), "Keep one of the two.");
            handling.channel = channel;
            out.handling.push_back(handling);
        }
    });
}

std::vector<Exemption> read_exemptions(TomlReader& root) {
    std::vector<Exemption> out;
    root.tables("exemption", [&](TomlReader& table) {
        Exemption exemption;
        exemption.who = table.local_text("who", "Say who pays less.");
        exemption.proof = table.local_text_or_none("proof");
        exemption.percent = static_cast<int>(table.integer_or("percent", 100, 1, 100));
        out.push_back(std::move(exemption));
    });
    return out;
}

void read_results(TomlReader& table, Procedure& out) {
    table.tables("result", [&](TomlReader& inner) {
        ResultPaper result;
        result.code = inner.text_or("code");
        if (!result.code.empty() && !is_result_type(result.code))
            inner.find("code", "This is no code of a result.", "Write one such as KQ.G15.000031, or leave it empty.");
        result.name = inner.local_text("name", "Give the result's name.");
        out.results.push_back(std::move(result));
    });
    table.tables("requirement", [&](TomlReader& inner) {
        out.requirements.push_back(inner.local_text("text", "Say what has to be fulfilled."));
    });
}

/// Stages follow one another from the first: 1, 2, 3. Several parts may have the same.
void check_stages(TomlReader& table, const Procedure& procedure) {
    std::set<int> stages;
    for (const auto& part : procedure.parts) stages.insert(part.stage);
    int expected = 0;
    for (const int stage : stages) {
        if (stage == ++expected) continue;
        table.find("part", fmt::format("A part has stage {}, and none has stage {}.", stage, expected),
                   "Number the stages from 1 without gaps.");
        return;
    }
}

void read_parts(TomlReader& table, Procedure& out, std::vector<Reference>& references) {
    table.tables("part", [&](TomlReader& inner) {
        LinkedPart part;
        part.code = inner.text_or("code");
        part.name = inner.local_text_or_none("name");
        part.agency = inner.local_text_or_none("agency");
        part.stage = static_cast<int>(inner.integer_or("stage", 1, 1, 9));
        if (part.code.empty() && part.name.vi.empty())
            inner.find("", "Nobody can tell what is done here.", "Write the code of a procedure, or a name.");
        if (!part.code.empty() && part.code == out.code)
            inner.find("code", "The procedure is a part of itself.", "Remove its own code.");
        else if (!part.code.empty() && !is_national_code(part.code))
            inner.find("code", fmt::format("“{}” is no national code.", part.code), "Write one such as 1.001193.");
        else if (!part.code.empty())
            references.push_back(
                {inner.file(), inner.line("code"), inner.path("code"), part.code, out.code, !part.name.vi.empty()});
        out.parts.push_back(std::move(part));
    });
    check_stages(table, out);
}

/// What stands on screens, slips and forms as one line, and is a line's length.
class OneLine {
public:
    explicit OneLine(TomlReader& table) : table_(table) {}

    void check(std::string_view key, const std::string& text, std::size_t longest_bytes) {
        if (text.find('\n') != text.npos) table_.find(key, "The text has a line break.", "Write it on one line.");
        if (text.size() > longest_bytes)
            table_.find(key, fmt::format("The text has {} bytes.", text.size()),
                        fmt::format("Write at most {}; whatever is longer belongs elsewhere.", longest_bytes));
    }
    void check(std::string_view key, const LocalText& text) {
        constexpr std::size_t longest_bytes = 2000;
        check(key, text.vi, longest_bytes);
        check(key, text.en, longest_bytes);
    }

private:
    TomlReader& table_;
};

void check_lines(TomlReader& table, const Procedure& p) {
    constexpr std::size_t longest_law_bytes = 200;
    OneLine line(table);
    line.check("name", p.name);
    line.check("short_name", p.short_name);
    for (const auto& handling : p.handling) {
        line.check("handling", handling.time);
        line.check("handling", handling.fee_note);
        for (const auto& fee : handling.fees) line.check("handling", fee.name);
    }
    for (const auto& component : p.components) {
        line.check("component", component.name);
        line.check("component", component.note);
    }
    for (const auto& result : p.results) line.check("result", result.name);
    for (const auto& part : p.parts) line.check("part", part.name);
    for (const auto& law : p.legal_basis) line.check("legal_basis", law, longest_law_bytes);
    line.check("decision", p.decision, longest_law_bytes);
    line.check("source", p.source, longest_law_bytes * 5);
}

}  // namespace

ProcedureReader::ProcedureReader(TomlReader& root, const Catalogue& known, const std::vector<Component>& papers)
    : known_(known),
      papers_(papers),
      field_(root.text("field", "Write the id of the field of these procedures, of fields.toml.")),
      handled_by_(read_handled_by(root)),
      exemptions_(read_exemptions(root)),
      authorisation_(root.text_or("authorisation")),
      source_(root.text_or("source")),
      source_date_(root.date_if_there("source_date")) {
    if (!field_.empty() && known.field(field_) == nullptr)
        root.find("field", fmt::format("There is no field “{}”.", field_), "Add it to fields.toml, or correct the id.");
}

Procedure ProcedureReader::read(TomlReader& table, References& references) const {
    Procedure out;
    out.field = field_;
    read_codes(table, out);
    read_names(table, out);
    read_offer(table, out, references);
    read_handling(table, out);
    const auto may_cost = [](const Handling& h) { return h.fee_dong != 0; };
    if (table.has("exemption")) out.exemptions = read_exemptions(table);
    else if (std::any_of(out.handling.begin(), out.handling.end(), may_cost)) out.exemptions = exemptions_;
    read_components(table, out);
    read_results(table, out);
    read_parts(table, out, references.parts);
    read_process(table, out);
    out.legal_basis = table.texts("legal_basis");
    out.decision = table.text_or("decision");
    out.handled_by = table.has("handled_by") ? read_handled_by(table) : handled_by_;
    read_source(table, out);
    check_lines(table, out);
    return out;
}

void ProcedureReader::read_codes(TomlReader& table, Procedure& out) const {
    out.code = table.text("code", "Give the national code, such as 1.001193.");
    if (!out.code.empty() && !is_national_code(out.code))
        table.find("code", fmt::format("“{}” is no national code.", out.code),
                   "Write a digit, a point and six digits, such as 1.001193.");
    out.local_code = table.text_or("local_code");
    if (!out.local_code.empty() && (!out.local_code.starts_with(out.code + ".") ||
                                    !unit_code_form(std::string_view(out.local_code).substr(out.code.size() + 1))))
        table.find("local_code", "This is not the national code with the province's code behind it.",
                   "Write one such as 1.001612.000.00.00.H48, or leave it out.");
    out.service_code = table.text_or("service_code");
    const auto serial = std::string_view(out.service_code).substr(std::min(out.service_code.size(), out.local_code.size()));
    if (!out.service_code.empty() && (out.local_code.empty() || !out.service_code.starts_with(out.local_code) ||
                                      serial.size() != 3 || serial[0] != '.' || !all_digits(serial.substr(1))))
        table.find("service_code", "This is not the local code with two digits behind it.",
                   "Write one such as 1.001612.000.00.00.H48.01, or leave it out.");
}

void ProcedureReader::read_names(TomlReader& table, Procedure& out) const {
    out.name = table.local_text("name", "Give the full legal name.");
    out.short_name = table.local_text("short_name", "Give a name of at most 40 letters.");
    for (const auto& [language, text] : {std::pair{"vi", &out.short_name.vi}, std::pair{"en", &out.short_name.en}}) {
        // No letter is shorter than a byte: most names need not be counted.
        if (text->size() <= longest_short_name_letters || letter_count(*text) <= longest_short_name_letters) continue;
        table.find("short_name", fmt::format("The short name ({}) has {} letters.", language, letter_count(*text)),
                   "Use at most 40: it stands on tiles and tickets.");
    }
    out.synonyms = table.texts("synonyms");
    out.life_events = table.texts("life_events");
    for (const auto& event : out.life_events)
        if (known_.life_event(event) == nullptr)
            table.find("life_events", fmt::format("There is no life event “{}”.", event),
                       "Write ids of catalogue/life_events.toml.");
}

void ProcedureReader::read_offer(TomlReader& table, Procedure& out, References& references) const {
    out.offer = *parse_offer(table.one_of("offer", {"submit", "submit_then_originals", "in_person"}));
    out.level = table.text_or("level");
    if (!out.level.empty() && known_.level(out.level) == nullptr)
        table.find("level", fmt::format("There is no level “{}”.", out.level), "Write an id of catalogue/levels.toml.");
    out.identification =
        *parse_identification(table.one_of_or("identification", "card", {"none", "card", "signed_in", "officer"}));
    out.applicants =
        read_words(table, "applicants", "Write self, relative, authorised or organisation.", parse_applicant_kind);
    if (out.applicants.empty())
        table.find("applicants", "Nobody may apply.", "Write who may: self, relative, authorised, organisation.");
    out.audience =
        read_words(table, "audience",
                   "Write citizen, overseas, foreigner, official, business, foreign_business, organisation or cooperative.",
                   parse_audience);
    if (out.for_officials_only() && out.offer != Offer::in_person)
        table.find("offer", "What only officials may file is not offered to people at the kiosk.",
                   "Write offer = \"in_person\", or correct the audience.");
    out.authorities =
        read_words(table, "authorities", "Write commune, district, province, ministry or other.", parse_authority);
    out.form = table.text_or("form");
    if (out.offer == Offer::in_person && !out.form.empty())
        table.find("form", "What is done in person only has no e-form.", "Remove the line, or change the offer.");
    if (out.offer != Offer::in_person && out.form.empty())
        table.find("form", "A procedure that is submitted here needs an e-form.",
                   "Write the name of a file in forms/, such as \"chung\".");
    if (!out.form.empty()) references.forms.push_back({table.file(), table.line("form"), table.path("form"), out.form});
}

void ProcedureReader::read_components(TomlReader& table, Procedure& out) const {
    table.tables("component", [&](TomlReader& inner) {
        auto component = read_component(inner, papers_);
        const auto same = [&](const Component& c) { return c.id == component.id; };
        if (std::any_of(out.components.begin(), out.components.end(), same))
            inner.find("id", fmt::format("Another paper has the id “{}” too.", component.id), "Give each paper its own.");
        out.components.push_back(std::move(component));
    });
    if (out.components.empty())
        table.find("component", "The procedure has no papers.", "List them; the declaration is one.");
    add_authorisation(table, out);
}

void ProcedureReader::add_authorisation(TomlReader& table, Procedure& out) const {
    out.authorisation = table.text_or("authorisation", authorisation_);
    const auto files = std::find(out.applicants.begin(), out.applicants.end(), ApplicantKind::authorised);
    if (files == out.applicants.end() || out.authorisation.empty()) {
        out.authorisation.clear();
        return;
    }
    const auto& rules = known_.authorisation_rules();
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto& r) { return r.id == out.authorisation; });
    if (rule == rules.end()) {
        table.find("authorisation", fmt::format("There is no rule “{}”.", out.authorisation),
                   "Write an id of catalogue/authorisation.toml.");
        return;
    }
    Component paper;
    paper.id = "authorisation";
    paper.name = rule->paper;
    paper.note = rule->note;
    paper.originals = rule->originals;
    paper.certified = rule->certified;
    paper.copies = rule->copies;
    paper.only_for = {ApplicantKind::authorised};
    out.components.push_back(std::move(paper));
}

void ProcedureReader::read_process(TomlReader& table, Procedure& out) const {
    table.tables("step", [&](TomlReader& inner) {
        ProcessStep step;
        step.name = inner.local_text("name", "Say what is done in this step.");
        step.unit = inner.text_or("unit");
        if (!step.unit.empty() && known_.unit(step.unit) == nullptr)
            inner.find("unit", fmt::format("There is no unit “{}”.", step.unit),
                       "Write an id of units/*.toml, or leave it out.");
        step.role = inner.local_text_or_none("role");
        if (const auto hours = inner.integer_if_there("working_hours", 0, std::int64_t{8} * most_days))
            step.working_hours = static_cast<int>(*hours);
        out.process.push_back(std::move(step));
    });
}

std::vector<HandledBy> ProcedureReader::read_handled_by(TomlReader& table) const {
    std::vector<HandledBy> out;
    table.tables("handled_by", [&](TomlReader& inner) {
        HandledBy by;
        by.receiving_unit = inner.text_or("receiving_unit");
        by.processing_unit = inner.text_or("processing_unit");
        by.valid = read_validity(inner);
        for (const auto& [key, id] :
             {std::pair{"receiving_unit", &by.receiving_unit}, std::pair{"processing_unit", &by.processing_unit}}) {
            if (id->empty()) continue;
            const auto* unit = known_.unit(*id);
            if (unit == nullptr) {
                inner.find(key, fmt::format("There is no unit “{}”.", *id), "Write an id of units/*.toml, or leave it out.");
                continue;
            }
            auto days = by.valid;
            if (!inner.has("valid_from")) days.from = unit->valid.from;  // since there is that unit
            if (!unit->valid.covers(days))
                inner.find(key, fmt::format("“{}” was no unit on all of these days.", *id),
                           "Give it its own days by valid_from and valid_to, and name the unit that took its place for the "
                           "others.");
        }
        for (const auto& other : out)
            if (other.valid.overlaps(by.valid))
                inner.find("", "Two units handle it on the same days.",
                           "Let one end before the other begins, by valid_to and valid_from.");
        out.push_back(std::move(by));
    });
    return out;
}

void ProcedureReader::read_source(TomlReader& table, Procedure& out) const {
    out.source = table.text_or("source", source_);
    if (out.source.empty())
        table.find("source", "Nobody can tell where the facts are from.",
                   "Name the source, here or at the top of the file.");
    const auto date = table.date_if_there("source_date");
    if (!date && !source_date_)
        table.find("source_date", "The date of the source is missing.", "Write it, here or at the top of the file.");
    out.source_date = date ? *date : source_date_.value_or(LocalDate{});
}

}  // namespace kiosk::catalogue
