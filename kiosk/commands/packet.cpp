#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>

#include "kiosk/base/files.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/findings.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/standard_input.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/dossier_json.hpp"
#include "kiosk/packet/build.hpp"
#include "kiosk/packet/packet_json.hpp"

namespace kiosk::commands {
namespace {

constexpr std::size_t longest_dossier_bytes = 64U << 20;

constexpr auto dossier_format =
    R"(DOSSIER.json is a whole dossier in one JSON object. Times are "2026-11-23T09:42:00+07:00", amounts whole đồng; what is
empty or unknown is left out, other keys are refused. Needed: procedure.code and .name, holder.name, submitted_at, history.
  codes            {official, provisional}
  procedure        {code, name, field_code, field_name}
  applicant        self | relative | authorised | organisation
  identified_by    nothing | card | other_paper | officer | signed_in
  submitter,holder {kind: person | enterprise | state_body | other, name, personal_number, old_number, passport, tax_code,
                    phone, email, fax, address}
  channel          direct | online | post        filed_at   province | national
  receiving_unit, processing_unit  {name, code}  receipt_number, portal_account, account_verified
  book             {volume, number}              sets: how many were handed in
  summary, note, other_information, submitted_at, due
  later_stages     [{number: 2 and more, received_at, due}] of a linked procedure
  return           {by: direct | post, address, note}
  papers           [{component, name, origin: scanned | uploaded | from_store | reused | reused_result | on_paper,
                    quality: original | certified_copy | copy, count, digitised, withdrawn, replaced_by,
                    files: [{id, name, url}]}]
  fees             [{name, code, collection, kind, unit_price_dong, quantity, exemption, percent_off, paid_at}];
                    percent_off: what the exemption takes off, 1 to 100; all of it when left out
  online_payment   none | national_portal | province_gateway | unpaid
  supplements      [{number, asked_at, asked_by, what, answered_at, received_by, received_note, due_before, due_after}]
  results          [{id, name, component, url, type: KQ.…, owner, number, issuing_unit, issued_on}]
  databases        ["code"]
  history          [{status: 1 to 10, at, words, officer, title, office, started_at, must_end_at}], oldest first)";

struct PacketOptions {
    std::string profile;
    std::string profiles;
    std::string file;
    std::string service = "DongBoHoSoMC";
    std::string sender;
    std::string session;
    bool updating = false;
    bool json = false;
};

Result<std::string> text_of(const std::string& file) {
    if (file == "-") return standard_input(longest_dossier_bytes);
    return read_file(file, longest_dossier_bytes);
}

int report_packet_findings(packet::Findings findings, const PacketOptions& options) {
    for (auto& finding : findings) finding.file = options.file;
    return report_findings(findings, options.json);
}

int report_unreadable(const Error& error, const PacketOptions& options) {
    return report_findings({{options.file, 0, "", error.detail + ".", "Name a file that can be read."}}, options.json);
}

std::vector<packet::Packet> packets_of(const dossier::FullDossier& dossier, const PacketOptions& options) {
    packet::Call call;
    call.session = Personal(options.session);
    call.sender = options.sender.empty() ? packet::province_of(dossier.codes.official) : options.sender;
    std::vector<packet::Packet> out;
    if (options.service == "CapNhatTienDoHoSoMC") {
        for (auto& rows : packet::progress_of(dossier)) {
            call.body = std::move(rows);
            out.emplace_back(call);
        }
    } else if (options.service == "TraCuuHoSo") {
        call.body = packet::CodeQuery{dossier.codes.official};
        out.emplace_back(std::move(call));
    } else {
        call.body = packet::DossierSync{options.updating, {packet::dossier_of(dossier)}};
        out.emplace_back(std::move(call));
    }
    return out;
}

int build(const PacketOptions& options, const packet::Profile& profile) {
    const auto text = text_of(options.file);
    if (!text) return report_unreadable(text.error(), options);
    const auto dossier = dossier::read_dossier_json(*text);
    if (!dossier) return report_packet_findings(dossier.error(), options);
    if (dossier->codes.official.empty())
        return report_packet_findings({{{},
                                        0,
                                        "$.codes.official",
                                        "The dossier has no official code.",
                                        "Wait until the portal has given it; no packet goes out with a provisional one."}},
                                      options);
    // Before the packet is made of it: the province is read from it, and would be blamed for its mistake.
    if (const auto code = dossier::parse_dossier_code(dossier->codes.official); !code)
        return report_packet_findings({{{},
                                        0,
                                        "$.codes.official",
                                        fmt::format("This is no dossier code that can exist: {}.", code.error().detail),
                                        "Write {unit}-{yyMMdd}-{serial} with a real day, as the portal gave it."}},
                                      options);
    const auto packets = packets_of(*dossier, options);
    if (packets.empty())
        return report_packet_findings({{{},
                                        0,
                                        "$.history",
                                        "Nothing has been done with the dossier yet.",
                                        "Progress is sent from the acceptance on."}},
                                      options);
    const auto layout = options.json ? packet::Layout::one_line : packet::Layout::indented;
    std::vector<std::string> texts;
    packet::Findings findings;
    for (const auto& packet : packets) {
        texts.push_back(packet::write(packet, profile, layout));
        for (auto& finding : packet::check(texts.back(), profile)) findings.push_back(std::move(finding));
    }
    if (!findings.empty()) return report_packet_findings(std::move(findings), options);
    for (const auto& one : texts) fmt::print("{}", one);
    return 0;
}

int check(const PacketOptions& options, const packet::Profile& profile) {
    const auto text = text_of(options.file);
    if (!text) return report_unreadable(text.error(), options);
    auto findings = packet::check(*text, profile);
    if (findings.empty() && !options.json)
        fmt::print("{}: a packet of profile {}, nothing to correct.\n", options.file, profile.name());
    return report_packet_findings(std::move(findings), options);
}

}  // namespace

