#include "drivers/page_printer/printer_state.hpp"

#include <array>
#include <string_view>

namespace kiosk::drivers {
namespace {

struct Cause {
    std::string_view keyword;  ///< without its severity
    Code code;
    std::string_view remedy;
    bool stops_always = false;  ///< however the printer rates it: ippeveprinter calls a jam a warning
};
/// RFC 8011 5.4.12 and PWG 5100.9; in the order in which they are mended.
constexpr std::array causes{
    Cause{"offline", Code::device_gone, "switch it on and check its cable", true},
    Cause{"shutdown", Code::device_gone, "switch it on"},
    Cause{"timed-out", Code::device_gone, "check its cable"},
    Cause{"door-open", Code::cover_open, "close it", true},
    Cause{"cover-open", Code::cover_open, "close it", true},
    Cause{"interlock-open", Code::cover_open, "close its doors", true},
    Cause{"input-tray-missing", Code::cover_open, "push its tray in"},
    Cause{"media-empty", Code::no_paper, "put A4 paper in"},
    Cause{"media-needed", Code::no_paper, "put A4 paper in", true},
    Cause{"media-jam", Code::paper_jam, "take the jammed paper out", true},
    Cause{"toner-empty", Code::device_fault, "replace its toner"},
    Cause{"marker-supply-empty", Code::device_fault, "replace its ink or toner"},
    Cause{"marker-waste-full", Code::device_fault, "replace its waste container"},
    Cause{"output-area-full", Code::device_fault, "empty its output tray"},
    Cause{"spool-area-full", Code::device_fault, "delete jobs that wait in it"},
    Cause{"paused", Code::device_fault, "start it again: at its panel, or with `cupsenable`"},
    Cause{"moving-to-paused", Code::device_fault, "start it again: at its panel, or with `cupsenable`"},
};

struct Reason {
    std::string_view keyword;
    bool severe = true;  ///< without a severity it is meant as an error
    bool said_so = false;
};

Reason read(std::string_view text) {
    const auto without = [&](std::string_view ending) { return text.substr(0, text.size() - ending.size()); };
    if (text.ends_with("-report")) return {without("-report"), false, true};
    if (text.ends_with("-warning")) return {without("-warning"), false, true};
    if (text.ends_with("-error")) return {without("-error"), true, true};
    return {text};
}

}  // namespace

Result<Done> PrinterState::verdict(bool stuck) const {
    for (const auto& cause : causes) {
        for (const auto& text : reasons) {
            const auto reason = read(text);
            if (reason.keyword != cause.keyword || !(cause.stops_always || reason.severe || stopped || stuck)) continue;
            return fail(cause.code, "the page printer reports " + text + "; " + std::string(cause.remedy));
        }
    }
    for (const auto& text : reasons) {
        const auto reason = read(text);
        if (reason.severe && reason.said_so)
            return fail(Code::device_fault, "the page printer reports " + text + "; look at its panel");
    }
    if (stopped)
        return fail(Code::device_fault, "the page printer has stopped; look at its panel, or start it with `cupsenable`");
    if (!accepting)
        return fail(Code::device_fault, "the page printer takes no jobs; look at its panel, or let it with `cupsaccept`");
    return Done{};
}

}  // namespace kiosk::drivers
