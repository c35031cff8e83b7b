#pragma once
/// New accounts and board tokens for `kiosk serve`: made here, kept as hashes in the configuration. The main thread; blocks on
/// standard input.

#include <nlohmann/json.hpp>
#include <string>

#include "kiosk/commands/staff_request.hpp"

namespace kiosk::commands {

struct NewAccount {
    std::string id;
    std::string role = "officer";
    std::string label;
};

/// {"id","role","toml"}; the password comes from standard input.
[[nodiscard]] Result<nlohmann::ordered_json> add_account(const NewAccount& account, const Place& place);
/// {"token","toml"}
[[nodiscard]] Result<nlohmann::ordered_json> make_board_token();
void print_new_account(const nlohmann::ordered_json& answer);

}  // namespace kiosk::commands
