#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <limits>
#include <map>
#include <optional>

#include "kiosk/base/files.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/commands/commands.hpp"
#include "kiosk/commands/json_line.hpp"
#include "kiosk/commands/places.hpp"
#include "kiosk/commands/portal_endpoint.hpp"
#include "kiosk/commands/staff_request.hpp"
#include "kiosk/commands/usage.hpp"
#include "kiosk/portal/delivery.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/portal/transport.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

void print_list(const Json& answer) {
    for (const auto& item : answer["items"]) {
        const auto words = item.value("words", "");
        std::cout << fmt::format("{:<24} {:<10} {:<10} {:>3}  {}  {}{}\n", item.value("about", ""), item.value("kind", ""),
                                 item.value("state", ""), item.value("attempts", 0), item.value("next_try_at", ""),
                                 item.value("reason", ""), words.empty() ? words : "; the portal said: " + words);
    }
    for (const auto& dossier : answer["refused"]) {
        std::cout << fmt::format("{:<22} refused by the portal: {}\n", dossier.value("provisional_code", ""),
                                 dossier.value("refusal", ""));
    }
    if (answer["items"].empty() && answer["refused"].empty()) std::cout << "Nothing waits.\n";
    if (const int drafts = answer.value("kept_drafts", 0); drafts > 0)
        std::cout << fmt::format("Unfinished dossiers kept for their citizens: {}.\n", drafts);
}

void print_callbacks(const Json& answer) {
    for (const auto& person : answer["callbacks"]) {
        if (person.contains("error")) {  // its body cannot be read any more: the others are shown all the same
            std::cout << fmt::format("{:<22} cannot be read: {}\n", person.value("provisional_code", ""),
                                     person.value("error", ""));
            continue;
        }
        const auto phone = person.value("phone", "");
        std::cout << fmt::format("{:<22} {}  {}\n    {}\n    the portal: {}\n", person.value("provisional_code", ""),
                                 person.value("name", ""), phone.empty() ? "(no telephone number was left)" : phone,
                                 person.value("procedure_name", ""), person.value("refusal", ""));
    }
    if (answer["callbacks"].empty()) std::cout << "Nobody has to be called.\n";
}

void print_sent(const Json& answer) {
    if (answer.contains("running")) {
        std::cout << fmt::format("The running kiosk sends now; waiting: {}.\n", answer.value("due", 0));
        return;
    }
    for (const auto& dossier : answer["delivered"]) {
        const auto code = dossier.value("code", "");
        std::cout << fmt::format("{:<22} delivered{}\n", dossier.value("provisional_code", ""),
                                 code.empty() ? "; it gets its dossier code at acceptance" : " as " + code);
    }
    for (const auto& letter : answer["told"]) {
        std::cout << fmt::format("{:<24} {} delivered\n", letter.value("about", ""), letter.value("kind", ""));
    }
    for (const auto& refused : answer["refused"]) {
        std::cout << fmt::format("{:<24} {} refused by the portal: {}\n", refused.value("about", ""),
                                 refused.value("kind", ""), refused.value("refusal", ""));
    }
    std::string of_link;
    if (answer.contains("link")) {
        of_link = answer["link"].value("detail", "");
        const bool away = answer["link"].value("reason", "") == name(Code::unreachable);
        std::cout << fmt::format("{}: {}\n", away ? "The portal cannot be reached" : "The portal takes nothing now",
                                 of_link);
    }
    for (const auto& waiting : answer["put_off"]) {
        const auto detail = waiting.value("detail", "");
        std::cout << fmt::format("{:<24} {} put off: {}{}\n", waiting.value("about", ""), waiting.value("kind", ""),
                                 waiting.value("reason", ""), detail.empty() || detail == of_link ? "" : ": " + detail);
    }
    if (answer["delivered"].empty() && answer["told"].empty() && answer["refused"].empty() && answer["put_off"].empty())
        std::cout << "Nothing waits.\n";
}

/// What staff call a dossier or letter.
struct Called {
    std::string kind;
    std::string about;
    bool unpaid = false;
};

/// Everything that waits, by the dossier or letter that the pieces belong to, oldest first.
std::vector<std::pair<Uuid, Called>> owners_of(const std::vector<store::Outbox::Row>& rows) {
    std::vector<std::pair<Uuid, Called>> out;
    for (const auto& row : rows) {
        if (row.state == store::Outbox::State::refused) continue;
        if (std::any_of(out.begin(), out.end(), [&](const auto& owner) { return owner.first == row.owner; })) continue;
        const bool letter = row.dossier.nil();
        out.push_back({row.owner,
                       {std::string(letter ? dossier::name(row.letter) : store::name(store::Outbox::Kind::dossier)),
                        letter ? row.about : row.provisional_code, row.unpaid}});
    }
    return out;
}

