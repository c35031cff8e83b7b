#pragma once
/// Bank-transfer codes by EMVCo and NAPAS 247 (VietQR). Pure functions; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.hpp"
#include "kiosk/scan/payload.hpp"

namespace kiosk::scan {

/// CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF.
[[nodiscard]] std::uint16_t crc16(std::string_view bytes);

/// A payment code, whole or damaged: every damage is a warning, and with any of them it is never paid. Nothing when the text
/// does not begin as one.
[[nodiscard]] std::optional<VietQr> parse_vietqr(std::string_view text, std::vector<Warning>& warnings);

/// Whether the code is what EMVCo and NAPAS 247 ask for, to the last letter. One of another network, or of a service that came
/// later, may be right and still not be for us to pay.
[[nodiscard]] bool is_right(const std::vector<Warning>& warnings);

/// What is to be paid where.
struct Transfer {
    std::string bin;          ///< the bank, six digits
    Personal account;         ///< at most 19 letters and digits
    bool to_card = false;     ///< the account is a card's number
    std::string amount;       ///< whole đồng; empty: the payer types it
    std::string purpose;      ///< Vietnamese letters lose their marks; longer than 25 is cut
    std::string bill_number;  ///< at most 25 letters
};
/// The code's text, ASCII throughout. Code::bad_usage says which part is wrong and how it should be.
[[nodiscard]] Result<std::string> make_vietqr(const Transfer& transfer);

}  // namespace kiosk::scan
