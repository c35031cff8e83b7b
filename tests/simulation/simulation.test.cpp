// Visitors, faults, restarts and clock jumps from a seed; an inspector then reads only what was held and shown, the portal's
// record and the kiosk's own. A failing seed is printed; KIOSK_SEED=<seed> plays it again.

#include <cstdlib>
#include <iostream>

#include "kiosk/base/log.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/visit/limits.hpp"
#include "tests/simulation/sim_world.hpp"
#include "tests/simulation/visitor.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"

namespace {

using namespace kiosk;
using namespace kiosk::simulation;

struct Trouble {
    std::uint64_t seed = 0;
    std::string what;
};

class Day {
public:
    Day(std::uint64_t seed, const app::PublicData& data)
        : seed_(seed),
          random_(seed),
          data_(data),
          clock_(wall_time({{2026, 11, 23}, 7, 0, 0})),
          portal_(seed),
          bank_(seed, clock_),
          visitor_(seed, data),
          ids_(seed) {
        auto store = store::Store::open_in_memory(data.settings, ids_);
        require(store.has_value(), "a store in memory opens");
        store_ = std::move(*store);
        start();
    }

    [[nodiscard]] std::size_t confirmed() const { return world_->evidence().confirmations.size(); }
    [[nodiscard]] std::size_t numbers() const { return world_->evidence().held_tickets.size(); }
    [[nodiscard]] std::size_t ratings() const { return world_->evidence().ratings.size(); }
    [[nodiscard]] std::size_t withdrawals() const { return world_->evidence().withdrawals.size(); }
    [[nodiscard]] std::size_t supplements() const { return world_->evidence().supplements.size(); }
    [[nodiscard]] std::size_t kept_drafts() const { return world_->evidence().kept_drafts.size(); }
    [[nodiscard]] std::size_t paid() const { return world_->evidence().proven_paid.size(); }
    [[nodiscard]] std::size_t signed_in() const { return world_->evidence().signed_in; }
    [[nodiscard]] std::size_t delivered() const { return portal_.committed().size(); }

