// Ratings and withdrawals on their way: the adapter, the training portal and the outbox between them.

#include "kiosk/dossier/letter.hpp"

#include "kiosk/base/files.hpp"
#include "kiosk/base/sha256.hpp"
#include "kiosk/portal/delivery.hpp"
#include "kiosk/sandbox/desk.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using dossier::LetterKind;
using stage::monday_morning;
using stage::way_to;

namespace {

dossier::LetterHead written(const Uuid& id) { return {id, monday_morning, "K01", "BINHSON", "binh-son"}; }

Letter rating_about(const Uuid& id, const std::string& code) {
    const dossier::Rating rating{"2026-1", 5, code, {}, {{"service", 5}, {"kiosk", 4}}};
    return {LetterKind::rating, id, code, Personal(dossier::rating_json(written(id), rating)), monday_morning};
}
Letter withdrawal_of(const Uuid& id, const std::string& code, std::string_view digits = "0123") {
    return {LetterKind::withdrawal, id, code, dossier::withdrawal_json(written(id), {code, Personal(digits)}),
            monday_morning};
}

struct LetterTown {
    LetterTown() : clock(monday_morning), province(clock), transport(way_to(province.endpoint())), ids(3) {}
    /// A dossier at the portal, moved through these states.
    std::string handed_in(std::initializer_list<dossier::Status> states = {}) {
        Submission submission;
        submission.id = ids.make(clock.wall());
        submission.provisional_code = "TAM-K01-261123-000" + std::to_string(++pressed);
        submission.submitted_at = clock.wall();
        submission.body_json = Personal(stage::body(submission.id, submission.submitted_at));
        IGate now(*transport);
        const auto accepted = now.submit(submission);
        REQUIRE(accepted);
        if (states.size() == 0) return accepted->official_code;
        province.portal.reset();  // the trainer's hand, without the command
        {
            auto desk = sandbox::Desk::open(province.folder.path() / "portal", clock);
            REQUIRE(desk);
            for (const auto state : states) REQUIRE((*desk)->move(accepted->official_code, state, ""));
        }
        province.start();
        transport = way_to(province.endpoint());
        return accepted->official_code;
    }
    [[nodiscard]] dossier::StatusView view_of(const std::string& code) {
        IGate now(*transport);
        auto view = now.status(code, "0123");
        REQUIRE(view);
        return *view;
    }
    [[nodiscard]] dossier::Status status_of(const std::string& code) { return view_of(code).status; }
    Result<Accepted> tell(const Letter& letter) {
        IGate now(*transport);
        return now.tell(letter);
    }
    ManualClock clock;
    stage::Province province;
    std::unique_ptr<CurlTransport> transport;
    SeededIds ids;
    int pressed = 0;
};

std::string journal_of(const LetterTown& town) {
    const auto text = read_file(town.province.folder.path() / "portal/journal.jsonl");
    REQUIRE(text);
    return *text;
}

std::size_t letters_in(const std::string& journal) {
    std::size_t count = 0;
    for (auto at = journal.find("\"what\":\"letter\""); at != std::string::npos; ++count)
        at = journal.find("\"what\":\"letter\"", at + 1);
    return count;
}

/// A kiosk with this letter in its outbox.
struct LetterKiosk : stage::Counter {
    void write(const Letter& letter) {
        REQUIRE(store->letters().record({letter.id, letter.kind, letter.about, letter.written_at, letter.body_json}));
    }
    Delivery delivery{store->outbox(), ids};
};

}  // namespace

TEST_CASE("a rating is told once, however often it comes, and the answer proves that it was this one") {
    LetterTown town;
    const auto letter = rating_about(town.ids.make(monday_morning), town.handed_in());
    const auto first = town.tell(letter);
    REQUIRE(first);
    CHECK(first->id == letter.id);
    CHECK(first->body_sha256 == sha256_hex(letter.body_json.reveal()));
    CHECK(first->official_code.empty());
    const auto again = town.tell(letter);
    REQUIRE(again);
    CHECK(*again == *first);
    town.province.restart();
    town.transport = way_to(town.province.endpoint());
    CHECK(town.tell(letter));
    CHECK(letters_in(journal_of(town)) == 1);

    auto other = letter;
    other.body_json = rating_about(letter.id, "H48.22-261123-0009").body_json;
    const auto changed = town.tell(other);
    REQUIRE_FALSE(changed);
    CHECK(changed.error().code == Code::refused);
}

