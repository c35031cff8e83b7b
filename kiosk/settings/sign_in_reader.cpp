#include "kiosk/settings/sign_in_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/settings/portal_reader.hpp"

namespace kiosk::settings {
namespace {

constexpr std::size_t longest_account = 19;
constexpr std::size_t longest_client = 200;
constexpr std::string_view printable =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'()*+,-./:;<=>?@[]^_`{|}~";

bool is_birth_date_form(std::string_view form) {
    const auto once = [&](std::string_view part) {
        const auto at = form.find(part);
        return at != form.npos && form.find(part, at + part.size()) == form.npos;
    };
    return once("yyyy") && once("mm") && once("dd") && form.size() <= 10;
}

void read_claims(TomlReader& table, ClaimProfile& out) {
    for (const auto& field : table.keys()) {
        const bool known = std::find(std::begin(claim_fields), std::end(claim_fields), field) != std::end(claim_fields);
        const auto claim = table.text(field, "Write the provider's name of the claim.");
        if (!known)
            table.find(field, fmt::format("“{}” is nothing that the kiosk knows of a person.", field),
                       "Write name, number, old_number, birth_date, sex, residence, phone, email, tax_code, account_kind or "
                       "assurance.");
        out.claims[field] = claim;
    }
    for (const std::string_view needed : {"name", "number"}) {
        if (!table.has(needed))
            table.find(needed, "The claim is missing.", "Name the claim that holds it: nobody is filed for without it.");
    }
}

ClaimProfile read_profile(TomlReader& table) {
    ClaimProfile out;
    out.id = table.text("id", "Give the profile a short id, such as \"vneid\".");
    if (!out.id.empty() && !is_id(out.id))
        table.find("id", "This is no id.", "Write small letters, digits and _, a letter first.");
    out.name = table.local_text("name", "Give the name of the account, such as { vi = \"VNeID\" }.");
    out.userinfo = table.boolean_or("userinfo", false);
    out.persons = table.texts("persons");
    out.assurances = table.texts("assurances");
    out.birth_date_form = table.text_or("birth_date_form", "yyyy-mm-dd");
    if (!is_birth_date_form(out.birth_date_form))
        table.find("birth_date_form", "This is no form of a date.", "Write yyyy, mm and dd once each, as \"dd/mm/yyyy\".");
    table.table("claims", "Say which claim is what; see config/signin.toml.",
                [&](TomlReader& claims) { read_claims(claims, out); });
    table.table("sexes", [&](TomlReader& sexes) {
        for (const auto& value : sexes.keys()) {
            const auto sex = sexes.text(value, "Write \"Nam\" or \"Nữ\".");
            if (sex != "Nam" && sex != "Nữ") sexes.find(value, "This is no sex.", "Write \"Nam\" or \"Nữ\".");
            out.sexes[value] = sex;
        }
    });
    return out;
}

/// `https://host/path`, or the same below the portal's own address.
bool is_issuer(std::string_view text) {
    if (text.starts_with(portal_mark)) return is_https("https://host" + std::string(text.substr(portal_mark.size())));
    return is_https(text);
}

void read_bank(TomlReader& table, Payment& out) {
    out.bin = table.text("bin", "Give the bank's BIN, six digits such as \"970436\".");
    if (!out.bin.empty() && !made_of(out.bin, "0123456789", 6, 6))
        table.find("bin", "This is no BIN.", "Write its six digits.");
    out.account = table.text("number", "Give the account that fees are paid to.");
    if (!out.account.empty() &&
        !made_of(out.account, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 1, longest_account))
        table.find("number", "This is no account.", "Write up to 19 letters and digits without spaces.");
    out.account_name = table.text("name", "Give the account's name, as the bank shows it to who pays.");
}

void read_platform(TomlReader& table, PaymentPlatform& out) {
    out.service = table.text("service", "Give MaDichVu, as the payment platform told the province.");
    out.service_suffix = table.text_or("service_suffix");
    out.unit_code = table.text("unit_code", "Give MaDonVi, the code of the unit that collects.");
    out.unit_name = table.text("unit_name", "Give TenDonVi, the name of the unit that collects.");
    out.bank = table.text("bank", "Give MaNHThuHuong, the bank's name at the platform.");
}

}  // namespace

void read_sign_in(const std::filesystem::path& file, Findings& findings, SignIn& out) {
    const auto parsed = read_toml(file, findings);
    if (!parsed) return;
    TomlReader root(*parsed, file, findings);
    out.issuer = root.text("issuer", "Give the provider's address as it names itself, https://…");
    while (out.issuer.ends_with('/')) out.issuer.pop_back();
    if (!out.issuer.empty() && !is_issuer(out.issuer))
        root.find("issuer", "This is no https address without ? and #.", "Write what the provider calls its issuer.");
    out.client_id = root.text("client_id", "Give the name under which the provider knows the kiosk.");
    if (!out.client_id.empty() && !made_of(out.client_id, printable, 1, longest_client))
        root.find("client_id", "This is no client id.", "Write it as the provider gave it, without spaces.");
    const auto secret = root.text_or("client_secret_file");
    if (!secret.empty()) out.client_secret_file = beside(file, secret);
    const auto authority = root.text_or("ca_file");
    if (!authority.empty()) out.ca_file = beside(file, authority);
    out.scopes = root.texts("scopes");
    if (std::find(out.scopes.begin(), out.scopes.end(), "openid") == out.scopes.end())
        root.find("scopes", "“openid” is not among the scopes.", "Add it: without it nobody says who signed in.");
    if (std::find(out.scopes.begin(), out.scopes.end(), "offline_access") != out.scopes.end())
        root.find("scopes", "“offline_access” would leave a key to the account behind.", "Remove it.");
    out.clock_skew = std::chrono::seconds(root.integer_or("clock_skew_seconds", 120, 0, 600));
    const auto wanted = root.text("profile", "Name one of [[account]].");
    std::vector<std::string> seen;
    bool found = false;
    root.tables("account", [&](TomlReader& table) {
        auto profile = read_profile(table);
        if (std::find(seen.begin(), seen.end(), profile.id) != seen.end())
            table.find("id", fmt::format("“{}” is there twice.", profile.id), "Give each an id of its own.");
        seen.push_back(profile.id);
        if (profile.id != wanted || found) return;
        found = true;
        out.profile = std::move(profile);
    });
    if (!wanted.empty() && !found)
        root.find("profile", fmt::format("There is no profile “{}”.", wanted), "Write the id of one of [[account]].");
}

void read_payment(const std::filesystem::path& file, Findings& findings, Payment& out) {
    const auto parsed = read_toml(file, findings);
    if (!parsed) return;
    TomlReader root(*parsed, file, findings);
    for (const auto& method : root.texts("methods")) {
        if (method == "vietqr") out.vietqr = true;
        else if (method == "platform") out.platform = true;
        else if (method == "cash") out.cash = true;
        else root.find("methods", fmt::format("“{}” is no way to pay.", method), "Write vietqr, platform or cash.");
    }
    if (!out.vietqr && !out.platform && !out.cash)
        root.find("methods", "There is no way to pay.", "Write one, or remove payment_file from kiosk.toml.");
    if (out.vietqr || root.has("account"))
        root.table("account", "Say where fees are paid to.", [&](TomlReader& table) { read_bank(table, out); });
    if (out.platform || root.has("platform"))
        root.table("platform", "Say how the payment platform knows the unit.",
                   [&](TomlReader& table) { read_platform(table, out.via); });
    out.good_for = std::chrono::minutes(root.integer_or("good_for_minutes", 1440, 5, std::int64_t{60} * 24 * 30));
    out.poll_every = std::chrono::seconds(root.integer_or("poll_seconds", 3, 1, 60));
    out.pushed_within = std::chrono::seconds(root.integer_or("push_seconds", 0, 0, 25));
    out.looked_after = std::chrono::hours(24 * root.integer_or("looked_after_days", 30, 1, 366));
    out.pay_first = root.texts("pay_first");
}

}  // namespace kiosk::settings
