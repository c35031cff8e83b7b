#include "kiosk/commands/staff_request.hpp"

#include <cstdio>
#include <iostream>
#include <optional>
#include <thread>

#include "kiosk/app/control_socket.hpp"
#include "kiosk/app/staff_desk.hpp"
#include "kiosk/base/parse_code.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/queue_engine.hpp"
#include "kiosk/queue/office.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

Error findings_error(const std::vector<settings::Finding>& findings) {
    std::string all;
    for (const auto& finding : findings) all += (all.empty() ? "" : "\n") + finding.text();
    return Error{Code::bad_format, std::move(all)};
}

Result<Json> unwrapped(const std::string& answer) {
    auto json = Json::parse(answer, nullptr, false);
    if (!json.is_object() || !json.contains("ok"))
        return fail(Code::untrusted, "what answered on the kiosk's socket is no kiosk");
    if (json["ok"] != true) {
        return fail(parse_code(json.value("code", std::string{})).value_or(Code::io), json.value("error", std::string{}));
    }
    json.erase("ok");
    return json;
}

std::filesystem::path config_of(const Place& place) {
    return place.config.empty() ? default_config() : std::filesystem::path(place.config);
}

Result<std::filesystem::path> data_folder_of(const Place& place) {
    if (!place.data.empty()) return std::filesystem::path(place.data);
    auto loaded = load_settings(place);
    if (!loaded) return fail(std::move(loaded));
    return std::move(loaded->data_folder);
}

}  // namespace

Result<settings::Settings> load_settings(const Place& place) {
    auto loaded = settings::load(config_of(place), place.data);
    if (!loaded) return tl::unexpected<Error>(findings_error(loaded.error()));
    return std::move(*loaded);
}

Result<app::PublicData> load_public_data(const Place& place) {
    auto loaded = load_settings(place);
    if (!loaded) return fail(std::move(loaded));
    auto catalogue = catalogue::Catalogue::load(*loaded);
    if (!catalogue) return tl::unexpected<Error>(findings_error(catalogue.error()));
    auto languages = Languages::open(locale(), loaded->texts_folder);
    if (!languages) return fail(std::move(languages));
    return app::PublicData{std::move(*loaded), std::move(*catalogue), std::move(*languages)};
}

Result<Done> has_run(const Place& place) {
    auto folder = data_folder_of(place);
    if (!folder) return fail(std::move(folder));
    std::error_code unreadable;
    if (std::filesystem::exists(*folder / "kiosk.sqlite", unreadable)) return Done{};
    return fail(
        Code::not_found,
        fmt::format("no kiosk has ever run on {}; check --data, or data_folder in the configuration", folder->string()));
}

Result<Json> ask(const Place& place, const Json& request) {
    // A running kiosk answers from what it has read, whatever has become of the files since.
    auto data_folder = data_folder_of(place);
    if (!data_folder) return fail(std::move(data_folder));
    const auto line = json_line(request);
    const SystemClock clock;
    RandomIds ids;
    std::optional<app::PublicData> data;
    constexpr auto start_patience = 10s;  // an owner that has the folder and does not listen yet is starting
    constexpr auto round = 100ms;
    for (Duration waited{}; true; waited += round) {
        auto from_owner = app::ask_owner(*data_folder, line);
        if (from_owner) return unwrapped(*from_owner);
        if (from_owner.error().code != Code::not_found) return fail(std::move(from_owner));

        if (!data) {
            auto loaded = load_public_data(place);
            if (!loaded) return fail(std::move(loaded));
            data = std::move(*loaded);
        }
        auto store = store::Store::open(data->settings, clock, ids);
        if (!store && store.error().code == Code::busy && waited < start_patience) {
            std::this_thread::sleep_for(round);
            continue;
        }
        if (!store) return fail(std::move(store));
        auto cluster = open_cluster(data->settings, clock);
        if (!cluster) return fail(std::move(cluster));
        queue::TicketOffice queue((*store)->database(), clock, data->settings, cluster->get());
        app::StaffDesk desk(**store, queue, *data, clock, ids);
        return unwrapped(desk.answer(line));
    }
}

Result<Json> ask_running(const Place& place, const Json& request) {
    auto data_folder = data_folder_of(place);
    if (!data_folder) return fail(std::move(data_folder));
    auto answer = app::ask_owner(*data_folder, json_line(request));
    if (answer) return unwrapped(*answer);
    if (answer.error().code == Code::not_found) return fail(Code::not_found, "no kiosk is running on this data folder");
    return fail(std::move(answer));
}

Result<std::string> tell_running(const std::filesystem::path& data_folder) {
    auto answer = app::ask_owner(data_folder, json_line({{"command", "configuration.reload"}}));
    if (!answer && answer.error().code == Code::not_found) return "none";
    if (!answer) return fail(std::move(answer));
    const auto json = Json::parse(*answer, nullptr, false);
    if (json.is_object() && json.value("ok", false)) return "when nobody is there";
    return fail(Code::io, json.is_object() ? json.value("error", *answer) : *answer);
}

int report(const Error& error, bool json) {
    if (json) std::cout << json_line({{"ok", false}, {"code", name(error.code)}, {"error", error.detail}}) << '\n';
    else std::cerr << error.detail << '\n';
    return error.code == Code::bad_usage ? 2 : 1;
}

}  // namespace kiosk::commands
