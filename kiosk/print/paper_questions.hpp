#pragma once
/// An e-form on paper: what each question leaves room for, derived from the form's own definition. Pure; any thread.

#include "kiosk/catalogue/form.hpp"
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/print/content.hpp"
#include "kiosk/slips/wording.hpp"

namespace kiosk::print {

/// To fill by hand: boxes where the rules count letters, ticks for choices, lines for the rest. Questions that depend on another
/// one say when they are answered.
[[nodiscard]] std::vector<PaperSection> blank_sections(const catalogue::Form& form, const slips::Press& press);

/// Filled, to sign: the questions that the answers let be seen, in their normal form.
[[nodiscard]] std::vector<PaperSection> filled_sections(const catalogue::Form& form, const dossier::Draft& answers,
                                                        const slips::Press& press);

/// How many boxes a rule's pattern stands for: {12}, {10, 3}; empty when it is not a fixed number of digits.
[[nodiscard]] std::vector<int> digit_boxes(const Pattern& pattern);

}  // namespace kiosk::print
