// A provisional code is known at every kiosk of its centre, before the portal has the dossier and when nobody can ask it.

#include "kiosk/app/centre_codes.hpp"

#include "kiosk/app/store_desk.hpp"
#include "kiosk/ledger/memory_engine.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"

using namespace kiosk;
using visit::LookupProblem;

namespace {

const WallTime tuesday = wall_time({{2026, 11, 24}, 9, 42, 0});

app::PublicData data_of(const char* kiosk) {
    app::PublicData out = test::public_data();
    out.settings.kiosk_id = kiosk;
    return out;
}

/// A kiosk of a centre whose ledger is `memory`.
struct OneOfTwo {
    OneOfTwo(const char* name, ledger::SharedMemory& memory, ManualClock& of_all)
        : data(data_of(name)), clock(of_all), engine(memory) {}

    std::string hand_in() {
        visit::Filing filing;
        filing.procedure = data.catalogue->procedure("1.001193");
        REQUIRE(filing.procedure != nullptr);
        filing.draft.procedure = filing.procedure->code;
        filing.draft.submitter.name = Personal("Đinh Thị Ánh");
        filing.draft.submitter.number = Personal("051190000123");
        press = ids.make(clock.wall());
        const auto event = desk.record(visit::RecordDossier{press, filing, dossier::Outcome::submitted_online, false});
        const auto* recorded = std::get_if<visit::DossierRecorded>(&event);
        REQUIRE(recorded != nullptr);
        return recorded->confirmation.provisional_code;
    }
    /// What somebody is shown who types this here, when the portal answers so.
    visit::Event look_up(const std::string& code, const char* digits, Code portal_says = Code::not_found) {
        const visit::AskStatus question{ids.make(clock.wall()), code, Personal(digits), std::nullopt};
        auto inquiry = desk.begin_inquiry(question);
        if (!inquiry) return inquiry.error();
        return desk.end_inquiry(*inquiry, fail(portal_says, "as the test wants it"));
    }
    const app::PublicData data;
    ManualClock& clock;
    SeededIds ids{static_cast<std::uint64_t>(data.settings.kiosk_id.back())};
    std::unique_ptr<store::Store> store = store::Store::open_in_memory(data.settings, ids).value();
    ledger::MemoryEngine engine;
    queue::TicketOffice office{store->database(), clock, data.settings, &engine};
    app::StoreDesk desk{*store, office, data, clock, ids};
    Uuid press;
};

struct TwoKiosks {
    TwoKiosks() {
        first.desk.tidy();
        second.desk.tidy();
    }
    ManualClock clock{tuesday};
    ledger::SharedMemory memory{clock};
    OneOfTwo first{"K1", memory, clock};
    OneOfTwo second{"K2", memory, clock};
};

const dossier::StatusView* found(const visit::Event& event) {
    const auto* shown = std::get_if<visit::StatusFound>(&event);
    return shown == nullptr ? nullptr : &shown->view;
}

LookupProblem problem(const visit::Event& event) {
    const auto* none = std::get_if<visit::StatusNotFound>(&event);
    REQUIRE(none != nullptr);
    return none->problem;
}

}  // namespace

TEST_CASE("a dossier that waits at one kiosk is found at another one, by its provisional code and four digits") {
    TwoKiosks town;
    const auto code = town.first.hand_in();
    town.first.desk.tidy();
    for (const auto portal_says : {Code::not_found, Code::unreachable}) {
        const auto event = town.second.look_up(code, "0123", portal_says);
        const auto* view = found(event);
        REQUIRE(view != nullptr);
        CHECK(view->waiting_for_delivery);
        CHECK(view->provisional_code == code);
        CHECK(view->procedure_name == "Thủ tục đăng ký khai sinh");
        CHECK(view->submitted_at == tuesday);
        CHECK(view->holder_masked.empty());  // nobody's name goes round
    }
}

TEST_CASE("other digits open it at no kiosk, and tries are counted there too") {
    TwoKiosks town;
    const auto code = town.first.hand_in();
    town.first.desk.tidy();
    for (int i = 0; i < town.second.data.settings.lookup.tries - 1; ++i)
        CHECK(problem(town.second.look_up(code, "9999")) == LookupProblem::wrong_digits);
    CHECK(problem(town.second.look_up(code, "9999")) == LookupProblem::too_many_tries);
    CHECK(problem(town.second.look_up(code, "0123")) == LookupProblem::too_many_tries);
}

