#include "kiosk/ledger/etcd_requests.hpp"

#include <nlohmann/json.hpp>

#include "kiosk/ledger/base64.hpp"
#include "kiosk/ledger/rules.hpp"

namespace kiosk::ledger::etcd {
namespace {

using Json = nlohmann::json;

/// A key of zero bytes cannot be asked for: "\0" to "\0" is etcd's name for everything.
constexpr std::string_view nul{"\0", 1};

Json range_of(std::string_view prefix, std::string_view from) {
    const std::string_view first = from.empty() ? prefix : from;
    return {{"key", to_base64(first.empty() ? nul : first)},
            {"range_end", to_base64(prefix.empty() ? nul : end_of(prefix))}};
}

}  // namespace

std::string range_request(const Page& page) {
    auto out = range_of(page.prefix, page.from);
    out["limit"] = std::to_string(page_size);
    if (page.at != 0) out["revision"] = std::to_string(page.at);
    if (!page.agreed) out["serializable"] = true;
    return out.dump();
}

std::string probe_request(std::string_view prefix) {
    auto out = range_of(prefix, {});
    out["count_only"] = true;
    return out.dump();
}

std::string write_request(const Write& write) {
    auto compare = Json::array();
    for (const auto& guard : write.guards) {
        compare.push_back({{"key", to_base64(guard.key)},
                           {"target", "MOD"},
                           {"result", "EQUAL"},
                           {"mod_revision", std::to_string(guard.modified)}});
    }
    auto steps = Json::array();
    for (const auto& put : write.puts) {
        Json step{{"key", to_base64(put.key)}, {"value", to_base64(put.value)}};
        if (put.lease != 0) step["lease"] = std::to_string(put.lease);
        steps.push_back({{"request_put", std::move(step)}});
    }
    for (const auto& key : write.removed) steps.push_back({{"request_delete_range", {{"key", to_base64(key)}}}});
    if (!write.counted.empty())  // sees what was put before it
        steps.push_back({{"request_range", {{"key", to_base64(write.counted)}, {"keys_only", true}}}});
    return Json{{"compare", std::move(compare)}, {"success", std::move(steps)}}.dump();
}

std::string watch_request(std::string_view prefix, Revision from) {
    auto out = range_of(prefix, {});
    out["start_revision"] = std::to_string(from);
    out["fragment"] = true;  // no line is longer than a request may be
    return Json{{"create_request", std::move(out)}}.dump();
}

std::string grant_request(Duration lasts) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(lasts).count();
    return Json{{"TTL", std::to_string(seconds)}}.dump();
}

std::string lease_request(Lease lease) { return Json{{"ID", std::to_string(lease)}}.dump(); }

std::string sign_in_request(std::string_view user, std::string_view password) {
    // A password that is no UTF-8 is refused by etcd, not thrown here.
    return Json{{"name", user}, {"password", password}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace kiosk::ledger::etcd
