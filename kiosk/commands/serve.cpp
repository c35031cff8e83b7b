#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdio>
#include <filesystem>

#include "kiosk/app/socket_engine.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/queue_engine.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/console/server.hpp"
#include "kiosk/sandbox/certificate.hpp"

namespace kiosk::commands {
namespace {

namespace fs = std::filesystem;

constexpr int days_of_own_certificate = 397;  // browsers take none that lasts longer
constexpr const char* inter = "/usr/share/fonts/opentype/inter";

struct ServeOptions {
    Place place;
    std::string listen = "127.0.0.1:8444";
    std::string certificate;
    std::string key;
    bool json = false;
};

/// "192.168.1.10:8444", "[::1]:8444", "kiosk.lan:8444"
Result<std::pair<std::string, int>> address_of(std::string_view text) {
    const auto colon = text.rfind(':');
    int port = 0;
    const char* end = text.data() + text.size();
    if (colon == text.npos || std::from_chars(text.data() + colon + 1, end, port).ptr != end || port < 0 || port > 65535)
        return fail(Code::bad_usage, "--listen takes ADDRESS:PORT, such as 192.168.1.10:8444");
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (host.empty()) return fail(Code::bad_usage, "--listen takes ADDRESS:PORT, such as 192.168.1.10:8444");
    return std::pair{std::string(host), port};
}

bool is_number_address(std::string_view host) {
    return host.find(':') != host.npos || host.find_first_not_of("0123456789.") == host.npos;
}

/// The files that were named, or a self-made certificate that is kept in the folder.
Result<sandbox::Identity> identity_for(const ServeOptions& options, const std::string& host, const fs::path& folder,
                                       const Clock& clock) {
    if (options.certificate.empty() != options.key.empty())
        return fail(Code::bad_usage, "--certificate and --key go together");
    if (!options.certificate.empty()) return sandbox::Identity{options.certificate, options.key};
    sandbox::Subject subject{"Quang Ngai kiosk console", "DNS:localhost,IP:127.0.0.1,IP:::1"};
    const bool usual = host == "127.0.0.1" || host == "::1" || host == "localhost" || host == "0.0.0.0" || host == "::";
    if (!usual) subject.names += (is_number_address(host) ? ",IP:" : ",DNS:") + host;
    return sandbox::identity_in(folder, days_of_own_certificate, clock.wall(), subject);
}

/// The queue's engine, twice: for deeds, and to follow it.
struct Engines {
    std::unique_ptr<ledger::Engine> deeds;
    std::unique_ptr<ledger::Engine> following;
};
Result<Engines> open_engines(const settings::Settings& settings, const Clock& clock) {
    Engines out;
    for (auto* engine : {&out.deeds, &out.following}) {
        auto cluster = open_cluster(settings, clock);
        if (!cluster) return fail(std::move(cluster));
        *engine = *cluster ? std::move(*cluster) : std::make_unique<app::SocketEngine>(settings.data_folder);
    }
    return out;
}

int report_serve(const Error& error, const ServeOptions& options) { return report(error, options.json); }

/// Serves until SIGTERM or SIGINT.
int serve_until_told(const ServeOptions& options) {
    const auto address = address_of(options.listen);
    if (!address) return report_serve(address.error(), options);
    auto data = load_public_data(options.place);
    if (!data) return report_serve(data.error(), options);
    const SystemClock clock;
    const auto folder = data->settings.data_folder / "serve";
    std::error_code error;
    fs::create_directories(folder, error);
    fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return report_serve({Code::no_permission, folder.string() + ": " + error.message()}, options);
    if (data->settings.serve.accounts.empty())
        return report_serve({Code::bad_usage, "nobody can sign in: name an accounts_file in [serve] of kiosk.toml"},
                            options);
    const auto identity = identity_for(options, address->first, folder, clock);
    if (!identity) return report_serve(identity.error(), options);
    auto engines = open_engines(data->settings, clock);
    if (!engines) return report_serve(engines.error(), options);
    console::Server::Options wanted;
    wanted.host = address->first;
    wanted.port = address->second;
    wanted.certificate = identity->certificate_file;
    wanted.key = identity->key_file;
    wanted.pages = assets() / "web";
    wanted.fonts = inter;
    wanted.sessions = folder / "sessions.json";
    auto server = console::Server::start(
        wanted, {data->settings, *data->catalogue, data->languages, clock, *engines->deeds, *engines->following});
    if (!server) return report_serve(server.error(), options);
    const auto shown = address->first.find(':') == std::string::npos ? address->first : "[" + address->first + "]";
    const auto url = fmt::format("https://{}:{}", shown, (*server)->port());
    const auto certificate = identity->certificate_file.string();
    if (options.json) fmt::print("{}\n", json_line({{"url", url}, {"certificate", certificate}}));
    else
        fmt::print("Officers: {}/  boards: {}/board  tablets: {}/rate?counter=1  (certificate: {})\n", url, url, url,
                   certificate);
    std::fflush(stdout);
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    int signal = 0;
    sigwait(&ending, &signal);
    return 0;
}

}  // namespace

int serve(int argc, char** argv) {
    ServeOptions options;
    CLI::App app{"The officers' console, boards for televisions and rating tablets, over HTTPS, until SIGTERM.",
                 "kiosk serve"};
    app.add_option("--config", options.place.config, "Configuration file");
    app.add_option("--data", options.place.data, "Data folder, instead of the configuration's");
    app.add_option("--listen", options.listen, "ADDRESS:PORT; port 0 is a free one")->capture_default_str();
    app.add_option("--certificate", options.certificate, "PEM file with the certificate and those that signed it")
        ->check(CLI::ExistingFile);
    app.add_option("--key", options.key, "PEM file with its key")->check(CLI::ExistingFile);
    app.add_flag("--json", options.json, "One JSON object on standard output once it listens");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    // Before any thread starts, so that each inherits it and only the wait at the end receives them.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    return serve_until_told(options);
}

}  // namespace kiosk::commands
