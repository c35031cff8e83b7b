#include "ui/screens/viewing_page.hpp"

#include "ui/screens/filing_wording.hpp"
#include "ui/screens/page_advice.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

const dossier::Page* page_of(const visit::ViewingPage& state) {
    const auto* paper = state.filing.draft.find_paper(state.component);
    return paper == nullptr || state.index >= paper->pages.size() ? nullptr : &paper->pages[state.index];
}

Chip chip_of(const visit::ViewingPage& state, bool scanned, const ScreenContext& ctx) {
    if (state.fresh) return {Icon::check_circle, ctx(text::sheet_fresh), Tone::ok};
    if (scanned) return {Icon::file_document, ctx(text::sheet_source_scanner), Tone::info};
    return {Icon::camera, ctx(text::sheet_source_camera), Tone::info};
}

/// Advice: what the page seems to be, and what stands on it.
void draw_reading(Frame& frame, const dossier::PageReading& reading, const catalogue::Component* wanted, bool scanned,
                  const ScreenContext& ctx) {
    if (!reading.looks_like.empty() && wanted != nullptr) {
        frame.notice(Tone::warn, Icon::alert_circle,
                     ctx(text::reading_other_paper, fmt::arg("name", reading.looks_like),
                         fmt::arg("wanted", filing_wording::paper_name(*wanted, ctx)),
                         fmt::arg("again", ctx(scanned ? text::sheet_rescan : text::sheet_rephoto))));
    }
    std::vector<Fact> facts;
    const auto add = [&](TextId caption, const std::string& value) {
        if (!value.empty()) facts.push_back({Icon::file_document, ctx(caption), value, true});
    };
    std::string dates;
    for (const auto& date : reading.dates) dates += (dates.empty() ? "" : ", ") + wording::date(date);
    add(text::reading_codes, fmt::format("{}", fmt::join(reading.codes, ", ")));
    add(text::reading_dates, dates);
    if (!facts.empty()) frame.facts(std::move(facts));
}

}  // namespace

ViewingPageScreen::ViewingPageScreen(const visit::ViewingPage& state) {
    if (const auto* page = page_of(state)) picture_ = filing_wording::picture_of(*page);
}

void ViewingPageScreen::draw(Frame& frame, const visit::ViewingPage& state, const ScreenContext& ctx) {
    const auto* component = filing_wording::component_of(state.filing, state.component);
    const auto* page = page_of(state);
    filing_wording::draw_paper_steps(frame, state.filing, ctx);
    if (component != nullptr) frame.title(filing_wording::paper_name(*component, ctx));
    if (page == nullptr) {
        frame.notice(Tone::warn, Icon::alert_circle, ctx(text::sheet_gone));
        if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
        return;
    }
    const bool scanned = page->source == dossier::PageSource::scanner;
    const auto count = state.filing.draft.find_paper(state.component)->pages.size();
    const auto number = ctx(text::sheet_title, fmt::arg("page", state.index + 1), fmt::arg("count", count));
    frame.hint(number);
    frame.picture({}, picture_, number, chip_of(state, scanned, ctx));
    frame.second_column();
    if (!state.more.empty()) frame.point(Icon::file_multiple, ctx(text::another_more, fmt::arg("count", state.more.size())));
    for (const auto& advice : shown_of(page->advice))
        frame.notice(Tone::warn, Icon::alert_circle, advice_sentence(advice, scanned, ctx));
    if (page->reading) draw_reading(frame, *page->reading, component, scanned, ctx);
    if (state.fresh && page->advice.empty()) frame.point(Icon::information, ctx(text::sheet_fresh_hint));
    if (frame.quiet_button("page.delete", Icon::bin, ctx(text::sheet_delete))) ctx.emit(visit::PageDeleted{});

    // What the page is better for is the main button: once more, where it has faults.
    const bool better_again = state.fresh && !page->advice.empty();
    const Button again{.icon = scanned ? Icon::refresh : Icon::camera, .reason = {}};
    const Button keep{.icon = Icon::check, .reason = {}};
    const auto& again_words = ctx(scanned ? text::sheet_rescan : text::sheet_rephoto);
    const auto& keep_words = ctx(state.fresh ? text::sheet_keep : text::sheet_done);
    const bool retaken =
        better_again ? frame.primary("page.retake", again_words, again) : frame.secondary("page.retake", again_words, again);
    const bool kept =
        better_again ? frame.secondary("page.keep", keep_words, keep) : frame.primary("page.keep", keep_words, keep);
    if (retaken) ctx.emit(visit::PageReplaced{ctx.new_id()});
    if (kept) ctx.emit(visit::PageKept{});
}

}  // namespace kiosk::ui
