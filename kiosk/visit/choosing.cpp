#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

/// Where a chosen procedure was found, to go back to.
struct FoundBy {
    std::string words;
    std::string life_event;
};

Next chosen(Journey journey, Purpose purpose, std::string_view code, const FoundBy& by, const Inputs& in,
            const State& stay) {
    const auto* procedure = in.catalogue.procedure(code);
    if (procedure == nullptr) return {stay, {}};  // the screen offers only what the catalogue has
    if (journey == Journey::ticket && !hidden_today(*procedure, in))
        return towards_ticket(TicketWish{purpose, procedure->field, procedure->code}, in);
    return {ReadingDetails{journey, procedure, by.words, by.life_event}, {}};
}

}  // namespace

bool hidden_today(const Procedure& procedure, const Inputs& in) { return in.situation.today.hides(procedure.code); }

Next on(const ChoosingField& s, const FieldChosen& e, const Inputs& in) {
    if (in.catalogue.field(e.field) == nullptr) return {s, {}};
    return {ChoosingProcedure{s.journey, s.purpose, e.field}, {}};
}
Next on(const ChoosingField& s, const LifeEventChosen& e, const Inputs& in) {
    if (in.catalogue.life_event(e.life_event) == nullptr) return {s, {}};
    return {ChoosingProcedure{s.journey, s.purpose, {}, e.life_event}, {}};
}
Next on(const ChoosingField& s, const GroupingChosen& e, const Inputs&) {
    return {ChoosingField{s.journey, s.purpose, e.grouping}, {}};
}
Next on(const ChoosingField& s, const SearchOpened&, const Inputs&) { return {Searching{s.journey, s.purpose, {}, {}}, {}}; }
Next on(const ChoosingField& s, const WentBack&, const Inputs&) {
    if (s.journey == Journey::ticket) return {ChoosingPurpose{}, {}};
    return {ChoosingJourney{}, {}};
}

Next on(const ChoosingProcedure& s, const ProcedureChosen& e, const Inputs& in) {
    return chosen(s.journey, s.purpose, e.code, {{}, s.life_event}, in, s);
}
Next on(const ChoosingProcedure& s, const ProcedureSkipped&, const Inputs& in) {
    // A number is for a field; the procedures of a life event are of several.
    if (s.journey != Journey::ticket || s.field.empty()) return {s, {}};
    return towards_ticket(TicketWish{s.purpose, s.field, {}}, in);
}
Next on(const ChoosingProcedure& s, const SearchOpened&, const Inputs&) {
    return {Searching{s.journey, s.purpose, {}, {}}, {}};
}
Next on(const ChoosingProcedure& s, const WentBack&, const Inputs&) {
    return {ChoosingField{s.journey, s.purpose, s.field.empty() ? Grouping::life_events : Grouping::fields}, {}};
}

Next on(const Searching& s, const WordsTyped& e, const Inputs& in) {
    constexpr std::size_t longest_bytes = 200;  // more than any name; keeps a keystroke cheap
    Searching next{s.journey, s.purpose, e.words.substr(0, longest_bytes), {}};
    for (const auto& hit : in.catalogue.search(next.words)) next.found.push_back(hit.procedure);
    return {std::move(next), {}};
}
Next on(const Searching& s, const ProcedureChosen& e, const Inputs& in) {
    return chosen(s.journey, s.purpose, e.code, {s.words, {}}, in, s);
}
Next on(const Searching& s, const WentBack&, const Inputs&) { return {ChoosingField{s.journey, s.purpose}, {}}; }

Next on(const ReadingDetails& s, const SubmissionChosen&, const Inputs& in) {
    if (s.procedure->offered() == catalogue::Offer::in_person || !in.situation.can_capture() ||
        hidden_today(*s.procedure, in))
        return {s, {}};
    Filing filing{s.procedure, {}};
    filing.draft.procedure = s.procedure->code;
    return {ReadingNotice{std::move(filing)}, {}};
}
Next on(const ReadingDetails& s, const TicketChosen&, const Inputs& in) {
    // Nobody takes it today; somebody still says when.
    if (hidden_today(*s.procedure, in)) return towards_ticket(TicketWish{Purpose::ask, {}, {}}, in);
    return towards_ticket(TicketWish{Purpose::submit, s.procedure->field, s.procedure->code}, in);
}
Next on(const ReadingDetails& s, const WentBack&, const Inputs& in) {
    if (s.printing_a4()) return {s, {}};  // a paper that nobody waits for is printed for nobody
    const Purpose purpose = s.journey == Journey::guidance ? Purpose::ask : Purpose::submit;
    if (!s.life_event.empty()) return {ChoosingProcedure{s.journey, purpose, {}, s.life_event}, {}};
    if (s.words.empty()) return {ChoosingProcedure{s.journey, purpose, s.procedure->field}, {}};
    return on(Searching{s.journey, purpose, {}, {}}, WordsTyped{s.words}, in);
}

namespace {

Next with_guidance(const ReadingDetails& s, A4Printing::Phase phase, Code problem) {
    auto next = s;
    next.a4->phase = phase;
    next.a4->problem = problem;
    return {std::move(next), {}};
}

}  // namespace

Next on(const ReadingDetails& s, const GuidancePrintWanted& e, const Inputs& in) {
    if (s.printing_a4() || in.situation.page_printer) return {s, {}};
    if (e.paper == GuidancePaper::blank_form && in.catalogue.form(s.procedure->form) == nullptr) return {s, {}};
    auto next = s;
    next.a4 = A4Printing{e.press, {}, A4Printing::Phase::under_way, Code::io, in.now + limits::printing_a4};
    return {std::move(next), {PrintGuidance{e.press, s.procedure->code, e.paper, in.preferences.language}}};
}
Next on(const ReadingDetails& s, const A4Printed& e, const Inputs&) {
    if (!s.a4 || e.press != s.a4->press) return {s, {}};
    return with_guidance(s, A4Printing::Phase::printed, Code::io);
}
Next on(const ReadingDetails& s, const A4NotPrinted& e, const Inputs&) {
    if (!s.printing_a4() || e.press != s.a4->press) return {s, {}};
    return with_guidance(s, A4Printing::Phase::failed, e.code);
}
Next on(const ReadingDetails& s, const Ticked&, const Inputs& in) {
    if (!s.printing_a4() || in.now < s.a4->deadline) return {s, {}};
    return with_guidance(s, A4Printing::Phase::failed, Code::timed_out);
}

}  // namespace kiosk::visit
