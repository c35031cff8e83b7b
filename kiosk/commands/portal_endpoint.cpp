#include "kiosk/commands/portal_endpoint.hpp"

#include "kiosk/base/log.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/openid/provider.hpp"

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

portal::IGateOptions igate_options(const settings::Settings& settings, const std::string& url) {
    const auto& given = settings.portal;
    portal::IGateOptions out;
    out.resumable_uploads = given.resumable_uploads;
    out.ids = {given.account_id, given.receiving_direct, given.receiving_post, given.payment_method};
    auto map = portal::kept_map(settings.data_folder);
    const auto& asked = url.empty() ? given.url : url;
    if (!map) log::failure("reading the map of the portal", map.error());
    else if (*map && canonical_address((*map)->portal) != canonical_address(asked))
        log::warning("{} is of {}, not of {}: applications carry our own ids",
                     portal::map_file(settings.data_folder).string(), (*map)->portal, asked);
    else out.map = std::move(*map);
    if (out.map) log::info("applications carry the portal's ids of {}", packet_time(out.map->mapped_at));
    return out;
}

portal::Endpoint sign_in_endpoint(const settings::Settings& settings, const std::string& portal_url,
                                  const std::string& portal_ca) {
    auto out = portal_endpoint(settings.portal, portal_url, portal_ca);
    const auto& sign_in = *settings.sign_in;
    const auto host = openid::origin_of(openid::issuer_at(sign_in, out.url));
    if (canonical_address(host) != canonical_address(openid::origin_of(out.url))) {
        out.pins.clear();
        out.client_certificate.clear();
        out.client_key.clear();
    }
    out.url = host;
    if (!sign_in.ca_file.empty()) out.ca_file = sign_in.ca_file;
    return out;
}

}  // namespace kiosk::commands
