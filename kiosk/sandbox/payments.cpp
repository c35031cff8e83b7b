#include "kiosk/sandbox/payments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/ids.hpp"
#include "kiosk/sandbox/answers.hpp"

namespace kiosk::sandbox {
namespace {

using httplib::Request;
using httplib::Response;
using Json = nlohmann::ordered_json;

std::string text_of(const Json& object, const char* member) {
    const auto found = object.is_object() ? object.find(member) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string dumped(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// How long the question may be kept open (RFC 7240, Prefer: wait); nothing: it is answered at once.
std::optional<std::chrono::seconds> wait_of(const Request& request) {
    constexpr std::string_view wait = "wait=";
    constexpr int longest = 25;
    const auto wish = request.get_header_value("Prefer");
    if (!wish.starts_with(wait)) return std::nullopt;
    return std::chrono::seconds(std::clamp(std::atoi(wish.c_str() + wait.size()), 0, longest));
}

/// What an order is, whoever pays it and however.
Json identity_of(Json told) {
    for (const char* may_change : {"method", "payer", "askedDate"}) told.erase(may_change);
    return told;
}

/// The fees without their wording.
Json charged_in(const Json& told) {
    Json out = Json::array();
    for (const auto& fee : told.value("fees", Json::array())) {
        const auto code = text_of(fee, "code");
        out.push_back({code.empty() ? text_of(fee, "name") : code, fee.value("amount", Json())});
    }
    return out;
}

/// Whether the fee had come before the authority asked (again) for what `other` is for.
bool over_before(const Json& told, const Json& transactions, const Json& other) {
    const auto asked = parse_iso_time(text_of(other, "askedDate"));
    if (!asked || text_of(told, "askedDate") == text_of(other, "askedDate")) return false;
    std::int64_t sum = 0;
    for (const auto& one : transactions) {
        const auto at = parse_iso_time(text_of(one, "at"));
        const auto amount = one["amount"].get<std::int64_t>();
        if (at && *at < *asked) sum += text_of(one, "transType") == "C" ? amount : -amount;
    }
    return sum >= told["amount"].get<std::int64_t>();
}

void no(Response& response, int status, std::string_view words) { answer_json(response, status, message_json(words)); }

}  // namespace

Result<std::unique_ptr<Payments>> Payments::open(const std::filesystem::path& folder, const Clock& clock, Spoiler& spoiler) {
    auto journal = Journal::open(folder / "payments.jsonl");
    if (!journal) return fail(std::move(journal));
    const auto lines = (*journal)->take_lines();
    std::unique_ptr<Payments> out(new Payments(std::move(*journal), clock, spoiler));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!out->replay(Json::parse(lines[i], nullptr, false)))
            return fail(Code::corrupt,
                        fmt::format("{}/payments.jsonl:{}: not a line of this journal; move the file aside to "
                                    "begin anew",
                                    folder.string(), i + 1));
    }
    return out;
}

bool Payments::replay(const Json& line) {
    const auto code = text_of(line, "code");
    if (code.empty() || !line.contains("told") == !line.contains("transaction")) return false;
    if (line.contains("told")) {
        orders_[code].told = line["told"];
        return true;
    }
    ++count_;
    orders_[code].transactions.push_back(line["transaction"]);
    return true;
}

bool Payments::write(const Json& line) { return journal_->append(dumped(line)).has_value() && replay(line); }

void Payments::serve(Routes& routes, std::function<std::string()> url,
                     std::function<std::string(const std::string&)> dossier_of) {
    url_ = std::move(url);
    dossier_of_ = std::move(dossier_of);
    routes.post("/pay/order/", [this](const Request& request, Response& response) { place(request, response); });
    routes.get("/pay/order/--transactions",
               [this](const Request& request, Response& response) { transactions(request, response); });
    routes.get("/pay/order/--list", [this](const Request& request, Response& response) { list(request, response); });
    routes.post("/kpdvcqg/createtransaction",
                [this](const Request& request, Response& response) { platform(request, response); });
    routes.staff_post("/training/pay", [this](const Request& request, Response& response) { pay(request, response); });
}

void Payments::place(const Request& request, Response& response) {
    const Json told = Json::parse(request.body, nullptr, false);
    const auto key = text_of(told, "idempotencyKey");
    const auto code = text_of(told, "code");
    if (!parse_uuid(key) || key != request.get_header_value("Idempotency-Key") || code.empty() || code.size() > 19 ||
        !told.contains("amount") || !told["amount"].is_number_integer() || told["amount"] < 1)
        return no(response, 400, "Yêu cầu không đúng mẫu");
    const std::lock_guard lock(mutex_);
    const auto known = orders_.find(code);
    if (known != orders_.end() && identity_of(known->second.told) != identity_of(told))
        return no(response, 409, "Đã có khoản nộp khác mang mã này");
    const bool as_known = known != orders_.end() && known->second.told == told;
    if (!as_known && !write({{"code", code}, {"told", told}})) return no(response, 500, "Cổng gặp sự cố, hãy thử lại sau");
    if (spoiler_.after_commit(response)) return;
    answer_json(response, 200, dumped({{"idempotencyKey", key}, {"code", code}, {"amount", told["amount"]}}));
}

bool Payments::same_fee(const Order& a, const Order& b) const {
    if (a.told["amount"] != b.told["amount"] || charged_in(a.told) != charged_in(b.told)) return false;
    if (dossier_of_(text_of(a.told, "dossier")) != dossier_of_(text_of(b.told, "dossier"))) return false;
    return !over_before(a.told, a.transactions, b.told) && !over_before(b.told, b.transactions, a.told);
}

Json Payments::answer_of(const std::string& code) const {
    const auto& order = orders_.at(code);
    auto transactions = order.transactions;
    Json other_codes = Json::array();
    for (const auto& [other_code, other] : orders_) {
        if (other_code == code || !same_fee(order, other)) continue;
        other_codes.push_back(other_code);
        transactions.insert(transactions.end(), other.transactions.begin(), other.transactions.end());
    }
    return {{"code", code},
            {"otherCodes", std::move(other_codes)},
            {"amount", order.told["amount"]},
            {"transactions", std::move(transactions)}};
}

void Payments::transactions(const Request& request, Response& response) {
    std::unique_lock lock(mutex_);
    const auto known = orders_.find(request.get_param_value("code"));
    if (known == orders_.end()) return no(response, 404, "Không có khoản nộp này");
    if (const auto wait = wait_of(request)) {
        const auto told = std::strtoull(request.get_param_value("known").c_str(), nullptr, 10);
        money_came_.wait_for(lock, *wait,
                             [&] { return stopping_ || answer_of(known->first)["transactions"].size() > told; });
    }
    auto said = answer_of(known->first);
    said["asOf"] = iso_time(clock_.wall());
    answer_json(response, 200, dumped(said));
}

void Payments::list(const Request& request, Response& response) {
    const auto from = parse_iso_time(request.get_param_value("from"));
    if (!from) return no(response, 400, "Yêu cầu không đúng mẫu");
    const auto kiosk = request.get_param_value("kiosk");
    const std::lock_guard lock(mutex_);
    Json orders = Json::array();
    for (const auto& [code, order] : orders_) {
        const auto made = parse_iso_time(text_of(order.told, "madeDate"));
        if (text_of(order.told, "kiosk") == kiosk && made && *made >= *from) orders.push_back(answer_of(code));
    }
    answer_json(response, 200, dumped({{"orders", std::move(orders)}}));
}

void Payments::platform(const Request& request, Response& response) {
    const Json wish = Json::parse(request.body, nullptr, false);
    const bool whole = !text_of(wish, "MaTraCuuTT").empty() && !text_of(wish, "MaHoSo").empty() &&
                       wish.contains("PhiLePhi") && wish["PhiLePhi"].is_array() && !wish["PhiLePhi"].empty();
    if (!whole) return answer_json(response, 200, dumped({{"error_code", "1"}, {"message", "Thiếu thông tin thanh toán"}}));
    answer_json(response, 200,
                dumped({{"error_code", "0"},
                        {"message", "Thành công"},
                        {"UrlThanhToan", url_() + "/pay/" + request.get_header_value("Idempotency-Key")}}));
}

/// The trainer is the bank.
void Payments::pay(const Request& request, Response& response) {
    const Json wish = Json::parse(request.body, nullptr, false);
    const auto code = text_of(wish, "code");
    const std::lock_guard lock(mutex_);
    const auto known = orders_.find(code);
    if (known == orders_.end()) return no(response, 404, "no order has this code; the kiosk shows it beside the QR code");
    const auto at = text_of(wish, "at").empty() ? Result<WallTime>(clock_.wall()) : parse_iso_time(text_of(wish, "at"));
    const auto amount = wish.value("amount", known->second.told["amount"].get<std::int64_t>());
    const bool refund = wish.value("refund", false);
    if (!at || amount < 1) return no(response, 422, "an amount is more than 0, a time is written 2026-11-26T09:00:00+07:00");
    for (int i = 0; i < wish.value("times", 1); ++i) {
        const Json transaction{
            {"id", fmt::format("FT{:08}", count_ + 1)},
            {"transType", refund ? "D" : "C"},
            {"amount", amount},
            {"at", iso_time(*at)},
            {"content", refund ? "HOAN TIEN " + code : fmt::format("MBVCB.{}.{} nop phi", count_ + 1, code)}};
        if (!write({{"code", code}, {"transaction", transaction}}))
            return no(response, 500, "the journal cannot be written");
    }
    money_came_.notify_all();
    answer_json(response, 200, dumped(answer_of(code)));
}

void Payments::stop() {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    money_came_.notify_all();
}

}  // namespace kiosk::sandbox
