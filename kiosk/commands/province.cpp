#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <semaphore>

#include "kiosk/app/control_socket.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/end_signal.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/portal_endpoint.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/portal/national_push.hpp"

namespace kiosk::commands {
namespace {

struct ProvinceOptions {
    Place place;
    std::string url;
    std::string ca;
    bool once = false;
    bool json = false;
};

/// Both ways out, the account, and what has been pushed.
struct Exchange {
    std::unique_ptr<portal::CurlTransport> to_province;
    std::unique_ptr<portal::CurlTransport> to_nation;
    std::unique_ptr<portal::IGate> province;
    std::unique_ptr<portal::Qcvn120> nation;
    std::unique_ptr<store::Database> database;
    std::unique_ptr<portal::NationalPush> push;
};

Result<Personal> password_in(const std::filesystem::path& file) {
    namespace fs = std::filesystem;
    std::error_code error;
    const auto others = fs::perms::group_all | fs::perms::others_all;
    const auto status = fs::status(file, error);
    if (!error && (status.permissions() & others) != fs::perms::none)
        return fail(Code::no_permission, file.string() + ": others may read the password: chmod 600");
    constexpr std::size_t longest = 4096;
    auto text = read_file(file, longest);
    if (!text) return fail(std::move(text));
    return Personal(std::string(trim(*text)));
}

Result<Exchange> open_exchange(const settings::Settings& settings, const ProvinceOptions& options, std::stop_token stop) {
    const auto& national = *settings.national;
    auto password = password_in(national.password_file);
    if (!password) return fail(std::move(password));
    Exchange out;
    auto to_province = portal::CurlTransport::open(portal_endpoint(settings.portal, options.url, options.ca), stop);
    if (!to_province) return fail(std::move(to_province));
    out.to_province = std::move(*to_province);
    portal::Endpoint endpoint;
    endpoint.url = national.url;
    endpoint.ca_file = national.ca_file;
    endpoint.proxy = settings.portal.proxy;
    endpoint.limits.connect = settings.portal.connect_timeout;
    endpoint.limits.total = settings.portal.answer_timeout;
    auto to_nation = portal::CurlTransport::open(std::move(endpoint), std::move(stop));
    if (!to_nation) return fail(std::move(to_nation));
    out.to_nation = std::move(*to_nation);
    std::error_code error;
    std::filesystem::create_directories(settings.data_folder, error);
    if (error) return fail(Code::no_permission, settings.data_folder.string() + ": cannot be made: " + error.message());
    auto database = store::Database::open(settings.data_folder / "province.sqlite");
    if (!database) return fail(std::move(database));
    out.database = std::move(*database);
    out.province = std::make_unique<portal::IGate>(*out.to_province);
    out.nation = std::make_unique<portal::Qcvn120>(
        *out.to_nation,
        portal::Qcvn120Account{national.destination, national.sender, national.username, std::move(*password)});
    out.push = std::make_unique<portal::NationalPush>(*out.province, *out.nation, *out.database);
    return out;
}

void print_report(const portal::NationalPush::Report& report, bool json) {
    if (json) {
        auto refused = nlohmann::ordered_json::array();
        for (const auto& no : report.refused) refused.push_back({{"code", no.code}, {"words", no.words}});
        std::cout << json_line({{"ok", report.refused.empty()},
                                {"dossiers", report.dossiers},
                                {"steps", report.steps},
                                {"refused", std::move(refused)}})
                  << std::endl;
        return;
    }
    std::cout << fmt::format("{} dossiers and {} steps pushed.\n", report.dossiers, report.steps);
    for (const auto& no : report.refused) std::cout << fmt::format("refused {}: {}\n", no.code, no.words);
    std::cout.flush();
}

Result<int> push_until_the_end(const ProvinceOptions& options) {
    EndSignal end;
    std::stop_source stop;
    std::binary_semaphore ended(0);
    end.wake_by([&] {
        stop.request_stop();
        ended.release();
    });
    const auto settings = load_settings(options.place);
    if (!settings) return tl::unexpected<Error>(settings.error());
    if (!settings->national)
        return fail(Code::closed,
                    settings->file.string() + ": [national] is not there: nothing is pushed from this machine");
    if (app::ask_owner(settings->data_folder, json_line({{"command", "status"}})))
        return fail(Code::bad_usage, settings->data_folder.string() +
                                         ": a citizen's kiosk runs on this folder; the province's account belongs on the "
                                         "province's machine");
    auto exchange = open_exchange(*settings, options, stop.get_token());
    if (!exchange) return fail(std::move(exchange));
    for (;;) {
        const auto report = exchange->push->run_once();
        if (report) print_report(*report, options.json);
        else if (options.once) return fail(report.error().code, report.error().detail);
        else if (!end.came()) log::failure("pushing to the national portal", report.error());
        if (options.once) return report->refused.empty() ? 0 : 1;
        if (ended.try_acquire_for(settings->national->every)) break;
    }
    end.wake_by({});
    return 0;
}

}  // namespace

int province(int argc, char** argv) {
    CLI::App app{
        "Pushes what has moved at the provincial portal to the national one (QCVN 120), every [national] every_minutes. For "
        "the "
        "province's machine, never a citizen's kiosk. Ends with SIGTERM.",
        "kiosk province"};
    ProvinceOptions options;
    app.add_option("--config", options.place.config, "Configuration file");
    app.add_option("--data", options.place.data, "Data folder, instead of the configuration's");
    app.add_option("--portal", options.url, "The provincial portal's address, instead of the configuration's");
    app.add_option("--portal-ca", options.ca, "The only authority to trust, instead of the configuration's");
    app.add_flag("--once", options.once, "One round, then end: exit 1 when something was refused or not reached");
    app.add_flag("--json", options.json, "One JSON object a round");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    const auto code = push_until_the_end(options);
    return code ? *code : report(code.error(), options.json);
}

}  // namespace kiosk::commands
