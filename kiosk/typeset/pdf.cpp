#include "kiosk/typeset/pdf.hpp"

#include <cairo-pdf.h>

#include <qpdf/qpdf-c.h>

#include <algorithm>
#include <memory>

#include "kiosk/typeset/owned.hpp"

namespace kiosk::typeset {
namespace {

constexpr std::size_t where_marks_stand_bytes = 1024;  // as Acrobat and qpdf look for them

cairo_status_t append(void* to, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

void describe(cairo_surface_t* pdf, const PdfInfo& info) {
    const auto at = iso_time(info.created);
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_TITLE, info.title.c_str());
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_AUTHOR, info.author.c_str());
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_SUBJECT, info.subject.c_str());
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, at.c_str());
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_MOD_DATE, at.c_str());
}

Result<std::string> drawn(const PdfInfo& info, PageSize size, std::size_t pages,
                          const std::function<void(cairo_t*, std::size_t page)>& draw) {
    std::string out;
    const Owned<cairo_surface_t> surface(cairo_pdf_surface_create_for_stream(append, &out, size.width_pt, size.height_pt));
    describe(surface.get(), info);
    {
        const Owned<cairo_t> to(cairo_create(surface.get()));
        for (std::size_t page = 0; page < pages; ++page) {
            cairo_set_source_rgb(to.get(), 0, 0, 0);
            draw(to.get(), page);
            cairo_show_page(to.get());
        }
        if (const auto status = cairo_status(to.get()); status != CAIRO_STATUS_SUCCESS)
            return fail(Code::io, std::string("cairo cannot draw the page: ") + cairo_status_to_string(status));
    }
    cairo_surface_finish(surface.get());
    if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
        return fail(Code::io, std::string("cairo cannot write the PDF: ") + cairo_status_to_string(status));
    return out;
}

struct Close {
    void operator()(_qpdf_data* pdf) const { qpdf_cleanup(&pdf); }
};

/// cairo 1.16 cannot say in which language a document is, nor that its title is to be shown.
Result<std::string> finished(const std::string& cairo_pdf, const PdfInfo& info) {
    const std::unique_ptr<_qpdf_data, Close> owner(qpdf_init());
    auto* pdf = owner.get();
    qpdf_silence_errors(pdf);  // asked for below
    qpdf_read_memory(pdf, "form", cairo_pdf.data(), cairo_pdf.size(), nullptr);
    if (!qpdf_has_error(pdf)) {
        const auto root = qpdf_get_root(pdf);
        qpdf_oh_replace_key(pdf, root, "/Lang", qpdf_oh_new_string(pdf, info.language.c_str()));
        qpdf_oh_replace_key(pdf, root, "/ViewerPreferences", qpdf_oh_parse(pdf, "<< /DisplayDocTitle true >>"));
        qpdf_init_write_memory(pdf);
        qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
        qpdf_set_object_stream_mode(pdf, qpdf_o_disable);  // whatever cairo's version does: old readers find the language
        qpdf_write(pdf);
    }
    if (qpdf_has_error(pdf)) {
        const auto* trouble = qpdf_get_error_full_text(pdf, qpdf_get_error(pdf));
        return fail(Code::io, std::string("qpdf cannot finish the PDF: ") + trouble);
    }
    return std::string(reinterpret_cast<const char*>(qpdf_get_buffer(pdf)), qpdf_get_buffer_length(pdf));
}

}  // namespace

Result<std::string> pdf_bytes(const PdfInfo& info, PageSize size, std::size_t pages,
                              const std::function<void(cairo_t*, std::size_t page)>& draw) {
    auto out = drawn(info, size, pages, draw);
    if (!out) return out;
    return finished(*out, info);
}

Result<Done> check_pdf(std::string_view bytes) {
    if (bytes.size() > largest_pdf_bytes) return fail(Code::too_large, "a PDF of more than 20 MiB; ask for a smaller scan");
    if (bytes.substr(0, where_marks_stand_bytes).find("%PDF-") == std::string_view::npos)
        return fail(Code::bad_format, "no PDF: it does not begin with %PDF-");
    const auto tail = bytes.substr(bytes.size() - std::min(bytes.size(), where_marks_stand_bytes));
    if (tail.find("%%EOF") == std::string_view::npos)
        return fail(Code::bad_format, "the PDF is cut: its end is missing; fetch it again");
    return Done{};
}

Result<std::size_t> count_pdf_pages(std::string_view bytes) {
    if (auto whole = check_pdf(bytes); !whole) return fail(std::move(whole));
    const std::unique_ptr<_qpdf_data, Close> owner(qpdf_init());
    auto* pdf = owner.get();
    qpdf_silence_errors(pdf);  // asked for below
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    qpdf_read_memory(pdf, "paper", bytes.data(), bytes.size(), nullptr);
    const int pages = qpdf_has_error(pdf) ? 0 : qpdf_get_num_pages(pdf);
    if (qpdf_has_error(pdf)) {
        const auto* trouble = qpdf_get_error_full_text(pdf, qpdf_get_error(pdf));
        return fail(Code::bad_format, std::string("qpdf cannot read the PDF: ") + trouble);
    }
    if (pages < 1) return fail(Code::bad_format, "the PDF has no page");
    return static_cast<std::size_t>(pages);
}

}  // namespace kiosk::typeset
