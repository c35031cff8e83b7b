#include "ui/hall/desk_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/queue/counter_keys.hpp"
#include "kiosk/texts/ids.hpp"
#include "ui/hall/desk_draft.hpp"
#include "ui/hall/head.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

using queue::DeskState;
using queue::TicketState;

struct DeedRow {
    DeskDeed deed;
    std::string_view name;  ///< as consoles name it, and queue::counter_keys
    std::string_view id;
    Icon icon;
    TextId label;
};
constexpr std::array deeds{
    DeedRow{DeskDeed::next, "call_next", "desk.next", Icon::bullhorn, text::desk_next},
    DeedRow{DeskDeed::recall, "recall", "desk.recall", Icon::replay, text::desk_recall},
    DeedRow{DeskDeed::start, "start", "desk.start", Icon::play, text::desk_start},
    DeedRow{DeskDeed::absent, "absent", "desk.absent", Icon::eye_off, text::desk_absent},
    DeedRow{DeskDeed::transfer, "transfer", "desk.transfer", Icon::arrow_right, text::desk_transfer},
    DeedRow{DeskDeed::finish, "finish", "desk.finish", Icon::check, text::desk_finish},
    DeedRow{DeskDeed::hold, "hold", "desk.hold", Icon::timer_sand, text::desk_hold},
    DeedRow{DeskDeed::note, "note", "desk.note", Icon::pencil, text::desk_note},
    DeedRow{DeskDeed::void_ticket, "void", "desk.void", Icon::close, text::desk_void},
    DeedRow{DeskDeed::open, "open", "desk.open", Icon::lock_open, text::desk_open_desk},
    DeedRow{DeskDeed::pause, "pause", "desk.pause", Icon::pause, text::desk_pause},
    DeedRow{DeskDeed::close, "close", "desk.close", Icon::lock, text::desk_close_desk},
};

/// 0: none.
int key_of(const DeedRow& row) {
    const auto found = std::ranges::find(queue::counter_keys, row.name, &queue::CounterKey::deed);
    return found == queue::counter_keys.end() ? 0 : found->key;
}

const DeedRow& row_of(DeskDeed deed) { return *std::ranges::find(deeds, deed, &DeedRow::deed); }

class Desk {
public:
    explicit Desk(const DeskScene& scene) : scene_(scene), texts_(scene.languages.in(scene.language)) {}

    /// Why it cannot be done now; empty: it can.
    [[nodiscard]] std::string why_not(DeskDeed deed) const {
        if (!scene_.view || scene_.old_since) return texts_(text::desk_why_no_data);
        if (scene_.busy) return texts_(text::desk_why_busy);
        const auto& view = *scene_.view;
        const bool supervises = scene_.officer.role == settings::AccountRole::supervisor;
        if (!view.officer.empty() && view.officer != scene_.officer.id && !supervises) return texts_(text::desk_why_other);
        const auto* with = view.with ? &*view.with : nullptr;
        const auto nobody = [&] { return with == nullptr ? texts_(text::desk_why_nobody) : std::string{}; };
        const auto unserved = [&] {
            if (with == nullptr) return texts_(text::desk_why_nobody);
            return with->state == TicketState::serving ? texts_(text::desk_why_serving) : std::string{};
        };
        switch (deed) {
            case DeskDeed::next:
                if (view.state != DeskState::open) return texts_(text::desk_why_not_open);
                if (with != nullptr) return texts_(text::desk_why_somebody);
                return view.waiting_here == 0 ? texts_(text::desk_why_no_one_waits) : std::string{};
            case DeskDeed::call_back:
                if (view.state != DeskState::open) return texts_(text::desk_why_not_open);
                return with != nullptr ? texts_(text::desk_why_somebody) : std::string{};
            case DeskDeed::recall:
            case DeskDeed::start: return unserved();
            case DeskDeed::absent:
                if (auto why = unserved(); !why.empty()) return why;
                return with->calls < view.calls_before_absent
                           ? texts_(text::desk_why_calls, fmt::arg("count", view.calls_before_absent))
                           : std::string{};
            case DeskDeed::finish:
            case DeskDeed::transfer:
            case DeskDeed::note:
            case DeskDeed::void_ticket:
            case DeskDeed::hold: return nobody();
            case DeskDeed::open: return view.today.is_off(scene_.counter) ? texts_(text::desk_why_off) : std::string{};
            case DeskDeed::pause: return view.state == DeskState::open ? std::string{} : texts_(text::desk_why_not_open);
            case DeskDeed::close:
                if (view.state == DeskState::closed) return texts_(text::desk_why_closed);
                return with != nullptr ? texts_(text::desk_why_somebody) : std::string{};
        }
        broken("every DeskDeed has its rule");
    }
    [[nodiscard]] std::string label(const DeedRow& row) const {
        const int key = key_of(row);
        return key == 0 ? texts_(row.label) : fmt::format("{} (F{})", texts_(row.label), key);
    }
    [[nodiscard]] ButtonItem button(DeskDeed deed) const {
        const auto& row = row_of(deed);
        return {std::string(row.id), row.icon, label(row), why_not(deed).empty()};
    }
    [[nodiscard]] Chrome::Slot slot(DeskDeed deed, bool active) const {
        const auto& row = row_of(deed);
        return {std::string(row.id), row.icon, label(row), active, false, why_not(deed)};
    }
    [[nodiscard]] std::string state() const {
        if (!scene_.view) return texts_(text::board_no_data);
        switch (scene_.view->state) {
            case DeskState::open: return texts_(text::desk_open);
            case DeskState::paused: return texts_(text::desk_paused);
            case DeskState::closed: return texts_(text::desk_closed);
        }
        broken("every DeskState has words");
    }
    [[nodiscard]] std::string with_words() const {
        const auto& with = *scene_.view->with;
        if (with.state == TicketState::serving)
            return texts_(text::desk_serving, fmt::arg("time", wording::time(with.since)));
        return texts_(text::desk_called, fmt::arg("calls", with.calls), fmt::arg("time", wording::time(with.since)));
    }
    void head(Frame& frame) const {
        auto chrome = hall_head(scene_.settings, texts_, scene_.wall);
        if (scene_.old_since) {
            chrome.banner = texts_(text::board_as_of, fmt::arg("time", wording::time(*scene_.old_since)));
            chrome.banner_tone = Tone::warn;
        }
        const auto is = [&](DeskState wanted) { return scene_.view && scene_.view->state == wanted; };
        chrome.utility = {slot(DeskDeed::open, is(DeskState::open)),
                          slot(DeskDeed::pause, is(DeskState::paused)),
                          slot(DeskDeed::close, is(DeskState::closed)),
                          {"desk.language", Icon::translate, scene_.languages.after(scene_.language)(text::language_name)},
                          {"desk.sign_out", Icon::logout, texts_(text::web_sign_out)}};
        frame.chrome(std::move(chrome));
        const auto* counter = scene_.settings.queue.counter(scene_.counter);
        const auto title = counter == nullptr ? scene_.counter : texts_(counter->name);
        const auto notice = scene_.view ? texts_(scene_.settings.today.words_of(scene_.view->today)) : std::string{};
        auto how = fmt::format("{} · {}", scene_.failed ? texts_(*scene_.failed) : state(), scene_.officer.label);
        if (!notice.empty()) how += " · " + notice;
        if (frame.portrait()) {
            frame.title(title);
            frame.hint(how);
            return;
        }
        // Beside the buttons, which need the height of a wide display.
        frame.section(title);
        frame.paragraph(how);
    }
    void person(Frame& frame) const {
        const bool there = scene_.view && scene_.view->with;
        const bool somebody_held = scene_.view && !scene_.view->held.empty();
        if (there || !somebody_held) frame.big_number(there ? scene_.view->with->number : "-");
        std::vector<Chip> chips;
        if (there) {
            const bool serving = scene_.view->with->state == TicketState::serving;
            chips.push_back({serving ? Icon::account_check : Icon::bullhorn, with_words(), serving ? Tone::ok : Tone::info});
            if (const auto* line = scene_.settings.queue.line(scene_.view->with->line))
                chips.push_back({Icon::none, texts_(line->name), Tone::neutral});
        } else {
            chips.push_back({Icon::none, texts_(text::desk_nobody), Tone::neutral});
        }
        if (scene_.view) {
            chips.push_back({Icon::account_multiple, counted(text::desk_waiting_here, scene_.view->waiting_here)});
            chips.push_back({Icon::account_multiple, counted(text::desk_waiting_all, scene_.view->waiting_all)});
        }
        frame.chips(std::move(chips));
    }
    [[nodiscard]] std::string counted(TextId id, int people) const { return fmt::format("{}: {}", texts_(id), people); }

