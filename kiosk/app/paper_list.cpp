#include "kiosk/app/paper_list.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "kiosk/base/files.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/print/queue_content.hpp"

namespace kiosk::app {

Result<std::string> PaperList::made(WallTime now) {
    if (!forms_) {
        auto forms = print::Forms::load(data_.settings.print_folder);
        if (!forms) return fail(Code::bad_format, forms.error().front().text());
        forms_ = std::move(*forms);
    }
    const auto today = local_time(now).date;
    const auto* form = forms_->find("waiting_list", today);
    if (form == nullptr)
        return fail(Code::not_found,
                    fmt::format("{}: no form “waiting_list” is in force; add it", data_.settings.print_folder.string()));
    auto day = queue_.business_day(now);
    if (!day) return fail(std::move(day));
    auto tickets = queue_.list(*day);
    if (!tickets) return fail(std::move(tickets));
    auto rows = store_.dossiers().since(wall_time({today, 0, 0, 0}));
    if (!rows) return fail(std::move(rows));
    std::vector<print::TakenIn> taken_in;
    for (const auto& row : *rows)
        taken_in.push_back({row.code(), row.procedure_name, row.submitted_at, row.delivery == store::Delivery::delivered});
    const slips::Press press{data_.settings, data_.texts("vi")};
    auto pdf = print::set_form(*form, print::waiting_content(*tickets, taken_in, now, !queue_.joined(), press), press, now);
    if (!pdf) return fail(std::move(pdf));
    return std::move(pdf->bytes);
}

Result<Done> PaperList::write(WallTime now) {
    auto pdf = made(now);
    if (!pdf) return fail(std::move(pdf));
    const auto& folder = data_.settings.queue.paper_folder;
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return fail(Code::io, fmt::format("{}: cannot be made: {}", folder.string(), error.message()));
    return write_file(folder / fmt::format("cho-{}.pdf", data_.settings.kiosk_id), *pdf);
}

void PaperList::keep(WallTime now) {
    if (data_.settings.queue.paper_folder.empty()) return;
    // A clock that was put back is no reason to wait for it.
    if (now >= written_at_ && now - written_at_ < every) return;
    written_at_ = now;
    auto written = write(now);
    if (!written && !failed_) log::failure("writing the list of who waits", written.error());
    if (written && failed_) log::info("the list of who waits is written again");
    failed_ = !written;
}

}  // namespace kiosk::app
