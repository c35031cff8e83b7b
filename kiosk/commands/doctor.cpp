#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <iostream>

#include "kiosk/app/control_socket.hpp"
#include "kiosk/app/devices.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/catalogue/tested.hpp"
#include "kiosk/commands/centre_unit.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/portal_endpoint.hpp"
#include "kiosk/commands/queue_engine.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/dossier/working_time.hpp"
#include "kiosk/openid/provider.hpp"
#include "kiosk/packet/profile.hpp"
#include "kiosk/portal/catalogue_pull.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/portal/transport.hpp"
#include "kiosk/queue/records.hpp"
#include "kiosk/reading/page_text.hpp"
#include "kiosk/scan/decoder.hpp"
#include "kiosk/store/store.hpp"
#include "ui/stage.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

constexpr Duration certificate_warning = 30 * 24h;  // what an office needs to get a certificate and hand it out

/// One thing looked at. Without an error it is well.
struct Finding {
    std::string what;
    std::string detail;
    std::optional<Error> error;
    bool optional = false;  ///< the kiosk serves without it, with less
};

template <class T>
std::optional<Error> error_of(const Result<T>& result) {
    return result ? std::nullopt : std::optional(result.error());
}

Finding check_store(const app::PublicData& data) {
    const auto& folder = data.settings.data_folder;
    auto owner = app::ask_owner(folder, R"({"command":"status"})");
    if (owner) return {"data", folder.string() + ": a kiosk is running on it", std::nullopt};
    if (owner.error().code != Code::not_found) return {"data", folder.string(), owner.error()};
    const SystemClock clock;
    RandomIds ids;
    const auto opened = store::Store::open(data.settings, clock, ids);
    if (!opened) return {"data", folder.string(), opened.error()};
    const auto drafts = (*opened)->kept_drafts().count();
    if (!drafts) return {"data", folder.string(), drafts.error()};
    return {"data", fmt::format("{}: {} unfinished dossiers are kept", folder.string(), *drafts), std::nullopt};
}

/// A portal that cannot be reached is waited for; without what proves it, or us, the kiosk does not start.
Finding check_portal(const app::PublicData& data, const std::string& url, const std::string& ca) {
    auto endpoint = portal_endpoint(data.settings.portal, url, ca);
    const auto address = endpoint.url;
    auto transport = portal::CurlTransport::open(std::move(endpoint));
    if (!transport) return {"portal", address, transport.error()};
    portal::IGate igate(**transport);
    if (const auto connected = igate.connected(); !connected) return {"portal", address, connected.error(), true};
    const auto until = (*transport)->certificate_good_until();
    if (!until) return {"portal", address, std::nullopt};
    const auto date = local_time(*until).date;
    const auto day = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    if (*until < SystemClock().wall() + certificate_warning)
        return {"portal", address,
                Error{Code::untrusted,
                      fmt::format("its certificate is good until {} only; ask the province for the new one in time: with an "
                                  "old one nothing is sent",
                                  day)},
                true};
    return {"portal", fmt::format("{}, its certificate is good until {}", address, day), std::nullopt};
}

/// Whether a provider of that kind answers; nobody is signed in.
std::optional<Finding> check_sign_in(const app::PublicData& data, const std::string& url, const std::string& ca) {
    if (!data.settings.sign_in) return std::nullopt;
    const auto& settings = *data.settings.sign_in;
    const auto issuer = openid::issuer_at(settings, portal_endpoint(data.settings.portal, url, ca).url);
    const Finding found{"sign-in", fmt::format("{} at {}", settings.profile.name.vi, issuer), std::nullopt, true};
    const auto with = [&](Error error) {
        auto out = found;
        out.error = std::move(error);
        return out;
    };
    auto transport = portal::CurlTransport::open(sign_in_endpoint(data.settings, url, ca));
    if (!transport) return with(transport.error());
    const SystemClock clock;
    RandomIds ids;
    openid::OpenIdProvider provider(**transport, settings, issuer, clock, ids);
    if (const auto discovered = provider.discover(); !discovered) return with(discovered.error());
    return found;
}

/// Members, certificates, user and password, tried by reading. While the cluster is away the kiosk gives numbers of its own.
Finding check_queue(const app::PublicData& data) {
    const auto& queue = data.settings.queue;
    if (queue.engine == settings::QueueEngine::sqlite) return {"queue", "in this kiosk's own file", std::nullopt};
    const SystemClock clock;
    auto cluster = open_cluster(data.settings, clock);
    if (!cluster) return {"queue", "", cluster.error()};
    const auto asked_at = clock.monotonic();
    const auto reading = (*cluster)->read(queue::Keys(data.settings.centre.id).days());
    if (!reading) return {"queue", "", reading.error(), true};
    const auto took = (clock.monotonic() - asked_at).count();
    const auto all = queue.etcd.timeout.count();
    if (took > all / 2)
        return {
            "queue", "",
            Error{Code::timed_out, fmt::format("the centre's cluster answers after {} ms; from {} ms on this kiosk gives "
                                               "numbers of its own. Look at its network and disks",
                                               took, all)},
            true};
    return {"queue", fmt::format("the centre's cluster of {} members answers in {} ms", queue.etcd.members.size(), took),
            std::nullopt};
}

