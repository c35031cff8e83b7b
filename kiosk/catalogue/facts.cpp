#include "kiosk/catalogue/facts.hpp"

#include <fmt/format.h>

namespace kiosk::catalogue {
namespace {

std::string both(const LocalText& text) { return text.en.empty() ? text.vi : text.vi + " / " + text.en; }

std::string in_words(const Validity& valid) {
    std::string out;
    if (valid.from != Validity{}.from) out = "from " + valid.from.iso();
    if (valid.to) out += (out.empty() ? "until " : " until ") + valid.to->iso();
    return out;
}

class Facts {
public:
    void add(std::string key, std::string value) {
        if (!value.empty()) list_.push_back({std::move(key), std::move(value)});
    }
    void add(std::string key, const LocalText& text) { add(std::move(key), both(text)); }
    void add_list(std::string key, const std::vector<std::string>& values) {
        add(std::move(key), fmt::format("{}", fmt::join(values, ", ")));
    }
    template <class Enum>
    void add_names(std::string key, const std::vector<Enum>& values) {
        std::vector<std::string> names;
        names.reserve(values.size());
        for (const auto value : values) names.emplace_back(name(value));
        add_list(std::move(key), names);
    }
    [[nodiscard]] std::vector<Fact> take() { return std::move(list_); }

private:
    std::vector<Fact> list_;
};

void add_handling(Facts& facts, const Handling& handling) {
    const auto key = fmt::format("handling.{}", name(handling.channel));
    facts.add(key, "yes");
    facts.add(key + ".time", time_in_words(handling));
    facts.add(key + ".fee", fee_in_words(handling));
    std::vector<std::string> codes;
    for (const auto& fee : handling.fees)
        if (!fee.code.empty()) codes.push_back(fee.code);
    facts.add_list(key + ".fee_codes", codes);
    facts.add(key + ".fee_note", handling.fee_note);
}

void add_component(Facts& facts, const Component& component) {
    const auto key = "component." + component.id;
    facts.add(key, component.name);
    facts.add(key + ".note", component.note);
    facts.add(key + ".copies", copies_in_words(component));
    facts.add(key + ".form", component.form ? "filled here" : "");
    facts.add(key + ".code", component.code);
    facts.add(key + ".blank", component.blank);
    facts.add(key + ".blank_url", component.blank_url);
    facts.add(key + ".reusable", component.reusable ? "yes" : "");
    facts.add(key + ".replaced_by", component.replaced_by);
    facts.add_names(key + ".only_for", component.only_for);
}

void add_course(Facts& facts, const Procedure& procedure) {
    for (std::size_t i = 0; i < procedure.parts.size(); ++i) {
        const auto& part = procedure.parts[i];
        const auto name = part.name.vi.empty() ? part.code : both(part.name);
        facts.add(fmt::format("part.{}", i + 1), fmt::format("stage {}: {}{}", part.stage, name,
                                                             part.agency.vi.empty() ? "" : " (" + both(part.agency) + ")"));
    }
    for (std::size_t i = 0; i < procedure.process.size(); ++i) {
        const auto& step = procedure.process[i];
        facts.add(fmt::format("step.{}", i + 1),
                  fmt::format("{}; {}; {}; {}", both(step.name), step.unit, both(step.role),
                              step.working_hours ? fmt::format("{} working hours", *step.working_hours) : ""));
    }
    for (std::size_t i = 0; i < procedure.handled_by.size(); ++i) {
        const auto& by = procedure.handled_by[i];
        facts.add(fmt::format("handled_by.{}", i + 1),
                  fmt::format("receives {}; decides {}; {}", by.receiving_unit, by.processing_unit, in_words(by.valid)));
    }
}

std::string thousands(std::int64_t amount) {
    auto digits = std::to_string(amount);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ".");
    return digits;
}

}  // namespace

