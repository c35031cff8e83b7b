#include "kiosk/print/dossier_content.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/number_words.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/texts/ids.hpp"

namespace kiosk::print {
namespace {

using dossier::FullDossier;
using dossier::PaperQuality;
using dossier::Party;
using dossier::Status;

std::string moment_or_nothing(const slips::Press& press, const std::optional<WallTime>& at) {
    return at ? slips::formal_moment(press, *at) : std::string();
}

void set_party(Content& out, const std::string& who, const Party& party) {
    out.set(who + ".name", party.name);
    out.set(who + ".number", party.number());
    out.set(who + ".number_veiled", veiled_number(party.number()));
    out.set(who + ".phone", party.phone);
    out.set(who + ".phone_veiled", veiled_number(party.phone));
    out.set(who + ".email", party.email);
    out.set(who + ".address", party.address);
}

std::string count_words(int count) { return count > 0 ? std::to_string(count) : std::string(); }

/// One row a name: the same paper may have been handed in as an original and as copies.
std::vector<Row> paper_rows(const FullDossier& dossier) {
    struct Counts {
        std::string name;
        int of[3] = {0, 0, 0};
    };
    std::vector<Counts> all;
    for (const auto& paper : dossier.papers) {
        if (paper.withdrawn) continue;
        auto found = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == paper.name; });
        if (found == all.end()) found = all.insert(all.end(), Counts{paper.name});
        found->of[static_cast<std::size_t>(paper.quality)] += paper.count;
    }
    std::vector<Row> out;
    for (const auto& each : all) {
        Row row;
        row.emplace("no", Personal(std::to_string(out.size() + 1)));
        row.emplace("name", Personal(each.name));
        row.emplace("originals", Personal(count_words(each.of[static_cast<std::size_t>(PaperQuality::original)])));
        row.emplace("certified", Personal(count_words(each.of[static_cast<std::size_t>(PaperQuality::certified_copy)])));
        row.emplace("copies", Personal(count_words(each.of[static_cast<std::size_t>(PaperQuality::copy)])));
        out.push_back(std::move(row));
    }
    return out;
}

/// A line of the officer's words each.
std::vector<Row> missing_rows(std::string_view what) {
    std::vector<Row> out;
    while (!what.empty()) {
        const auto end = std::min(what.find('\n'), what.size());
        if (const auto line = trim(what.substr(0, end)); !line.empty())
            out.push_back({{"no", Personal(std::to_string(out.size() + 1))}, {"name", Personal(line)}});
        what.remove_prefix(std::min(end + 1, what.size()));
    }
    return out;
}

/// Whether the source says that this channel costs nothing.
bool costs_nothing(const catalogue::Procedure* procedure, catalogue::Channel channel) {
    const auto* handling = procedure == nullptr ? nullptr : procedure->handled(channel);
    return handling != nullptr && handling->fee_dong == 0;
}

void set_fees(Content& out, const FullDossier& dossier, const catalogue::Procedure* procedure, const slips::Press& press) {
    std::int64_t total = 0;
    auto& rows = out.lists["fees"];
    for (const auto& fee : dossier.fees) {
        total += fee.amount_dong();
        Row row;
        row.emplace("no", Personal(std::to_string(rows.size() + 1)));
        row.emplace("name", Personal(fee.name));
        row.emplace("amount", Personal(slips::money(press, fee.amount_dong())));
        rows.push_back(std::move(row));
    }
    // A dossier without a fee does not say that it is free; the procedure's source may.
    const bool known = !dossier.fees.empty() || costs_nothing(procedure, dossier.channel);
    out.set("fees.total",
            total > 0 ? slips::money(press, total) : press.texts(known ? text::slip_free : text::slip_unknown));
    out.set("fees.words", total > 0 ? sentence_case(dong_in_words(total, press.settings.zero_tens)) : std::string());
}

void set_supplement(Content& out, const FullDossier& dossier, const slips::Press& press) {
    const bool asked = !dossier.supplements.empty() && !dossier.supplements.back().answered_at;
    const auto* open = asked ? &dossier.supplements.back() : nullptr;
    out.lists["missing"] = open == nullptr ? std::vector<Row>{} : missing_rows(open->what);
    out.set("supplement.asked_at", open == nullptr ? std::string() : slips::formal_moment(press, open->asked_at));
    out.set("supplement.officer", open == nullptr ? Personal() : open->asked_by);
    std::string reason;
    for (const auto& step : dossier.history)
        if (open != nullptr && step.status == Status::supplement_asked) reason = step.words;
    out.set("supplement.reason", reason);
}

const std::string& return_words(const FullDossier& dossier, const slips::Press& press) {
    return press.texts(dossier.return_by == dossier::ReturnBy::post ? text::print_return_post : text::print_return_direct);
}

