#include "kiosk/print/vocabulary.hpp"

namespace kiosk::print {
namespace {

Vocabulary with_common(Vocabulary out) {
    out.values.insert(common_names().begin(), common_names().end());
    return out;
}

Vocabulary of_dossier() {
    const Names papers{"no", "name", "originals", "certified", "copies"};
    return {{"dossier.code",
             "dossier.provisional_code",
             "procedure.name",
             "procedure.code",
             "unit.name",
             "holder.name",
             "holder.number",
             "holder.number_veiled",
             "holder.phone",
             "holder.phone_veiled",
             "holder.email",
             "holder.address",
             "submitter.name",
             "submitter.number",
             "submitter.number_veiled",
             "submitter.phone",
             "submitter.phone_veiled",
             "submitter.email",
             "submitter.address",
             "request",
             "sets",
             "processing_time",
             "submitted_at",
             "accepted_at",
             "due_at",
             "due_date",
             "due_words",
             "result_way",
             "fees.total",
             "fees.words",
             "receipt.number",
             "book.volume",
             "book.number",
             "receiver.name",
             "supplement.asked_at",
             "supplement.reason",
             "supplement.officer",
             "source"},
            {{"papers", papers},
             {"missing", {"no", "name"}},
             {"fees", {"no", "name", "amount"}},
             {"stages", {"no", "name", "time", "received_at", "due_at"}}},
            false};
}

Vocabulary of_book() {
    return {{"book.from", "book.to", "book.count"},
            {{"dossiers",
              {"no", "code", "procedure", "sets", "holder", "contact", "unit", "accepted_at", "due_at", "returned_at",
               "result_way"}}},
            false};
}

Vocabulary of_confirmation() {
    return {{"confirmation.state", "confirmation.next", "dossier.code", "dossier.provisional_code", "procedure.name",
             "procedure.code", "submitted_at", "visit_code", "ticket.number", "ticket.counters"},
            {{"originals", {"no", "name", "note"}}},
            false};
}

Vocabulary of_papers() {
    return {
        {"procedure.name", "procedure.code", "field.name", "procedure.offer", "procedure.legal", "source", "source_date"},
        {{"papers", {"no", "name", "note"}},
         {"handling", {"no", "channel", "time", "fee"}},
         {"exemptions", {"no", "text"}},
         {"results", {"no", "name", "code"}}},
        false};
}

Vocabulary of_coverage() {
    return {
        {"period.from", "period.to", "kiosks.count", "kiosks.names", "visits", "searches", "searches.left", "words.other",
         "section.rates", "section.unmet", "section.words", "section.promises", "section.units", "section.papers",
         "section.procedures"},
        {{"rates", {"no", "authority", "procedures", "level_3", "level_4", "level_3_percent", "level_4_percent", "unknown"}},
         {"words", {"no", "words", "visits"}},
         {"unmet", {"no", "code", "name", "visits", "why"}},
         {"promises", {"no", "name", "promised", "in_time", "late", "overdue", "kept"}},
         {"papers", {"no", "procedure", "name", "missing", "later"}},
         {"units", {"no", "unit", "in_time", "late", "overdue"}},
         {"procedures",
          {"no", "code", "name", "field", "authority", "level_now", "level_proposed", "reason", "searches", "visits",
           "online", "payment"}}},
        false};
}

Vocabulary of_queue_day() {
    const Names figures{"no", "name", "given", "served", "absent", "wait", "wait_ninth", "service"};
    return {{"day.from", "day.to", "given", "unheld", "served", "absent", "cancelled", "postponed", "waiting", "priority",
             "wait.median", "wait.ninth", "wait.longest", "service.median"},
            {{"lines", figures}, {"counters", figures}, {"fields", figures}, {"hours", {"no", "hour", "came", "called"}}},
            false};
}

Vocabulary of_waiting_list() {
    return {{"as_of", "count", "taken_in.count", "alone"},
            {{"waiting", {"no", "number", "line", "taken_at", "state", "counter", "priority"}},
             {"taken_in", {"no", "code", "procedure", "at", "state"}}},
            false};
}

Vocabulary of_form() {
    return {{"procedure.name", "procedure.code", "unit.name", "submitter.name", "submitted_at"}, {}, true};
}

}  // namespace

const Names& common_names() {
    static const Names names{"centre.name", "centre.place", "centre.address", "centre.hotline",
                             "centre.town", "today",        "today.words",    "today.in_words",
                             "form.name",   "form.number",  "form.legal",     "form.version"};
    return names;
}

const Vocabulary& vocabulary(Subject subject) {
    static const auto dossier = with_common(of_dossier());
    static const auto book = with_common(of_book());
    static const auto confirmation = with_common(of_confirmation());
    static const auto papers = with_common(of_papers());
    static const auto form = with_common(of_form());
    static const auto coverage = with_common(of_coverage());
    static const auto queue_day = with_common(of_queue_day());
    static const auto waiting_list = with_common(of_waiting_list());
    static const auto officer = with_common({});
    switch (subject) {
        case Subject::dossier: return dossier;
        case Subject::book: return book;
        case Subject::confirmation: return confirmation;
        case Subject::papers: return papers;
        case Subject::blank_form:
        case Subject::declaration: return form;
        case Subject::coverage: return coverage;
        case Subject::queue_day: return queue_day;
        case Subject::waiting_list: return waiting_list;
        case Subject::officer: return officer;
    }
    return officer;
}

bool opens_look_up(std::string_view name) {
    return name == "holder.number" || name == "holder.phone" || name == "submitter.number" || name == "submitter.phone";
}

bool is_code(std::string_view name) { return name == "dossier.code" || name == "dossier.provisional_code"; }

std::optional<std::vector<std::string>> names_in(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = text.find_first_of("{}"); at != text.npos; at = text.find_first_of("{}", at)) {
        const auto end = text.find_first_of("{}", at + 1);
        if (text[at] == '}' || end == text.npos || text[end] == '{') return std::nullopt;
        out.emplace_back(text.substr(at + 1, end - at - 1));
        at = end + 1;
    }
    return out;
}

}  // namespace kiosk::print
