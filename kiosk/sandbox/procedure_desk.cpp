#include "kiosk/sandbox/procedure_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "kiosk/sandbox/answers.hpp"
#include "kiosk/sandbox/certificate.hpp"

namespace kiosk::sandbox {
namespace {

using httplib::Request;
using httplib::Response;
using OfficeJson = nlohmann::ordered_json;

/// 24 hexadecimal digits that stay the same, as iGate's ids look.
std::string office_id(const std::string& kind, const std::string& of) { return digest(kind + ' ' + of).substr(0, 24); }

void give(Response& response, const OfficeJson& value) {
    answer_json(response, 200, value.dump(-1, ' ', false, OfficeJson::error_handler_t::replace));
}

void unknown(Response& response) { answer_json(response, 404, message_json("Không có dữ liệu này")); }

std::size_t number_of(const Request& request, const char* name, std::size_t usual, std::size_t most) {
    const auto text = request.get_param_value(name);
    std::size_t out = usual;
    std::from_chars(text.data(), text.data() + text.size(), out);
    return std::min(out, most);
}

OfficeJson procedure_json(const OfferedProcedure& procedure, const std::string& agency) {
    return {{"id", office_id("procedure", procedure.code)},
            {"code", procedure.local_code.empty() ? procedure.code : procedure.local_code},
            {"nationCode", procedure.code},
            {"name", procedure.name},
            {"agency", OfficeJson::array({{{"id", agency}}})}};
}

}  // namespace

void ProcedureDesk::serve(Routes& routes) {
    const auto agency = office_id("agency", unit_code_);
    routes.get("/bd/procedure/--can-apply", [this](const Request& request, Response& response) { list(request, response); });
    routes.get(R"(/bd/procedure/([0-9a-f]{24}))", [this, agency](const Request& request, Response& response) {
        for (const auto& procedure : offered_) {
            if (office_id("procedure", procedure.code) == request.matches[1])
                return give(response, procedure_json(procedure, agency));
        }
        unknown(response);
    });
    routes.get("/bd/procedure-process-definition",
               [this](const Request& request, Response& response) { process(request, response); });
    routes.get("/bd/procedure-form/", [this](const Request& request, Response& response) { forms(request, response); });
    routes.get("/bd/procost/--for-online", [this](const Request& request, Response& response) { fees(request, response); });
    routes.get(R"(/ba/agency/([0-9a-f]{24}))", [this, agency](const Request& request, Response& response) {
        if (request.matches[1] != agency) return unknown(response);
        give(response, {{"id", agency}, {"code", unit_code_}, {"name", unit_name_}});
    });
    routes.get("/bd/config/get-pattern", [agency](const Request& request, Response& response) {
        if (request.get_param_value("agency-id") != agency) return unknown(response);
        give(response, {{"id", office_id("pattern", agency)}});
    });
    routes.put(R"(/bt/pattern/([0-9a-f]{24})/--get-next-value)", [this](const Request&, Response& response) {
        give(response, {{"value", fmt::format("{}-{:05}", unit_code_, ++last_value_)}});
    });
}

const OfferedProcedure* ProcedureDesk::found(const Request& request, const char* parameter) const {
    const auto id = request.get_param_value(parameter);
    const auto found = std::find_if(offered_.begin(), offered_.end(),
                                    [&](const auto& one) { return office_id("procedure", one.code) == id; });
    return found == offered_.end() ? nullptr : &*found;
}

void ProcedureDesk::list(const Request& request, Response& response) const {
    const auto size = number_of(request, "size", 20, 200);
    const auto first = std::min(offered_.size(), number_of(request, "page", 0, 1U << 20) * size);
    OfficeJson content = OfficeJson::array();
    for (std::size_t i = first; i < std::min(offered_.size(), first + size); ++i)
        content.push_back(procedure_json(offered_[i], office_id("agency", unit_code_)));
    give(response, {{"content", std::move(content)}, {"totalElements", offered_.size()}, {"training", true}});
}

void ProcedureDesk::process(const Request& request, Response& response) const {
    const auto* procedure = found(request, "procedure-id");
    OfficeJson content = OfficeJson::array();
    if (procedure != nullptr)
        content.push_back({{"id", office_id("process", procedure->code)},
                           {"applicantEForm", {{"id", office_id("eform", procedure->code)}}}});
    give(response, {{"content", std::move(content)}});
}

void ProcedureDesk::forms(const Request& request, Response& response) const {
    const auto* procedure = found(request, "procedure-id");
    OfficeJson content = OfficeJson::array();
    for (std::size_t i = 0; procedure != nullptr && i < procedure->papers.size(); ++i)
        content.push_back({{"id", office_id("form", procedure->code + std::to_string(i))}, {"name", procedure->papers[i]}});
    give(response, {{"content", std::move(content)}});
}

void ProcedureDesk::fees(const Request& request, Response& response) const {
    const auto* procedure = found(request, "procedure-id");
    OfficeJson content = OfficeJson::array();
    if (procedure != nullptr && procedure->fee_dong > 0)
        content.push_back(
            {{"id", office_id("fee", procedure->code)}, {"name", "Phí, lệ phí"}, {"cost", procedure->fee_dong}});
    give(response, content);
}

}  // namespace kiosk::sandbox
