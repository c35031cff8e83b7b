#pragma once
/// A whole dossier as JSON of our own: what `kiosk packet build` reads. Any thread, never blocks.
///
/// Times are 2026-11-23T09:42:00+07:00, amounts đồng as whole numbers. What is empty or unknown is left out; unknown keys are
/// refused. Needed: procedure.code, procedure.name, holder.name, submitted_at, history with at least one step.
///
/// {"codes":{"official","provisional"}, "receipt_number", "book":{"volume","number"}, "sets",
///  "procedure":{"code","name","field_code","field_name"},
///  "applicant":"self|relative|authorised|organisation", "identified_by":"nothing|card|other_paper|officer|signed_in",
///  "submitter":{party}, "holder":{party}, "channel":"direct|online|post", "filed_at":"province|national",
///  "portal_account", "account_verified":bool, "receiving_unit":{"name","code"}, "processing_unit":{"name","code"},
///  "summary", "note", "other_information", "submitted_at", "due",
///  "later_stages":[{"number","received_at","due"}],
///  "return":{"by":"direct|post","address","note"},
///  "papers":[{"component","name","origin":"scanned|uploaded|from_store|reused|reused_result|on_paper",
///    "quality":"original|certified_copy|copy","count","digitised":bool,"withdrawn":bool,"replaced_by",
///    "files":[{"id","name","url"}]}],
///  "fees":[{"name","code","collection","kind","unit_price_dong","quantity","exemption","percent_off",
///  "paid_at"}],
///  "online_payment":"none|national_portal|province_gateway|unpaid",
///  "supplements":[{"number","asked_at","asked_by","what","answered_at","received_by","received_note","due_before","due_after"}],
///  "results":[{"id","name","component","url","type","owner","number","issuing_unit","issued_on"}], "databases":["7"],
///  "history":[{"status":1..10,"at","words","officer","title","office","started_at","must_end_at"}]}
/// party: {"kind":"person|enterprise|state_body|other","name","personal_number","old_number","passport","tax_code","phone",
///  "email","fax","address"}

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/dossier/full_dossier.hpp"
#include "kiosk/settings/settings.hpp"

namespace kiosk::dossier {

[[nodiscard]] std::string dossier_json(const FullDossier& dossier);
/// Either the dossier or everything that is wrong; the key of a finding is its place, `$.papers[0].origin`.
[[nodiscard]] tl::expected<FullDossier, std::vector<settings::Finding>> read_dossier_json(std::string_view text);

}  // namespace kiosk::dossier
