#include "kiosk/collection/book.hpp"

#include <nlohmann/json.hpp>

#include "kiosk/payment/reconciliation_code.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::collection {
namespace {

using Json = nlohmann::ordered_json;
using portal::member_of;
using portal::text_of;

constexpr std::string_view order_columns =
    "SELECT id, code, dossier, about, procedure, procedure_name, method, dong, made_at, due_at, placed_at, address, "
    "asked_at, "
    "details, fee, (SELECT max(due_at) FROM payment_order AS o WHERE o.fee = payment_order.fee) FROM payment_order ";
constexpr int most_codes_tried = 5;  // of 2^40: a second one of the same letters is next to impossible

/// What says who pays and for what: sealed as a whole.
std::string details_of(const Order& order) {
    Json fees = Json::array();
    for (const auto& fee : order.fees)
        fees.push_back({{"kind", fee.kind}, {"code", fee.code}, {"name", fee.name}, {"dong", fee.dong}});
    const Json json{{"name", order.payer.name.reveal()},
                    {"number", order.payer.number.reveal()},
                    {"address", order.payer.address.reveal()},
                    {"tax_code", order.payer.tax_code.reveal()},
                    {"fees", std::move(fees)},
                    {"asked_at", order.asked_at.since_epoch.count()}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Done> read_details(const Personal& text, Order& order) {
    const auto json = portal::parse_json(text.reveal());
    if (!json || !member_of(*json, "fees").is_array())
        return fail(Code::corrupt, "table payment_order: details that are none");
    order.payer = {Personal(text_of(*json, "name")), Personal(text_of(*json, "number")), Personal(text_of(*json, "address")),
                   Personal(text_of(*json, "tax_code"))};
    const Json& asked_at = member_of(*json, "asked_at");  // older orders have none
    if (asked_at.is_number_integer()) order.asked_at = WallTime{Duration{asked_at.get<std::int64_t>()}};
    for (const auto& fee : member_of(*json, "fees")) {
        const Json& dong = member_of(fee, "dong");
        if (!dong.is_number_integer()) return fail(Code::corrupt, "table payment_order: a fee that is none");
        order.fees.push_back({text_of(fee, "kind"), text_of(fee, "code"), text_of(fee, "name"), dong.get<std::int64_t>()});
    }
    return Done{};
}

std::string_view kind_name(Confirmation::Kind kind) { return kind == Confirmation::Kind::credit ? "credit" : "refund"; }

}  // namespace

Result<Order> Book::record(Order order, Ids& ids) {
    if (order.dong <= 0) return fail(Code::bad_usage, "an order is for more than 0 đồng");
    auto known = find(order.id);
    if (!known) return fail(std::move(known));
    if (*known) return std::move((*known)->order);
    if (order.fee.nil()) order.fee = order.id;
    for (int tried = 0; tried < most_codes_tried; ++tried) {
        order.code = payment::make_reconciliation_code(ids);
        auto taken = find(order.code);
        if (!taken) return fail(std::move(taken));
        if (*taken) continue;
        if (auto inserted = insert(order); !inserted) return fail(std::move(inserted));
        return order;
    }
    return fail(Code::io, "every reconciliation code that was made is taken; the machine's randomness is broken");
}

Result<Order> Book::take_up(Order order, const Order& wanted) {
    const auto asked_at = std::max(order.asked_at, wanted.asked_at);
    if (order.method == wanted.method && order.payer == wanted.payer && order.asked_at == asked_at) return order;
    order.method = wanted.method;
    order.payer = wanted.payer;
    order.asked_at = asked_at;
    const auto details = vault_.seal("payment_order", order.id.text(), "details", details_of(order));
    auto written = database_.change("UPDATE payment_order SET method = ?2, details = ?3 WHERE id = ?1", order.id,
                                    payment::name(order.method), store::Bytes{details});
    if (!written) return fail(std::move(written));
    if (*written == 0) return fail(Code::not_found, "no such order");
    return order;
}

Result<Done> Book::insert(const Order& order) {
    const auto details = vault_.seal("payment_order", order.id.text(), "details", details_of(order));
    auto written = database_.change(
        "INSERT INTO payment_order (id, code, dossier, about, procedure, procedure_name, method, dong, made_at, due_at, "
        "details, ask_at, fee) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?9, ?12)",
        order.id, order.code, order.dossier, order.about, order.procedure, order.procedure_name, payment::name(order.method),
        order.dong, order.made_at, order.due_at, store::Bytes{details}, order.fee);
    if (!written) return fail(std::move(written));
    return Done{};
}

Result<Done> Book::placed(const Uuid& order, std::string_view address, WallTime now) {
    auto written = database_.change(
        "UPDATE payment_order SET placed_at = coalesce(placed_at, ?2), address = ?3 WHERE id = ?1", order, now, address);
    if (!written) return fail(std::move(written));
    if (*written == 0) return fail(Code::not_found, "no such order");
    return Done{};
}

Result<Done> Book::lost(const Uuid& order) {
    auto written = database_.change("UPDATE payment_order SET placed_at = NULL WHERE id = ?1", order);
    if (!written) return fail(std::move(written));
    if (*written == 0) return fail(Code::not_found, "no such order");
    return Done{};
}

Result<Done> Book::heard(const Uuid& order, const std::vector<Confirmation>& confirmations, WallTime now) {
    auto transaction = database_.begin();
    if (!transaction) return fail(std::move(transaction));
    for (const auto& one : confirmations) {
        auto kept = database_.change(
            "INSERT OR IGNORE INTO payment_confirmation (payment_order, transaction_id, kind, dong, booked_at, came_at) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            order, one.transaction, kind_name(one.kind), one.dong, one.at, now);
        if (!kept) return fail(std::move(kept));
    }
    auto asked = database_.change("UPDATE payment_order SET asked_at = ?2 WHERE id = ?1", order, now);
    if (!asked) return fail(std::move(asked));
    if (*asked == 0) return fail(Code::not_found, "no such order");
    return transaction->commit();
}

Result<Entry> Book::read(const store::Statement& row) {
    Entry out;
    out.order.id = row.uuid(0);
    out.order.code = row.text(1);
    out.order.dossier = row.uuid(2);
    out.order.about = row.text(3);
    out.order.procedure = row.text(4);
    out.order.procedure_name = row.text(5);
    const auto method = payment::parse_method(row.bytes(6));
    if (!method) return fail(Code::corrupt, "table payment_order: a way to pay that this program does not know");
    out.order.method = *method;
    out.order.dong = row.integer(7);
    out.order.made_at = row.wall_time(8);
    out.order.due_at = row.wall_time(9);
    out.placed = !row.is_null(10);
    out.address = row.text(11);
    if (!row.is_null(12)) out.asked_at = row.wall_time(12);
    auto details = vault_.unseal("payment_order", out.order.id.text(), "details", row.bytes(13));
    if (!details) return fail(std::move(details));
    if (auto done = read_details(*details, out.order); !done) return fail(std::move(done));
    out.order.fee = row.uuid(14);
    out.last_day = row.wall_time(15);
    return out;
}

Result<Done> Book::read_confirmations(Entry& entry) {
    auto rows = database_.query(
        "SELECT DISTINCT transaction_id, kind, dong, booked_at FROM payment_confirmation WHERE payment_order IN (SELECT id "
        "FROM payment_order WHERE fee = ?1) ORDER BY booked_at, transaction_id, dong",
        entry.order.fee);
    if (!rows) return fail(std::move(rows));
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) return Done{};
        const auto kind = rows->bytes(1) == "refund" ? Confirmation::Kind::refund : Confirmation::Kind::credit;
        entry.confirmations.push_back({rows->text(0), kind, rows->integer(2), rows->wall_time(3)});
    }
}

Result<std::vector<Entry>> Book::all(Result<store::Statement> rows) {
    if (!rows) return fail(std::move(rows));
    std::vector<Entry> out;
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) break;
        auto entry = read(*rows);
        if (!entry) return fail(std::move(entry));
        out.push_back(std::move(*entry));
    }
    for (auto& entry : out) {
        if (auto done = read_confirmations(entry); !done) return fail(std::move(done));
    }
    return out;
}

