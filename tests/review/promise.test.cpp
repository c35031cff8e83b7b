#include "kiosk/review/promise.hpp"

#include "kiosk/settings/settings.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using dossier::Status;
using review::Counted;

namespace {

const WallTime accepted = wall_time({{2026, 11, 23}, 9, 0, 0});

settings::Hours office_hours() {
    settings::Hours out;
    for (int day = 0; day < 5; ++day) out.weekday[day] = {{450, 690}, {810, 1020}};
    return out;
}

dossier::StatusView view(Status status, WallTime at, WallTime as_of) {
    dossier::StatusView out;
    out.status = status;
    out.steps = {{Status::registered, accepted + -1h, ""}, {Status::accepted, accepted, ""}};
    if (status != Status::accepted) out.steps.push_back({status, at, ""});
    out.due_at = accepted + 72h;
    out.as_of = as_of;
    return out;
}

std::optional<Counted> kept(const dossier::StatusView& of, bool due_moved = false) {
    return review::promise_kept(of, dossier::WorkingTime(office_hours()), due_moved);
}

}  // namespace

TEST_CASE("a result in time, a late one, and one that is not there yet after its day are told apart") {
    CHECK(kept(view(Status::finished, accepted + 48h, accepted + 100h)) == Counted::ended_in_time);
    CHECK(kept(view(Status::returned, accepted + 73h, accepted + 100h)) == Counted::ended_late);
    CHECK(kept(view(Status::processing, accepted + 1h, accepted + 73h)) == Counted::found_overdue);
}

TEST_CASE("what still runs, waits for papers, was refused or has no day is no promise broken or kept") {
    CHECK_FALSE(kept(view(Status::processing, accepted + 1h, accepted + 71h)));
    CHECK_FALSE(kept(view(Status::supplement_asked, accepted + 1h, accepted + 100h)));
    CHECK_FALSE(kept(view(Status::not_accepted, accepted + 1h, accepted + 100h)));
    auto without_day = view(Status::finished, accepted + 1h, accepted + 100h);
    without_day.due_at.reset();
    CHECK_FALSE(kept(without_day));
}

TEST_CASE("a wait for papers counts once: against the first due date, or within the one that was moved") {
    auto waited = view(Status::finished, accepted + 120h, accepted + 200h);
    const auto end = waited.steps.back();
    waited.steps.back() = {Status::supplement_asked, accepted + 24h, ""};
    waited.steps.push_back({Status::processing, accepted + 96h, ""});
    waited.steps.push_back(end);
    CHECK(kept(waited) == Counted::ended_in_time);  // 120 hours less 72 of waiting
    waited.due_at = accepted + 119h;                // moved by the portal
    CHECK(kept(waited, true) == Counted::ended_late);
    waited.due_at = accepted + 121h;
    CHECK(kept(waited, true) == Counted::ended_in_time);
}

TEST_CASE("after an apology the first promise stays broken, whatever the second one was") {
    auto apologised = view(Status::finished, accepted + 48h, accepted + 100h);
    apologised.sent.push_back({"04-2", dossier::OfficerForm::apology, accepted + 47h});
    CHECK(kept(apologised) == Counted::ended_late);
}
