// What a kiosk and the consoles of its centre tell each other.

#include "kiosk/app/centre_desk.hpp"

#include <set>

#include "kiosk/dossier/letter.hpp"
#include "kiosk/dossier/submission.hpp"
#include "tests/dossier/samples.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"

using namespace kiosk;
using app::CentreDesk;

namespace {

const WallTime monday = wall_time({{2026, 11, 23}, 9, 42, 0});

struct Centre {
    const app::PublicData& data = test::public_data();
    ManualClock clock{monday};
    SeededIds ids{7};
    std::unique_ptr<store::Store> store = store::Store::open_in_memory(data.settings, ids).value();
    queue::TicketOffice office{store->database(), clock, data.settings};
    CentreDesk desk{*store, office, data, clock};
    queue::Keys keys{data.settings.centre.id};

    CentreDesk::Wishes meet(const CentreDesk::Here& here = {}) {
        clock.advance(1s);
        auto met = desk.meet(here);
        REQUIRE(met);
        return *met;
    }
    std::optional<std::string> at(const std::string& key) {
        const auto reading = office.engine().read(key);
        REQUIRE(reading);
        for (const auto& entry : reading->entries) {
            if (entry.key == key) return entry.value;
        }
        return std::nullopt;
    }
    queue::Ticket ticket() {
        const auto press = ids.make(clock.wall());
        REQUIRE(office.take(press, {settings::Purpose::submit, "civil_status", "1.001193"}, {}, clock.wall()));
        return office.hold(press, queue::TicketState::printed, clock.wall()).value();
    }
};

/// Handed in at this kiosk, to be accepted at a counter.
void prepare(Centre& centre, const std::string& visit_code) {
    const auto& procedure = *centre.data.catalogue->procedure("1.001193");
    auto draft = samples::draft();
    draft.papers.clear();
    draft.paper("birth_notice").pages.push_back(samples::page(1));
    draft.paper("surrogacy").bring_original = true;
    store::NewDossier out;
    out.id = centre.ids.make(centre.clock.wall());
    out.procedure_code = procedure.code;
    out.procedure_name = procedure.name.vi;
    out.submitted_at = centre.clock.wall();
    out.visit_code = visit_code;
    dossier::Header header;
    header.id = out.id;
    header.submitted_at = out.submitted_at;
    header.visit_code = visit_code;
    out.make_body = [&](std::string_view code) -> Result<Personal> {
        header.provisional_code = code;
        return Personal(dossier::submission_json(draft, procedure, centre.data.catalogue->form(procedure.form), header));
    };
    REQUIRE(centre.store->dossiers().record(out));
}

}  // namespace

TEST_CASE("a dossier that is prepared here is known to every counter, without anything about a person") {
    Centre centre;
    prepare(centre, "7KQ2M0XD");  // before this start
    centre.meet();
    prepare(centre, "8KQ2M0XD");
    centre.meet();
    const auto first = centre.at(centre.keys.prepared("7KQ2M0XD"));
    REQUIRE(first);
    REQUIRE(centre.at(centre.keys.prepared("8KQ2M0XD")));
    const auto read = queue::read_prepared(*first);
    REQUIRE(read);
    CHECK(read->procedure == "1.001193");
    CHECK(read->code.starts_with("TAM-K1-"));
    const auto of = [&](const char* component) {
        const auto found = std::ranges::find(read->papers, component, &queue::Prepared::Paper::component);
        REQUIRE(found != read->papers.end());
        return *found;
    };
    CHECK(of("birth_notice").pages == 1);
    CHECK(of("surrogacy").original);
    CHECK(of("abandoned_record").pages == 0);
    for (const auto* part : {"Ánh", "Bảo", "051190000123", "0905"}) CHECK(first->find(part) == std::string::npos);
}

TEST_CASE("a prepared dossier is told once, and again by nobody; a clock that was put back loses none") {
    Centre centre;
    centre.meet();
    prepare(centre, "7KQ2M0XD");
    centre.meet();
    const auto key = centre.keys.prepared("7KQ2M0XD");
    const auto revision = [&] { return centre.office.engine().read(key)->entries.front().modified; };
    const auto told = revision();
    for (int i = 0; i < 3; ++i) centre.meet();
    CentreDesk again(*centre.store, centre.office, centre.data, centre.clock);
    REQUIRE(again.meet({}));
    CHECK(revision() == told);
    centre.clock.jump_wall(-1h);
    prepare(centre, "8KQ2M0XD");
    centre.meet();
    CHECK(centre.at(centre.keys.prepared("8KQ2M0XD")));
    CHECK(revision() == told);
}

