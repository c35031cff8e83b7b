#include "kiosk/app/reading_desk.hpp"

#include "kiosk/base/log.hpp"
#include "kiosk/pages/pdf.hpp"
#include "kiosk/reading/page_text.hpp"
#include "kiosk/reading/paper_facts.hpp"

namespace kiosk::app {

std::optional<visit::PageRead> ReadingDesk::read(const UnreadPage& unread, const std::stop_token& stop) {
    if (!reads()) return std::nullopt;
    std::vector<pages::PdfSheet> sheets{is_card(unread.page) ? card_sheet(unread.page, nullptr) : sheet_of(unread.page)};
    if (auto read = reading::read_words(sheets, stop); !read) {
        if (read.error().code == Code::stopped) return std::nullopt;
        log::failure("reading a page", read.error());
        if (read.error().code == Code::not_found) gave_up_.store(true);
        return std::nullopt;
    }
    // The catalogue may be another one since the last page; its names are few and found in a moment.
    auto facts = reading::facts_of(sheets.front(), unread.paper, reading::paper_names(*data_.catalogue));
    return visit::PageRead{unread.id,
                           std::make_shared<const dossier::PageBytes>(
                               pages::pdf_of(sheets, {"Bản quét", unread.taken_at, "vi-VN"}), "application/pdf"),
                           std::make_shared<const dossier::PageReading>(std::move(facts))};
}

}  // namespace kiosk::app
