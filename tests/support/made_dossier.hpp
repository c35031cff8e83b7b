#pragma once
/// Whole dossiers that a seed makes up: every field now and then, every state the table reaches.

#include <array>

#include "kiosk/dossier/full_dossier.hpp"
#include "kiosk/dossier/status_table.hpp"
#include "tests/support/seed.hpp"

namespace kiosk::test {

inline std::string made_text(Dice& dice) {
    constexpr std::array words{"Đăng ký",   "khai sinh", "hộ kinh doanh", "\"trích lục\"", "\\ gạch chéo", "Đinh Thị Ánh",
                               "dòng\nmới", "😀",         "thôn Đông",     "12/2026"};
    std::string out = dice.pick(words);
    for (int i = dice.number(0, 3); i > 0; --i) out += std::string(" ") + dice.pick(words);
    return out;
}
inline std::string maybe_text(Dice& dice) { return dice.one_in(2) ? made_text(dice) : ""; }
inline Personal maybe_personal(Dice& dice) { return Personal(maybe_text(dice)); }
inline std::string made_digits(Dice& dice, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += static_cast<char>('0' + dice.number(0, 9));
    return out;
}
/// Whole seconds, after `from`.
inline WallTime made_time(Dice& dice, WallTime from) { return from + std::chrono::seconds(dice.number(1, 400'000)); }
inline std::optional<WallTime> maybe_time(Dice& dice, WallTime from) {
    return dice.one_in(2) ? std::optional(made_time(dice, from)) : std::nullopt;
}
inline std::string made_url(Dice& dice) { return "https://motcua.example.vn/files/" + made_digits(dice, 4); }

inline dossier::Party made_party(Dice& dice) {
    dossier::Party out;
    out.kind = static_cast<dossier::HolderKind>(dice.number(1, 4));
    out.name = Personal(made_text(dice));
    if (dice.one_in(2)) out.personal_number = Personal(made_digits(dice, 12));
    if (dice.one_in(3)) out.old_number = Personal(made_digits(dice, 9));
    if (dice.one_in(4)) out.passport = Personal("C" + made_digits(dice, 7));
    // A person may have no number at all: a newborn child.
    if (out.kind != dossier::HolderKind::person || dice.one_in(4)) out.tax_code = Personal(made_digits(dice, 10));
    if (dice.one_in(2)) out.phone = Personal("0" + made_digits(dice, 9));
    for (auto* text : {&out.email, &out.fax, &out.address}) *text = maybe_personal(dice);
    return out;
}

inline void make_history(Dice& dice, dossier::FullDossier& out) {
    auto at = out.submitted_at;
    for (auto status = dossier::Status::registered;;) {
        dossier::HistoryStep step;
        step.status = status;
        step.at = at;
        step.words = maybe_text(dice);
        step.officer = Personal("Cán bộ");
        step.title = maybe_text(dice);
        step.office = maybe_text(dice);
        step.started_at = maybe_time(dice, at);
        if (step.started_at) step.must_end_at = maybe_time(dice, *step.started_at);
        out.history.push_back(std::move(step));
        const auto next = dossier::row_of(status).becomes;
        if (next.empty() || dice.one_in(6)) break;
        status = dice.pick(next);
        at = made_time(dice, at);
    }
    if (const auto accepted = out.first(dossier::Status::accepted)) out.due = maybe_time(dice, *accepted);
}

inline void make_lists(Dice& dice, dossier::FullDossier& out) {
    for (int i = dice.number(0, 3); i > 0; --i) {
        dossier::FiledPaper paper;
        paper.component = maybe_text(dice);
        paper.name = made_text(dice);
        paper.origin = static_cast<dossier::PaperOrigin>(dice.number(0, 5));
        paper.quality = static_cast<dossier::PaperQuality>(dice.number(0, 2));
        paper.count = dice.number(1, 9);
        paper.digitised = dice.one_in(2);
        paper.withdrawn = dice.one_in(5);
        if (dice.one_in(3)) paper.replaced_by = "KQ.G15." + made_digits(dice, 6);
        for (int file = dice.number(0, 2); file > 0; --file)
            paper.files.push_back({made_digits(dice, 6), made_text(dice), made_url(dice)});
        out.papers.push_back(std::move(paper));
    }
    for (int i = dice.number(0, 2); i > 0; --i) {
        dossier::FeeItem fee;
        fee.name = made_text(dice);
        fee.code = maybe_text(dice);
        fee.collection = maybe_text(dice);
        fee.kind = maybe_text(dice);
        fee.unit_price_dong = dice.number<std::int64_t>(0, 9'000'000);
        fee.quantity = dice.number(1, 12);
        fee.exemption = dice.one_in(3) ? made_text(dice) : "";
        if (!fee.exemption.empty() && dice.one_in(2)) fee.percent_off = dice.number(1, 100);
        fee.paid_at = maybe_time(dice, out.submitted_at);
        out.fees.push_back(std::move(fee));
    }
    for (int i = dice.number(0, 2); i > 0; --i) {
        dossier::SupplementRound supplement;
        supplement.number = i;
        supplement.asked_at = made_time(dice, out.submitted_at);
        supplement.asked_by = maybe_personal(dice);
        supplement.what = maybe_text(dice);
        supplement.answered_at = maybe_time(dice, supplement.asked_at);
        supplement.received_by = maybe_personal(dice);
        supplement.received_note = maybe_text(dice);
        supplement.due_before = maybe_time(dice, out.submitted_at);
        supplement.due_after = maybe_time(dice, out.submitted_at);
        out.supplements.push_back(std::move(supplement));
    }
    for (int i = dice.number(0, 2); i > 0; --i) {
        dossier::ResultPaper result;
        result.id = made_digits(dice, 3);
        result.name = made_text(dice);
        result.component = maybe_text(dice);
        result.url = dice.one_in(2) ? made_url(dice) : "";
        if (dice.one_in(2)) result.issued.type = "KQ.H43." + made_digits(dice, 6);
        result.issued.owner = maybe_personal(dice);
        result.issued.number = maybe_text(dice);
        result.issued.issuing_unit = maybe_text(dice);
        if (dice.one_in(2)) result.issued.issued_on = {2026, 11, dice.number(1, 30)};
        out.results.push_back(std::move(result));
    }
    for (int i = dice.number(0, 2); i > 0; --i) out.databases.push_back(made_digits(dice, 1));
}

/// Right in itself; with an official code, so that packets can be made of it.
inline dossier::FullDossier made_dossier(Dice& dice) {
    dossier::FullDossier out;
    out.codes.official = (dice.one_in(2) ? "000.00.53.H48-261123-" : "H48.22-261123-") + made_digits(dice, 4);
    if (dice.one_in(2)) out.codes.provisional = "TAM-K1-261123-" + made_digits(dice, 4);
    out.receipt_number = maybe_text(dice);
    out.book = {maybe_text(dice), maybe_text(dice)};
    if (dice.one_in(2)) out.sets = dice.number(1, 9);
    for (int i = dice.number(0, 2); i > 0; --i)
        out.later_stages.push_back({i + 1, maybe_time(dice, wall_time({{2026, 11, 24}, 8, 0, 0})), std::nullopt});
    out.procedure_code = "1." + made_digits(dice, 6);
    out.procedure_name = made_text(dice);
    out.field_code = "G15-HT" + made_digits(dice, 2);
    out.field_name = made_text(dice);
    out.applicant = static_cast<dossier::ApplicantKind>(dice.number(0, 3));
    out.identified_by = static_cast<dossier::IdentifiedBy>(dice.number(0, 4));
    out.submitter = made_party(dice);
    out.holder = made_party(dice);
    out.channel = static_cast<dossier::Channel>(dice.number(0, 2));
    out.filed_at = static_cast<dossier::FiledAt>(dice.number(1, 2));
    if (out.identified_by == dossier::IdentifiedBy::signed_in) out.portal_account = Personal(made_digits(dice, 8));
    out.account_verified = dice.one_in(2);
    out.receiving_unit = {maybe_text(dice), maybe_text(dice)};
    out.processing_unit = {made_text(dice), maybe_text(dice)};
    out.summary = Personal(made_text(dice));
    out.note = maybe_personal(dice);
    out.other_information = maybe_personal(dice);
    out.submitted_at = made_time(dice, wall_time({{2026, 11, 23}, 8, 0, 0}));
    out.return_by = static_cast<dossier::ReturnBy>(dice.number(0, 1));
    out.return_address = maybe_personal(dice);
    out.return_note = maybe_personal(dice);
    out.online_payment = static_cast<dossier::OnlinePayment>(dice.number(0, 3));
    make_history(dice, out);
    make_lists(dice, out);
    return out;
}

}  // namespace kiosk::test
