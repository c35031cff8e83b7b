#include "kiosk/commands/page_words.hpp"

namespace kiosk::commands {
namespace {

std::string where(pages::Place place) {
    switch (place) {
        case pages::Place::everywhere: return "";
        case pages::Place::top_left: return " at the top left";
        case pages::Place::top: return " at the top";
        case pages::Place::top_right: return " at the top right";
        case pages::Place::left: return " at the left";
        case pages::Place::middle: return " in the middle";
        case pages::Place::right: return " at the right";
        case pages::Place::bottom_left: return " at the bottom left";
        case pages::Place::bottom: return " at the bottom";
        case pages::Place::bottom_right: return " at the bottom right";
    }
    return "";
}

}  // namespace

std::string advice_in_english(const pages::Advice& advice) {
    const auto at = where(advice.place);
    switch (advice.problem) {
        case pages::Problem::blurred: return "blurred" + at + ": hold still and take it again";
        case pages::Problem::cut_off: return "cut off" + at + ": move the sheet into the picture and take it again";
        case pages::Problem::glare: return "a lamp is mirrored" + at + ": tilt the sheet or the camera and take it again";
        case pages::Problem::too_small: return "too small for small print: go nearer and take it again";
        case pages::Problem::too_dark: return "too dark: give it more light and take it again";
        case pages::Problem::finger: return "a finger lies on the sheet" + at + ": take it away and take the picture again";
        case pages::Problem::several: return "several sheets: one was taken; lay them one at a time";
        case pages::Problem::blank: return "nothing is written on it: is this the right side?";
        case pages::Problem::no_sheet: return "no edges of a sheet were seen: all of the picture was taken";
    }
    return "";
}

}  // namespace kiosk::commands
