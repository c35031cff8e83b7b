// Rules that hold on every page, however it is looked at. Pages are laid out and not painted.

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "tests/golden/exceptions.hpp"
#include "tests/golden/pages.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace kiosk;
using golden::Exceptions;

constexpr double working_mm = 20;   // what a standing person hits without trying twice
constexpr double floor_mm = 12.7;   // VVSG 2.0
constexpr int out_of_reach = 280;   // px from the top of tall glass, for somebody in a wheelchair
constexpr int low_reach_from = 45;  // percent of its height, for who asked for it

/// One page as it stands on the stage.
struct Looked {
    const ui::Stage& stage;
    const ui::Sample& sample;
    std::string language;

    [[nodiscard]] const ui::Display& display() const { return stage.display(); }
    [[nodiscard]] std::string_view state() const { return visit::name(sample.visit.state); }
    [[nodiscard]] ui::Rect glass() const { return {0, 0, display().width_px, display().height_px}; }
    [[nodiscard]] std::string name() const {
        return fmt::format("{}.{}, {}, text size {}{}{}", sample.name, language, display().portrait() ? "tall" : "wide",
                           static_cast<int>(display().text_size),
                           display().contrast == ui::Contrast::high ? ", high contrast" : "",
                           display().low_reach ? ", low reach" : "");
    }
};

/// What is wrong, each thing once, with the first page that shows it and how many do.
class Findings {
public:
    void add(const Looked& page, const std::string& what) {
        auto& found = found_.try_emplace(what, Found{page.name(), 0}).first->second;
        ++found.pages;
    }
    void check(const Exceptions& exceptions) const {
        for (const auto& [what, found] : found_) FAIL_CHECK(what << " (" << found.pages << " pages; " << found.first << ")");
        for (const auto& name : exceptions.unneeded()) FAIL_CHECK("nothing needs the exception " << name);
    }

private:
    struct Found {
        std::string first;
        int pages;
    };
    std::map<std::string, Found> found_;
};

/// All that a citizen may ask for in this contrast: every text size and reach, on tall and wide glass.
std::vector<ui::Display> displays(ui::Contrast contrast) {
    std::vector<ui::Display> out;
    for (const bool portrait : {true, false}) {
        for (const auto size : {ui::TextSize::normal, ui::TextSize::large, ui::TextSize::largest}) {
            for (const bool low_reach : {false, true}) {
                if (low_reach && !portrait) continue;  // wide glass is not tall enough for it to say anything
                ui::Display display;
                if (!portrait) std::swap(display.width_px, display.height_px);
                display.text_size = size;
                display.contrast = contrast;
                display.low_reach = low_reach;
                out.push_back(display);
            }
        }
    }
    return out;
}

/// Tall glass with a queue behind whoever stands there, in every text size.
std::vector<ui::Display> sheltered_displays() {
    std::vector<ui::Display> out;
    for (const auto size : {ui::TextSize::normal, ui::TextSize::large, ui::TextSize::largest}) {
        ui::Display display;
        display.text_size = size;
        display.sheltered = true;
        out.push_back(display);
    }
    return out;
}

template <class Look>
void for_every_page(const std::vector<ui::Display>& on, Look look) {
    const auto samples = ui::samples(*test::public_data().catalogue, test::public_data().settings, golden::morning);
    std::unique_ptr<ui::Stage> stage;
    for (const auto& display : on) {
        if (!stage) stage = golden::open_stage(display);
        REQUIRE(stage->set_display(display));
        stage->set_painting(ui::Painting::nothing);
        for (const auto& sample : samples) {
            for (const char* language : {"vi", "en"}) {
                golden::draw(*stage, sample, language);
                look(Looked{*stage, sample, language});
            }
        }
    }
}

std::vector<const ui::Node*> touchable(const Looked& page) {
    std::vector<const ui::Node*> out;
    for (const auto& node : page.stage.nodes())
        if (!node.id.empty() && node.enabled) out.push_back(&node);
    return out;
}

void words_are_whole(const Looked& page, Findings& findings) {
    for (const auto& words : page.stage.cut()) findings.add(page, "no room for: " + words);
}

void nodes_are_named_and_inside(const Looked& page, Findings& findings) {
    std::set<std::string> ids;
    for (const auto& node : page.stage.nodes()) {
        const auto name = node.id.empty() ? node.label : node.id;
        if (node.label.empty()) findings.add(page, "says nothing: " + name);
        if (!node.id.empty() && !ids.insert(node.id).second) findings.add(page, "twice on a page: " + name);
        const auto glass = page.glass();
        const bool inside =
            node.scrolled_off ? node.whole.left >= glass.left && node.whole.right <= glass.right : glass.contains(node.rect);
        if (!inside) findings.add(page, "reaches out of the glass: " + name);
    }
}

void targets_are_large(const Looked& page, Findings& findings, Exceptions& exceptions) {
    const auto px = [&](double mm) { return static_cast<int>(mm * ui::px_per_mm(page.display())) - 1; };
    for (const auto* node : touchable(page)) {
        const int least = std::min(node->whole.width(), node->whole.height());
        if (least >= px(working_mm) || (least >= px(floor_mm) && exceptions.allow(node->id))) continue;
        findings.add(page,
                     fmt::format("{} px wide and {} px high: {}", node->whole.width(), node->whole.height(), node->id));
    }
}

void targets_are_apart(const Looked& page, Findings& findings) {
    const auto targets = touchable(page);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        for (std::size_t k = i + 1; k < targets.size(); ++k) {
            const auto& [a, b] = std::pair{*targets[i], *targets[k]};
            const bool part_of = b.id == a.id + ".clear";
            if (a.scrolled_off != b.scrolled_off || part_of) continue;
            if (a.scrolled_off ? a.whole.overlaps(b.whole) : a.rect.overlaps(b.rect))
                findings.add(page, a.id + " lies over " + b.id);
        }
    }
}

