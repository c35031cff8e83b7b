// What a kiosk counts: in the transaction of what it counts, and never a word that may be somebody's name.

#include "kiosk/review/search_words.hpp"
#include "tests/store/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::store;
using namespace kiosk::store::test;
using review::Counted;

namespace {

std::int64_t count_of(Store& store, Counted counted, std::string_view procedure = {}, std::string_view detail = {},
                      std::string_view month = "2026-11") {
    const auto book = store.tally_book().read("BINHSON", "K01", morning);
    REQUIRE(book);
    const auto found = book->counts.find({std::string(month), counted, std::string(procedure), std::string(detail)});
    return found == book->counts.end() ? 0 : found->second;
}

review::Notes search_for(std::string_view words) { return {{Counted::searches_left, {}, {}, Personal(words)}}; }

bool never(std::string_view) { return false; }
bool always(std::string_view) { return true; }

}  // namespace

TEST_CASE("a visit is counted under its month, and the same book keeps its name over a restart") {
    const TempFolder folder;
    SeededIds ids(31);
    std::string id;
    {
        auto store = open_store(folder, ids);
        REQUIRE(store);
        const review::Notes notes{{Counted::visits}, {Counted::asked_for, "1.001193"}};
        REQUIRE((*store)->tally_book().count(notes, morning, never));
        REQUIRE((*store)->tally_book().count(notes, morning + 24h * 10, never));
        CHECK(count_of(**store, Counted::asked_for, "1.001193") == 1);
        CHECK(count_of(**store, Counted::asked_for, "1.001193", "", "2026-12") == 1);
        id = (*store)->tally_book().read("BINHSON", "K01", morning)->id;
    }
    auto again = open_store(folder, ids);
    REQUIRE(again);
    CHECK((*again)->tally_book().read("BINHSON", "K01", morning)->id == id);
    CHECK(count_of(**again, Counted::visits) == 1);
}

TEST_CASE("a dossier is counted once with the record of it, however often its press comes") {
    SeededIds ids(32);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    auto online = some_dossier(ids);
    online.promised = {"birth_notice"};
    REQUIRE((*store)->dossiers().record(online));
    REQUIRE((*store)->dossiers().record(online));
    REQUIRE((*store)->dossiers().record(some_dossier(ids, morning, dossier::Outcome::prepared)));
    CHECK(count_of(**store, Counted::filed_online, "1.001193") == 1);
    CHECK(count_of(**store, Counted::prepared, "1.001193") == 1);
    CHECK(count_of(**store, Counted::paper_later, "1.001193", "birth_notice") == 1);
}

TEST_CASE("a dossier that could not be recorded is not counted") {
    SeededIds ids(33);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    auto broken = some_dossier(ids);
    broken.pages.front().bytes = nullptr;
    REQUIRE_FALSE((*store)->dossiers().record(broken));
    CHECK(count_of(**store, Counted::filed_online, "1.001193") == 0);
}

TEST_CASE("words that the catalogue says are counted at once, others only when enough visits of a month typed them") {
    SeededIds ids(34);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    auto& tally = (*store)->tally_book();
    REQUIRE(tally.count(search_for("Khai sinh"), morning, always));
    CHECK(count_of(**store, Counted::unfound_words, "", "khai sinh") == 1);
    for (int visit = 1; visit < review::enough_visits; ++visit) {
        REQUIRE(tally.count(search_for("Nguyễn Thị Thử"), morning, never));
        CHECK(count_of(**store, Counted::unfound_words, "", "nguyen thi thu") == 0);
    }
    REQUIRE(tally.count(search_for("nguyen thi THU"), morning, never));
    CHECK(count_of(**store, Counted::unfound_words, "", "nguyen thi thu") == review::enough_visits);
    REQUIRE(tally.count(search_for("nguyen thi thu"), morning, never));
    CHECK(count_of(**store, Counted::unfound_words, "", "nguyen thi thu") == review::enough_visits + 1);
    CHECK(count_of(**store, Counted::searches_left) == review::enough_visits + 2);
}

TEST_CASE("what was typed fewer times is forgotten with its month, and numbers are never kept") {
    SeededIds ids(35);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    auto& tally = (*store)->tally_book();
    for (int visit = 1; visit < review::enough_visits; ++visit)
        REQUIRE(tally.count(search_for("bang lai xe"), morning, never));
    const auto december = morning + 24h * 10;
    REQUIRE(tally.count(search_for("bang lai xe"), december, never));
    CHECK(count_of(**store, Counted::unfound_words, "", "bang lai xe", "2026-12") == 0);
    for (int visit = 0; visit < 2 * review::enough_visits; ++visit)
        REQUIRE(tally.count(search_for("051190000123"), december, always));
    const auto book = tally.read("BINHSON", "K01", december);
    REQUIRE(book);
    for (const auto& [line, count] : book->counts) CHECK(line.detail.empty());
}

TEST_CASE("no byte of the data folder holds words that few people typed") {
    const TempFolder folder;
    SeededIds ids(36);
    {
        auto store = open_store(folder, ids);
        REQUIRE(store);
        for (int visit = 1; visit < review::enough_visits; ++visit)
            REQUIRE((*store)->tally_book().count(search_for("Canary Thị Sẻ"), morning, never));
    }
    const auto bytes = raw_folder(folder.path() / "data");
    CHECK(bytes.find("canary") == std::string::npos);
    CHECK(bytes.find("Canary") == std::string::npos);
}
