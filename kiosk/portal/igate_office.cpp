#include "kiosk/portal/igate_office.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "kiosk/base/text.hpp"
#include "kiosk/portal/answer.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::portal {
namespace {

using OfficeJson = nlohmann::ordered_json;

constexpr int page_size = 50;
constexpr int most_pages = 100;
constexpr std::size_t longest_office_id = 100;

Result<OfficeJson> got(Transport& transport, std::string path) {
    Request request;
    request.path = std::move(path);
    return json_of(transport.send(request));
}

std::string id_of(const OfficeJson& json) {
    auto id = text_of(json, "id");
    return id.size() <= longest_office_id && !has_control_characters(id) ? id : std::string();
}

Result<OfficeProcedure> procedure_of(const OfficeJson& json) {
    OfficeProcedure out{
        id_of(json), text_of(json, "code"), text_of(json, "nationCode"), cleaned_words(text_of(json, "name")), {}};
    if (out.id.empty() || out.code.empty()) return not_from_the_portal("a procedure without id and code");
    const auto& agencies = member_of(json, "agency");
    for (std::size_t i = 0; agencies.is_array() && i < agencies.size(); ++i) {
        if (auto id = id_of(agencies[i]); !id.empty()) out.agencies.push_back(std::move(id));
    }
    return out;
}

const OfficeJson& list_of(const OfficeJson& json) { return json.is_array() ? json : member_of(json, "content"); }

bool is_ours(const OfficeProcedure& theirs, const catalogue::Procedure& ours) {
    return theirs.national_code == ours.code || (!ours.local_code.empty() && theirs.code == ours.local_code) ||
           catalogue::national_code_in(theirs.code) == ours.code;
}

Result<Done> map_forms(IGateOffice& office, const catalogue::Procedure& ours, Mapped& out) {
    const auto forms = office.forms(out.procedure->id);
    if (!forms) return fail(forms.error().code, forms.error().detail);
    for (const auto& component : ours.components) {
        if (component.present_only) continue;
        const auto found = std::find_if(forms->begin(), forms->end(), [&](const auto& form) {
            return form.id == component.code || fold(form.name) == fold(component.name.vi);
        });
        if (found != forms->end()) out.forms.emplace_back(component.id, found->id);
        else
            out.gaps.push_back(
                fmt::format("the portal has no form for the paper “{}” ({})", component.id, component.name.vi));
    }
    return Done{};
}

using KnownAgencies = std::map<std::string, OfficeAgency>;

/// The same agencies receive most procedures: each is asked about once.
Result<Done> map_agencies(IGateOffice& office, std::string_view unit_code, KnownAgencies& known, Mapped& out) {
    for (const auto& id : out.procedure->agencies) {
        auto at = known.find(id);
        if (at == known.end()) {
            auto agency = office.agency(id);
            if (!agency) return fail(std::move(agency));
            at = known.emplace(id, std::move(*agency)).first;
        }
        out.agencies.push_back(at->second);
    }
    if (out.agencies.empty()) out.gaps.emplace_back("no agency of the portal receives it");
    else if (out.agency(unit_code) == nullptr)
        out.gaps.push_back(fmt::format("none of its {} agencies has this centre's code {}", out.agencies.size(),
                                       unit_code.empty() ? "(unknown)" : unit_code));
    return Done{};
}

Result<Done> map_fees(IGateOffice& office, const catalogue::Procedure& ours, Mapped& out) {
    auto fees = office.fees(out.procedure->id);
    if (!fees) return fail(std::move(fees));
    out.fees = std::move(*fees);
    const auto* online = ours.handled(catalogue::Channel::online);
    const auto dong = online == nullptr ? 0 : online->fee_dong.value_or(0);
    if (dong > 0 && out.fees.empty())
        out.gaps.push_back(fmt::format("the portal names no fee, the catalogue {} dong", dong));
    return Done{};
}

}  // namespace

Result<std::vector<OfficeProcedure>> IGateOffice::procedures() {
    std::vector<OfficeProcedure> out;
    for (int page = 0; page < most_pages; ++page) {
        const auto json =
            got(transport_, fmt::format("bd/procedure/--can-apply?keyword=&spec=page&page={}&size={}", page, page_size));
        if (!json) return fail(json.error().code, json.error().detail);
        const auto& list = member_of(*json, "content");
        if (!list.is_array()) return not_from_the_portal("no list of procedures");
        for (const auto& entry : list) {
            auto procedure = procedure_of(entry);
            if (!procedure) return fail(std::move(procedure));
            out.push_back(std::move(*procedure));
        }
        if (list.size() < page_size) break;
    }
    return out;
}

Result<OfficeProcedure> IGateOffice::procedure(std::string_view id) {
    const auto json = got(transport_, "bd/procedure/" + url_text(id));
    if (!json) return fail(json.error().code, json.error().detail);
    auto out = procedure_of(*json);
    if (out && out->id != id) return not_from_the_portal("it speaks of another procedure");
    return out;
}

