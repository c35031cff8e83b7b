#include "kiosk/commands/staff_accounts.hpp"

#include <fmt/format.h>

#include <array>
#include <iostream>

#include "kiosk/base/ids.hpp"
#include "kiosk/base/pin.hpp"
#include "kiosk/base/sha256.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/commands/unseen.hpp"
#include "kiosk/settings/toml_reader.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

// Guessed over the network, and slowed down after a few tries (kiosk/console/limits.hpp): ten letters are out of reach.
constexpr std::size_t fewest_letters = 10;
constexpr std::size_t longest_password_bytes = 200;

}  // namespace

Result<Json> add_account(const NewAccount& account, const Place& place) {
    if (!settings::is_id(account.id) || account.id.size() > 24)
        return fail(Code::bad_usage, "an id is up to 24 small letters, digits and _, a letter first, such as officer_1");
    const auto label = account.label.empty() ? account.id : nfc(trim(account.label));
    if (has_control_characters(label) || label.find_first_of("\"\\") != std::string::npos)
        return fail(Code::bad_usage, "a name has no control characters, quotes or backslashes");
    auto settings = load_settings(place);
    if (!settings) return fail(std::move(settings));
    if (settings->serve.account(account.id) != nullptr)
        return fail(Code::bad_usage,
                    "an account is called '" + account.id + "' already; take another id, or remove that one");
    const auto password = read_unseen("Password of at least ten letters: ");
    if (letter_count(password.reveal()) < fewest_letters || password.reveal().size() > longest_password_bytes)
        return fail(Code::bad_usage, "a password is at least ten letters on standard input, such as four words");
    auto hash = hash_pin(password);
    if (!hash) return fail(std::move(hash));
    return Json{{"id", account.id},
                {"role", account.role},
                {"toml", fmt::format("[[account]]\nid = \"{}\"\nname = \"{}\"\nrole = \"{}\"\npassword_hash = \"{}\"\n",
                                     account.id, label, account.role, *hash)}};
}

Result<Json> make_board_token() {
    std::array<std::uint8_t, 16> bytes{};
    RandomIds ids;
    ids.fill_random(bytes);
    std::string token;
    for (const auto byte : bytes) token += fmt::format("{:02x}", byte);
    return Json{{"token", token}, {"toml", fmt::format("board_token_sha256 = \"{}\"\n", sha256_hex(token))}};
}

void print_new_account(const Json& answer) {
    if (const auto token = answer.value("token", ""); !token.empty())
        std::cout << "# The address of a television is https://SERVER/board#token=" << token
                  << "\n# It is shown once and kept nowhere. For [serve] of kiosk.toml:\n";
    else std::cout << "# For config/accounts.toml; then start `kiosk serve` again.\n";
    std::cout << answer.value("toml", "");
}

}  // namespace kiosk::commands
