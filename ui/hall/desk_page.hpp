#pragma once
/// A counter's own page, for an officer without a browser: whom they have, and a button with a key for everything they do. UI thread; pure.

#include <functional>
#include <optional>
#include <string>

#include "kiosk/queue/desk_view.hpp"
#include "kiosk/texts/languages.hpp"
#include "ui/frame.hpp"

namespace kiosk::ui {

enum class DeskDeed {
    next,
    recall,
    start,
    finish,
    absent,
    hold,
    open,
    pause,
    close,
    call_back,
    transfer,
    note,
    void_ticket
};

/// Something is chosen or written before the deed is done: a page over the counter's.
struct DeskDraft {
    DeskDeed deed = DeskDeed::note;
    std::string words{};  ///< of a note, as far as it is written
};

struct DeskScene {
    const settings::Settings& settings;
    const Languages& languages;
    std::string language;
    std::string counter;                  ///< id
    settings::Account officer;            ///< who is signed in
    std::optional<queue::DeskView> view;  ///< nothing: the queue was never read
    std::optional<WallTime> old_since;    ///< the queue cannot be reached; what is shown is of then
    bool busy = false;                    ///< a deed is being written
    std::optional<DeskDraft> draft{};
    std::optional<TextId> failed{};  ///< why the last one was not done
    WallTime wall;
};

/// What was asked for.
struct DeskWish {
    DeskDeed deed = DeskDeed::next;
    PressId press{};        ///< of the person who is called back, noted about or voided
    std::string value{};    ///< id of a reason or an outcome
    std::string line{};     ///< of a transfer
    std::string counter{};  ///< of a transfer
    std::string words{};    ///< of a note
};

/// Who is told of what was tapped.
struct DeskHost {
    std::function<void(const DeskWish&)> wish;
    std::function<void(const std::string&)> other_language;
    std::function<void(std::optional<DeskDraft>)> draft;  ///< as it is now; nothing: the counter's page again
    std::function<void()> sign_out;
};

void draw_desk_page(Frame& frame, const DeskScene& scene, const DeskHost& host);

/// As the console of `kiosk serve` names it (console::Wish::deed).
[[nodiscard]] std::string_view name(DeskDeed deed);

/// The id of the thing behind each function key (queue/counter_keys.hpp): [2] of F2; empty: none.
[[nodiscard]] std::vector<std::string> desk_keys();

}  // namespace kiosk::ui
