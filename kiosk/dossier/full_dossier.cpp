#include "kiosk/dossier/full_dossier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/form_answers.hpp"
#include "kiosk/dossier/status_table.hpp"

namespace kiosk::dossier {
namespace {

Result<Done> may_follow(const FullDossier& dossier, const HistoryStep& step) {
    const auto& last = dossier.history.back();
    if (!may_become(last.status, step.status))
        return fail(Code::bad_usage, fmt::format("a dossier in state {} does not become {}; see the national table",
                                                 static_cast<int>(last.status), static_cast<int>(step.status)));
    if (step.at < last.at) return fail(Code::bad_usage, "the step is earlier than the one before it; check the clock");
    return Done{};
}

Party party_of(const Person& person) {
    Party out;
    out.name = person.name;
    const auto number = person.number.reveal();
    const bool digits = all_digits(number);
    if (digits && number.size() == 12) out.personal_number = person.number;
    else if (digits && number.size() == 9) out.old_number = person.number;
    else out.passport = person.number;
    if (out.old_number.empty()) out.old_number = person.old_number;
    out.address = person.residence;
    return out;
}

Party holder_of(const SubmissionView& submission) {
    if (submission.holder) return party_of(*submission.holder);
    if (submission.applicant != ApplicantKind::organisation) return party_of(submission.submitter);
    Party out;
    // A tax code does not say whether it is an enterprise or another organisation; most are enterprises, an officer corrects.
    out.kind = HolderKind::enterprise;
    out.name = submission.organisation_name;
    out.tax_code = submission.tax_code;
    return out;
}

/// The portal's code of a component where the catalogue knows it, else our own id.
std::string component_code(const catalogue::Procedure* procedure, const std::string& id) {
    if (procedure == nullptr) return id;
    const auto& all = procedure->components;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& component) { return component.id == id; });
    return found == all.end() || found->code.empty() ? id : found->code;
}

std::vector<FiledPaper> papers_of(const SubmissionView& submission, const catalogue::Procedure* procedure) {
    std::vector<FiledPaper> out;
    for (const auto& paper : submission.papers) {
        FiledPaper filed;
        filed.component = component_code(procedure, paper.component);
        filed.name = paper.name;
        if (paper.pages.empty()) {
            filed.origin = PaperOrigin::on_paper;
            filed.quality = PaperQuality::original;
        }
        filed.digitised = !paper.pages.empty();
        for (std::size_t page = 0; page < paper.pages.size(); ++page)
            filed.files.push_back({paper.pages[page].id.text(),
                                   paper.pages.size() == 1 ? paper.name : fmt::format("{} ({})", paper.name, page + 1), ""});
        out.push_back(std::move(filed));
    }
    return out;
}

/// What answers say about the dossier as a whole, by Question::tells.
struct Told {
    ReturnBy by = ReturnBy::direct;
    Personal address;
    int quantity = 1;
};

/// At least one: nobody pays for nothing.
double counted(const catalogue::Question& question, std::string_view words) {
    if (question.kind == catalogue::QuestionKind::select_boxes)
        return std::max(1.0, static_cast<double>(chosen(words).size()));
    const auto number = plain_number(words);
    return number ? std::max(1.0, std::floor(*number)) : 1.0;
}

Told told_by(const SubmissionView& submission, const catalogue::Form* form) {
    constexpr double most = 100'000;
    Told out;
    if (form == nullptr) return out;
    for (const auto& answer : submission.answers) {
        const auto* question = form->question(answer.key);
        if (question == nullptr) continue;
        const auto words = answer.value.reveal();
        switch (question->tells) {
            case catalogue::Tells::nothing: break;
            case catalogue::Tells::return_way: out.by = return_by(*question, words); break;
            case catalogue::Tells::return_address: out.address = answer.value; break;
            case catalogue::Tells::fee_quantity:
                out.quantity = static_cast<int>(std::min(most, out.quantity * counted(*question, words)));
                break;
        }
    }
    return out;
}

