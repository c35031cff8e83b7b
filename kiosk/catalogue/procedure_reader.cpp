#include "kiosk/catalogue/procedure_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/text.hpp"

namespace kiosk::catalogue {
namespace {

using settings::TomlReader;

constexpr std::size_t longest_short_name_letters = 40;  // what a tile, a ticket and a voice can carry
constexpr std::int64_t highest_fee_dong = 1'000'000'000;
constexpr std::string_view digits = "0123456789";

void read_applicants(TomlReader& table, Procedure& out) {
    for (const auto& word : table.texts("applicants")) {
        if (word == "self") out.applicants.push_back(ApplicantKind::self);
        else if (word == "relative") out.applicants.push_back(ApplicantKind::relative);
        else if (word == "authorised") out.applicants.push_back(ApplicantKind::authorised);
        else if (word == "organisation") out.applicants.push_back(ApplicantKind::organisation);
        else
            table.find("applicants", fmt::format("“{}” is no kind of applicant.", word),
                       "Write self, relative, authorised or organisation.");
    }
    if (out.applicants.empty())
        table.find("applicants", "Nobody may apply.", "Write who may: self, relative, authorised, organisation.");
}

Handling read_handling(TomlReader& table) {
    Handling out;
    const auto channel = table.one_of("channel", {"direct", "online", "post"});
    out.channel = channel == "online" ? Channel::online : channel == "post" ? Channel::post : Channel::direct;
    if (const auto days = table.integer_if_there("working_days", 0, 1000)) out.working_days = static_cast<int>(*days);
    out.time = table.local_text_or_none("time");
    if (out.working_days && !out.time.vi.empty())
        table.find("time", "The time is given in working days and in words.",
                   "Keep working_days, or the words, as the source has it.");
    out.fee_dong = table.integer_if_there("fee_dong", 0, highest_fee_dong);
    out.fee_note = table.local_text_or_none("fee_note");
    return out;
}

Component read_component(TomlReader& table) {
    Component out;
    out.id = table.text("id", "Give the paper an id within the procedure.");
    if (!out.id.empty() && !settings::is_id(out.id))
        table.find("id", fmt::format("“{}” is no id.", out.id), "Write small letters, digits and _, a letter first.");
    out.name = table.local_text("name", "Give the paper's name.");
    out.note = table.local_text_or_none("note");
    out.required = table.boolean_or("required", true);
    out.form = table.boolean_or("form", false);
    out.present_only = table.boolean_or("present_only", false);
    out.originals = static_cast<int>(table.integer_or("originals", 0, 0, 20));
    out.copies = static_cast<int>(table.integer_or("copies", 0, 0, 20));
    if (!out.form && !out.present_only && out.originals + out.copies == 0)
        table.find("", "Nobody can tell how many originals or copies are wanted.", "Write originals = 1 or copies = 1.");
    return out;
}

void read_papers(TomlReader& table, Procedure& out) {
    table.tables("component", [&](TomlReader& inner) {
        auto component = read_component(inner);
        const auto same = [&](const Component& c) { return c.id == component.id; };
        if (std::any_of(out.components.begin(), out.components.end(), same))
            inner.find("id", fmt::format("Another paper has the id “{}” too.", component.id), "Give each paper its own.");
        out.components.push_back(std::move(component));
    });
    if (out.components.empty())
        table.find("component", "The procedure has no papers.", "List them; the declaration is one.");
    table.tables("result", [&](TomlReader& inner) {
        ResultPaper result;
        result.code = inner.text_or("code");
        if (!result.code.empty() && !result.code.starts_with("KQ."))
            inner.find("code", "This is no code of a result.", "Write one such as KQ.G15.000031, or leave it empty.");
        result.name = inner.local_text("name", "Give the result's name.");
        out.results.push_back(std::move(result));
    });
}

void read_parts(TomlReader& table, Procedure& out, std::vector<Part>& parts) {
    out.parts = table.texts("parts");
    for (const auto& part : out.parts) {
        if (!is_national_code(part)) continue;  // in words: done elsewhere, or its code is unknown
        if (part == out.code) table.find("parts", "The procedure is a part of itself.", "Remove its own code.");
        else parts.push_back({table.file(), table.line("parts"), table.path("parts"), part});
    }
}

}  // namespace

bool is_national_code(std::string_view text) {
    return text.size() == 8 && text[1] == '.' && settings::made_of(text.substr(0, 1), digits, 1, 1) &&
           settings::made_of(text.substr(2), digits, 6, 6);
}

bool is_unit_code(std::string_view text) {
    const auto province = [](std::string_view part) {
        return part.size() == 3 && part[0] == 'H' && settings::made_of(part.substr(1), digits, 2, 2);
    };
    const auto two = [](std::string_view part) { return settings::made_of(part, digits, 2, 2); };
    if (text.size() == 13) {
        return text[3] == '.' && text[6] == '.' && text[9] == '.' && settings::made_of(text.substr(0, 3), digits, 3, 3) &&
               two(text.substr(4, 2)) && two(text.substr(7, 2)) && province(text.substr(10));
    }
    if (text.size() < 3 || !province(text.substr(0, 3))) return false;
    for (text.remove_prefix(3); !text.empty(); text.remove_prefix(3))
        if (text.size() < 3 || text[0] != '.' || !two(text.substr(1, 2))) return false;
    return true;
}

ProcedureReader::ProcedureReader(TomlReader& root, const Catalogue& known)
    : known_(known),
      field_(root.text("field", "Write the id of the field of these procedures, of fields.toml.")),
      receiving_unit_(root.text_or("receiving_unit")),
      processing_unit_(root.text_or("processing_unit")),
      source_(root.text_or("source")),
      source_date_(root.date_if_there("source_date")) {
    if (!field_.empty() && known.field(field_) == nullptr)
        root.find("field", fmt::format("There is no field “{}”.", field_), "Add it to fields.toml, or correct the id.");
}

Procedure ProcedureReader::read(TomlReader& table, std::vector<Part>& parts) const {
    Procedure out;
    out.field = field_;
    read_names(table, out);
    read_offer(table, out);
    read_applicants(table, out);
    table.tables("handling", [&](TomlReader& inner) {
        auto handling = read_handling(inner);
        if (out.handled(handling.channel) != nullptr)
            inner.find("channel", "The channel is there twice.", "Keep one of the two.");
        out.handling.push_back(std::move(handling));
    });
    read_papers(table, out);
    read_parts(table, out, parts);
    out.legal_basis = table.texts("legal_basis");
    read_units(table, out);
    read_source(table, out);
    return out;
}

void ProcedureReader::read_names(TomlReader& table, Procedure& out) const {
    out.code = table.text("code", "Give the national code, such as 1.001193.");
    if (!out.code.empty() && !is_national_code(out.code))
        table.find("code", fmt::format("“{}” is no national code.", out.code),
                   "Write a digit, a point and six digits, such as 1.001193.");
    out.local_code = table.text_or("local_code");
    if (!out.local_code.empty() && (!out.local_code.starts_with(out.code + ".") ||
                                    !is_unit_code(std::string_view(out.local_code).substr(out.code.size() + 1))))
        table.find("local_code", "This is not the national code with the province's code behind it.",
                   "Write one such as 1.001612.000.00.00.H48, or leave it out.");
    out.name = table.local_text("name", "Give the full legal name.");
    out.short_name = table.local_text("short_name", "Give a name of at most 40 letters.");
    for (const auto& [language, text] : {std::pair{"vi", &out.short_name.vi}, std::pair{"en", &out.short_name.en}}) {
        if (letter_count(*text) > longest_short_name_letters)
            table.find("short_name", fmt::format("The short name ({}) has {} letters.", language, letter_count(*text)),
                       "Use at most 40: it stands on tiles and tickets.");
    }
    out.synonyms = table.texts("synonyms");
    out.life_events = table.texts("life_events");
    for (const auto& event : out.life_events)
        if (!settings::is_id(event))
            table.find("life_events", fmt::format("“{}” is no id.", event), "Write one such as \"sinh_con\".");
}

void ProcedureReader::read_offer(TomlReader& table, Procedure& out) const {
    const auto offer = table.one_of("offer", {"submit", "submit_then_originals", "in_person"});
    out.offer = offer == "submit" ? Offer::submit : offer == "in_person" ? Offer::in_person : Offer::submit_then_originals;
    out.level = table.one_of_or("level", "", {"full", "partial"});
    const auto sure = table.one_of_or("identification", "card", {"none", "card", "signed_in", "officer"});
    out.identification = sure == "none"        ? Identification::none
                         : sure == "signed_in" ? Identification::signed_in
                         : sure == "officer"   ? Identification::officer
                                               : Identification::card;
    out.form = table.text_or("form");
    if (out.offer == Offer::in_person && !out.form.empty())
        table.find("form", "What is done in person only has no e-form.", "Remove the line, or change the offer.");
    if (out.offer != Offer::in_person && out.form.empty())
        table.find("form", "A procedure that is submitted here needs an e-form.",
                   "Write the name of a file in forms/, such as \"chung\".");
    if (!out.form.empty() && known_.form(out.form) == nullptr)
        table.find("form", fmt::format("There is no form “{}” without mistakes.", out.form),
                   "Write the name of a file in forms/, without .json.");
}

void ProcedureReader::read_units(TomlReader& table, Procedure& out) const {
    out.receiving_unit = table.text_or("receiving_unit", receiving_unit_);
    out.processing_unit = table.text_or("processing_unit", processing_unit_);
    for (const auto& [key, id] :
         {std::pair{"receiving_unit", &out.receiving_unit}, std::pair{"processing_unit", &out.processing_unit}}) {
        if (!id->empty() && known_.unit(*id) == nullptr)
            table.find(key, fmt::format("There is no unit “{}”.", *id), "Write an id of units/*.toml, or leave it out.");
    }
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
