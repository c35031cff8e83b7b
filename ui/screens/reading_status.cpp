#include "ui/screens/reading_status.hpp"

#include <algorithm>

#include "kiosk/dossier/due_date.hpp"
#include "kiosk/dossier/status_table.hpp"
#include "kiosk/dossier/visit_code.hpp"
#include "ui/screens/a4_part.hpp"
#include "ui/screens/last_words.hpp"
#include "ui/screens/payment_part.hpp"
#include "ui/wording.hpp"

namespace kiosk::ui {
namespace {

using dossier::Status;
using dossier::StatusView;

/// What the citizen can do about it; nothing where the facts say it.
const std::string* advice(Status status, const ScreenContext& ctx) {
    switch (status) {
        case Status::registered: return &ctx(text::status_advice_registered);
        case Status::not_accepted: return &ctx(text::status_advice_not_accepted);
        case Status::supplement_asked: return &ctx(text::status_advice_supplement);
        case Status::payment_asked: return &ctx(text::status_advice_payment);
        case Status::withdrawal_asked: return &ctx(text::status_advice_withdrawal);
        case Status::stopped: return &ctx(text::status_advice_stopped);
        case Status::finished: return &ctx(text::status_advice_finished);
        case Status::returned: return &ctx(text::status_advice_returned);
        case Status::accepted:
        case Status::processing: return nullptr;
    }
    broken("a status of the national table has its advice");
}

/// By the national rules: while the authority waits for papers or payment its clock stands.
dossier::Punctuality punctuality_of(const StatusView& view, const ScreenContext& ctx) {
    const dossier::Promise promise{view.due_at, ctx.settings.dossier.supplement_moves_due, std::nullopt};
    return dossier::punctuality(view.steps, promise, dossier::WorkingTime(ctx.settings.working_hours), ctx.wall);
}

bool has_result(Status status) { return status == Status::finished || status == Status::returned; }

/// What a person waits for is not there on the promised day. A second request for papers counts as late by the rules, and not as
/// that.
bool is_overdue(const StatusView& view, const ScreenContext& ctx) {
    const auto status = view.status;
    if (has_result(status) || status == Status::not_accepted || status == Status::stopped) return false;
    return view.due_at && *view.due_at < ctx.wall && punctuality_of(view, ctx) == dossier::Punctuality::late;
}

/// Steps since somebody last read it here.
bool is_news(const StatusView& view, const dossier::StatusStep& step) { return view.seen_at && step.at > *view.seen_at; }

void draw_news(Frame& frame, const StatusView& view, const ScreenContext& ctx) {
    const auto count =
        std::count_if(view.steps.begin(), view.steps.end(), [&](const auto& step) { return is_news(view, step); });
    if (count > 0)
        frame.notice(
            Tone::info, Icon::history,
            ctx(text::status_news, fmt::arg("count", count), fmt::arg("moment", wording::date_time(*view.seen_at, ctx))));
}

void draw_banner(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx) {
    const auto& view = state.view;
    if (!view.refusal.empty()) {
        frame.personal_notice(Tone::bad, Icon::close_circle, ctx(text::status_refused_title),
                              ctx(text::status_refused_body, fmt::arg("reason", view.refusal)));
        return;
    }
    if (view.unpaid) {
        frame.notice(Tone::warn, Icon::cash_multiple, ctx(text::status_unpaid),
                     ctx(text::status_unpaid_body, fmt::arg("moment", wording::date_time(view.submitted_at, ctx))));
        return;
    }
    if (view.waiting_for_delivery) {
        frame.notice(Tone::info, Icon::cloud_upload, ctx(text::status_waiting_title),
                     ctx(text::status_waiting_body, fmt::arg("moment", wording::date_time(view.submitted_at, ctx))));
        return;
    }
    const auto fee = visit::fee_standing(state);
    std::string body;
    if (fee == visit::FeeStanding::settled) body = ctx(text::status_advice_paid);
    else if (fee == visit::FeeStanding::unconfirmed) body.clear();  // the bill says it
    else if (visit::payment_offered(state, ctx.settings)) body = ctx(text::pay_advice);
    else if (view.status == Status::finished && view.return_by == dossier::ReturnBy::post)
        body = ctx(text::status_advice_finished_post);
    else if (const auto* words = advice(view.status, ctx)) body = *words;
    else if (view.due_at) body = ctx(text::status_due_body, fmt::arg("moment", wording::date_time(*view.due_at, ctx)));
    frame.notice(wording::status_tone(view.status), wording::status_icon(view.status),
                 wording::status_name(view.status, ctx), body);
    if (is_overdue(view, ctx)) frame.notice(Tone::warn, Icon::clock_fast, ctx(text::status_late));
}

void draw_facts(Frame& frame, const StatusView& view, const ScreenContext& ctx) {
    std::vector<Fact> facts{{Icon::upload, ctx(text::status_submitted_at), wording::date(view.submitted_at)}};
    if (view.accepted_at) {
        facts.push_back({Icon::clipboard_check, ctx(text::status_accepted_at), wording::date(*view.accepted_at)});
    }
    if (view.due_at) facts.push_back({Icon::calendar_check, ctx(text::status_due), wording::date(*view.due_at)});
    frame.facts(std::move(facts));
    if (has_result(view.status)) {
        const auto kept = punctuality_of(view, ctx);
        if (kept == dossier::Punctuality::on_time) frame.point(Icon::calendar_check, ctx(text::status_ended_in_time));
        if (kept == dossier::Punctuality::late) frame.point(Icon::clock_fast, ctx(text::status_ended_late));
    }
    if (!view.unit_name.empty()) {
        Row unit;
        unit.icon = Icon::bank;
        unit.caption = ctx(text::status_unit);
        unit.title = view.unit_name;
        frame.row({}, std::move(unit));
    }
    if (view.return_by) {
        Row way;
        way.icon = Icon::clipboard_check;
        way.caption = ctx(text::status_return_way);
        way.title = ctx(*view.return_by == dossier::ReturnBy::post ? text::print_return_post : text::print_return_direct);
        frame.row({}, std::move(way));
    }
}

bool supplement_waits(const StatusView& view) {
    return view.supplement && view.supplement->answer == dossier::AskedWithdrawal::Answer::on_its_way;
}

bool withdrawal_waits(const StatusView& view) {
    return view.withdrawal && view.withdrawal->answer == dossier::AskedWithdrawal::Answer::on_its_way &&
           dossier::may_become(view.status, Status::withdrawal_asked);
}

/// Only what has happened: the last step is where the dossier stands; and a wish of the citizen's own that is on its way.
void draw_history(Frame& frame, const StatusView& view, const ScreenContext& ctx) {
    frame.section(ctx(text::status_history));
    if (view.steps.empty()) {
        frame.paragraph(ctx(text::status_no_history));
        return;
    }
    std::vector<TimelineItem> items;
    for (const auto& step : view.steps) {
        const auto name = wording::status_name(step.status, ctx);
        items.push_back({TimelineItem::State::done,
                         is_news(view, step) ? ctx(text::status_news_step, fmt::arg("name", name)) : name, step.note,
                         wording::date_time(step.at, ctx), Icon::none, !step.note.empty()});
    }
    auto& last = items.back();
    const auto tone = wording::status_tone(view.steps.back().status);
    last.icon = wording::status_icon(view.steps.back().status);
    last.state = tone == Tone::ok     ? TimelineItem::State::done
                 : tone == Tone::info ? TimelineItem::State::now
                                      : TimelineItem::State::problem;
    if (supplement_waits(view)) {
        items.push_back({TimelineItem::State::waiting, ctx(text::supplement_step), ctx(text::supplement_step_body),
                         wording::date_time(view.supplement->sent_at, ctx), Icon::none});
    }
    if (withdrawal_waits(view)) {
        items.push_back({TimelineItem::State::waiting, ctx(text::withdraw_step), ctx(text::withdraw_step_body),
                         wording::date_time(view.withdrawal->asked_at, ctx), Icon::none});
    }
    frame.timeline(std::move(items));
}

/// Said before anything is read: it may have gone on since.
void draw_remembered(Frame& frame, const StatusView& view, const ScreenContext& ctx) {
    frame.notice(Tone::warn, Icon::history,
                 ctx(text::status_as_of_known, fmt::arg("moment", wording::date_time(view.as_of, ctx))));
}

/// What is asked for, and what became of what was sent.
void draw_supplement(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx) {
    using Answer = dossier::AskedWithdrawal::Answer;
    const auto& view = state.view;
    if (view.supplement) {
        const auto sent_at = wording::date_time(view.supplement->sent_at, ctx);
        const auto moment = fmt::arg("moment", sent_at);
        if (view.supplement->answer == Answer::on_its_way)
            frame.notice(Tone::info, Icon::cloud_upload, ctx(text::supplement_waits),
                         ctx(text::supplement_waits_body, moment));
        if (view.supplement->answer == Answer::taken)
            frame.notice(Tone::ok, Icon::check_circle, ctx(text::supplement_was_taken, moment));
        if (view.supplement->answer == Answer::refused)
            frame.personal_notice(Tone::bad, Icon::close_circle, ctx(text::supplement_refused),
                                  ctx(text::supplement_refused_body, fmt::arg("reason", view.supplement->words)));
    }
    if (view.status != Status::supplement_asked || supplement_waits(view)) return;
    const auto& words = dossier::supplement_request(view);
    if (!words.empty()) frame.personal_notice(Tone::warn, Icon::file_document, ctx(text::supplement_asked), words);
    if (state.begun) frame.notice(Tone::info, Icon::file_multiple, ctx(text::supplement_begun));
}

/// What became of the wish to withdraw it, as long as the state itself does not say so.
void draw_withdrawal(Frame& frame, const StatusView& view, const ScreenContext& ctx) {
    using Answer = dossier::AskedWithdrawal::Answer;
    if (!view.withdrawal || !dossier::may_become(view.status, Status::withdrawal_asked)) return;
    const auto& asked = *view.withdrawal;
    const auto moment = wording::date_time(asked.asked_at, ctx);
    if (asked.answer == Answer::on_its_way)
        frame.notice(Tone::info, Icon::cloud_upload, ctx(text::withdraw_on_its_way),
                     ctx(text::withdraw_on_its_way_body, fmt::arg("moment", moment)));
    if (asked.answer == Answer::refused)
        frame.notice(Tone::bad, Icon::close_circle, ctx(text::withdraw_refused),
                     ctx(text::withdraw_refused_body, fmt::arg("reason", asked.words)));
}

void draw_receipt(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx) {
    if (!state.receipt) return;
    switch (*state.receipt) {
        case visit::Delivery::printing: frame.notice(Tone::info, Icon::printer, ctx(text::status_receipt_printing)); return;
        case visit::Delivery::printed: frame.notice(Tone::ok, Icon::printer, ctx(text::status_receipt_printed)); return;
        case visit::Delivery::shown: frame.notice(Tone::warn, Icon::printer, ctx(text::status_receipt_not_printed)); return;
    }
}

/// «Đã chuẩn bị hồ sơ»: what the officer needs, and what the citizen has to bring where.
void draw_prepared(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx) {
    const auto& view = state.view;
    const auto& prepared = *view.prepared;
    frame.notice(Tone::info, Icon::clipboard_check, ctx(text::done_prepared),
                 prepared.ticket.empty() ? ctx(text::done_prepared_code)
                                         : ctx(text::done_prepared_ticket, fmt::arg("number", prepared.ticket)));
    std::vector<Fact> facts{{Icon::barcode, ctx(text::done_visit_code), dossier::shown_visit_code(prepared.visit_code)},
                            {Icon::clipboard_check, ctx(text::done_prepared_at), wording::date(view.submitted_at)}};
    if (!prepared.ticket.empty()) facts.push_back({Icon::ticket_account, ctx(text::done_ticket), prepared.ticket});
    frame.facts(std::move(facts));
    frame.second_column();
    frame.section(ctx(text::done_next));
    const auto* procedure = ctx.catalogue.procedure(view.procedure_code);
    const auto originals =
        procedure ? wording::paper_names(*procedure, prepared.originals_to_bring, ctx) : std::vector<std::string>{};
    for (const auto& name : originals) frame.point(Icon::file_document, ctx(text::done_bring, fmt::arg("name", name)));
    if (originals.empty()) frame.point(Icon::file_check, ctx(text::done_no_originals));
    const auto counters = wording::counters_of(state.counters, ctx);
    if (!counters.empty()) frame.point(Icon::map_marker, ctx(text::done_counters) + ": " + counters);
    frame.point(Icon::clock, ctx(text::done_check));
}

/// Whoever holds a number already needs no other.
void draw_prepared_actions(Frame& frame, const dossier::PreparedVisit& prepared, const ScreenContext& ctx) {
    const bool takes_number = prepared.ticket.empty() && frame.primary("status.ticket", ctx(text::status_ticket_submit),
                                                                       {.icon = Icon::ticket_account, .reason = {}});
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (takes_number) ctx.emit(visit::TicketChosen{});
}

/// Nobody who has paid, or may have, is asked to pay.
bool needs_no_money(const visit::ReadingStatus& state) {
    const auto fee = visit::fee_standing(state);
    return fee == visit::FeeStanding::settled || fee == visit::FeeStanding::unconfirmed;
}

TextId ticket_label(const visit::ReadingStatus& state) {
    const auto status = state.view.status;
    if (status == Status::supplement_asked) return text::status_ticket_supplement;
    if (status == Status::payment_asked && !needs_no_money(state)) return text::status_ticket_pay;
    if (dossier::waits_for_collection(state.view)) return text::status_ticket_collect;
    return text::status_ticket_ask;
}

/// The portal waits for the citizen, or something went wrong: then a number is the main thing to do.
bool wants_ticket(const visit::ReadingStatus& state, const ScreenContext& ctx) {
    const auto& view = state.view;
    const auto status = view.status;
    return !view.refusal.empty() || is_overdue(view, ctx) || status == Status::supplement_asked ||
           (status == Status::payment_asked && !needs_no_money(state)) || dossier::waits_for_collection(view) ||
           status == Status::not_accepted || status == Status::stopped;
}

std::string pay_words(TextId words, const StatusView& view, const ScreenContext& ctx) {
    std::int64_t sum = 0;
    for (const auto& fee : view.to_pay) sum += fee.dong;
    return ctx(words, fmt::arg("amount", wording::money(sum, ctx)));
}

/// The main thing to do stands below as a button, the other one in the page.
void draw_actions(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx) {
    const auto& view = state.view;
    const bool supplements = dossier::may_be_supplemented(view);
    const bool ticket_first = !supplements && wants_ticket(state, ctx);
    const bool unconfirmed = visit::fee_standing(state) == visit::FeeStanding::unconfirmed;
    const bool payable = visit::payment_offered(state, ctx.settings);
    const auto& ticket_words = ctx(ticket_label(state));
    bool prints = false;
    bool takes_number = false;
    bool adds = false;
    bool pays = false;
    if (payable && unconfirmed)
        pays = frame.quiet_button("status.pay", Icon::cash_multiple, pay_words(text::pay_not_yet_button, view, ctx));
    if (payable && !unconfirmed) {
        takes_number = frame.quiet_button("status.ticket", Icon::ticket_account, ticket_words);
        prints =
            view.accepted_at && frame.quiet_button("status.print_receipt", Icon::printer, ctx(text::status_print_receipt));
        pays =
            frame.primary("status.pay", pay_words(text::pay_button, view, ctx), {.icon = Icon::cash_multiple, .reason = {}});
    } else if (supplements) {
        takes_number = frame.quiet_button("status.ticket", Icon::ticket_account, ticket_words);
        prints =
            view.accepted_at && frame.quiet_button("status.print_receipt", Icon::printer, ctx(text::status_print_receipt));
        const Button add{.icon = Icon::upload,
                         .enabled = state.receipt != visit::Delivery::printing && !state.printing_a4(),
                         .reason = {}};
        adds = frame.primary("status.supplement", ctx(text::supplement_button), add);
    } else if (ticket_first) {
        prints =
            view.accepted_at && frame.quiet_button("status.print_receipt", Icon::printer, ctx(text::status_print_receipt));
        takes_number = frame.primary("status.ticket", ticket_words, {.icon = Icon::ticket_account, .reason = {}});
    } else {
        takes_number = frame.quiet_button("status.ticket", Icon::ticket_account, ticket_words);
        const Button print{.icon = Icon::printer, .reason = {}, .busy = state.receipt == visit::Delivery::printing};
        prints = view.accepted_at && frame.primary("status.print_receipt", ctx(text::status_print_receipt), print);
    }
    if (frame.back("back", ctx(text::back))) ctx.emit(visit::WentBack{});
    if (prints) ctx.emit(visit::ReceiptWanted{ctx.new_id()});
    if (takes_number) ctx.emit(visit::TicketChosen{});
    if (adds) ctx.emit(visit::SupplementWanted{});
    if (pays) ctx.emit(visit::PaymentWanted{});
}

}  // namespace

void ReadingStatusScreen::draw(Frame& frame, const visit::ReadingStatus& state, const ScreenContext& ctx) {
    const auto& view = state.view;
    frame.title(ctx(text::status_title, fmt::arg("code", view.code)));
    if (view.holder_masked.empty()) {
        frame.hint(view.procedure_name);
    } else {
        frame.personal_hint(ctx(text::status_about, fmt::arg("procedure", view.procedure_name),
                                fmt::arg("holder", view.holder_masked.reveal())),
                            view.procedure_name);
    }
    // How printing goes stays in sight, wherever on the page it was asked for.
    draw_receipt(frame, state, ctx);
    if (state.a4) draw_a4_state(frame, state.a4, ctx);
    frame.scroll_from_here();
    if (view.prepared) {
        draw_prepared(frame, state, ctx);
        draw_last_words(frame, ctx);
        draw_prepared_actions(frame, *view.prepared, ctx);
        return;
    }
    // What waits here or was refused is the kiosk's own knowledge, and says when.
    if (!view.from_portal && !view.waiting_for_delivery && view.refusal.empty()) draw_remembered(frame, view, ctx);
    draw_banner(frame, state, ctx);
    draw_news(frame, view, ctx);
    draw_supplement(frame, state, ctx);
    draw_withdrawal(frame, view, ctx);
    draw_bills(frame, visit::bills_shown(state), ctx);
    if (!state.a4) draw_a4_state(frame, state.a4, ctx);
    draw_sent_papers(frame, state, ctx);
    draw_facts(frame, view, ctx);
    if (!view.provisional_code.empty() && view.provisional_code != view.code) {
        frame.point(Icon::barcode, ctx(text::status_provisional) + ": " + view.provisional_code);
    }
    frame.second_column();
    draw_history(frame, view, ctx);
    if (view.from_portal) {
        frame.point(Icon::information,
                    ctx(text::status_as_of_portal, fmt::arg("moment", wording::date_time(view.as_of, ctx))));
    }
    draw_receipt_a4(frame, state, ctx);
    draw_actions(frame, state, ctx);
    if (dossier::may_be_withdrawn(view) && !state.printing_a4() &&
        frame.quiet_button("status.withdraw", Icon::undo_variant, ctx(text::withdraw_button))) {
        ctx.emit(visit::WithdrawalWanted{});
    }
    draw_last_words(frame, ctx);
}

}  // namespace kiosk::ui
