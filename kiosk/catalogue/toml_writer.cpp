#include "kiosk/catalogue/toml_writer.hpp"

#include <fmt/format.h>

#include "kiosk/catalogue/import_values.hpp"

namespace kiosk::catalogue {
namespace {

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n') out += "\\n";
        else if (c == '\t') out += "\\t";
        else out += c;
    }
    return out + '"';
}

std::string value(const LocalText& text) {
    if (text.en.empty()) return fmt::format("{{ vi = {} }}", in_quotes(text.vi));
    return fmt::format("{{ vi = {}, en = {} }}", in_quotes(text.vi), in_quotes(text.en));
}

std::string value(const std::vector<std::string>& texts) {
    std::string out = "[";
    for (const auto& text : texts) out += (out.size() > 1 ? ", " : "") + in_quotes(text);
    return out + "]";
}

template <class Enum>
std::string words(const std::vector<Enum>& values) {
    std::vector<std::string> out;
    out.reserve(values.size());
    for (const auto item : values) out.emplace_back(name(item));
    return value(out);
}

/// `{ key = value, … }` of what is known.
class Inline {
public:
    void raw(std::string_view key, const std::string& text) {
        out_ += fmt::format("{}{} = {}", out_.empty() ? "" : ", ", key, text);
    }
    void text(std::string_view key, const std::string& text) {
        if (!text.empty()) raw(key, in_quotes(text));
    }
    void text(std::string_view key, const LocalText& text) {
        if (!text.vi.empty()) raw(key, value(text));
    }
    void flag(std::string_view key, bool set) {
        if (set) raw(key, "true");
    }
    void number(std::string_view key, int number) {
        if (number != 0) raw(key, std::to_string(number));
    }
    template <class Number>
    void number(std::string_view key, const std::optional<Number>& number) {
        if (number) raw(key, std::to_string(*number));
    }
    void dates(const Validity& valid) {
        if (valid.from != Validity{}.from) raw("valid_from", valid.from.iso());
        if (valid.to) raw("valid_to", valid.to->iso());
    }
    [[nodiscard]] std::string take() const { return "{ " + out_ + " }"; }

private:
    std::string out_;
};

std::string row(const Handling& handling) {
    Inline out;
    out.raw("channels", fmt::format("[{}]", in_quotes(name(handling.channel))));
    out.number("working_days", handling.working_days);
    out.number("calendar_days", handling.calendar_days);
    out.number("working_hours", handling.working_hours);
    out.text("time", handling.time);
    const bool simple = handling.fees.empty() || (handling.fees.size() == 1 && handling.fees.front().code.empty() &&
                                                  handling.fees.front().name.vi.empty());
    if (simple) {
        out.number("fee_dong", handling.fee_dong);
        if (!handling.fees.empty()) out.text("fee_per", handling.fees.front().per);
    } else {
        std::string fees;
        for (const auto& fee : handling.fees) {
            Inline item;
            item.text("code", fee.code);
            item.text("name", fee.name);
            item.raw("dong", std::to_string(fee.unit_price_dong));
            item.text("per", fee.per);
            fees += (fees.empty() ? "" : ", ") + item.take();
        }
        out.raw("fees", "[" + fees + "]");
    }
    out.text("fee_note", handling.fee_note);
    return out.take();
}

std::string row(const Component& component) {
    Inline out;
    out.text("id", component.id);
    out.text("name", component.name);
    out.text("note", component.note);
    if (!component.required) out.raw("required", "false");
    out.flag("form", component.form);
    out.flag("present_only", component.present_only);
    out.number("originals", component.originals);
    out.number("certified", component.certified);
    out.number("copies", component.copies);
    out.text("code", component.code);
    out.text("blank", component.blank);
    out.text("blank_url", component.blank_url);
    out.flag("reusable", component.reusable);
    out.text("replaced_by", component.replaced_by);
    if (!component.only_for.empty()) out.raw("only_for", words(component.only_for));
    return out.take();
}

std::string row(const Exemption& exemption) {
    Inline out;
    out.text("who", exemption.who);
    out.text("proof", exemption.proof);
    if (exemption.percent != 100) out.number("percent", exemption.percent);
    return out.take();
}

