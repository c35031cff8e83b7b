#include "kiosk/base/number_words.hpp"
#include "kiosk/dossier/identity.hpp"
#include "kiosk/payment/bill_words.hpp"
#include "kiosk/slips/parts.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::slips {
namespace {

using payment::Bill;

TextId title_of(const Bill& bill) {
    if (bill.standing.settles()) return text::slip_pay_receipt;
    if (bill.standing.state == payment::State::too_little) return text::slip_pay_short;
    return bill.order.method == payment::Method::cash ? text::slip_pay_cash : text::slip_pay_pending;
}

/// A business is public; of a person the slip shows no more than every other one.
void add_payer(Column& page, const payment::Payer& payer, const Press& press) {
    if (payer.name.empty()) return;
    const bool business = !payer.tax_code.empty();
    page.fact(press.texts(text::slip_pay_payer), business ? std::string(payer.name.reveal()) : masked_name(payer.name), 26);
    if (business) page.fact(press.texts(text::slip_pay_tax_code), payer.tax_code.reveal(), 26);
}

void add_amount(Column& page, const Bill& bill, const Press& press) {
    page.gap(6);
    page.text(press.texts(text::slip_pay_amount), {23, Weight::medium, Align::centre});
    page.gap(6);
    page.banner(money(press, bill.order.dong), 54);
    page.gap(4);
    const auto words = press.language() == "vi"
                           ? sentence_case(dong_in_words(bill.order.dong, press.settings.zero_tens))
                           : sentence_case(spelled_out(bill.order.dong, press.language(), Spelling::cardinal)) + " đồng";
    page.text(words, {22, Weight::regular, Align::centre});
    const auto kept = bill.standing.kept_dong();
    if (kept != 0 && kept != bill.order.dong) page.line(press.texts(text::slip_pay_received), money(press, kept));
}

}  // namespace

Result<Slip> payment_slip(const Bill& bill, Copy copy, const settings::Settings& settings, const Texts& texts) {
    const Press press{settings, texts};
    const auto& order = bill.order;
    Column page(text_width_px);
    add_head(page, press);
    add_title(page, texts(title_of(bill)));
    if (copy == Copy::reprint) {
        page.framed(texts(text::slip_pay_copy), {26, Weight::bold, Align::centre});
        page.gap(12);
    }
    const auto facts = [&](Column& side) {
        side.fact(texts(text::slip_pay_code), order.code);
        if (!order.procedure_name.empty()) side.fact(texts(text::slip_procedure), order.procedure_name, 24);
    };
    if (auto added = add_code(page, texts(text::slip_code), order.about, facts); !added) return fail(std::move(added));
    add_amount(page, bill, press);
    page.rule();
    add_payer(page, order.payer, press);
    for (const auto& fee : order.fees) page.line(fee.name, money(press, fee.dong));
    if (bill.standing.covered_at && bill.standing.settles())
        page.fact(texts(text::slip_pay_paid_at), moment(press, *bill.standing.covered_at));
    else page.fact(texts(text::slip_pay_due_at), moment(press, order.due_at));
    page.gap(12);
    const auto words = payment::words_of(bill, texts);
    page.framed(words.title + ". " + words.body, {24, Weight::medium});
    page.gap(8);
    page.text(texts(bill.standing.settles() ? text::slip_pay_not_fiscal : text::slip_confirm_lookup), {22, Weight::medium});
    add_foot(page, press);
    return page.print(margin_px);
}

}  // namespace kiosk::slips
