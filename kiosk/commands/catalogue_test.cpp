#include "kiosk/commands/catalogue_test.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "kiosk/catalogue/tested.hpp"
#include "kiosk/commands/findings.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/training_client.hpp"
#include "kiosk/slips/specimen.hpp"
#include "kiosk/trial/portal_step.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;
using kiosk::catalogue::Procedure;
using trial::Record;

/// What all tests of one call have in common.
struct Bench {
    app::PublicData data;
    std::vector<packet::Profile> profiles;
    std::unique_ptr<portal::CurlTransport> transport;  ///< null: no portal is asked
    std::string page;                                  ///< for the portal
};

Result<std::vector<packet::Profile>> read_profiles(const settings::Settings& settings) {
    const auto folder = settings.file.parent_path() / "portal";
    std::vector<packet::Profile> out;
    for (const auto& name : packet::Profile::names(folder)) {
        auto profile = packet::Profile::load(folder, name);
        if (!profile) return fail(Code::bad_format, profile.error().front().text());
        out.push_back(std::move(*profile));
    }
    if (out.empty())
        return fail(
            Code::not_found,
            fmt::format("{}: there is no packet-NAME.schema.json; put the profiles of packets there", folder.string()));
    return out;
}

Result<Bench> prepare(TestOptions& options) {
    auto data = load_public_data({options.config, {}});
    if (!data) return fail(std::move(data));
    auto profiles = read_profiles(data->settings);
    if (!profiles) return fail(std::move(profiles));
    Bench out{std::move(*data), std::move(*profiles), nullptr, {}};
    if (!options.portal_data.empty()) {
        auto address = training_address(options.portal_data);
        if (!address) return fail(std::move(address));
        if (options.portal.empty()) options.portal = address->url;
        if (options.portal_ca.empty()) options.portal_ca = address->certificate;
    }
    if (options.portal.empty()) return out;
    portal::Endpoint endpoint;
    endpoint.url = options.portal;
    endpoint.ca_file =
        options.portal_ca.empty() ? out.data.settings.portal.ca_file : std::filesystem::path(options.portal_ca);
    auto transport = portal::CurlTransport::open(std::move(endpoint));
    if (!transport) return fail(std::move(transport));
    out.transport = std::move(*transport);
    auto page = slips::specimen_page_png("Giấy tờ kiểm thử");
    if (!page) return fail(std::move(page));
    out.page = std::move(*page);
    return out;
}

Json json_of(const Record& record) {
    auto steps = Json::array();
    for (const auto& step : record.steps)
        steps.push_back({{"step", step.name},
                         {"verdict", trial::name(step.verdict)},
                         {"tried", step.tried},
                         {"found", step.found},
                         {"remedy", step.remedy}});
    return {{"code", record.code},       {"name", record.procedure},  {"at", iso_time(record.at)}, {"portal", record.portal},
            {"content", record.content}, {"passed", record.passed()}, {"steps", std::move(steps)}};
}

void print(const Record& record) {
    fmt::print("{}  {}\ntested {}: {}\n", record.code, record.procedure, iso_time(record.at),
               record.passed() ? "passed" : "FAILED");
    for (const auto& step : record.steps) {
        fmt::print("  {:<8} {:<7}  {}\n", trial::name(step.verdict), step.name, step.tried);
        for (const auto& more : {step.found, step.remedy})
            if (!more.empty()) fmt::print("                    {}\n", more);
    }
    fmt::print("  content {}\n\n", record.content);
}

/// "; not known: fee, due"
std::string not_known(const Record& record) {
    std::vector<std::string> out;
    for (const auto& step : record.steps)
        if (step.verdict == trial::Verdict::unknown) out.push_back(step.name);
    return out.empty() ? std::string() : fmt::format("; not known: {}", fmt::join(out, ", "));
}

