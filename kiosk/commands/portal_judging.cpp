#include "kiosk/commands/portal_judging.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "kiosk/collection/conformance.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/portal_endpoint.hpp"
#include "kiosk/dossier/letter.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/payment/reconciliation_code.hpp"
#include "kiosk/portal/conformance.hpp"
#include "kiosk/portal/office_map.hpp"

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
    const auto& code = header.provisional_code;
    const auto letter = [&](dossier::LetterKind kind, const std::string& about, const auto& body_of) {
        portal::Letter made;
        made.kind = kind;
        made.id = ids.make(now);
        made.about = about;
        made.written_at = now;
        made.body_json = Personal(body_of({made.id, now, settings.kiosk_id, settings.centre.id, settings.centre.unit}));
        return made;
    };
    using dossier::LetterHead;
    using dossier::LetterKind;
    out.rating = letter(LetterKind::rating, {}, [](const LetterHead& head) {
        return dossier::rating_json(head, {"trial", 5, {}, {}, {{"service", 5}}});
    });
    out.progress = letter(LetterKind::progress, code, [&](const LetterHead& head) {
        return dossier::progress_json(head, {code, dossier::Status::registered, now, "Thử nghiệm, không có công dân nào"});
    });
    const dossier::SubmittedPaper paper{
        component,
        component,
        false,
        {{out.page_id, dossier::PageSource::scanner, out.media_type, static_cast<std::int64_t>(out.page.size())}}};
    out.supplement = letter(LetterKind::supplement, code, [&](const LetterHead& head) {
        return std::string(dossier::supplement_json(head, {code, Personal(out.last_four), {paper}}).reveal());
    });
    out.supplement.files = out.submission.files;
    out.withdrawal = letter(LetterKind::withdrawal, code, [&](const LetterHead& head) {
        return std::string(dossier::withdrawal_json(head, {code, Personal(out.last_four)}).reveal());
    });
    return out;
}

/// A fee of that dossier, which nobody will pay.
payment::Order fee_of_nobody(const std::string& about, const catalogue::Procedure& procedure, Ids& ids, WallTime now) {
    payment::Order out;
    out.id = ids.make(now);
    out.code = payment::make_reconciliation_code(ids);
    out.about = about;
    out.procedure = procedure.code;
    out.procedure_name = procedure.name.vi;
    out.dong = 1000;
    out.made_at = now;
    out.due_at = now + 1h;
    out.fees = {{"1", "LP01", "Thử nghiệm, không thu tiền", out.dong}};
    out.payer.name = Personal("Nguyễn Thị Thử Nghiệm");
    return out;
}

Result<std::unique_ptr<portal::CurlTransport>> way(const JudgingOptions& options, const settings::Settings& settings) {
    return portal::CurlTransport::open(portal_endpoint(settings.portal, options.url, options.ca));
}

int print_checks(const std::vector<portal::Check>& checks, const JudgingOptions& options) {
    using Verdict = portal::Check::Verdict;
    Json list = Json::array();
    const auto count = [&](Verdict verdict) {
        return std::count_if(checks.begin(), checks.end(), [&](const auto& check) { return check.verdict == verdict; });
    };
    const auto failed = count(Verdict::failed);
    for (const auto& check : checks) {
        list.push_back({{"operation", check.operation},
                        {"promise", check.promise},
                        {"verdict", portal::name(check.verdict)},
                        {"found", check.found}});
        if (options.json) continue;
        fmt::print("{:<8} {:<17} {}\n", portal::name(check.verdict), check.operation, check.promise);
        if (!check.found.empty()) fmt::print("{:>26} {}\n", "", check.found);
    }
    if (options.json) {
        std::cout << json_line({{"conforms", failed == 0},
                                {"passed", count(Verdict::passed)},
                                {"failed", failed},
                                {"skipped", count(Verdict::skipped)},
                                {"checks", std::move(list)}})
                  << '\n';
        return failed == 0 ? 0 : 1;
    }
    if (failed > 0)
        fmt::print(
            "\nWhat each call takes and answers stands in config/portal/openapi.yaml, under the operationId in the second "
            "column.\n");
    fmt::print(
        "\nNot tried: what was skipped, for the reason beside it; uploads by tus and sign-in by telephone, which are "
        "standards "
        "of their own.\n");
    if (!options.submit) fmt::print("Nothing was handed in: --submit tries the rest as well.\n");
    if (failed > 0) fmt::print("{} failed, ", failed);
    fmt::print("{} passed, {} skipped\n", count(Verdict::passed), count(Verdict::skipped));
    return failed == 0 ? 0 : 1;
}

