#include <fmt/format.h>
#include <signal.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/base/files.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/findings.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/portal_judging.hpp"
#include "kiosk/commands/training_client.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/portal/json.hpp"
#include "kiosk/portal/outbox_export.hpp"
#include "kiosk/portal/transport.hpp"
#include "kiosk/sandbox/faults.hpp"
#include "kiosk/sandbox/training_portal.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

struct PortalOptions {
    int port = 8443;
    std::string data;
    std::string faults;
    std::string config;
    std::string code_taken;
    std::string gives;
    bool json = false;
    std::string code;
    int status = 0;
    std::string note;
    std::optional<int> working_days;
    std::string fault;
    int times = -1;
    int delay_ms = 1000;
    std::optional<int> at_byte;
    std::string words;
    std::string now;
    bool deny = false;
    std::optional<std::int64_t> amount;
    bool refund = false;
    std::string at;
    std::string signer;
    int person = 1;
};

std::filesystem::path default_data() {
    const char* state = std::getenv("XDG_STATE_HOME");
    if (state != nullptr && *state == '/') return std::filesystem::path(state) / "quang-ngai-kiosk/portal";
    const char* home = std::getenv("HOME");
    const std::filesystem::path base = home != nullptr && *home == '/' ? std::filesystem::path(home) : "/var/tmp";
    return base / ".local/state/quang-ngai-kiosk/portal";
}

int failed(const Error& error, const PortalOptions& options) {
    if (options.json) fmt::print("{}\n", json_line({{"ok", false}, {"code", name(error.code)}, {"error", error.detail}}));
    else fmt::print(stderr, "kiosk portal: {}\n", error.detail);
    return 1;
}

/// A procedure of the catalogue as the training portal offers it.
sandbox::OfferedProcedure offered(const catalogue::Procedure& procedure) {
    sandbox::OfferedProcedure out{procedure.code, procedure.local_code, procedure.name.vi, {}, 0};
    for (const auto& component : procedure.components) out.papers.push_back(component.name.vi);
    if (const auto* online = procedure.handled(catalogue::Channel::online); online != nullptr && online->fee_dong)
        out.fee_dong = *online->fee_dong;
    return out;
}

/// Serves until SIGTERM or SIGINT.
int serve(const PortalOptions& options) {
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    // Before any thread starts, so that each inherits it and only the wait below receives them.
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    const SystemClock clock;
    sandbox::TrainingPortal::Options wanted;
    wanted.port = options.port;
    wanted.data = options.data;
    wanted.faults = options.faults;
    const auto settings = settings::load(options.config.empty() ? default_config() : std::filesystem::path(options.config));
    if (!settings) return report_findings(settings.error(), options.json);
    wanted.rules = {settings->working_hours, settings->dossier};
    wanted.catalogue_of = options.gives;
    const auto catalogue = catalogue::Catalogue::load(*settings);
    if (!catalogue) return report_findings(catalogue.error(), options.json);
    for (const auto& procedure : (*catalogue)->procedures()) wanted.procedures.push_back(offered(procedure));
    using Taken = settings::DossierRules::CodeTaken;
    if (!options.code_taken.empty())
        wanted.rules.dossier.code_taken = options.code_taken == "acceptance" ? Taken::at_acceptance : Taken::at_submission;
    auto portal = sandbox::TrainingPortal::start(wanted, clock);
    if (!portal) return failed(portal.error(), options);
    const std::string certificate = (*portal)->certificate_file().string();
    if (options.json) {
        fmt::print("{}\n", json_line({{"url", (*portal)->url()}, {"certificate", certificate}, {"data", options.data}}));
    } else {
        fmt::print("Training portal at {} (certificate: {})\n", (*portal)->url(), certificate);
    }
    std::fflush(stdout);
    int signal = 0;
    sigwait(&ending, &signal);
    return 0;
}

Result<Json> ask(const PortalOptions& options, const portal::Request& request) {
    return ask_training_portal(options.data, request);
}

portal::Request post(std::string path, const Json& body) { return training_post(std::move(path), body); }
portal::Request get(std::string path) { return training_get(std::move(path)); }