/// The list of who waits is for when nothing else works: that is no time to learn that it was never written.
std::optional<Finding> check_paper(const app::PublicData& data) {
    const auto& folder = data.settings.queue.paper_folder;
    if (folder.empty()) return std::nullopt;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const auto tried = folder / "kiosk-doctor.tmp";
    const auto written = write_file(tried, "");
    std::filesystem::remove(tried, error);
    return Finding{"paper list", folder.string() + " can be written", error_of(written), true};
}

/// An old catalogue serves, and says what was true then.
std::optional<Finding> check_pull(const app::PublicData& data) {
    if (!data.settings.portal.gives_catalogue) return std::nullopt;
    const auto record = portal::kept_pull(data.settings.data_folder);
    const auto asked = record.asked_at ? iso_time(*record.asked_at) : std::string("never");
    const auto adopted = record.adopted_at ? iso_time(*record.adopted_at) : std::string("never");
    const auto said = fmt::format("the portal was asked {}, its catalogue adopted {}", asked, adopted);
    if (!record.failure.empty())
        return Finding{"catalogue pull", "", Error{Code::bad_format, said + ": " + record.failure}, true};
    constexpr int rounds_missed = 3;
    if (!record.asked_at || *record.asked_at < SystemClock().wall() + -rounds_missed * data.settings.portal.pull_every)
        return Finding{"catalogue pull", "",
                       Error{Code::timed_out, said + "; a running kiosk asks by itself, kiosk catalogue pull at once"},
                       true};
    return Finding{"catalogue pull", said, std::nullopt};
}

/// Due dates of the coming two months are right only when the days off on their way are known.
Finding check_calendar(const app::PublicData& data) {
    constexpr int days_ahead = 60;
    const auto& hours = data.settings.working_hours;
    const auto until = local_time(SystemClock().wall()).date.plus_days(days_ahead);
    if (dossier::WorkingTime(hours).announced(until))
        return {"calendar", fmt::format("days off are known up to the end of {}", until.year), std::nullopt};
    const auto file = data.settings.calendar_folder / fmt::format("{}.toml", until.year);
    return {
        "calendar", "",
        Error{Code::not_found, fmt::format("the days off of {} are not all announced; due dates in it may move. Complete "
                                           "{} and write announced = true",
                                           until.year, file.string())},
        true};
}

/// What is not tested is done at the counter: the kiosk serves, with less.
Finding check_tests(const app::PublicData& data) {
    const auto note = catalogue::untested_note(*data.catalogue);
    if (note.empty()) return {"tests", "all that is offered online has been tested as it is", std::nullopt};
    return {"tests", "", Error{Code::closed, note}, true};
}

/// Without a token nobody can open the kiosk's own pages: it serves, and staff have the commands alone.
Finding check_staff(const app::PublicData& data) {
    const auto tokens = data.settings.staff.tokens.size();
    if (tokens > 0) return {"staff", fmt::format("{} tokens open the staff pages", tokens), std::nullopt};
    return {"staff", "no staff_file is named: the kiosk has no pages for staff", std::nullopt, true};
}

/// Personal values go to headphones, and no sound card says whether a loudspeaker is plugged in where they should be.
std::optional<Finding> check_headphones(const app::PublicData& data) {
    if (data.settings.speech.output != settings::Speech::Output::headphones) return std::nullopt;
    return Finding{"headphones", "",
                   Error{Code::untrusted,
                         "[speech] output says headphones, which the machine cannot verify: what is about a person is said "
                         "aloud. Listen on the spot that nobody else hears it, or write \"loudspeaker\""},
                   true};
}

Finding check_unit(const app::PublicData& data) {
    const auto ended = ended_centre_unit(data.settings, *data.catalogue, local_time(SystemClock().wall()).date);
    if (!ended) return {"unit", data.settings.centre.unit, std::nullopt};
    return {"unit", "", Error{Code::closed, *ended}, true};
}

Finding check_packets(const app::PublicData& data) {
    const auto folder = data.settings.file.parent_path() / "portal";
    const auto wrong = packet::Profile::check(folder);
    if (wrong.empty()) return {"packets", fmt::format("{} profiles", packet::Profile::names(folder).size()), std::nullopt};
    return {"packets", "", Error{Code::bad_format, wrong.front().text()}};
}

