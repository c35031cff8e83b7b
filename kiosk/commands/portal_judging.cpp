#include "kiosk/commands/portal_judging.hpp"

#include <fmt/format.h>

#include <iostream>

#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/portal_endpoint.hpp"
#include "kiosk/dossier/letter.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/portal/conformance.hpp"
#include "kiosk/portal/igate_office.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view page_of_nobody = "%PDF-1.4\n% a page of nobody, to try a portal\n%%EOF\n";
constexpr std::string_view invented_number = "051199000123";

/// A dossier of an invented person, every word of it marked as a trial.
portal::TestFiling filing_of_nobody(const settings::Settings& settings, const catalogue::Procedure& procedure, Ids& ids,
                                    WallTime now) {
    portal::TestFiling out;
    out.page = page_of_nobody;
    out.page_id = ids.make(now);
    out.media_type = "application/pdf";
    out.last_four = invented_number.substr(invented_number.size() - 4);
    dossier::Draft draft;
    draft.procedure = procedure.code;
    draft.identified_by = dossier::IdentifiedBy::card;
    draft.submitter.name = Personal("Nguyễn Thị Thử Nghiệm");
    draft.submitter.number = Personal(invented_number);
    const std::string component = procedure.components.empty() ? "trial" : procedure.components.front().id;
    draft.paper(component).pages.push_back({out.page_id, dossier::PageSource::scanner,
                                            std::make_shared<dossier::PageBytes>(out.page, out.media_type), nullptr});
    dossier::Header header;
    header.id = ids.make(now);
    header.provisional_code = fmt::format("TAM-{}-{}-9999", settings.kiosk_id, packet_time(now).substr(2, 6));
    header.submitted_at = now;
    header.kiosk_id = settings.kiosk_id;
    header.unit = settings.centre.unit;
    header.unit_code = "000.00.00.H48";
    header.outcome = dossier::Outcome::submitted_online;
    out.submission.id = header.id;
    out.submission.provisional_code = header.provisional_code;
    out.submission.submitted_at = now;
    out.submission.body_json = Personal(dossier::submission_json(draft, procedure, nullptr, header));
    out.submission.files = {{out.page_id, component, out.media_type, {}}};
    out.rating.kind = dossier::LetterKind::rating;
    out.rating.id = ids.make(now);
    out.rating.written_at = now;
    const dossier::LetterHead head{out.rating.id, now, settings.kiosk_id, settings.centre.id, settings.centre.unit};
    out.rating.body_json = Personal(dossier::rating_json(head, {"trial", 5, {}, {}, {{"service", 5}}}));
    out.progress.kind = dossier::LetterKind::progress;
    out.progress.id = ids.make(now);
    out.progress.about = header.provisional_code;
    out.progress.written_at = now;
    const dossier::LetterHead row{out.progress.id, now, settings.kiosk_id, settings.centre.id, settings.centre.unit};
    out.progress.body_json = Personal(dossier::progress_json(
        row, {header.provisional_code, dossier::Status::registered, now, "Thử nghiệm, không có công dân nào"}));
    return out;
}

Result<std::unique_ptr<portal::CurlTransport>> way(const JudgingOptions& options, const settings::Settings& settings) {
    return portal::CurlTransport::open(portal_endpoint(settings.portal, options.url, options.ca));
}

int print_checks(const std::vector<portal::Check>& checks, const JudgingOptions& options) {
    Json list = Json::array();
    int failed = 0;
    for (const auto& check : checks) {
        failed += check.verdict == portal::Check::Verdict::failed ? 1 : 0;
        list.push_back({{"operation", check.operation},
                        {"promise", check.promise},
                        {"verdict", portal::name(check.verdict)},
                        {"found", check.found}});
        if (options.json) continue;
        fmt::print("{:<8} {:<15} {}\n", portal::name(check.verdict), check.operation, check.promise);
        if (!check.found.empty()) fmt::print("{:>24} {}\n", "", check.found);
    }
    if (options.json) {
        std::cout << json_line({{"conforms", failed == 0}, {"checks", std::move(list)}}) << '\n';
    } else if (failed > 0) {
        fmt::print(
            "\n{} of {} checks failed. What each call takes and answers stands in config/portal/openapi.yaml, under the "
            "operationId in the second column.\n",
            failed, checks.size());
    } else {
        fmt::print("\nEvery check passed.\n");
    }
    return failed == 0 ? 0 : 1;
}

}  // namespace

void add_judging(CLI::App& app, JudgingOptions& options) {
    auto* conformance =
        app.add_subcommand("conformance", "Tries every call of the contract at a portal and says what is wrong");
    conformance->footer("Exit code: 0 the portal conforms, 1 it does not or cannot be reached, 2 wrong usage");
    auto* map =
        app.add_subcommand("map", "Which procedures of the catalogue a portal knows under which ids, and what is missing");
    map->footer("Exit code: 0 nothing is missing for what is offered online, 1 something is, 2 wrong usage");
    for (auto* command : {conformance, map}) {
        command->add_option("URL", options.url, "The portal's address, https://…")->required();
        command->add_option("--ca", options.ca, "The only authority to trust");
        command->add_option("--config", options.place.config, "Configuration file");
        command->add_flag("--json", options.json, "One JSON object");
    }
    conformance->add_flag("--submit", options.submit,
                          "Also hands in a dossier and a rating of an invented person: ask whose portal it is first");
}

int judge_portal(const JudgingOptions& options) {
    const auto data = load_public_data(options.place);
    if (!data) return report(data.error(), options.json);
    auto transport = way(options, data->settings);
    if (!transport) return report(transport.error(), options.json);
    RandomIds ids;
    const auto now = SystemClock().wall();
    const auto* procedure = data->catalogue->procedure("1.001193");
    if (procedure == nullptr) procedure = &data->catalogue->procedures().front();
    const auto filing = filing_of_nobody(data->settings, *procedure, ids, now);
    return print_checks(portal::check_conformance(**transport, options.submit ? &filing : nullptr, ids, now), options);
}

int map_portal(const JudgingOptions& options) {
    const auto data = load_public_data(options.place);
    if (!data) return report(data.error(), options.json);
    auto transport = way(options, data->settings);
    if (!transport) return report(transport.error(), options.json);
    std::vector<const catalogue::Procedure*> online;
    for (const auto& procedure : data->catalogue->procedures()) {
        if (procedure.offer != catalogue::Offer::in_person) online.push_back(&procedure);
    }
    portal::IGateOffice office(**transport);
    const auto mapped = portal::map_procedures(office, online);
    if (!mapped) return report(mapped.error(), options.json);
    Json list = Json::array();
    bool whole = true;
    for (const auto& one : *mapped) {
        whole = whole && one.gaps.empty();
        Json forms = Json::object();
        for (const auto& [component, form] : one.forms) forms[component] = form;
        list.push_back({{"code", one.code},
                        {"id", one.procedure ? one.procedure->id : std::string()},
                        {"process", one.process ? one.process->id : std::string()},
                        {"forms", std::move(forms)},
                        {"gaps", one.gaps}});
        if (options.json) continue;
        fmt::print("{:<10} {}\n", one.code, one.procedure ? one.procedure->id : "—");
        for (const auto& gap : one.gaps) fmt::print("{:>10} {}\n", "", gap);
    }
    if (options.json) std::cout << json_line({{"whole", whole}, {"procedures", std::move(list)}}) << '\n';
    return whole ? 0 : 1;
}

}  // namespace kiosk::commands
