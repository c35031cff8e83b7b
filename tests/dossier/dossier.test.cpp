#include "kiosk/dossier/dossier.hpp"

#include "tests/dossier/samples.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::dossier;
using catalogue::Identification;
using catalogue::Offer;

TEST_CASE("a dossier is filed online only when the procedure, the person and the province allow it") {
    auto procedure = samples::birth_registration();
    auto draft = samples::draft();
    CHECK(outcome_of(procedure, draft, true) == Outcome::submitted_online);
    CHECK(outcome_of(procedure, draft, false) == Outcome::prepared);

    draft.identified_by = IdentifiedBy::signed_in;
    CHECK(outcome_of(procedure, draft, false) == Outcome::submitted_online);

    draft.identified_by = IdentifiedBy::other_paper;
    CHECK(outcome_of(procedure, draft, true) == Outcome::prepared);
    procedure.identification = Identification::none;
    CHECK(outcome_of(procedure, draft, true) == Outcome::submitted_online);

    procedure.identification = Identification::signed_in;
    draft.identified_by = IdentifiedBy::card;
    CHECK(outcome_of(procedure, draft, true) == Outcome::prepared);
    procedure.identification = Identification::officer;
    draft.identified_by = IdentifiedBy::signed_in;
    CHECK(outcome_of(procedure, draft, true) == Outcome::prepared);
    draft.identified_by = IdentifiedBy::officer;
    CHECK(outcome_of(procedure, draft, true) == Outcome::submitted_online);

    procedure.handling.pop_back();  // no online channel was published
    CHECK(outcome_of(procedure, draft, true) == Outcome::prepared);
    procedure = samples::birth_registration();
    procedure.offer = Offer::in_person;
    CHECK(outcome_of(procedure, draft, true) == Outcome::prepared);
}

TEST_CASE("originals to bring are those the law wants, those promised, and those only shown") {
    auto procedure = samples::birth_registration();
    auto draft = samples::draft();
    CHECK(originals_to_bring(procedure, draft) == std::vector<std::string>{"chung-sinh", "ket-hon", "can-cuoc"});

    draft.paper("ket-hon").bring_original = false;
    CHECK(originals_to_bring(procedure, draft) == std::vector<std::string>{"chung-sinh", "can-cuoc"});

    procedure.offer = Offer::submit;
    CHECK(originals_to_bring(procedure, draft) == std::vector<std::string>{"can-cuoc"});
}

TEST_CASE("a required paper is missing until it has a page or the word to bring it") {
    const auto procedure = samples::birth_registration();
    Draft draft;
    CHECK(missing_components(procedure, draft) == std::vector<std::string>{"chung-sinh"});
    draft.paper("chung-sinh").bring_original = true;
    CHECK(missing_components(procedure, draft).empty());
    draft.paper("chung-sinh").bring_original = false;
    draft.paper("chung-sinh").pages.push_back(samples::page(7));
    CHECK(missing_components(procedure, draft).empty());
    CHECK(draft.papers.size() == 1);
}

TEST_CASE("an answer given again replaces the earlier one and says where it came from") {
    Draft draft;
    CHECK(draft.answer("ho_ten") == nullptr);
    draft.set_answer("ho_ten", Personal("A"), AnswerOrigin::card);
    draft.set_answer("ho_ten", Personal("B"), AnswerOrigin::typed);
    REQUIRE(draft.answers.size() == 1);
    CHECK(draft.answer("ho_ten")->reveal() == "B");
    CHECK(draft.answers[0].origin == AnswerOrigin::typed);
}

TEST_CASE("statuses move only as the national table lets them") {
    CHECK_FALSE(parse_status(0));
    CHECK_FALSE(parse_status(11));
    std::string moves;
    for (int from = 1; from <= 10; ++from) {
        for (int to = 1; to <= 10; ++to) {
            if (may_become(*parse_status(from), *parse_status(to)))
                moves += std::to_string(from) + ">" + std::to_string(to) + " ";
        }
    }
    CHECK(moves == "1>2 1>3 2>4 4>5 4>6 4>7 4>8 4>9 5>4 5>7 5>8 6>4 6>7 6>8 9>10 ");
}
