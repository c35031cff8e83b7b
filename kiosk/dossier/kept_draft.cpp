#include "kiosk/dossier/kept_draft.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "kiosk/dossier/guarded_json.hpp"
#include "kiosk/dossier/submission_words.hpp"
#include "kiosk/dossier/validation.hpp"

namespace kiosk::dossier {
namespace {

using KeptJson = nlohmann::ordered_json;

constexpr int kept_version = 1;
constexpr JsonLimits kept_limits{4U << 20, 8};
constexpr Words<DraftPlace::Part, 4> part_words{{{DraftPlace::Part::form, "form"},
                                                 {DraftPlace::Part::papers, "papers"},
                                                 {DraftPlace::Part::phone, "phone"},
                                                 {DraftPlace::Part::review, "review"}}};

/// The particulars of a person and their names in the body.
constexpr std::array<std::pair<const char*, Personal Person::*>, 6> particulars{{{"name", &Person::name},
                                                                                 {"number", &Person::number},
                                                                                 {"old_number", &Person::old_number},
                                                                                 {"birth_date", &Person::birth_date},
                                                                                 {"sex", &Person::sex},
                                                                                 {"residence", &Person::residence}}};

KeptJson kept_person(const Person& person) {
    KeptJson out = KeptJson::object();
    for (const auto& [key, member] : particulars) out[key] = (person.*member).reveal();
    return out;
}

/// Thrown and caught within this file: the member that is wrong, never its value.
struct WrongMember {
    std::string name;
};

std::string kept_text(const KeptJson& json, const char* member) {
    if (!json.is_object()) throw WrongMember{member};
    const auto found = json.find(member);
    if (found == json.end() || !found->is_string()) throw WrongMember{member};
    return found->get<std::string>();
}
const KeptJson& kept_list(const KeptJson& json, const char* member) {
    const auto found = json.find(member);
    if (found == json.end() || !found->is_array()) throw WrongMember{member};
    return *found;
}
template <class T, std::size_t size>
T kept_word(const KeptJson& json, const char* member, const Words<T, size>& words) {
    const auto value = value_of(words, kept_text(json, member));
    if (!value) throw WrongMember{member};
    return *value;
}
Person read_kept_person(const KeptJson& json, const char* member) {
    const auto found = json.find(member);
    if (found == json.end()) throw WrongMember{member};
    Person out;
    for (const auto& [key, where] : particulars) out.*where = Personal(kept_text(*found, key));
    return out;
}

Paper read_kept_paper(const KeptJson& json) {
    Paper out;
    out.component = kept_text(json, "component");
    const auto bring = json.find("bring_original");
    if (bring == json.end() || !bring->is_boolean()) throw WrongMember{"bring_original"};
    out.bring_original = bring->get<bool>();
    for (const auto& item : kept_list(json, "pages")) {
        const auto id = parse_uuid(kept_text(item, "id"));
        if (!id) throw WrongMember{"id"};
        out.pages.push_back({*id, kept_word(item, "source", source_words), nullptr, nullptr});
    }
    return out;
}

ReadDraft read_members(const KeptJson& json) {
    ReadDraft out;
    auto& draft = out.draft;
    draft.procedure = kept_text(json, "procedure");
    draft.applicant = kept_word(json, "applicant", applicant_words);
    draft.identified_by = kept_word(json, "identified_by", identified_words);
    draft.account = {Personal(kept_text(json, "account_phone")), Personal(kept_text(json, "account_email"))};
    draft.submitter = read_kept_person(json, "submitter");
    draft.holder = read_kept_person(json, "holder");
    draft.organisation_name = Personal(kept_text(json, "organisation_name"));
    draft.tax_code = Personal(kept_text(json, "tax_code"));
    draft.phone = Personal(kept_text(json, "phone"));
    for (const auto& item : kept_list(json, "answers"))
        draft.answers.push_back(
            {kept_text(item, "key"), Personal(kept_text(item, "value")), kept_word(item, "origin", origin_words)});
    for (const auto& item : kept_list(json, "papers")) draft.papers.push_back(read_kept_paper(item));
    out.place.part = kept_word(json, "part", part_words);
    const auto page = json.find("page");
    if (page == json.end() || !page->is_number_unsigned()) throw WrongMember{"page"};
    out.place.page = page->get<std::size_t>();
    return out;
}

/// "people[0].name" asks what "people.name" does.
std::string path_of(std::string_view key) {
    std::string out;
    for (std::size_t i = 0; i < key.size(); ++i) {
        if (key[i] == '[') {
            i = std::min(key.find(']', i), key.size());
            continue;
        }
        out += key[i];
    }
    return out;
}

bool still_fits(const catalogue::Form& form, const Answer& answer, LocalDate today) {
    const auto* question = form.question(path_of(answer.key));
    if (question == nullptr) return false;
    const auto problems = check_answer(*question, answer.value.reveal(), today);
    return std::none_of(problems.begin(), problems.end(),
                        [](const auto& problem) { return problem.kind == Problem::Kind::not_an_option; });
}

bool still_asked(const catalogue::Procedure& procedure, const Paper& paper) {
    return std::any_of(procedure.components.begin(), procedure.components.end(), [&](const auto& component) {
        return component.id == paper.component && !component.form && !component.present_only;
    });
}

/// The first page with something to mend before the place that was left; nothing when all is well there.
std::optional<std::size_t> page_to_mend(const catalogue::Form& form, const Draft& draft, const DraftPlace& place,
                                        LocalDate today) {
    const auto before = place.part == DraftPlace::Part::form ? std::min(place.page, form.pages.size()) : form.pages.size();
    for (std::size_t page = 0; page < before; ++page) {
        if (!check_page(form, page, draft, today).empty()) return page;
    }
    return std::nullopt;
}

}  // namespace

Personal draft_json(const Draft& draft, const DraftPlace& place) {
    KeptJson json{{"version", kept_version},
                  {"procedure", draft.procedure},
                  {"applicant", word_of(applicant_words, draft.applicant)},
                  {"identified_by", word_of(identified_words, draft.identified_by)},
                  {"account_phone", draft.account.phone.reveal()},
                  {"account_email", draft.account.email.reveal()},
                  {"submitter", kept_person(draft.submitter)},
                  {"holder", kept_person(draft.holder)},
                  {"organisation_name", draft.organisation_name.reveal()},
                  {"tax_code", draft.tax_code.reveal()},
                  {"phone", draft.phone.reveal()},
                  {"answers", KeptJson::array()},
                  {"papers", KeptJson::array()},
                  {"part", word_of(part_words, place.part)},
                  {"page", place.page}};
    for (const auto& answer : draft.answers) {
        json["answers"].push_back(
            {{"key", answer.key}, {"value", answer.value.reveal()}, {"origin", word_of(origin_words, answer.origin)}});
    }
    for (const auto& paper : draft.papers) {
        KeptJson pages = KeptJson::array();
        for (const auto& page : paper.pages)
            pages.push_back({{"id", page.id.text()}, {"source", word_of(source_words, page.source)}});
        json["papers"].push_back(
            {{"component", paper.component}, {"bring_original", paper.bring_original}, {"pages", std::move(pages)}});
    }
    return Personal(json.dump(-1, ' ', false, KeptJson::error_handler_t::replace));
}

Result<ReadDraft> read_draft(std::string_view text) {
    const auto json = guarded_json(text, kept_limits);
    if (!json || !json->is_object()) return fail(Code::bad_format, "a kept draft that is no JSON object");
    const auto version = json->find("version");
    if (version == json->end() || !version->is_number_integer())
        return fail(Code::bad_format, "a kept draft whose version is not as agreed");
    if (version->get<std::int64_t>() > kept_version)
        return fail(Code::newer_version, "a draft kept by a newer program; install that program again");
    try {
        return read_members(*json);
    } catch (const WrongMember& wrong) {
        return fail(Code::bad_format, fmt::format("a kept draft whose {} is not as agreed", wrong.name));
    }
}

Refitted refit(Draft& draft, DraftPlace& place, const catalogue::Procedure& procedure, const catalogue::Form* form,
               LocalDate today) {
    Refitted out;
    out.lost_answers = std::erase_if(
        draft.answers, [&](const auto& answer) { return form == nullptr || !still_fits(*form, answer, today); });
    std::erase_if(draft.papers, [&](const auto& paper) {
        if (still_asked(procedure, paper)) return false;
        if (!paper.pages.empty() || paper.bring_original) out.lost_papers.push_back(paper.component);
        return true;
    });
    if (form == nullptr) {
        if (place.part == DraftPlace::Part::form) place = {DraftPlace::Part::papers, 0};
        return out;
    }
    calculate(*form, draft);
    if (const auto page = page_to_mend(*form, draft, place, today)) {
        place = {DraftPlace::Part::form, *page};
        out.asks_more = true;
    }
    return out;
}

}  // namespace kiosk::dossier