std::string time_in_words(const Handling& handling) {
    if (handling.working_days) return fmt::format("{} ngày làm việc", *handling.working_days);
    if (handling.calendar_days) return fmt::format("{} ngày", *handling.calendar_days);
    if (handling.working_hours) return fmt::format("{} giờ làm việc", *handling.working_hours);
    return handling.time.vi;
}

std::string fee_in_words(const Handling& handling) {
    if (!handling.fee_dong) return {};
    if (*handling.fee_dong == 0) return "miễn phí";
    std::string out;
    for (const auto& fee : handling.fees) {
        if (!out.empty()) out += "; ";
        if (!fee.name.vi.empty()) out += fee.name.vi + " ";
        out += thousands(fee.unit_price_dong) + " đồng";
        if (!fee.per.vi.empty()) out += "/" + fee.per.vi;
    }
    return out.empty() ? thousands(*handling.fee_dong) + " đồng" : out;
}

std::string copies_in_words(const Component& component) {
    std::vector<std::string> parts;
    if (component.present_only) parts.emplace_back("xuất trình");
    if (component.originals > 0) parts.push_back(fmt::format("bản chính {}", component.originals));
    if (component.certified > 0) parts.push_back(fmt::format("bản chứng thực {}", component.certified));
    if (component.copies > 0) parts.push_back(fmt::format("bản sao {}", component.copies));
    if (!component.required) parts.emplace_back("tùy trường hợp");
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::vector<Fact> facts_of(const Procedure& procedure) {
    Facts facts;
    facts.add("code", procedure.code);
    facts.add("local_code", procedure.local_code);
    facts.add("service_code", procedure.service_code);
    facts.add("name", procedure.name);
    facts.add("short_name", procedure.short_name);
    facts.add("field", procedure.field);
    facts.add_list("life_events", procedure.life_events);
    facts.add_list("synonyms", procedure.synonyms);
    facts.add("offer", std::string(name(procedure.offer)));
    facts.add("form", procedure.form);
    facts.add("level", procedure.level);
    facts.add("identification", std::string(name(procedure.identification)));
    facts.add_names("applicants", procedure.applicants);
    facts.add_names("audience", procedure.audience);
    facts.add_names("authorities", procedure.authorities);
    for (const auto& handling : procedure.handling) add_handling(facts, handling);
    for (std::size_t i = 0; i < procedure.exemptions.size(); ++i) {
        const auto& exemption = procedure.exemptions[i];
        facts.add(fmt::format("exemption.{}", i + 1),
                  fmt::format("{}% {}{}", exemption.percent, both(exemption.who),
                              exemption.proof.vi.empty() ? "" : "; " + both(exemption.proof)));
    }
    for (const auto& component : procedure.components) add_component(facts, component);
    for (std::size_t i = 0; i < procedure.results.size(); ++i)
        facts.add(fmt::format("result.{}", i + 1),
                  fmt::format("{} {}", procedure.results[i].code, both(procedure.results[i].name)));
    for (std::size_t i = 0; i < procedure.requirements.size(); ++i)
        facts.add(fmt::format("requirement.{}", i + 1), procedure.requirements[i]);
    add_course(facts, procedure);
    facts.add_list("legal_basis", procedure.legal_basis);
    facts.add("decision", procedure.decision);
    facts.add("source", procedure.source);
    facts.add("source_date", procedure.source_date.iso());
    return facts.take();
}

std::vector<Fact> facts_of(const Unit& unit) {
    Facts facts;
    facts.add("kind", unit.kind);
    facts.add("name", unit.name);
    for (const auto& code : unit.codes) {
        const auto days = in_words(code.valid);
        facts.add("code." + code.code, days.empty() ? "always" : days);
    }
    facts.add("gso_code", unit.gso_code);
    facts.add("parent", unit.parent);
    facts.add("valid", in_words(unit.valid));
    facts.add_list("formed_from", unit.formed_from);
    facts.add_list("also_from", unit.also_from);
    return facts.take();
}

}  // namespace kiosk::catalogue
