#include "kiosk/sandbox/training_portal.hpp"

#include <fstream>

#include "kiosk/base/files.hpp"
#include "kiosk/sandbox/certificate.hpp"
#include "kiosk/sandbox/desk.hpp"
#include "kiosk/sandbox/faults.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::sandbox;
using stage::monday_morning;

namespace {

struct Office {
    Office() : clock(monday_morning), ids(5) { open(); }
    void open(const OfficeRules& rules = {}) {
        desk.reset();
        auto opened = sandbox::Desk::open(folder.path() / "portal", clock, rules);
        REQUIRE(opened);
        desk = std::move(*opened);
    }
    Record take(const catalogue::Handling& handling = stage::within(2)) {
        const Uuid id = ids.make(clock.wall());
        auto record = desk->take_dossier(id, "TAM-K01-261123-000" + std::to_string(++taken),
                                         stage::body(id, clock.wall(), {}, handling), std::nullopt);
        REQUIRE(record);
        return *record;
    }
    stage::TempFolder folder;
    ManualClock clock;
    SeededIds ids;
    std::unique_ptr<sandbox::Desk> desk;
    int taken = 0;
};

std::string journal_of(const Office& office) {
    auto text = read_file(office.folder.path() / "portal/journal.jsonl");
    REQUIRE(text);
    return *text;
}

}  // namespace

TEST_CASE("official codes count per unit and day of arrival") {
    Office office;
    CHECK(office.take().code == "000.00.53.H48-261123-0001");
    CHECK(office.take().code == "000.00.53.H48-261123-0002");
    office.clock.advance(24h);
    CHECK(office.take().code == "000.00.53.H48-261124-0001");
}

TEST_CASE("where codes are given at acceptance, a dossier has its provisional code until then and both from then on") {
    Office office;
    OfficeRules rules;
    rules.dossier.code_taken = settings::DossierRules::CodeTaken::at_acceptance;
    office.open(rules);
    const auto first = office.take();
    const auto second = office.take();
    CHECK(first.code.empty());
    REQUIRE(office.desk->look_up(first.provisional_code, "0123"));
    office.clock.advance(24h);
    CHECK(office.desk->move(second.provisional_code, dossier::Status::accepted, "")->code == "000.00.53.H48-261124-0001");
    CHECK(office.desk->move(first.provisional_code, dossier::Status::accepted, "")->code == "000.00.53.H48-261124-0002");
    CHECK(office.desk->move(first.provisional_code, dossier::Status::processing, "")->code == "000.00.53.H48-261124-0002");
    office.open(rules);  // after a restart as before
    for (const char* code : {"TAM-K01-261123-0001", "000.00.53.H48-261124-0002"}) {
        const auto found = office.desk->look_up(code, "0123");
        REQUIRE(found);
        CHECK(found->id == first.id);
        CHECK(found->status() == dossier::Status::processing);
    }
    const auto third = office.take();
    CHECK(third.code.empty());
    CHECK(office.desk->move(third.provisional_code, dossier::Status::accepted, "")->code == "000.00.53.H48-261124-0003");
}

TEST_CASE("where codes are given at acceptance, one that is never accepted gets none") {
    Office office;
    OfficeRules rules;
    rules.dossier.code_taken = settings::DossierRules::CodeTaken::at_acceptance;
    office.open(rules);
    const auto record = office.take();
    REQUIRE(office.desk->move(record.provisional_code, dossier::Status::not_accepted, "Thiếu giấy tờ"));
    CHECK(office.desk->find(record.id)->code.empty());
}

TEST_CASE("the day of a code changes at midnight in Viet Nam, not in Greenwich") {
    Office office;
    office.clock.jump_wall(wall_time({{2026, 11, 24}, 0, 0, 1}) - office.clock.wall());
    CHECK(office.take().code == "000.00.53.H48-261124-0001");
}

