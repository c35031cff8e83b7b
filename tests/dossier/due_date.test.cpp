#include "kiosk/dossier/due_date.hpp"

#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;
using settings::DossierRules;

namespace {

/// Monday to Friday; Wednesday 25 November off.
WorkingTime office() {
    settings::Hours hours;
    for (int day = 0; day < 5; ++day) hours.weekday[day] = {{450, 690}, {810, 1020}};
    hours.special_days[{2026, 11, 25}] = {};
    hours.announced_years = {2026};
    return WorkingTime(hours);
}

WallTime at(int day, int hour, int minute = 0) { return wall_time({{2026, 11, day}, hour, minute, 0}); }
std::string text(const Result<Due>& due) { return due ? iso_time(due->at).substr(5, 11) : due.error().detail; }
StatusStep step(Status status, WallTime when) { return {status, when, ""}; }

}  // namespace

TEST_CASE("the due date counts working days from the acceptance, at its time of day or to the end of the day") {
    DossierRules rules;
    CHECK(text(due_after_days(office(), rules, at(23, 9, 42), 3)) == "11-27T09:42");
    CHECK(text(due_after_days(office(), rules, at(23, 12), 1)) == "11-24T13:30");
    rules.due_at = DossierRules::DueAt::end_of_day;
    CHECK(text(due_after_days(office(), rules, at(23, 9, 42), 3)) == "11-27T17:00");
    CHECK(text(due_after_hours(office(), at(24, 16), 4h)) == "11-26T10:30");
}

TEST_CASE("the end of the last day is that of half a day too, whatever the hour of the acceptance was") {
    settings::Hours hours;
    for (int day = 0; day < 5; ++day) hours.weekday[day] = {{450, 690}, {810, 1020}};
    hours.special_days[{2026, 11, 27}].stretches = {{450, 690}};  // Friday morning
    DossierRules rules;
    rules.due_at = DossierRules::DueAt::end_of_day;
    for (const int hour : {9, 12, 15, 17})
        CHECK(text(due_after_days(WorkingTime(hours), rules, at(26, hour), 1)) == "11-27T11:30");
    CHECK(text(due_after_days(WorkingTime(hours), rules, at(26, 18), 1)) == "11-30T17:00");  // accepted on Friday, then
    rules.due_at = DossierRules::DueAt::same_time;
    CHECK(text(due_after_days(WorkingTime(hours), rules, at(26, 15), 1)) == "11-30T07:30");
}

TEST_CASE("what is done within the day is due on the next one when it was accepted after three o'clock") {
    const DossierRules rules;
    CHECK(text(due_after_days(office(), rules, at(24, 15), 0)) == "11-24T17:00");
    CHECK(text(due_after_days(office(), rules, at(24, 15, 1), 0)) == "11-26T17:00");
    CHECK(text(due_after_days(office(), rules, at(25, 9), 0)) == "11-26T17:00");
}

TEST_CASE("days of the calendar, hours and days of work: whichever the procedure names, and no date when it names none") {
    const DossierRules rules;
    catalogue::Handling handling;
    CHECK_FALSE(due_of(office(), rules, at(23, 9), handling)->has_value());
    handling.calendar_days = 5;  // Saturday
    CHECK(iso_time((*due_of(office(), rules, at(23, 9), handling))->at) == "2026-11-30T07:30:00+07:00");
    handling.calendar_days.reset();
    handling.working_hours = 8;
    CHECK(iso_time((*due_of(office(), rules, at(23, 9), handling))->at) == "2026-11-24T09:30:00+07:00");
    handling.working_hours.reset();
    handling.working_days = 1;
    CHECK(iso_time((*due_of(office(), rules, at(23, 9), handling))->at) == "2026-11-24T09:00:00+07:00");
}

TEST_CASE("a due date beyond the years whose days off are announced says so") {
    const DossierRules rules;
    CHECK(due_after_days(office(), rules, at(23, 9), 20)->announced);
    CHECK_FALSE(due_after_days(office(), rules, at(23, 9), 30)->announced);
}

TEST_CASE("a supplement stops the clock: the working time that was left is given again") {
    // Three and a half working hours are left when it is asked for; the papers come at half past nine.
    CHECK(text(due_after_supplement(office(), at(24, 10, 30), at(23, 17) + -(30min), at(26, 9, 30))) == "11-26T15:00");
    CHECK(text(due_after_supplement(office(), at(24, 10), at(24, 10), at(26, 9))) == "11-26T09:00");
    CHECK(due_after_supplement(office(), at(24, 10), at(24, 10), at(24, 9)).error().code == Code::bad_usage);
}

