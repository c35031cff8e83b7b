#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

using Answer = dossier::AskedWithdrawal::Answer;

/// The papers to choose from: those of the procedure that can be handed in here, what the authority's words name first, and
/// one for whatever else it asks for. None is demanded: only the authority knows which it misses.
Procedure papers_of(const dossier::StatusView& view, const Inputs& in) {
    Procedure out;
    out.code = view.procedure_code;
    out.name.vi = view.procedure_name;
    out.short_name.vi = view.procedure_name;
    if (const auto* known = in.catalogue.procedure(view.procedure_code)) {
        out.field = known->field;
        for (const auto& component : known->components) {
            if (component.form || component.present_only) continue;
            auto& kept = out.components.emplace_back(component);
            kept.required = false;
            kept.only_for.clear();
        }
    }
    const auto words = fold(dossier::supplement_request(view));
    std::stable_partition(out.components.begin(), out.components.end(),
                          [&](const auto& c) { return words.find(fold(c.name.vi)) != std::string::npos; });
    auto& other = out.components.emplace_back();
    other.id = std::string(dossier::other_paper);
    other.name.vi = std::string(dossier::other_paper_name);
    other.required = false;
    return out;
}

Filing begin_supplement(const ReadingStatus& reading, const Inputs& in) {
    auto supplement = std::make_shared<Supplementing>(Supplementing{reading, papers_of(reading.view, in)});
    Filing filing{&supplement->papers, reading.begun ? *reading.begun : Draft{}, nullptr};
    filing.draft.procedure = reading.view.procedure_code;
    filing.supplement = std::move(supplement);
    return filing;
}

dossier::SupplementNote note_of(const Filing& filing, PressId press, WallTime at) {
    const auto& view = filing.supplement->reading.view;
    dossier::SupplementNote note{press, view.code, view.procedure_name, at, {}, Answer::on_its_way, {}};
    for (const auto& component : filing.procedure->components) {
        const auto* paper = filing.draft.find_paper(component.id);
        if (paper == nullptr || (paper->pages.empty() && !paper->bring_original)) continue;
        const bool other = component.id == dossier::other_paper;
        note.papers.push_back(
            {component.id, other ? LocalText{} : component.name, paper->pages.size(), paper->bring_original});
    }
    return note;
}

/// The dossier again, with what has become of the supplement.
ReadingStatus answered_supplement(ReadingStatus reading, dossier::SentSupplement sent, const Inputs& in) {
    auto& view = reading.view;
    reading.begun.reset();
    if (sent.answer == Answer::taken && dossier::may_become(view.status, dossier::Status::processing)) {
        view.status = dossier::Status::processing;
        view.steps.push_back({view.status, in.wall, {}});
    }
    view.supplement = std::move(sent);
    return reading;
}

ReadingStatus reading_after(const HoldingSupplement& s, const Inputs& in) {
    return answered_supplement(s.reading, {s.note.id, s.note.sent_at, s.note.answer, s.note.refusal}, in);
}

Next holding_supplement(ReadingStatus reading, const dossier::SupplementNote& note, const Inputs& in) {
    reading.begun.reset();
    return {HoldingSupplement{std::move(reading), note, Delivery::printing, in.now + limits::printing},
            {PrintSupplement{note, in.preferences.language}}};
}

Next supplement_printed(const HoldingSupplement& s, Delivery delivery, const Inputs& in) {
    auto next = s;
    next.delivery = delivery;
    next.deadline = in.after_waiting(limits::reading_result);
    return {std::move(next), {}};
}

/// The portal's answer came while the page was read.
bool waits_for_supplement(const ReadingStatus& s, PressId press) {
    return s.view.supplement && s.view.supplement->press == press && s.view.supplement->answer == Answer::on_its_way;
}

Next record_supplement(const Filing& filing, PressId press, const Inputs& in) {
    return {SendingSupplement{filing, press, std::nullopt, in.now + limits::recording}, {RecordSupplement{press, filing}}};
}

}  // namespace

bool has_something(const Draft& draft) {
    return std::any_of(draft.papers.begin(), draft.papers.end(),
                       [](const auto& paper) { return !paper.pages.empty() || paper.bring_original; });
}

ReadingStatus left_supplement(const Filing& filing) {
    auto reading = filing.supplement->reading;
    reading.begun.reset();
    if (has_something(filing.draft)) reading.begun = std::make_shared<const Draft>(filing.draft);
    return reading;
}

