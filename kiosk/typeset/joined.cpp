#include "kiosk/typeset/joined.hpp"

#include <qpdf/qpdf-c.h>

#include <memory>

#include "kiosk/typeset/card_side.hpp"

namespace kiosk::typeset {
namespace {

struct CloseFile {
    void operator()(_qpdf_data* pdf) const { qpdf_cleanup(&pdf); }
};
using File = std::unique_ptr<_qpdf_data, CloseFile>;

File opened(std::string_view bytes) {
    File out(qpdf_init());
    qpdf_silence_errors(out.get());  // asked for below
    qpdf_set_suppress_warnings(out.get(), QPDF_TRUE);
    qpdf_read_memory(out.get(), "page", bytes.data(), bytes.size(), nullptr);
    return out;
}

Result<Done> well(_qpdf_data* pdf) {
    if (!qpdf_has_error(pdf)) return Done{};
    return fail(Code::bad_format,
                std::string("qpdf cannot join the pages: ") + qpdf_get_error_full_text(pdf, qpdf_get_error(pdf)));
}

qpdf_oh last_page(_qpdf_data* pdf) { return qpdf_get_page_n(pdf, static_cast<std::size_t>(qpdf_get_num_pages(pdf)) - 1); }

}  // namespace

Result<std::string> joined_pdf(const std::vector<std::string_view>& files) {
    require(!files.empty(), "there is a file to begin with");
    std::vector<File> opened_files;  // pages are copied when the whole is written: all stay until then
    for (const auto bytes : files) {
        opened_files.push_back(opened(bytes));
        if (auto fine = well(opened_files.back().get()); !fine) return fail(std::move(fine));
    }
    auto* whole = opened_files.front().get();
    for (std::size_t i = 1; i < opened_files.size(); ++i) {
        auto* file = opened_files[i].get();
        const int pages = qpdf_get_num_pages(file);
        for (int n = 0; n < pages; ++n) {
            const auto page = qpdf_get_page_n(file, static_cast<std::size_t>(n));
            const auto last = last_page(whole);
            if (is_card_side(file, page) && is_card_side(whole, last)) lay_beneath(whole, last, file, page);
            else qpdf_add_page(whole, file, page, QPDF_FALSE);
        }
        for (auto* one : {file, whole}) {
            if (auto fine = well(one); !fine) return fail(std::move(fine));
        }
    }
    qpdf_init_write_memory(whole);
    qpdf_set_deterministic_ID(whole, QPDF_TRUE);
    qpdf_set_object_stream_mode(whole, qpdf_o_disable);
    qpdf_set_compress_streams(whole, QPDF_FALSE);
    qpdf_set_decode_level(whole, qpdf_dl_none);
    qpdf_write(whole);
    if (auto fine = well(whole); !fine) return fail(std::move(fine));
    return std::string(reinterpret_cast<const char*>(qpdf_get_buffer(whole)), qpdf_get_buffer_length(whole));
}

}  // namespace kiosk::typeset
