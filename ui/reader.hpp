#pragma once
/// Reads the page on a stage aloud: from the nodes that were drawn, the page that stands there, or what was touched or moved to.
/// Makes orders for a voice and marks on the stage what is being said; knows no device. UI thread; never blocks.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/speech/reading.hpp"
#include "kiosk/visit/visit.hpp"
#include "ui/stage.hpp"

namespace kiosk::ui {

/// The nodes as speech takes them; what lies under a question is left out by `covered`. One item a node, in their order.
[[nodiscard]] std::vector<speech::Item> spoken_items(const Nodes& nodes);

class Reader {
public:
    /// After a page was drawn that is up to date with the visit. True when the stage must be drawn again: another thing is marked.
    bool follow(Stage& stage, const visit::Visit& visit, const Texts& texts, const settings::Settings& settings);
    /// The voice came to the end of a sentence.
    void ended(std::uint64_t number) { reading_.ended(number); }
    [[nodiscard]] bool speaking() const { return reading_.speaking(); }
    [[nodiscard]] std::vector<speech::Order> take_orders() { return reading_.take_orders(); }

private:
    bool fall_silent(Stage& stage);

    speech::Reading reading_;
    std::string page_;  ///< what is being read, or was
    int repeats_ = 0;
    int speed_percent_ = 0;  ///< as the visit wishes; 0: the usual
    int volume_percent_ = 0;
};

}  // namespace kiosk::ui
