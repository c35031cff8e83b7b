#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <semaphore>
#include <thread>

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
    std::string code;
    std::string dictionary;
};

/// Both ways out, and the account.
struct Exchange {
    std::unique_ptr<portal::CurlTransport> to_province;
    std::unique_ptr<portal::CurlTransport> to_nation;
    std::unique_ptr<portal::IGate> province;
    std::unique_ptr<portal::Qcvn120> nation;
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
    out.province = std::make_unique<portal::IGate>(*out.to_province);
    out.nation = std::make_unique<portal::Qcvn120>(
        *out.to_nation,
        portal::Qcvn120Account{national.destination, national.sender, national.username, std::move(*password)});
    return out;
}

/// What has been pushed. Open for one round or question at a time, so that others have their turn; waits a little for theirs.
Result<std::unique_ptr<store::Database>> open_book(const settings::Settings& settings) {
    constexpr auto patience = 10s;
    constexpr auto pause = 100ms;
    std::error_code error;
    std::filesystem::create_directories(settings.data_folder, error);
    if (error) return fail(Code::no_permission, settings.data_folder.string() + ": cannot be made: " + error.message());
    for (Duration waited{}; true; waited += pause) {
        auto database = store::Database::open(settings.data_folder / "province.sqlite");
        if (database || database.error().code != Code::busy || waited >= patience) return database;
        std::this_thread::sleep_for(pause);
    }
}

Result<portal::NationalPush::Report> push_round(Exchange& exchange, const settings::Settings& settings) {
    auto database = open_book(settings);
    if (!database) return fail(std::move(database));
    const SystemClock clock;
    return portal::NationalPush(*exchange.province, *exchange.nation, **database, clock).run_once();
}

void print_report(const portal::NationalPush::Report& report, bool json) {
    if (json) {
        auto refused = nlohmann::ordered_json::array();
        for (const auto& no : report.refused) refused.push_back({{"code", no.code}, {"words", no.words}});
        std::cout << json_line({{"ok", report.refused.empty()},
                                {"dossiers", report.dossiers},
                                {"steps", report.steps},
                                {"ratings", report.ratings},
                                {"refused", std::move(refused)}})
                  << std::endl;
        return;
    }
    std::cout << fmt::format("{} dossiers, {} steps and {} ratings pushed.\n", report.dossiers, report.steps,
                             report.ratings);
    for (const auto& no : report.refused) std::cout << fmt::format("refused {}: {}\n", no.code, no.words);
    std::cout.flush();
}

/// The settings of a machine that may push.
Result<settings::Settings> settings_of_province(const ProvinceOptions& options) {
    auto settings = load_settings(options.place);
    if (!settings) return settings;
    if (!settings->national)
        return fail(Code::closed,
                    settings->file.string() + ": [national] is not there: nothing is pushed from this machine");
    if (app::ask_owner(settings->data_folder, json_line({{"command", "status"}})))
        return fail(Code::bad_usage, settings->data_folder.string() +
                                         ": a citizen's kiosk runs on this folder; the province's account belongs on the "
                                         "province's machine");
    return settings;
}

Result<int> push_until_the_end(const ProvinceOptions& options) {
    EndSignal end;
    std::stop_source stop;
    std::binary_semaphore ended(0);
    end.wake_by([&] {
        stop.request_stop();
        ended.release();
    });
    const auto settings = settings_of_province(options);
    if (!settings) return tl::unexpected<Error>(settings.error());
    auto exchange = open_exchange(*settings, options, stop.get_token());
    if (!exchange) return fail(std::move(exchange));
    for (;;) {
        const auto report = push_round(*exchange, *settings);
        if (report) print_report(*report, options.json);
        else if (options.once) return fail(report.error().code, report.error().detail);
        else if (!end.came()) log::failure("pushing to the national portal", report.error());
        if (options.once) return report->refused.empty() ? 0 : 1;
        if (ended.try_acquire_for(settings->national->every)) break;
    }
    end.wake_by({});
    return 0;
}

