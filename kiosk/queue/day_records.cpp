#include "kiosk/queue/day_records.hpp"

#include <nlohmann/json.hpp>

namespace kiosk::queue {
namespace {

using Json = nlohmann::ordered_json;

std::string one_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Result<settings::Today> today_of(const Json& json) {
    settings::Today out;
    out.hidden = json.value("hidden", std::vector<std::string>{});
    out.tickets_stopped = json.value("tickets_stopped", false);
    out.notice = json.value("notice", std::string{});
    out.words = json.value("words", std::string{});
    out.counters_off = json.value("counters_off", std::vector<std::string>{});
    if (json.contains("hours")) {
        auto hours = settings::parse_hours(json["hours"].get<std::string>());
        if (!hours) return fail(std::move(hours));
        out.hours = std::move(*hours);
    }
    return out;
}

Prepared prepared_of(const Json& json) {
    Prepared out{{Duration{json.at("at").get<std::int64_t>()}}, json.at("code"), json.at("procedure")};
    for (const auto& paper : json.value("papers", Json::array()))
        out.papers.push_back({paper.at("component"), paper.value("pages", 0), paper.value("original", false)});
    if (json.contains("fee_dong")) out.fee_dong = json["fee_dong"].get<std::int64_t>();
    return out;
}

}  // namespace

std::string text_of(const settings::Today& today) {
    Json out = Json::object();
    if (!today.hidden.empty()) out["hidden"] = today.hidden;
    if (today.tickets_stopped) out["tickets_stopped"] = true;
    if (!today.notice.empty()) out["notice"] = today.notice;
    if (!today.words.empty()) out["words"] = today.words;
    if (today.hours) out["hours"] = settings::hours_text(*today.hours);
    if (!today.counters_off.empty()) out["counters_off"] = today.counters_off;
    return one_line(out);
}

std::string text_of(const Prepared& prepared) {
    Json out{{"at", prepared.at.since_epoch.count()}, {"code", prepared.code}, {"procedure", prepared.procedure}};
    if (prepared.fee_dong) out["fee_dong"] = *prepared.fee_dong;
    out["papers"] = Json::array();
    for (const auto& paper : prepared.papers) {
        Json one{{"component", paper.component}};
        if (paper.pages != 0) one["pages"] = paper.pages;
        if (paper.original) one["original"] = true;
        out["papers"].push_back(std::move(one));
    }
    return one_line(out);
}

Result<settings::Today> read_today(std::string_view text) {
    try {
        if (auto read = today_of(Json::parse(text)); read) return read;
    } catch (const Json::exception&) {  // said below
    }
    return fail(Code::corrupt, "the queue's engine holds what was decided for a day, and it cannot be read");
}

Result<Prepared> read_prepared(std::string_view text) {
    try {
        return prepared_of(Json::parse(text));
    } catch (const Json::exception&) {
        return fail(Code::corrupt, "the queue's engine holds a prepared dossier that cannot be read");
    }
}

}  // namespace kiosk::queue