std::string row(const ResultPaper& result) {
    Inline out;
    out.text("code", result.code);
    out.text("name", result.name);
    return out.take();
}

std::string row(const LocalText& requirement) {
    Inline out;
    out.text("text", requirement);
    return out.take();
}

std::string row(const LinkedPart& part) {
    Inline out;
    out.text("code", part.code);
    out.text("name", part.name);
    out.text("agency", part.agency);
    if (part.stage != 1) out.number("stage", part.stage);
    return out.take();
}

std::string row(const ProcessStep& step) {
    Inline out;
    out.text("name", step.name);
    out.text("unit", step.unit);
    out.text("role", step.role);
    out.number("working_hours", step.working_hours);
    return out.take();
}

std::string row(const HandledBy& by) {
    Inline out;
    out.text("receiving_unit", by.receiving_unit);
    out.text("processing_unit", by.processing_unit);
    out.dates(by.valid);
    return out.take();
}

/// One [[procedure]], line by line.
class Lines {
public:
    void raw(std::string_view key, const std::string& text) { out_ += fmt::format("{} = {}\n", key, text); }
    void text(std::string_view key, const std::string& text) {
        if (!text.empty()) raw(key, in_quotes(text));
    }
    void list(std::string_view key, const std::vector<std::string>& texts) {
        if (!texts.empty()) raw(key, value(texts));
    }
    template <class Enum>
    void names(std::string_view key, const std::vector<Enum>& values) {
        if (!values.empty()) raw(key, words(values));
    }
    template <class Row>
    void rows(std::string_view key, const std::vector<Row>& rows) {
        if (rows.empty()) return;
        out_ += fmt::format("{} = [\n", key);
        for (const auto& item : rows) out_ += fmt::format("    {},\n", row(item));
        out_ += "]\n";
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string out_ = "[[procedure]]\n";
};

/// The paper of an authorisation comes from its rule when the file is read.
std::vector<Component> own_components(const Procedure& procedure) {
    auto out = procedure.components;
    if (!procedure.authorisation.empty())
        std::erase_if(out, [](const Component& c) { return c.id == "authorisation" && !c.only_for.empty(); });
    return out;
}

std::string text_of(const Procedure& procedure) {
    Lines out;
    out.raw("code", in_quotes(procedure.code));
    out.text("local_code", procedure.local_code);
    out.text("service_code", procedure.service_code);
    out.raw("name", value(procedure.name));
    out.raw("short_name", value(procedure.short_name));
    out.list("synonyms", procedure.synonyms);
    out.list("life_events", procedure.life_events);
    out.raw("offer", in_quotes(name(procedure.offer)));
    out.text("form", procedure.form);
    out.text("level", procedure.level);
    if (procedure.identification != Identification::card)
        out.raw("identification", in_quotes(name(procedure.identification)));
    out.names("applicants", procedure.applicants);
    out.names("audience", procedure.audience);
    out.names("authorities", procedure.authorities);
    out.text("authorisation", procedure.authorisation);
    out.rows("handling", procedure.handling);
    out.rows("exemption", procedure.exemptions);
    out.rows("component", own_components(procedure));
    out.rows("result", procedure.results);
    out.rows("requirement", procedure.requirements);
    out.rows("part", procedure.parts);
    out.rows("step", procedure.process);
    out.rows("handled_by", procedure.handled_by);
    out.list("legal_basis", procedure.legal_basis);
    out.text("decision", procedure.decision);
    out.text("source", procedure.source);
    out.raw("source_date", procedure.source_date.iso());
    return out.take();
}

}  // namespace

std::string toml_file(std::string_view field, const std::vector<Procedure>& procedures,
                      const std::vector<std::string>& remarks) {
    std::string out;
    for (const auto& remark : remarks) out += "# " + import_values::cleaned(remark) + "\n";
    out += fmt::format("{}field = {}\n", remarks.empty() ? "" : "\n", in_quotes(field));
    for (const auto& procedure : procedures) out += "\n" + text_of(procedure);
    return out;
}

}  // namespace kiosk::catalogue
