#pragma once
/// What the samples of a submission share: dossiers on their way, of people who do not exist. Any thread.

#include <memory>
#include <string_view>

#include "ui/gallery.hpp"

namespace kiosk::ui::gallery {

/// The first procedure with this form, such that papers are collected as well; the first of all when there is none.
[[nodiscard]] const catalogue::Procedure* procedure_of_form(std::string_view form, const SampleData& data);
[[nodiscard]] visit::Filing begun(const catalogue::Procedure* procedure, catalogue::ApplicantKind applicant);
/// The card was read, and the child is named.
[[nodiscard]] visit::Filing identified(const SampleData& data);
/// The required papers as pages, the first one with two; the first optional one is to be brought.
[[nodiscard]] visit::Filing complete(const SampleData& data);
/// A sheet on a table, as the camera sees it.
[[nodiscard]] std::shared_ptr<const visit::LivePage> live_sample(visit::LivePage::Says says, int still_percent);
/// So many pages that nobody wrote, from the scanner.
[[nodiscard]] std::vector<dossier::Page> drawn_pages(int count);
/// An answer for every question that must have one, so that the review has something to show.
void answer_all(visit::Filing& filing, const SampleData& data);

}  // namespace kiosk::ui::gallery