    std::vector<Trouble> play(int touches) {
        for (int i = 0; i < touches; ++i) {
            weather();
            const auto touch = visitor_.next(app_->visit(), clock_.wall());
            if (const auto* submitted = std::get_if<visit::Submitted>(&touch)) presses_.insert(submitted->press);
            app_->handle(touch);
            pass(Duration{static_cast<long>(random_() % 3000)});
            if (random_() % 60 == 0) pass(Duration{static_cast<long>(random_() % 240'000)});  // the visitor walks away
            if (random_() % 150 == 0) restart();
            if (random_() % 100 == 0) clock_.jump_wall(Duration{static_cast<long>(random_() % 7'200'000) - 3'600'000});
            if (random_() % 400 == 0) clock_.jump_wall(24h * (random_() % 2 == 0 ? 1 : -1));
        }
        settle_down();
        inspect();
        return troubles_;
    }

private:
    void start() {
        auto earlier = world_ ? world_->evidence() : Evidence{};
        app_.reset();
        world_ = std::make_unique<SimWorld>(random_(), data_, clock_, *store_, portal_, bank_);
        world_->keep(std::move(earlier));
        app_ = std::make_unique<app::App>(data_, *world_, clock_);
        app_->receive(app::LinkReport{true});
    }
    void restart() {
        if (random_() % 2 == 0) world_->lose_power_while_sending();
        auto recovered = store_->recover();
        require(recovered.has_value(), "a store recovers");
        start();
    }
    void pass(Duration time) { world_->pass(time, 500ms, *app_); }
    void weather() {
        if (random_() % 40 != 0) return;
        const auto percent = [&] { return static_cast<int>(random_() % 3 == 0 ? random_() % 60 : 0); };
        portal_.set_weather({percent(), percent(), percent() / 3, percent() / 3, percent() / 6});
        app_->receive(app::LinkReport{random_() % 3 != 0});
    }
    void settle_down() {
        portal_.set_weather({});
        world_->answer_never_comes_percent = 0;
        // The longest patience there is: an officer helps, in large letters, then the question, both twice as long.
        world_->pass(2 * (visit::limits::assisted + visit::limits::answering_if_present) + 1min, 1s, *app_);
        const auto* out = std::get_if<visit::OutOfService>(&app_->visit().state);
        const bool stopped = out != nullptr && out->reason == visit::OutReason::stopped_by_staff;
        if (!stopped && visit::name(app_->visit().state) != "Attracting")
            say("nobody is there and the kiosk is not idle: " + std::string(visit::name(app_->visit().state)));
        for (int i = 0; i < 200; ++i) {
            const auto waits = store_->outbox().anything_waits();
            if (waits && !*waits) break;
            require(world_->delivery().send_now().has_value(), "the outbox can be written");
            pass(10s);
        }
    }
    void inspect() {
        inspect_dossiers();
        inspect_tickets();
        inspect_letters();
        inspect_strange_pages();
        inspect_drafts();
        inspect_fees();
        for (const auto& complaint : portal_.complaints()) say("the portal complains: " + complaint);
    }
    /// The kiosk says that something is paid because the bank has said it, and for no other reason.
    void inspect_fees() {
        for (const auto& [id, order] : world_->evidence().proven_paid) {
            if (bank_.received(order.fee) < order.dong) say("paid was said of what the bank has not got: " + order.code);
        }
        collection::Book book(store_->database(), store_->vault());
        const auto entries = book.since(WallTime{});
        require(entries.has_value(), "the orders can be read");
        for (const auto& entry : *entries) {
            if (entry.placed && !bank_.knows(entry.order.id))
                say("an order counts as placed that the bank does not know: " + entry.order.code);
            if (entry.standing(clock_.wall()).received_dong > bank_.received(entry.order.fee))
                say("more was written down than the bank has got: " + entry.order.code);
        }
    }
    void inspect_dossiers() {
        const auto& evidence = world_->evidence();
        for (const auto& [press, handed] : evidence.handed_in) {
            if (!presses_.contains(press)) say("a dossier was written down that nobody pressed for: " + press.text());
            if (!evidence.confirmations.contains(press) && !evidence.cut_off.contains(press))
                say("a dossier was written down and nobody was told: " + press.text());
            inspect_dossier(press, handed);
        }
        for (const auto& [press, confirmation] : evidence.confirmations) {
            if (!evidence.handed_in.contains(press))
                say("a dossier was confirmed that is not written down: " + press.text());
        }
        std::set<std::string> codes;
        for (const auto& [id, filed] : portal_.committed()) {
            if (!codes.insert(filed.accepted.official_code).second) say("one official code for two dossiers");
            const auto handed = evidence.handed_in.find(id);
            if (handed == evidence.handed_in.end()) say("the portal has a dossier that nobody handed in: " + id.text());
            else inspect_filed(id, filed, handed->second.pages);
        }
    }
    /// Where a dossier must be, and where not.
    void inspect_dossier(const Uuid& press, const HandedIn& handed) {
        const auto row = store_->dossiers().find(press);
        if (!row || !*row) return say("a dossier that was written down is not in the store: " + press.text());
        const auto at = portal_.committed().find(press);
        const bool at_portal = at != portal_.committed().end();
        if (handed.outcome == dossier::Outcome::prepared) {
            if (at_portal) say("a prepared dossier was filed: " + press.text());
        } else if ((*row)->delivery == store::Delivery::refused) {
            if (at_portal) say("a dossier is at the portal and counts as refused: " + press.text());
        } else if (!at_portal) {
            say("a dossier never reached the portal: " + press.text());
        } else if ((*row)->official_code != at->second.accepted.official_code) {
            say("the kiosk and the portal know different codes: " + press.text());
        }
    }
    /// What the portal has is what was handed in, page by page.
    void inspect_filed(const Uuid& id, const FakePortal::Filed& filed, const std::vector<store::StoredPage>& pages) {
        const auto body = dossier::read_submission(filed.body);
        if (!body || body->header.id != id) return say("a dossier reached the portal spoiled: " + id.text());
        std::vector<std::pair<std::string, Uuid>> handed_in;
        std::vector<std::pair<std::string, Uuid>> sent;
        for (const auto& page : pages) handed_in.emplace_back(page.component, page.id);
        for (const auto& file : filed.files) sent.emplace_back(file.component, file.page);
        if (named(body->papers) != handed_in || sent != handed_in)
            say("a dossier reached the portal with other pages: " + id.text());
        inspect_pages(id, pages);
    }
    void inspect_strange_pages() {
        const auto& evidence = world_->evidence();
        std::set<Uuid> taken;
        const auto add = [&](const auto& pages) {
            for (const auto& page : pages) taken.insert(page.id);
        };
        for (const auto& [press, handed] : evidence.handed_in) add(handed.pages);
        for (const auto& [press, pages] : evidence.supplements) add(pages);
        for (const auto& [id, bytes] : portal_.pages()) {
            if (!taken.contains(id)) say("the portal has a page that nobody handed in: " + id.text());
        }
    }
    static std::vector<std::pair<std::string, Uuid>> named(const std::vector<dossier::SubmittedPaper>& papers) {
        std::vector<std::pair<std::string, Uuid>> out;
        for (const auto& paper : papers) {
            for (const auto& page : paper.pages) out.emplace_back(paper.component, page.id);
        }
        return out;
    }
    /// Each page is at the portal as it was taken, and was handed in once.
    void inspect_pages(const Uuid& press, const std::vector<store::StoredPage>& pages) {
        for (const auto& page : pages) {
            const auto at = portal_.pages().find(page.id);
            if (at == portal_.pages().end()) say("a page of " + press.text() + " never reached the portal");
            else if (at->second != page.bytes->bytes()) say("a page of " + press.text() + " is another at the portal");
            if (!delivered_pages_.insert(page.id).second) say("a page was handed in twice: " + page.id.text());
        }
    }
    /// The letter as the portal has it; nothing when it is not there and the kiosk knows why.
    std::optional<dossier::ReadLetter> told(const Uuid& press) {
        const auto row = store_->letters().find(press);
        const auto at = portal_.letters().find(press);
        const bool there = at != portal_.letters().end();
        if (!row || !*row) {
            say("a letter that was written down is not in the store: " + press.text());
            return std::nullopt;
        }
        if ((*row)->delivery == store::Outbox::State::refused) {
            if (there) say("a letter is at the portal and counts as refused: " + press.text());
            return std::nullopt;
        }
        if (!there) {
            say("a letter never reached the portal: " + press.text());
            return std::nullopt;
        }
        const auto letter = dossier::read_letter(at->second);
        if (!letter) say("a letter reached the portal spoiled: " + press.text());
        return letter ? std::optional(*letter) : std::nullopt;
    }
    void inspect_letters() {
        const auto& evidence = world_->evidence();
        for (const auto& [press, rating] : evidence.ratings) {
            const auto letter = told(press);
            if (letter && letter->rating != rating) say("a rating reached the portal with other answers: " + press.text());
        }
        std::set<std::string> withdrawn;
        for (const auto& [press, code] : evidence.withdrawals) {
            const auto letter = told(press);
            if (!letter) continue;
            if (letter->withdrawal.dossier != code) say("another dossier was withdrawn than the one asked: " + code);
            if (!withdrawn.insert(code).second) say("a dossier was withdrawn twice: " + code);
        }
        for (const auto& [press, pages] : evidence.supplements) {
            const auto letter = told(press);
            if (!letter) continue;
            std::vector<std::pair<std::string, Uuid>> handed_in;
            for (const auto& page : pages) handed_in.emplace_back(page.component, page.id);
            if (named(letter->supplement.papers) != handed_in)
                say("a supplement reached the portal with other pages: " + press.text());
            inspect_pages(press, pages);
        }
        std::set<Uuid> told;  // dossiers, by their progress
        std::set<Uuid> refused;
        const auto rows = store_->outbox().list();
        if (!rows) return say("the outbox cannot be read");
        for (const auto& [id, body] : portal_.letters()) {
            const auto letter = dossier::read_letter(body);
            if (letter && letter->kind == dossier::LetterKind::progress) {
                const auto row = store_->dossiers().find(letter->progress.dossier);
                if (!row || !*row || !portal_.committed().contains((*row)->id))
                    say("progress of a dossier that is not there");
                else if (!told.insert((*row)->id).second) say("progress was told twice: " + (*row)->id.text());
                continue;
            }
            if (!evidence.ratings.contains(id) && !evidence.withdrawals.contains(id) && !evidence.supplements.contains(id))
                say("the portal has a letter that nobody wrote: " + id.text());
        }
        for (const auto& row : *rows) {
            if (row.kind == store::Outbox::Kind::progress && row.state == store::Outbox::State::refused)
                refused.insert(row.dossier);
        }
        for (const auto& [id, filed] : portal_.committed()) {
            if (!told.contains(id) && !refused.contains(id))
                say("the progress of a dossier never reached the portal: " + id.text());
        }
    }
    /// A kept draft is there whole, or it is over; one handed in or removed is over, and nothing of it is left.
    void inspect_drafts() {
        auto& drafts = store_->kept_drafts();
        const auto& evidence = world_->evidence();
        for (const auto& [code, id] : evidence.kept_drafts) {
            const auto row = drafts.find(code);
            if (!row) say("a kept draft cannot be read: " + code);
            if (!row || !*row) continue;  // long over
            if ((*row)->id != id) say("a visit code was given to two drafts: " + code);
            const bool over = evidence.removed_drafts.contains(id) || evidence.submitted_drafts.contains(id);
            if (over && !(*row)->end) say("a draft that was handed in or removed is still there: " + code);
            if (!(*row)->end && !drafts.open(id)) say("a kept draft is not whole: " + code);
        }
    }
    void inspect_tickets() {
        std::set<std::pair<std::string, std::string>> held;  // day, number
        std::set<LocalDate> days;
        for (const auto& [press, ticket] : world_->evidence().held_tickets) {
            days.insert(ticket.day);
            if (!held.insert({ticket.day.iso(), ticket.number}).second) say("number " + ticket.number + " was held twice");
        }
        for (const auto& day : days) {
            auto all = world_->queue().list(day);
            require(all.has_value(), "the numbers of a day can be listed");
            std::map<std::string, int> last;  // line -> serial
            for (const auto& ticket : *all) {
                if (ticket.serial != ++last[ticket.line]) say("number " + ticket.number + " leaves a gap or repeats");
                held.erase({day.iso(), ticket.number});
            }
        }
        if (!held.empty()) say("a held number is not in the book: " + held.begin()->second);
    }
    void say(std::string what) { troubles_.push_back({seed_, std::move(what)}); }

    std::uint64_t seed_;
    std::mt19937_64 random_;
    const app::PublicData& data_;
    ManualClock clock_;
    FakePortal portal_;
    FakeBank bank_;
    Visitor visitor_;
    SeededIds ids_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<SimWorld> world_;
    std::unique_ptr<app::App> app_;
    std::set<Uuid> presses_;  ///< on «Nộp hồ sơ»
    std::set<Uuid> delivered_pages_;
    std::vector<Trouble> troubles_;
};

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text != nullptr && *text != '\0' ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// So many days, each from its own seed, or the one that is asked for.
void play(std::uint64_t first, std::uint64_t days) {
    log::set_level(log::Level::error);
    const auto& data = test::public_data();
    const auto only = from_environment("KIOSK_SEED", 0);
    const std::uint64_t seeds = only != 0 ? 1 : days;
    std::size_t troubles = 0;
    std::size_t confirmed = 0;
    std::size_t delivered = 0;
    std::size_t numbers = 0;
    std::size_t ratings = 0;
    std::size_t withdrawals = 0;
    std::size_t supplements = 0;
    std::size_t drafts = 0;
    std::size_t paid = 0;
    std::size_t signed_in = 0;
    for (std::uint64_t i = 0; i < seeds; ++i) {
        const auto seed = only != 0 ? only : first + i;
        Day day(seed, data);
        for (const auto& trouble : day.play(250)) {
            std::cerr << "seed " << trouble.seed << ": " << trouble.what
                      << "; play it again with KIOSK_SEED=" << trouble.seed << '\n';
            ++troubles;
        }
        confirmed += day.confirmed();
        delivered += day.delivered();
        numbers += day.numbers();
        ratings += day.ratings();
        withdrawals += day.withdrawals();
        supplements += day.supplements();
        drafts += day.kept_drafts();
        paid += day.paid();
        signed_in += day.signed_in();
        if (troubles > 0) break;
    }
    CHECK(troubles == 0);
    // The visitors did something worth inspecting.
    INFO(confirmed << " dossiers confirmed, " << delivered << " delivered, " << numbers << " numbers held, " << ratings
                   << " ratings, " << withdrawals << " withdrawals, " << supplements << " supplements, " << drafts
                   << " drafts kept, " << paid << " fees paid, " << signed_in << " telephones");
    CHECK(paid >= seeds / 100);
    CHECK(signed_in >= seeds / 40);
    CHECK(ratings >= seeds / 4);
    CHECK(withdrawals >= seeds / 50);
    CHECK(supplements >= seeds / 40);
    CHECK(drafts >= seeds / 10);
    CHECK(confirmed >= seeds / 2);
    CHECK(delivered >= seeds / 4);
    CHECK(numbers >= seeds / 4);
}

}  // namespace

TEST_CASE(
    "whatever visitors, printers, the portal, power and clocks do: every written down dossier, rating, withdrawal and "
    "supplement reaches the portal once, a kept draft is whole or over, no "
    "number is "
    "held twice, and the kiosk is idle when nobody is there") {
    play(1, 100);
}

TEST_CASE("so it stays on other days", "[thorough]") { play(101, std::getenv("KIOSK_LONG") != nullptr ? 4900 : 100); }