/// What became of one delivery, put together for whoever asked.
class Account {
public:
    explicit Account(const std::vector<store::Outbox::Row>& before) {
        for (auto& [id, called] : owners_of(before)) called_[id] = std::move(called);
    }

    void note(const portal::DeliveryEvent& event) {
        if (const auto* d = std::get_if<portal::Delivered>(&event)) {
            delivered_.push_back(
                {{"id", d->dossier.text()}, {"provisional_code", d->provisional_code}, {"code", d->official_code}});
        } else if (const auto* r = std::get_if<portal::RefusedForGood>(&event)) {
            refuse(r->dossier, r->words);
        } else if (const auto* t = std::get_if<portal::LetterTold>(&event)) {
            told_.push_back({{"id", t->letter.text()}, {"kind", dossier::name(t->kind)}, {"about", t->about}});
        } else if (const auto* no = std::get_if<portal::LetterRefused>(&event)) {
            refuse(no->letter, no->words);
        } else if (const auto* p = std::get_if<portal::PutOff>(&event)) {
            reasons_.insert_or_assign(p->dossier, p->reason);
        } else if (const auto* lost = std::get_if<portal::LinkLost>(&event)) {
            link_ = lost->reason;
        }
    }

    /// With what waits afterwards: what was tried says its own reason, the rest waits for the link.
    [[nodiscard]] Json json(const std::vector<store::Outbox::Row>& after) const {
        Json put_off = Json::array();
        for (const auto& [id, called] : owners_of(after)) {
            const auto own = reasons_.find(id);
            const Error unpaid{Code::unpaid, "its fee comes first; it goes as soon as that is paid"};
            const Error* reason = called.unpaid ? &unpaid : own != reasons_.end() ? &own->second : link_ ? &*link_ : nullptr;
            put_off.push_back({{"id", id.text()},
                               {"kind", called.kind},
                               {"about", called.about},
                               {"reason", reason != nullptr ? std::string(name(reason->code)) : std::string{}},
                               {"detail", reason != nullptr ? reason->detail : std::string{}}});
        }
        Json out{{"delivered", delivered_}, {"told", told_}, {"refused", refused_}, {"put_off", std::move(put_off)}};
        if (link_) out["link"] = {{"reason", name(link_->code)}, {"detail", link_->detail}};
        return out;
    }

private:
    void refuse(const Uuid& id, const std::string& words) {
        const auto called = called_.find(id);
        const auto known = called != called_.end() ? called->second : Called{};
        refused_.push_back({{"id", id.text()}, {"kind", known.kind}, {"about", known.about}, {"refusal", words}});
    }

    std::map<Uuid, Called> called_;
    std::map<Uuid, Error> reasons_;
    std::optional<Error> link_;
    Json delivered_ = Json::array();
    Json told_ = Json::array();
    Json refused_ = Json::array();
};

/// Nobody runs the kiosk: this process delivers what is due, once.
Result<Json> deliver_here(const Place& place, const std::string& url, const std::string& ca) {
    auto data = load_public_data(place);
    if (!data) return fail(std::move(data));
    const SystemClock clock;
    RandomIds ids;
    auto store = store::Store::open(data->settings, clock, ids);
    if (!store) return fail(std::move(store));
    auto transport = portal::CurlTransport::open(portal_endpoint(data->settings.portal, url, ca));
    if (!transport) return fail(std::move(transport));
    portal::IGate igate(**transport, igate_options(data->settings, url));
    auto& pieces = (*store)->outbox();
    portal::Delivery delivery(pieces, ids);
    if (auto due = delivery.send_now(); !due) return fail(std::move(due));
    auto before = pieces.list();
    if (!before) return fail(std::move(before));
    constexpr auto all = std::numeric_limits<std::size_t>::max();
    auto events = delivery.run_once(igate, clock.wall(), all);
    if (!events) return fail(std::move(events));
    auto after = pieces.list();
    if (!after) return fail(std::move(after));
    Account account(*before);
    for (const auto& event : *events) account.note(event);
    return account.json(*after);
}

