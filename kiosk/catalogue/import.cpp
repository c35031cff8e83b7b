#include "kiosk/catalogue/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/import_values.hpp"

namespace kiosk::catalogue {
namespace {

using PortalJson = nlohmann::json;
using settings::Finding;
namespace fs = std::filesystem;

constexpr std::size_t largest_import_bytes = 256U << 20;
constexpr std::string_view portal_source = "Cổng Dịch vụ công quốc gia, dịch vụ LayThuTuc";

/// A text or a number, cleaned; empty for anything else.
std::string text(const PortalJson& object, const char* key) {
    if (!object.is_object()) return {};
    const auto at = object.find(key);
    if (at == object.end()) return {};
    if (at->is_string()) return import_values::cleaned(at->get_ref<const std::string&>());
    return at->is_number() ? at->dump() : std::string{};
}

const PortalJson& list(const PortalJson& object, const char* key) {
    static const PortalJson none = PortalJson::array();
    if (!object.is_object()) return none;
    const auto at = object.find(key);
    return at != object.end() && at->is_array() ? *at : none;
}

int count(const PortalJson& object, const char* key) {
    const auto at = object.find(key);
    if (at == object.end() || !at->is_number_integer()) return 0;
    return static_cast<int>(std::clamp<std::int64_t>(at->get<std::int64_t>(), 0, 20));
}

/// Reads one object; collects what people must look at.
class Draft {
public:
    Draft(const fs::path& file, int line, std::vector<Finding>& findings) : file_(file), line_(line), findings_(findings) {}

    Procedure procedure;
    std::string field_code;  ///< as the source has it