TEST_CASE("a restart keeps dossiers, pages, steps, refusals and the next number") {
    Office office;
    const Record first = office.take();
    const Uuid page = office.ids.make(office.clock.wall());
    const auto kept = office.desk->keep_page(page, "image/png", "picture");
    REQUIRE(kept);
    REQUIRE(office.desk->move(first.code, dossier::Status::accepted, "Đã nhận đủ giấy tờ"));
    const Uuid refused = office.ids.make(office.clock.wall());
    const std::string body = stage::body(refused, office.clock.wall());
    REQUIRE_FALSE(office.desk->take_dossier(refused, "TAM-K01-261123-0099", body, "Thiếu chữ ký"));
    const std::string before = journal_of(office);

    office.open();
    CHECK(journal_of(office) == before);
    const auto again = office.desk->find(first.id);
    REQUIRE(again);
    CHECK(again->code == first.code);
    CHECK(again->status() == dossier::Status::accepted);
    CHECK(again->steps.back().note == "Đã nhận đủ giấy tờ");
    CHECK(again->due_at);
    CHECK(office.desk->find("TAM-K01-261123-0001"));
    const auto same_page = office.desk->keep_page(page, "image/png", "picture");
    REQUIRE(same_page);
    CHECK(same_page->remote_id == kept->remote_id);
    const auto still = office.desk->take_dossier(refused, "TAM-K01-261123-0099", body, std::nullopt);
    REQUIRE_FALSE(still);
    CHECK(still.error().code == Code::refused);
    CHECK(still.error().detail == "Thiếu chữ ký");
    CHECK(office.take().code == "000.00.53.H48-261123-0002");
}

TEST_CASE("a journal that a crash cut in the middle of a line loses only that line") {
    Office office;
    const Record first = office.take();
    office.desk.reset();
    {
        std::ofstream journal(office.folder.path() / "portal/journal.jsonl", std::ios::app);
        journal << R"({"what":"status","at_ms":17)";
    }
    office.open();
    CHECK(office.desk->find(first.id)->status() == dossier::Status::registered);
    REQUIRE(office.desk->move(first.code, dossier::Status::accepted, ""));
    office.open();
    CHECK(office.desk->find(first.id)->status() == dossier::Status::accepted);
}

TEST_CASE("a journal with a line that makes no sense names the line") {
    Office office;
    static_cast<void>(office.take());
    office.desk.reset();
    {
        std::ofstream journal(office.folder.path() / "portal/journal.jsonl", std::ios::app);
        journal << "nonsense\n";
    }
    const auto opened = sandbox::Desk::open(office.folder.path() / "portal", office.clock);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == Code::corrupt);
    CHECK(opened.error().detail.find("journal.jsonl:2") != std::string::npos);
}

TEST_CASE("two portals never share a folder") {
    const Office office;
    const auto second = sandbox::Desk::open(office.folder.path() / "portal", office.clock);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Code::busy);
}

TEST_CASE("states move as the national table says and not otherwise") {
    using dossier::Status;
    const std::vector<std::pair<std::vector<int>, int>> paths = {
        {{}, 1},        {{2}, 2},       {{3}, 3},       {{2, 4}, 4},    {{2, 4, 5}, 5},
        {{2, 4, 6}, 6}, {{2, 4, 7}, 7}, {{2, 4, 8}, 8}, {{2, 4, 9}, 9}, {{2, 4, 9, 10}, 10}};
    for (const auto& [path, from] : paths) {
        for (int to = 1; to <= 10; ++to) {
            CAPTURE(from, to);
            Office office;
            const Record record = office.take();
            for (const int step : path) REQUIRE(office.desk->move(record.code, *dossier::parse_status(step), ""));
            const bool legal = dossier::may_become(*dossier::parse_status(from), *dossier::parse_status(to));
            const auto moved = office.desk->move(record.code, *dossier::parse_status(to), "ghi chú");
            CHECK(moved.has_value() == legal);
            if (!legal) CHECK(moved.error().code == Code::bad_usage);
            CHECK(office.desk->find(record.id)->steps.size() == path.size() + (legal ? 2 : 1));
        }
    }
}

TEST_CASE("acceptance sets the day of reception and a due time after the working days") {
    Office office;
    const Record record = office.take(stage::within(3));
    CHECK_FALSE(record.accepted_at);
    CHECK_FALSE(record.due_at);
    office.clock.jump_wall(wall_time({{2026, 11, 26}, 8, 30, 0}) - office.clock.wall());  // a Thursday
    const auto moved = office.desk->move(record.provisional_code, dossier::Status::accepted, "");
    REQUIRE(moved);
    CHECK(moved->submitted_at == monday_morning);
    CHECK(moved->accepted_at == office.clock.wall());
    CHECK(iso_time(*moved->due_at) == "2026-12-01T08:30:00+07:00");  // Friday, Monday, Tuesday
}

