#pragma once
/// What is told the authority besides a dossier: a rating of the service, that a dossier is withdrawn, papers that an authority
/// asked for (bổ sung), or what was done with a dossier at the kiosk (a row of its tiến trình).
/// A letter is written once, by one press, and never changes: its id is its idempotency key. Pure; any thread.
///
/// A letter is JSON: {"letter": "rating", "id", "written_at", "kiosk", "centre", "unit", …}. A rating names a form, its scale
/// and answers by short ids, and a dossier's code or a number, and nothing about a person; nor does a row of progress. A supplement names its papers as a
/// submission does ({"component","name","bring_original","pages":[…]}); the pages travel before it, each by itself.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/submission.hpp"

namespace kiosk::dossier {

enum class LetterKind { rating, withdrawal, supplement, progress };
[[nodiscard]] std::string_view name(LetterKind kind);
[[nodiscard]] std::optional<LetterKind> parse_letter_kind(std::string_view name);

struct LetterHead {
    Uuid id;
    WallTime written_at;
    std::string kiosk_id;
    std::string centre;  ///< id
    std::string unit;    ///< id of the unit whose centre it is
};

/// DongBoDanhGia: how satisfied somebody was.
struct Rating {
    struct Answer {
        std::string question;  ///< its id in the form
        int value = 0;         ///< 1 the worst .. levels the best
        bool operator==(const Answer&) const = default;
    };
    std::string form;  ///< the version of the form that was asked
    int levels = 0;
    std::string dossier;  ///< code of the dossier that the visit was about; may be empty
    std::string ticket;   ///< number of that day; may be empty
    std::vector<Answer> answers;
    std::vector<std::string> reasons{};  ///< ids in the form: why it was no better
    bool operator==(const Rating&) const = default;
};

/// «Rút hồ sơ»: who asks knows the dossier's code and the last four digits of a number in it.
struct Withdrawal {
    std::string dossier;  ///< code
    Personal last_four;
};

/// «Nộp bổ sung»: what the authority asked for, at least one page or the word to bring an original.
struct Supplement {
    std::string dossier;  ///< code
    Personal last_four;
    std::vector<SubmittedPaper> papers;
};

/// A row of progress (tiến trình): where a dossier stood after something was done with it at the kiosk.
struct Progress {
    std::string dossier;  ///< code
    Status status = Status::registered;
    WallTime at;
    std::string words;  ///< what was done, in Vietnamese, as national packets carry it
};

[[nodiscard]] std::string rating_json(const LetterHead& head, const Rating& rating);
[[nodiscard]] Personal withdrawal_json(const LetterHead& head, const Withdrawal& withdrawal);
[[nodiscard]] Personal supplement_json(const LetterHead& head, const Supplement& supplement);
[[nodiscard]] std::string progress_json(const LetterHead& head, const Progress& progress);

/// A letter as somebody else reads it.
struct ReadLetter {
    LetterKind kind = LetterKind::rating;
    LetterHead head;
    Rating rating;          ///< of a rating
    Withdrawal withdrawal;  ///< of a withdrawal
    Supplement supplement;  ///< of a supplement
    Progress progress;      ///< of a row of progress

    /// Code of the dossier that it is about; may be empty.
    [[nodiscard]] const std::string& about() const;
};
/// bad_format: no letter, or answers outside their scale. Messages name the member, never a value.
[[nodiscard]] Result<ReadLetter> read_letter(std::string_view json);

}  // namespace kiosk::dossier
