#pragma once
/// The words that a submission's body uses for our enumerations: one table a type, read both ways. Any thread.

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "kiosk/dossier/dossier.hpp"

namespace kiosk::dossier {

template <class T, std::size_t size>
using Words = std::array<std::pair<T, std::string_view>, size>;

inline constexpr Words<Outcome, 2> outcome_words{{{Outcome::submitted_online, "online"}, {Outcome::prepared, "prepared"}}};
inline constexpr Words<ApplicantKind, 4> applicant_words{{{ApplicantKind::self, "self"},
                                                          {ApplicantKind::relative, "relative"},
                                                          {ApplicantKind::authorised, "authorised"},
                                                          {ApplicantKind::organisation, "organisation"}}};
inline constexpr Words<IdentifiedBy, 5> identified_words{{{IdentifiedBy::nothing, "nothing"},
                                                          {IdentifiedBy::card, "card"},
                                                          {IdentifiedBy::other_paper, "other_paper"},
                                                          {IdentifiedBy::officer, "officer"},
                                                          {IdentifiedBy::signed_in, "signed_in"}}};
inline constexpr Words<AnswerOrigin, 5> origin_words{{{AnswerOrigin::typed, "typed"},
                                                      {AnswerOrigin::card, "card"},
                                                      {AnswerOrigin::staff, "staff"},
                                                      {AnswerOrigin::portal, "portal"},
                                                      {AnswerOrigin::rule, "rule"}}};
/// Component types of form.io.
inline constexpr Words<catalogue::QuestionKind, 14> type_words{{{catalogue::QuestionKind::text, "textfield"},
                                                                {catalogue::QuestionKind::long_text, "textarea"},
                                                                {catalogue::QuestionKind::number, "number"},
                                                                {catalogue::QuestionKind::currency, "currency"},
                                                                {catalogue::QuestionKind::date, "datetime"},
                                                                {catalogue::QuestionKind::day, "day"},
                                                                {catalogue::QuestionKind::select, "select"},
                                                                {catalogue::QuestionKind::radio, "radio"},
                                                                {catalogue::QuestionKind::checkbox, "checkbox"},
                                                                {catalogue::QuestionKind::select_boxes, "selectboxes"},
                                                                {catalogue::QuestionKind::phone, "phoneNumber"},
                                                                {catalogue::QuestionKind::email, "email"},
                                                                {catalogue::QuestionKind::hidden, "hidden"},
                                                                {catalogue::QuestionKind::rows, "datagrid"}}};
inline constexpr Words<ReturnBy, 2> return_words{{{ReturnBy::direct, "direct"}, {ReturnBy::post, "post"}}};
inline constexpr Words<PageSource, 2> source_words{{{PageSource::scanner, "scanner"}, {PageSource::camera, "camera"}}};

template <class T, std::size_t size>
[[nodiscard]] constexpr std::string_view word_of(const Words<T, size>& words, T value) {
    for (const auto& [known, word] : words) {
        if (known == value) return word;
    }
    return {};
}
template <class T, std::size_t size>
[[nodiscard]] constexpr std::optional<T> value_of(const Words<T, size>& words, std::string_view word) {
    for (const auto& [value, known] : words) {
        if (known == word) return value;
    }
    return std::nullopt;
}

}  // namespace kiosk::dossier