/// What the channel costs, item by item where the catalogue has them; else the sum that the submission names.
std::vector<FeeItem> fees_of(const SubmissionView& submission, const catalogue::Procedure* procedure, Channel channel,
                             int quantity) {
    constexpr std::string_view unnamed = "Phí, lệ phí";
    std::vector<FeeItem> out;
    const auto add = [&](std::string_view name, std::string_view code, std::int64_t price, int times) {
        FeeItem fee;
        fee.name = name.empty() ? unnamed : name;
        fee.code = code;
        fee.unit_price_dong = price;
        fee.quantity = times;
        out.push_back(std::move(fee));
    };
    const auto* handling = procedure == nullptr ? nullptr : procedure->handled(channel);
    if (handling != nullptr)
        for (const auto& item : handling->fees)
            add(item.name.vi, item.code, item.unit_price_dong, item.per.vi.empty() ? 1 : quantity);
    if (out.empty() && submission.handling.fee_dong.value_or(0) > 0) add(unnamed, "", *submission.handling.fee_dong, 1);
    return out;
}

UnitName unit_of(const catalogue::Catalogue& catalogue, std::string_view id, const LocalDate& day) {
    const auto* unit = catalogue.unit(id);
    return unit == nullptr ? UnitName{} : UnitName{unit->name.vi, std::string(unit->code_on(day))};
}

}  // namespace

const Personal& Party::number() const {
    for (const auto* number : {&personal_number, &old_number, &passport})
        if (!number->empty()) return *number;
    return tax_code;
}

std::int64_t FeeItem::amount_dong() const {
    const auto full = unit_price_dong * quantity;
    if (exemption.empty()) return full;
    const auto paid_percent = 100 - percent_off.value_or(100);
    return full / 100 * paid_percent + full % 100 * paid_percent / 100;  // in two parts: the product could be too large
}

std::optional<WallTime> FullDossier::first(Status status) const {
    const auto found = std::find_if(history.begin(), history.end(), [&](const auto& step) { return step.status == status; });
    return found == history.end() ? std::nullopt : std::optional(found->at);
}

std::vector<StatusStep> FullDossier::steps() const {
    std::vector<StatusStep> out;
    for (const auto& step : history) out.push_back({step.status, step.at, step.words});
    return out;
}

Channel channel_of(Outcome outcome, IdentifiedBy identified_by, bool accepts_unsigned_filing) {
    const bool has_account = identified_by == IdentifiedBy::signed_in || accepts_unsigned_filing;
    return outcome == Outcome::submitted_online && has_account ? Channel::online : Channel::direct;
}

FullDossier full_dossier(const SubmissionView& submission, const catalogue::Catalogue& catalogue,
                         bool accepts_unsigned_filing) {
    FullDossier out;
    out.codes.provisional = submission.header.provisional_code;
    out.procedure_code = submission.procedure_code;
    out.procedure_name = submission.procedure_name;
    if (const auto* field = catalogue.field(submission.field)) {
        out.field_code = field->code;
        out.field_name = field->name.vi;
    }
    out.applicant = submission.applicant;
    out.identified_by = submission.identified_by;
    out.submitter = party_of(submission.submitter);
    out.submitter.phone = submission.phone;
    out.holder = holder_of(submission);
    out.holder.phone = submission.phone;
    out.channel = channel_of(submission.header.outcome, submission.identified_by, accepts_unsigned_filing);
    const auto day = local_time(submission.header.submitted_at).date;
    const auto* procedure = catalogue.procedure(submission.procedure_code);
    const auto* handled = procedure == nullptr ? nullptr : procedure->handled_on(day);
    out.receiving_unit = unit_of(catalogue, submission.header.unit, day);
    if (handled != nullptr) out.processing_unit = unit_of(catalogue, handled->processing_unit, day);
    if (out.processing_unit.name.empty()) out.processing_unit = out.receiving_unit;
    out.summary = Personal(fmt::format("{} {}", submission.procedure_name, submission.holder_name().reveal()));
    out.submitted_at = submission.header.submitted_at;
    const auto told = told_by(submission, catalogue.form(submission.form));
    out.return_by = told.by;
    out.return_address = told.address;
    out.papers = papers_of(submission, procedure);
    out.fees = fees_of(submission, procedure, out.channel, told.quantity);
    HistoryStep registered;
    registered.at = submission.header.submitted_at;
    registered.words = row_of(Status::registered).name_vi;
    out.history.push_back(std::move(registered));
    return out;
}

