#include "kiosk/dossier/submission.hpp"

#include <fmt/format.h>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/form_answers.hpp"
#include "kiosk/dossier/identity.hpp"
#include "kiosk/dossier/submission_words.hpp"
#include "kiosk/dossier/validation.hpp"

namespace kiosk::dossier {
namespace {

constexpr std::size_t usual_body_bytes = 64U << 10;

/// Writes JSON straight into the body: no tree of copies of personal text is left behind in memory.
class Writer {
public:
    explicit Writer(std::string& out) : out_(out) {}

    Writer& key(std::string_view name) {
        separate();
        quote(name);
        out_ += ':';
        fresh_ = true;
        return *this;
    }
    void text(std::string_view value) {
        separate();
        if (is_utf8(value)) {
            quote(value);
        } else {
            quote(nfc(value));  // ill-formed bytes become U+FFFD: the body stays readable
        }
    }
    void text(const Personal& value) { text(value.reveal()); }
    void boolean(bool value) { raw(value ? "true" : "false"); }
    void nothing() { raw("null"); }
    template <class Number>
    void number(Number value) {
        raw(fmt::format("{}", value));
    }
    template <class Number>
    void number(const std::optional<Number>& value) {
        value ? number(*value) : nothing();
    }
    void open(char bracket) {
        separate();
        out_ += bracket;
        fresh_ = true;
    }
    void close(char bracket) {
        out_ += bracket;
        fresh_ = false;
    }

private:
    void separate() {
        if (!fresh_) out_ += ',';
        fresh_ = false;
    }
    void raw(std::string_view value) {
        separate();
        out_ += value;
    }
    void quote(std::string_view value) {
        out_ += '"';
        for (const char c : value) {
            if (c == '"' || c == '\\') {
                out_ += '\\';
                out_ += c;
            } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
                out_ += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
            } else {
                out_ += c;
            }
        }
        out_ += '"';
    }

