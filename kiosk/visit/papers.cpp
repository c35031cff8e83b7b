#include <algorithm>

#include "kiosk/visit/transitions.hpp"

namespace kiosk::visit {
namespace {

bool collected(const catalogue::Component& component) { return !component.form && !component.present_only; }

bool collects_nothing(const Filing& filing) {
    const auto& components = filing.procedure->components;
    return std::none_of(components.begin(), components.end(),
                        [&](const auto& c) { return collected(c) && c.asked_of(filing.draft.applicant); });
}

bool known(const Filing& filing, std::string_view id) {
    const auto& components = filing.procedure->components;
    return std::any_of(components.begin(), components.end(), [&](const auto& c) { return c.id == id && collected(c); });
}

std::string name_of(const Filing& filing, std::string_view id) {
    const auto& components = filing.procedure->components;
    const auto found = std::find_if(components.begin(), components.end(), [&](const auto& c) { return c.id == id; });
    return found == components.end() ? std::string{} : found->name.vi;
}

Next capture(const Filing& filing, const std::string& component, dossier::PageSource source, const Uuid& question,
             std::optional<std::size_t> replaces, const Inputs& in) {
    return {
        CapturingPage{filing, component, source, question, replaces, std::nullopt, in.now + limits::capturing, {}, false},
        {CapturePage{question, source, name_of(filing, component)}}};
}

State collecting(const Filing& filing) { return CollectingPapers{filing, {}, false}; }

/// The next of several pages that are looked at one after the other, or the papers again.
State following_page(const ViewingPage& s, const Filing& filing) {
    if (s.more.empty()) return collecting(filing);
    ViewingPage next{filing, s.component, 0, true, s.more};
    auto& pages = next.filing.draft.paper(s.component).pages;
    next.index = pages.size();
    pages.push_back(next.more.front());
    next.more.erase(next.more.begin());
    return next;
}

}  // namespace

void take_reading(State& state, const PageRead& read) {
    std::visit(
        [&](auto& s) {
            if constexpr (requires { s.filing.draft.papers; }) {
                for (auto& paper : s.filing.draft.papers) {
                    for (auto& page : paper.pages) {
                        if (page.id != read.page) continue;
                        if (read.bytes) page.bytes = read.bytes;
                        page.reading = read.reading;
                    }
                }
            }
        },
        state);
}

State to_papers(const Filing& filing, bool back_to_review, const Inputs&) {
    if (collects_nothing(filing)) return LeavingPhone{filing, {}};
    return CollectingPapers{filing, {}, back_to_review};
}

Next on(const CollectingPapers& s, const PageWanted& e, const Inputs& in) {
    if (!known(s.filing, e.component)) return {s, {}};
    return capture(s.filing, e.component, e.source, e.question, std::nullopt, in);
}
Next on(const CollectingPapers& s, const PageOpened& e, const Inputs&) {
    const auto* paper = s.filing.draft.find_paper(e.component);
    if (paper == nullptr || e.index >= paper->pages.size()) return {s, {}};
    return {ViewingPage{s.filing, e.component, e.index, false}, {}};
}
Next on(const CollectingPapers& s, const OriginalPromised& e, const Inputs&) {
    if (!known(s.filing, e.component)) return {s, {}};
    auto next = s;
    next.filing.draft.paper(e.component).bring_original = e.promised;
    std::erase(next.missing, e.component);
    return {std::move(next), {}};
}
Next on(const CollectingPapers& s, const PapersFinished&, const Inputs& in) {
    if (s.filing.supplement) {
        if (!has_something(s.filing.draft)) return {s, {}};
        return {ReviewingSupplement{s.filing, std::nullopt, std::nullopt}, {}};
    }
    auto missing = dossier::missing_components(*s.filing.procedure, s.filing.draft);
    if (!missing.empty()) return {CollectingPapers{s.filing, std::move(missing), s.back_to_review}, {}};
    if (s.back_to_review) return {to_review(s.filing, in), {}};
    return {LeavingPhone{s.filing, {}}, {}};
}
Next on(const CollectingPapers& s, const WentBack&, const Inputs& in) {
    if (s.filing.supplement) return {left_supplement(s.filing), {}};
    if (s.back_to_review) return {to_review(s.filing, in), {}};
    return {end_of_form(s.filing, in), {}};
}

Next on(const CapturingPage& s, const PageCaptured& e, const Inputs&) {
    if (e.question != s.question || s.problem) return {s, {}};  // the answer to a try that was given up
    auto filing = s.filing;
    auto& paper = filing.draft.paper(s.component);
    paper.bring_original = false;
    const bool replaces = s.replaces && *s.replaces < paper.pages.size();
    const std::size_t index = replaces ? *s.replaces : paper.pages.size();
    if (replaces) paper.pages[index] = e.page;
    else paper.pages.push_back(e.page);
    return {ViewingPage{std::move(filing), s.component, index, true}, {}};
}
Next on(const CapturingPage& s, const PageNotCaptured& e, const Inputs&) {
    if (e.question != s.question) return {s, {}};
    auto next = s;
    next.problem = e.code;
    next.live.reset();
    return {std::move(next), {}};
}
Next on(const CapturingPage& s, const PageSeen& e, const Inputs&) {
    if (e.question != s.question || s.problem) return {s, {}};
    auto next = s;
    next.live = e.live;
    return {std::move(next), {}};
}
Next on(const CapturingPage& s, const PhotoWanted&, const Inputs&) {
    if (s.source != dossier::PageSource::camera || s.problem || s.taking) return {s, {}};
    auto next = s;
    next.taking = true;
    return {std::move(next), {TakePhoto{s.question}}};
}
Next on(const CapturingPage& s, const PageReplaced& e, const Inputs& in) {
    if (!s.problem) return {s, {}};  // «Thử lại» is offered only after a failure
    return capture(s.filing, s.component, s.source, e.question, s.replaces, in);
}
Next on(const CapturingPage& s, const WentBack&, const Inputs&) { return {collecting(s.filing), {}}; }
Next on(const CapturingPage& s, const Ticked&, const Inputs& in) {
    if (s.problem || in.now < s.deadline) return {s, {}};
    auto next = s;
    next.problem = Code::timed_out;
    next.live.reset();
    return {std::move(next), {CancelCapture{s.question}}};
}

Next on(const ViewingPage& s, const PageKept&, const Inputs&) { return {following_page(s, s.filing), {}}; }
Next on(const ViewingPage& s, const PageDeleted&, const Inputs&) {
    auto filing = s.filing;
    auto& pages = filing.draft.paper(s.component).pages;
    if (s.index < pages.size()) pages.erase(pages.begin() + static_cast<std::ptrdiff_t>(s.index));
    return {following_page(s, filing), {}};
}
Next on(const ViewingPage& s, const PageReplaced& e, const Inputs& in) {
    const auto* paper = s.filing.draft.find_paper(s.component);
    if (paper == nullptr || s.index >= paper->pages.size()) return {collecting(s.filing), {}};
    return capture(s.filing, s.component, paper->pages[s.index].source, e.question, s.index, in);
}
Next on(const ViewingPage& s, const WentBack&, const Inputs&) { return {collecting(s.filing), {}}; }

}  // namespace kiosk::visit
