#pragma once
/// Which key of our own JSON holds which part of a dossier: said once, for the reader and the writer. Any thread.

#include <type_traits>

#include "kiosk/dossier/full_dossier.hpp"
#include "kiosk/dossier/submission_words.hpp"

namespace kiosk::dossier {

inline constexpr Words<HolderKind, 4> holder_words{{{HolderKind::person, "person"},
                                                    {HolderKind::enterprise, "enterprise"},
                                                    {HolderKind::state_body, "state_body"},
                                                    {HolderKind::other_organisation, "other"}}};
inline constexpr Words<Channel, 3> channel_words{
    {{Channel::direct, "direct"}, {Channel::online, "online"}, {Channel::post, "post"}}};
inline constexpr Words<FiledAt, 2> filed_at_words{
    {{FiledAt::national_portal, "national"}, {FiledAt::province_portal, "province"}}};
inline constexpr Words<OnlinePayment, 4> payment_words{{{OnlinePayment::none, "none"},
                                                        {OnlinePayment::national_portal, "national_portal"},
                                                        {OnlinePayment::province_gateway, "province_gateway"},
                                                        {OnlinePayment::unpaid, "unpaid"}}};
inline constexpr Words<PaperOrigin, 6> paper_origin_words{{{PaperOrigin::scanned, "scanned"},
                                                           {PaperOrigin::uploaded, "uploaded"},
                                                           {PaperOrigin::from_store, "from_store"},
                                                           {PaperOrigin::reused, "reused"},
                                                           {PaperOrigin::reused_result, "reused_result"},
                                                           {PaperOrigin::on_paper, "on_paper"}}};
inline constexpr Words<PaperQuality, 3> quality_words{
    {{PaperQuality::original, "original"}, {PaperQuality::certified_copy, "certified_copy"}, {PaperQuality::copy, "copy"}}};

/// The same description serves a constant dossier (writing) and one that is being filled (reading).
template <class T, class Wanted>
concept Of = std::is_same_v<std::remove_const_t<T>, Wanted>;

void describe(auto& f, Of<DossierCodes> auto& codes) {
    f.text("official", codes.official);
    f.text("provisional", codes.provisional);
}
void describe(auto& f, Of<UnitName> auto& unit) {
    f.text("name", unit.name);
    f.text("code", unit.code);
}
void describe(auto& f, Of<Party> auto& party) {
    f.word("kind", party.kind, holder_words);
    f.text("name", party.name);
    f.text("personal_number", party.personal_number);
    f.text("old_number", party.old_number);
    f.text("passport", party.passport);
    f.text("tax_code", party.tax_code);
    f.text("phone", party.phone);
    f.text("email", party.email);
    f.text("fax", party.fax);
    f.text("address", party.address);
}
void describe(auto& f, Of<PaperFile> auto& file) {
    f.needed_text("id", file.id);
    f.needed_text("name", file.name);
    f.text("url", file.url);
}
void describe(auto& f, Of<FiledPaper> auto& paper) {
    f.text("component", paper.component);
    f.needed_text("name", paper.name);
    f.word("origin", paper.origin, paper_origin_words);
    f.word("quality", paper.quality, quality_words);
    f.number("count", paper.count, 1, 10'000);
    f.flag("digitised", paper.digitised);
    f.flag("withdrawn", paper.withdrawn);
    f.text("replaced_by", paper.replaced_by);
    f.list("files", paper.files);
}
void describe(auto& f, Of<FeeItem> auto& fee) {
    f.needed_text("name", fee.name);
    f.text("code", fee.code);
    f.text("collection", fee.collection);
    f.text("kind", fee.kind);
    f.number("unit_price_dong", fee.unit_price_dong, 0, 1'000'000'000'000);
    f.number("quantity", fee.quantity, 1, 100'000);
    f.text("exemption", fee.exemption);
    f.maybe_number("percent_off", fee.percent_off, 1, 100);
    f.time("paid_at", fee.paid_at);
}
void describe(auto& f, Of<SupplementRound> auto& supplement) {
    f.number("number", supplement.number, 1, 1'000'000);
    f.needed_time("asked_at", supplement.asked_at);
    f.text("asked_by", supplement.asked_by);
    f.text("what", supplement.what);
    f.time("answered_at", supplement.answered_at);
    f.text("received_by", supplement.received_by);
    f.text("received_note", supplement.received_note);
    f.time("due_before", supplement.due_before);
    f.time("due_after", supplement.due_after);
}
void describe(auto& f, Of<ResultPaper> auto& result) {
    f.text("id", result.id);
    f.needed_text("name", result.name);
    f.text("component", result.component);
    f.text("url", result.url);
    f.text("type", result.issued.type);
    f.text("owner", result.issued.owner);
    f.text("number", result.issued.number);
    f.text("issuing_unit", result.issued.issuing_unit);
    f.day("issued_on", result.issued.issued_on);
}
void describe(auto& f, Of<HistoryStep> auto& step) {
    f.status("status", step.status);
    f.needed_time("at", step.at);
    f.text("words", step.words);
    f.text("officer", step.officer);
    f.text("title", step.title);
    f.text("office", step.office);
    f.time("started_at", step.started_at);
    f.time("must_end_at", step.must_end_at);
}
void describe(auto& f, Of<BookEntry> auto& entry) {
    f.text("volume", entry.volume);
    f.text("number", entry.number);
}
void describe(auto& f, Of<LaterStage> auto& stage) {
    f.number("number", stage.number, 2, 20);
    f.time("received_at", stage.received_at);
    f.time("due", stage.due);
}
void describe(auto& f, Of<FullDossier> auto& dossier) {
    f.object("codes", dossier.codes);
    f.text("receipt_number", dossier.receipt_number);
    f.object("book", dossier.book);
    f.maybe_number("sets", dossier.sets, 1, 1'000);
    f.part("procedure", [&](auto& p) {
        p.needed_text("code", dossier.procedure_code);
        p.needed_text("name", dossier.procedure_name);
        p.text("field_code", dossier.field_code);
        p.text("field_name", dossier.field_name);
    });
    f.word("applicant", dossier.applicant, applicant_words);
    f.word("identified_by", dossier.identified_by, identified_words);
    f.object("submitter", dossier.submitter);
    f.object("holder", dossier.holder);
    f.word("channel", dossier.channel, channel_words);
    f.word("filed_at", dossier.filed_at, filed_at_words);
    f.text("portal_account", dossier.portal_account);
    f.flag("account_verified", dossier.account_verified);
    f.object("receiving_unit", dossier.receiving_unit);
    f.object("processing_unit", dossier.processing_unit);
    f.text("summary", dossier.summary);
    f.text("note", dossier.note);
    f.text("other_information", dossier.other_information);
    f.needed_time("submitted_at", dossier.submitted_at);
    f.time("due", dossier.due);
    f.list("later_stages", dossier.later_stages);
    f.part("return", [&](auto& p) {
        p.word("by", dossier.return_by, return_words);
        p.text("address", dossier.return_address);
        p.text("note", dossier.return_note);
    });
    f.list("papers", dossier.papers);
    f.list("fees", dossier.fees);
    f.word("online_payment", dossier.online_payment, payment_words);
    f.list("supplements", dossier.supplements);
    f.list("results", dossier.results);
    f.texts("databases", dossier.databases);
    f.list("history", dossier.history);
}

}  // namespace kiosk::dossier
