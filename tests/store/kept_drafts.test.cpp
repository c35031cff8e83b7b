#include "kiosk/store/kept_drafts.hpp"

#include "tests/store/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::store;
using namespace kiosk::store::test;

namespace {

NewKeptDraft some_kept_draft(SeededIds& ids, const std::string& code = "7KQ2M0XD", WallTime at = morning) {
    NewKeptDraft out;
    out.id = ids.make(at);
    out.visit_code = code;
    out.saved_at = at;
    out.kept_until = at + 24h * 7;
    dossier::Draft draft;
    draft.procedure = "1.001193";
    draft.submitter.name = Personal(canary_name);
    draft.submitter.number = Personal(canary_number);
    dossier::Page page;
    page.id = ids.make(at);
    page.bytes = std::make_shared<const dossier::PageBytes>(std::string(canary_page), "image/jpeg");
    draft.paper("birth_notice").pages.push_back(page);
    out.pages = {page};
    out.body = dossier::draft_json(draft, {});
    out.factor_numbers = {draft.submitter.number};
    return out;
}

}  // namespace

TEST_CASE(
    "a kept draft outlives a restart, and nothing of it stands on the disk in plain letters, before and after its end") {
    const TempFolder folder;
    SeededIds ids(4);
    const auto draft = some_kept_draft(ids);
    const auto hidden = [&] {
        const auto raw = raw_folder(folder.path() / "data");
        CHECK(raw.find(canary_name) == std::string::npos);
        CHECK(raw.find(canary_number) == std::string::npos);
        CHECK(raw.find("PAGE-CANARY") == std::string::npos);
    };
    {
        auto store = open_store(folder, ids);
        REQUIRE(store);
        REQUIRE((*store)->kept_drafts().keep(draft));
        hidden();
    }
    hidden();
    auto store = open_store(folder, ids);
    REQUIRE(store);
    auto row = (*store)->kept_drafts().find("7kq2-m0xd");
    REQUIRE((row && *row));
    const auto opened = (*store)->kept_drafts().open((*row)->id);
    REQUIRE(opened);
    CHECK(opened->draft.submitter.name == Personal(canary_name));
    CHECK(opened->draft.papers[0].pages[0].bytes->bytes() == canary_page);
    CHECK(opened->draft.papers[0].pages[0].bytes->media_type() == "image/jpeg");
    REQUIRE((*store)->kept_drafts().end(draft.id, DraftEnd::removed));
    CHECK_FALSE((*store)->kept_drafts().open(draft.id));
    hidden();
}

TEST_CASE("a dossier that is handed in ends its draft in the same transaction, or neither happens") {
    SeededIds ids(4);
    auto store = Store::open_in_memory(settings_in({}), ids).value();
    const auto draft = some_kept_draft(ids);
    REQUIRE(store->kept_drafts().keep(draft));
    auto wish = some_dossier(ids);
    wish.kept_draft = draft.id;
    auto spoiled = wish;
    spoiled.id = ids.make(morning);
    spoiled.pages[0].bytes = nullptr;
    CHECK_FALSE(store->dossiers().record(spoiled));
    CHECK(*store->kept_drafts().count() == 1);
    REQUIRE(store->dossiers().record(wish));
    CHECK(*store->kept_drafts().count() == 0);
    CHECK((*store->kept_drafts().find(draft.id))->end == DraftEnd::submitted);
    REQUIRE(store->dossiers().record(wish));  // the same press again
}

TEST_CASE("a draft that cannot be kept whole leaves the earlier one as it was") {
    SeededIds ids(4);
    auto store = Store::open_in_memory(settings_in({}), ids).value();
    auto draft = some_kept_draft(ids);
    REQUIRE(store->kept_drafts().keep(draft));
    auto other = draft;
    other.saved_at = morning + 1h;
    other.pages.push_back({});
    CHECK_FALSE(store->kept_drafts().keep(other));
    CHECK((*store->kept_drafts().find(draft.id))->saved_at == morning);
    CHECK(store->kept_drafts().open(draft.id));
}
