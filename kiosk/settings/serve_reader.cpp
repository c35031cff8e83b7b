#include "kiosk/settings/serve_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/settings/choice_reader.hpp"

namespace kiosk::settings {
namespace {

constexpr std::array<std::string_view, 3> role_names{"board", "officer", "supervisor"};
constexpr std::size_t longest_account_id = 24;  // it stands in every step of a ticket
constexpr std::size_t longest_label_bytes = 80;
constexpr std::string_view digits_of_sha256 = "0123456789abcdef";
constexpr std::string_view characters_of_a_hash = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$=,+/";

Account read_account(TomlReader& table, const Serve& serve) {
    Account out;
    out.id = table.text("id", "Give the account a short id, such as \"officer_1\"; no person's name is needed.");
    if (!out.id.empty() && (!is_id(out.id) || out.id.size() > longest_account_id))
        table.find("id", "This is no id.", "Write up to 24 small letters, digits and _, a letter first.");
    if (serve.account(out.id) != nullptr)
        table.find("id", fmt::format("“{}” is there twice.", out.id), "Give each account an id of its own.");
    out.label = table.text("name", "Give the name that the console shows, such as \"Cán bộ quầy 1\".");
    if (out.label.size() > longest_label_bytes)
        table.find("name", fmt::format("The name has {} bytes.", out.label.size()),
                   fmt::format("Write up to {}.", longest_label_bytes));
    const auto role = table.one_of("role", {"board", "officer", "supervisor"});
    out.role = static_cast<AccountRole>(std::ranges::find(role_names, role) - role_names.begin());
    constexpr std::string_view make_it = "Write what `kiosk staff add-account` printed.";
    out.password_hash = table.text("password_hash", make_it);
    if (!out.password_hash.empty() &&
        (!out.password_hash.starts_with("$argon2id$v=19$") || !made_of(out.password_hash, characters_of_a_hash, 60, 127)))
        table.find("password_hash", "This is no hash of a password; a password is never written in the clear.",
                   std::string(make_it));
    return out;
}

}  // namespace

std::string_view name(AccountRole role) { return role_names.at(static_cast<std::size_t>(role)); }

const Account* Serve::account(std::string_view id) const {
    const auto found = std::ranges::find(accounts, id, &Account::id);
    return found == accounts.end() ? nullptr : &*found;
}

void read_serve(TomlReader& table, Serve& out) {
    if (const auto file = table.text_or("accounts_file"); !file.empty())
        read_accounts(beside(table.file(), file), table.findings(), out);
    out.board_token_sha256 = table.text_or("board_token_sha256");
    if (!out.board_token_sha256.empty() && !made_of(out.board_token_sha256, digits_of_sha256, 64, 64))
        table.find("board_token_sha256", "This is no SHA-256.", "Write what `kiosk staff board-token` printed.");
    out.idle_ends_after = std::chrono::minutes(table.integer_or("idle_minutes", 30, 1, 24 * 60));
    out.session_ends_after = std::chrono::hours(table.integer_or("session_hours", 12, 1, 24));
    table.tables("pause_reason", [&](TomlReader& t) { out.pause_reasons.push_back(read_choice(t, out.pause_reasons)); });
    table.tables("void_reason", [&](TomlReader& t) { out.void_reasons.push_back(read_choice(t, out.void_reasons)); });
    table.tables("outcome", [&](TomlReader& t) { out.outcomes.push_back(read_choice(t, out.outcomes)); });
}

void read_accounts(const std::filesystem::path& file, Findings& findings, Serve& out) {
    const auto parsed = read_toml(file, findings);
    if (!parsed) return;
    TomlReader root(*parsed, file, findings);
    root.tables("account", [&](TomlReader& table) { out.accounts.push_back(read_account(table, out)); });
    if (!root.has("account"))
        root.find("", "The file has no account.",
                  "Add one with `kiosk staff add-account`, or remove accounts_file from kiosk.toml.");
}

void refuse_training_accounts(const std::filesystem::path& file, const Serve& serve, Findings& findings) {
    for (std::size_t i = 0; i < serve.accounts.size(); ++i) {
        if (serve.accounts[i].password_hash != training_password_hash) continue;
        const auto key = fmt::format("account[{}].password_hash", i + 1);
        findings.push_back({file, line_of(file, key), key,
                            "This is the password for training, which everybody can read, and training is not true.",
                            "Remove the account, and make one with `kiosk staff add-account`."});
    }
}

}  // namespace kiosk::settings
