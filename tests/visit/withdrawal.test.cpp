#include "kiosk/app/store_desk.hpp"
#include "kiosk/queue/office.hpp"
#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::test;
using Answer = dossier::AskedWithdrawal::Answer;
using dossier::Status;

namespace {

dossier::StatusView in_state(Status status) {
    dossier::StatusView view;
    view.code = "H48.22-261116-0123";
    view.status = status;
    view.steps = {{status, WallTime{}, {}}};
    return view;
}

/// Looked up with the digits 0123.
Stage reading(dossier::StatusView view) {
    visit::Visit start;
    start.state = visit::AskingStatus{view.code, press(9), Monotonic{} + 12s, {}, Personal("0123")};
    Stage stage(std::move(start));
    stage.after(visit::StatusFound{press(9), std::move(view)});
    return stage;
}

Stage confirmed() {
    auto stage = reading(in_state(Status::processing));
    stage.after(visit::WithdrawalWanted{}).after(visit::WithdrawalConfirmed{press(5)});
    return stage;
}

const dossier::AskedWithdrawal& asked(const Stage& stage) {
    const auto& view = stage.as<visit::ReadingStatus>().view;
    REQUIRE(view.withdrawal);
    return *view.withdrawal;
}

}  // namespace

TEST_CASE("a dossier may be withdrawn where the national table lets it, and nowhere else") {
    for (int number = 1; number <= 10; ++number) {
        const auto status = *dossier::parse_status(number);
        CAPTURE(number);
        auto stage = reading(in_state(status));
        stage.after(visit::WithdrawalWanted{});
        CHECK((stage.state() == "ConfirmingWithdrawal") == (number >= 4 && number <= 6));
    }
    auto waiting = in_state(Status::processing);
    waiting.waiting_for_delivery = true;
    CHECK(reading(waiting).after(visit::WithdrawalWanted{}).state() == "ReadingStatus");
    auto prepared = in_state(Status::processing);
    prepared.prepared = dossier::PreparedVisit{"7KQ2M0XD", {}, {}};
    CHECK(reading(prepared).after(visit::WithdrawalWanted{}).state() == "ReadingStatus");
}

TEST_CASE("a withdrawal is asked for with the code and the digits that opened the dossier, and the answer is shown") {
    auto stage = confirmed();
    CHECK(stage.state() == "Withdrawing");
    const auto* effect = stage.effect<visit::RecordWithdrawal>();
    REQUIRE(effect != nullptr);
    CHECK(effect->withdrawal.dossier == "H48.22-261116-0123");
    CHECK(effect->withdrawal.last_four == Personal("0123"));
    stage.after(visit::WithdrawalRecorded{press(5)});
    CHECK(stage.state() == "Withdrawing");
    SECTION("taken") {
        stage.after(visit::WithdrawalTaken{press(5)});
        CHECK(asked(stage).answer == Answer::taken);
        CHECK(stage.as<visit::ReadingStatus>().view.status == Status::withdrawal_asked);
        CHECK(stage.as<visit::ReadingStatus>().view.steps.back().status == Status::withdrawal_asked);
        CHECK(stage.after(visit::WithdrawalWanted{}).state() == "ReadingStatus");
    }
    SECTION("refused, in the portal's words") {
        stage.after(visit::WithdrawalRefused{press(5), "Hồ sơ đã trình ký"});
        CHECK(asked(stage).words == "Hồ sơ đã trình ký");
        CHECK(stage.as<visit::ReadingStatus>().view.status == Status::processing);
    }
    SECTION("no answer within the time: it is on its way, and what comes later is still shown") {
        stage.pass(7s);
        CHECK(asked(stage).answer == Answer::on_its_way);
        CHECK(stage.after(visit::WithdrawalWanted{}).state() == "ReadingStatus");  // never asked for twice
        stage.after(visit::WithdrawalTaken{press(6)});
        CHECK(asked(stage).answer == Answer::on_its_way);
        stage.after(visit::WithdrawalTaken{press(5)});
        CHECK(asked(stage).answer == Answer::taken);
    }
}

