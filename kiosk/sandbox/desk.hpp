#pragma once
/// The training portal without the network: takes pages and dossiers, gives codes, moves states, answers look-ups, and
/// writes each fact into its journal before it says so. Any thread (one at a time inside); blocks on the disk.

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/dossier/letter.hpp"
#include "kiosk/dossier/serial_book.hpp"
#include "kiosk/dossier/working_time.hpp"
#include "kiosk/sandbox/journal.hpp"
#include "kiosk/sandbox/officer_paper.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::sandbox {

struct KeptPage {
    Uuid id;
    std::string remote_id;
    std::string media_type;
    std::size_t size = 0;
    std::string sha256;
};

/// A dossier as the portal knows it.
struct Record {
    Uuid id;           ///< the kiosk's: the idempotency key
    std::string code;  ///< official; empty until acceptance when the authority gives codes then
    std::string provisional_code;
    std::string body_sha256;
    Personal submission;  ///< as it came
    std::string procedure_code;
    std::string procedure_name;
    std::string unit_code;
    std::string unit;
    std::string kiosk;  ///< where it was handed in
    Personal holder;
    std::vector<Personal> own_numbers;  ///< of submitter and holder
    std::vector<Personal> factor_numbers;
    std::vector<std::string> papers;
    catalogue::Handling handling;  ///< the promised time, as the kiosk was told it
    std::optional<dossier::ReturnBy> return_by;
    WallTime submitted_at;  ///< the press at the kiosk
    WallTime received_at;   ///< when it came here; its day is in a code given at submission
    std::optional<WallTime> accepted_at;
    std::optional<WallTime> due_at;
    std::vector<dossier::StatusStep> steps;
    std::vector<OfficerPaper> written;  ///< to the citizen, oldest first
    std::uint64_t changed = 0;          ///< counts every change of any dossier: when this one last changed

    [[nodiscard]] dossier::Status status() const { return steps.back().status; }
    [[nodiscard]] const std::string& any_code() const { return code.empty() ? provisional_code : code; }
};

/// A rating, a withdrawal or a supplement, with the portal's answer.
struct KeptLetter {
    dossier::ReadLetter letter;
    std::string body_sha256;
    WallTime received_at;
    std::string refusal;        ///< empty: taken
    std::uint64_t changed = 0;  ///< as of a dossier

    /// Code of the dossier that it is about; may be empty.
    [[nodiscard]] const std::string& about() const { return letter.about(); }
};

/// How the authority behind the portal works: [working_hours], the calendar and [dossier] of a kiosk.toml.
struct OfficeRules {
    settings::Hours working_hours = usual_hours();
    settings::DossierRules dossier;

    /// Monday to Friday, 07:30-11:30 and 13:30-17:00, no days off.
    [[nodiscard]] static settings::Hours usual_hours();
};

class Desk {
public:
    /// Reads the journal in `folder` again from its first line; corrupt names the line that makes no sense.
    [[nodiscard]] static Result<std::unique_ptr<Desk>> open(const std::filesystem::path& folder, const Clock& clock,
                                                            const OfficeRules& rules = {});

