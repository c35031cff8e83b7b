#pragma once
/// What kiosks pull: catalogue, units, forms, calendar, texts and announcements of a folder as one answer with an ETag. Read anew for each question. Any thread;
/// blocks on the disk.

#include <filesystem>

#include "kiosk/sandbox/routes.hpp"

namespace kiosk::sandbox {

class CatalogueBundle {
public:
    /// An empty folder name gives nothing out.
    explicit CatalogueBundle(std::filesystem::path folder) : folder_(std::move(folder)) {}
    void serve(Routes& routes);

private:
    const std::filesystem::path folder_;
};

}  // namespace kiosk::sandbox