TEST_CASE("with the portal unreachable nobody waits: the wish is kept and on its way") {
    auto stage = confirmed();
    stage.visit().situation.portal_connected = false;
    stage.after(visit::WithdrawalRecorded{press(5)});
    CHECK(asked(stage).answer == Answer::on_its_way);
}

TEST_CASE("a withdrawal that could not be written down says so, and trying again asks once") {
    auto stage = confirmed();
    stage.after(visit::WithdrawalNotRecorded{press(5), Code::disk_full});
    REQUIRE(stage.state() == "ConfirmingWithdrawal");
    CHECK(stage.as<visit::ConfirmingWithdrawal>().problem.has_value());
    stage.after(visit::WithdrawalConfirmed{press(6)});
    CHECK(stage.as<visit::Withdrawing>().press == press(5));
}

TEST_CASE("while the store does not answer the same wish is told it again, and nobody is sent away not knowing") {
    auto stage = confirmed();
    static_cast<void>(stage.effects());
    stage.pass(6s);
    REQUIRE(stage.state() == "Withdrawing");
    REQUIRE(stage.effect<visit::RecordWithdrawal>() != nullptr);
    CHECK(stage.effect<visit::RecordWithdrawal>()->press == press(5));
    stage.after(visit::WithdrawalRecorded{press(5)}).pass(7s);
    CHECK(asked(stage).answer == Answer::on_its_way);
}

TEST_CASE("not withdrawing leads back to the dossier as it was") {
    auto stage = reading(in_state(Status::processing));
    stage.after(visit::WithdrawalWanted{}).after(visit::WentBack{});
    CHECK_FALSE(stage.as<visit::ReadingStatus>().view.withdrawal);
    CHECK(stage.effect<visit::RecordWithdrawal>() == nullptr);
}

TEST_CASE("looked up again, online or offline, a dossier tells what became of its withdrawal") {
    SeededIds ids(5);
    ManualClock clock(parse_iso_time("2026-11-23T09:00:00+07:00").value());
    auto store = store::Store::open_in_memory(public_data().settings, ids).value();
    queue::TicketOffice queue(store->database(), clock, public_data().settings);
    app::StoreDesk desk(*store, queue, public_data(), clock, ids);
    const auto look_up = [&](const Result<dossier::StatusView>& answer) {
        auto inquiry = desk.begin_inquiry({ids.make(clock.wall()), "H48.22-261116-0123", Personal("0123"), {}});
        REQUIRE(inquiry);
        const auto event = desk.end_inquiry(*inquiry, answer);
        REQUIRE(std::holds_alternative<visit::StatusFound>(event));
        return std::get<visit::StatusFound>(event).view;
    };
    auto at_portal = in_state(Status::processing);
    at_portal.from_portal = true;
    at_portal.as_of = clock.wall();
    const Result<dossier::StatusView> no_line = fail(Code::unreachable, "no line");
    CHECK_FALSE(look_up(at_portal).withdrawal);

    const auto event = desk.record(visit::RecordWithdrawal{press(5), {at_portal.code, Personal("0123")}});
    REQUIRE(std::holds_alternative<visit::WithdrawalRecorded>(event));
    for (const auto& view : {look_up(at_portal), look_up(no_line)}) {
        REQUIRE(view.withdrawal);
        CHECK(view.withdrawal->answer == Answer::on_its_way);
        CHECK(view.withdrawal->press == press(5));
        CHECK_FALSE(dossier::may_be_withdrawn(view));
    }
    REQUIRE(store->outbox().mark_in_flight(press(5), clock.wall()));
    SECTION("taken: the last known state follows") {
        REQUIRE(store->outbox().delivered(press(5), "", clock.wall()));
        CHECK(look_up(no_line).status == Status::withdrawal_asked);
    }
    SECTION("refused: the words stay, and it may be asked for again") {
        REQUIRE(store->outbox().refuse(press(5), "Hồ sơ đã trình ký", clock.wall()));
        const auto view = look_up(no_line);
        REQUIRE(view.withdrawal);
        CHECK(view.withdrawal->words == "Hồ sơ đã trình ký");
        CHECK(dossier::may_be_withdrawn(view));
    }
}
