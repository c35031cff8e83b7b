#pragma once
/// How a submission reads on its screens: a sentence for every problem, answers as people write them, pages as pictures.
/// UI thread; pure.

#include <string>

#include "ui/wording.hpp"

namespace kiosk::ui::filing_wording {

// ---- What to mend: what happened and what to do -------------------------------------------------------------------------
[[nodiscard]] std::string sentence(const dossier::IdentityProblem& problem, const ScreenContext& ctx);
/// The form's own words win over the standard sentence.
[[nodiscard]] std::string sentence(const dossier::Problem& problem, const catalogue::Question& question,
                                   const ScreenContext& ctx);
/// Why a page did not come from the scanner or the camera.
[[nodiscard]] const std::string& capture_sentence(Code code, const ScreenContext& ctx);
/// Why there is no slip.
[[nodiscard]] const std::string& slip_sentence(Code code, const ScreenContext& ctx);

// ---- What was said --------------------------------------------------------------------------------------------------------
/// An answer as a review page shows it: dates with slashes, choices by their words, money with its dong, numbers of people by
/// their last four digits. Empty when nothing was answered. Not for rows.
[[nodiscard]] std::string answer(const catalogue::Question& question, const dossier::Draft& draft, const ScreenContext& ctx,
                                 const dossier::RowPlace& place = {});
/// One row in two lines: the answer to its first question, then the others. Both empty when nothing was answered.
struct RowWords {
    std::string title;
    std::string body;
};
[[nodiscard]] RowWords row(const catalogue::Form& form, const catalogue::Question& rows, std::size_t index,
                           const dossier::Draft& draft, const ScreenContext& ctx);
/// «Nam», «Nữ» in the language of the visit; as it stands when it is neither.
[[nodiscard]] std::string sex(const Personal& value, const ScreenContext& ctx);
/// «Đinh Văn Ngữ · ••••••••0123»
[[nodiscard]] std::string person(const Personal& name, const Personal& number, const ScreenContext& ctx);

// ---- Papers ---------------------------------------------------------------------------------------------------------------
/// Collected at the kiosk as pages: neither filled in here nor only shown to the officer.
[[nodiscard]] bool is_collected(const catalogue::Component& component);
[[nodiscard]] const catalogue::Component* component_of(const visit::Filing& filing, std::string_view id);
/// The component's name; what no component names has words of its own (dossier::other_paper).
[[nodiscard]] const std::string& paper_name(const catalogue::Component& component, const ScreenContext& ctx);
/// «1 trang», «3 trang»; of none: the original is brought.
[[nodiscard]] std::string pages_of(std::size_t count, const ScreenContext& ctx);
/// Steps and place of a page of papers; a supplement has none.
void draw_paper_steps(Frame& frame, const visit::Filing& filing, const ScreenContext& ctx);
/// «Lưu để làm tiếp», where the page can be kept.
void draw_keep(Frame& frame, const ScreenContext& ctx);
/// Empty when there is no preview.
[[nodiscard]] Picture picture_of(const dossier::Page& page);

}  // namespace kiosk::ui::filing_wording