Result<std::optional<Entry>> Book::one(Result<store::Statement> rows) {
    auto found = all(std::move(rows));
    if (!found) return fail(std::move(found));
    if (found->empty()) return std::optional<Entry>();
    return std::optional<Entry>(std::move(found->front()));
}

Result<std::optional<Entry>> Book::find(const Uuid& order) {
    return one(database_.query(std::string(order_columns) + "WHERE id = ?1", order));
}

Result<std::optional<Entry>> Book::find(std::string_view code) {
    return one(database_.query(std::string(order_columns) + "WHERE code = ?1", code));
}

Result<std::vector<Entry>> Book::of_dossier(const Uuid& dossier, std::string_view about) {
    return all(database_.query(std::string(order_columns) +
                                   "WHERE (dossier = ?1 AND dossier <> zeroblob(16)) OR (about = ?2 AND about <> '') ORDER "
                                   "BY made_at, id",
                               dossier, about));
}

Result<std::vector<Entry>> Book::since(WallTime from) {
    return all(database_.query(std::string(order_columns) + "WHERE made_at >= ?1 ORDER BY made_at, id", from));
}

Result<std::vector<Entry>> Book::wanting_staff(WallTime from, WallTime now) {
    // Nearly every fee came once, whole and in time: only the others are unsealed and folded.
    auto entries = all(database_.query(
        std::string(order_columns) +
            "WHERE fee IN (SELECT o.fee FROM payment_confirmation AS c JOIN payment_order AS o ON o.id = c.payment_order "
            "WHERE "
            "o.made_at >= ?1 GROUP BY o.fee HAVING count(*) > 1 OR max(c.kind) <> 'credit' OR max(c.dong) <> max(o.dong) OR "
            "max(c.booked_at) > max(o.due_at)) ORDER BY made_at, id",
        from));
    if (!entries) return fail(std::move(entries));
    std::vector<Entry> out;
    for (auto& entry : *entries) {
        if (!entry.standing(now).needs_staff()) continue;
        std::erase_if(out, [&](const Entry& earlier) { return earlier.order.fee == entry.order.fee; });
        out.push_back(std::move(entry));
    }
    return out;
}