TEST_CASE("once the portal has it the other kiosk knows the official code, and a week later leaves it to the portal") {
    TwoKiosks town;
    const auto code = town.first.hand_in();
    town.first.desk.tidy();
    auto& outbox = town.first.store->outbox();
    for (auto item = outbox.next_due(town.clock.wall()); *item; item = outbox.next_due(town.clock.wall())) {
        REQUIRE(outbox.mark_in_flight((*item)->id, town.clock.wall()));
        REQUIRE(outbox.delivered((*item)->id, "000.00.53.H48-261124-0001", town.clock.wall()));
    }
    town.first.desk.tidy();
    const auto event = town.second.look_up(code, "0123", Code::unreachable);
    REQUIRE(found(event) != nullptr);
    CHECK(found(event)->code == "000.00.53.H48-261124-0001");
    CHECK_FALSE(found(event)->waiting_for_delivery);

    town.clock.advance(8 * 24h);
    town.first.desk.tidy();
    CHECK(problem(town.second.look_up(code, "0123", Code::unreachable)) == LookupProblem::not_known_offline);
}

TEST_CASE("a dossier that was handed in while the centre was never met is opened at its own kiosk alone") {
    ManualClock clock{tuesday};
    ledger::SharedMemory memory{clock};
    OneOfTwo first{"K1", memory, clock};
    OneOfTwo second{"K2", memory, clock};
    const auto code = first.hand_in();
    first.desk.tidy();
    second.desk.tidy();
    CHECK(problem(second.look_up(code, "0123")) == LookupProblem::not_found);
    const auto event = first.look_up(code, "0123");
    REQUIRE(found(event) != nullptr);
    CHECK(found(event)->waiting_for_delivery);
    CHECK(found(first.look_up(first.hand_in(), "0123")) != nullptr);
    first.desk.tidy();
    CHECK(problem(second.look_up(code, "0123")) == LookupProblem::not_found);
}

TEST_CASE("what changed since somebody last looked is known: the portal's feed is folded in before anybody asks") {
    TwoKiosks town;
    const auto code = town.first.hand_in();
    dossier::StatusView view;
    view.code = "000.00.53.H48-261124-0001";
    view.provisional_code = code;
    view.procedure_code = "1.001193";
    view.steps = {{dossier::Status::registered, tuesday, ""}};
    view.submitted_at = view.as_of = tuesday;
    view.from_portal = true;
    auto& outbox = town.first.store->outbox();
    for (auto item = outbox.next_due(town.clock.wall()); *item; item = outbox.next_due(town.clock.wall())) {
        REQUIRE(outbox.mark_in_flight((*item)->id, town.clock.wall()));
        REQUIRE(outbox.delivered((*item)->id, "", town.clock.wall()));
    }
    auto stranger = view;
    stranger.code = "000.00.53.H48-261124-0099";
    stranger.provisional_code = "TAM-K9-261124-0001";
    CHECK(town.first.desk.status_mark().empty());
    town.first.desk.fold({{view, stranger}, "17", false, 0});
    CHECK(town.first.desk.status_mark() == "17");
    CHECK_FALSE(*town.first.store->known_status().find(stranger.code));  // nobody here asked about it
    CHECK(town.first.store->dossiers().find(town.first.press)->value().official_code == view.code);

    const auto first = town.first.look_up(code, "0123", Code::unreachable);
    REQUIRE(found(first) != nullptr);
    CHECK(found(first)->code == view.code);
    CHECK_FALSE(found(first)->seen_at);  // the first time all is new, and nothing is said of it
    town.clock.advance(24h);
    view.status = dossier::Status::accepted;
    view.steps.push_back({dossier::Status::accepted, town.clock.wall(), "Đã nhận"});
    view.as_of = town.clock.wall();
    town.first.desk.fold({{view}, "21", false, 0});
    town.clock.advance(1h);
    const auto second = town.first.look_up(view.code, "0123", Code::unreachable);
    REQUIRE(found(second) != nullptr);
    CHECK(found(second)->status == dossier::Status::accepted);
    CHECK_FALSE(found(second)->from_portal);
    CHECK(found(second)->as_of == view.as_of);
    CHECK(found(second)->seen_at == tuesday);
}
