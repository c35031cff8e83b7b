#include "kiosk/visit/noting.hpp"

#include <algorithm>

#include "kiosk/base/text.hpp"

namespace kiosk::visit {
namespace {

using review::Counted;
using review::Note;
using review::Notes;

constexpr std::size_t most_notes = 100;  // a child that plays with the screen fills no database

/// The page itself, whatever question lies over it.
const State& page_of(const State& state) {
    if (const auto* asking = std::get_if<AskingIfPresent>(&state)) return page_of(*asking->behind);
    if (const auto* ending = std::get_if<ConfirmingEnd>(&state)) return page_of(*ending->behind);
    if (const auto* calling = std::get_if<CallingStaff>(&state)) return page_of(*calling->behind);
    if (const auto* signing_in = std::get_if<SigningIn>(&state)) return page_of(*signing_in->from);
    return state;
}

void add(Notes& notes, Note note) {
    if (notes.size() < most_notes && std::find(notes.begin(), notes.end(), note) == notes.end())
        notes.push_back(std::move(note));
}

/// The procedure that a page is about, as far as somebody asked for it there.
const Procedure* asked_for(const State& page) {
    if (const auto* reading = std::get_if<ReadingDetails>(&page)) return reading->procedure;
    if (const auto* confirming = std::get_if<ConfirmingTicket>(&page)) return confirming->procedure;
    return nullptr;
}

void note_search(const Searching& left, const Event& event, const State& page, Notes& notes) {
    if (trim(left.words).empty()) return;
    if (std::holds_alternative<ProcedureChosen>(event)) {
        if (const auto* found = asked_for(page))
            add(notes, {Counted::found_by_search, found->code, {}, Personal(left.words)});
        return;
    }
    const auto same_words = [&](const Note& note) {
        return note.counted == Counted::found_by_search && note.words.reveal() == left.words;
    };
    if (std::none_of(notes.begin(), notes.end(), same_words))
        add(notes, {Counted::searches_left, {}, {}, Personal(left.words)});
}

void note_obstacle(const ReadingDetails& page, const Situation& situation, Notes& notes) {
    if (page.journey != Journey::submit) return;
    const auto& procedure = *page.procedure;
    if (procedure.untested) add(notes, {Counted::untested, procedure.code});
    else if (procedure.offered() == catalogue::Offer::in_person) add(notes, {Counted::counter_only, procedure.code});
    else if (!situation.can_capture()) add(notes, {Counted::no_device, procedure.code});
}

}  // namespace

void note(const Visit& before, const Event& event, const State& after, Notes& notes) {
    const State& from = page_of(before.state);
    const State& to = page_of(after);
    if (is_over(from) && !is_over(to)) add(notes, {Counted::visits});
    if (const auto* left = std::get_if<Searching>(&from); left != nullptr && !std::holds_alternative<Searching>(to))
        note_search(*left, event, to, notes);
    if (const auto* procedure = asked_for(to)) {
        add(notes, {Counted::asked_for, procedure->code});
        if (const auto* reading = std::get_if<ReadingDetails>(&to)) note_obstacle(*reading, before.situation, notes);
    }
    if (const auto* notice = std::get_if<ReadingNotice>(&from);
        notice != nullptr && std::holds_alternative<NoticeAccepted>(event)) {
        add(notes, {Counted::begun, notice->filing.procedure->code});
    }
    if (const auto* papers = std::get_if<CollectingPapers>(&to)) {
        for (const auto& component : papers->missing)
            add(notes, {Counted::paper_missing, papers->filing.procedure->code, component});
    }
}

}  // namespace kiosk::visit
