#include "kiosk/settings/etcd_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "kiosk/settings/portal_reader.hpp"

namespace kiosk::settings {
namespace {

constexpr std::string_view https = "https://";
constexpr std::string_view http = "http://";

bool is_this_machine(std::string_view host_and_port) {
    const auto host = host_and_port.substr(0, host_and_port.rfind(':'));
    return host == "localhost" || (host.starts_with("127.") && made_of(host, "0123456789.", 7, 15));
}

bool is_member(std::string_view url) {
    if (url.starts_with(https)) return is_host(url.substr(https.size()), true);
    return url.starts_with(http) && is_host(url.substr(http.size()), true) && is_this_machine(url.substr(http.size()));
}

bool all_secure(const Etcd& etcd) {
    return std::all_of(etcd.members.begin(), etcd.members.end(), [](const auto& url) { return url.starts_with(https); });
}

void read_members(TomlReader& table, Etcd& out) {
    out.members = table.texts("members");
    constexpr std::size_t most = 7;  // more voters only make every write slower
    if (out.members.empty() || out.members.size() > most)
        table.find("members", fmt::format("There are {} members.", out.members.size()),
                   "Write the address of each machine that keeps the queue, one or three: [\"https://10.1.1.11:2379\"].");
    std::set<std::string_view> seen;
    for (const auto& url : out.members) {
        if (!is_member(url))
            table.find("members", fmt::format("“{}” is no address of a member.", url),
                       "Write https://host:port; http:// is for a member on this machine alone (127.0.0.1).");
        if (!seen.insert(url).second)
            table.find("members", fmt::format("“{}” is there twice.", url), "Write each member once.");
    }
}

void read_proofs(TomlReader& table, const std::filesystem::path& data_folder, Etcd& out) {
    out.ca_file = own_file(table, "ca_file", data_folder);
    out.client_certificate = own_file(table, "client_certificate", data_folder);
    out.client_key = own_file(table, "client_key", data_folder);
    if (out.client_certificate.empty() != out.client_key.empty())
        table.find(out.client_key.empty() ? "client_certificate" : "client_key",
                   "A certificate and its key belong together.", "Name both client_certificate and client_key, or neither.");
    if (!out.client_certificate.empty() && !all_secure(out))
        table.find("client_certificate", "A member of http:// is shown no certificate.",
                   "Write https:// members, or leave client_certificate and client_key out.");
    out.user = table.text_or("user");
    out.password_file = own_file(table, "password_file", data_folder);
    if (!out.user.empty() && !made_of(out.user, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-", 1, 64))
        table.find("user", "The user's name is not 1 to 64 letters, digits, _ . and -.",
                   "Write it as etcdctl user list shows it.");
    if (out.user.empty() != out.password_file.empty())
        table.find(out.user.empty() ? "password_file" : "user", "A user and a password belong together.",
                   "Name both user and password_file, or neither.");
}

}  // namespace

void read_queue_engine(TomlReader& queue, const std::filesystem::path& data_folder, Queue& out) {
    if (queue.one_of_or("engine", "sqlite", {"sqlite", "etcd"}) == "etcd") out.engine = QueueEngine::etcd;
    queue.table("etcd", [&](TomlReader& table) {
        read_members(table, out.etcd);
        read_proofs(table, data_folder, out.etcd);
        out.etcd.timeout = Duration(table.integer_or("timeout_ms", 2000, 200, 10'000));
    });
    if (out.engine == QueueEngine::etcd && !queue.has("etcd"))
        queue.find("engine", "The queue is kept by etcd, and nothing says where.",
                   "Write [queue.etcd] with members; see config/etcd/README.md.");
}

}  // namespace kiosk::settings
