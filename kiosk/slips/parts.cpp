#include "kiosk/slips/parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/text.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::slips {
namespace {

constexpr int thinnest_bar_px = 2;
constexpr int thickest_bar_px = 3;
constexpr int bar_quiet_modules = 10;
constexpr int qr_quiet_modules = 4;
constexpr int smallest_module_px = 4;
constexpr int largest_module_px = 8;
constexpr int bar_height_px = 76;
constexpr int ladder_width_px = 84;
constexpr int beside_gap_px = 22;
constexpr int qr_side_px = 264;

std::string what_it_takes(const Press& press, const catalogue::Component& paper) {
    std::vector<std::string> parts;
    if (!paper.required || !paper.only_for.empty()) parts.push_back(press.texts(text::slip_paper_conditional));
    if (paper.present_only) parts.push_back(press.texts(text::slip_paper_present_only));
    if (paper.originals > 0) parts.push_back(press.texts(text::slip_paper_originals, fmt::arg("count", paper.originals)));
    if (paper.certified > 0) {
        parts.push_back(press.texts(text::details_certified, fmt::arg("count", paper.certified)));
    }
    if (paper.copies > 0) parts.push_back(press.texts(text::slip_paper_copies, fmt::arg("count", paper.copies)));
    if (const auto& note = press.in_language(paper.note); !note.empty()) parts.push_back(note);
    return fmt::format("{}", fmt::join(parts, " · "));
}

/// Code above bars that lie across the roll, then the QR beside the facts.
Result<Done> add_code_across(Column& page, std::string_view label, std::string_view code, const std::vector<bool>& bars,
                             int bar_px, const std::function<void(Column&)>& facts) {
    page.text(label, {22, Weight::regular, Align::centre});
    page.fitted(code, {46, Weight::bold, Align::centre, true}, 46);
    page.gap(8);
    page.bars(bars, bar_px, bar_height_px);
    page.gap(14);
    Column symbol(qr_side_px);
    if (auto added = add_qr(symbol, code, qr_side_px, Align::centre); !added) return added;
    Column side(page.width_px() - qr_side_px);
    facts(side);
    page.beside(std::move(symbol), 0, std::move(side));
    return Done{};
}

/// Bars that stand along the roll, everything else beside them.
Result<Done> add_code_along(Column& page, std::string_view label, std::string_view code, const std::vector<bool>& bars,
                            const std::function<void(Column&)>& facts) {
    Column ladder(ladder_width_px);
    ladder.ladder(bars, thinnest_bar_px, ladder_width_px);
    Column side(page.width_px() - ladder_width_px - beside_gap_px);
    side.text(label, {22, Weight::regular, Align::centre});
    side.fitted(code, {40, Weight::bold, Align::centre, true}, 40);
    side.gap(6);
    if (auto added = add_qr(side, code, qr_side_px, Align::centre); !added) return added;
    facts(side);
    page.beside(std::move(ladder), beside_gap_px, std::move(side));
    return Done{};
}

}  // namespace

void add_head(Column& page, const Press& press) {
    if (press.settings.training) {
        page.banner(press.texts(text::slip_training), 24);
        page.gap(12);
    }
    const auto& centre = press.settings.centre;
    page.text(upper(press.in_language(centre.place)), {21, Weight::medium, Align::centre});
    page.text(press.in_language(centre.name), {27, Weight::bold, Align::centre});
    page.double_rule();
}

void add_foot(Column& page, const Press& press) {
    const auto& centre = press.settings.centre;
    page.dotted_rule();
    page.text(press.in_language(centre.address), {21, Weight::medium, Align::centre});
    if (!centre.hotline.empty()) {
        page.text(press.texts(text::slip_hotline, fmt::arg("number", centre.hotline)), {25, Weight::bold, Align::centre});
    }
}

void add_title(Column& page, std::string_view words) {
    page.text(upper(words), {33, Weight::bold, Align::centre});
    page.gap(10);
}

void add_heading(Column& page, std::string_view words) {
    page.text(words, {25, Weight::bold});
    page.gap(8);
}

void add_papers(Column& page, const Press& press, const std::vector<const catalogue::Component*>& papers,
                Column::Mark mark) {
    int number = 0;
    for (const auto* paper : papers) page.item(mark, ++number, press.in_language(paper->name), what_it_takes(press, *paper));
}

Result<Done> add_qr(Column& page, std::string_view text, int side_px, Align align) {
    const auto matrix = scan::qr_matrix(text);
    if (!matrix) return tl::unexpected(matrix.error());
    const int module_px =
        std::clamp(side_px / (matrix->width + 2 * qr_quiet_modules), smallest_module_px, largest_module_px);
    page.qr(*matrix, module_px, align);
    return Done{};
}

Result<Done> add_code(Column& page, std::string_view label, std::string_view code,
                      const std::function<void(Column&)>& facts) {
    const auto bars = scan::code_128_bars(code);
    if (!bars) return tl::unexpected(bars.error());
    const int bar_px = slip_width_px / (static_cast<int>(bars->size()) + 2 * bar_quiet_modules);
    return bar_px >= thinnest_bar_px ? add_code_across(page, label, code, *bars, std::min(bar_px, thickest_bar_px), facts)
                                     : add_code_along(page, label, code, *bars, facts);
}

std::string without_numbers(std::string_view words) {
    std::string out;
    for (std::size_t at = 0; at < words.size();) {
        auto end = at;
        while (end < words.size() && words[end] >= '0' && words[end] <= '9') ++end;
        const auto run = words.substr(at, end - at);
        if (run.size() == 9 || run.size() == 12) {
            out += masked_number(Personal(run));
        } else if (!run.empty()) {
            out += run;
        } else {
            out += words[end++];
        }
        at = end;
    }
    return out;
}

std::string date(const LocalDate& day) { return fmt::format("{:02}/{:02}/{:04}", day.day, day.month, day.year); }

std::string clock_time(WallTime at) {
    const auto local = local_time(at);
    return fmt::format("{:02}:{:02}", local.hour, local.minute);
}

std::string moment(const Press& press, WallTime at) {
    return press.texts(text::slip_moment, fmt::arg("time", clock_time(at)), fmt::arg("date", date(local_time(at).date)));
}

std::string formal_moment(const Press& press, WallTime at) {
    const auto local = local_time(at);
    return press.texts(text::slip_formal_moment, fmt::arg("hour", fmt::format("{:02}", local.hour)),
                       fmt::arg("minute", fmt::format("{:02}", local.minute)), fmt::arg("date", date(local.date)));
}

std::string money(const Press& press, std::int64_t dong) {
    auto digits = std::to_string(dong);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ".");
    }
    return press.texts(text::slip_money, fmt::arg("amount", digits));
}

std::string counters_of(const Press& press, std::string_view line) {
    std::vector<std::string> names;
    for (const auto* counter : settings::counters_of(press.settings.queue, line)) {
        names.push_back(press.in_language(counter->name));
    }
    return fmt::format("{}", fmt::join(names, ", "));
}

}  // namespace kiosk::slips
