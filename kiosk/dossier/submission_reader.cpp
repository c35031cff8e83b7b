#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/guarded_json.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/dossier/submission_words.hpp"

namespace kiosk::dossier {
namespace {

using json = nlohmann::ordered_json;

constexpr int deepest = 6;
constexpr std::size_t most_items = 20'000;  // answers, papers, pages: more than any procedure and 50 rows of people have

/// Thrown and caught within this file: the key that is wrong, never its value.
struct WrongKey {
    Code code;
    std::string what;
};

/// One object of the body, every key of which has to be asked for.
class Fields {
public:
    Fields(const json& object, std::string place) : object_(object), place_(std::move(place)) {
        if (!object_.is_object()) throw WrongKey{Code::bad_format, place_ + " is no object"};
    }

    [[nodiscard]] bool has(const char* key) const { return object_.contains(key); }
    const json& at(const char* key) {
        const auto found = object_.find(key);
        if (found == object_.end()) throw WrongKey{Code::bad_format, name(key) + " is missing"};
        asked_.insert(key);
        return *found;
    }
    std::string text(const char* key, std::string_view allowed_controls = "") {
        const auto& value = at(key);
        if (!value.is_string()) throw WrongKey{Code::bad_format, name(key) + " is no text"};
        auto out = value.get<std::string>();
        if (has_control_characters(out, allowed_controls))
            throw WrongKey{Code::bad_format, name(key) + " has control characters"};
        return out;
    }
    Personal personal(const char* key) { return Personal(text(key)); }
    bool boolean(const char* key) {
        const auto& value = at(key);
        if (!value.is_boolean()) throw WrongKey{Code::bad_format, name(key) + " is neither true nor false"};
        return value.get<bool>();
    }
    std::int64_t number(const char* key) {
        const auto& value = at(key);
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() > most_dong) {
            throw WrongKey{Code::bad_format, name(key) + " is no whole number from 0"};
        }
        return value.get<std::int64_t>();
    }
    std::optional<std::int64_t> number_or_nothing(const char* key) {
        if (at(key).is_null()) return std::nullopt;
        return number(key);
    }
    /// At most `most`.
    std::optional<int> count_or_nothing(const char* key, std::int64_t most) {
        const auto value = number_or_nothing(key);
        if (!value) return std::nullopt;
        if (*value > most) throw WrongKey{Code::bad_format, name(key) + " is too large"};
        return static_cast<int>(*value);
    }
    const json& list(const char* key) {
        const auto& value = at(key);
        if (!value.is_array()) throw WrongKey{Code::bad_format, name(key) + " is no list"};
        if (value.size() > most_items) throw WrongKey{Code::too_large, name(key) + " has too many items"};
        return value;
    }
    template <class T, std::size_t size>
    T word(const char* key, const Words<T, size>& words) {
        const auto value = value_of(words, text(key));
        if (!value) throw WrongKey{Code::bad_format, name(key) + " has none of its known words"};
        return *value;
    }
    Uuid uuid(const char* key) {
        const auto id = parse_uuid(text(key));
        if (!id || id->nil()) throw WrongKey{Code::bad_format, name(key) + " is no UUID"};
        return *id;
    }
    [[nodiscard]] std::string name(const char* key) const { return place_ + "." + key; }

    void nothing_else() const {
        for (const auto& item : object_.items()) {
            if (!asked_.contains(item.key()))
                throw WrongKey{Code::bad_format, place_ + " has a key that a submission has not"};
        }
    }

private:
    static constexpr std::uint64_t most_dong = 1'000'000'000'000;

