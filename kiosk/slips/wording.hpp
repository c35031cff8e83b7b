#pragma once
/// How slips and printed forms word what the kiosk knows: times, sums, papers, what happens next. Any thread; never block.

#include <string>
#include <string_view>

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/dossier/confirmation.hpp"
#include "kiosk/settings/settings.hpp"
#include "kiosk/texts/texts.hpp"

namespace kiosk::slips {

/// What every part needs to know.
struct Press {
    const settings::Settings& settings;
    const Texts& texts;
    [[nodiscard]] std::string_view language() const { return texts.code(); }
    [[nodiscard]] const std::string& in_language(const LocalText& text) const { return texts(text); }
};

/// "Bản chính: 1 · Bản sao: 2"; empty when nothing is known.
[[nodiscard]] std::string what_it_takes(const Press& press, const catalogue::Component& paper);
[[nodiscard]] TextId channel_text(catalogue::Channel channel);
[[nodiscard]] TextId offer_text(const catalogue::Procedure& procedure);
/// As the catalogue says, or that it is not known.
[[nodiscard]] std::string time_of(const Press& press, const catalogue::Handling& handling);
/// With what it counts and what the source adds.
[[nodiscard]] std::string fee_of(const Press& press, const catalogue::Handling& handling);
/// Who pays less or nothing, and by what it is shown.
[[nodiscard]] std::string exemption_of(const Press& press, const catalogue::Exemption& exemption);
/// Submitted is said once the portal has it, and only then.
[[nodiscard]] TextId outcome_text(const dossier::Confirmation& confirmation);
/// The one sentence on what happens next, or why it does not.
[[nodiscard]] std::string next_sentence(const Press& press, const dossier::Confirmation& confirmation);
/// Words of another system with whatever looks like a person's number (9 or 12 digits) veiled: the last four
/// digits of one open the look-up.
[[nodiscard]] std::string without_numbers(std::string_view words);

[[nodiscard]] std::string date(const LocalDate& day);                      ///< 23/11/2026
[[nodiscard]] std::string clock_time(WallTime at);                         ///< 09:42
[[nodiscard]] std::string moment(const Press& press, WallTime at);         ///< 09:42, ngày 23/11/2026
[[nodiscard]] std::string formal_moment(const Press& press, WallTime at);  ///< 09 giờ 42 phút, ngày 23/11/2026
[[nodiscard]] std::string money(const Press& press, std::int64_t dong);    ///< 8.000 đ
[[nodiscard]] std::string counters_of(const Press& press, std::string_view line);

}  // namespace kiosk::slips
