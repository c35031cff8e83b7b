#include "kiosk/slips/specimen.hpp"

#include <cairo.h>

#include <memory>

#include "kiosk/scan/symbol_writer.hpp"
#include "kiosk/typeset/ink.hpp"
#include "kiosk/typeset/owned.hpp"
#include "kiosk/typeset/words.hpp"

namespace kiosk::slips {
namespace {

constexpr int card_width_px = 1200;
constexpr int card_height_px = 756;  // ID-1, 85.6 x 54 mm
constexpr int page_width_px = 827;
constexpr int page_height_px = 1169;  // A4 at 100 dpi: what the places on it are counted in
constexpr double page_scale = 1.5;    ///< it is drawn at 150 dpi, so that small print could be read
constexpr int table_width_px = 1500;  ///< what a camera sees around it
constexpr int table_height_px = 2000;
constexpr double turned_on_table = 0.05;  ///< radians: nobody lays a sheet down straight

class Sheet {
public:
    Sheet(int width, int height)
        : surface_(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)), cairo_(cairo_create(surface_.get())) {
        colour(1, 1, 1);
        cairo_paint(cairo_.get());
    }
    /// From here on everything is drawn larger, turned and moved.
    void lay(double left, double top, double scale, double radians) {
        cairo_translate(cairo_.get(), left, top);
        cairo_rotate(cairo_.get(), radians);
        cairo_scale(cairo_.get(), scale, scale);
    }
    void colour(double r, double g, double b) { cairo_set_source_rgb(cairo_.get(), r, g, b); }
    void box(double x, double y, double w, double h) {
        cairo_rectangle(cairo_.get(), x, y, w, h);
        cairo_fill(cairo_.get());
    }
    void text(double x, double y, double width, typeset::Weight weight, double size_px, std::string_view words) {
        typeset::Words(words, {size_px, weight}, width).draw(cairo_.get(), x, y);
    }
    void qr(const scan::Matrix& matrix, double x, double y, double module_px) {
        typeset::draw_qr(cairo_.get(), matrix, x, y, module_px);
    }
    Result<std::string> png() {
        std::string out;
        const auto append = [](void* to, const unsigned char* bytes, unsigned size) {
            static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
            return CAIRO_STATUS_SUCCESS;
        };
        const auto status = cairo_surface_write_to_png_stream(surface_.get(), append, &out);
        if (status != CAIRO_STATUS_SUCCESS) return fail(Code::io, cairo_status_to_string(status));
        return out;
    }

private:
    typeset::Owned<cairo_surface_t> surface_;
    typeset::Owned<cairo_t> cairo_;
};

}  // namespace

Result<std::string> specimen_card_png(std::string_view qr_text) {
    auto matrix = scan::qr_matrix(qr_text);
    if (!matrix) return fail(std::move(matrix));
    Sheet card(card_width_px, card_height_px);
    card.colour(0.90, 0.95, 1.0);
    card.box(12, 12, card_width_px - 24, card_height_px - 24);
    card.colour(0.75, 0.08, 0.1);
    card.text(330, 60, 500, typeset::Weight::bold, 40, "CĂN CƯỚC CÔNG DÂN");
    card.text(330, 120, 500, typeset::Weight::regular, 24, "MẪU · SPECIMEN · không có giá trị");
    card.colour(0.6, 0.7, 0.85);
    card.box(60, 260, 260, 350);
    constexpr int module_px = 6;
    constexpr int quiet = 4;
    const int left = card_width_px - 60 - (matrix->width + 2 * quiet) * module_px;
    card.colour(1, 1, 1);
    card.box(left, 60, (matrix->width + 2 * quiet) * module_px, (matrix->height + 2 * quiet) * module_px);
    card.colour(0, 0, 0);
    card.qr(*matrix, left + quiet * module_px, 60 + quiet * module_px, module_px);
    return card.png();
}

Result<std::string> specimen_page_png(std::string_view title, Lies lies) {
    const bool table = lies == Lies::on_a_table;
    Sheet page(table ? table_width_px : static_cast<int>(page_width_px * page_scale),
               table ? table_height_px : static_cast<int>(page_height_px * page_scale));
    if (table) {
        page.colour(0.30, 0.23, 0.17);
        page.box(0, 0, table_width_px, table_height_px);
    }
    page.lay(table ? 170 : 0, table ? 85 : 0, page_scale, table ? turned_on_table : 0);
    page.colour(1, 1, 1);
    page.box(0, 0, page_width_px, page_height_px);
    page.colour(0.94, 0.80, 0.80);
    page.text(190, 520, 600, typeset::Weight::bold, 160, "MẪU");
    page.colour(0.1, 0.1, 0.1);
    page.text(90, 70, 650, typeset::Weight::regular, 17, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập – Tự do – Hạnh phúc");
    page.text(90, 180, 650, typeset::Weight::bold, 29, title);
    page.colour(0.55, 0.55, 0.58);
    constexpr int line_gap_px = 34;
    for (int line = 0; line < 22; ++line) page.box(90, 300 + line * line_gap_px, line % 5 == 4 ? 380 : 640, 9);
    return page.png();
}

}  // namespace kiosk::slips
