#include "kiosk/print/contents.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/dossier/visit_code.hpp"
#include "kiosk/print/paper_questions.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::print {
namespace {

Row numbered(std::size_t index) { return {{"no", Personal(std::to_string(index + 1))}}; }

Row paper_row(const catalogue::Component& paper, std::size_t index, const slips::Press& press) {
    auto out = numbered(index);
    out.emplace("name", Personal(press.in_language(paper.name)));
    out.emplace("note", Personal(slips::what_it_takes(press, paper)));
    return out;
}

/// What blank form and declaration have in common. `unit` receives them.
Content form_content(Subject subject, const catalogue::Procedure& procedure, std::string_view unit,
                     const catalogue::Catalogue& catalogue, const slips::Press& press) {
    Content out;
    out.subject = subject;
    out.set("procedure.name", press.in_language(procedure.name));
    out.set("procedure.code", procedure.code);
    const auto* known = catalogue.unit(unit);
    out.set("unit.name", press.in_language(known == nullptr ? press.settings.centre.place : known->name));
    return out;
}

}  // namespace

Content confirmation_content(const dossier::Confirmation& confirmation, const catalogue::Procedure& procedure,
                             const queue::Ticket* ticket, const slips::Press& press) {
    Content out;
    out.subject = Subject::confirmation;
    const bool official = !confirmation.official_code.empty();
    out.set("confirmation.state", press.texts(slips::outcome_text(confirmation)));
    out.set("confirmation.next", slips::next_sentence(press, confirmation));
    out.set("dossier.code", confirmation.code());
    out.set("dossier.provisional_code", official ? confirmation.provisional_code : std::string());
    out.set("procedure.name", press.in_language(procedure.name));
    out.set("procedure.code", procedure.code);
    out.set("submitted_at", slips::formal_moment(press, confirmation.submitted_at));
    out.set("visit_code", dossier::shown_visit_code(confirmation.visit_code));
    out.set("ticket.number", ticket == nullptr ? std::string() : ticket->number);
    out.set("ticket.counters", ticket == nullptr ? std::string() : slips::counters_of(press, ticket->line));
    auto& originals = out.lists["originals"];
    for (const auto& component : procedure.components) {
        const auto& wanted = confirmation.originals_to_bring;
        if (std::find(wanted.begin(), wanted.end(), component.id) != wanted.end())
            originals.push_back(paper_row(component, originals.size(), press));
    }
    return out;
}

dossier::Confirmation confirmation_of(const dossier::SubmissionView& submission, const catalogue::Procedure& procedure) {
    dossier::Confirmation out;
    out.id = submission.header.id;
    out.outcome = submission.header.outcome;
    out.provisional_code = submission.header.provisional_code;
    out.submitted_at = submission.header.submitted_at;
    out.procedure = submission.procedure_code;
    out.visit_code = submission.header.visit_code;
    out.originals_to_bring = dossier::originals_to_bring(procedure, submission);
    return out;
}

Content papers_content(const catalogue::Procedure& procedure, const catalogue::Catalogue& catalogue,
                       const slips::Press& press) {
    Content out;
    out.subject = Subject::papers;
    out.set("procedure.name", press.in_language(procedure.name));
    out.set("procedure.code", procedure.code);
    const auto* field = catalogue.field(procedure.field);
    out.set("field.name", field == nullptr ? std::string() : press.in_language(field->name));
    out.set("procedure.offer", press.texts(slips::offer_text(procedure)));
    out.set("source", procedure.source);
    out.set("source_date", procedure.source.empty() ? std::string() : slips::date(procedure.source_date));
    auto& papers = out.lists["papers"];
    for (const auto& component : procedure.components) papers.push_back(paper_row(component, papers.size(), press));
    auto& handling = out.lists["handling"];
    for (const auto& each : procedure.handling) {
        auto row = numbered(handling.size());
        row.emplace("channel", Personal(press.texts(slips::channel_text(each.channel))));
        row.emplace("time", Personal(slips::time_of(press, each)));
        row.emplace("fee", Personal(slips::fee_of(press, each)));
        handling.push_back(std::move(row));
    }
    auto& exemptions = out.lists["exemptions"];
    for (const auto& exemption : procedure.exemptions) {
        auto row = numbered(exemptions.size());
        row.emplace("text", Personal(slips::exemption_of(press, exemption)));
        exemptions.push_back(std::move(row));
    }
    auto& results = out.lists["results"];
    for (const auto& result : procedure.results) {
        auto row = numbered(results.size());
        row.emplace("name", Personal(press.in_language(result.name)));
        row.emplace("code", Personal(result.code));
        results.push_back(std::move(row));
    }
    out.set("procedure.legal", fmt::format("{}", fmt::join(procedure.legal_basis, "; ")));
    return out;
}

Content blank_content(const catalogue::Procedure& procedure, const catalogue::Form& form,
                      const catalogue::Catalogue& catalogue, const LocalDate& day, const slips::Press& press) {
    const auto unit = procedure.received_by(day, press.settings.centre.unit);
    auto out = form_content(Subject::blank_form, procedure, unit, catalogue, press);
    out.set("submitter.name", "");
    out.set("submitted_at", "");
    out.sections = blank_sections(form, press);
    return out;
}

Content declaration_content(const dossier::SubmissionView& submission, const catalogue::Procedure& procedure,
                            const catalogue::Form& form, const catalogue::Catalogue& catalogue, const slips::Press& press) {
    auto out = form_content(Subject::declaration, procedure, submission.header.unit, catalogue, press);
    out.set("submitter.name", submission.submitter.name);
    out.set("submitted_at", slips::formal_moment(press, submission.header.submitted_at));
    dossier::Draft answers;
    answers.answers.assign(submission.answers.begin(), submission.answers.end());
    out.sections = filled_sections(form, answers, press);
    return out;
}

}  // namespace kiosk::print