/// Rows of procedures that are still offered and were not tested now stay; what failed loses its row.
Result<Done> keep(const std::vector<Record>& records, const app::PublicData& data) {
    std::vector<kiosk::catalogue::PassedTest> rows;
    const auto tested_now = [&](std::string_view code) {
        return std::any_of(records.begin(), records.end(), [&](const Record& record) { return record.code == code; });
    };
    const auto offered = [&](std::string_view code) {
        const auto* procedure = data.catalogue->procedure(code);
        return procedure != nullptr && procedure->offer != kiosk::catalogue::Offer::in_person;
    };
    for (const auto& row : data.catalogue->passed_tests())
        if (!tested_now(row.code) && offered(row.code)) rows.push_back(row);
    for (const auto& record : records)
        if (record.passed() && offered(record.code)) rows.push_back(record.row());
    const auto file = data.settings.catalogue_folder / kiosk::catalogue::tests_file;
    if (auto written = write_file(file, kiosk::catalogue::passed_tests_toml(std::move(rows))); !written) return written;
    // Configuration, not personal data: whoever runs the kiosk must be able to read it.
    using std::filesystem::perms;
    std::error_code error;
    std::filesystem::permissions(file, perms::owner_read | perms::owner_write | perms::group_read | perms::others_read,
                                 error);
    if (error) return fail(Code::no_permission, file.string() + ": " + error.message());
    return Done{};
}

Result<std::vector<const Procedure*>> chosen(const TestOptions& options, const kiosk::catalogue::Catalogue& catalogue) {
    std::vector<const Procedure*> out;
    if (options.all)
        for (const auto& procedure : catalogue.procedures()) out.push_back(&procedure);
    for (const auto& code : options.codes) {
        const auto* procedure = catalogue.procedure(code);
        if (procedure == nullptr)
            return fail(Code::not_found, fmt::format("no procedure {}; find its code with kiosk catalogue search", code));
        if (std::find(out.begin(), out.end(), procedure) == out.end()) out.push_back(procedure);
    }
    return out;
}

void report_records(const std::vector<Record>& records, const TestOptions& options) {
    const auto failed = std::count_if(records.begin(), records.end(), [](const Record& r) { return !r.passed(); });
    if (options.json) {
        auto list = Json::array();
        for (const auto& record : records) list.push_back(json_of(record));
        fmt::print("{}\n", json_line({{"ok", failed == 0}, {"records", std::move(list)}}));
        return;
    }
    for (const auto& record : records) {
        if (!options.all || !record.passed()) print(record);
        else fmt::print("passed  {:<10} {}{}\n", record.code, record.procedure, not_known(record));
    }
    if (records.size() > 1) fmt::print("{} tested, {} failed.\n", records.size(), failed);
}

}  // namespace

int test_catalogue(TestOptions options) {
    auto now = SystemClock().wall();
    if (!options.at.empty()) {
        const auto at = parse_iso_time(options.at);
        if (!at)
            return report(
                {Code::bad_usage,
                 fmt::format("--at: “{}” is no moment that exists; write one as 2026-11-27T08:00:00+07:00", options.at)},
                options.json);
        now = *at;
    }
    if (options.all != options.codes.empty())
        return report({Code::bad_usage, "name procedures by their codes, or ask for --all"}, options.json);
    const auto bench = prepare(options);
    if (!bench) return report(bench.error(), options.json);
    const auto procedures = chosen(options, *bench->data.catalogue);
    if (!procedures) return report(procedures.error(), options.json);

    const trial::Ground ground{bench->data.settings, *bench->data.catalogue, bench->profiles, now};
    RandomIds ids;
    std::vector<Record> records;
    for (const auto* procedure : *procedures) {
        auto record = trial::walk(*procedure, ground);
        if (bench->transport != nullptr) {
            record.portal = options.portal;
            record.steps.push_back(
                trial::try_portal(*procedure, ground, *bench->transport, options.portal, bench->page, ids));
        }
        records.push_back(std::move(record));
    }
    if (options.record) {
        if (const auto kept = keep(records, bench->data); !kept) return report(kept.error(), options.json);
    }
    report_records(records, options);
    return std::all_of(records.begin(), records.end(), [](const Record& r) { return r.passed(); }) ? 0 : 1;
}

}  // namespace kiosk::commands
