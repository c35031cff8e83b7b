#pragma once
/// What is worked from when nothing else works: who waits, and what was taken in today, as a PDF that is always there, at most a minute old.
/// Written where `paper_folder` of [queue] says: a stick, a shared folder. The store worker's thread; blocks on the disk.

#include <memory>
#include <string>

#include "kiosk/app/public_data.hpp"
#include "kiosk/print/forms.hpp"
#include "kiosk/queue/office.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::app {

class PaperList {
public:
    static constexpr auto every = std::chrono::minutes(1);

    PaperList(store::Store& store, queue::TicketOffice& queue, const PublicData& data)
        : store_(store), queue_(queue), data_(data) {}

    /// Nothing where the settings name no folder. The file before stays until the new one is whole; what fails is in the log once.
    void keep(WallTime now);
    /// The PDF itself.
    [[nodiscard]] Result<std::string> made(WallTime now);

private:
    [[nodiscard]] Result<Done> write(WallTime now);

    store::Store& store_;
    queue::TicketOffice& queue_;
    const PublicData& data_;
    std::shared_ptr<const print::Forms> forms_;  ///< read when first needed
    WallTime written_at_;
    bool failed_ = false;
};

}  // namespace kiosk::app