std::string line_of(const Json& record) {
    const auto code = portal::text_of(record, "code");
    return fmt::format("{}  {}  state {}  {}  submitted {}", code.empty() ? "(code at acceptance)" : code,
                       portal::text_of(record, "provisional_code"), portal::member_of(record, "status").dump(),
                       portal::text_of(record, "procedure_code"), portal::text_of(record, "submitted_at"));
}

/// "rating      H48.22-261123-0001  service 5/5, kiosk 4/5"
std::string letter_line(const Json& letter) {
    auto about = portal::text_of(letter, "dossier");
    const auto ticket = portal::text_of(letter, "ticket");
    if (!ticket.empty()) about += (about.empty() ? "number " : ", number ") + ticket;
    std::string said;
    const auto best = portal::member_of(letter, "levels").dump();
    for (const auto& answer : portal::member_of(letter, "answers")) {
        said += fmt::format("{}{} {}/{}", said.empty() ? "" : ", ", portal::text_of(answer, "question"),
                            portal::member_of(answer, "value").dump(), best);
    }
    for (const auto& paper : portal::member_of(letter, "papers")) {
        said += fmt::format("{}{} ({} pages)", said.empty() ? "" : ", ", portal::text_of(paper, "component"),
                            portal::member_of(paper, "pages").size());
    }
    if (const auto refusal = portal::text_of(letter, "refusal"); !refusal.empty()) said = "refused: " + refusal;
    return fmt::format("{:<10}  {}  {}  written {}", portal::text_of(letter, "letter"), about, said,
                       portal::text_of(letter, "written_at"));
}

int list(const PortalOptions& options) {
    const auto answer = ask(options, get("training/dossiers"));
    if (!answer) return failed(answer.error(), options);
    if (options.json) fmt::print("{}\n", json_line(*answer));
    for (const auto& record : portal::member_of(*answer, "dossiers")) {
        if (!options.json) fmt::print("{}\n", line_of(record));
    }
    for (const auto& letter : portal::member_of(*answer, "letters")) {
        if (!options.json) fmt::print("{}\n", letter_line(letter));
    }
    return 0;
}

int show(const PortalOptions& options) {
    std::string code;
    for (const char c : options.code) code += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    const auto answer = ask(options, get("training/dossiers?code=" + code));
    if (!answer) return failed(answer.error(), options);
    fmt::print("{}\n", options.json ? json_line(*answer) : answer->dump(2));
    return 0;
}

int move(const PortalOptions& options) {
    Json wish = {{"code", options.code}, {"status", options.status}, {"note", options.note}};
    if (options.working_days) wish["working_days"] = *options.working_days;
    const auto answer = ask(options, post("training/move", wish));
    if (!answer) return failed(answer.error(), options);
    fmt::print("{}\n", options.json ? json_line(*answer) : line_of(*answer));
    return 0;
}

int fault(const PortalOptions& options) {
    Json wished = Json::array();
    if (options.fault != "clear") {
        Json entry{{"name", options.fault}};
        if (options.times >= 0) entry["times"] = options.times;
        entry["delay_ms"] = options.delay_ms;
        if (options.at_byte) entry["at_byte"] = *options.at_byte;
        if (!options.words.empty()) entry["words"] = options.words;
        wished.push_back(std::move(entry));
    }
    const auto answer = ask(options, post("training/faults", {{"faults", std::move(wished)}}));
    if (!answer) return failed(answer.error(), options);
    fmt::print("{}\n", json_line(*answer));
    return 0;
}

/// As the person with the telephone.
int sign_in(const PortalOptions& options) {
    const auto answer =
        ask(options,
            post("training/sign-in", {{"user_code", options.code}, {"approve", !options.deny}, {"person", options.person}}));
    if (!answer) return failed(answer.error(), options);
    fmt::print("{}\n", json_line(*answer));
    return 0;
}

