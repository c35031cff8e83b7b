#include "kiosk/scan/emv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kiosk/base/text.hpp"

namespace kiosk::scan {
namespace {

constexpr std::string_view napas_aid = "A000000727";

struct Item {
    std::string_view id;
    std::string_view value;
};

struct Items {
    std::vector<Item> all;
    bool whole = true;  ///< the lengths add up to the end
    [[nodiscard]] std::string_view get(std::string_view id) const {
        const auto at = std::find_if(all.begin(), all.end(), [&](const Item& item) { return item.id == id; });
        return at == all.end() ? std::string_view() : at->value;
    }
};

/// Lengths count letters; encoders that count bytes agree as long as the text is ASCII, which VietQR asks for.
std::size_t bytes_of_letters(std::string_view text, std::size_t letters) {
    std::size_t at = 0;
    while (letters > 0 && at < text.size()) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U) ++at;
        --letters;
    }
    return letters == 0 ? at : std::string_view::npos;
}

Items items_in(std::string_view text) {
    Items out;
    std::array<bool, 100> met{};
    while (!text.empty()) {
        if (text.size() < 4 || !all_digits(text.substr(0, 4))) {
            out.whole = false;
            return out;
        }
        const auto letters = static_cast<std::size_t>(text[2] - '0') * 10 + static_cast<std::size_t>(text[3] - '0');
        const auto bytes = bytes_of_letters(text.substr(4), letters);
        if (letters == 0 || bytes == std::string_view::npos) {
            out.whole = false;
            return out;
        }
        auto& again = met.at(static_cast<std::size_t>(text[0] - '0') * 10 + static_cast<std::size_t>(text[1] - '0'));
        if (std::exchange(again, true)) out.whole = false;  // which of the two would be paid?
        out.all.push_back({text.substr(0, 2), text.substr(4, bytes)});
        text.remove_prefix(4 + bytes);
    }
    return out;
}

/// Letters without their marks, in the case they had; what is no ASCII then is left out.
std::string printable_ascii(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto letter = first_letter(text);
        text.remove_prefix(std::clamp<std::size_t>(letter.size(), 1, text.size()));
        auto plain = letter.size() > 1 ? fold(letter) : letter;
        if (letter.size() > 1 && letter != lower(letter)) plain = upper(plain);
        for (const char c : plain) {
            if (c >= ' ' && c <= '~' && !(c == ' ' && (out.empty() || out.back() == ' '))) out += c;
        }
    }
    return out;
}

bool is_letter_or_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool valid_amount(std::string_view amount) {
    if (amount.empty() || amount.size() > 13 || amount.front() == '.') return false;
    const bool shape =
        std::all_of(amount.begin(), amount.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; }) &&
        std::count(amount.begin(), amount.end(), '.') <= 1;
    return shape && amount.find_first_of("123456789") != std::string_view::npos;
}

std::string upper_hex(std::string_view text) {
    std::string out(text);
    for (auto& c : out) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

void read_account(std::string_view merchant, VietQr& code, std::vector<Warning>& warnings) {
    const auto parts = items_in(merchant);
    code.aid = parts.get("00");
    const auto receiver = items_in(parts.get("01"));
    code.bin = receiver.get("00");
    code.account = Personal(receiver.get("01"));
    code.service = parts.get("02");
    const bool nested_well = parts.whole && receiver.whole && receiver.all.size() == 2;
    if (!nested_well) warnings.push_back(Warning::structure_broken);
    const auto account = code.account.reveal();
    const bool good_account = !account.empty() && account.size() <= 19 && code.bin.size() == 6 && all_digits(code.bin) &&
                              std::all_of(account.begin(), account.end(), is_letter_or_digit);
    if (!good_account) warnings.push_back(Warning::account_invalid);
    if (code.service != "QRIBFTTA" && code.service != "QRIBFTTC" && code.service != "QRPUSH") {
        warnings.push_back(Warning::service_unknown);
    }
}

void check_crc(std::string_view text, const Items& items, VietQr& code, std::vector<Warning>& warnings) {
    if (items.all.empty() || items.all.back().id != "63" || items.all.back().value.size() != 4) {
        warnings.push_back(Warning::crc_mismatch);
        return;
    }
    code.crc = upper_hex(items.all.back().value);
    if (fmt::format("{:04X}", crc16(text.substr(0, text.size() - 4))) != code.crc) warnings.push_back(Warning::crc_mismatch);
}

}  // namespace

