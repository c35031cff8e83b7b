#include "ui/hall/desk_draft.hpp"

#include <fmt/format.h>

#include "kiosk/texts/ids.hpp"
#include "ui/hall/head.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

Row row_of(std::string title, std::string trailing = {}) {
    Row out;
    out.title = std::move(title);
    out.trailing = std::move(trailing);
    return out;
}

class Draft {
public:
    Draft(Frame& frame, const DeskScene& scene, const DeskHost& host)
        : frame_(frame), scene_(scene), host_(host), texts_(scene.languages.in(scene.language)) {}

    void choose(const std::vector<settings::NamedChoice>& choices) {
        for (const auto& choice : choices) {
            if (frame_.row("desk.choice." + choice.id, row_of(texts_(choice.name)))) done({.value = choice.id});
        }
    }
    void choose_destination() {
        frame_.section(texts_(text::desk_to_line));
        for (const auto& line : scene_.settings.queue.lines) {
            if (line.id == scene_.view->with->line) continue;
            if (frame_.row("desk.line." + line.id, row_of(texts_(line.name), line.prefix))) done({.line = line.id});
        }
        frame_.second_column();
        frame_.section(texts_(text::desk_to_counter));
        for (const auto& counter : scene_.settings.queue.counters) {
            if (counter.id == scene_.counter) continue;
            if (frame_.row("desk.counter." + counter.id, row_of(texts_(counter.name)))) done({.counter = counter.id});
        }
    }
    void write_note() {
        const auto& words = scene_.draft->words;
        TextField field;
        field.focused = true;
        field.personal = false;
        static_cast<void>(frame_.text_field("desk.words", about(text::desk_note_for) + ". " + texts_(text::desk_note_hint),
                                            words, std::move(field)));
        const auto typed =
            frame_.keyboard(wording::keyboard(Layout::letters, texts_(text::desk_save), "desk.words", words, texts_));
        if (!typed) return;
        if (typed->key.kind == Key::Kind::done) return done({.words = typed->text});
        if (typed->text.size() <= longest_note_bytes) host_.draft(DeskDraft{scene_.draft->deed, typed->text});
    }
    void draw() {
        auto chrome = hall_head(scene_.settings, texts_, scene_.wall);
        const auto& other = scene_.languages.after(scene_.language);
        // At the foot of the page: above a keyboard there is no room for it.
        chrome.utility = {{"desk.back", Icon::arrow_left, texts_(text::desk_back)},
                          {"desk.language", Icon::translate, other(text::language_name)}};
        frame_.chrome(std::move(chrome));
        if (frame_.tapped("desk.back")) host_.draft(std::nullopt);
        if (frame_.tapped("desk.language")) host_.other_language(other.code());
        const auto& serve = scene_.settings.serve;
        switch (scene_.draft->deed) {
            case DeskDeed::transfer:
                frame_.title(about(text::desk_to_where));
                choose_destination();
                break;
            case DeskDeed::finish:
                frame_.title(about(text::desk_which_outcome));
                choose(serve.outcomes);
                break;
            case DeskDeed::pause:
                frame_.title(texts_(text::desk_why_pause));
                frame_.hint(texts_(text::desk_pause_affects, fmt::arg("count", scene_.view->waiting_here)));
                choose(serve.pause_reasons);
                break;
            case DeskDeed::void_ticket:
                frame_.title(about(text::desk_why_void));
                choose(serve.void_reasons);
                break;
            default: write_note();
        }
    }

private:
    static constexpr std::size_t longest_note_bytes = 400;  // as consoles take them

    [[nodiscard]] std::string about(TextId id) const { return texts_(id, fmt::arg("number", scene_.view->with->number)); }
    void done(DeskWish wish) {
        wish.deed = scene_.draft->deed;
        if (scene_.view->with) wish.press = scene_.view->with->press;
        host_.wish(wish);
        host_.draft(std::nullopt);
    }

    Frame& frame_;
    const DeskScene& scene_;
    const DeskHost& host_;
    const Texts& texts_;
};

}  // namespace

bool needs_draft(DeskDeed deed, const settings::Settings& settings) {
    switch (deed) {
        case DeskDeed::finish: return !settings.serve.outcomes.empty();
        case DeskDeed::pause: return !settings.serve.pause_reasons.empty();
        case DeskDeed::transfer:
        case DeskDeed::void_ticket:
        case DeskDeed::note: return true;
        default: return false;
    }
}

void draw_desk_draft(Frame& frame, const DeskScene& scene, const DeskHost& host) { Draft(frame, scene, host).draw(); }

}  // namespace kiosk::ui