    const DeskScene& scene_;
    const Texts& texts_;
};

constexpr std::size_t most_held = 3;

}  // namespace

void draw_desk_page(Frame& frame, const DeskScene& scene, const DeskHost& host) {
    const Desk page(scene);
    if (scene.draft && page.why_not(scene.draft->deed).empty()) return draw_desk_draft(frame, scene, host);
    page.head(frame);
    page.person(frame);
    std::vector<ButtonItem> back;
    const auto& held = scene.view ? scene.view->held : std::vector<queue::DeskView::Person>{};
    // Nobody is called back while somebody is at the counter; then they stand where they are seen.
    const bool free = page.why_not(DeskDeed::call_back).empty();
    for (std::size_t i = 0; free && i < std::min(held.size(), most_held); ++i) {
        back.push_back({"desk.held." + std::to_string(i), Icon::undo_variant,
                        page.texts_(text::desk_held, fmt::arg("number", held[i].number))});
        if (frame.tapped(back.back().id)) host.wish({DeskDeed::call_back, held[i].press});
    }
    if (!back.empty()) static_cast<void>(frame.buttons(std::move(back)));  // answered by their ids
    frame.second_column();
    std::vector<ButtonItem> buttons;
    for (const auto deed : {DeskDeed::recall, DeskDeed::start, DeskDeed::finish, DeskDeed::absent, DeskDeed::transfer,
                            DeskDeed::hold, DeskDeed::note, DeskDeed::void_ticket})
        buttons.push_back(page.button(deed));
    static_cast<void>(frame.buttons(std::move(buttons)));
    const auto& next = row_of(DeskDeed::next);
    const auto why = page.why_not(DeskDeed::next);
    static_cast<void>(frame.primary(next.id, page.label(next),
                                    {.icon = next.icon, .enabled = why.empty(), .reason = why, .busy = scene.busy}));
    for (const auto& row : deeds) {
        if (!frame.tapped(row.id) || !page.why_not(row.deed).empty()) continue;
        if (needs_draft(row.deed, scene.settings)) host.draft(DeskDraft{row.deed, {}});
        else host.wish({row.deed});
    }
    if (frame.tapped("desk.language")) host.other_language(scene.languages.after(scene.language).code());
    if (frame.tapped("desk.sign_out")) host.sign_out();
}

std::string_view name(DeskDeed deed) { return deed == DeskDeed::call_back ? "call" : row_of(deed).name; }

std::vector<std::string> desk_keys() {
    std::vector<std::string> out;
    for (const auto& row : deeds) {
        const auto key = static_cast<std::size_t>(key_of(row));
        if (key == 0) continue;
        out.resize(std::max(out.size(), key + 1));
        out[key] = row.id;
    }
    return out;
}

}  // namespace kiosk::ui