std::string processing_time(const catalogue::Procedure* procedure, catalogue::Channel channel, const slips::Press& press) {
    const auto* handling = procedure == nullptr ? nullptr : procedure->handled(channel);
    return handling == nullptr ? press.texts(text::slip_unknown) : slips::time_of(press, *handling);
}

/// What is done after the first stage, as the linked procedure says and, of stages that it does not name, the dossier alone.
/// The officer writes by hand the moments that the dossier does not say.
std::vector<Row> stage_rows(const FullDossier& dossier, const catalogue::Catalogue& catalogue, const slips::Press& press) {
    struct Stage {
        int number = 0;
        std::string name;
        std::string time;
    };
    std::vector<Stage> stages;
    if (const auto* procedure = catalogue.procedure(dossier.procedure_code)) {
        for (const auto& part : procedure->parts) {
            if (part.stage < 2) continue;
            const auto* own = catalogue.procedure(part.code);
            const auto& name = part.name.vi.empty() && own != nullptr ? own->name.vi : part.name.vi;
            stages.push_back({part.stage, part.agency.vi.empty() ? name : name + " (" + part.agency.vi + ")",
                              processing_time(own, dossier.channel, press)});
        }
    }
    for (const auto& later : dossier.later_stages) {
        const bool named =
            std::any_of(stages.begin(), stages.end(), [&](const auto& s) { return s.number == later.number; });
        if (!named) stages.push_back({later.number, press.texts(text::slip_unknown), press.texts(text::slip_unknown)});
    }
    std::stable_sort(stages.begin(), stages.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
    std::vector<Row> out;
    for (const auto& stage : stages) {
        const auto times = std::find_if(dossier.later_stages.begin(), dossier.later_stages.end(),
                                        [&](const auto& later) { return later.number == stage.number; });
        const bool known = times != dossier.later_stages.end();
        Row row;
        row.emplace("no", Personal(std::to_string(stage.number)));
        row.emplace("name", Personal(stage.name));
        row.emplace("time", Personal(stage.time));
        row.emplace("received_at", Personal(known ? moment_or_nothing(press, times->received_at) : std::string()));
        row.emplace("due_at", Personal(known ? moment_or_nothing(press, times->due) : std::string()));
        out.push_back(std::move(row));
    }
    return out;
}

/// A time that fits a narrow column.
std::string short_moment(const std::optional<WallTime>& at) {
    return at ? slips::clock_time(*at) + " " + slips::date(local_time(*at).date) : std::string();
}

}  // namespace

Content dossier_content(const FullDossier& dossier, const catalogue::Catalogue& catalogue, const slips::Press& press) {
    Content out;
    out.subject = Subject::dossier;
    const auto accepted = dossier.first(Status::accepted);
    const auto* procedure = catalogue.procedure(dossier.procedure_code);
    out.set("dossier.code", dossier.codes.official);
    out.set("dossier.provisional_code", dossier.codes.provisional);
    out.set("procedure.name", dossier.procedure_name);
    out.set("procedure.code", dossier.procedure_code);
    out.set("unit.name", dossier.receiving_unit.name);
    set_party(out, "holder", dossier.holder);
    set_party(out, "submitter", dossier.submitter.name.empty() ? dossier.holder : dossier.submitter);
    out.set("request", dossier.summary.empty() ? Personal(dossier.procedure_name) : dossier.summary);
    out.set("sets", dossier.sets ? std::to_string(*dossier.sets) : std::string());
    out.set("processing_time", processing_time(procedure, dossier.channel, press));
    out.set("submitted_at", slips::formal_moment(press, dossier.submitted_at));
    out.set("accepted_at", moment_or_nothing(press, accepted));
    out.set("due_at", dossier.due ? slips::formal_moment(press, *dossier.due) : press.texts(text::slip_unknown));
    out.set("due_date", dossier.due ? slips::date(local_time(*dossier.due).date) : std::string());
    out.set("due_words", dossier.due ? sentence_case(date_in_words(local_time(*dossier.due).date, press.settings.zero_tens))
                                     : std::string());
    out.set("result_way", return_words(dossier, press));
    set_fees(out, dossier, procedure, press);
    out.set("receipt.number", dossier.receipt_number);
    out.set("book.volume", dossier.book.volume);
    out.set("book.number", dossier.book.number);
    Personal receiver;
    for (const auto& step : dossier.history)
        if (step.status == Status::accepted && receiver.empty()) receiver = step.officer;
    out.set("receiver.name", receiver);
    out.lists["papers"] = paper_rows(dossier);
    out.lists["stages"] = stage_rows(dossier, catalogue, press);
    set_supplement(out, dossier, press);
    out.set("source", std::string());
    return out;
}