    void look_at(std::string key, std::string what, std::string remedy) {
        findings_.push_back({file_, line_, fmt::format("{} {}", procedure.code, key), std::move(what), std::move(remedy)});
    }
    void add_audience(const std::string& name) {
        const auto audience = import_values::audience(name);
        if (!audience) {
            if (!name.empty())
                look_at("audience", fmt::format("“{}” is no known kind of applicant.", name), "Add the right one.");
            return;
        }
        auto& all = procedure.audience;
        if (std::find(all.begin(), all.end(), *audience) == all.end()) all.push_back(*audience);
    }
    void add_result(const std::string& code, const std::string& name) {
        if (name.empty()) return;
        const bool known = code.starts_with("KQ.");
        if (!known && !code.empty())
            look_at("result", fmt::format("“{}” is no code of a result.", code), "It was left out.");
        procedure.results.push_back({known ? code : std::string{}, {name, {}}});
    }
    /// The channel's first time and fee hold; more of them are for people to sort out.
    Handling* add_channel(std::optional<Channel> channel, const std::string& named) {
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
    void set_time(Handling& handling, const std::string& amount, const std::string& unit) {
        if (!import_values::set_time(handling, amount, unit) && !amount.empty())
            look_at("handling", fmt::format("The time “{} {}” has no known unit.", amount, unit),
                    "It was left out; look it up.");
    }
    void add_component(const std::string& name, Component component) {
        if (name.empty()) return;
        const bool declaration = import_values::is_declaration(name) && !has_declaration();
        component.form = declaration;
        component.id = declaration ? "declaration" : fmt::format("paper_{}", procedure.components.size() + 1);
        component.name.vi = name;
        if (component.originals + component.copies == 0) component.originals = 1;
        procedure.components.push_back(std::move(component));
    }
    void finish(const Catalogue& known);

private:
    [[nodiscard]] bool has_declaration() const {
        return std::any_of(procedure.components.begin(), procedure.components.end(), [](const auto& c) { return c.form; });
    }
    void finish_names();

    const fs::path& file_;
    int line_;
    std::vector<Finding>& findings_;
};

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
    if (p.components.empty()) look_at("component", "The papers are missing.", "List them; the declaration is one.");
}

void Draft::finish(const Catalogue& known) {
    auto& p = procedure;
    finish_names();
    p.applicants = import_values::applicants(p.audience);
    p.offer = Offer::in_person;
    look_at("offer", "What can be done here is for the centre to decide.",
            "It stands as in_person; write submit or submit_then_originals and a form to offer more.");
    if (known.procedure(p.code) != nullptr)
        look_at("code", "The procedure is in the catalogue already.", "Compare the two; keep one.");
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

// ---- LayThuTuc ------------------------------------------------------------------------------------------------------------

void read_portal_channels(const PortalJson& object, Draft& draft) {
    for (const auto& way : list(object, "CACHTHUCTHUCHIEN")) {
        const auto named = text(way, "KENH");
        for (const auto& time : list(way, "THOIGIAN")) {
            auto* handling = draft.add_channel(import_values::channel(named), named);
            if (handling == nullptr) continue;
            draft.set_time(*handling, text(time, "THOIGIANGIAIQUYET"), text(time, "DONVITINH"));
            for (const auto& fee : list(time, "PHILEPHI")) {
                const auto added = import_values::add_fee(*handling, text(fee, "MAPHILEPHI"), text(fee, "MOTA"),
                                                          text(fee, "SOTIEN") + " " + text(fee, "DONVI"));
                if (!added)
                    draft.look_at(
                        "handling",
                        fmt::format("The fee “{} {}” is no amount in đồng.", text(fee, "SOTIEN"), text(fee, "DONVI")),
                        "It was left out; look it up.");
            }
        }
    }
}

void read_portal_papers(const PortalJson& object, Draft& draft) {
    for (const auto& group : list(object, "THANHPHANHOSO")) {
        for (const auto& paper : list(group, "GIAYTO")) {
            Component component;
            component.code = text(paper, "MAGIAYTO");
            component.blank = text(paper, "TENMAUDON");
            const auto url = text(paper, "URL");
            if (url.starts_with("https://")) component.blank_url = url;
            draft.add_component(text(paper, "TENGIAYTO"), std::move(component));
        }
    }
    if (!draft.procedure.components.empty())
        draft.look_at("component", "The source does not say how many originals and copies.",
                      "One original each is written; correct it.");
}

void read_portal(const PortalJson& object, Draft& draft) {
    auto& p = draft.procedure;
    p.code = text(object, "MATTHC");
    p.name.vi = text(object, "TENTTHC");
    p.source = portal_source;
    for (const auto& field : list(object, "LINHVUCTHUCHIEN"))
        if (p.field.empty()) {
            p.field = text(field, "TENLINHVUC");
            draft.field_code = text(field, "MALINHVUC");
        }
    read_portal_channels(object, draft);
    read_portal_papers(object, draft);
    for (const auto& who : list(object, "DOITUONGTHUCHIEN")) draft.add_audience(text(who, "TENDOITUONG"));
    for (const auto& result : list(object, "KETQUATHUCHIEN"))
        draft.add_result(text(result, "MAKETQUA"), text(result, "TENKETQUA"));
    for (const auto& law : list(object, "CANCUPHAPLY"))
        if (const auto number = text(law, "SOVANBAN"); !number.empty()) p.legal_basis.push_back(number);
    if (const auto demand = text(object, "YEUCAU"); !demand.empty()) p.requirements.push_back({demand, {}});
}

// ---- Records of a crawler -----------------------------------------------------------------------------------------------------

void read_record_channels(const PortalJson& object, Draft& draft) {
    for (const auto& way : list(object, "methods")) {
        const auto named = text(way, "method");
        auto* handling = draft.add_channel(import_values::channel(named), named);
        if (handling == nullptr) continue;
        const auto [amount, unit] = import_values::amount_and_unit(text(way, "time"));
        draft.set_time(*handling, amount, unit);
        const auto fee = text(way, "fee");
        if (!fee.empty() && !import_values::add_fee(*handling, {}, {}, fee))
            draft.look_at("handling", fmt::format("The fee “{}” is no amount in đồng.", fee),
                          "It was left out; look it up.");
    }
}

void read_record_papers(const PortalJson& object, Draft& draft) {
    int remarks = 0;
    for (const auto& paper : list(object, "components")) {
        const bool remark = paper.is_object() && paper.value("is_note", PortalJson(false)) == PortalJson(true);
        if (remark) {
            ++remarks;
            continue;
        }
        Component component;
        component.originals = paper.is_object() ? count(paper, "originals") : 0;
        component.copies = paper.is_object() ? count(paper, "copies") : 0;
        draft.add_component(text(paper, "name"), std::move(component));
    }
    if (remarks > 0)
        draft.look_at("component", fmt::format("{} remarks among the papers were left out.", remarks),
                      "Read them in the source; write what matters as notes.");
}

void read_record(const PortalJson& object, Draft& draft) {
    auto& p = draft.procedure;
    p.code = text(object, "code");
    p.name.vi = text(object, "name");
    p.field = text(object, "field");
    p.source = text(object, "source");
    if (p.source.empty()) draft.look_at("source", "The source is missing.", "Name it: nobody else can tell.");
    p.authorities = import_values::authorities(text(object, "level_agency"));
    read_record_channels(object, draft);
    read_record_papers(object, draft);
    for (const auto& who : import_values::split(text(object, "applicants"), ',')) draft.add_audience(who);
    for (const auto& result : list(object, "results")) draft.add_result(text(result, "code"), text(result, "name"));
    for (const auto& law : list(object, "legal_basis"))
        if (law.is_string()) p.legal_basis.push_back(import_values::cleaned(law.get_ref<const std::string&>()));
    p.decision = text(object, "publishing_decision");
}

// ---- The file --------------------------------------------------------------------------------------------------------------

int line_at(std::string_view bytes, std::size_t at) {
    return 1 + static_cast<int>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

tl::expected<PortalJson, Finding> parsed(const fs::path& file, const std::string& bytes) {
    if (!is_utf8(bytes)) return tl::unexpected(Finding{file, 0, {}, "The file is not UTF-8 text.", "Export it as UTF-8."});
    try {
        return PortalJson::parse(bytes);
    } catch (const PortalJson::exception& error) {
        const auto* place = dynamic_cast<const PortalJson::parse_error*>(&error);
        const auto at = place == nullptr ? 0 : std::min<std::size_t>(place->byte, bytes.size());
        return tl::unexpected(Finding{
            file, line_at(bytes, at), {}, "From here on this is no JSON.", "The file was probably cut: fetch it again."});
    }
}

/// The list of objects, wherever the answer keeps it.
std::vector<const PortalJson*> objects_of(const PortalJson& root) {
    std::vector<const PortalJson*> out;
    if (root.is_array()) {
        for (const auto& item : root) out.push_back(&item);
        return out;
    }
    for (const char* key : {"result", "data", "procedures"})
        if (const auto& items = list(root, key); !items.empty()) return objects_of(items);
    if (root.is_object()) out.push_back(&root);
    return out;
}

bool is_portal(const PortalJson& object) { return object.is_object() && object.contains("MATTHC"); }
bool is_record(const PortalJson& object) { return object.is_object() && object.contains("code") && object.contains("name"); }

}  // namespace

tl::expected<Imported, std::vector<Finding>> import_procedures(const fs::path& file, const Catalogue& known,
                                                               const LocalDate& today) {
    const auto bytes = read_file(file, largest_import_bytes);
    if (!bytes)
        return tl::unexpected(std::vector<Finding>{
            {file, 0, {}, "The file cannot be read: " + bytes.error().detail + ".", "Check the path and its permissions."}});
    const auto root = parsed(file, *bytes);
    if (!root) return tl::unexpected(std::vector<Finding>{root.error()});
    Imported out;
    std::set<std::string> codes;
    std::size_t from = 0;  // objects follow each other in the file as in the list
    for (const auto* object : objects_of(*root)) {
        if (!is_portal(*object) && !is_record(*object)) {
            return tl::unexpected(
                std::vector<Finding>{{file,
                                      line_at(*bytes, from),
                                      {},
                                      "An object has neither MATTHC nor code and name.",
                                      "Give a file of LayThuTuc objects, or of records with code and name."}});
        }
        const auto quoted = '"' + text(*object, is_portal(*object) ? "MATTHC" : "code") + '"';
        if (const auto at = bytes->find(quoted, from); at != std::string::npos) from = at;
        Draft draft(file, line_at(*bytes, from), out.findings);
        draft.procedure.source_date = today;
        if (is_portal(*object)) read_portal(*object, draft);
        else read_record(*object, draft);
        draft.finish(known);
        if (!codes.insert(draft.procedure.code).second) {
            draft.look_at("code", "The file has this procedure twice.", "The first is taken.");
            continue;
        }
        out.drafts.push_back(std::move(draft.procedure));
    }
    if (out.drafts.empty())
        return tl::unexpected(std::vector<Finding>{{file,
                                                    0,
                                                    {},
                                                    "The file has no procedure.",
                                                    "Give a file of LayThuTuc objects, or of records with code and name."}});
    return out;
}

}  // namespace kiosk::catalogue