/// The end of the visit, the page before, or where a question covers the page, an answer to it.
void there_is_a_way_out(const Looked& page, Findings& findings, Exceptions& exceptions) {
    const bool question = std::ranges::any_of(page.stage.nodes(), &ui::Node::covered);
    const bool leads_out = std::ranges::any_of(touchable(page), [&](const auto* node) {
        const auto& id = node->id;
        const bool answers =
            id.ends_with(".end") || id.ends_with(".confirm") || id.ends_with(".stay") || id.ends_with(".back");
        return !node->scrolled_off && (question ? answers : id == "utility.end" || id == "back");
    });
    if (!leads_out && !exceptions.allow(page.state())) findings.add(page, "no way out of " + page.sample.name);
}

void targets_are_in_reach(const Looked& page, Findings& findings, Exceptions& exceptions) {
    if (!page.display().portrait()) return;
    const int low = page.display().height_px * low_reach_from / 100;
    const bool typing = page.stage.typed_into().has_value();
    for (const auto* node : touchable(page)) {
        if (node->scrolled_off) continue;
        if (node->rect.top < out_of_reach) findings.add(page, "out of reach: " + node->id);
        if (!page.display().low_reach || node->rect.top >= low) continue;
        if (!typing || !exceptions.allow(page.state()))
            findings.add(page, fmt::format("not low: {} on {}", node->id, page.sample.name));
    }
}

/// Twelve digits in a row, blanks between them or not: a personal number in the open.
bool shows_number(const std::string& label) {
    int digits = 0;
    for (const unsigned char letter : label) {
        if (letter == ' ') continue;
        digits = std::isdigit(letter) != 0 ? digits + 1 : 0;
        if (digits == 12) return true;
    }
    return false;
}

void numbers_are_masked(const Looked& page, Findings& findings, Exceptions& exceptions) {
    for (const auto& node : page.stage.nodes()) {
        if (shows_number(node.label) && !exceptions.allow(page.sample.name))
            findings.add(page, page.sample.name + " shows a number: " + node.label);
    }
}

void check_rules(ui::Contrast contrast) {
    Exceptions none{{}};
    Exceptions small{{}};  // between the floor and 20 mm
    const std::string writing = "what was pressed is written down; «Kết thúc» says that it waits for that";
    Exceptions without_way_out{{{"Attracting", "nobody is here yet"},
                                {"OutOfService", "nothing begins here"},
                                {"Recording", writing},
                                {"SendingSupplement", writing},
                                {"KeepingDraft", writing}}};
    const std::string keyboard =
        "keyboard and bars take the lower half; the field stands as low as it is seen whole, and what belongs to it above";
    Exceptions high{{{"TypingPerson", keyboard},
                     {"FillingForm", keyboard},
                     {"Searching", keyboard},
                     {"TypingCode", keyboard},
                     {"EnteringFactor", keyboard},
                     {"LeavingPhone", keyboard},
                     {"NamingPayer", keyboard},
                     {"StaffPages", keyboard}}};
    const std::string typed = "whoever types it must see it";
    Exceptions in_the_open{{{"assisted_person_typed", typed}, {"filling_form_row*", typed}}};
    Findings words;
    Findings nodes;
    Findings sizes;
    Findings overlaps;
    Findings ways;
    Findings reach;
    Findings numbers;
    for_every_page(displays(contrast), [&](const Looked& page) {
        words_are_whole(page, words);
        nodes_are_named_and_inside(page, nodes);
        targets_are_large(page, sizes, small);
        targets_are_apart(page, overlaps);
        there_is_a_way_out(page, ways, without_way_out);
        targets_are_in_reach(page, reach, high);
        numbers_are_masked(page, numbers, in_the_open);
    });
    words.check(none);
    nodes.check(none);
    sizes.check(small);
    overlaps.check(none);
    ways.check(without_way_out);
    reach.check(high);
    numbers.check(in_the_open);
}

}  // namespace

TEST_CASE(
    "however a page is looked at, words are whole, targets large, apart and in reach, numbers masked, a way leads out") {
    check_rules(ui::Contrast::normal);
}

TEST_CASE("high contrast changes nothing of that", "[thorough]") { check_rules(ui::Contrast::high); }

TEST_CASE("with a queue behind, whoever waits there reads nothing about a person in the upper half of tall glass") {
    const std::string keyboard = "keyboard and bars take the lower half; who types must see what is typed";
    Exceptions above_keyboards{{{"TypingPerson", keyboard},
                                {"FillingForm", keyboard},
                                {"EnteringFactor", keyboard},
                                {"LeavingPhone", keyboard},
                                {"NamingPayer", keyboard}}};
    Findings findings;
    int lower = 0;
    for_every_page(sheltered_displays(), [&](const Looked& page) {
        if (!visit::is_personal(page.sample.visit.state)) return;
        for (const auto& node : page.stage.nodes()) {
            if (!node.personal || node.scrolled_off || node.covered) continue;
            const bool is_low = node.rect.top >= page.display().height_px / 2;
            lower += is_low ? 1 : 0;
            if (!is_low && !(page.stage.typed_into() && above_keyboards.allow(page.state())))
                findings.add(page, "in the upper half of " + page.sample.name + ": " + node.label);
        }
        words_are_whole(page, findings);
    });
    findings.check(above_keyboards);
    CHECK(lower > 100);
}