std::uint16_t crc16(std::string_view bytes) {
    unsigned crc = 0xffff;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned>(static_cast<unsigned char>(c)) << 8U;
        for (int i = 0; i < 8; ++i) crc = (crc & 0x8000U) != 0 ? (crc << 1U) ^ 0x1021U : crc << 1U;
        crc &= 0xffffU;
    }
    return static_cast<std::uint16_t>(crc);
}

std::optional<VietQr> parse_vietqr(std::string_view text, std::vector<Warning>& warnings) {
    if (!text.starts_with("000201")) return std::nullopt;
    const auto items = items_in(text);
    VietQr code;
    if (!items.whole) warnings.push_back(Warning::structure_broken);
    check_crc(text, items, code, warnings);
    const auto method = items.get("01");
    code.method = method == "11" ? "static" : method == "12" ? "dynamic" : std::string(method);
    if (method != "11" && method != "12") warnings.push_back(Warning::method_unknown);
    if (const auto merchant = items.get("38"); merchant.find(napas_aid) != std::string_view::npos) {
        read_account(merchant, code, warnings);
    } else {
        warnings.push_back(Warning::other_scheme);
    }
    code.amount = items.get("54");
    if (!code.amount.empty() && !valid_amount(code.amount)) warnings.push_back(Warning::amount_invalid);
    code.currency = items.get("53");
    code.country = items.get("58");
    if (code.currency != "704" || code.country != "VN") warnings.push_back(Warning::not_vietnam);
    code.merchant_name = Personal(items.get("59"));
    code.city = items.get("60");
    const auto more = items_in(items.get("62"));
    if (!more.whole) warnings.push_back(Warning::structure_broken);
    code.bill_number = Personal(more.get("01"));
    code.reference = Personal(more.get("05"));
    code.purpose = Personal(more.get("08"));
    return code;
}

bool is_right(const std::vector<Warning>& warnings) {
    return std::all_of(warnings.begin(), warnings.end(), [](Warning warning) {
        return warning == Warning::other_scheme || warning == Warning::service_unknown;
    });
}

Result<std::string> make_vietqr(const Transfer& transfer) {
    constexpr std::size_t longest = 25;
    const auto account = transfer.account.reveal();
    if (transfer.bin.size() != 6 || !all_digits(transfer.bin)) {
        return fail(Code::bad_usage, "a bank is named by its BIN, six digits such as 970436");
    }
    if (account.empty() || account.size() > 19 || !std::all_of(account.begin(), account.end(), is_letter_or_digit)) {
        return fail(Code::bad_usage, "an account has one to 19 letters and digits, no spaces");
    }
    if (transfer.to_card && !all_digits(account)) return fail(Code::bad_usage, "a card's number has digits only");
    if (!transfer.amount.empty() && (!all_digits(transfer.amount) || !valid_amount(transfer.amount))) {
        return fail(Code::bad_usage, "an amount is whole đồng in digits, more than 0, at most 13 digits");
    }
    const auto bill = std::string_view(transfer.bill_number);
    if (bill.size() > longest || !std::all_of(bill.begin(), bill.end(), [](char c) { return c > ' ' && c <= '~'; })) {
        return fail(Code::bad_usage, "a bill number has at most 25 letters without marks or spaces");
    }
    auto purpose = printable_ascii(transfer.purpose);
    if (purpose.size() > longest) purpose.resize(longest);
    while (!purpose.empty() && purpose.back() == ' ') purpose.pop_back();
    const auto item = [](std::string_view id, std::string_view value) {
        return value.empty() ? std::string() : fmt::format("{}{:02}{}", id, value.size(), value);
    };
    const auto receiver = item("00", transfer.bin) + item("01", account);
    auto out =
        item("00", "01") + item("01", transfer.amount.empty() ? "11" : "12") +
        item("38", item("00", napas_aid) + item("01", receiver) + item("02", transfer.to_card ? "QRIBFTTC" : "QRIBFTTA")) +
        item("53", "704") + item("54", transfer.amount) + item("58", "VN") +
        item("62", item("01", bill) + item("08", purpose)) + "6304";
    return out + fmt::format("{:04X}", crc16(out));
}

}  // namespace kiosk::scan
