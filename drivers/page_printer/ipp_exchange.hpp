#pragma once
/// One question to an IPP printer and its answer, over a connection of its own, with an end whatever the printer does. One
/// thread. libcups encodes; it makes the process ignore SIGPIPE, which the kiosk does not use.

#include <cups/cups.h>

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "drivers/descriptor.hpp"
#include "drivers/page_printer/ipp_address.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::drivers {

struct IppDelete {
    void operator()(ipp_t* message) const { ippDelete(message); }
};
using IppMessage = std::unique_ptr<ipp_t, IppDelete>;

/// A request to the printer, with what every request carries.
[[nodiscard]] IppMessage ipp_request(ipp_op_t operation, const IppAddress& address, const std::string& user);

/// Sends the request and the document behind it. Blocks until the deadline at most. The answer says that the printer did it;
/// what it refuses is an error: device_gone, timed_out, stopped, busy, unsupported, not_found, no_permission, device_fault.
[[nodiscard]] Result<IppMessage> ipp_exchange(const IppAddress& address, IppMessage request, std::string_view document,
                                              const Deadline& deadline, const std::stop_token& stop = {});

}  // namespace kiosk::drivers
