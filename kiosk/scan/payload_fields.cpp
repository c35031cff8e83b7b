#include <fmt/format.h>

#include "kiosk/base/base64.hpp"
#include "kiosk/scan/payload.hpp"

namespace kiosk::scan {
namespace {

/// Collects what is not empty.
class Fields {
public:
    void add(std::string_view name, const Personal& value) {
        if (!value.empty()) fields_.push_back({name, value});
    }
    void add(std::string_view name, std::string_view value) { add(name, Personal(value)); }
    void add(std::string_view name, const std::optional<LocalDate>& date) {
        if (date) add(name, date->iso());
    }
    [[nodiscard]] std::vector<Field> take() { return std::move(fields_); }

private:
    std::vector<Field> fields_;
};

struct Kind {
    std::string_view operator()(const Cccd& card) const { return card.card_2024 ? "cccd_2024" : "cccd"; }
    std::string_view operator()(const dossier::DossierCode& code) const {
        return code.form == dossier::CodeForm::provisional ? "provisional_code" : "dossier_code";
    }
    std::string_view operator()(const ReceiptUrl&) const { return "receipt_url"; }
    std::string_view operator()(const Ticket&) const { return "ticket"; }
    std::string_view operator()(const VisitCode&) const { return "visit_code"; }
    std::string_view operator()(const StaffToken&) const { return "staff_token"; }
    std::string_view operator()(const Appointment&) const { return "appointment"; }
    std::string_view operator()(const VietQr&) const { return "vietqr"; }
    std::string_view operator()(const HealthCard&) const { return "health_card"; }
    std::string_view operator()(const Vneid&) const { return "vneid"; }
    std::string_view operator()(const Url&) const { return "url"; }
    std::string_view operator()(const Unknown&) const { return "unknown"; }
};

void list(Fields& out, const Cccd& card) {
    out.add("number", card.number);
    out.add("old_number", card.old_number);
    out.add("name", card.name);
    out.add("birth_date", card.birth_date);
    out.add("sex", card.sex);
    out.add("residence", card.residence);
    out.add("issue_date", card.issue_date);
    out.add("cancelled_number", card.cancelled_number);
    out.add("father_name", card.father_name);
    out.add("mother_name", card.mother_name);
}

void list(Fields& out, const dossier::DossierCode& code) {
    out.add("code", code.text());
    out.add(code.form == dossier::CodeForm::provisional ? "kiosk" : "unit_code", code.unit);
    out.add("date", code.date);
    out.add("serial", code.serial);
}

void list(Fields& out, const ReceiptUrl& receipt) {
    out.add("code", receipt.code);
    out.add("opaque_id", receipt.opaque_id);
    out.add("id_number", receipt.id_number);
    out.add("url", receipt.url);
}

void list(Fields& out, const Ticket& ticket) {
    out.add("centre", ticket.centre);
    out.add("date", ticket.date);
    out.add("number", ticket.number);
    out.add("id", ticket.id.text());
}

void list(Fields& out, const VisitCode& visit) { out.add("code", visit.code); }

void list(Fields& out, const StaffToken& staff) { out.add("token", staff.text); }

void list(Fields& out, const Appointment& appointment) {
    out.add("centre", appointment.centre);
    out.add("date", appointment.date);
    out.add("time", fmt::format("{:02}:{:02}", appointment.minute_of_day / 60, appointment.minute_of_day % 60));
    out.add("code", appointment.code);
    if (!appointment.signature.empty()) out.add("signature", base64url(appointment.signature));
}

void list(Fields& out, const VietQr& transfer) {
    out.add("method", transfer.method);
    out.add("aid", transfer.aid);
    out.add("bin", transfer.bin);
    out.add("account", transfer.account);
    out.add("service", transfer.service);
    out.add("amount", transfer.amount);
    out.add("currency", transfer.currency);
    out.add("country", transfer.country);
    out.add("merchant_name", transfer.merchant_name);
    out.add("city", transfer.city);
    out.add("bill_number", transfer.bill_number);
    out.add("purpose", transfer.purpose);
    out.add("reference", transfer.reference);
    out.add("crc", transfer.crc);
}

void list(Fields& out, const HealthCard& card) {
    out.add("card_number", card.card_number);
    out.add("name", card.name);
    out.add("birth_date", card.birth_date);
    out.add("sex", card.sex);
    out.add("address", card.address);
    out.add("facility", card.facility);
    out.add("valid_from", card.valid_from);
    out.add("valid_to", card.valid_to);
}

void list(Fields& out, const Vneid& sign_in) { out.add("text", sign_in.text); }
void list(Fields& out, const Url& link) { out.add("url", link.url); }
void list(Fields& out, const Unknown& unknown) { out.add("text", unknown.text); }

}  // namespace

std::string_view kind(const Payload& payload) { return std::visit(Kind{}, payload.content); }

std::vector<Field> fields(const Payload& payload) {
    Fields out;
    std::visit([&](const auto& content) { list(out, content); }, payload.content);
    return out.take();
}

}  // namespace kiosk::scan
