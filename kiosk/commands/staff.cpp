#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "kiosk/base/pin.hpp"
#include "kiosk/base/sha256.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/staff_accounts.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/unseen.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/scan/payload.hpp"
#include "kiosk/settings/toml_reader.hpp"
#include "kiosk/slips/slips.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

struct NewToken {
    std::string id;
    std::string role;
    std::string card;  ///< a picture to print; empty: none
};

Result<Personal> pin_from_input() {
    const auto pin = read_unseen("PIN of six digits: ");
    if (is_pin(pin)) return pin;
    return fail(Code::bad_usage, "a PIN is six digits on standard input, not all the same and not in a row");
}

std::string toml_of(const NewToken& token, const Personal& text, const std::string& pin_hash) {
    return fmt::format("[[token]]\nid = \"{}\"\nrole = \"{}\"\ntoken_sha256 = \"{}\"\npin_hash = \"{}\"\n", token.id,
                       token.role, sha256_hex(text.reveal()), pin_hash);
}

Result<Done> write_card(const NewToken& token, const Personal& text, const app::PublicData& data) {
    const auto& roles = data.settings.staff.roles;
    const auto role = std::find_if(roles.begin(), roles.end(), [&](const auto& r) { return r.id == token.role; });
    auto card =
        slips::staff_card(text, token.id, role == roles.end() ? token.role : role->name.vi, data.settings, data.texts("vi"));
    if (!card) return fail(std::move(card));
    return slips::write_png(*card, token.card);
}

Result<Json> add(const NewToken& token, const Place& place) {
    if (!settings::is_id(token.id) || token.id.size() > 24)
        return fail(Code::bad_usage, "an id is up to 24 small letters, digits and _, a letter first, such as officer_1");
    auto data = load_public_data(place);
    if (!data) return fail(std::move(data));
    const auto& staff = data->settings.staff;
    if (staff.token(token.id) != nullptr)
        return fail(Code::bad_usage, "a token is called '" + token.id + "' already; take another id, or remove that one");
    const bool has_role =
        std::any_of(staff.roles.begin(), staff.roles.end(), [&](const auto& r) { return r.id == token.role; });
    if (!staff.roles.empty() && !has_role)
        return fail(Code::not_found, "no role is called '" + token.role + "' in the staff file; write one of its [[role]]");
    auto pin = pin_from_input();
    if (!pin) return fail(std::move(pin));
    auto hash = hash_pin(*pin);
    if (!hash) return fail(std::move(hash));
    RandomIds ids;
    const auto text = scan::make_staff_text(ids);
    if (!token.card.empty()) {
        if (auto written = write_card(token, text, *data); !written) return fail(std::move(written));
    }
    return Json{{"id", token.id},
                {"role", token.role},
                {"token", text.reveal()},
                {"toml", toml_of(token, text, *hash)},
                {"card", token.card}};
}

void print_added(const Json& answer) {
    std::cout << "# The text for the card's QR code. It is shown once and kept nowhere.\n# " << answer.value("token", "")
              << "\n# For config/staff.toml; then start the kiosk again.\n"
              << answer.value("toml", "");
    if (const auto card = answer.value("card", ""); !card.empty())
        std::cerr << "The card is " << card << "; delete the file when it is printed.\n";
}

void print_list(const Json& answer) {
    for (const auto& token : answer["tokens"])
        std::cout << fmt::format("{:<24} {:<16} wrong PINs: {}{}\n", token.value("id", ""), token.value("role", ""),
                                 token.value("wrong_pins", 0), token.value("locked", false) ? ", locked" : "");
    if (answer["tokens"].empty()) std::cout << "No token: this kiosk has no pages for staff.\n";
}

}  // namespace

int staff(int argc, char** argv) {
    CLI::App app{"Cards and PINs for the staff pages of the kiosk, accounts of the console, and calls for an officer.",
                 "kiosk staff"};
    app.require_subcommand(1);
    Place place;
    NewToken token;
    token.role = "officer";
    bool json = false;
    const auto common = [&](CLI::App* command) {
        command->add_option("--config", place.config, "Configuration file");
        command->add_option("--data", place.data, "Data folder, instead of the configuration's");
        command->add_flag("--json", json, "One JSON object on standard output");
    };
    auto* add_one = app.add_subcommand(
        "add", "Makes a token, reads a PIN of six digits from standard input, and prints what belongs into the staff file");
    common(add_one);
    add_one->add_option("ID", token.id, "What logs call its holder, such as officer_1; no name is needed")->required();
    add_one->add_option("--role", token.role, "A [[role]] of the staff file")->capture_default_str();
    add_one->add_option("-o", token.card, "The card as a PNG file, to be printed");
    NewAccount account;
    auto* add_person = app.add_subcommand(
        "add-account",
        "Reads a password from standard input and prints what belongs into the accounts file of `kiosk serve`");
    common(add_person);
    add_person->add_option("ID", account.id, "What tickets and logs call its holder, such as officer_1")->required();
    add_person->add_option("--role", account.role, "board, officer or supervisor")
        ->check(CLI::IsMember({"board", "officer", "supervisor"}))
        ->capture_default_str();
    add_person->add_option("--name", account.label, "What the console shows; the id when left out");
    auto* board = app.add_subcommand("board-token", "Makes a token for the addresses of televisions and rating tablets");
    common(board);
    auto* list = app.add_subcommand("list", "Tokens, and how many wrong PINs in a row each has");
    common(list);
    auto* unlock = app.add_subcommand("unlock", "Lets a token try PINs again");
    common(unlock);
    unlock->add_option("ID", token.id, "The token's id")->required();
    auto* calls = app.add_subcommand("calls", "Whether somebody at the running kiosk calls an officer");
    common(calls);
    auto* answer_call =
        app.add_subcommand("answer", "Tells whoever calls that an officer is coming; exit 1 when nobody calls");
    common(answer_call);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    auto answer = add_one->parsed()       ? add(token, place)
                  : add_person->parsed()  ? add_account(account, place)
                  : board->parsed()       ? make_board_token()
                  : list->parsed()        ? ask(place, {{"command", "staff.list"}})
                  : calls->parsed()       ? ask_running(place, {{"command", "help.calls"}})
                  : answer_call->parsed() ? ask_running(place, {{"command", "help.answer"}})
                                          : ask(place, {{"command", "staff.unlock"}, {"id", token.id}});
    if (!answer) return report(answer.error(), json);
    if (json) std::cout << json_line(*answer) << '\n';
    else if (add_one->parsed()) print_added(*answer);
    else if (add_person->parsed() || board->parsed()) print_new_account(*answer);
    else if (list->parsed()) print_list(*answer);
    else if (calls->parsed()) std::cout << ((*answer)["calls"] == true ? "Somebody calls an officer.\n" : "Nobody calls.\n");
    else if (answer_call->parsed()) std::cout << "The kiosk says that an officer is coming.\n";
    else std::cout << token.id << " may try again.\n";
    return 0;
}

}  // namespace kiosk::commands
