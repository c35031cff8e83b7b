// What waits goes to the province on a stick: whole, readable by nobody else, and never twice.
#include "kiosk/portal/outbox_export.hpp"

#include <fstream>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "kiosk/portal/delivery.hpp"
#include "tests/portal/child.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::portal;

namespace {

const SystemClock stick_clock;

struct Stick : stage::Counter {
    void write_letter() {
        REQUIRE(store->letters().record(
            {ids.make(stage::monday_morning), dossier::LetterKind::rating, {}, stage::monday_morning, Personal("{}")}));
    }
    Stick() : province(stick_clock) {
        static_cast<void>(press(stage::monday_morning, 2));
        static_cast<void>(press(stage::monday_morning + 1s, 0));
        const auto data = province.folder.path() / "portal";
        keys = {*read_file(data / "province-key.pub"), Personal(*read_file(data / "province-key"))};
    }
    [[nodiscard]] auto written(const std::string& name) {
        return export_outbox(*store, "K01", keys.public_key, folder.path() / name, stick_clock.wall());
    }
    stage::Province province;
    stage::TempFolder folder;
    store::ProvinceKeys keys;
};

}  // namespace

TEST_CASE("an export is whole, the province alone reads it, and the kiosk signed it") {
    Stick stick;
    stick.write_letter();
    const auto done = stick.written("a");
    REQUIRE(done);
    CHECK(done->dossiers == 2);
    CHECK(done->letters == 1);
    for (const auto& file : std::filesystem::directory_iterator(stick.folder.path() / "a")) {
        const auto bytes = *read_file(file.path());
        CHECK(bytes.find("051190000123") == std::string::npos);
        CHECK(bytes.find("picture") == std::string::npos);
    }
    const auto opened = open_export(stick.folder.path() / "a", stick.keys, done->signer);
    REQUIRE(opened);
    REQUIRE(opened->pieces.size() == 3);
    CHECK(opened->kiosk == "K01");
    const auto with_pages =
        std::find_if(opened->pieces.begin(), opened->pieces.end(), [](const auto& p) { return p.pages.size() == 2; });
    REQUIRE(with_pages != opened->pieces.end());
    CHECK(with_pages->pages[0].bytes.reveal().starts_with("picture 0"));
    CHECK(with_pages->body.reveal().find("051190000123") != std::string_view::npos);
    CHECK(std::count_if(opened->pieces.begin(), opened->pieces.end(), [](const auto& p) { return p.letter.has_value(); }) ==
          1);
    CHECK(open_export(stick.folder.path() / "a", store::make_province_keys()).error().code == Code::corrupt);
    const auto stranger = store::Vault::open_in_memory(stick.ids);
    REQUIRE(stranger);
    CHECK(open_export(stick.folder.path() / "a", stick.keys, store::signer_of(**stranger)).error().code == Code::untrusted);
    CHECK(stick.written("a").error().code == Code::busy);
    CHECK(export_outbox(*stick.store, "K01", "no key", stick.folder.path() / "b", stick_clock.wall()).error().code ==
          Code::bad_format);
}

TEST_CASE("a byte that is changed anywhere on the stick keeps all of it out") {
    Stick stick;
    REQUIRE(stick.written("a"));
    const auto folder = stick.folder.path() / "a";
    int files = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const auto bytes = *read_file(file.path());
        for (const std::size_t at : {std::size_t{0}, bytes.size() / 2, bytes.size() - 1}) {
            CAPTURE(file.path().filename().string(), at);
            auto changed = bytes;
            changed[at] = changed[at] == 'A' ? 'B' : 'A';
            REQUIRE(write_file(file.path(), changed));
            CHECK_FALSE(open_export(folder, stick.keys));
        }
        REQUIRE(write_file(file.path(), bytes));
        ++files;
    }
    CHECK(files == 4);
    CHECK(open_export(folder, stick.keys));
}

TEST_CASE("what came on the stick and what the line delivers later is one dossier") {
    Stick stick;
    REQUIRE(stick.written("a"));
    const auto data = (stick.province.folder.path() / "portal").string();
    for (int i = 0; i < 2; ++i) {  // staff push the stick in twice
        const auto imported = stage::said(
            stage::kiosk_words({"portal", "import", (stick.folder.path() / "a").string(), "--data", data, "--json"}));
        INFO(imported.text);
        CHECK(imported.code == 0);
    }
    const auto transport = stage::way_to(stick.province.endpoint());
    IGate igate(*transport);
    Delivery delivery(stick.store->outbox(), stick.ids);
    const auto events = delivery.run_once(igate, stick_clock.wall());
    REQUIRE(events);
    CHECK(std::count_if(events->begin(), events->end(),
                        [](const auto& event) { return std::holds_alternative<Delivered>(event); }) == 2);
    const auto listed = stage::said(stage::kiosk_words({"portal", "list", "--data", data, "--json"}));
    CHECK(nlohmann::json::parse(listed.text)["dossiers"].size() == 2);
}

TEST_CASE("what is paid for first stays behind until its fee has come, on the stick as on the line") {
    Stick stick;
    auto wish = stage::pressed(stick.ids, stage::monday_morning + 2s, 1, 200);
    wish.unpaid = true;
    REQUIRE(stick.store->dossiers().record(wish));
    const auto done = stick.written("a");
    REQUIRE(done);
    CHECK(done->dossiers == 2);
    CHECK(done->unpaid == 1);
    CHECK(open_export(stick.folder.path() / "a", stick.keys)->pieces.size() == 2);
    const auto rows = stick.store->outbox().list();
    REQUIRE(rows);
    const auto reasons = std::count_if(rows->begin(), rows->end(), [](const auto& row) { return row.reason == "unpaid"; });
    CHECK(reasons == 2);  // the page and its dossier
    REQUIRE(stick.store->dossiers().paid(wish.id));
    CHECK(stick.written("b")->dossiers == 3);
}

TEST_CASE("a dossier on the stick that the portal refuses is named, and those behind it arrive") {
    Stick stick;
    REQUIRE(stick.written("a"));
    stick.province.faults(R"({"name": "refuse", "times": 1})");
    const auto data = (stick.province.folder.path() / "portal").string();
    const auto import = [&] {
        return stage::said(
            stage::kiosk_words({"portal", "import", (stick.folder.path() / "a").string(), "--data", data, "--json"}));
    };
    const auto first = import();
    INFO(first.text);
    CHECK(first.code == 1);
    const auto told = nlohmann::json::parse(first.text);
    CHECK(told["taken"] == 1);
    REQUIRE(told["refused"].size() == 1);
    CHECK(told["refused"][0]["words"] != "");
    CHECK(told["refused"][0]["code"] != "");
    CHECK(nlohmann::json::parse(import().text)["taken"] == 1);  // what is there stays one
}

TEST_CASE("pages over a line that is paid by the byte go no faster than was allowed") {
    const stage::Province province(stick_clock);
    auto endpoint = province.endpoint();
    endpoint.limits.upload_bytes_per_second = 200U << 10;
    const auto transport = stage::way_to(endpoint);
    IGate igate(*transport);
    SeededIds ids(4);
    const std::string page(300U << 10, 'x');
    const auto began = stick_clock.monotonic();
    const auto uploaded = igate.upload(ids.make(stage::monday_morning), "image/png", page);
    REQUIRE(uploaded);
    CHECK(stick_clock.monotonic() - began >= 1s);
}