Result<std::vector<Entry>> Book::of_codes(std::string_view code, std::string_view other_code) {
    return all(
        database_.query(std::string(order_columns) + "WHERE about <> '' AND (about = ?1 OR about = ?2) ORDER BY made_at, id",
                        code, other_code));
}

Result<Done> Book::ask_at(const Uuid& order, std::optional<WallTime> at) {
    auto written = at ? database_.change("UPDATE payment_order SET ask_at = ?2 WHERE id = ?1", order, *at)
                      : database_.change("UPDATE payment_order SET ask_at = NULL WHERE id = ?1", order);
    if (!written) return fail(std::move(written));
    if (*written == 0) return fail(Code::not_found, "no such order");
    return Done{};
}

Result<Done> Book::forget_payer(const Uuid& order) {
    auto known = find(order);
    if (!known) return fail(std::move(known));
    if (!*known) return fail(Code::not_found, "no such order");
    auto without = (*known)->order;
    without.payer = {};
    const auto details = vault_.seal("payment_order", order.text(), "details", details_of(without));
    auto written = database_.change("UPDATE payment_order SET details = ?2 WHERE id = ?1", order, store::Bytes{details});
    if (!written) return fail(std::move(written));
    return Done{};
}

Result<std::optional<Entry>> Book::first_due(WallTime now, WallTime too_far) {
    return one(database_.query(
        std::string(order_columns) + "WHERE ask_at <= ?1 OR ask_at > ?2 ORDER BY ask_at > ?1, ask_at, made_at LIMIT 1", now,
        too_far));
}

}  // namespace kiosk::collection
