// What a visit notes for the review of procedures, and when it tells.

#include <algorithm>

#include "tests/support/catch.hpp"
#include "tests/visit/stage.hpp"

using namespace kiosk;
using namespace kiosk::visit;
using review::Counted;
using test::Stage;

namespace {

Stage at_page(State state) {
    Visit start;
    start.state = std::move(state);
    return Stage(std::move(start));
}

int times(const review::Notes& notes, Counted counted, std::string_view procedure = {}) {
    return static_cast<int>(std::ranges::count_if(notes, [&](const auto& note) {
        return note.counted == counted && (procedure.empty() || note.procedure == procedure);
    }));
}

const Procedure* only_at_the_counter() {
    for (const auto& procedure : test::public_data().catalogue->procedures())
        if (procedure.offer == catalogue::Offer::in_person) return &procedure;
    broken("the catalogue has a procedure that is done at the counter");
}

}  // namespace

TEST_CASE("a visit is told when it is over, once, and nothing of it stays") {
    Stage stage;
    stage.after(Started{}).after(ErrandChosen{Errand::submit});
    CHECK(stage.effect<CountVisit>() == nullptr);
    stage.after(Ended{});
    REQUIRE(stage.effect<CountVisit>() != nullptr);
    CHECK(times(stage.effect<CountVisit>()->notes, Counted::visits) == 1);
    CHECK(stage.visit().notes.empty());
}

TEST_CASE("a search that leads to a procedure is told with it, one that is left with its words") {
    const auto& procedure = test::submittable();
    auto found = at_page(Searching{});
    found.after(WordsTyped{"khai sinh"}).after(ProcedureChosen{procedure.code});
    CHECK(times(found.visit().notes, Counted::found_by_search, procedure.code) == 1);
    CHECK(times(found.visit().notes, Counted::asked_for, procedure.code) == 1);
    found.after(WentBack{}).after(WentBack{});
    CHECK(times(found.visit().notes, Counted::searches_left) == 0);  // these words had led somewhere

    auto left = at_page(Searching{});
    left.after(WordsTyped{"bằng"}).after(WordsTyped{"bằng lái xe"}).after(WentBack{});
    REQUIRE(times(left.visit().notes, Counted::searches_left) == 1);
    CHECK(left.visit().notes.back().words.reveal() == "bằng lái xe");
    auto empty = at_page(Searching{});
    empty.after(WentBack{});
    CHECK(empty.visit().notes.empty());
}

TEST_CASE("a search under a question is not over yet, and is told when nobody comes back") {
    auto stage = at_page(Searching{});
    stage.after(WordsTyped{"bằng lái xe"}).after(HelpCalled{stage.id(1)});
    CHECK(times(stage.visit().notes, Counted::searches_left) == 0);
    stage.pass(2h);
    REQUIRE(stage.effect<CountVisit>() != nullptr);
    CHECK(times(stage.effect<CountVisit>()->notes, Counted::searches_left) == 1);
}

TEST_CASE("wanting to file what is done at the counter is noted, reading it for guidance is not") {
    const auto* procedure = only_at_the_counter();
    auto wants = at_page(ChoosingProcedure{Journey::submit, Purpose::submit, procedure->field});
    wants.after(ProcedureChosen{procedure->code}).after(WentBack{}).after(ProcedureChosen{procedure->code});
    CHECK(times(wants.visit().notes, Counted::counter_only, procedure->code) == 1);
    CHECK(times(wants.visit().notes, Counted::asked_for, procedure->code) == 1);
    auto reads = at_page(ChoosingProcedure{Journey::guidance, Purpose::ask, procedure->field});
    reads.after(ProcedureChosen{procedure->code});
    CHECK(times(reads.visit().notes, Counted::counter_only) == 0);
    CHECK(times(reads.visit().notes, Counted::asked_for, procedure->code) == 1);
}

TEST_CASE("without scanner and camera it is the equipment that is noted") {
    const auto& procedure = test::submittable();
    auto stage = at_page(ChoosingProcedure{Journey::submit, Purpose::submit, procedure.field});
    stage.visit().situation.camera = Code::device_gone;
    stage.visit().situation.page_scanner = Code::device_gone;
    stage.after(ProcedureChosen{procedure.code});
    CHECK(times(stage.visit().notes, Counted::no_device, procedure.code) == 1);
}

TEST_CASE("an untested procedure is not submitted here, and that is noted") {
    auto untested = test::submittable();
    untested.untested = true;
    auto stage = at_page(ReadingDetails{Journey::submit, &untested, {}});
    stage.after(SubmissionChosen{});
    CHECK(stage.state() == "ReadingDetails");
    CHECK(times(stage.visit().notes, Counted::untested, untested.code) == 1);
    stage.after(TicketChosen{});
    CHECK(stage.state() == "ConfirmingTicket");
}

TEST_CASE("a filing that was begun and the papers it lacked are noted") {
    const auto& procedure = test::submittable();
    Filing filing{&procedure, {}};
    auto begun = at_page(ReadingNotice{filing});
    begun.after(NoticeAccepted{});
    CHECK(times(begun.visit().notes, Counted::begun, procedure.code) == 1);
    auto papers = at_page(CollectingPapers{filing, {}, false});
    papers.after(PapersFinished{}).after(PapersFinished{});
    const auto missing = papers.as<CollectingPapers>().missing.size();
    REQUIRE(missing > 0);
    CHECK(times(papers.visit().notes, Counted::paper_missing, procedure.code) == static_cast<int>(missing));
}