Next on(const ReadingStatus& s, const SupplementWanted&, const Inputs& in) {
    if (!dossier::may_be_supplemented(s.view) || s.receipt == Delivery::printing || s.printing_a4()) return {s, {}};
    return {CollectingPapers{begin_supplement(s, in), {}, false}, {}};
}
Next on(const ReadingStatus& s, const SupplementTaken& e, const Inputs& in) {
    if (!waits_for_supplement(s, e.press)) return {s, {}};
    return {answered_supplement(s, {e.press, s.view.supplement->sent_at, Answer::taken, {}}, in), {}};
}
Next on(const ReadingStatus& s, const SupplementRefused& e, const Inputs& in) {
    if (!waits_for_supplement(s, e.press)) return {s, {}};
    return {answered_supplement(s, {e.press, s.view.supplement->sent_at, Answer::refused, e.words}, in), {}};
}

Next on(const ReviewingSupplement& s, const SupplementConfirmed& e, const Inputs& in) {
    return record_supplement(s.filing, s.press.value_or(e.press), in);
}
Next on(const ReviewingSupplement& s, const WentBack&, const Inputs&) { return {CollectingPapers{s.filing, {}, false}, {}}; }

Next on(const SendingSupplement& s, const SupplementRecorded& e, const Inputs& in) {
    if (e.press != s.press || s.note) return {s, {}};
    auto note = note_of(s.filing, s.press, e.at);
    if (!in.situation.portal_connected) return holding_supplement(s.filing.supplement->reading, note, in);
    auto next = s;
    next.note = std::move(note);
    next.filing.draft = {};  // written down: the pages are no longer needed here
    next.deadline = in.now + limits::official_code;
    return {std::move(next), {}};
}
Next on(const SendingSupplement& s, const SupplementNotRecorded& e, const Inputs&) {
    if (e.press != s.press || s.note) return {s, {}};
    return {ReviewingSupplement{s.filing, s.press, e.code}, {}};
}
Next on(const SendingSupplement& s, const SupplementTaken& e, const Inputs& in) {
    if (e.press != s.press || !s.note) return {s, {}};
    auto note = *s.note;
    note.answer = Answer::taken;
    return holding_supplement(s.filing.supplement->reading, note, in);
}
Next on(const SendingSupplement& s, const SupplementRefused& e, const Inputs& in) {
    if (e.press != s.press || !s.note) return {s, {}};
    // Nothing was added, so there is nothing to take home: the dossier again, with the portal's words.
    return {answered_supplement(s.filing.supplement->reading, {s.press, s.note->sent_at, Answer::refused, e.words}, in), {}};
}
Next on(const SendingSupplement& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    if (s.note) return holding_supplement(s.filing.supplement->reading, *s.note, in);  // on its way, and the page says so
    // The store has not answered, and nobody may leave not knowing: the same press again is the same supplement.
    return record_supplement(s.filing, s.press, in);
}

Next on(const HoldingSupplement& s, const SupplementPrinted& e, const Inputs& in) {
    if (e.press != s.note.id) return {s, {}};
    return supplement_printed(s, Delivery::printed, in);
}
Next on(const HoldingSupplement& s, const SupplementNotPrinted& e, const Inputs& in) {
    if (e.press != s.note.id || s.delivery != Delivery::printing) return {s, {}};
    return supplement_printed(s, Delivery::shown, in);
}
Next on(const HoldingSupplement& s, const SupplementTaken& e, const Inputs&) {
    if (e.press != s.note.id) return {s, {}};
    auto next = s;
    next.note.answer = Answer::taken;
    return {std::move(next), {}};
}
Next on(const HoldingSupplement& s, const SupplementRefused& e, const Inputs&) {
    if (e.press != s.note.id) return {s, {}};
    auto next = s;
    next.note.answer = Answer::refused;
    next.note.refusal = e.words;
    return {std::move(next), {}};
}
Next on(const HoldingSupplement& s, const SlipWantedAgain&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};
    return holding_supplement(s.reading, s.note, in);
}
Next on(const HoldingSupplement& s, const WentBack&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};
    return {reading_after(s, in), {}};
}
Next on(const HoldingSupplement& s, const Touched&, const Inputs& in) {
    if (s.delivery == Delivery::printing) return {s, {}};
    auto next = s;
    next.deadline = in.after_waiting(limits::reading_result);
    return {std::move(next), {}};
}
Next on(const HoldingSupplement& s, const Ticked&, const Inputs& in) {
    if (in.now < s.deadline) return {s, {}};
    if (s.delivery == Delivery::printing) return supplement_printed(s, Delivery::shown, in);
    return {Attracting{}, {}};
}

}  // namespace kiosk::visit