Result<std::optional<OfficeProcess>> IGateOffice::process(std::string_view procedure) {
    const auto json = got(transport_, "bd/procedure-process-definition?procedure-id=" + url_text(procedure));
    if (!json) return fail(json.error().code, json.error().detail);
    const auto& list = list_of(*json);
    if (!list.is_array()) return not_from_the_portal("no list of processes");
    if (list.empty()) return std::nullopt;
    OfficeProcess out{id_of(list.front()), id_of(member_of(list.front(), "applicantEForm"))};
    if (out.id.empty()) return not_from_the_portal("a process without an id");
    return out;
}

Result<std::vector<OfficeForm>> IGateOffice::forms(std::string_view procedure) {
    const auto json =
        got(transport_, fmt::format("bd/procedure-form/?page=0&size={}&spec=page&procedure-id={}&default-online=1",
                                    page_size, url_text(procedure)));
    if (!json) return fail(json.error().code, json.error().detail);
    const auto& list = list_of(*json);
    if (!list.is_array()) return not_from_the_portal("no list of forms");
    std::vector<OfficeForm> out;
    for (const auto& entry : list) {
        out.push_back({id_of(entry), cleaned_words(text_of(entry, "name"))});
        if (out.back().id.empty()) return not_from_the_portal("a form without an id");
    }
    return out;
}

Result<std::vector<OfficeFee>> IGateOffice::fees(std::string_view procedure) {
    const auto json = got(transport_, "bd/procost/--for-online?procedure-id=" + url_text(procedure));
    if (!json) return fail(json.error().code, json.error().detail);
    const auto& list = list_of(*json);
    if (!list.is_array()) return not_from_the_portal("no list of fees");
    std::vector<OfficeFee> out;
    for (const auto& entry : list) {
        const auto& cost = member_of(entry, "cost");
        if (!cost.is_number_integer() || cost < 0) return not_from_the_portal("a fee without an amount");
        out.push_back({id_of(entry), cleaned_words(text_of(entry, "name")), cost.get<std::int64_t>()});
    }
    return out;
}

Result<OfficeAgency> IGateOffice::agency(std::string_view id) {
    const auto json = got(transport_, "ba/agency/" + url_text(id));
    if (!json) return fail(json.error().code, json.error().detail);
    OfficeAgency out{id_of(*json), text_of(*json, "code"), cleaned_words(text_of(*json, "name"))};
    if (out.id != id) return not_from_the_portal("it speaks of another agency");
    return out;
}

Result<std::string> IGateOffice::pattern(std::string_view agency) {
    const auto json = got(transport_, "bd/config/get-pattern?agency-id=" + url_text(agency));
    if (!json) return fail(json.error().code, json.error().detail);
    auto id = id_of(*json);
    if (id.empty()) return not_from_the_portal("a pattern without an id");
    return id;
}

Result<std::string> IGateOffice::next_value(std::string_view pattern, std::string_view agency) {
    Request request;
    request.method = Method::put;
    request.path = fmt::format("bt/pattern/{}/--get-next-value?code={}", url_text(pattern), url_text(agency));
    request.json = Personal("{}");
    const auto json = json_of(transport_.send(request));
    if (!json) return fail(json.error().code, json.error().detail);
    auto value = text_of(*json, "value");
    if (value.empty() || value.size() > longest_office_id || has_control_characters(value))
        return not_from_the_portal("no number");
    return value;
}

const OfficeAgency* Mapped::agency(std::string_view unit_code) const {
    const auto found = std::find_if(agencies.begin(), agencies.end(),
                                    [&](const auto& one) { return !unit_code.empty() && one.code == unit_code; });
    if (found != agencies.end()) return &*found;
    return agencies.size() == 1 ? &agencies.front() : nullptr;
}

Result<std::vector<Mapped>> map_procedures(IGateOffice& office, const std::vector<const catalogue::Procedure*>& ours,
                                           std::string_view unit_code) {
    const auto theirs = office.procedures();
    if (!theirs) return fail(theirs.error().code, theirs.error().detail);
    KnownAgencies agencies;
    std::vector<Mapped> out;
    for (const auto* procedure : ours) {
        Mapped mapped;
        mapped.code = procedure->code;
        const auto found =
            std::find_if(theirs->begin(), theirs->end(), [&](const auto& one) { return is_ours(one, *procedure); });
        if (found == theirs->end()) {
            mapped.gaps.emplace_back("nobody can apply for it at the portal");
            out.push_back(std::move(mapped));
            continue;
        }
        mapped.procedure = *found;
        auto process = office.process(found->id);
        if (!process) return fail(std::move(process));
        mapped.process = std::move(*process);
        if (!mapped.process) mapped.gaps.emplace_back("the portal does not say how it is processed");
        if (auto known = map_agencies(office, unit_code, agencies, mapped); !known) return fail(std::move(known));
        if (auto forms = map_forms(office, *procedure, mapped); !forms) return fail(std::move(forms));
        if (auto fees = map_fees(office, *procedure, mapped); !fees) return fail(std::move(fees));
        out.push_back(std::move(mapped));
    }
    return out;
}

}  // namespace kiosk::portal