TEST_CASE("a time in calendar days or working hours gives a due date as well, and a time that nobody knows gives none") {
    Office office;
    catalogue::Handling promise;
    promise.channel = catalogue::Channel::online;
    const auto due = [&] {
        const auto moved = office.desk->move(office.take(promise).code, dossier::Status::accepted, "");
        REQUIRE(moved);
        return moved->due_at ? iso_time(*moved->due_at) : std::string();
    };
    CHECK(due().empty());
    promise.calendar_days = 15;
    CHECK(due() == "2026-12-08T09:42:00+07:00");
    promise.calendar_days.reset();
    promise.working_hours = 4;
    CHECK(due() == "2026-11-23T15:42:00+07:00");  // an hour and 48 minutes before lunch, the rest after half past one
}

TEST_CASE("the due date keeps to the calendar, and stays what was promised when the calendar changes") {
    Office office;
    OfficeRules rules;
    rules.working_hours.special_days[{2026, 11, 24}] = {};
    office.open(rules);
    const Record record = office.take(stage::within(1));
    REQUIRE(office.desk->move(record.code, dossier::Status::accepted, ""));
    const auto due = office.desk->find(record.id)->due_at;
    CHECK(iso_time(*due) == "2026-11-25T09:42:00+07:00");  // Tuesday is off
    office.open();
    CHECK(office.desk->find(record.id)->due_at == due);
}

TEST_CASE("what is no submission is refused and leaves no trace") {
    Office office;
    const std::string before = journal_of(office);
    const Uuid id = office.ids.make(office.clock.wall());
    const std::string whole = stage::body(id, office.clock.wall());
    for (const std::string& text :
         {std::string(), std::string("{}"), whole.substr(0, whole.size() / 2), "<html>" + whole, std::string(5U << 20, 'x'),
          stage::body(office.ids.make(office.clock.wall()), office.clock.wall())}) {
        const auto taken = office.desk->take_dossier(id, "", text, std::nullopt);
        REQUIRE_FALSE(taken);
        CHECK((taken.error().code == Code::bad_format || taken.error().code == Code::too_large));
    }
    CHECK(journal_of(office) == before);
}

TEST_CASE("a port in use, a folder in use and a folder that cannot be made are said in a sentence") {
    const SystemClock clock;
    const stage::Province province(clock);
    TrainingPortal::Options options;
    stage::TempFolder folder;
    options.data = folder.path() / "other";
    options.port = province.portal->port();
    const auto taken = TrainingPortal::start(options, clock);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().code == Code::busy);
    CHECK(taken.error().detail.find("--port") != std::string::npos);

    options.port = 0;
    options.data = province.folder.path() / "portal";
    const auto shared = TrainingPortal::start(options, clock);
    REQUIRE_FALSE(shared);
    CHECK(shared.error().code == Code::busy);

    REQUIRE(write_file(folder.path() / "file", "x"));
    options.data = folder.path() / "file/portal";
    const auto impossible = TrainingPortal::start(options, clock);
    REQUIRE_FALSE(impossible);
    CHECK(impossible.error().detail.find("--data") != std::string::npos);
}

TEST_CASE("key, certificate and dossiers survive a restart of the portal") {
    const SystemClock clock;
    stage::Province province(clock);
    const auto certificate = read_file(province.portal->certificate_file());
    REQUIRE(certificate);
    const auto endpoint = province.endpoint();
    province.restart();
    CHECK(*read_file(province.portal->certificate_file()) == *certificate);
    const auto transport = stage::way_to(province.endpoint());
    portal::IGate igate(*transport);
    CHECK(igate.connected());
}

TEST_CASE("a faults file is checked as a whole and wears off by its count") {
    stage::TempFolder folder;
    const auto file = folder.path() / "faults.json";
    Faults faults(file);
    REQUIRE(faults.refresh());
    REQUIRE(write_file(file, R"({"faults": [{"name": "slow", "delay_ms": 7, "times": 2}, {"name": "html_200"}]})"));
    REQUIRE(faults.refresh());
    const auto slow = faults.take(FaultKind::slow);
    REQUIRE(slow);
    CHECK(slow->delay == 7ms);
    CHECK(faults.take(FaultKind::slow));
    CHECK_FALSE(faults.take(FaultKind::slow));
    for (int i = 0; i < 5; ++i) CHECK(faults.take(FaultKind::html_200));
    CHECK_FALSE(faults.take(FaultKind::down));
    for (const char* wrong :
         {"", "[]", "{}", R"({"faults": [{"name": "sunshine"}]})", R"({"faults": [{"times": 1}]})",
          R"({"faults": [{"name": "slow", "delay_ms": -1}]})", R"({"faults": [{"name": "slow", "colour": 1}]})"}) {
        CAPTURE(wrong);
        REQUIRE(write_file(file, std::string(wrong) + " "));
        CHECK_FALSE(faults.refresh());
        CHECK(faults.take(FaultKind::html_200));  // what was set before still stands
    }
}

