#pragma once
/// The immutable body of one submission: made once at the press of the button, kept in the outbox, mapped by the portal's
/// adapter, read by the training portal. UTF-8 JSON, keys always in the order below, times in +07:00, absent values as ""
/// or null. Any thread, never blocks.
///
/// {"version":1, "id", "provisional_code", "submitted_at", "kiosk", "unit", "unit_code", "outcome":"online|prepared",
///  "visit_code", "procedure":{"code","local_code","name","field","working_days":n|null,"calendar_days":n|null,
///  "working_hours":n|null,"fee_dong":n|null,"form"},
///  "applicant":"self|relative|authorised|organisation", "identified_by":"nothing|card|other_paper|officer|signed_in",
///  "submitter":{person}, "holder":{person}|null, "organisation":{"name","tax_code"}|null, "phone",
///  "answers":[{"key","type","value","origin":"typed|card|staff|portal|rule"}],
///  "return_by":"direct|post" (where the form asks for it),
///  "papers":[{"component","name","bring_original":bool,"pages":[{"id","source":"scanner|camera","media_type","bytes":n}]}]}
/// person: {"name","number","old_number","birth_date","sex","residence"}
/// Of the three times at most one is a number. A body of 2026 may know working days alone.
/// An answer's key is the form's, "people[0].name" for what rows are asked; type is the component type of form.io ("textfield"
/// when it is not said); value is a text as form_answers.hpp keeps it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/dossier/dossier.hpp"

namespace kiosk::dossier {

inline constexpr int submission_version = 1;

/// What the press adds to the draft.
struct Header {
    Uuid id;  ///< of the press: the idempotency key
    std::string provisional_code;
    WallTime submitted_at;  ///< NgayNopHoSo
    std::string kiosk_id;
    std::string unit;       ///< id in units/*.toml
    std::string unit_code;  ///< may be empty: the province has not given it
    Outcome outcome = Outcome::prepared;
    std::string visit_code;  ///< only when prepared
    bool operator==(const Header&) const = default;
};

/// The body's text. `form` may be null for a procedure without one. Only visible questions go in, as normal answers.
[[nodiscard]] std::string submission_json(const Draft& draft, const catalogue::Procedure& procedure,
                                          const catalogue::Form* form, const Header& header);

struct SubmittedPage {
    Uuid id;
    PageSource source = PageSource::scanner;
    std::string media_type;
    std::int64_t bytes = 0;
};
struct SubmittedPaper {
    std::string component;
    std::string name;
    bool bring_original = false;
    std::vector<SubmittedPage> pages;
};
struct SubmittedAnswer : Answer {
    catalogue::QuestionKind kind = catalogue::QuestionKind::text;
};
/// A body as its reader needs it.
struct SubmissionView {
    Header header;
    std::string procedure_code;
    std::string procedure_local_code;
    std::string procedure_name;
    std::string field;
    /// Time and fee as the catalogue said on the day of the press (due_date.hpp counts from it). No time: no due date can be
    /// given.
    catalogue::Handling handling;
    std::string form;
    ApplicantKind applicant = ApplicantKind::self;
    IdentifiedBy identified_by = IdentifiedBy::nothing;
    Person submitter;
    std::optional<Person> holder;  ///< nothing: the submitter's own dossier, or an organisation's
    Personal organisation_name;
    Personal tax_code;
    Personal phone;
    std::vector<SubmittedAnswer> answers;
    std::optional<ReturnBy> return_by;  ///< nothing: nobody was asked, or the body is from before it was written
    std::vector<SubmittedPaper> papers;

    /// Whose dossier it is: holder, organisation or submitter.
    [[nodiscard]] const Personal& holder_name() const;
    /// Whose last four digits open a look-up.
    [[nodiscard]] std::vector<Personal> factor_numbers() const;
};

/// As for a draft (dossier.hpp), from what was recorded of it.
[[nodiscard]] std::vector<std::string> originals_to_bring(const catalogue::Procedure& procedure,
                                                          const SubmissionView& submission);

inline constexpr std::size_t submission_max_bytes = 4U << 20;
/// Strict: bad_format for what is not such a body (the detail names the key, never a value), too_large, newer_version.
[[nodiscard]] Result<SubmissionView> read_submission(std::string_view json);

}  // namespace kiosk::dossier
