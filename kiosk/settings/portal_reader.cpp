#include "kiosk/settings/portal_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kiosk::settings {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view data_folder_mark = "${data_folder}";

/// SHA-256 of a public key as curl, openssl and browsers write it (RFC 7469): 32 bytes are 43 letters of base64 and a "=".
bool is_pin(std::string_view text) {
    constexpr std::string_view begin = "sha256//";
    constexpr std::string_view base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (!text.starts_with(begin) || !text.ends_with('=')) return false;
    text.remove_prefix(begin.size());
    text.remove_suffix(1);
    return made_of(text, base64, 43, 43);
}

void read_pins(TomlReader& table, Portal& out) {
    out.pins = table.texts("pins");
    const auto wrong = std::find_if_not(out.pins.begin(), out.pins.end(), [](const auto& pin) { return is_pin(pin); });
    if (wrong != out.pins.end())
        table.find("pins", fmt::format("“{}” is no pin.", *wrong),
                   "Write sha256// and the base64 of the key's SHA-256; the README says how it is made of a certificate.");
    std::vector<std::string> different = out.pins;
    std::sort(different.begin(), different.end());
    different.erase(std::unique(different.begin(), different.end()), different.end());
    if (different.size() == 1)
        table.find(
            "pins", "There is one pin and no spare.",
            "Add the pin of the key that the portal will use next, or leave pins out: when the portal renews its key, a "
            "kiosk with one pin stops sending.");
}

void read_own_proof(TomlReader& table, const fs::path& data_folder, Portal& out) {
    out.client_certificate = own_file(table, "client_certificate", data_folder);
    out.client_key = own_file(table, "client_key", data_folder);
    if (out.client_certificate.empty() != out.client_key.empty())
        table.find(out.client_key.empty() ? "client_certificate" : "client_key",
                   "A certificate and its key belong together.", "Name both client_certificate and client_key, or neither.");
}

/// An id of the portal's own: it stands in every call, so it is a short word.
std::string portal_id(TomlReader& table, std::string_view key, std::string usual) {
    if (!table.has(key)) return usual;
    auto id = table.text(key, "Write the portal's id, or leave the line out.");
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    constexpr std::size_t longest = 100;
    if (!id.empty() && !made_of(id, letters, 1, longest))
        table.find(key, "This is no id of a portal.", "Write up to 100 letters, digits, - _ and . without spaces.");
    return id;
}

bool is_proxy(std::string_view url) {
    constexpr std::string_view scheme = "http://";
    return url.starts_with(scheme) && is_host(url.substr(scheme.size()), true);
}

}  // namespace

fs::path own_file(TomlReader& table, std::string_view key, const fs::path& data_folder) {
    const auto written = table.text_or(key);
    if (written.empty()) return {};
    if (!written.starts_with(data_folder_mark)) return beside(table.file(), written);
    return (data_folder / fs::path(written.substr(data_folder_mark.size())).relative_path()).lexically_normal();
}

bool is_https(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (!url.starts_with(scheme) || url.find_first_of(" \t?#") != url.npos) return false;
    url.remove_prefix(scheme.size());
    return is_host(url.substr(0, url.find('/')), false);
}

void read_portal(TomlReader& table, const fs::path& data_folder, Portal& out) {
    out.url = table.text("url", "Give the portal's address, https://…");
    if (!out.url.empty() && !is_https(out.url))
        table.find("url", "The portal's address is no https address.",
                   "Write https://host or https://host:port: dossiers never travel in the clear.");
    while (out.url.ends_with('/')) out.url.pop_back();
    out.ca_file = own_file(table, "ca_file", data_folder);
    read_pins(table, out);
    read_own_proof(table, data_folder, out);
    out.proxy = table.text_or("proxy");
    if (!out.proxy.empty() && !is_proxy(out.proxy))
        table.find("proxy", "This is no address of a proxy.", "Write http://host:port, or leave it out.");
    out.accepts_unsigned_filing = table.boolean_or("accepts_unsigned_filing", false);
    out.connect_timeout = std::chrono::seconds(table.integer_or("connect_timeout_seconds", 5, 1, 60));
    out.answer_timeout = std::chrono::seconds(table.integer_or("answer_timeout_seconds", 30, 1, 300));
    out.resumable_uploads = table.boolean_or("resumable_uploads", false);
    out.takes_progress = table.boolean_or("takes_progress", false);
    out.gives_catalogue = table.boolean_or("gives_catalogue", false);
    constexpr int hours_of_a_week = 7 * 24;
    out.pull_every = std::chrono::hours(table.integer_or("pull_every_hours", 6, 1, hours_of_a_week));
    constexpr int minutes_of_a_day = 24 * 60;
    out.changes_every = std::chrono::minutes(table.integer_or("changes_every_minutes", 0, 0, minutes_of_a_day));
    constexpr int most_calls = 6000;
    out.calls_per_minute = static_cast<int>(table.integer_or("calls_per_minute", 0, 0, most_calls));
    out.account_id = portal_id(table, "account_id", {});
    out.receiving_direct = portal_id(table, "receiving_direct", out.receiving_direct);
    out.receiving_post = portal_id(table, "receiving_post", out.receiving_post);
    out.payment_method = portal_id(table, "payment_method", {});
    if (out.receiving_direct == out.receiving_post)
        table.find("receiving_post", "Collected and by post have the same id.", "Ask the portal for the ids of both.");
    constexpr int fastest_kib = 1 << 20;
    out.upload_kib_per_second = static_cast<int>(table.integer_or("upload_kib_per_second", 0, 0, fastest_kib));
}

void read_national(TomlReader& table, const fs::path& data_folder, National& out) {
    out.url = table.text("url", "Give the address of the exchange, https://…");
    if (!out.url.empty() && !is_https(out.url))
        table.find("url", "The exchange's address is no https address.", "Write https://host or https://host:port.");
    while (out.url.ends_with('/')) out.url.pop_back();
    out.ca_file = own_file(table, "ca_file", data_folder);
    out.destination = table.text("destination", "Give the dstcode, VN:GOV:….");
    out.sender = table.text("sender", "Give the code of the province, such as 000.00.00.H48.");
    out.username = table.text("username", "Give the account of the province's adapter.");
    out.password_file = own_file(table, "password_file", data_folder);
    if (out.password_file.empty())
        table.find("password_file", "There is no password.", "Name a file that holds it and that its owner alone may read.");
    constexpr int minutes_of_a_day = 24 * 60;
    out.every = std::chrono::minutes(table.integer_or("every_minutes", 15, 1, minutes_of_a_day));
}

}  // namespace kiosk::settings
