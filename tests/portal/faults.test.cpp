// Every fault that the training portal has on demand, by its file and by its command: what each does, and that a dossier survives it.
#include "kiosk/sandbox/faults.hpp"

#include <map>

#include "kiosk/base/files.hpp"
#include "kiosk/portal/delivery.hpp"
#include "tests/portal/child.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::portal;

namespace {

/// A kiosk whose line is not patient, and a portal that fails on demand.
struct Troubled {
    Troubled() : clock(stage::monday_morning), province(clock) {}
    void by_command(const std::string& name, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {"portal", "fault", name, "--data", (province.folder.path() / "portal").string()});
        const auto said = stage::said(stage::kiosk_words(more));
        INFO(said.text);
        REQUIRE(said.code == 0);
    }
    [[nodiscard]] std::unique_ptr<CurlTransport> way() const {
        auto endpoint = province.endpoint();
        endpoint.limits.connect = 2s;
        endpoint.limits.total = endpoint.limits.upload_total = 600ms;
        return stage::way_to(endpoint);
    }
    /// One try to send what is due: why it did not arrive, if it did not.
    std::optional<Error> send_once() {
        const auto transport = way();
        IGate igate(*transport);
        auto events = delivery.run_once(igate, clock.wall(), 1);
        REQUIRE(events);
        for (const auto& event : *events) {
            if (const auto* off = std::get_if<PutOff>(&event)) return off->reason;
            if (const auto* no = std::get_if<RefusedForGood>(&event)) return Error{Code::refused, no->words};
        }
        return std::nullopt;
    }
    /// Until nothing waits any more; each hour another try.
    void send_all() {
        for (int i = 0; i < 20 && *kiosk.store->outbox().anything_waits(); ++i) {
            const auto transport = way();
            IGate igate(*transport);
            REQUIRE(delivery.run_once(igate, clock.wall()));
            clock.advance(1h);
        }
        REQUIRE_FALSE(*kiosk.store->outbox().anything_waits());
    }
    [[nodiscard]] int dossiers() const {
        const auto text = read_file(province.folder.path() / "portal/journal.jsonl");
        REQUIRE(text);
        int count = 0;
        for (auto at = text->find("\"what\":\"dossier\""); at != std::string::npos; ++count)
            at = text->find("\"what\":\"dossier\"", at + 1);
        return count;
    }
    ManualClock clock;
    stage::Province province;
    stage::Counter kiosk;
    Delivery delivery{kiosk.store->outbox(), kiosk.ids};
};

std::string in_file(const std::string& name) {
    return "{\"name\": \"" + name + "\", \"times\": 1, \"at_byte\": 2000, \"delay_ms\": 1000}";
}

}  // namespace

TEST_CASE("whatever the portal does once, by file or by command, a dossier arrives once, or staff have its words") {
    Troubled town;
    int wanted = 0;
    for (const auto& name : sandbox::fault_names()) {
        CAPTURE(name);
        for (const bool by_file : {true, false}) {
            CAPTURE(by_file);
            if (by_file) town.province.faults(in_file(name));
            else town.by_command(name, {"--times", "1", "--at-byte", "2000", "--delay-ms", "1000"});
            const auto row = town.kiosk.press(town.clock.wall(), 0);
            town.send_all();
            const auto known = town.kiosk.store->dossiers().find(row.id)->value();
            if (name == "refuse") {
                CHECK(known.delivery == store::Delivery::refused);
                CHECK(known.refusal == "Hồ sơ không thuộc thẩm quyền giải quyết");
            } else {
                CHECK(known.delivery == store::Delivery::delivered);
                ++wanted;
            }
            CHECK(town.dossiers() == wanted);
        }
    }
    CHECK(wanted >= 36);
}

TEST_CASE("each fault is met as what it is") {
    struct Row {
        const char* fault;
        Code met;
    };
    for (const auto& [fault, met] :
         {Row{R"({"name": "down"})", Code::unreachable}, Row{R"({"name": "slow", "delay_ms": 1500})", Code::unknown_outcome},
          Row{R"({"name": "drip", "delay_ms": 1000})", Code::unknown_outcome},  // a byte a second
          Row{R"({"name": "reset_after_commit"})", Code::unknown_outcome},
          Row{R"({"name": "500_after_commit"})", Code::unknown_outcome}, Row{R"({"name": "wrong_id"})", Code::untrusted},
          Row{R"({"name": "html_200"})", Code::untrusted}, Row{R"({"name": "redirect"})", Code::untrusted},
          Row{R"({"name": "expired_certificate"})", Code::untrusted},
          Row{R"({"name": "foreign_certificate"})", Code::untrusted}, Row{R"({"name": "huge_body"})", Code::untrusted},
          Row{R"({"name": "deep_json"})", Code::untrusted}, Row{R"({"name": "too_many"})", Code::too_many}}) {
        CAPTURE(fault);
        Troubled town;
        town.kiosk.press(town.clock.wall(), 0);
        town.province.faults(fault);
        const auto why = town.send_once();
        REQUIRE(why);
        INFO(why->detail);
        CHECK(why->code == met);
    }
}

