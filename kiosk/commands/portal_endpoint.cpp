#include "kiosk/commands/portal_endpoint.hpp"

#include "kiosk/base/text.hpp"

namespace kiosk::commands {
namespace {

/// As two people may write the same address.
std::string canonical_address(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    const auto host_ends = url.find('/', std::string_view("https://").size());
    auto host = lower(url.substr(0, host_ends));
    if (host.ends_with(":443")) host.resize(host.size() - 4);
    return host_ends == std::string::npos ? host : host + url.substr(host_ends);
}

}  // namespace

portal::Endpoint portal_endpoint(const settings::Portal& settings, const std::string& url, const std::string& ca) {
    constexpr std::size_t kib = 1024;
    portal::Endpoint out;
    out.url = url.empty() ? settings.url : url;
    out.ca_file = ca.empty() ? settings.ca_file : std::filesystem::path(ca);
    if (url.empty() || canonical_address(url) == canonical_address(settings.url)) {
        out.pins = settings.pins;
        out.client_certificate = settings.client_certificate;
        out.client_key = settings.client_key;
    }
    out.proxy = settings.proxy;
    out.limits.connect = settings.connect_timeout;
    out.limits.total = settings.answer_timeout;
    out.limits.upload_bytes_per_second = static_cast<std::size_t>(settings.upload_kib_per_second) * kib;
    return out;
}

}  // namespace kiosk::commands
