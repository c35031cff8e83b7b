#include "kiosk/settings/announcements_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/settings/today.hpp"

namespace kiosk::settings {
namespace {

namespace fs = std::filesystem;

Announcement read_announcement(TomlReader& table) {
    Announcement out;
    out.from = table.date("from", "Give the first day on which it is shown.");
    out.until = table.date("until", "Give the last day on which it is shown.");
    if (out.until < out.from) table.find("until", "It ends before it begins.", "Write a day that is not before from.");
    out.text = table.local_text("text", "Give the sentence that people read on the first page.");
    for (const auto* words : {&out.text.vi, &out.text.en}) {
        if (words->size() > longest_notice_bytes)
            table.find("text", fmt::format("The announcement has {} bytes.", words->size()),
                       fmt::format("Write up to {}: the first page has no room for more.", longest_notice_bytes));
    }
    return out;
}

}  // namespace

void read_announcements(const fs::path& folder, Findings& findings, std::vector<Announcement>& out) {
    std::error_code none;
    std::vector<fs::path> files;
    for (fs::directory_iterator at(folder, none), end; !none && at != end; at.increment(none)) {
        if (at->path().extension() == ".toml") files.push_back(at->path());
    }
    std::sort(files.begin(), files.end());
    for (const auto& file : files) {
        const auto parsed = read_toml(file, findings);
        if (!parsed) continue;
        TomlReader root(*parsed, file, findings);
        root.tables("announcement", [&](TomlReader& table) { out.push_back(read_announcement(table)); });
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return b.from < a.from; });
}

}  // namespace kiosk::settings