    /// The same page twice is kept once; another content under the same id is refused.
    /// `account`: whose it is at the portal, where the kiosk says so.
    [[nodiscard]] Result<KeptPage> keep_page(const Uuid& id, std::string_view media_type, std::string_view bytes,
                                             std::string_view account = {});
    /// The same id with the same hash: the same record again. busy: the same id with another hash; refused: the words of a
    /// refusal; bad_format: no submission, or a page that never came.
    [[nodiscard]] Result<Record> take_dossier(const Uuid& id, std::string_view provisional_code, std::string_view submission,
                                              const std::optional<std::string>& refusal_words);
    [[nodiscard]] std::optional<Record> find(const Uuid& id);
    /// By official or provisional code.
    [[nodiscard]] std::optional<Record> find(std::string_view code);
    /// not_found, refused (other digits), too_many (ten wrong in a quarter of an hour).
    [[nodiscard]] Result<Record> look_up(std::string_view code, std::string_view last_four);
    /// The PDF of a paper that an officer wrote; errors as look_up, and not_found.
    [[nodiscard]] Result<Personal> paper(std::string_view code, std::string_view last_four, std::string_view id);
    /// Acceptance gives the official code to a dossier that has none. not_found; bad_usage for a step that the national table
    /// does not know. Steps that take a paper (officer_paper.hpp) write one; an apology promises a new day.
    /// `working_days`: what the officer promises at acceptance, instead of the procedure's own time.
    [[nodiscard]] Result<Record> move(std::string_view code, dossier::Status to, std::string_view note,
                                      std::optional<int> working_days = {});
    /// The same id with the same hash: the same answer again. A withdrawal moves its dossier to state 7 where the national table
    /// allows it, a supplement from state 5 back to 4. refused: the portal's words; busy: the same id with another hash; bad_format: no letter, or
    /// a page of it that never came.
    [[nodiscard]] Result<KeptLetter> take_letter(const Uuid& id, dossier::LetterKind kind, std::string_view body,
                                                 const std::optional<std::string>& refusal_words);
    [[nodiscard]] bool knows_letter(const Uuid& id);
    /// Oldest first.
    [[nodiscard]] std::vector<Record> all();
    struct Changed {
        struct Rated {
            std::string code;  ///< official, or provisional while there is none
            KeptLetter letter;
        };
        std::vector<Record> records;  ///< by their last change
        std::vector<Rated> ratings;   ///< of dossiers; where every kiosk's are asked for
        std::uint64_t mark = 0;       ///< for the next question
        bool more = false;
    };
    /// Handed in at this kiosk (empty: anywhere) and changed after the mark, at most `most`.
    [[nodiscard]] Changed changed_after(std::uint64_t mark, std::string_view kiosk, std::size_t most);
    /// Whose submitter or holder has this number; newest first.
    [[nodiscard]] std::vector<Record> of_number(std::string_view number);
    [[nodiscard]] std::vector<KeptLetter> letters();
    [[nodiscard]] std::vector<KeptLetter> letters_about(const Record& record);

private:
    Desk(std::unique_ptr<Journal> journal, std::filesystem::path folder, const Clock& clock, const OfficeRules& rules)
        : journal_(std::move(journal)),
          folder_(std::move(folder)),
          clock_(clock),
          rules_(rules),
          working_time_(rules.working_hours),
          serials_(rules.dossier) {}
    [[nodiscard]] Result<Done> replay(std::string_view line);
    [[nodiscard]] Result<Done> add(const Uuid& id, std::string_view provisional_code, std::string_view submission,
                                   std::string_view code, WallTime at);
    [[nodiscard]] Result<Done> pages_are_here(const std::vector<dossier::SubmittedPaper>& papers) const;
    [[nodiscard]] std::string next_code(std::string_view unit_code, WallTime now) const;
    void give_code(std::size_t record, std::string_view code);
    [[nodiscard]] Record* by_code(std::string_view code);
    [[nodiscard]] Result<Record*> opened(std::string_view code, std::string_view last_four);
    [[nodiscard]] Result<Done> add_letter(std::string_view body, std::string_view refusal, WallTime at,
                                          std::optional<WallTime> due);
    /// The later day of a dossier whose papers came; nothing when the rules keep the first day, or it had passed before.
    [[nodiscard]] Result<std::optional<WallTime>> due_with_papers(const Record& record, WallTime at) const;
    [[nodiscard]] std::string why_not_withdrawn(const dossier::Withdrawal& withdrawal);
    [[nodiscard]] std::string why_not_supplemented(const dossier::Supplement& supplement);
    [[nodiscard]] std::string why_not(const dossier::ReadLetter& letter);
    void apply_status(Record& record, const dossier::StatusStep& step, std::optional<WallTime> due);

    struct WrongDigits {
        int count = 0;
        WallTime since;
    };
    std::mutex mutex_;
    std::unique_ptr<Journal> journal_;
    const std::filesystem::path folder_;
    const Clock& clock_;
    const OfficeRules rules_;
    const dossier::WorkingTime working_time_;
    dossier::SerialBook serials_;
    std::map<Uuid, KeptPage> pages_;
    std::vector<Record> records_;
    std::map<Uuid, std::size_t> by_id_;
    std::map<std::string, std::size_t, std::less<>> by_code_;  ///< official and provisional
    std::map<Uuid, std::string> refused_;                      ///< id -> words
    std::vector<KeptLetter> letters_;
    std::map<Uuid, std::size_t> letter_by_id_;
    std::map<Uuid, WrongDigits> wrong_digits_;
    std::uint64_t changes_ = 0;
};

}  // namespace kiosk::sandbox
