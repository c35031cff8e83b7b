#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>

#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_text.hpp"
#include "kiosk/commands/payload_json.hpp"
#include "kiosk/commands/standard_input.hpp"
#include "kiosk/scan/emv.hpp"
#include "kiosk/slips/code_picture.hpp"

namespace kiosk::commands {
namespace {

constexpr std::size_t longest_text_bytes = 1U << 20;

struct VietQrOptions {
    scan::Transfer transfer;
    std::string account;
    std::string picture;
    std::string text;
    bool json = false;
};

int make_transfer(VietQrOptions& options) {
    options.transfer.account = Personal(options.account);
    const auto text = scan::make_vietqr(options.transfer);
    if (!text) {
        fmt::print(stderr, "{}\n", text.error().detail);
        return 2;
    }
    if (!options.picture.empty()) {
        auto picture = slips::code_picture(*text);
        const auto drawn = picture ? slips::write_png(*picture, options.picture) : Result<Done>(fail(std::move(picture)));
        if (!drawn) {
            fmt::print(stderr, "{}\n", drawn.error().detail);
            return 1;
        }
    }
    if (options.json) {
        fmt::print("{{\"text\":{},\"fields\":{}}}\n", json_text(*text), fields_json(scan::classify(*text)));
    } else {
        fmt::print("{}\n", *text);
    }
    return 0;
}

int check_transfer(const VietQrOptions& options) {
    const auto payload = scan::classify(options.text == "-" ? standard_input(longest_text_bytes) : options.text);
    const bool is_transfer = scan::kind(payload) == "vietqr";
    const bool right = is_transfer && scan::is_right(payload.warnings);
    fmt::print("{{\"right\":{},\"payable\":{},\"fields\":{},\"findings\":{}}}\n", right,
               is_transfer && payload.warnings.empty(), is_transfer ? fields_json(payload) : "{}",
               is_transfer ? warnings_json(payload) : "[\"not_vietqr\"]");
    return right ? 0 : 1;
}

}  // namespace

int vietqr(int argc, char** argv) {
    CLI::App app{"Bank transfers by VietQR (EMVCo and NAPAS 247). Nothing is paid.", "kiosk vietqr"};
    app.require_subcommand(1);
    VietQrOptions options;
    auto* make = app.add_subcommand("make", "Prints the text of a code");
    make->add_option("--bank", options.transfer.bin, "The bank's BIN, six digits")->required();
    make->add_option("--account", options.account, "At most 19 letters and digits")->required();
    make->add_flag("--card", options.transfer.to_card, "The account is a card's number");
    make->add_option("--amount", options.transfer.amount, "Whole dong; without it the payer types the amount");
    make->add_option("--purpose", options.transfer.purpose,
                     "At most 25 letters; Vietnamese letters lose their marks, the rest is cut");
    make->add_option("--bill", options.transfer.bill_number, "At most 25 letters that come back with the payment");
    make->add_option("-o,--out", options.picture, "Also a picture of the code (PNG)");
    make->add_flag("--json", options.json, "One object {text, fields}");
    auto* check = app.add_subcommand(
        "check",
        "Prints one JSON object {right, payable, fields, findings}; exit code 0 when the code is right, 1 when not");
    check->add_option("TEXT", options.text, "The code's text; - for all of standard input")->required();
    check->add_flag("--json", options.json,
                    "JSON is the only form of the answer; accepted so that scripts may always say it");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    return make->parsed() ? make_transfer(options) : check_transfer(options);
}

}  // namespace kiosk::commands
