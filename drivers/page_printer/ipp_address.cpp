#include "drivers/page_printer/ipp_address.hpp"

#include <arpa/inet.h>
#include <cups/cups.h>

#include <algorithm>
#include <array>

namespace kiosk::drivers {
namespace {

constexpr std::string_view example =
    "write ipp://192.168.1.60/ipp/print (a number, no name) or a queue that `lpstat -a` lists";

bool is_queue_name(std::string_view text) {
    return !text.empty() && text.size() < 128 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
               c == '.';
    });
}

bool is_number_address(const std::string& host) {
    std::array<unsigned char, 16> bytes{};
    return ::inet_pton(AF_INET, host.c_str(), bytes.data()) == 1 || ::inet_pton(AF_INET6, host.c_str(), bytes.data()) == 1;
}

}  // namespace

Result<IppAddress> IppAddress::parse(std::string_view text) {
    if (is_queue_name(text)) {
        const std::string resource = "/printers/" + std::string(text);
        return IppAddress{{}, 0, resource, "ipp://localhost" + resource, false};
    }
    std::array<char, 16> scheme{};
    std::array<char, 128> user{};
    std::array<char, 128> host{};
    std::array<char, 256> resource{};
    int port = 0;
    const std::string whole(text);
    const auto split = httpSeparateURI(HTTP_URI_CODING_ALL, whole.c_str(), scheme.data(), scheme.size(), user.data(),
                                       user.size(), host.data(), host.size(), &port, resource.data(), resource.size());
    const std::string_view said = scheme.data();
    const std::string where = host.data();
    if (split != HTTP_URI_STATUS_OK || (said != "ipp" && said != "ipps") || user[0] != '\0')
        return fail(Code::bad_usage, "“" + whole + "” is no address of a printer; " + std::string(example));
    if (where != "localhost" && !is_number_address(where))
        return fail(Code::bad_usage, "“" + where + "” is no number address; " + std::string(example));
    return IppAddress{where, port, resource.data(), whole, said == "ipps"};
}

}  // namespace kiosk::drivers
