#include "kiosk/typeset/card_side.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>

namespace kiosk::typeset {
namespace {

constexpr double points_a_mm = 72 / 25.4;
constexpr double lower_by_mm = 100;
constexpr double card_mm = 85.6;
constexpr double about_mm = 2;

struct Box {
    double left = 0, bottom = 0, right = 0, top = 0;
};

std::optional<Box> box(_qpdf_data* pdf, qpdf_oh page, const char* name) {
    const auto array = qpdf_oh_get_key(pdf, page, name);
    if (!qpdf_oh_is_array(pdf, array) || qpdf_oh_get_array_n_items(pdf, array) != 4) return std::nullopt;
    std::array<double, 4> values{};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto item = qpdf_oh_get_array_item(pdf, array, static_cast<int>(i));
        if (!qpdf_oh_is_number(pdf, item)) return std::nullopt;
        values.at(i) = qpdf_oh_get_numeric_value(pdf, item);
    }
    return Box{values[0], values[1], values[2], values[3]};
}

bool about(double points, double mm) { return std::abs(points / points_a_mm - mm) < about_mm; }

void write(_qpdf_data* pdf, qpdf_oh stream, const std::string& words) {
    qpdf_oh_replace_stream_data(pdf, stream, reinterpret_cast<const unsigned char*>(words.data()), words.size(),
                                qpdf_oh_new_null(pdf), qpdf_oh_new_null(pdf));
}

/// All that is painted on a page, as something that another page may paint.
qpdf_oh form_of(_qpdf_data* pdf, qpdf_oh page) {
    unsigned char* bytes = nullptr;
    std::size_t size = 0;
    qpdf_oh_get_page_content_data(pdf, page, &bytes, &size);
    const std::unique_ptr<unsigned char, decltype(&std::free)> freed(bytes, &std::free);
    const auto form = qpdf_oh_new_stream(pdf);
    write(pdf, form, std::string(reinterpret_cast<const char*>(bytes), size));
    const auto about_it = qpdf_oh_get_dict(pdf, form);
    qpdf_oh_replace_key(pdf, about_it, "/Type", qpdf_oh_new_name(pdf, "/XObject"));
    qpdf_oh_replace_key(pdf, about_it, "/Subtype", qpdf_oh_new_name(pdf, "/Form"));
    qpdf_oh_replace_key(pdf, about_it, "/BBox", qpdf_oh_get_key(pdf, page, "/MediaBox"));
    qpdf_oh_replace_key(pdf, about_it, "/Resources", qpdf_oh_get_key(pdf, page, "/Resources"));
    return form;
}

}  // namespace

bool is_card_side(_qpdf_data* pdf, qpdf_oh page) {
    const auto sheet = box(pdf, page, "/MediaBox");
    const auto art = box(pdf, page, "/ArtBox");
    if (!sheet || !art) return false;
    const double longer = std::max(art->right - art->left, art->top - art->bottom);
    return about(sheet->right - sheet->left, 210) && about(sheet->top - sheet->bottom, 297) && about(longer, card_mm) &&
           art->bottom > (sheet->bottom + sheet->top) / 2;
}

void lay_beneath(_qpdf_data* pdf, qpdf_oh front, _qpdf_data* other, qpdf_oh back) {
    const auto upper = box(pdf, front, "/ArtBox").value_or(Box{});
    const auto lower = box(other, back, "/ArtBox").value_or(Box{});
    const double down = lower_by_mm * points_a_mm;
    const auto form = qpdf_oh_copy_foreign_object(pdf, other, form_of(other, back));
    const auto painted = qpdf_oh_get_key(pdf, qpdf_oh_get_key(pdf, front, "/Resources"), "/XObject");
    qpdf_oh_replace_key(pdf, painted, "/Back", form);
    const auto content = qpdf_oh_new_stream(pdf);
    write(pdf, content, fmt::format("\nq 1 0 0 1 0 {:.2f} cm /Back Do Q\n", -down));
    const auto contents = qpdf_oh_wrap_in_array(pdf, qpdf_oh_get_key(pdf, front, "/Contents"));
    qpdf_oh_append_item(pdf, contents, content);
    qpdf_oh_replace_key(pdf, front, "/Contents", contents);
    const auto both = fmt::format("[{:.2f} {:.2f} {:.2f} {:.2f}]", std::min(upper.left, lower.left), lower.bottom - down,
                                  std::max(upper.right, lower.right), upper.top);
    qpdf_oh_replace_key(pdf, front, "/ArtBox", qpdf_oh_parse(pdf, both.c_str()));
}

}  // namespace kiosk::typeset
