#include "kiosk/collection/gateway.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/collection/platform.hpp"
#include "kiosk/payment/reconciliation_code.hpp"
#include "kiosk/portal/answer.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::collection {
namespace {

using Json = nlohmann::ordered_json;
using portal::member_of;
using portal::text_of;

constexpr std::size_t most_transactions = 200;
constexpr std::size_t most_orders = 20'000;
constexpr std::size_t longest_id = 100;
constexpr std::int64_t most_dong = 1'000'000'000'000;
constexpr std::size_t list_bytes = 8U << 20;

portal::Request post(std::string path, const Uuid& key, Personal json) {
    portal::Request request;
    request.method = portal::Method::post;
    request.path = std::move(path);
    request.headers = {{"Idempotency-Key", key.text()}};
    request.json = std::move(json);
    return request;
}

bool is_id(std::string_view id) {
    return !id.empty() && id.size() <= longest_id &&
           std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c <= '~'; });
}

std::optional<std::int64_t> amount_of(const Json& json) {
    const Json& amount = member_of(json, "amount");
    if (!amount.is_number_integer() || amount < 1 || amount > most_dong) return std::nullopt;
    return amount.get<std::int64_t>();
}

/// A transaction that carries a content carries a code of the fee in it.
Result<Confirmation> confirmation_of(const Json& json, const std::vector<std::string>& of_fee) {
    Confirmation out;
    out.transaction = text_of(json, "id");
    const auto direction = text_of(json, "transType");
    const auto dong = amount_of(json);
    const auto at = parse_iso_time(text_of(json, "at"));
    if (!is_id(out.transaction) || (direction != "C" && direction != "D") || !dong || !at)
        return portal::not_from_the_portal("a transaction that is not whole");
    const auto content = text_of(json, "content");
    const auto codes = payment::reconciliation_codes_in(content);
    const bool ours = std::find_first_of(codes.begin(), codes.end(), of_fee.begin(), of_fee.end()) != codes.end();
    if (direction == "C" && !content.empty() && !ours)
        return portal::not_from_the_portal("a transaction for something else");
    out.kind = direction == "C" ? Confirmation::Kind::credit : Confirmation::Kind::refund;
    out.dong = *dong;
    out.at = *at;
    return out;
}

Result<KnownOrder> known_of(const Json& json) {
    KnownOrder out;
    out.code = text_of(json, "code");
    const auto dong = amount_of(json);
    const Json& list = member_of(json, "transactions");
    if (!payment::is_reconciliation_code(out.code) || !dong || !list.is_array() || list.size() > most_transactions)
        return portal::not_from_the_portal("an order that is not whole");
    out.dong = *dong;
    std::vector<std::string> codes{out.code};
    for (const auto& other : member_of(json, "otherCodes")) {
        if (!other.is_string() || !payment::is_reconciliation_code(other.get_ref<const std::string&>()))
            return portal::not_from_the_portal("a code that is none");
        codes.push_back(other.get<std::string>());
    }
    for (const auto& one : list) {
        auto confirmation = confirmation_of(one, codes);
        if (!confirmation) return fail(std::move(confirmation));
        out.transactions.push_back(std::move(*confirmation));
    }
    return out;
}

}  // namespace

Result<std::string> PortalGateway::place(const Order& order) {
    Json json{{"idempotencyKey", order.id.text()},
              {"code", order.code},
              {"amount", order.dong},
              {"dossier", order.about},
              {"procedure", order.procedure},
              {"method", name(order.method)},
              {"kiosk", kiosk_},
              {"madeDate", iso_time(order.made_at)},
              {"dueDate", iso_time(order.due_at)}};
    if (order.asked_at != WallTime{}) json["askedDate"] = iso_time(order.asked_at);
    json["payer"] = {{"fullname", order.payer.name.reveal()},
                     {"identityNumber", order.payer.number.reveal()},
                     {"address", order.payer.address.reveal()},
                     {"taxCode", order.payer.tax_code.reveal()}};
    json["fees"] = Json::array();
    for (const auto& fee : order.fees)
        json["fees"].push_back({{"kind", fee.kind}, {"code", fee.code}, {"name", fee.name}, {"amount", fee.dong}});
    const auto answer = portal::json_of(
        transport_.send(post("pay/order/", order.id, Personal(json.dump(-1, ' ', false, Json::error_handler_t::replace)))));
    if (!answer) return fail(answer.error().code, answer.error().detail);
    const auto key = parse_uuid(text_of(*answer, "idempotencyKey"));
    if (!key || *key != order.id || text_of(*answer, "code") != order.code || amount_of(*answer) != order.dong)
        return portal::not_from_the_portal("it speaks of another order");
    return order.method == payment::Method::platform ? place_at_platform(order) : std::string();
}

Result<std::string> PortalGateway::place_at_platform(const Order& order) {
    auto answer = transport_.send(post("kpdvcqg/createtransaction", order.id, platform_request(order, settings_)));
    if (!answer) return fail(std::move(answer));
    if (answer->status != 200) return portal::why_not(*answer);
    return platform_address(answer->body);
}

Result<std::vector<Confirmation>> PortalGateway::confirmations(const Order& order) {
    portal::Request request;
    request.path = "pay/order/--transactions?code=" + order.code;
    return ask(order, std::move(request));
}

Result<std::vector<Confirmation>> PortalGateway::news(const Order& order, std::size_t known, Duration wait) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(wait).count();
    portal::Request request;
    request.path = fmt::format("pay/order/--transactions?code={}&known={}", order.code, known);
    request.headers = {{"Prefer", fmt::format("wait={}", seconds)}};  // RFC 7240, 4.3
    return ask(order, std::move(request));
}

Result<std::vector<Confirmation>> PortalGateway::ask(const Order& order, portal::Request request) {
    auto sent = transport_.send(request);
    if (sent && sent->status == 404 && sent->media_type == "application/json")
        return fail(Code::not_found, "the portal knows no such order; it is placed again");
    const auto answer = portal::json_of(std::move(sent));
    if (!answer) return fail(answer.error().code, answer.error().detail);
    auto known = known_of(*answer);
    if (!known) return fail(std::move(known));
    if (known->code != order.code || known->dong != order.dong)
        return portal::not_from_the_portal("it speaks of another order");
    return std::move(known->transactions);
}

Result<std::vector<KnownOrder>> PortalGateway::orders_since(WallTime from) {
    portal::Request request;
    request.path =
        fmt::format("pay/order/--list?kiosk={}&from={}", portal::url_text(kiosk_), portal::url_text(iso_time(from)));
    request.answer_bytes = list_bytes;
    const auto answer = portal::json_of(transport_.send(request));
    if (!answer) return fail(answer.error().code, answer.error().detail);
    const Json& list = member_of(*answer, "orders");
    if (!list.is_array() || list.size() > most_orders) return portal::not_from_the_portal("no list of orders");
    std::vector<KnownOrder> out;
    for (const auto& one : list) {
        auto known = known_of(one);
        if (!known) return fail(std::move(known));
        out.push_back(std::move(*known));
    }
    return out;
}

}  // namespace kiosk::collection
