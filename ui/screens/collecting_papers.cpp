#include "ui/screens/collecting_papers.hpp"

#include <algorithm>

#include "ui/screens/filing_wording.hpp"

namespace kiosk::ui {
namespace {

using catalogue::Component;

std::string progress_of(const dossier::Paper& paper, const ScreenContext& ctx) {
    if (paper.pages.size() == 1) return ctx(text::papers_one_page);
    if (!paper.pages.empty()) return ctx(text::papers_pages, fmt::arg("count", paper.pages.size()));
    return paper.bring_original ? ctx(text::papers_bring_chosen) : std::string{};
}

Row row_of(const Component& component, const dossier::Paper& paper, bool missing, bool supplement,
           const ScreenContext& ctx) {
    Row row;
    if (!supplement) row.caption = wording::paper_need(component, ctx);
    row.title = filing_wording::paper_name(component, ctx);
    row.body = wording::paper_note(component, ctx);
    row.trailing = missing ? ctx(text::papers_missing) : progress_of(paper, ctx);
    const bool has = !paper.pages.empty() || paper.bring_original;
    row.icon = missing ? Icon::alert_circle : has ? Icon::check_circle : Icon::file_document;
    row.tone = missing ? Tone::bad : has ? Tone::ok : component.required ? Tone::info : Tone::neutral;
    row.trailing_tone = missing ? Tone::bad : has ? Tone::ok : Tone::neutral;
    return row;
}

/// What the devices can't do now, and what to do instead.
void draw_degraded(Frame& frame, const visit::Situation& situation, const ScreenContext& ctx) {
    if (!situation.can_capture()) {
        frame.notice(Tone::warn, Icon::alert, ctx(text::papers_none_works), ctx(text::papers_none_works_body));
    } else if (situation.page_scanner) {
        frame.notice(Tone::warn, Icon::alert, ctx(text::papers_scanner_gone));
    } else if (situation.camera) {
        frame.notice(Tone::warn, Icon::camera_off, ctx(text::papers_camera_gone));
    }
}

void draw_to_present(Frame& frame, const visit::Filing& filing, const ScreenContext& ctx) {
    for (const auto& component : filing.procedure->components) {
        if (!component.present_only || !component.asked_of(filing.draft.applicant)) continue;
        frame.point(Icon::account_card_details, ctx(text::papers_present, fmt::arg("name", ctx(component.name))));
    }
}

/// Pages of a dossier of this visit that may serve here as well.
void draw_reuse(Frame& frame, const visit::CollectingPapers& state, const Component& component, const dossier::Paper& paper,
                const ScreenContext& ctx) {
    const auto* earlier = ctx.visit.earlier.get();
    if (earlier == nullptr || state.filing.supplement || !paper.pages.empty()) return;
    const auto count = earlier->pages_for(component).size();
    if (count == 0) return;
    if (!frame.quiet_button("paper." + component.id + ".reuse", Icon::file_check,
                            ctx(text::another_reuse, fmt::arg("count", count))))
        return;
    visit::PaperReused reused{component.id, {}};
    for (std::size_t i = 0; i < count; ++i) reused.ids.push_back(ctx.new_id());
    ctx.emit(std::move(reused));
}

/// What the authority asks for, in its own words.
void draw_request(Frame& frame, const dossier::StatusView& view, const ScreenContext& ctx) {
    const auto& words = dossier::supplement_request(view);
    if (words.empty()) frame.notice(Tone::info, Icon::file_document, ctx(text::supplement_asked_unknown));
    else frame.personal_notice(Tone::info, Icon::file_document, ctx(text::supplement_asked), words);
}

bool has_something(const dossier::Draft& draft) {
    return std::ranges::any_of(draft.papers, [](const auto& paper) { return !paper.pages.empty() || paper.bring_original; });
}

void draw_ways(Frame& frame, const Component& component, const dossier::Paper& paper, const ScreenContext& ctx) {
    using dossier::PageSource;
    const auto& situation = ctx.visit.situation;
    const auto prefix = "paper." + component.id;
    std::vector<ButtonItem> ways{
        {prefix + ".scan", Icon::file_document, ctx(paper.pages.empty() ? text::papers_scan : text::papers_scan_more),
         !situation.page_scanner},
        {prefix + ".camera", Icon::camera, ctx(text::papers_camera), !situation.camera}};
    if (paper.bring_original) {
        ways.push_back({prefix + ".bring", Icon::undo_variant, ctx(text::papers_bring_not), true});
    } else if (paper.pages.empty()) {
        ways.push_back({prefix + ".bring", Icon::bookmark, ctx(text::papers_bring), true});
    }
    const auto tapped = frame.buttons(std::move(ways));
    if (!tapped) return;
    if (*tapped == 2) ctx.emit(visit::OriginalPromised{component.id, !paper.bring_original});
    else ctx.emit(visit::PageWanted{ctx.new_id(), component.id, *tapped == 0 ? PageSource::scanner : PageSource::camera});
}

}  // namespace

CollectingPapersScreen::CollectingPapersScreen(const visit::CollectingPapers& state) {
    for (const auto& paper : state.filing.draft.papers) {
        for (const auto& page : paper.pages) pictures_.emplace(page.id, filing_wording::picture_of(page));
    }
}

void CollectingPapersScreen::draw_paper(Frame& frame, const visit::CollectingPapers& state, const Component& component,
                                        const ScreenContext& ctx) {
    static const dossier::Paper nothing_yet;
    const auto* found = state.filing.draft.find_paper(component.id);
    const auto& paper = found == nullptr ? nothing_yet : *found;
    const bool missing = std::ranges::find(state.missing, component.id) != state.missing.end();
    frame.row({}, row_of(component, paper, missing, state.filing.supplement != nullptr, ctx));
    if (!paper.pages.empty()) {
        std::vector<Thumbnail> thumbnails;
        for (std::size_t i = 0; i < paper.pages.size(); ++i) {
            const auto picture = pictures_.find(paper.pages[i].id);
            thumbnails.push_back({picture == pictures_.end() ? nullptr : &picture->second,
                                  ctx(text::papers_thumbnail, fmt::arg("page", i + 1)), false, Tone::neutral});
        }
        if (const auto opened = frame.thumbnails("paper." + component.id + ".page", std::move(thumbnails))) {
            ctx.emit(visit::PageOpened{component.id, *opened});
        }
    }
    draw_reuse(frame, state, component, paper, ctx);
    draw_ways(frame, component, paper, ctx);
}

void CollectingPapersScreen::draw(Frame& frame, const visit::CollectingPapers& state, const ScreenContext& ctx) {
    const auto& procedure = *state.filing.procedure;
    const bool supplement = state.filing.supplement != nullptr;
    filing_wording::draw_paper_steps(frame, state.filing, ctx);
    frame.title(ctx(supplement ? text::supplement_papers_title : text::papers_title));
    frame.hint(ctx(text::papers_hint));
    frame.scroll_from_here();
    if (supplement) draw_request(frame, state.filing.supplement->reading.view, ctx);
    if (!state.missing.empty()) {
        frame.notice(Tone::bad, Icon::alert_circle, ctx(text::papers_missing_title, fmt::arg("count", state.missing.size())),
                     ctx(text::papers_missing_body));
    }
    draw_degraded(frame, ctx.visit.situation, ctx);
    // What must be there stands first; what depends on the case follows.
    for (const bool required : {true, false}) {
        for (const auto& component : procedure.components) {
            if (component.required != required || !filing_wording::is_collected(component)) continue;
            if (!component.asked_of(state.filing.draft.applicant)) continue;
            draw_paper(frame, state, component, ctx);
        }
    }
    draw_to_present(frame, state.filing, ctx);
    filing_wording::draw_keep(frame, ctx);

    if (frame.back("back", ctx(state.back_to_review ? text::form_back_to_review : text::back))) ctx.emit(visit::WentBack{});
    Button next{.icon = Icon::arrow_right, .reason = {}};
    if (supplement && !has_something(state.filing.draft)) {
        next.enabled = false;
        next.reason = ctx(text::supplement_nothing_yet);
    }
    if (frame.primary("papers.next", ctx(text::papers_next), std::move(next))) {
        ctx.emit(visit::PapersFinished{});
    }
}

}  // namespace kiosk::ui