Finding check_sandbox(const scan::Decoder& decoder) {
    auto own = decoder.another();
    if (!own) return {"picture sandbox", "", own.error()};
    // Death by the filter is what is wanted: a child that may write files is no sandbox.
    auto provoked = own->provoke(scan::Misdeed::write_file, 2s);
    if (provoked)
        return {"picture sandbox", "",
                Error{Code::untrusted, "a sandboxed child could write a file; check that the kernel has seccomp"}};
    return {"picture sandbox", "a child that writes a file dies", std::nullopt};
}

Finding check_reading(const app::PublicData& data) {
    if (!data.settings.pages.searchable_text)
        return {"text of pages", "not wanted by [pages] searchable_text", std::nullopt, true};
    return {"text of pages", "tesseract reads Vietnamese", error_of(reading::can_read()), true};
}

template <class Device>
void check_device(std::vector<Finding>& out, const char* what, Device* device) {
    if (device == nullptr) return out.push_back({what, "none is configured", std::nullopt, true});
    out.push_back({what, "opens", error_of(device->open()), true});
}

std::vector<Finding> examine(const Place& place, const std::string& url, const std::string& ca,
                             const scan::Decoder& decoder) {
    std::vector<Finding> out;
    auto data = load_public_data(place);
    if (!data) {
        out.push_back({"configuration", "", data.error()});
        return out;
    }
    out.push_back({"configuration",
                   fmt::format("{}: {} procedures, {} lines, {} counters", data->settings.file.string(),
                               data->catalogue->procedures().size(), data->settings.queue.lines.size(),
                               data->settings.queue.counters.size()),
                   std::nullopt});
    ui::Display display;
    out.push_back({"fonts and art", (assets() / "art").string(), error_of(ui::Stage::open(display, assets() / "art"))});
    out.push_back(check_packets(*data));
    out.push_back(check_sandbox(decoder));
    out.push_back(check_reading(*data));
    out.push_back(check_store(*data));
    out.push_back(check_queue(*data));
    if (auto paper = check_paper(*data)) out.push_back(std::move(*paper));
    out.push_back(check_unit(*data));
    if (auto pull = check_pull(*data)) out.push_back(std::move(*pull));
    out.push_back(check_calendar(*data));
    out.push_back(check_tests(*data));
    out.push_back(check_staff(*data));
    out.push_back(check_portal(*data, url, ca));
    if (auto sign_in = check_sign_in(*data, url, ca)) out.push_back(std::move(*sign_in));
    const SystemClock clock;
    auto devices = app::make_devices(data->settings, false, clock);
    check_device(out, "code reader", devices.code_reader.get());
    check_device(out, "camera", devices.camera.get());
    check_device(out, "page scanner", devices.page_scanner.get());
    check_device(out, "ticket printer", devices.ticket_printer.get());
    check_device(out, "speaker", devices.speaker.get());
    if (auto headphones = check_headphones(*data)) out.push_back(std::move(*headphones));
    check_device(out, "page printer", devices.page_printer.get());
    return out;
}

}  // namespace

int doctor(int argc, char** argv) {
    CLI::App app{
        "Looks at everything the kiosk needs and says what to do about what is wrong. Exit code 1 when it cannot serve.",
        "kiosk doctor"};
    Place place;
    bool json = false;
    std::string url;
    std::string ca;
    app.add_option("--config", place.config, "Configuration file");
    app.add_option("--data", place.data, "Data folder, instead of the configuration's");
    app.add_option("--portal", url, "The portal's address, instead of the configuration's");
    app.add_option("--portal-ca", ca, "The only authority to trust, instead of the configuration's");
    app.add_flag("--json", json, "One JSON object on standard output");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    auto decoder = scan::Decoder::start();
    if (!decoder) return report(decoder.error(), json);

    bool can_serve = true;
    Json findings = Json::array();
    for (const auto& finding : examine(place, url, ca, *decoder)) {
        const char* state = !finding.error ? "ok" : finding.optional ? "attention" : "failed";
        if (finding.error && !finding.optional) can_serve = false;
        findings.push_back({{"what", finding.what},
                            {"state", state},
                            {"detail", finding.error ? finding.error->detail : finding.detail},
                            {"code", finding.error ? std::string(name(finding.error->code)) : std::string{}}});
        if (!json)
            std::cout << fmt::format("{:<10} {:<16} {}\n", state, finding.what,
                                     finding.error ? finding.error->detail : finding.detail);
    }
    if (json) std::cout << json_line({{"can_serve", can_serve}, {"findings", findings}}) << '\n';
    return can_serve ? 0 : 1;
}

}  // namespace kiosk::commands
