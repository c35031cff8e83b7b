#include <nlohmann/json.hpp>

#include "kiosk/review/coverage.hpp"

namespace kiosk::review {
namespace {

using Json = nlohmann::ordered_json;

Json known(std::optional<double> value) { return value ? Json(*value) : Json(); }
Json id_of(const catalogue::Level* level) { return level == nullptr ? Json() : Json(level->id); }

Json json_of(const Promises& promises) {
    return {{"in_time", promises.in_time},
            {"late", promises.late},
            {"found_overdue", promises.overdue},
            {"kept_percent", known(promises.kept_percent())}};
}

Json json_of(const ProcedureReview& row) {
    const auto& procedure = *row.procedure;
    auto authorities = Json::array();
    for (const auto authority : procedure.authorities) authorities.push_back(catalogue::name(authority));
    auto reasons = Json::array();
    for (const auto reason : row.proposal.reasons()) reasons.push_back(name(reason));
    auto obstacles = Json::array();
    for (const auto& obstacle : row.proposal.obstacles)
        obstacles.push_back({{"id", obstacle.id}, {"reason", name(obstacle.reason)}, {"what", obstacle.what}});
    auto papers = Json::array();
    for (const auto& paper : row.papers)
        papers.push_back(
            {{"component", paper.component}, {"name", paper.name}, {"missing", paper.missing}, {"later", paper.later}});
    return {{"code", procedure.code},
            {"name", procedure.name.vi},
            {"field", procedure.field},
            {"authorities", std::move(authorities)},
            {"offered", catalogue::name(procedure.offered())},
            {"level_now", id_of(row.proposal.now)},
            {"level_proposed", id_of(row.proposal.proposed)},
            {"reasons", std::move(reasons)},
            {"obstacles", std::move(obstacles)},
            {"searches", row.searches},
            {"visits", row.visits},
            {"could_not", {{"counter_only", row.counter_only}, {"untested", row.untested}, {"no_device", row.no_device}}},
            {"begun", row.begun},
            {"filed_online", row.filed_online},
            {"prepared", row.prepared},
            {"online_filing_percent", known(row.online_percent())},
            {"online_payment_percent", nullptr},
            {"promises", json_of(row.promises)},
            {"papers", std::move(papers)}};
}

Json json_of(const LevelRates& rates) {
    return {{"authority", rates.authority},
            {"procedures", rates.procedures},
            {"level_3", rates.level_3},
            {"level_4", rates.level_4},
            {"unknown", rates.unknown},
            {"level_3_percent", known(rates.percent(rates.level_3))},
            {"level_4_percent", known(rates.percent(rates.level_4))}};
}

}  // namespace

std::string coverage_json(const Coverage& coverage) {
    auto kiosks = Json::array();
    for (const auto& book : coverage.kiosks)
        kiosks.push_back({{"centre", book.centre}, {"kiosk", book.kiosk}, {"as_of", iso_time(book.as_of)}});
    auto words = Json::array();
    for (const auto& each : coverage.not_found) words.push_back({{"words", each.words}, {"visits", each.visits}});
    auto rates = Json::array();
    for (const auto& each : coverage.rates) rates.push_back(json_of(each));
    auto rows = Json::array();
    for (const auto& each : coverage.procedures) rows.push_back(json_of(each));
    auto units = Json::array();
    for (const auto& each : coverage.units) {
        auto unit = json_of(each.promises);
        unit["unit"] = each.unit;
        units.push_back(std::move(unit));
    }
    const Json out = {{"from", coverage.from},         {"to", coverage.to},
                      {"kiosks", std::move(kiosks)},   {"visits", coverage.visits},
                      {"searches", coverage.searches}, {"searches_left", coverage.searches_left},
                      {"not_found", std::move(words)}, {"not_found_other", coverage.not_found_other},
                      {"levels", std::move(rates)},    {"procedures", std::move(rows)},
                      {"units", std::move(units)},     {"not_in_catalogue", coverage.not_in_catalogue}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace kiosk::review