/// Every call of the contract, in the order in which a kiosk makes them.
std::vector<portal::Check> all_checks(portal::Transport& transport, const JudgingOptions& options,
                                      const app::PublicData& data) {
    RandomIds ids;
    const auto now = SystemClock().wall();
    const auto* procedure = data.catalogue->procedure("1.001193");
    if (procedure == nullptr) procedure = &data.catalogue->procedures().front();
    const auto filing = filing_of_nobody(data.settings, *procedure, ids, now);
    auto known = igate_options(data.settings, options.url);
    known.resumable_uploads = false;
    auto checks = portal::check_conformance(transport, std::move(known), options.submit ? &filing : nullptr, ids, now);
    std::vector<portal::Check> payments;
    if (const auto& payment = data.settings.payment) {
        collection::PortalGateway gateway(transport, *payment, data.settings.kiosk_id);
        const auto fee = fee_of_nobody(filing.submission.provisional_code, *procedure, ids, now);
        payments = collection::check_payments(gateway, options.submit ? &fee : nullptr, ids, now);
    } else {
        payments = collection::skip_payments("kiosk.toml names no payment.toml: nothing is paid at this kiosk");
    }
    checks.insert(checks.end(), payments.begin(), payments.end());
    return checks;
}

std::string_view unit_code_of(const app::PublicData& data, WallTime now) {
    const auto* unit = data.catalogue->unit(data.settings.centre.unit);
    return unit == nullptr ? std::string_view() : unit->code_on(local_time(now).date);
}

/// What was found becomes what the kiosk's applications carry; the line that says so.
Result<std::string> keep(portal::OfficeMap map, const std::filesystem::path& data_folder) {
    if (auto kept = portal::keep_map(data_folder, map); !kept) return fail(std::move(kept));
    const auto running = tell_running(data_folder);
    if (!running)
        return fail(running.error().code, "kept, but the running kiosk did not take it: " + running.error().detail);
    return fmt::format(
        "Kept in {}; {}", portal::map_file(data_folder).string(),
        *running == "none" ? "a kiosk takes it when it starts." : "the running kiosk takes it when nobody is there.");
}

}  // namespace

void add_judging(CLI::App& app, JudgingOptions& options) {
    auto* conformance = app.add_subcommand(
        "conformance",
        "Tries every call of the contract at a portal and says what is wrong, and what was not tried and why");
    conformance->footer("Exit code: 0 the portal conforms, 1 it does not or cannot be reached, 2 wrong usage");
    auto* map =
        app.add_subcommand("map", "Which procedures of the catalogue a portal knows under which ids, and what is missing");
    map->footer("Exit code: 0 nothing is missing for what is offered online, 1 something is, 2 wrong usage");
    map->add_flag(
        "--keep", options.keep,
        "Keep what was found beside the kiosk's data: its applications carry the portal's ids from then on, ours where "
        "something is missing");
    for (auto* command : {conformance, map}) {
        command->add_option("URL", options.url, "The portal's address, https://…")->required();
        command->add_option("--ca", options.ca, "The only authority to trust");
        command->add_option("--config", options.place.config, "Configuration file");
        command->add_option("--data", options.place.data, "Data folder, instead of the configuration's");
        command->add_flag("--json", options.json, "One JSON object");
    }
    conformance->add_flag(
        "--submit", options.submit,
        "Also hands in a dossier, its papers, letters and fees of an invented person, and takes two numbers: ask "
        "whose portal it is first");
}

int judge_portal(const JudgingOptions& options) {
    const auto data = load_public_data(options.place);
    if (!data) return report(data.error(), options.json);
    auto transport = way(options, data->settings);
    if (!transport) return report(transport.error(), options.json);
    return print_checks(all_checks(**transport, options, *data), options);
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
    const auto now = SystemClock().wall();
    portal::IGateOffice office(**transport);
    auto mapped = portal::map_procedures(office, online, unit_code_of(*data, now));
    if (!mapped) return report(mapped.error(), options.json);
    const bool whole = std::all_of(mapped->begin(), mapped->end(), [](const auto& one) { return one.gaps.empty(); });
    const portal::OfficeMap map{options.url, now, std::move(*mapped)};
    std::string kept;
    if (options.keep) {
        auto line = keep(map, data->settings.data_folder);
        if (!line) return report(line.error(), options.json);
        kept = std::move(*line);
    }
    if (options.json) {
        std::cout << json_line({{"whole", whole}, {"kept", options.keep}, {"procedures", portal::procedures_json(map)}})
                  << '\n';
        return whole ? 0 : 1;
    }
    for (const auto& one : map.procedures) {
        fmt::print("{:<10} {}\n", one.code, one.procedure ? one.procedure->id : "—");
        for (const auto& gap : one.gaps) fmt::print("{:>10} {}\n", "", gap);
    }
    if (!kept.empty()) fmt::print("{}\n", kept);
    return whole ? 0 : 1;
}

}  // namespace kiosk::commands
