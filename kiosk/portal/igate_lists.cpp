// Lists of dossiers: what has changed since a mark, and the dossiers of whoever signed in.
#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/portal/answer.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/portal/igate_json.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::portal {
namespace {

constexpr std::size_t most_views = 200;
constexpr std::size_t longest_mark = 100;
constexpr int most_levels = 10;

/// A list of states; one that cannot be read is counted and left out, for it must not hide the others for ever.
Result<std::vector<dossier::StatusView>> views_of(const nlohmann::ordered_json& json, const igate::OfficeIds& ids,
                                                  int& unreadable) {
    const auto& content = member_of(json, "content");
    if (!content.is_array() || content.size() > most_views) return not_from_the_portal("no list of dossiers");
    std::vector<dossier::StatusView> out;
    for (const auto& one : content) {
        if (auto view = igate::status_view(one, ids)) out.push_back(std::move(*view));
        else ++unreadable;
    }
    return out;
}

/// One that cannot be read is left out as well, and nobody misses it.
std::vector<Rated> ratings_of(const nlohmann::ordered_json& json) {
    std::vector<Rated> out;
    const auto& list = member_of(json, "ratings");
    for (std::size_t i = 0; list.is_array() && i < std::min(list.size(), most_views); ++i) {
        const auto id = parse_uuid(text_of(list[i], "id"));
        const auto at = parse_iso_time(text_of(list[i], "writtenDate"));
        const auto& levels = member_of(list[i], "levels");
        const auto& answers = member_of(list[i], "answers");
        if (!id || !at || !levels.is_number_integer() || levels < 2 || levels > most_levels || !answers.is_array()) continue;
        Rated rated{*id, text_of(list[i], "code"), *at, levels.get<int>(), {}};
        for (const auto& answer : answers) {
            const auto& value = member_of(answer, "value");
            auto question = cleaned_words(text_of(answer, "question"));
            if (value.is_number_integer() && value >= 1 && value <= rated.levels && !question.empty())
                rated.answers.push_back({std::move(question), value.get<int>()});
        }
        if (!rated.code.empty() && !rated.answers.empty()) out.push_back(std::move(rated));
    }
    return out;
}

}  // namespace

Result<StatusChanges> IGate::changes(std::string_view kiosk, std::string_view mark) {
    Request request;
    request.path = fmt::format("pa/dossier/--changes?kiosk={}&since={}", url_text(kiosk), url_text(mark));
    const auto json = json_of(transport_.send(request));
    if (!json) return fail(json.error().code, json.error().detail);
    StatusChanges out;
    auto views = views_of(*json, options_.ids, out.unreadable);
    if (!views) return fail(std::move(views));
    out.views = std::move(*views);
    out.ratings = ratings_of(*json);
    out.mark = text_of(*json, "mark");
    const auto& more = member_of(*json, "more");
    if (out.mark.empty() || out.mark.size() > longest_mark || has_control_characters(out.mark) || !more.is_boolean())
        return not_from_the_portal("changes without a mark");
    out.more = more.get<bool>();
    return out;
}

Result<std::vector<dossier::StatusView>> IGate::own_dossiers(const Personal& access_token) {
    Request request;
    request.path = "pa/dossier/--own";
    request.headers = {{"Authorization", "Bearer " + std::string(access_token.reveal())}};
    const auto json = json_of(transport_.send(request));
    if (!json) return fail(json.error().code, json.error().detail);
    int unreadable = 0;
    auto views = views_of(*json, options_.ids, unreadable);
    if (views && unreadable > 0 && views->empty()) return not_from_the_portal("no dossier of the list is whole");
    return views;
}

}  // namespace kiosk::portal
