#include "kiosk/commands/kiosk_over_socket.hpp"

#include "kiosk/app/control_socket.hpp"
#include "kiosk/base/parse_code.hpp"
#include "kiosk/commands/json_line.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

LocalText local_text_of(const Json& json) { return {json.value("vi", std::string{}), json.value("en", std::string{})}; }

settings::Today today_of(const Json& json) {
    return {json.value("hidden", std::vector<std::string>{}), json.value("tickets_stopped", false),
            json.value("notice", std::string{}), json.value("words", std::string{})};
}

tl::unexpected<Error> no_kiosk() { return fail(Code::untrusted, "what answered on the kiosk's socket is no kiosk"); }

}  // namespace

Result<Json> KioskOverSocket::ask(const Json& request) {
    const std::lock_guard lock(mutex_);
    auto answer = app::ask_owner(data_folder_, json_line(request));
    if (!answer && answer.error().code == Code::not_found)
        return fail(Code::unreachable, "no kiosk is running on this machine's data folder");
    if (!answer) return fail(Code::unreachable, answer.error().detail);
    auto json = Json::parse(*answer, nullptr, false);
    if (!json.is_object() || !json.contains("ok")) return no_kiosk();
    if (json["ok"] == true) return json;
    return fail(parse_code(json.value("code", std::string{})).value_or(Code::io), json.value("error", std::string{}));
}

Result<console::PreparedDossier> KioskOverSocket::prepared(std::string_view visit_code) {
    auto json = ask({{"command", "dossier.prepared"}, {"visit_code", visit_code}});
    if (!json) return fail(std::move(json));
    try {
        console::PreparedDossier out{json->at("code").get<std::string>(), local_text_of(json->at("procedure")), {}, {}};
        if (const auto& fee = json->at("fee_dong"); !fee.is_null()) out.fee_dong = fee.get<std::int64_t>();
        for (const auto& paper : json->at("papers"))
            out.papers.push_back({local_text_of(paper.at("name")), paper.at("required").get<bool>(),
                                  paper.at("present_only").get<bool>(), paper.at("pages").get<int>(),
                                  paper.at("brings_original").get<bool>()});
        return out;
    } catch (const Json::exception&) {
        return no_kiosk();
    }
}

Result<settings::Today> KioskOverSocket::today() {
    auto json = ask({{"command", "today.show"}, {"day", ""}});
    if (!json) return fail(std::move(json));
    try {
        return today_of(*json);
    } catch (const Json::exception&) {
        return no_kiosk();
    }
}

Result<settings::Today> KioskOverSocket::change_today(const settings::TodayChange& change) {
    auto json = ask({{"command", "today.change"}, {"kind", settings::name(change.kind)}, {"value", change.value}});
    if (!json) return fail(std::move(json));
    try {
        return today_of(*json);
    } catch (const Json::exception&) {
        return no_kiosk();
    }
}

}  // namespace kiosk::commands
