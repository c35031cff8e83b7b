#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/number_words.hpp"
#include "kiosk/print/forms.hpp"
#include "kiosk/print/sheet.hpp"
#include "kiosk/texts/ids.hpp"
#include "kiosk/typeset/ink.hpp"

namespace kiosk::print {
namespace {

using typeset::Align;
using typeset::points_per_mm;
using typeset::Weight;
using typeset::Words;

constexpr double foot_size_pt = 8.5;
constexpr double training_size_pt = 10;
constexpr double above_foot_pt = 6;
constexpr double below_training_pt = 9;
constexpr double page_number_width_pt = 70;

void add_common(Content& content, const Template& form, const slips::Press& press, WallTime now) {
    const auto& centre = press.settings.centre;
    const auto today = local_time(now).date;
    content.set("centre.name", press.in_language(centre.name));
    content.set("centre.place", press.in_language(centre.place));
    content.set("centre.address", press.in_language(centre.address));
    content.set("centre.hotline", centre.hotline);
    content.set("centre.town", centre.town);
    content.set("today", slips::date(today));
    content.set("today.words",
                press.texts(text::print_day, fmt::arg("day", fmt::format("{:02}", today.day)),
                            fmt::arg("month", fmt::format("{:02}", today.month)), fmt::arg("year", today.year)));
    content.set("today.in_words", date_in_words(today, press.settings.zero_tens));
    content.set("form.name", form.name.vi);
    content.set("form.number", form.number);
    content.set("form.legal", form.legal);
    content.set("form.version", form.version);
}

/// What every page has besides the blocks: the training mark above, the foot below.
class Frame {
public:
    Frame(const Template& form, const Content& content, const slips::Press& press)
        : form_(form),
          press_(press),
          size_(form.landscape ? typeset::PageSize{typeset::a4_long_pt, typeset::a4_short_pt} : typeset::PageSize{}),
          left_(form.margins_mm.left * points_per_mm),
          top_(form.margins_mm.top * points_per_mm),
          width_(size_.width_pt - left_ - form.margins_mm.right * points_per_mm),
          bottom_(size_.height_pt - form.margins_mm.bottom * points_per_mm),
          foot_(filled(form.foot, content, nullptr, "").reveal(),
                {foot_size_pt, Weight::regular, Align::left, false, form.face, false, typeset::Surface::page},
                width_ - page_number_width_pt),
          training_(press.texts(text::slip_training),
                    {training_size_pt, Weight::bold, Align::centre, false, form.face, false, typeset::Surface::page},
                    width_) {}

    [[nodiscard]] typeset::PageSize size() const { return size_; }
    [[nodiscard]] double width() const { return width_; }
    [[nodiscard]] double left() const { return left_; }
    [[nodiscard]] double body_top() const {
        return top_ + (press_.settings.training ? training_.height() + below_training_pt : 0);
    }
    [[nodiscard]] double body_height() const { return bottom_ - foot_.height() - above_foot_pt - body_top(); }

    void draw(cairo_t* to, std::size_t page, std::size_t pages) const {
        if (press_.settings.training) {
            typeset::outline(to, left_, top_, width_, training_.height() + 2, 0.8);
            training_.draw(to, left_, top_ + 1);
        }
        const double y = bottom_ - foot_.height();
        foot_.draw(to, left_, y);
        const auto number = press_.texts(text::print_page, fmt::arg("page", page + 1), fmt::arg("pages", pages));
        Words(number, {foot_size_pt, Weight::regular, Align::right, false, form_.face, false, typeset::Surface::page},
              page_number_width_pt)
            .draw(to, left_ + width_ - page_number_width_pt, y);
    }

private:
    const Template& form_;
    const slips::Press& press_;
    typeset::PageSize size_;
    double left_;
    double top_;
    double width_;
    double bottom_;
    Words foot_;
    Words training_;
};

}  // namespace

Result<Pdf> set_form(const Template& form, Content content, const slips::Press& press, WallTime now) {
    if (form.subject == Subject::officer)
        return fail(Code::bad_usage, "an officer's paper is printed as the portal sends it");
    if (content.subject != form.subject) return fail(Code::bad_usage, "the form is about something else");
    for (const auto& name : form.needs) {
        if (!content.has(name))
            return fail(Code::not_found,
                        fmt::format("{} cannot be printed yet: {} is what it is about, and the dossier has none; it comes "
                                    "with a later step of the dossier (kiosk print --help)",
                                    form.form, name));
    }
    add_common(content, form, press, now);
    const Frame frame(form, content, press);
    Sheet sheet(form, content, frame.width());
    if (auto added = add_blocks(sheet); !added) return fail(std::move(added));
    const auto pages = typeset::lay_out(sheet.pieces(), frame.body_height());
    if (pages.size() > most_pages)
        return fail(Code::too_large, fmt::format("the form would have {} pages; print a part of it", pages.size()));
    const typeset::PdfInfo info{form.name.vi, press.in_language(press.settings.centre.name), form.legal, "vi-VN", now};
    auto bytes = typeset::pdf_bytes(info, frame.size(), pages.size(), [&](cairo_t* to, std::size_t page) {
        frame.draw(to, page, pages.size());
        for (const auto& placed : pages[page]) placed.band->draw(to, frame.left(), frame.body_top() + placed.y, placed.edge);
    });
    if (!bytes) return fail(std::move(bytes));
    return Pdf{std::move(*bytes), pages.size()};
}

}  // namespace kiosk::print
