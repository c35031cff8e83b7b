#pragma once
/// Fills an e-form from what the card or the person has already said, so that nobody types a name twice. Pure; any thread.

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/dossier/dossier.hpp"

namespace kiosk::dossier {

/// Takes over what a portal account says of its owner: they are the submitter from now on. A phone number that was typed stays.
void sign_in(Draft& draft, Person owner, Account account);

/// Fills the questions that have no answer yet: by `Question::prefill` (origin card, portal, staff or typed: whatever said it),
/// else by the default value (origin rule); then what the form calculates. A value that is none of a question's options is left
/// out. What the sources say: catalogue::prefill_sources; holder.* is the submitter when the dossier is their own, email the
/// account's.
void prefill(const catalogue::Form& form, const catalogue::Procedure& procedure, Draft& draft);

/// After the person went back and changed who they are: answers that still say what `before` had prefilled follow; what the
/// person changed by hand stays.
void prefill_again(const catalogue::Form& form, const catalogue::Procedure& procedure, const Draft& before, Draft& draft);

}  // namespace kiosk::dossier
