#pragma once
/// The review of procedures (rà soát, plan III.1.a): what is offered at which level, what people looked for here and did not
/// find or could not do online, and whether promises were kept, over any number of kiosks. Nothing personal. Values; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/review/proposal.hpp"
#include "kiosk/review/tally.hpp"

namespace kiosk::review {

struct Promises {
    std::int64_t in_time = 0;
    std::int64_t late = 0;
    std::int64_t overdue = 0;  ///< seen after the due date without a result; a part of them ended late since
    /// Of those that ended; nothing when none has.
    [[nodiscard]] std::optional<double> kept_percent() const;
};

struct PaperReview {
    std::string component;
    std::string name;
    std::int64_t missing = 0;  ///< visits that were still asked for it
    std::int64_t later = 0;    ///< dossiers to which it is brought on paper
};

struct ProcedureReview {
    const catalogue::Procedure* procedure = nullptr;
    Proposal proposal;
    std::int64_t searches = 0;
    std::int64_t visits = 0;
    std::int64_t counter_only = 0;  ///< visits that wanted to file it here and could not: it is done at the counter
    std::int64_t untested = 0;      ///< … it has not been tested
    std::int64_t no_device = 0;     ///< … nothing could scan
    std::int64_t begun = 0;
    std::int64_t filed_online = 0;
    std::int64_t prepared = 0;
    Promises promises;
    std::vector<PaperReview> papers;  ///< the most often missing first

    [[nodiscard]] std::int64_t could_not() const { return counter_only + untested + no_device; }
    /// Of the dossiers made here; nothing when there is none. Payment is not known: no kiosk takes any yet.
    [[nodiscard]] std::optional<double> online_percent() const;
};

/// How many procedures of an authority have which level now.
struct LevelRates {
    std::string authority;  ///< "Cấp xã"; a procedure of two authorities counts at both, in «Tổng cộng» once
    int procedures = 0;
    int level_3 = 0;
    int level_4 = 0;
    int unknown = 0;  ///< the source does not say
    /// Of those whose level is known; nothing when none is: what nobody knows is no zero.
    [[nodiscard]] std::optional<double> percent(int count) const {
        const int known = procedures - unknown;
        return known == 0 ? std::nullopt : std::optional(100.0 * count / known);
    }
};

struct WordsReview {
    std::string words;  ///< folded; search_words.hpp says which are kept
    std::int64_t visits = 0;
};
struct UnitReview {
    std::string unit;  ///< empty: the look-up did not name one that is known here
    Promises promises;
};

struct Coverage {
    LocalDate day;     ///< for labels of levels
    std::string from;  ///< first and last month with a count; empty without any
    std::string to;
    std::vector<Book> kiosks;  ///< without their counts
    std::int64_t visits = 0;
    std::int64_t searches = 0;       ///< that led to a procedure or to none
    std::int64_t searches_left = 0;  ///< to none
    std::vector<WordsReview> not_found;
    std::int64_t not_found_other = 0;           ///< searches whose words are not kept
    std::vector<LevelRates> rates;              ///< the last one: all
    std::vector<ProcedureReview> procedures;    ///< the most asked for first, then as in the catalogue
    std::vector<UnitReview> units;              ///< the most overdue first
    std::vector<std::string> not_in_catalogue;  ///< codes with counts that this catalogue does not have
};

/// `from` and `to` are months, both included, empty for no limit.
[[nodiscard]] Coverage coverage(const catalogue::Catalogue& catalogue, const Tally& tally, std::string_view from,
                                std::string_view to, const LocalDate& day);

/// "Dịch vụ công trực tuyến toàn trình" on that day; «Chưa rõ» for no level.
[[nodiscard]] std::string level_name(const catalogue::Level* level, const LocalDate& day);
/// "Cấp huyện, Cấp xã"; «Chưa rõ» when the source does not say.
[[nodiscard]] std::string authority_names(const catalogue::Procedure& procedure);
/// "pháp lý; kỹ thuật", and the obstacles themselves: "Phải nộp …; Chưa có …".
[[nodiscard]] std::string reason_groups(const Proposal& proposal);
[[nodiscard]] std::string reason_words(const Proposal& proposal);
/// "85,7"; empty when nothing is known.
[[nodiscard]] std::string percent_words(std::optional<double> percent);

/// The province's proposal sheet for Excel, in Vietnamese: one line a procedure, then the rates of each authority.
[[nodiscard]] std::string coverage_csv(const Coverage& coverage, const catalogue::Catalogue& catalogue);
/// Everything, as one JSON object; null for what is not known.
[[nodiscard]] std::string coverage_json(const Coverage& coverage);

}  // namespace kiosk::review
