#pragma once
/// Fills an e-form from what the card or the person has already said, so that nobody types a name twice. Pure; any thread.

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/dossier/dossier.hpp"

namespace kiosk::dossier {

/// Fills the questions that have no answer yet: by `Question::prefill` (origin card or typed), else by the default value
/// (origin rule); then what the form calculates. A value that is none of a question's options is left out. Known sources: submitter.*, holder.* (the
/// submitter when the dossier is their own), organisation.name, organisation.tax_code, phone, procedure.name, procedure.code;
/// * is name, number, old_number, birth_date, sex, residence.
void prefill(const catalogue::Form& form, const catalogue::Procedure& procedure, Draft& draft);

/// After the person went back and changed who they are: answers that still say what `before` had prefilled follow; what the
/// person changed by hand stays.
void prefill_again(const catalogue::Form& form, const catalogue::Procedure& procedure, const Draft& before, Draft& draft);

/// Whether a prefill source is one that this program knows; the catalogue's check asks.
[[nodiscard]] bool known_prefill(std::string_view source);

}  // namespace kiosk::dossier