/// What a kiosk exported, handed in for it.
int import_export(const PortalOptions& options) {
    const std::filesystem::path data = options.data;
    const auto secret = read_file(data / "province-key", 1U << 10);
    const auto open_key = read_file(data / "province-key.pub", 1U << 10);
    const auto address = training_address(data);
    if (!secret || !open_key || !address)
        return failed({Code::not_found, "no training portal has run there; start one with kiosk portal --data"}, options);
    const auto opened = portal::open_export(options.code, {*open_key, Personal(*secret)}, options.signer);
    if (!opened) return failed(opened.error(), options);
    portal::Endpoint endpoint;
    endpoint.url = address->url;
    endpoint.ca_file = address->certificate;
    auto transport = portal::CurlTransport::open(endpoint);
    if (!transport) return failed(transport.error(), options);
    portal::IGate igate(**transport);
    const auto done = portal::hand_in(igate, *opened);
    if (!done) return failed(done.error(), options);
    Json refused = Json::array();
    for (const auto& no : done->refused)
        refused.push_back({{"kind", no.letter ? std::string(dossier::name(*no.letter)) : std::string("dossier")},
                           {"code", no.code},
                           {"words", no.words}});
    if (options.json) {
        fmt::print("{}\n", json_line({{"kiosk", opened->kiosk},
                                      {"signer", opened->signer},
                                      {"pieces", opened->pieces.size()},
                                      {"taken", done->taken},
                                      {"refused", refused}}));
    } else {
        fmt::print("{} of {} pieces of kiosk {} are at the portal; signed by {}\n", done->taken, opened->pieces.size(),
                   opened->kiosk, opened->signer);
        for (const auto& no : refused)
            fmt::print("{} {}: the portal refused it: {}\n", no.value("kind", ""), no.value("code", ""),
                       no.value("words", ""));
    }
    return refused.empty() ? 0 : 1;
}

/// As the bank.
int pay(const PortalOptions& options) {
    Json wish{{"code", options.code}, {"times", options.times < 0 ? 1 : options.times}, {"refund", options.refund}};
    if (options.amount) wish["amount"] = *options.amount;
    if (!options.at.empty()) wish["at"] = options.at;
    const auto answer = ask(options, post("training/pay", wish));
    if (!answer) return failed(answer.error(), options);
    fmt::print("{}\n", json_line(*answer));
    return 0;
}

int set_clock(const PortalOptions& options) {
    const auto answer = ask(options, post("training/clock", {{"now", options.now}}));
    if (!answer) return failed(answer.error(), options);
    fmt::print("{}\n", json_line(*answer));
    return 0;
}

}  // namespace

