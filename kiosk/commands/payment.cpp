#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <iostream>

#include "kiosk/collection/report.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/portal_endpoint.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

struct PaymentOptions {
    Place place;
    std::string since;
    std::string url;
    std::string ca;
    bool json = false;
    bool csv = false;
};

/// What the kiosk answered, without payers: they are no part of a reconciliation.
std::vector<collection::Entry> entries_of(const Json& answer) {
    std::vector<collection::Entry> out;
    for (const auto& one : portal::member_of(answer, "orders")) {
        collection::Entry entry;
        entry.order.code = portal::text_of(one, "code");
        entry.order.about = portal::text_of(one, "dossier");
        entry.order.procedure = portal::text_of(one, "procedure");
        entry.order.method = payment::parse_method(portal::text_of(one, "method")).value_or(payment::Method::vietqr);
        entry.order.dong = one.value("amount", std::int64_t{0});
        entry.order.fee = parse_uuid(portal::text_of(one, "fee")).value_or(Uuid{});
        entry.last_day = parse_iso_time(portal::text_of(one, "last_day")).value_or(WallTime{});
        entry.order.made_at = parse_iso_time(portal::text_of(one, "made_at")).value_or(WallTime{});
        entry.order.due_at = parse_iso_time(portal::text_of(one, "due_at")).value_or(WallTime{});
        for (const auto& heard : portal::member_of(one, "confirmations")) {
            const auto kind =
                heard.value("refund", false) ? payment::Confirmation::Kind::refund : payment::Confirmation::Kind::credit;
            entry.confirmations.push_back({portal::text_of(heard, "id"), kind, heard.value("amount", std::int64_t{0}),
                                           WallTime{Duration{heard.value("at_ms", std::int64_t{0})}}});
        }
        out.push_back(std::move(entry));
    }
    return out;
}

Result<std::vector<collection::ReportRow>> made_report(const PaymentOptions& options) {
    const auto since = parse_iso_date(options.since);
    if (!since) return fail(Code::bad_usage, "--since takes a date such as 2026-11-01");
    const auto from = wall_time({*since, 0, 0, 0});
    const auto settings = load_settings(options.place);
    if (!settings) return fail(settings.error().code, settings.error().detail);
    if (!settings->payment) return fail(Code::closed, "nothing is paid at this kiosk: kiosk.toml names no payment_file");
    const auto here = ask(options.place, {{"command", "payment.list"}, {"since", iso_time(from)}});
    if (!here) return fail(here.error().code, here.error().detail);
    auto transport = portal::CurlTransport::open(portal_endpoint(settings->portal, options.url, options.ca));
    if (!transport) return fail(std::move(transport));
    collection::PortalGateway gateway(**transport, *settings->payment, settings->kiosk_id);
    const auto known = gateway.orders_since(from);
    if (!known) return fail(known.error().code, known.error().detail);
    return collection::reconcile(entries_of(*here), *known, SystemClock().wall());
}

Json row_json(const collection::ReportRow& row) {
    return {{"code", row.code},
            {"other_codes", row.other_codes},
            {"dossier", row.about},
            {"procedure", row.procedure},
            {"method", row.method},
            {"made_at", row.made_at == WallTime{} ? std::string() : iso_time(row.made_at)},
            {"amount", row.dong},
            {"here", row.here_dong},
            {"portal", row.portal_dong},
            {"state", payment::name(row.state)},
            {"needs_staff", row.needs_staff},
            {"finding", collection::name(row.finding)}};
}

int print_report(const std::vector<collection::ReportRow>& rows, const PaymentOptions& options) {
    Json list = Json::array();
    bool agrees = true;
    bool needs_staff = false;
    for (const auto& row : rows) {
        agrees = agrees && row.finding == collection::Finding::agrees;
        needs_staff = needs_staff || row.needs_staff;
        list.push_back(row_json(row));
        if (!options.json && !options.csv)
            fmt::print("{:<12} {:<22} {:>12} đ  here {:>12}  portal {:>12}  {:<9} {}{}\n", row.code, row.about, row.dong,
                       row.here_dong, row.portal_dong, payment::name(row.state), collection::name(row.finding),
                       row.needs_staff ? "  staff" : "");
    }
    if (options.json)
        std::cout << json_line({{"orders", std::move(list)}, {"agrees", agrees}, {"needs_staff", needs_staff}}) << '\n';
    else if (options.csv) std::cout << collection::report_csv(rows);
    else if (rows.empty()) fmt::print("No order since then.\n");
    return agrees && !needs_staff ? 0 : 1;
}

}  // namespace

int payment(int argc, char** argv) {
    CLI::App app{"Fees that were asked for at this kiosk.", "kiosk payment"};
    app.require_subcommand(1);
    PaymentOptions options;
    auto* report_command = app.add_subcommand("report", "What the kiosk knows of each fee beside what the portal knows");
    report_command->footer(
        "Exit code: 0 both know the same and nobody has to look; 1 they don't, or money came twice, late, in part or back\n"
        "(\"staff\"), or one of them cannot be asked; 2 wrong usage");
    report_command->add_option("--since", options.since, "Orders made from this day on: 2026-11-01")->required();
    report_command->add_option("--config", options.place.config, "Configuration file");
    report_command->add_option("--data", options.place.data, "Data folder, instead of the configuration's");
    report_command->add_option("--portal", options.url, "The portal's address, instead of the configuration's");
    report_command->add_option("--portal-ca", options.ca, "The only authority to trust, instead of the configuration's");
    auto* json = report_command->add_flag("--json", options.json, "One JSON object");
    report_command->add_flag("--csv", options.csv, "A table for Excel")->excludes(json);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    const auto rows = made_report(options);
    if (!rows) return report(rows.error(), options.json);
    return print_report(*rows, options);
}

}  // namespace kiosk::commands