    std::string& out_;
    bool fresh_ = true;
};

void write_person(Writer& w, const Person& person) {
    w.open('{');
    w.key("name").text(nfc(trim(person.name.reveal())));
    w.key("number").text(compact_number(person.number.reveal()));
    w.key("old_number").text(compact_number(person.old_number.reveal()));
    w.key("birth_date").text(person.birth_date);
    w.key("sex").text(person.sex);
    w.key("residence").text(nfc(trim(person.residence.reveal())));
    w.close('}');
}

void write_header(Writer& w, const Header& header) {
    w.key("version").number(submission_version);
    w.key("id").text(header.id.text());
    w.key("provisional_code").text(header.provisional_code);
    w.key("submitted_at").text(iso_time(header.submitted_at));
    w.key("kiosk").text(header.kiosk_id);
    w.key("unit").text(header.unit);
    w.key("unit_code").text(header.unit_code);
    w.key("outcome").text(word_of(outcome_words, header.outcome));
    w.key("visit_code").text(header.visit_code);
}

/// What the portal needs to set a due date, as the catalogue said on the day of the press.
const catalogue::Handling* handling_of(const catalogue::Procedure& procedure, Outcome outcome) {
    const auto first = outcome == Outcome::submitted_online ? catalogue::Channel::online : catalogue::Channel::direct;
    if (const auto* handling = procedure.handled(first)) return handling;
    return procedure.handling.empty() ? nullptr : &procedure.handling.front();
}

void write_procedure(Writer& w, const catalogue::Procedure& procedure, Outcome outcome) {
    const auto* found = handling_of(procedure, outcome);
    const catalogue::Handling handling = found == nullptr ? catalogue::Handling{} : *found;
    w.key("procedure").open('{');
    w.key("code").text(procedure.code);
    w.key("local_code").text(procedure.local_code);
    w.key("name").text(procedure.name.vi);
    w.key("field").text(procedure.field);
    w.key("working_days").number(handling.working_days);
    w.key("calendar_days").number(handling.calendar_days);
    w.key("working_hours").number(handling.working_hours);
    w.key("fee_dong").number(handling.fee_dong);
    w.key("form").text(procedure.form);
    w.close('}');
}

void write_people(Writer& w, const Draft& draft) {
    w.key("applicant").text(word_of(applicant_words, draft.applicant));
    w.key("identified_by").text(word_of(identified_words, draft.identified_by));
    w.key("submitter");
    write_person(w, draft.submitter);
    w.key("holder");
    if (draft.applicant == ApplicantKind::relative || draft.applicant == ApplicantKind::authorised) {
        write_person(w, draft.holder);
    } else {
        w.nothing();
    }
    w.key("organisation");
    if (draft.applicant == ApplicantKind::organisation) {
        w.open('{');
        w.key("name").text(nfc(trim(draft.organisation_name.reveal())));
        w.key("tax_code").text(compact_number(draft.tax_code.reveal()));
        w.close('}');
    } else {
        w.nothing();
    }
    w.key("phone").text(compact_number(draft.phone.reveal()));
}

void write_answers(Writer& w, const Draft& draft, const catalogue::Form* form) {
    std::optional<ReturnBy> by;
    w.key("answers").open('[');
    for (const auto& sent : form == nullptr ? std::vector<SentAnswer>{} : sent_answers(*form, draft)) {
        if (sent.question->tells == catalogue::Tells::return_way) by = return_by(*sent.question, sent.answer.value.reveal());
        w.open('{');
        w.key("key").text(sent.answer.key);
        w.key("type").text(word_of(type_words, sent.question->kind));
        w.key("value").text(sent.answer.value);
        w.key("origin").text(word_of(origin_words, sent.answer.origin));
        w.close('}');
    }
    w.close(']');
    if (by) w.key("return_by").text(word_of(return_words, *by));
}

void write_paper(Writer& w, const Paper& paper, const std::string& name) {
    w.open('{');
    w.key("component").text(paper.component);
    w.key("name").text(name);
    w.key("bring_original").boolean(paper.bring_original);
    w.key("pages").open('[');
    for (const auto& page : paper.pages) {
        w.open('{');
        w.key("id").text(page.id.text());
        w.key("source").text(word_of(source_words, page.source));
        w.key("media_type").text(page.bytes ? page.bytes->media_type() : std::string());
        w.key("bytes").number(page.bytes ? page.bytes->bytes().size() : 0U);
        w.close('}');
    }
    w.close(']');
    w.close('}');
}

/// In the order of the procedure's components, whatever order they were scanned in.
void write_papers(Writer& w, const Draft& draft, const catalogue::Procedure& procedure) {
    w.key("papers").open('[');
    for (const auto& component : procedure.components) {
        const auto* paper = draft.find_paper(component.id);
        if (paper != nullptr && (!paper->pages.empty() || paper->bring_original)) write_paper(w, *paper, component.name.vi);
    }
    w.close(']');
}

}  // namespace

std::string submission_json(const Draft& draft, const catalogue::Procedure& procedure, const catalogue::Form* form,
                            const Header& header) {
    std::string out;
    out.reserve(usual_body_bytes);  // so that growing does not scatter copies of personal text over the heap
    Writer w(out);
    w.open('{');
    write_header(w, header);
    write_procedure(w, procedure, header.outcome);
    write_people(w, draft);
    write_answers(w, draft, form);
    write_papers(w, draft, procedure);
    w.close('}');
    return out;
}

const Personal& SubmissionView::holder_name() const {
    if (holder) return holder->name;
    return applicant == ApplicantKind::organisation ? organisation_name : submitter.name;
}

std::vector<Personal> SubmissionView::factor_numbers() const {
    Draft draft;
    draft.applicant = applicant;
    draft.submitter = submitter;
    if (holder) draft.holder = *holder;
    draft.tax_code = tax_code;
    draft.phone = phone;
    return dossier::factor_numbers(draft);
}

std::vector<std::string> originals_to_bring(const catalogue::Procedure& procedure, const SubmissionView& submission) {
    Draft draft;
    for (const auto& paper : submission.papers) {
        auto& kept = draft.paper(paper.component);
        kept.bring_original = paper.bring_original;
        for (const auto& page : paper.pages) kept.pages.push_back({page.id, page.source, nullptr, nullptr});
    }
    return originals_to_bring(procedure, draft);
}

}  // namespace kiosk::dossier
