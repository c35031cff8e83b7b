#include "kiosk/portal/office_map.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/files.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::portal {
namespace {

using MapJson = nlohmann::ordered_json;

constexpr std::size_t largest_map = 16U << 20;

MapJson json_of_mapped(const Mapped& mapped) {
    MapJson out{{"code", mapped.code}};
    if (mapped.procedure) {
        const auto& procedure = *mapped.procedure;
        out["procedure"] = {{"id", procedure.id},
                            {"code", procedure.code},
                            {"nationCode", procedure.national_code},
                            {"name", procedure.name}};
    }
    if (mapped.process) out["process"] = {{"id", mapped.process->id}, {"eform", mapped.process->eform}};
    out["agencies"] = MapJson::array();
    for (const auto& agency : mapped.agencies)
        out["agencies"].push_back({{"id", agency.id}, {"code", agency.code}, {"name", agency.name}});
    out["forms"] = MapJson::object();
    for (const auto& [component, form] : mapped.forms) out["forms"][component] = form;
    out["fees"] = MapJson::array();
    for (const auto& fee : mapped.fees) out["fees"].push_back({{"id", fee.id}, {"name", fee.name}, {"cost", fee.dong}});
    out["gaps"] = mapped.gaps;
    return out;
}

/// As it was written; whatever else is there throws nlohmann's own error.
Mapped mapped_of(const MapJson& json) {
    Mapped out;
    json.at("code").get_to(out.code);
    for (const auto& agency : json.at("agencies"))
        out.agencies.push_back({agency.at("id"), agency.at("code"), agency.at("name")});
    if (json.contains("procedure")) {
        const auto& procedure = json.at("procedure");
        out.procedure =
            OfficeProcedure{procedure.at("id"), procedure.at("code"), procedure.at("nationCode"), procedure.at("name"), {}};
        for (const auto& agency : out.agencies) out.procedure->agencies.push_back(agency.id);
    }
    if (json.contains("process")) out.process = OfficeProcess{json.at("process").at("id"), json.at("process").at("eform")};
    for (const auto& [component, form] : json.at("forms").items()) out.forms.emplace_back(component, form);
    for (const auto& fee : json.at("fees")) out.fees.push_back({fee.at("id"), fee.at("name"), fee.at("cost")});
    json.at("gaps").get_to(out.gaps);
    return out;
}

}  // namespace

const Mapped* OfficeMap::of(std::string_view code) const {
    const auto found = std::find_if(procedures.begin(), procedures.end(),
                                    [&](const auto& one) { return one.code == code && one.procedure.has_value(); });
    return found == procedures.end() ? nullptr : &*found;
}

MapJson procedures_json(const OfficeMap& map) {
    MapJson out = MapJson::array();
    for (const auto& one : map.procedures) out.push_back(json_of_mapped(one));
    return out;
}

std::filesystem::path map_file(const std::filesystem::path& data_folder) { return data_folder / "portal-map.json"; }

Result<Done> keep_map(const std::filesystem::path& data_folder, const OfficeMap& map) {
    std::error_code error;
    std::filesystem::create_directories(data_folder, error);
    if (error) return fail(Code::no_permission, data_folder.string() + ": cannot be made: " + error.message());
    const MapJson json{{"portal", map.portal}, {"mapped_at", iso_time(map.mapped_at)}, {"procedures", procedures_json(map)}};
    return write_file(map_file(data_folder), json.dump(1, ' ', false, MapJson::error_handler_t::replace) + "\n");
}

Result<std::optional<OfficeMap>> kept_map(const std::filesystem::path& data_folder) {
    const auto file = map_file(data_folder);
    std::error_code error;
    if (!std::filesystem::exists(file, error)) return std::nullopt;
    const auto text = read_file(file, largest_map);
    if (!text) return fail(text.error().code, text.error().detail);
    const auto json = parse_json(*text);
    const auto wrong = [&](std::string_view what) {
        return fail(Code::bad_format,
                    fmt::format("{}: {}; make it anew with kiosk portal map URL --keep", file.string(), what));
    };
    if (!json) return wrong("no JSON");
    OfficeMap out;
    const auto at = parse_iso_time(text_of(*json, "mapped_at"));
    if (!at) return wrong("no time at which it was made");
    out.mapped_at = *at;
    try {
        json->at("portal").get_to(out.portal);
        for (const auto& one : json->at("procedures")) out.procedures.push_back(mapped_of(one));
    } catch (const MapJson::exception&) {
        return wrong("no map of a portal's ids");
    }
    return out;
}

}  // namespace kiosk::portal