void print_exported(const Json& answer) {
    std::cout << fmt::format("{} dossiers and {} letters; they go on waiting here as well.\n", answer.value("dossiers", 0),
                             answer.value("letters", 0));
    if (const int unpaid = answer.value("unpaid", 0); unpaid > 0)
        std::cout << fmt::format("{} dossiers stayed behind: their fee comes first.\n", unpaid);
    std::cout << fmt::format("This kiosk signs with {}\n", answer.value("signer", ""));
}

/// A running kiosk goes on by itself; what this process sent is all in the portal's hands, or not.
bool is_done(const Json& sent) {
    if (sent.contains("running")) return true;
    const auto waits_for_fee = [](const Json& item) { return item.value("reason", "") == name(Code::unpaid); };
    return sent["refused"].empty() && std::all_of(sent["put_off"].begin(), sent["put_off"].end(), waits_for_fee);
}

}  // namespace

int outbox(int argc, char** argv) {
    CLI::App app{"Dossiers, ratings, withdrawals and supplements that the portal does not have yet.", "kiosk outbox"};
    app.require_subcommand(1);
    Place place;
    bool json = false;
    std::string url;
    std::string ca;
    const auto common = [&](CLI::App* command) {
        command->add_option("--config", place.config, "Configuration file");
        command->add_option("--data", place.data, "Data folder, instead of the configuration's");
        command->add_flag("--json", json, "One JSON object on standard output");
    };
    auto* list = app.add_subcommand("list", "What waits, why, and what the portal has refused for good");
    common(list);
    auto* send = app.add_subcommand("send", "Send now: a running kiosk is told to; else this command delivers once itself");
    common(send);
    send->footer(
        "Exit code: 0 everything that waited was delivered (but for dossiers whose fee comes first), or a running kiosk was "
        "told "
        "to send; 1 something was put off or refused, or this command failed; 2 wrong usage.\n"
        "Without a running kiosk it sends as fast as the portal answers, whatever portal.calls_per_minute says");
    send->add_option("--portal", url, "The portal's address, instead of the configuration's");
    send->add_option("--portal-ca", ca, "The only authority to trust, instead of the configuration's");
    auto* callbacks = app.add_subcommand(
        "callbacks", "Whom to call: people whose dossiers the portal refused, with the number they left. Personal data");
    common(callbacks);
    auto* retry = app.add_subcommand("retry", "A refused dossier goes to the portal again, once what it refused is mended");
    common(retry);
    std::string code;
    retry->add_option("CODE", code, "Any code of the dossier, as `kiosk outbox list` shows it")->required();
    auto* exporting = app.add_subcommand(
        "export",
        "Dossiers and letters that wait, on a stick for the province: sealed so that only it can read them, signed by this "
        "kiosk. Rows of progress and dossiers whose fee comes first stay for the line");
    common(exporting);
    std::string folder;
    std::string key;
    exporting->add_option("DIR", folder, "Folder to write into; made when missing")->required();
    exporting
        ->add_option("--key", key,
                     "File of the province's public key, base 64: the province hands it out; the training portal's is "
                     "province-key.pub in its "
                     "data folder")
        ->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return usage_ended(app, error, argc, argv);
    }
    Json request = {{"command", "outbox." + app.get_subcommands().front()->get_name()}};
    if (retry->parsed()) request["code"] = code;
    if (exporting->parsed()) {
        const auto province = read_file(key, 1U << 10);
        if (!province)
            return report({province.error().code, "--key: " + province.error().detail +
                                                      "; it is the file with the province's "
                                                      "public key"},
                          json);
        request["folder"] = std::filesystem::absolute(folder).string();
        request["key"] = std::string(trim(*province));
    }
    if (const auto there = has_run(place); !there) return report(there.error(), json);
    auto answer = ask(place, request);
    if (answer && send->parsed() && !answer->contains("running")) answer = deliver_here(place, url, ca);
    if (!answer && exporting->parsed() && answer.error().code == Code::bad_format)
        return report(
            {Code::bad_format, fmt::format("--key {}: {}; ask the province for its public key", key, answer.error().detail)},
            json);
    if (!answer) return report(answer.error(), json);
    if (json) std::cout << json_line(*answer) << '\n';
    else if (list->parsed()) print_list(*answer);
    else if (callbacks->parsed()) print_callbacks(*answer);
    else if (retry->parsed())
        std::cout << fmt::format("{} waits for the portal again.\n", answer->value("provisional_code", ""));
    else if (exporting->parsed()) print_exported(*answer);
    else print_sent(*answer);
    return !send->parsed() || is_done(*answer) ? 0 : 1;
}

}  // namespace kiosk::commands
