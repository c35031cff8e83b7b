// How a result returns, and its electronic copy.
#include "kiosk/sandbox/desk.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using dossier::Status;

namespace {

/// Hands in a dossier whose form asked how the result returns; an empty word: it did not ask. Its code.
std::string handed_in(Transport& way, Ids& ids, const std::string& word) {
    Submission submission;
    submission.id = ids.make(stage::monday_morning);
    submission.submitted_at = stage::monday_morning;
    std::string body = stage::body(submission.id, submission.submitted_at);
    if (!word.empty()) body.insert(body.rfind(",\"papers\""), ",\"return_by\":\"" + word + "\"");
    submission.body_json = Personal(body);
    const auto accepted = IGate(way).submit(submission);
    INFO((accepted ? std::string() : accepted.error().detail));
    REQUIRE(accepted);
    return accepted->official_code;
}

}  // namespace

TEST_CASE("a result that comes by post is said at look-up, and a copy of it is given out once the dossier is done") {
    const ManualClock clock(stage::monday_morning);
    stage::Province province(clock);
    auto way = stage::way_to(province.endpoint());
    SeededIds ids(81);
    const auto code = handed_in(*way, ids, "post");
    CHECK(IGate(*way).status(code, "0123")->return_by == dossier::ReturnBy::post);
    CHECK(IGate(*way).status(handed_in(*way, ids, "direct"), "0123")->return_by == dossier::ReturnBy::direct);
    CHECK(IGate(*way).status(handed_in(*way, ids, ""), "0123")->return_by == std::nullopt);
    province.portal.reset();
    {
        auto desk = sandbox::Desk::open(province.folder.path() / "portal", clock);
        REQUIRE(desk);
        for (const auto state : {Status::accepted, Status::processing, Status::finished})
            REQUIRE((*desk)->move(code, state, ""));
    }
    province.start();
    way = stage::way_to(province.endpoint());
    const auto view = IGate(*way).status(code, "0123");
    REQUIRE(view);
    CHECK(view->return_by == dossier::ReturnBy::post);
    REQUIRE(view->sent.size() == 2);
    CHECK(view->sent[0].form == dossier::OfficerForm::control);
    CHECK(view->sent[1].form == dossier::OfficerForm::result);
    CHECK(IGate(*way).paper(code, "0123", view->sent[1].id)->reveal().starts_with("%PDF-"));
    IGateOptions elsewhere;
    elsewhere.ids.post = "another";
    CHECK(IGate(*way, elsewhere).status(code, "0123")->return_by == std::nullopt);
}

TEST_CASE("only a result that does not come by post waits to be collected") {
    dossier::StatusView view;
    view.status = Status::finished;
    CHECK(dossier::waits_for_collection(view));
    view.return_by = dossier::ReturnBy::direct;
    CHECK(dossier::waits_for_collection(view));
    view.return_by = dossier::ReturnBy::post;
    CHECK_FALSE(dossier::waits_for_collection(view));
    view.return_by.reset();
    view.status = Status::returned;
    CHECK_FALSE(dossier::waits_for_collection(view));
}
