#include <fmt/format.h>

#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/full_dossier.hpp"
#include "kiosk/packet/build.hpp"
#include "kiosk/packet/packet_json.hpp"
#include "kiosk/trial/steps.hpp"

namespace kiosk::trial {
namespace {

using catalogue::Procedure;

/// The dossier as the office has it an hour later: numbered, accepted, with its due date.
Result<dossier::FullDossier> accepted_dossier(const Procedure& procedure, const Ground& ground) {
    SeededIds ids(1);
    const auto draft = filled_draft(procedure, ground, "page", ids);
    const auto header = test_header(procedure, ground, ids.make(ground.now), 1);
    const auto body = dossier::submission_json(draft, procedure, ground.catalogue.form(procedure.form), header);
    auto submission = dossier::read_submission(body);
    if (!submission) return fail(std::move(submission));

    auto out = dossier::full_dossier(*submission, ground.catalogue, true);
    // The office's system says where the portal fetches each file.
    for (auto& paper : out.papers)
        for (auto& file : paper.files) file.url = "https://example.vn/kiem-thu/" + file.id;
    // Any unit's code will do for a test: the portal gives the real one.
    const std::string numbered_by = header.unit_code.empty() ? "H48" : header.unit_code;
    auto taken = dossier::take_code(out, dossier::official_code(numbered_by, local_time(ground.now).date, 1),
                                    ground.settings.dossier);
    if (!taken) return fail(std::move(taken));
    std::optional<dossier::Due> due;
    const auto accepted_at = ground.now + 1h;
    if (const auto* handling = handling_here(procedure)) {
        auto counted = dossier::due_of(dossier::WorkingTime(ground.settings.working_hours), ground.settings.dossier,
                                       accepted_at, *handling);
        if (!counted) return fail(std::move(counted));
        due = *counted;
    }
    dossier::HistoryStep step;
    step.status = dossier::Status::accepted;
    step.at = accepted_at;
    step.words = "Tiếp nhận hồ sơ kiểm thử";
    step.officer = Personal("Cán bộ Kiểm Thử");
    auto accepted = dossier::accept(out, std::move(step), due);
    if (!accepted) return fail(std::move(accepted));
    return out;
}

std::vector<packet::Packet> packets_of(const dossier::FullDossier& dossier) {
    packet::Call call;
    call.session = Personal("kiem-thu");
    call.sender = packet::province_of(dossier.codes.official);
    std::vector<packet::Packet> out;
    call.body = packet::DossierSync{false, {packet::dossier_of(dossier)}};
    out.emplace_back(call);
    for (auto& rows : packet::progress_of(dossier)) {
        call.body = std::move(rows);
        out.emplace_back(call);
    }
    return out;
}

}  // namespace

dossier::Header test_header(const Procedure& procedure, const Ground& ground, const Uuid& id, int serial) {
    const auto day = local_time(ground.now).date;
    dossier::Header out;
    out.id = id;
    out.provisional_code = dossier::provisional_code(ground.settings.kiosk_id, day, serial);
    out.submitted_at = ground.now;
    out.kiosk_id = ground.settings.kiosk_id;
    out.unit = procedure.received_by(day, ground.settings.centre.unit);
    if (const auto* unit = ground.catalogue.unit(out.unit)) out.unit_code = unit->code_on(day);
    out.outcome = dossier::Outcome::submitted_online;
    return out;
}

Step try_packet(const Procedure& procedure, const Ground& ground) {
    Step out{"packet", "a whole dossier, accepted", Verdict::passed, {}, {}};
    const auto dossier = accepted_dossier(procedure, ground);
    if (!dossier) {
        out.verdict = Verdict::failed;
        out.found = dossier.error().detail;
        out.remedy = "Correct the step before this one that failed, or show this to support.";
        return out;
    }
    std::vector<std::string> names;
    std::vector<std::string> wrong;
    bool field_unknown = false;
    const auto packets = packets_of(*dossier);
    for (const auto& profile : ground.profiles) {
        names.push_back(profile.name());
        for (const auto& each : packets) {
            for (const auto& finding : packet::check(packet::write(each, profile, packet::Layout::one_line), profile)) {
                // No source that we read has the national codes of fields; whoever sends the packet has the province's table.
                if (dossier->field_code.empty() && finding.key.ends_with("MaLinhVuc")) field_unknown = true;
                else wrong.push_back(fmt::format("{} {}: {}", profile.name(), finding.key, finding.what));
            }
        }
    }
    out.tried = fmt::format("{} packets in the profiles {}", packets.size(), fmt::join(names, ", "));
    if (wrong.empty() && field_unknown) {
        out.verdict = Verdict::unknown;
        out.found = "right but for MaLinhVuc: the national code of the field is not known";
        out.remedy = "Nothing has to be done here: the province's system adds it from its own table.";
    }
    if (wrong.empty()) return out;
    out.verdict = Verdict::failed;
    out.found = fmt::format("{}", fmt::join(wrong, "; "));
    out.remedy = "Correct the procedure's codes and names, or the profile in portal/.";
    return out;
}

}  // namespace kiosk::trial
