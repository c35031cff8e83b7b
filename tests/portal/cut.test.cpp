// The line cut at a byte of request or answer, for every call that a kiosk makes: nothing is lost, nothing is doubled. The
// checker reads what the portal wrote down and what the kiosk's file holds, and nothing else. A sample here; every byte where
// KIOSK_LONG is set.
#include <cstdlib>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "kiosk/base/files.hpp"
#include "kiosk/collection/collector.hpp"
#include "kiosk/openid/provider.hpp"
#include "kiosk/portal/delivery.hpp"
#include "kiosk/sandbox/desk.hpp"
#include "tests/portal/support.hpp"
#include "tests/portal/wire.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using nlohmann::json;

namespace {

std::size_t cut_step(std::size_t sample) { return std::getenv("KIOSK_LONG") != nullptr ? 1 : sample; }

settings::Payment cut_fees() {
    settings::Payment out;
    out.vietqr = true;
    out.bin = "970436";
    out.account = "0011002233445";
    return out;
}

/// A province behind a wire that can be cut, and a kiosk whose file is on the disk.
struct Severed {
    Severed() : clock(stage::monday_morning), province(clock), wire(province.portal->port()) {
        settings::Settings settings = stage::settings();
        settings.data_folder = folder.path();
        auto opened = store::Store::open(settings, clock, ids);
        REQUIRE(opened);
        store = std::move(*opened);
    }
    [[nodiscard]] Endpoint endpoint() const {
        auto out = province.endpoint();
        out.url = "https://localhost:" + std::to_string(wire.port());
        return out;
    }
    void cut(bool answer, std::size_t at) {
        if (answer) wire.cut_answer_after(at);
        else wire.cut_request_after(at);
    }
    /// Does `work` with a whole line once, to know how long it is, and then cut at every step of both directions.
    int cut_everywhere(std::size_t sample, const std::function<void()>& work) {
        wire.reset_counts();
        work();
        const std::size_t sizes[] = {wire.requested(), wire.answered()};
        int runs = 1;
        for (const bool answer : {false, true}) {
            for (std::size_t at = 0; at < sizes[answer ? 1 : 0]; at += cut_step(sample), ++runs) {
                CAPTURE(answer, at);
                cut(answer, at);
                work();
            }
        }
        return runs;
    }
    /// Everything that waits goes out, over as many lines as it takes.
    void deliver() {
        Delivery delivery(store->outbox(), ids);
        for (int round = 0; round < 20; ++round) {
            const auto way = stage::way_to(endpoint());
            IGate igate(*way);
            REQUIRE(delivery.run_once(igate, clock.wall()));
            if (*store->outbox().waiting_count() + *store->outbox().waiting_letters_count() == 0) return;
            clock.advance(20min);
        }
        FAIL("something never arrived");
    }
    [[nodiscard]] std::vector<json> journal(const char* name) const {
        std::vector<json> out;
        const auto text = read_file(province.folder.path() / "portal" / name);
        REQUIRE(text);
        std::istringstream lines(*text);
        for (std::string line; std::getline(lines, line);) out.push_back(json::parse(line));
        return out;
    }
    stage::Folder folder;
    SeededIds ids{41};
    ManualClock clock;
    stage::Province province;
    stage::Wire wire;
    std::unique_ptr<store::Store> store;
};

/// How often each id stands in a journal under that word.
std::map<std::string, int> written(const std::vector<json>& journal, const char* what) {
    std::map<std::string, int> out;
    for (const auto& line : journal) {
        if (line.value("what", "") != what) continue;
        out[line.contains("id") ? line["id"].get<std::string>()
                                : json::parse(line["body"].get<std::string>())["id"].get<std::string>()]++;
    }
    return out;
}

/// The kiosk's file by itself: every piece that was ever recorded, and its state.
std::map<std::string, std::string> pieces_in(const std::filesystem::path& file, const char* kind) {
    auto database = store::Database::open(file);
    REQUIRE(database);
    auto rows = (*database)->query("SELECT id, state FROM outbox WHERE kind = ?1", kind);
    REQUIRE(rows);
    std::map<std::string, std::string> out;
    while (*rows->step()) out[rows->uuid(0).text()] = rows->text(1);
    return out;
}

}  // namespace