int portal(int argc, char** argv) {
    PortalOptions options;
    JudgingOptions judging;
    options.data = default_data().string();
    CLI::App app{"The training portal: HTTPS on this machine, with dossiers that stay and faults on demand."};
    app.name("kiosk portal");
    app.fallthrough();
    app.require_subcommand(0, 1);
    app.add_option("--port", options.port, "Port on 127.0.0.1; 0 takes a free one")
        ->check(CLI::Range(0, 65535))
        ->capture_default_str();
    const auto common = [&](CLI::App* command) {
        command->add_option("--data", options.data, "Folder of its journal, pages, key and certificate")
            ->capture_default_str();
        command->add_flag("--json", options.json, "Print JSON");
    };
    common(&app);
    app.add_option("--faults", options.faults,
                   "JSON file of faults, read again when it changes (default: faults.json in --data)");
    app.add_option("--config", options.config, "Configuration whose working hours, calendar and [dossier] it keeps to");
    app.add_option(
           "--code-taken", options.code_taken,
           "When a dossier gets its official code: submission, or acceptance (move CODE 2); instead of what --config says")
        ->check(CLI::IsMember({"submission", "acceptance"}));
    app.add_option("--gives-catalogue", options.gives,
                   "Folder whose catalogue, units, forms, calendar, texts and announcements kiosks pull")
        ->check(CLI::ExistingDirectory);
    auto* listing =
        app.add_subcommand("list", "Dossiers, ratings, withdrawals and supplements of the running portal, oldest first");
    auto* showing =
        app.add_subcommand("show", "The record of one dossier, its submission and what was told about it included");
    showing->add_option("CODE", options.code, "Official or provisional code")->required();
    auto* moving = app.add_subcommand("move", "Moves a dossier to another state of the national table");
    moving->add_option("CODE", options.code, "Official or provisional code")->required();
    moving
        ->add_option("STATUS", options.status,
                     "1 registered, 2 accepted, 3 not accepted, 4 in process, 5 supplement asked, "
                     "6 payment asked, 7 withdrawal, 8 stopped, 9 finished, 10 result given out")
        ->required()
        ->check(CLI::Range(1, 10));
    moving->add_option("--note", options.note, "What the citizen reads beside the state");
    moving
        ->add_option("--working-days", options.working_days,
                     "Acceptance: the officer promises the result in so many working days, instead of the procedure's time")
        ->check(CLI::Range(1, 365));
    auto* breaking = app.add_subcommand("fault", "Makes the running portal fail, until cleared or --times");
    auto names = sandbox::fault_names();
    names.insert(names.begin(), "clear");
    breaking->add_option("NAME", options.fault, fmt::format("{}", fmt::join(names, ", ")))
        ->required()
        ->check(CLI::IsMember(names));
    breaking->add_option("--at-byte", options.at_byte, "For cut_request and cut_answer: which byte of the connection")
        ->check(CLI::Range(0, 64 << 20));
    breaking->add_option("--times", options.times, "Requests it meets; without it, until cleared")
        ->check(CLI::Range(1, 1000000));
    breaking->add_option("--delay-ms", options.delay_ms, "For slow and drip")
        ->check(CLI::Range(0, 600000))
        ->capture_default_str();
    breaking->add_option("--words", options.words, "For refuse: what the portal says");
    auto* signing = app.add_subcommand("sign-in", "Confirms a sign-in that waits, as the person with the telephone does");
    signing->add_option("CODE", options.code, "The code that the kiosk shows")->required();
    signing->add_flag("--deny", options.deny, "The person says no");
    signing->add_option("--person", options.person, "Which of the invented people")
        ->check(CLI::Range(1, 9))
        ->capture_default_str();
    auto* paying = app.add_subcommand("pay", "Pays an order of a kiosk, as a bank does: exactly, or as the options say");
    paying->add_option("CODE", options.code, "The reconciliation code that the kiosk shows")->required();
    paying->add_option("--amount", options.amount, "Another amount than the order's, in đồng")->check(CLI::PositiveNumber);
    paying->add_option("--times", options.times, "So many transfers")->check(CLI::Range(1, 10));
    paying->add_flag("--refund", options.refund, "Gives it back");
    paying->add_option("--at", options.at, "Booked then: 2026-11-26T09:00:00+07:00");
    auto* importing = app.add_subcommand("import", "Hands in what a kiosk wrote on a stick (kiosk outbox export)");
    importing->footer(
        "Exit code: 0 the portal has every piece; 1 it refused some, each is named, or the command failed; 2 wrong usage");
    importing->add_option("DIR", options.code, "The folder")->required();
    importing->add_option("--signer", options.signer, "The public key that must have signed it; else whoever it names");
    add_judging(app, judging);
    auto* clock = app.add_subcommand("clock", "Sets the running portal's clock, as if it were wrong");
    clock->add_option("NOW", options.now, "2026-11-26T09:00:00+07:00, or \"right\" for the true time again")->required();
    for (auto* command : {listing, showing, moving, breaking, signing, paying, importing, clock}) common(command);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    if (app.got_subcommand("conformance")) return judge_portal(judging);
    if (app.got_subcommand("map")) return map_portal(judging);
    if (listing->parsed()) return list(options);
    if (showing->parsed()) return show(options);
    if (moving->parsed()) return move(options);
    if (breaking->parsed()) return fault(options);
    if (signing->parsed()) return sign_in(options);
    if (importing->parsed()) return import_export(options);
    if (paying->parsed()) return pay(options);
    if (clock->parsed()) return set_clock(options);
    return serve(options);
}

}  // namespace kiosk::commands
