#pragma once
/// Where an IPP printer is: in the network, or as a queue of this machine's CUPS. Pure: any thread, never blocks.

#include <string>
#include <string_view>

#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

struct IppAddress {
    std::string host;      ///< a number or "localhost", so that no name server is waited for; empty: wherever CUPS listens
    int port = 631;        ///< of `host`
    std::string resource;  ///< "/ipp/print"
    std::string uri;       ///< what requests name the printer by
    bool sealed = false;   ///< ipps: TLS

    /// `ipp://192.168.1.60/ipp/print`, `ipps://…`, or the name of a queue, as `lpstat -a` lists them. bad_usage with an example.
    [[nodiscard]] static Result<IppAddress> parse(std::string_view text);
};

}  // namespace kiosk::drivers