TEST_CASE("pages, dossiers and ratings arrive once each, wherever the line is cut") {
    Severed town;
    const int runs = town.cut_everywhere(397, [&] {
        REQUIRE(town.store->dossiers().record(stage::pressed(town.ids, town.clock.wall(), 1, 200)));
        const auto id = town.ids.make(town.clock.wall());
        const dossier::LetterHead head{id, town.clock.wall(), "K01", "BINHSON", "binh-son"};
        REQUIRE(
            town.store->letters().record({id,
                                          dossier::LetterKind::rating,
                                          {},
                                          town.clock.wall(),
                                          Personal(dossier::rating_json(head, {"2026-1", 5, {}, {}, {{"service", 5}}}))}));
        town.deliver();
    });
    CHECK(runs > 15);
    town.store.reset();
    town.province.portal.reset();
    // What the checker reads: two files.
    const auto journal = town.journal("journal.jsonl");
    const auto file = town.folder.path() / "kiosk.sqlite";
    for (const auto& [kind, what] :
         {std::pair{"file", "page"}, std::pair{"dossier", "dossier"}, std::pair{"letter", "letter"}}) {
        CAPTURE(kind);
        const auto at_portal = written(journal, what);
        const auto at_kiosk = pieces_in(file, kind);
        CHECK(at_kiosk.size() == static_cast<std::size_t>(runs));
        CHECK(at_portal.size() == at_kiosk.size());
        for (const auto& [id, state] : at_kiosk) {
            CHECK(state == "delivered");
            CHECK(at_portal.at(id) == 1);
        }
    }
    std::set<std::string> codes;
    for (const auto& line : journal) {
        if (line["what"] == "dossier") codes.insert(line["code"].get<std::string>());
    }
    CHECK(codes.size() == static_cast<std::size_t>(runs));
}

TEST_CASE("a fee is one order at the portal, wherever the line is cut, and what was paid is heard once") {
    Severed town;
    collection::Book book(town.store->database(), town.store->vault());
    collection::Collector collection(book, cut_fees());
    std::vector<Uuid> orders;
    const int runs = town.cut_everywhere(397, [&] {
        payment::Order order;
        order.id = town.ids.make(town.clock.wall());
        order.dossier = order.id;
        order.about = "TAM-K01-261123-0001";
        order.dong = 50'000;
        order.made_at = town.clock.wall();
        order.due_at = order.made_at + 1h;
        REQUIRE(book.record(order, town.ids));
        orders.push_back(order.id);
        for (int round = 0; round < 20; ++round) {
            const auto way = stage::way_to(town.endpoint());
            collection::PortalGateway gateway(*way, cut_fees(), "K01");
            // One errand each time: tell of the order, then ask about it. The line breaks in between.
            REQUIRE(collection.run_once(gateway, town.clock.wall(), 1));
            const auto entry = book.find(order.id);
            if ((*entry)->placed && (*entry)->asked_at) return;
            town.clock.advance(20s);
        }
        FAIL("the portal was never told");
    });
    CHECK(runs > 10);
    town.province.portal.reset();
    std::map<std::string, int> told;
    for (const auto& line : town.journal("payments.jsonl")) {
        if (line.contains("told")) ++told[line["told"]["idempotencyKey"].get<std::string>()];
    }
    CHECK(told.size() == orders.size());
    for (const auto& id : orders) CHECK(told[id.text()] == 1);
}

TEST_CASE("a question whose answer is cut off has no answer, and asked again it has the right one") {
    Severed town;
    REQUIRE(town.store->dossiers().record(stage::pressed(town.ids, town.clock.wall(), 0, 0)));
    town.deliver();
    const std::string code = town.journal("journal.jsonl").back()["code"];
    settings::SignIn telephone;
    telephone.client_id = "kiosk";
    telephone.scopes = {"openid"};
    int questions = 0;
    const auto ask = [&](std::size_t sample, const std::function<Result<Done>(Transport&)>& question) {
        ++questions;
        town.cut_everywhere(sample, [&] {
            const auto first = question(*stage::way_to(town.endpoint()));
            if (!first) {
                const bool honest = first.error().code == Code::unreachable || first.error().code == Code::unknown_outcome;
                INFO(first.error().detail);
                REQUIRE(honest);
            }
            REQUIRE(question(*stage::way_to(town.endpoint())));
        });
    };
    ask(311, [&](Transport& way) { return IGate(way).connected(); });
    ask(311, [&](Transport& way) -> Result<Done> {
        auto view = IGate(way).status(code, "0123");
        if (!view) return fail(std::move(view));
        REQUIRE(view->status == dossier::Status::registered);
        return Done{};
    });
    ask(311, [&](Transport& way) -> Result<Done> {
        auto found = IGate(way).find(town.ids.make(town.clock.wall()));
        if (!found) return fail(std::move(found));
        REQUIRE_FALSE(*found);
        return Done{};
    });
    ask(311, [&](Transport& way) -> Result<Done> {
        const auto issuer = "https://localhost:" + std::to_string(town.province.portal->port()) + "/oidc";
        openid::OpenIdProvider provider(way, telephone, issuer, town.clock, town.ids);
        return provider.discover();
    });
    CHECK(questions == 4);
}
