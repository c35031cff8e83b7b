// What is news: steps since somebody last looked a dossier up here, and what the portal announces for the day.

#include "kiosk/texts/ids.hpp"
#include "tests/ui/labels.hpp"
#include "ui/wording.hpp"

using namespace kiosk;
using namespace kiosk::ui;

TEST_CASE("steps since the last look-up here are counted and marked, and at the first one nothing is said of it") {
    auto visit = sample("reading_status");
    auto& view = std::get<visit::ReadingStatus>(visit.state).view;
    REQUIRE(view.steps.size() >= 3);
    CHECK(with(labels(visit), "thay đổi kể từ lần xem trước") == 0);
    view.seen_at = view.steps.front().at;
    const auto news = static_cast<int>(view.steps.size()) - 1;
    auto shown = labels(visit);
    CHECK(with(shown, "Có " + std::to_string(news) + " thay đổi kể từ lần xem trước") == 1);
    CHECK(with(shown, "Mới: ") == news);
    view.seen_at = view.steps.back().at;
    shown = labels(visit);
    CHECK(with(shown, "thay đổi kể từ lần xem trước") == 0);
    CHECK(with(shown, "Mới: ") == 0);
}

TEST_CASE("while an authority waits for papers that it asked for in time, the dossier is not late") {
    auto visit = sample("reading_status_late");
    auto& view = std::get<visit::ReadingStatus>(visit.state).view;
    const auto late = test::public_data().texts("vi")(text::status_late);
    CHECK(with(labels(visit), late) == 1);
    view.status = dossier::Status::supplement_asked;
    view.steps.push_back({view.status, *view.due_at + -1h, "Thiếu giấy tờ"});
    CHECK(with(labels(visit), late) == 0);
    view.steps.back().at = *view.due_at + 1h;
    CHECK(with(labels(visit), late) == 1);
}

TEST_CASE("a result that came says whether it came when it was promised, by the national rules") {
    auto visit = sample("reading_status_late");
    auto& view = std::get<visit::ReadingStatus>(visit.state).view;
    const auto& texts = test::public_data().texts("vi");
    const auto says = [&](TextId id) { return with(labels(visit), texts(id)); };
    view.status = dossier::Status::finished;
    view.steps.push_back({view.status, *view.due_at + 2h, ""});
    CHECK(says(text::status_ended_late) == 1);
    CHECK(says(text::status_ended_in_time) == 0);
    // The authority waited three hours for the money: they are not its own.
    const auto end = view.steps.back();
    view.steps.back() = {dossier::Status::payment_asked, *view.due_at + -4h, ""};
    view.steps.push_back({dossier::Status::processing, *view.due_at + -1h, ""});
    view.steps.push_back(end);
    CHECK(says(text::status_ended_in_time) == 1);
    CHECK(says(text::status_ended_late) == 0);
}

TEST_CASE("an announcement stands on its days behind staff's notice, two sentences at the most") {
    const auto& data = test::public_data();
    auto settings = data.settings;
    const LocalDate day{2026, 11, 23};
    settings.announcements = {{day, day, {"Một.", "One."}},
                              {day.plus_days(-3), day.plus_days(3), {"Hai.", "Two."}},
                              {day.plus_days(-3), day.plus_days(3), {"Ba.", "Three."}},
                              {day.plus_days(1), day.plus_days(3), {"Mai.", "Tomorrow."}}};
    auto visit = sample("attracting");
    visit.situation.today = {};
    const auto words = [&](const char* language, LocalDate at) {
        const ScreenContext ctx{data.texts(language),
                                data.languages,
                                settings,
                                *data.catalogue,
                                visit,
                                {},
                                wall_time({at, 9, 42, 0}),
                                [](const visit::Event&) {},
                                [] { return Uuid{}; }};
        return wording::todays_words(ctx);
    };
    CHECK(words("vi", day) == "Một. Hai.");
    CHECK(words("en", day) == "One. Two.");
    CHECK(words("vi", day.plus_days(1)) == "Hai. Ba.");
    CHECK(words("vi", day.plus_days(4)).empty());
    visit.situation.today.words = "Hôm nay đóng cửa sớm.";
    CHECK(words("vi", day) == "Hôm nay đóng cửa sớm. Một.");
}