Content receipt_content(const dossier::StatusView& view, const catalogue::Catalogue& catalogue, const slips::Press& press) {
    FullDossier known;
    const auto code = dossier::parse_dossier_code(view.code);
    if (code && code->form != dossier::CodeForm::provisional) known.codes.official = view.code;
    known.codes.provisional = view.provisional_code;
    known.procedure_code = view.procedure_code;
    known.procedure_name = view.procedure_name;
    known.holder.name = view.holder_masked;
    known.receiving_unit.name = view.unit_name;
    known.channel = dossier::Channel::online;
    known.submitted_at = view.submitted_at;
    known.due = view.due_at;
    for (const auto& name : view.papers) {
        dossier::FiledPaper paper;
        paper.name = name;
        paper.count = 0;  // how many is not known
        known.papers.push_back(std::move(paper));
    }
    dossier::HistoryStep taken;
    taken.status = Status::accepted;
    taken.at = view.accepted_at.value_or(WallTime{});
    if (view.accepted_at) known.history.push_back(std::move(taken));
    auto out = dossier_content(known, catalogue, press);
    out.set("submitter.name", std::string());
    out.set("result_way", std::string());
    // A look-up says neither the fee nor the channel, so it is free only where every channel is.
    const auto* procedure = catalogue.procedure(view.procedure_code);
    const bool free_everywhere = procedure != nullptr && !procedure->handling.empty() &&
                                 std::all_of(procedure->handling.begin(), procedure->handling.end(),
                                             [](const auto& handling) { return handling.fee_dong == 0; });
    out.set("fees.total", press.texts(free_everywhere ? text::slip_free : text::slip_unknown));
    out.set("source",
            press.texts(view.from_portal ? text::slip_receipt_from_portal : text::slip_receipt_last_known,
                        fmt::arg("kiosk", press.settings.kiosk_id), fmt::arg("moment", slips::moment(press, view.as_of))));
    return out;
}

dossier::StatusView status_view(const FullDossier& dossier) {
    dossier::StatusView out;
    out.code = dossier.codes.official.empty() ? dossier.codes.provisional : dossier.codes.official;
    out.provisional_code = dossier.codes.provisional;
    out.procedure_code = dossier.procedure_code;
    out.procedure_name = dossier.procedure_name;
    out.holder_masked = Personal(masked_name(dossier.holder.name));
    out.status = dossier.status();
    out.steps = dossier.steps();
    out.submitted_at = dossier.submitted_at;
    out.accepted_at = dossier.first(Status::accepted);
    out.due_at = dossier.due;
    out.unit_name = dossier.receiving_unit.name;
    out.as_of = dossier.history.back().at;
    for (const auto& row : paper_rows(dossier)) out.papers.emplace_back(row.at("name").reveal());
    return out;
}

Content book_content(const std::vector<FullDossier>& dossiers, std::optional<LocalDate> from, std::optional<LocalDate> to,
                     const slips::Press& press) {
    std::vector<std::pair<WallTime, const FullDossier*>> shown;
    for (const auto& dossier : dossiers) {
        const auto accepted = dossier.first(Status::accepted);
        if (!accepted) continue;
        const auto day = local_time(*accepted).date;
        if ((!from || *from <= day) && (!to || day <= *to)) shown.emplace_back(*accepted, &dossier);
    }
    std::stable_sort(shown.begin(), shown.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    Content out;
    out.subject = Subject::book;
    const auto end = [&](const std::optional<LocalDate>& day, bool first) {
        if (day) return slips::date(*day);
        if (shown.empty()) return std::string();
        return slips::date(local_time(first ? shown.front().first : shown.back().first).date);
    };
    out.set("book.from", end(from, true));
    out.set("book.to", end(to, false));
    out.set("book.count", std::to_string(shown.size()));
    auto& rows = out.lists["dossiers"];
    for (const auto& [accepted, dossier] : shown) {
        Row row;
        row.emplace("no", Personal(std::to_string(rows.size() + 1)));
        row.emplace("code", Personal(dossier->codes.official));
        row.emplace("procedure", Personal(dossier->procedure_name));
        row.emplace("sets", Personal(dossier->sets ? std::to_string(*dossier->sets) : std::string()));
        row.emplace("holder", dossier->holder.name);
        const auto address = dossier->holder.address.reveal();
        const auto phone = dossier->holder.phone.reveal();
        row.emplace("contact",
                    Personal(fmt::format("{}{}{}", address, address.empty() || phone.empty() ? "" : ", ", phone)));
        row.emplace("unit", Personal(dossier->processing_unit.name));
        row.emplace("accepted_at", Personal(short_moment(accepted)));
        row.emplace("due_at", Personal(short_moment(dossier->due)));
        row.emplace("returned_at", Personal(short_moment(dossier->first(Status::returned))));
        row.emplace("result_way", Personal(return_words(*dossier, press)));
        rows.push_back(std::move(row));
    }
    return out;
}

}  // namespace kiosk::print