TEST_CASE("a rating without a dossier is taken too, one off its scale is not") {
    LetterTown town;
    CHECK(town.tell(rating_about(town.ids.make(monday_morning), "")));
    const auto id = town.ids.make(monday_morning);
    auto wrong = rating_about(id, "");
    wrong.body_json = Personal(dossier::rating_json(written(id), {"2026-1", 5, "", "A012", {{"service", 6}}}));
    const auto refused = town.tell(wrong);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::refused);
    CHECK(letters_in(journal_of(town)) == 1);
}

TEST_CASE("a rating written while the portal is down arrives once when it is back, whatever breaks on the way") {
    LetterTown town;
    LetterKiosk kiosk;
    const auto letter = rating_about(town.ids.make(monday_morning), town.handed_in());
    kiosk.write(letter);
    const char* breaks = GENERATE("down", "reset_after_commit", "500_after_commit", "wrong_id", "html_200", "redirect");
    CAPTURE(breaks);
    town.province.faults(std::string(R"({"name": ")") + breaks + R"(", "times": 2})");
    bool told = false;
    for (int minute = 0; minute < 60 && !told; ++minute) {
        IGate igate(*town.transport);
        const auto events = kiosk.delivery.run_once(igate, town.clock.wall());
        REQUIRE(events);
        for (const auto& event : *events) {
            if (const auto* done = std::get_if<LetterTold>(&event)) {
                CHECK(done->letter == letter.id);
                CHECK(done->kind == LetterKind::rating);
                told = true;
            }
            CHECK_FALSE(std::holds_alternative<LetterRefused>(event));
        }
        town.clock.advance(1min);
    }
    CHECK(told);
    CHECK(letters_in(journal_of(town)) == 1);
    CHECK(*kiosk.store->outbox().waiting_letters_count() == 0);
    CHECK_FALSE(*kiosk.delivery.next_at(town.clock.wall()));
}

TEST_CASE("a letter that waits wakes a lost link by itself") {
    LetterTown town;
    LetterKiosk kiosk;
    kiosk.write(rating_about(town.ids.make(monday_morning), ""));
    town.province.faults(R"({"name": "down"})");
    IGate igate(*town.transport);
    REQUIRE(kiosk.delivery.run_once(igate, town.clock.wall()));
    CHECK(kiosk.delivery.link_lost());
    const auto next = kiosk.delivery.next_at(town.clock.wall());
    REQUIRE(next);
    CHECK(next->has_value());
}

TEST_CASE("the portal's no to a letter is its answer: it is not asked again, and its words are kept") {
    LetterTown town;
    LetterKiosk kiosk;
    const auto letter = rating_about(town.ids.make(monday_morning), town.handed_in());
    kiosk.write(letter);
    town.province.faults(R"({"name": "refuse", "words": "Chưa đến lúc đánh giá", "times": 1})");
    IGate igate(*town.transport);
    const auto events = kiosk.delivery.run_once(igate, town.clock.wall());
    REQUIRE(events);
    REQUIRE(events->size() == 1);
    REQUIRE(std::holds_alternative<LetterRefused>(events->front()));
    CHECK(std::get<LetterRefused>(events->front()).words == "Chưa đến lúc đánh giá");
    CHECK(kiosk.store->letters().find(letter.id)->value().refusal == "Chưa đến lúc đánh giá");
    CHECK_FALSE(kiosk.store->outbox().next_due(town.clock.wall() + 24h)->has_value());
}

TEST_CASE("a withdrawal moves its dossier once, where the national table allows it and the digits are right") {
    using dossier::Status;
    LetterTown town;
    const auto code = town.handed_in({Status::accepted, Status::processing});
    const auto foreign = town.tell(withdrawal_of(town.ids.make(monday_morning), code, "9999"));
    REQUIRE_FALSE(foreign);
    CHECK(foreign.error().code == Code::refused);
    CHECK(town.status_of(code) == Status::processing);

    const auto letter = withdrawal_of(town.ids.make(monday_morning), code);
    REQUIRE(town.tell(letter));
    CHECK(town.status_of(code) == Status::withdrawal_asked);
    REQUIRE(town.tell(letter));  // the answer was lost, say
    town.province.restart();
    town.transport = way_to(town.province.endpoint());
    CHECK(town.status_of(code) == Status::withdrawal_asked);
    IGate igate(*town.transport);
    CHECK(igate.status(code, "0123")->steps.size() == 4);

    const auto second = town.tell(withdrawal_of(town.ids.make(monday_morning), code));
    REQUIRE_FALSE(second);
    CHECK(second.error().detail.find("rút") != std::string::npos);

    const auto fresh = town.handed_in();
    const auto early = town.tell(withdrawal_of(town.ids.make(monday_morning), fresh));
    REQUIRE_FALSE(early);
    CHECK(early.error().code == Code::refused);
    CHECK(town.status_of(fresh) == Status::registered);
}

namespace {

constexpr std::string_view page_bytes = "a picture of a paper";

Letter supplement_to(const Uuid& id, const std::string& code, const Uuid& page, std::string_view digits = "0123") {
    dossier::Supplement supplement{code, Personal(digits), {}};
    supplement.papers.push_back(
        {"declaration",
         "Tờ khai",
         false,
         {{page, dossier::PageSource::scanner, "image/png", static_cast<std::int64_t>(page_bytes.size())}}});
    Letter out{LetterKind::supplement, id, code, dossier::supplement_json(written(id), supplement), monday_morning, {}};
    out.files = {{page, "declaration", "image/png", "remote"}};
    return out;
}

}  // namespace

TEST_CASE("papers reach a dossier that waits for them and set it going again, once; no other dossier takes any") {
    using dossier::Status;
    LetterTown town;
    const auto code = town.handed_in({Status::accepted, Status::processing, Status::supplement_asked});
    const auto page = town.ids.make(monday_morning);
    const auto letter = supplement_to(town.ids.make(monday_morning), code, page);
    const auto without_page = town.tell(letter);
    REQUIRE_FALSE(without_page);
    CHECK(without_page.error().code == Code::refused);
    {
        IGate igate(*town.transport);
        REQUIRE(igate.upload(page, "image/png", page_bytes));
    }
    CHECK_FALSE(town.tell(supplement_to(town.ids.make(monday_morning), code, page, "9999")));
    CHECK(town.status_of(code) == Status::supplement_asked);
    const auto due = town.view_of(code).due_at;
    REQUIRE(due);
    town.clock.advance(7 * 24h);
    REQUIRE(town.tell(letter));
    CHECK(town.status_of(code) == Status::processing);
    CHECK(town.view_of(code).due_at == *due + 7 * 24h);
    REQUIRE(town.tell(letter));  // the answer was lost, say
    town.province.restart();
    town.transport = way_to(town.province.endpoint());
    CHECK(town.status_of(code) == Status::processing);
    CHECK(town.view_of(code).due_at == *due + 7 * 24h);
    const auto late = town.tell(supplement_to(town.ids.make(monday_morning), code, page));
    REQUIRE_FALSE(late);
    CHECK(late.error().detail.find("bổ sung") != std::string::npos);
}

TEST_CASE("a supplement written while the portal is down arrives once with its page, whatever breaks on the way") {
    using dossier::Status;
    LetterTown town;
    LetterKiosk kiosk;
    const auto code = town.handed_in({Status::accepted, Status::processing, Status::supplement_asked});
    const auto page = town.ids.make(monday_morning);
    const auto letter = supplement_to(town.ids.make(monday_morning), code, page);
    REQUIRE(kiosk.store->letters().record(
        {letter.id,
         letter.kind,
         letter.about,
         letter.written_at,
         letter.body_json,
         {{page, "declaration", std::make_shared<const dossier::PageBytes>(std::string(page_bytes), "image/png")}}}));
    const char* breaks = GENERATE("down", "reset_after_commit", "500_after_commit", "wrong_id", "html_200");
    CAPTURE(breaks);
    town.province.faults(std::string(R"({"name": ")") + breaks + R"(", "times": 2})");
    bool told = false;
    for (int minute = 0; minute < 60 && !told; ++minute) {
        IGate igate(*town.transport);
        const auto events = kiosk.delivery.run_once(igate, town.clock.wall());
        REQUIRE(events);
        for (const auto& event : *events) {
            if (const auto* done = std::get_if<LetterTold>(&event)) told = done->letter == letter.id;
            CHECK_FALSE(std::holds_alternative<LetterRefused>(event));
        }
        town.clock.advance(1min);
    }
    CHECK(told);
    CHECK(letters_in(journal_of(town)) == 1);
    CHECK(town.status_of(code) == Status::processing);
    CHECK(kiosk.store->outbox().list()->empty());
}