TEST_CASE(
    "a connection that is reset at any byte of request or answer leaves a doubt or nothing, and one dossier in the end") {
    for (const char* name : {"cut_request", "cut_answer"}) {
        CAPTURE(name);
        Troubled town;
        std::map<Code, int> met;
        int wanted = 0;
        for (int at_byte = 0; at_byte <= 4000; at_byte += 250) {
            CAPTURE(at_byte);
            town.kiosk.press(town.clock.wall(), 0);
            town.province.faults("{\"name\": \"" + std::string(name) + "\", \"at_byte\": " + std::to_string(at_byte) + "}");
            if (const auto why = town.send_once()) ++met[why->code];
            town.province.faults("");
            town.clock.advance(1h);
            town.send_all();
            CHECK(town.dossiers() == ++wanted);
        }
        CHECK(met[Code::unknown_outcome] > 0);
        // Whether any of it had left is the line's to know: in a handshake either may be said, and both are honest.
        for (const auto& [code, times] : met) CHECK((code == Code::unknown_outcome || code == Code::unreachable));
    }
}

TEST_CASE("an answer that belongs to another request, repeated or out of its order, is not taken for one's own") {
    for (const char* fault : {"duplicate", "reordered"}) {
        CAPTURE(fault);
        Troubled town;
        town.kiosk.press(town.clock.wall(), 0);
        REQUIRE_FALSE(town.send_once());
        town.kiosk.press(town.clock.wall(), 0);
        town.province.faults("{\"name\": \"" + std::string(fault) + "\"}");
        const auto why = town.send_once();
        REQUIRE(why);
        CHECK(why->code == Code::untrusted);
        town.province.faults("");
        town.send_all();
        CHECK(town.dossiers() == 2);
    }
}

TEST_CASE("a portal that asks for patience until next year is asked again within a quarter of an hour") {
    Troubled town;
    town.kiosk.press(town.clock.wall(), 0);
    town.province.faults(R"({"name": "too_many", "times": 1})");
    const auto why = town.send_once();
    REQUIRE(why);
    CHECK(why->code == Code::too_many);
    const auto next = town.delivery.next_at(town.clock.wall());
    REQUIRE(next);
    REQUIRE(*next);
    CHECK(**next <= town.clock.wall() + DeliveryLimits{}.longest_pause);
    CHECK(**next >= town.clock.wall() + 14min);  // and is left alone until then
    town.clock.advance(15min);
    CHECK_FALSE(town.send_once());
    CHECK(town.dossiers() == 1);
}

TEST_CASE("a certificate that is not the portal's gets no byte of a dossier, and a good one afterwards all of it") {
    for (const char* name : {"expired_certificate", "foreign_certificate"}) {
        CAPTURE(name);
        Troubled town;
        town.kiosk.press(town.clock.wall(), 1);
        town.by_command(name);
        for (int i = 0; i < 3; ++i) {
            const auto why = town.send_once();
            if (why) CHECK(why->code == Code::untrusted);
            town.clock.advance(1h);
        }
        CHECK(town.dossiers() == 0);
        CHECK(read_file(town.province.folder.path() / "portal/journal.jsonl")->empty());  // nor a page
        town.by_command("clear");
        town.send_all();
        CHECK(town.dossiers() == 1);
    }
}

TEST_CASE("a portal whose clock is years off takes dossiers, and what it says is of its own time") {
    Troubled town;
    const auto data = (town.province.folder.path() / "portal").string();
    for (const char* now : {"2031-03-05T08:00:00+07:00", "2019-03-05T08:00:00+07:00"}) {
        CAPTURE(now);
        REQUIRE(stage::said(stage::kiosk_words({"portal", "clock", now, "--data", data})).code == 0);
        const auto row = town.kiosk.press(town.clock.wall(), 1);
        town.send_all();
        const auto known = town.kiosk.store->dossiers().find(row.id)->value();
        REQUIRE(known.delivery == store::Delivery::delivered);
        CHECK(known.submitted_at < town.clock.wall());
        const auto transport = town.way();
        const auto view = IGate(*transport).status(known.official_code, "0123");
        REQUIRE(view);
        CHECK(iso_time(view->as_of).substr(0, 4) == std::string(now).substr(0, 4));
        CHECK(view->submitted_at == known.submitted_at);  // the press is the kiosk's to say
    }
}