Result<int> list_refused(const ProvinceOptions& options) {
    const auto settings = load_settings(options.place);
    if (!settings) return tl::unexpected<Error>(settings.error());
    auto database = open_book(*settings);
    if (!database) return fail(std::move(database));
    const auto refusals = portal::NationalBook(**database).refusals();
    if (!refusals) return fail(refusals.error().code, refusals.error().detail);
    auto list = nlohmann::ordered_json::array();
    for (const auto& one : *refusals) {
        list.push_back({{"what", one.what}, {"code", one.code}, {"refused_at", iso_time(one.at)}, {"words", one.words}});
        if (!options.json) fmt::print("{:<8} {}  {}  {}\n", one.what, one.code, iso_time(one.at), one.words);
    }
    if (options.json) fmt::print("{}\n", json_line({{"ok", true}, {"refused", std::move(list)}}));
    else if (refusals->empty()) fmt::print("Nothing is refused.\n");
    return 0;
}

Result<int> retry(const ProvinceOptions& options) {
    const auto settings = settings_of_province(options);
    if (!settings) return tl::unexpected<Error>(settings.error());
    auto exchange = open_exchange(*settings, options, {});
    if (!exchange) return fail(std::move(exchange));
    auto database = open_book(*settings);
    if (!database) return fail(std::move(database));
    const SystemClock clock;
    const auto report = portal::NationalPush(*exchange->province, *exchange->nation, **database, clock).retry(options.code);
    if (!report) return fail(report.error().code, report.error().detail);
    print_report(*report, options.json);
    return report->refused.empty() ? 0 : 1;
}

Result<int> print_dictionary(const ProvinceOptions& options) {
    const auto settings = settings_of_province(options);
    if (!settings) return tl::unexpected<Error>(settings.error());
    auto exchange = open_exchange(*settings, options, {});
    if (!exchange) return fail(std::move(exchange));
    const auto rows = exchange->nation->dictionary(options.dictionary);
    if (!rows) return fail(rows.error().code, rows.error().detail);
    auto list = nlohmann::ordered_json::array();
    for (const auto& [code, name] : *rows) {
        list.push_back({{"code", code}, {"name", name}});
        if (!options.json) fmt::print("{}  {}\n", code, name);
    }
    if (options.json)
        fmt::print("{}\n", json_line({{"ok", true}, {"dictionary", options.dictionary}, {"rows", std::move(list)}}));
    return 0;
}

}  // namespace

int province(int argc, char** argv) {
    CLI::App app{
        "Pushes what has moved at the provincial portal to the national one (QCVN 120), every [national] every_minutes: "
        "dossiers, "
        "their steps and ratings. What is refused is kept, and goes again when its dossier moves or by retry. For the "
        "province's "
        "machine, never a citizen's kiosk. Ends with SIGTERM.",
        "kiosk province"};
    app.require_subcommand(0, 1);
    app.fallthrough();
    ProvinceOptions options;
    app.add_option("--config", options.place.config, "Configuration file");
    app.add_option("--data", options.place.data, "Data folder, instead of the configuration's");
    app.add_option("--portal", options.url, "The provincial portal's address, instead of the configuration's");
    app.add_option("--portal-ca", options.ca, "The only authority to trust, instead of the configuration's");
    app.add_flag("--once", options.once, "One round, then end: exit 1 when something was refused or not reached");
    app.add_flag("--json", options.json, "One JSON object a round or answer");
    const auto* refused = app.add_subcommand("refused", "What the national portal said no to, in its words");
    auto* retrying =
        app.add_subcommand("retry", "What was refused of a dossier goes again now: exit 1 when it is refused again");
    retrying->add_option("CODE", options.code, "Its official code, as `kiosk province refused` lists it")->required();
    auto* dictionary = app.add_subcommand("dictionary", "Code and name of each row of a dictionary of the national portal");
    dictionary->add_option("NAME", options.dictionary, "LayDanhMucCoQuan, LayDanhMucLinhVuc, LayDanhSachTTHC, …")
        ->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    const auto code = refused->parsed()      ? list_refused(options)
                      : retrying->parsed()   ? retry(options)
                      : dictionary->parsed() ? print_dictionary(options)
                                             : push_until_the_end(options);
    return code ? *code : report(code.error(), options.json);
}

}  // namespace kiosk::commands
