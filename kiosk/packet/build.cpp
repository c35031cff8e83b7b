#include "kiosk/packet/build.hpp"

#include <algorithm>

#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/status_table.hpp"

namespace kiosk::packet {
namespace {

using dossier::PaperOrigin;
using dossier::Status;

constexpr std::size_t rows_in_a_packet = 10;

Reuse reuse_of(PaperOrigin origin) {
    if (origin == PaperOrigin::reused) return Reuse::component;
    return origin == PaperOrigin::reused_result ? Reuse::result : Reuse::none;
}

void add_papers(const dossier::FullDossier& from, Dossier& out) {
    for (const auto& paper : from.papers) {
        for (const auto& file : paper.files) {
            Document document;
            document.id = file.id;
            document.name = file.name;
            document.withdrawn = paper.withdrawn;
            document.component = paper.component;
            document.url = file.url;
            document.digitised = paper.digitised;
            document.reuse = reuse_of(paper.origin);
            document.from_store = paper.origin == PaperOrigin::from_store;
            document.replacing_result = paper.replaced_by;
            out.documents.push_back(std::move(document));
        }
        if (paper.files.empty() && !paper.withdrawn) out.other_papers.push_back({paper.name, paper.count, ""});
    }
    out.digitised = std::any_of(out.documents.begin(), out.documents.end(), [](const auto& d) { return d.digitised; });
}

void add_holder(const dossier::FullDossier& from, Dossier& out) {
    const auto& holder = from.holder;
    out.holder = holder.name;
    out.holder_kind = holder.kind;
    // Empty for a child whose birth is being registered: the number comes with the result. The key is sent all the same
    // (domain facts: "sent always"), and never the submitter's number in its place: that would say that it is the child's.
    out.holder_number = holder.number();
    out.email = holder.email;
    out.fax = holder.fax;
    out.phone = holder.phone;
    if (!holder.personal_number.empty()) out.identities.push_back({IdentityKind::personal_number, holder.personal_number});
    if (!holder.old_number.empty()) out.identities.push_back({IdentityKind::old_number, holder.old_number});
    // The account is of who signed in, and the portal takes it with an online dossier alone.
    if (from.channel == dossier::Channel::online && from.identified_by == dossier::IdentifiedBy::signed_in) {
        out.account = from.portal_account;
        out.account_verified = from.account_verified;
    }
}

void add_times(const dossier::FullDossier& from, Dossier& out) {
    out.submitted_at = from.submitted_at;
    out.accepted_at = from.first(Status::accepted);
    out.due = from.due;
    out.refused_at = from.first(Status::not_accepted);
    out.returned_at = from.first(Status::returned);
    if (dossier::row_of(from.status()).clock == dossier::StatusClock::ended) out.finished_at = ended_at(from.steps());
}

void add_lists(const dossier::FullDossier& from, Dossier& out) {
    for (const auto& fee : from.fees) out.fees.push_back({fee.name, fee.code, fee.collection, fee.amount_dong(), fee.kind});
    for (const auto& supplement : from.supplements) {
        Supplement request;
        request.number = supplement.number;
        request.asked_by = supplement.asked_by;
        request.what = supplement.what;
        request.asked_at = supplement.asked_at;
        request.received_by = supplement.received_by;
        request.received_note = supplement.received_note;
        request.received_at = supplement.answered_at;
        request.done = supplement.answered_at.has_value();
        request.due_before = supplement.due_before;
        request.due_after = supplement.due_after;
        out.supplements.push_back(std::move(request));
    }
    for (const auto& result : from.results)
        out.results.push_back({result.name, result.component, result.id, result.url, result.issued.type});
}

}  // namespace

Dossier dossier_of(const dossier::FullDossier& from) {
    Dossier out;
    out.code = from.codes.official;
    out.procedure_code = from.procedure_code;
    out.procedure_name = from.procedure_name;
    out.field_code = from.field_code;
    out.field_name = from.field_name;
    out.receipt_number = from.receipt_number;
    out.other_information = from.other_information;
    out.summary = from.summary;
    out.status = from.status();
    out.return_note = from.return_note;
    out.return_by = from.return_by;
    out.unit_name = from.processing_unit.name;
    out.note = from.note;
    out.channel = from.channel;
    out.filed_at = from.filed_at;
    out.online_payment = from.online_payment;
    out.databases = from.databases;
    add_holder(from, out);
    add_times(from, out);
    add_papers(from, out);
    add_lists(from, out);
    return out;
}

std::vector<ProgressSync> progress_of(const dossier::FullDossier& from) {
    std::vector<ProgressSync> out;
    for (const auto& step : from.history) {
        if (step.status == Status::registered) continue;  // no officer has done anything yet
        if (out.empty() || out.back().rows.size() == rows_in_a_packet) out.emplace_back();
        Progress row;
        row.code = from.codes.official;
        row.officer = step.officer;
        row.title = step.title;
        row.at = step.at;
        row.office = step.office;
        row.words = step.words.empty() ? std::string(dossier::row_of(step.status).name_vi) : step.words;
        row.status = step.status;
        row.started_at = step.started_at;
        row.must_end_at = step.must_end_at;
        out.back().rows.push_back(std::move(row));
    }
    return out;
}

std::string province_of(std::string_view official_code) {
    const auto code = dossier::parse_dossier_code(official_code);
    if (!code || code->form == dossier::CodeForm::provisional) return {};
    if (code->form == dossier::CodeForm::new_unit) return code->unit.substr(0, 3);
    return "000.00.00." + code->unit.substr(code->unit.size() - 3);
}

}  // namespace kiosk::packet