TEST_CASE("the waits of a dossier are its stays in states 5 and 6") {
    const auto waits = waits_of({step(Status::accepted, at(23, 8)), step(Status::processing, at(23, 9)),
                                 step(Status::supplement_asked, at(23, 10)), step(Status::processing, at(24, 9)),
                                 step(Status::payment_asked, at(24, 10)), step(Status::payment_asked, at(24, 11)),
                                 step(Status::processing, at(24, 14)), step(Status::supplement_asked, at(24, 15))});
    REQUIRE(waits.size() == 3);
    CHECK(waits[0] == Wait{at(23, 10), at(24, 9)});
    CHECK(waits[1] == Wait{at(24, 10), at(24, 14), Status::payment_asked});
    CHECK(waits[2] == Wait{at(24, 15), std::nullopt});
}

TEST_CASE("the handling ends with 9, also when the result was given out later, or with a refusal, a withdrawal, a stop") {
    const auto until = [](std::vector<StatusStep> steps) { return ended_at(steps); };
    CHECK(until({step(Status::processing, at(23, 9)), step(Status::finished, at(24, 9)),
                 step(Status::returned, at(27, 9))}) == at(24, 9));
    CHECK(until({step(Status::returned, at(27, 9))}) == at(27, 9));
    for (const auto end : {Status::not_accepted, Status::withdrawal_asked, Status::stopped})
        CHECK(until({step(Status::registered, at(23, 9)), step(end, at(24, 9))}) == at(24, 9));
    CHECK(until({step(Status::processing, at(23, 9)), step(Status::supplement_asked, at(23, 11))}) == at(23, 11));
    CHECK_FALSE(until({step(Status::accepted, at(23, 8)), step(Status::processing, at(23, 9))}));
}

TEST_CASE("on time is by the national formula") {
    const auto time = office();
    const Promise promise{at(24, 9), false, std::nullopt};
    const auto accepted = step(Status::accepted, at(23, 8));
    const auto processing = step(Status::processing, at(23, 9));
    const auto verdict = [&](std::vector<StatusStep> more, const Promise& given, WallTime now) {
        std::vector<StatusStep> steps{accepted, processing};
        steps.insert(steps.end(), more.begin(), more.end());
        return punctuality(steps, given, time, now);
    };
    CHECK(verdict({}, promise, at(24, 9)) == Punctuality::running);
    CHECK(verdict({}, promise, at(24, 10)) == Punctuality::late);
    CHECK(verdict({step(Status::finished, at(24, 9))}, promise, at(27, 9)) == Punctuality::on_time);
    CHECK(verdict({step(Status::finished, at(24, 9) + 1s)}, promise, at(27, 9)) == Punctuality::late);
    CHECK(verdict({step(Status::finished, at(24, 8)), step(Status::returned, at(27, 9))}, promise, at(27, 9)) ==
          Punctuality::on_time);
    SECTION("while a supplement is waited for the request ends it") {
        CHECK(verdict({step(Status::supplement_asked, at(23, 10))}, promise, at(30, 9)) == Punctuality::on_time);
        CHECK(verdict({step(Status::supplement_asked, at(24, 10))}, promise, at(24, 11)) == Punctuality::late);
    }
    SECTION("the wait is subtracted, unless the due date was moved for it") {
        const std::vector<StatusStep> waited{step(Status::supplement_asked, at(23, 10)),
                                             step(Status::processing, at(26, 10)), step(Status::finished, at(26, 14))};
        CHECK(verdict(waited, promise, at(27, 9)) == Punctuality::on_time);
        CHECK(verdict(waited, {at(24, 9), true, std::nullopt}, at(27, 9)) == Punctuality::late);
    }
    SECTION("a wait for money is subtracted as well, wherever a supplement moved the due date, and is no second request") {
        const std::vector<StatusStep> paid{step(Status::payment_asked, at(23, 10)), step(Status::processing, at(25, 10)),
                                           step(Status::supplement_asked, at(25, 11)), step(Status::processing, at(25, 12)),
                                           step(Status::finished, at(25, 15))};
        CHECK(verdict(paid, promise, at(27, 9)) == Punctuality::on_time);
        CHECK(verdict(paid, {at(24, 9), true, std::nullopt}, at(27, 9)) == Punctuality::on_time);
        CHECK(verdict({step(Status::payment_asked, at(23, 10))}, promise, at(30, 9)) == Punctuality::on_time);
    }
    SECTION("a second request is late whatever the dates say") {
        const std::vector<StatusStep> twice{step(Status::supplement_asked, at(23, 10)), step(Status::processing, at(23, 11)),
                                            step(Status::supplement_asked, at(23, 14)), step(Status::processing, at(23, 15)),
                                            step(Status::finished, at(23, 16))};
        CHECK(verdict(twice, promise, at(27, 9)) == Punctuality::late);
    }
    SECTION("without a due date the procedure's working days count, and without them nothing is known") {
        CHECK(verdict({step(Status::finished, at(26, 8))}, {std::nullopt, false, 2}, at(27, 9)) == Punctuality::on_time);
        CHECK(verdict({step(Status::finished, at(26, 9))}, {std::nullopt, false, 2}, at(27, 9)) == Punctuality::late);
        CHECK(verdict({}, {}, at(27, 9)) == Punctuality::unknown);
    }
}