    const json& object_;
    std::string place_;
    std::set<std::string> asked_;
};

Person read_person(const json& object, const char* place) {
    Fields fields(object, place);
    Person out;
    out.name = fields.personal("name");
    out.number = fields.personal("number");
    out.old_number = fields.personal("old_number");
    out.birth_date = fields.personal("birth_date");
    out.sex = fields.personal("sex");
    out.residence = fields.personal("residence");
    fields.nothing_else();
    return out;
}

Header read_header(Fields& body) {
    Header out;
    out.id = body.uuid("id");
    out.provisional_code = body.text("provisional_code");
    const auto at = parse_iso_time(body.text("submitted_at"));
    if (!at) throw WrongKey{Code::bad_format, body.name("submitted_at") + " is no time"};
    out.submitted_at = *at;
    out.kiosk_id = body.text("kiosk");
    out.unit = body.text("unit");
    out.unit_code = body.text("unit_code");
    out.outcome = body.word("outcome", outcome_words);
    out.visit_code = body.text("visit_code");
    return out;
}

void read_procedure(Fields& body, SubmissionView& out) {
    Fields fields(body.at("procedure"), "procedure");
    out.procedure_code = fields.text("code");
    out.procedure_local_code = fields.text("local_code");
    out.procedure_name = fields.text("name");
    out.field = fields.text("field");
    constexpr std::int64_t longest_days = 3'650;
    out.handling.working_days = fields.count_or_nothing("working_days", longest_days);
    // A body that was pressed before these were written says nothing of them.
    if (fields.has("calendar_days")) out.handling.calendar_days = fields.count_or_nothing("calendar_days", longest_days);
    if (fields.has("working_hours")) out.handling.working_hours = fields.count_or_nothing("working_hours", longest_days * 8);
    out.handling.fee_dong = fields.number_or_nothing("fee_dong");
    out.form = fields.text("form");
    fields.nothing_else();
    if (out.procedure_code.empty()) throw WrongKey{Code::bad_format, "procedure.code is empty"};
}

void read_people(Fields& body, SubmissionView& out) {
    out.applicant = body.word("applicant", applicant_words);
    out.identified_by = body.word("identified_by", identified_words);
    out.submitter = read_person(body.at("submitter"), "submitter");
    if (const auto& holder = body.at("holder"); !holder.is_null()) out.holder = read_person(holder, "holder");
    if (const auto& organisation = body.at("organisation"); !organisation.is_null()) {
        Fields fields(organisation, "organisation");
        out.organisation_name = fields.personal("name");
        out.tax_code = fields.personal("tax_code");
        fields.nothing_else();
    }
    const bool other_person = out.applicant == ApplicantKind::relative || out.applicant == ApplicantKind::authorised;
    if (other_person != out.holder.has_value()) throw WrongKey{Code::bad_format, "holder does not agree with applicant"};
    if ((out.applicant == ApplicantKind::organisation) != !out.tax_code.empty()) {
        throw WrongKey{Code::bad_format, "organisation does not agree with applicant"};
    }
    out.phone = body.personal("phone");
}

void read_answers(Fields& body, SubmissionView& out) {
    for (const auto& item : body.list("answers")) {
        Fields fields(item, "answers[]");
        SubmittedAnswer answer;
        answer.key = fields.text("key");
        if (item.contains("type")) answer.kind = fields.word("type", type_words);
        answer.value = Personal(fields.text("value", "\n\t"));
        answer.origin = fields.word("origin", origin_words);
        fields.nothing_else();
        out.answers.push_back(std::move(answer));
    }
}

SubmittedPaper read_paper(const json& item) {
    Fields fields(item, "papers[]");
    SubmittedPaper out;
    out.component = fields.text("component");
    out.name = fields.text("name");
    out.bring_original = fields.boolean("bring_original");
    for (const auto& page : fields.list("pages")) {
        Fields of_page(page, "pages[]");
        out.pages.push_back(
            {of_page.uuid("id"), of_page.word("source", source_words), of_page.text("media_type"), of_page.number("bytes")});
        of_page.nothing_else();
    }
    fields.nothing_else();
    return out;
}

SubmissionView read_body(const json& tree) {
    Fields body(tree, "submission");
    const auto version = body.number("version");
    if (version > submission_version)
        throw WrongKey{Code::newer_version, "written by a newer kiosk; update the portal's adapter"};
    if (version != submission_version) throw WrongKey{Code::bad_format, "submission.version is none that ever was"};
    SubmissionView out;
    out.header = read_header(body);
    read_procedure(body, out);
    read_people(body, out);
    read_answers(body, out);
    if (body.has("return_by")) out.return_by = body.word("return_by", return_words);
    for (const auto& item : body.list("papers")) out.papers.push_back(read_paper(item));
    body.nothing_else();
    return out;
}

}  // namespace

Result<SubmissionView> read_submission(std::string_view text) {
    if (text.size() > submission_max_bytes) return fail(Code::too_large, "a submission of more than 4 MiB");
    const auto tree = guarded_json(text, {submission_max_bytes, deepest});
    if (!tree) return fail(Code::bad_format, tree.error().what);
    try {
        return read_body(*tree);
    } catch (const WrongKey& wrong) {
        return fail(wrong.code, wrong.what);
    } catch (const json::exception& trouble) {
        // Its own sentence may quote the text, which names people.
        return fail(Code::bad_format, fmt::format("not JSON (parser's reason {})", trouble.id));
    }
}

}  // namespace kiosk::dossier