TEST_CASE("a call stands at the consoles until it is over, and the kiosk hears once who took it") {
    Centre centre;
    const auto key = centre.keys.help("K1");
    const auto call = centre.ids.make(monday);
    centre.meet();
    CHECK_FALSE(centre.at(key));
    CHECK_FALSE(centre.meet({call}).call_taken);
    REQUIRE(centre.at(key));
    CHECK(queue::read_help(*centre.at(key))->press == call);
    CHECK_FALSE(centre.meet({call}).call_taken);
    REQUIRE(centre.office.queue().take_help("K1", {centre.ids.make(monday), monday, "training_1"}));
    CHECK(centre.meet({call}).call_taken == call);
    CHECK_FALSE(centre.meet().call_taken);
    CHECK(centre.at(key));  // the consoles show who is coming
    for (int i = 0; i < 30; ++i) centre.meet();
    CHECK_FALSE(centre.at(key));
}

TEST_CASE("a second call is a new one: the officer of the first is not coming") {
    Centre centre;
    centre.meet({centre.ids.make(monday)});
    REQUIRE(centre.office.queue().take_help("K1", {centre.ids.make(monday), monday, "training_1"}));
    const auto second = centre.ids.make(monday);
    CHECK_FALSE(centre.meet({second}).call_taken);
    CHECK_FALSE(centre.meet({second}).call_taken);
}

TEST_CASE("a call that a kiosk left behind when it died goes at its next start") {
    Centre centre;
    const auto key = centre.keys.help("K1");
    centre.meet({centre.ids.make(monday)});
    REQUIRE(centre.at(key));
    CentreDesk again(*centre.store, centre.office, centre.data, centre.clock);
    REQUIRE(again.meet({}));
    CHECK_FALSE(centre.at(key));
}

TEST_CASE("what does not work is told at once, and that the kiosk is there every minute") {
    Centre centre;
    const auto state = [&] { return *queue::read_kiosk(*centre.at(centre.keys.kiosk("K1"))); };
    centre.meet();
    const auto first = state();
    CHECK(first.faults.empty());
    centre.meet();
    CHECK(state() == first);
    centre.meet({{}, {"ticket_printer"}});
    CHECK(state().faults == std::vector<std::string>{"ticket_printer"});
    const auto then = state().as_of;
    for (int i = 0; i < 61; ++i) centre.meet({{}, {"ticket_printer"}});
    CHECK(state().as_of > then);
}

TEST_CASE("a number that is asked for again is printed once, by the kiosk that gave it") {
    Centre centre;
    const auto ticket = centre.ticket();
    REQUIRE(centre.office.queue().ask_reprint(ticket.press, {centre.ids.make(monday), monday, "training_1"}));
    const auto wishes = centre.meet();
    REQUIRE(wishes.print_again.size() == 1);
    CHECK(wishes.print_again.front().ticket.number == ticket.number);
    CHECK(wishes.print_again.front().by == "training_1");
    CHECK(centre.meet().print_again.empty());
}

TEST_CASE("at closing the slips of those who wait are printed one after the other, as fast as a printer prints") {
    Centre centre;
    for (int i = 0; i < 3; ++i) centre.ticket();
    const queue::Deed closing{centre.ids.make(monday), monday, "training_lead"};
    REQUIRE(centre.office.postpone_waiting({2026, 11, 24}, closing));
    std::set<std::string> numbers;
    for (int seconds = 0; seconds < 12; ++seconds) {
        const auto wishes = centre.meet();
        REQUIRE(wishes.print_again.size() <= 1);
        if (seconds % 4 == 0) REQUIRE(wishes.print_again.size() == 1);
        for (const auto& again : wishes.print_again) {
            CHECK(again.ticket.goes_first({2026, 11, 24}));
            numbers.insert(again.ticket.number);
        }
    }
    CHECK(numbers.size() == 3);
}

TEST_CASE("what people said at a tablet becomes a letter of this kiosk, and what cannot be read goes") {
    Centre centre;
    const auto id = centre.ids.make(monday);
    const dossier::Rating rating{"2026-1", 5, {}, "A001", {{"service", 4}}};
    const auto letter = dossier::rating_json({id, monday, "K1", "BINHSON", "binh_son"}, rating);
    REQUIRE(centre.office.engine().write(
        {{}, {{centre.keys.ratings() + id.text(), letter}, {centre.keys.ratings() + "damaged", "{"}}, {}}));
    for (int i = 0; i < 25; ++i) centre.meet();
    CHECK(centre.office.engine().read(centre.keys.ratings())->entries.empty());
    const auto kept = centre.store->letters().find(id);
    REQUIRE(kept);
    REQUIRE(kept->has_value());
    CHECK((*kept)->kind == dossier::LetterKind::rating);
    CHECK(centre.store->outbox().waiting_letters_count().value() == 1);
}
