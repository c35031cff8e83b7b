#include "kiosk/app/bound_papers.hpp"

#include <string_view>
#include <utility>

#include "kiosk/base/log.hpp"
#include "kiosk/typeset/joined.hpp"

namespace kiosk::app {
namespace {

constexpr std::string_view pdf = "application/pdf";

bool can_join(const dossier::Page& page) { return page.bytes != nullptr && page.bytes->media_type() == pdf; }

/// One file of pages that may stand in one.
void bind(std::vector<dossier::Page> pages, std::vector<dossier::Page>& out) {
    if (pages.size() > 1) {
        std::vector<std::string_view> files;
        for (const auto& page : pages) files.push_back(page.bytes->bytes());
        if (auto joined = typeset::joined_pdf(files); joined) {
            pages.front().bytes = std::make_shared<const dossier::PageBytes>(std::move(*joined), std::string(pdf));
            pages.resize(1);
        } else {
            log::failure("joining the pages of a paper", joined.error());
        }
    }
    out.insert(out.end(), pages.begin(), pages.end());
}

std::vector<dossier::Page> files_of(const std::vector<dossier::Page>& pages, std::size_t largest_bytes) {
    std::vector<dossier::Page> out;
    std::vector<dossier::Page> together;
    std::size_t bytes = 0;
    for (const auto& page : pages) {
        const bool joins = can_join(page);
        const auto size = joins ? page.bytes->bytes().size() : 0;
        if (!joins || bytes + size > largest_bytes) {
            bind(std::exchange(together, {}), out);
            bytes = 0;
        }
        bytes += size;
        if (joins) together.push_back(page);
        else out.push_back(page);
    }
    bind(std::move(together), out);
    return out;
}

}  // namespace

std::vector<dossier::Paper> bound_papers(const std::vector<dossier::Paper>& papers, std::size_t largest_bytes) {
    auto out = papers;
    for (auto& paper : out) paper.pages = files_of(paper.pages, largest_bytes);
    return out;
}

dossier::Draft bound(dossier::Draft draft) {
    draft.papers = bound_papers(draft.papers);
    return draft;
}

}  // namespace kiosk::app