Result<Done> move(FullDossier& dossier, HistoryStep step) {
    if (auto may = may_follow(dossier, step); !may) return may;
    dossier.history.push_back(std::move(step));
    return Done{};
}

Result<Done> take_code(FullDossier& dossier, std::string_view code, const settings::DossierRules& rules) {
    const auto parsed = parse_dossier_code(code);
    if (!parsed || parsed->form == CodeForm::provisional)
        return fail(Code::bad_usage, "not an official dossier code; give the one that the portal has given");
    const auto text = parsed->text();
    if (dossier.codes.official == text) return Done{};
    if (!dossier.codes.official.empty())
        return fail(Code::busy, "the dossier has an official code already; a code is never exchanged for another");
    const bool accepted = dossier.first(Status::accepted).has_value();
    if (rules.code_taken == settings::DossierRules::CodeTaken::at_acceptance && !accepted)
        return fail(Code::bad_usage, "this province gives the code at acceptance; accept the dossier first");
    dossier.codes.official = text;
    return Done{};
}

Result<Done> accept(FullDossier& dossier, HistoryStep step, const std::optional<Due>& due) {
    if (step.status != Status::accepted) return fail(Code::bad_usage, "an acceptance is a step to state 2");
    if (auto moved = move(dossier, std::move(step)); !moved) return moved;
    dossier.due = due ? std::optional(due->at) : std::nullopt;
    return Done{};
}

Result<Done> ask_supplement(FullDossier& dossier, HistoryStep step) {
    if (step.status != Status::supplement_asked) return fail(Code::bad_usage, "a supplement request is a step to state 5");
    SupplementRound request;
    request.number = static_cast<int>(dossier.supplements.size()) + 1;
    request.asked_at = step.at;
    request.asked_by = step.officer;
    request.what = step.words;
    request.due_before = dossier.due;
    if (auto moved = move(dossier, std::move(step)); !moved) return moved;
    dossier.supplements.push_back(std::move(request));
    return Done{};
}

Result<Done> take_supplement(FullDossier& dossier, HistoryStep step, std::string_view received_note,
                             const WorkingTime& time) {
    if (dossier.supplements.empty() || dossier.supplements.back().answered_at)
        return fail(Code::bad_usage, "nobody asked for a supplement that has not come yet");
    if (step.status != Status::processing) return fail(Code::bad_usage, "with its papers a dossier is in process again (4)");
    if (auto may = may_follow(dossier, step); !may) return may;
    auto& request = dossier.supplements.back();
    std::optional<WallTime> due;
    if (dossier.due) {
        const auto moved = due_after_supplement(time, *dossier.due, request.asked_at, step.at);
        if (!moved) return fail(moved.error().code, moved.error().detail);
        due = moved->at;
    }
    request.answered_at = step.at;
    request.received_by = step.officer;
    request.received_note = received_note;
    request.due_after = due;
    dossier.due = due;
    dossier.history.push_back(std::move(step));
    return Done{};
}

Punctuality punctuality(const FullDossier& dossier, std::optional<int> working_days, const WorkingTime& time, WallTime now) {
    const bool moved = std::any_of(dossier.supplements.begin(), dossier.supplements.end(),
                                   [](const auto& supplement) { return supplement.due_after.has_value(); });
    return punctuality(dossier.steps(), {dossier.due, moved, working_days}, time, now);
}

}  // namespace kiosk::dossier
