#pragma once
/// What a citizen takes away from a press on «Gửi bổ sung»: the screen and the slip are drawn from this. Values; any thread.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/dossier/dossier.hpp"

namespace kiosk::dossier {

/// Stands for what an authority asks for and no component names. Screens and slips say it in their own words.
inline constexpr std::string_view other_paper = "giay_to_bo_sung_khac";
/// The same as the authority reads it.
inline constexpr std::string_view other_paper_name = "Giấy tờ bổ sung khác";

/// Holds no number of anybody.
struct SupplementNote {
    struct Line {
        std::string component;
        LocalText name;  ///< empty for other_paper
        std::size_t pages = 0;
        bool bring_original = false;
        bool operator==(const Line&) const = default;
    };
    Uuid id;           ///< of the press: what the portal knows the delivery by
    std::string code;  ///< of the dossier
    std::string procedure_name;
    WallTime sent_at;  ///< the press, also when the delivery comes days later
    std::vector<Line> papers;
    AskedWithdrawal::Answer answer = AskedWithdrawal::Answer::on_its_way;
    std::string refusal;  ///< the portal's words when it has refused for good
    bool operator==(const SupplementNote&) const = default;
};

}  // namespace kiosk::dossier