int packet(int argc, char** argv) {
    PacketOptions options;
    options.profiles = (default_config().parent_path() / "portal").string();
    CLI::App app{"Packets by which the province and the national portal exchange dossiers (QCVN 120:2019).", "kiosk packet"};
    app.require_subcommand(1);
    auto* building = app.add_subcommand("build", "Make packets of a dossier; several follow one another");
    building->footer(dossier_format);
    building->add_option("DOSSIER.json", options.file, "A whole dossier, as below; - for standard input")->required();
    building->add_option("--service", options.service, "DongBoHoSoMC, CapNhatTienDoHoSoMC or TraCuuHoSo")
        ->check(CLI::IsMember({"DongBoHoSoMC", "CapNhatTienDoHoSoMC", "TraCuuHoSo"}))
        ->capture_default_str();
    building->add_option("--sender", options.sender, "madonvi (default: the province in the dossier's code)");
    building->add_option("--session", options.session, "What the login gave; left empty for whoever sends it");
    building->add_flag("--updating", options.updating, "The portal has the dossier already (isUpdating)");
    auto* checking = app.add_subcommand("check", "What a portal would have against a packet");
    checking->add_option("FILE", options.file, "One packet: a call, a login or an answer; - for standard input")->required();
    for (auto* command : {building, checking}) {
        command->add_option("--profile", options.profile, "Which fields: 2020, current, or another schema's name")
            ->required();
        command->add_option("--profiles", options.profiles, "Folder of packet-NAME.schema.json")->capture_default_str();
        command->add_flag("--json", options.json, "Packets on one line each; findings as one JSON array");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    const auto profile = packet::Profile::load(options.profiles, options.profile);
    if (!profile) {
        const auto known = packet::Profile::names(options.profiles);
        const bool there = std::find(known.begin(), known.end(), options.profile) != known.end();
        report_findings(profile.error(), options.json);
        return there ? 1 : 2;
    }
    return building->parsed() ? build(options, *profile) : check(options, *profile);
}

}  // namespace kiosk::commands
