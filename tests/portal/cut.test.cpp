// The line cut at a byte of request or answer, for every call that brings something: nothing is lost, nothing is doubled. A sample
// here; every byte where KIOSK_LONG is set.
#include <set>

#include "kiosk/collection/collector.hpp"
#include "kiosk/dossier/letter.hpp"
#include "tests/portal/severed.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using dossier::LetterKind;

namespace {

settings::Payment cut_fees() {
    settings::Payment out;
    out.vietqr = true;
    out.bin = "970436";
    out.account = "0011002233445";
    return out;
}

dossier::LetterHead head_of(const Uuid& id, WallTime at) { return {id, at, "K01", "BINHSON", "binh-son"}; }

/// A dossier with a page and a row of progress, and a rating, go out over a line that is cut everywhere.
void file_everywhere(stage::Severed& town, std::size_t sample, bool resumable) {
    const int runs = town.cut_everywhere(sample, [&] {
        auto wish = stage::pressed(town.ids, town.clock.wall(), 1, 200);
        wish.progress.push_back(stage::row_of_progress(town.ids, town.clock.wall()));
        REQUIRE(town.store->dossiers().record(wish));
        const auto id = town.ids.make(town.clock.wall());
        const auto rating = dossier::rating_json(head_of(id, town.clock.wall()), {"2026-1", 5, {}, {}, {{"service", 5}}});
        REQUIRE(town.store->letters().record({id, LetterKind::rating, {}, town.clock.wall(), Personal(rating)}));
        town.deliver(resumable);
    });
    CHECK(runs > 10);
    town.end();
    town.check_once_each("file", "page", runs);
    town.check_once_each("dossier", "dossier", runs);
    town.check_once_each("progress", "progress", runs);
    town.check_once_each("letter", "rating", runs);
    std::set<std::string> codes;
    for (const auto& line : town.journal("journal.jsonl")) {
        if (line["what"] == "dossier") codes.insert(line["code"].get<std::string>());
    }
    CHECK(codes.size() == static_cast<std::size_t>(runs));
}

}  // namespace

TEST_CASE("pages, dossiers, their progress and ratings arrive once each, wherever the line is cut") {
    stage::Severed town;
    file_everywhere(town, 397, false);
}

TEST_CASE("the same where pages are resumed at the byte") {
    stage::Severed town;
    file_everywhere(town, 797, true);
}

TEST_CASE("a withdrawal is taken once, wherever the line is cut") {
    stage::Severed town;
    const auto codes = town.prepared(stage::most_cuts(), {dossier::Status::accepted, dossier::Status::processing});
    std::size_t next = 0;
    const int runs = town.cut_everywhere(397, [&] {
        const auto id = town.ids.make(town.clock.wall());
        const auto& code = codes.at(next++);
        REQUIRE(town.store->letters().record(
            {id, LetterKind::withdrawal, code, town.clock.wall(),
             dossier::withdrawal_json(head_of(id, town.clock.wall()), {code, Personal("0123")})}));
        town.deliver();
    });
    CHECK(runs > 8);
    town.end();
    town.check_once_each("letter", "withdrawal", runs);
    for (const auto& line : town.journal("journal.jsonl")) {
        if (line["what"] == "letter") CHECK(line["refusal"] == "");  // a second one would have been refused
    }
}

TEST_CASE("a supplement and its page are taken once, wherever the line is cut") {
    stage::Severed town;
    const auto codes = town.prepared(
        stage::most_cuts(), {dossier::Status::accepted, dossier::Status::processing, dossier::Status::supplement_asked});
    std::size_t next = 0;
    const int runs = town.cut_everywhere(397, [&] {
        const auto now = town.clock.wall();
        const auto page = std::make_shared<dossier::PageBytes>("picture" + std::string(200, 'x'), "image/png");
        store::NewLetter letter{town.ids.make(now), LetterKind::supplement, codes.at(next++), now, {}, {}};
        letter.pages.push_back({town.ids.make(now), "chung-sinh", page});
        dossier::Supplement supplement{letter.about, Personal("0123"), {{"chung-sinh", "Giấy chứng sinh", false, {}}}};
        supplement.papers[0].pages.push_back({letter.pages[0].id, dossier::PageSource::scanner, page->media_type(),
                                              static_cast<std::int64_t>(page->bytes().size())});
        letter.body = dossier::supplement_json(head_of(letter.id, now), supplement);
        REQUIRE(town.store->letters().record(letter));
        town.deliver();
    });
    CHECK(runs > 8);
    town.end();
    town.check_once_each("letter", "supplement", runs);
    town.check_once_each("file", "page", runs);
    for (const auto& line : town.journal("journal.jsonl")) {
        if (line["what"] == "letter") CHECK(line["refusal"] == "");
    }
}

TEST_CASE("a fee is one order at the portal, wherever the line is cut, and what was paid is heard once") {
    stage::Severed town;
    std::vector<Uuid> orders;
    const int runs = town.cut_everywhere(397, [&] {
        const stage::Counter till(orders.size());  // its own, so that no older order is asked about first
        collection::Book book(till.store->database(), till.store->vault());
        collection::Collector collection(book, cut_fees());
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
