#include "kiosk/dossier/letter.hpp"

#include <fmt/format.h>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/guarded_json.hpp"

namespace kiosk::dossier {
namespace {

using LetterJson = nlohmann::ordered_json;

constexpr std::size_t longest_letter_bytes = 1U << 20;  // of a supplement of hundreds of pages; all others are a line
constexpr std::size_t longest_letter_text = 200;        // letters of any member
constexpr std::size_t most_answers = 100;
constexpr std::size_t longest_paper_name = 4000;  // as TenTepDinhKem
constexpr std::size_t most_papers = 200;
constexpr std::size_t most_pages = 500;

LetterJson head_json(LetterKind kind, const LetterHead& head) {
    return {{"letter", name(kind)},   {"id", head.id.text()},  {"written_at", iso_time(head.written_at)},
            {"kiosk", head.kiosk_id}, {"centre", head.centre}, {"unit", head.unit}};
}

std::string letter_text(const LetterJson& json) { return json.dump(-1, ' ', false, LetterJson::error_handler_t::replace); }

tl::unexpected<Error> not_a_letter(std::string_view member) {
    return fail(Code::bad_format, fmt::format("a letter whose {} is not as agreed", member));
}

/// A short text without control characters; nothing when it is none.
std::optional<std::string> short_text(const LetterJson& json, const char* member,
                                      std::size_t longest = longest_letter_text) {
    const auto found = json.find(member);
    if (found == json.end() || !found->is_string()) return std::nullopt;
    auto text = found->get<std::string>();
    if (!is_utf8(text) || has_control_characters(text) || letter_count(text) > longest) return std::nullopt;
    return text;
}

Result<Rating> read_rating(const LetterJson& json) {
    Rating out;
    const auto form = short_text(json, "form");
    const auto about = short_text(json, "dossier");
    const auto ticket = short_text(json, "ticket");
    if (!form || !about || !ticket) return not_a_letter("form, dossier or ticket");
    out.form = *form;
    out.dossier = *about;
    out.ticket = *ticket;
    const auto levels = json.find("levels");
    const auto answers = json.find("answers");
    if (levels == json.end() || !levels->is_number_integer()) return not_a_letter("levels");
    if (answers == json.end() || !answers->is_array() || answers->empty() || answers->size() > most_answers)
        return not_a_letter("answers");
    const auto best = levels->get<std::int64_t>();
    if (best < 2 || best > 100) return not_a_letter("levels");
    out.levels = static_cast<int>(best);
    for (const auto& answer : *answers) {
        const auto question = answer.is_object() ? short_text(answer, "question") : std::nullopt;
        const auto value = answer.is_object() ? answer.find("value") : answer.end();
        if (!question || value == answer.end() || !value->is_number_integer()) return not_a_letter("answers");
        const auto given = value->get<std::int64_t>();
        if (given < 1 || given > best) return not_a_letter("answers");
        out.answers.push_back({*question, static_cast<int>(given)});
    }
    const auto reasons = json.find("reasons");
    if (reasons == json.end()) return out;
    if (!reasons->is_array() || reasons->size() > most_answers) return not_a_letter("reasons");
    for (const auto& reason : *reasons) {
        if (!reason.is_string() || reason.get<std::string>().size() > longest_letter_text) return not_a_letter("reasons");
        out.reasons.push_back(reason.get<std::string>());
    }
    return out;
}

Result<Withdrawal> read_withdrawal(const LetterJson& json) {
    const auto code = short_text(json, "dossier");
    const auto digits = short_text(json, "last_four");
    if (!code || code->empty()) return not_a_letter("dossier");
    if (!digits || digits->size() != 4) return not_a_letter("last_four");
    return Withdrawal{*code, Personal(*digits)};
}

LetterJson page_json(const SubmittedPage& page) {
    return {{"id", page.id.text()},
            {"source", page.source == PageSource::scanner ? "scanner" : "camera"},
            {"media_type", page.media_type},
            {"bytes", page.bytes}};
}

std::optional<SubmittedPage> read_page(const LetterJson& json) {
    if (!json.is_object()) return std::nullopt;
    const auto id = parse_uuid(short_text(json, "id").value_or(""));
    const auto source = short_text(json, "source");
    const auto type = short_text(json, "media_type");
    const auto bytes = json.find("bytes");
    if (!id || !type || type->empty() || (source != "scanner" && source != "camera")) return std::nullopt;
    if (bytes == json.end() || !bytes->is_number_unsigned() || bytes->get<std::uint64_t>() > (1U << 30)) return std::nullopt;
    return SubmittedPage{*id, source == "scanner" ? PageSource::scanner : PageSource::camera, *type,
                         bytes->get<std::int64_t>()};
}

std::optional<SubmittedPaper> read_supplement_paper(const LetterJson& json) {
    if (!json.is_object()) return std::nullopt;
    const auto component = short_text(json, "component");
    const auto title = short_text(json, "name", longest_paper_name);
    const auto bring = json.find("bring_original");
    const auto pages = json.find("pages");
    if (!component || !title || title->empty() || bring == json.end() || !bring->is_boolean()) return std::nullopt;
    if (pages == json.end() || !pages->is_array() || pages->size() > most_pages) return std::nullopt;
    SubmittedPaper out{*component, *title, bring->get<bool>(), {}};
    for (const auto& item : *pages) {
        auto page = read_page(item);
        if (!page) return std::nullopt;
        out.pages.push_back(std::move(*page));
    }
    if (out.pages.empty() && !out.bring_original) return std::nullopt;
    return out;
}

Result<Supplement> read_supplement(const LetterJson& json) {
    auto proof = read_withdrawal(json);
    if (!proof) return fail(std::move(proof));
    const auto papers = json.find("papers");
    if (papers == json.end() || !papers->is_array() || papers->empty() || papers->size() > most_papers)
        return not_a_letter("papers");
    Supplement out{std::move(proof->dossier), std::move(proof->last_four), {}};
    for (const auto& item : *papers) {
        auto paper = read_supplement_paper(item);
        if (!paper) return not_a_letter("papers");
        out.papers.push_back(std::move(*paper));
    }
    return out;
}

Result<Progress> read_progress(const LetterJson& json) {
    const auto code = short_text(json, "dossier");
    const auto at = parse_iso_time(short_text(json, "at").value_or(""));
    const auto words = short_text(json, "words");
    const auto number = json.find("status");
    if (!code || code->empty()) return not_a_letter("dossier");
    if (!at || !words) return not_a_letter("at or words");
    const auto status =
        number != json.end() && number->is_number_integer() ? parse_status(number->get<int>()) : std::nullopt;
    if (!status) return not_a_letter("status");
    return Progress{*code, *status, *at, *words};
}

}  // namespace

const std::string& ReadLetter::about() const {
    switch (kind) {
        case LetterKind::rating: return rating.dossier;
        case LetterKind::withdrawal: return withdrawal.dossier;
        case LetterKind::supplement: return supplement.dossier;
        case LetterKind::progress: return progress.dossier;
    }
    broken("every kind of letter says what it is about");
}

std::string_view name(LetterKind kind) {
    switch (kind) {
        case LetterKind::rating: return "rating";
        case LetterKind::withdrawal: return "withdrawal";
        case LetterKind::supplement: return "supplement";
        case LetterKind::progress: return "progress";
    }
    broken("every kind of letter has a name");
}

std::optional<LetterKind> parse_letter_kind(std::string_view text) {
    for (const auto kind : {LetterKind::rating, LetterKind::withdrawal, LetterKind::supplement, LetterKind::progress}) {
        if (name(kind) == text) return kind;
    }
    return std::nullopt;
}

std::string rating_json(const LetterHead& head, const Rating& rating) {
    auto json = head_json(LetterKind::rating, head);
    json["form"] = rating.form;
    json["levels"] = rating.levels;
    json["dossier"] = rating.dossier;
    json["ticket"] = rating.ticket;
    json["answers"] = LetterJson::array();
    for (const auto& answer : rating.answers)
        json["answers"].push_back({{"question", answer.question}, {"value", answer.value}});
    if (!rating.reasons.empty()) json["reasons"] = rating.reasons;
    return letter_text(json);
}

Personal withdrawal_json(const LetterHead& head, const Withdrawal& withdrawal) {
    auto json = head_json(LetterKind::withdrawal, head);
    json["dossier"] = withdrawal.dossier;
    json["last_four"] = withdrawal.last_four.reveal();
    return Personal(letter_text(json));
}

Personal supplement_json(const LetterHead& head, const Supplement& supplement) {
    auto json = head_json(LetterKind::supplement, head);
    json["dossier"] = supplement.dossier;
    json["last_four"] = supplement.last_four.reveal();
    json["papers"] = LetterJson::array();
    for (const auto& paper : supplement.papers) {
        LetterJson pages = LetterJson::array();
        for (const auto& page : paper.pages) pages.push_back(page_json(page));
        json["papers"].push_back({{"component", paper.component},
                                  {"name", paper.name},
                                  {"bring_original", paper.bring_original},
                                  {"pages", std::move(pages)}});
    }
    return Personal(letter_text(json));
}

std::string progress_json(const LetterHead& head, const Progress& progress) {
    auto json = head_json(LetterKind::progress, head);
    json["dossier"] = progress.dossier;
    json["status"] = static_cast<int>(progress.status);
    json["at"] = iso_time(progress.at);
    json["words"] = progress.words;
    return letter_text(json);
}

Result<ReadLetter> read_letter(std::string_view text) {
    const auto json = guarded_json(text, {longest_letter_bytes, 8});
    if (!json || !json->is_object()) return not_a_letter("JSON");
    ReadLetter out;
    const auto kind = short_text(*json, "letter");
    const auto known = kind ? parse_letter_kind(*kind) : std::nullopt;
    if (!known) return not_a_letter("letter");
    const auto id = parse_uuid(short_text(*json, "id").value_or(""));
    const auto written = parse_iso_time(short_text(*json, "written_at").value_or(""));
    if (!id || !written) return not_a_letter("id or written_at");
    out.kind = *known;
    out.head = {*id, *written, short_text(*json, "kiosk").value_or(""), short_text(*json, "centre").value_or(""),
                short_text(*json, "unit").value_or("")};
    if (*known == LetterKind::rating) {
        auto rating = read_rating(*json);
        if (!rating) return fail(std::move(rating));
        out.rating = std::move(*rating);
    } else if (*known == LetterKind::supplement) {
        auto supplement = read_supplement(*json);
        if (!supplement) return fail(std::move(supplement));
        out.supplement = std::move(*supplement);
    } else if (*known == LetterKind::progress) {
        auto progress = read_progress(*json);
        if (!progress) return fail(std::move(progress));
        out.progress = std::move(*progress);
    } else {
        auto withdrawal = read_withdrawal(*json);
        if (!withdrawal) return fail(std::move(withdrawal));
        out.withdrawal = std::move(*withdrawal);
    }
    return out;
}

}  // namespace kiosk::dossier
