#include "tests/support/catch.hpp"
#include "tests/visit/stage.hpp"

using namespace kiosk;
using namespace kiosk::visit;
using test::Stage;

namespace {

Stage at_life_events(Journey journey) {
    Visit start;
    start.state = ChoosingField{journey, Purpose::submit};
    Stage stage(std::move(start));
    stage.after(GroupingChosen{Grouping::life_events});
    return stage;
}

}  // namespace

TEST_CASE("a procedure is found by the life event that takes it, and the way back leads there") {
    const auto& event = test::public_data().catalogue->life_events().front();
    auto stage = at_life_events(Journey::submit);
    CHECK(stage.as<ChoosingField>().grouping == Grouping::life_events);
    stage.after(LifeEventChosen{event.id});
    CHECK(stage.as<ChoosingProcedure>().life_event == event.id);
    const auto* procedure = test::public_data().catalogue->in_life_event(event.id).front();
    stage.after(ProcedureChosen{procedure->code});
    CHECK(stage.as<ReadingDetails>().procedure == procedure);
    stage.after(WentBack{});
    CHECK(stage.as<ChoosingProcedure>().life_event == event.id);
    stage.after(WentBack{});
    CHECK(stage.as<ChoosingField>().grouping == Grouping::life_events);
    stage.after(GroupingChosen{Grouping::fields}).after(FieldChosen{procedure->field}).after(WentBack{});
    CHECK(stage.as<ChoosingField>().grouping == Grouping::fields);
}

TEST_CASE("a life event that is not there leaves the tiles as they are") {
    auto stage = at_life_events(Journey::submit);
    stage.after(LifeEventChosen{"nothing"});
    CHECK(stage.state() == "ChoosingField");
}

TEST_CASE("a number without a procedure is for a field, never for a life event") {
    auto stage = at_life_events(Journey::ticket);
    stage.after(LifeEventChosen{test::public_data().catalogue->life_events().front().id}).after(ProcedureSkipped{});
    CHECK(stage.state() == "ChoosingProcedure");
}

TEST_CASE("the paper of an authorisation is missing only when somebody files for another") {
    const auto* birth = test::public_data().catalogue->procedure("1.001193");
    REQUIRE(birth != nullptr);
    dossier::Draft draft;
    const auto asked = [&](catalogue::ApplicantKind kind) {
        draft.applicant = kind;
        const auto missing = dossier::missing_components(*birth, draft);
        return std::find(missing.begin(), missing.end(), "authorisation") != missing.end();
    };
    CHECK(asked(catalogue::ApplicantKind::authorised));
    CHECK_FALSE(asked(catalogue::ApplicantKind::relative));
}
