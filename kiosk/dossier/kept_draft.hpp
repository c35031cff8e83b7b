#pragma once
/// A dossier that somebody began and will finish another time (hồ sơ soạn dở): as it is kept, and as it fits the catalogue of
/// the day on which it is continued. Pure; any thread, never blocks.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/catalogue/form.hpp"
#include "kiosk/dossier/dossier.hpp"

namespace kiosk::dossier {

/// The page that the person left.
struct DraftPlace {
    enum class Part { form, papers, phone, review };
    Part part = Part::form;
    std::size_t page = 0;  ///< of the form
    bool operator==(const DraftPlace&) const = default;
};

struct KeptDraft {
    Uuid id;
    std::string visit_code;
    WallTime saved_at;
    WallTime kept_until;
    Draft draft;
    DraftPlace place;
    bool operator==(const KeptDraft&) const = default;
};

/// Everything but the pictures, which are kept beside it by their ids.
[[nodiscard]] Personal draft_json(const Draft& draft, const DraftPlace& place);
struct ReadDraft {
    Draft draft;  ///< its pages are ids alone
    DraftPlace place;
};
/// bad_format names the member, never a value; newer_version.
[[nodiscard]] Result<ReadDraft> read_draft(std::string_view json);

/// What no longer fits, because the procedure or its form changed since.
struct Refitted {
    std::size_t lost_answers = 0;
    std::vector<std::string> lost_papers{};  ///< ids of components, with pages or a promise
    bool asks_more = false;                  ///< the form now asks what the draft does not answer
    [[nodiscard]] bool changed() const { return lost_answers > 0 || !lost_papers.empty() || asks_more; }
    bool operator==(const Refitted&) const = default;
};
/// Takes away the answers that the form does not ask for any more, and the papers that the procedure does not. `form` may be
/// null. `place` moves to the first page that is to be filled in again.
Refitted refit(Draft& draft, DraftPlace& place, const catalogue::Procedure& procedure, const catalogue::Form* form,
               LocalDate today);

}  // namespace kiosk::dossier