TEST_CASE("a refusal is written on form 03, and given to whoever knows the second factor") {
    Office office;
    const auto record = office.take();
    CHECK(record.written.empty());
    const auto moved = office.desk->move(record.code, dossier::Status::not_accepted, "Giấy chứng sinh bị mờ");
    REQUIRE(moved);
    REQUIRE(moved->written.size() == 1);
    const auto& paper = moved->written.front();
    CHECK(paper.form == dossier::OfficerForm::refusal);
    CHECK(paper.reason == "Giấy chứng sinh bị mờ");
    const auto pdf = office.desk->paper(record.provisional_code, "0123", paper.id);
    REQUIRE(pdf);
    CHECK(pdf->reveal().starts_with("%PDF-"));
    CHECK(office.desk->paper(record.code, "9999", paper.id).error().code == Code::refused);
    CHECK(office.desk->paper(record.code, "0123", "04-1").error().code == Code::not_found);
    CHECK(office.desk->paper("TAM-K01-261123-0999", "0123", paper.id).error().code == Code::not_found);
    office.open();
    INFO("what was written stands again in the journal, with the same bytes");
    const auto again = office.desk->paper(record.code, "0123", paper.id);
    REQUIRE(again);
    CHECK(*again == *pdf);
}

TEST_CASE("papers that come move the promised day by the wait, without an apology, unless the rules keep the first day") {
    Office office;
    for (const bool moves : {true, false}) {
        CAPTURE(moves);
        OfficeRules rules;
        rules.dossier.supplement_moves_due = moves;
        office.open(rules);
        const auto record = office.take(stage::within(2));
        const auto accepted = office.desk->move(record.code, dossier::Status::accepted, "");
        REQUIRE(accepted);
        REQUIRE(office.desk->move(record.code, dossier::Status::processing, ""));
        REQUIRE(office.desk->move(record.code, dossier::Status::supplement_asked, "Thiếu giấy"));
        office.clock.advance(7 * 24h);
        const auto resumed = office.desk->move(record.code, dossier::Status::processing, "");
        REQUIRE(resumed);
        CHECK(resumed->written.empty());
        CHECK(*resumed->due_at == *accepted->due_at + (moves ? Duration(7 * 24h) : Duration(0)));
        office.open(rules);
        CHECK(office.desk->find(record.id)->due_at == resumed->due_at);
    }
}

TEST_CASE("an office that goes on after the promised day apologises on form 04 and promises another") {
    Office office;
    const auto record = office.take(stage::within(2));
    const auto accepted = office.desk->move(record.code, dossier::Status::accepted, "");
    REQUIRE(accepted);
    REQUIRE(accepted->due_at);
    CHECK(accepted->written.empty());
    office.clock.advance(7 * 24h);
    const auto late = office.desk->move(record.code, dossier::Status::processing, "Thiếu người giải quyết");
    REQUIRE(late);
    REQUIRE(late->written.size() == 1);
    CHECK(late->written.front().form == dossier::OfficerForm::apology);
    CHECK(late->written.front().due_before == accepted->due_at);
    CHECK(late->written.front().due_after == late->due_at);
    CHECK(*late->due_at > office.clock.wall());
    const auto finished = office.desk->move(record.code, dossier::Status::finished, "");
    REQUIRE(finished);
    REQUIRE(finished->written.size() == 3);
    CHECK(finished->written[1].form == dossier::OfficerForm::control);
    CHECK(finished->written[2].form == dossier::OfficerForm::result);
    for (const auto& paper : finished->written) CHECK(office.desk->paper(record.code, "0123", paper.id));
    office.open();
    CHECK(office.desk->find(record.id)->due_at == late->due_at);
}
