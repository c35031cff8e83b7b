// Staff at the kiosk: the token, the PIN and its lock, the pages, and that nothing stays open behind an officer who left.

#include <array>
#include <set>

#include "kiosk/app/officer_desk.hpp"
#include "kiosk/app/payload_event.hpp"
#include "kiosk/base/sha256.hpp"
#include "kiosk/queue/office.hpp"
#include "kiosk/visit/limits.hpp"
#include "tests/support/catch.hpp"
#include "tests/visit/samples.hpp"

using namespace kiosk;
using namespace kiosk::test;
using visit::PinProblem;
using visit::StaffDeed;
using visit::StaffPage;

namespace {

constexpr const char* right_pin = "258036";

/// A visit and the desk that answers it, as in the kiosk, with a comparison that costs nothing.
class SignIn {
public:
    SignIn() { open(); }

    /// The kiosk ends and begins again: the store stays.
    void restart() {
        desk_.reset();
        stage_ = std::make_unique<Stage>(visit::Visit{}, iso_time(stage_->clock().wall()));
        make_desk();
    }
    SignIn& token() {
        stage().after(visit::StaffTokenRead{staff_token(), press(40)});
        return *this;
    }
    /// Typed to its end, and answered.
    SignIn& pin(std::string_view digits) {
        for (const char digit : digits) stage().after(visit::PinDigitTyped{digit, press(++questions_)});
        const auto* check = last_check();
        if (check != nullptr) stage().after(desk_->check(*check));
        static_cast<void>(stage().effects());
        return *this;
    }
    [[nodiscard]] Stage& stage() { return *stage_; }
    [[nodiscard]] const visit::EnteringPin& page() { return stage().as<visit::EnteringPin>(); }
    /// Time in which somebody waits before the page, token in hand.
    SignIn& wait(Duration time) {
        stage().clock().advance(time);
        stage().after(visit::Ticked{});
        if (stage().state() != "EnteringPin") token();
        return *this;
    }
    [[nodiscard]] int compared() const { return compared_; }

private:
    void open() {
        store_ = store::Store::open_in_memory(public_data().settings, ids_).value();
        queue_ = std::make_unique<queue::TicketOffice>(store_->database(), lease_clock_, public_data().settings);
        stage_ = std::make_unique<Stage>();
        make_desk();
    }
    void make_desk() {
        desk_ = std::make_unique<app::OfficerDesk>(*store_, *queue_, public_data(), stage_->clock(),
                                                   [this](const std::string&, const Personal& pin) {
                                                       ++compared_;
                                                       return pin.reveal() == right_pin;
                                                   });
    }
    const visit::CheckPin* last_check() { return stage().effect<visit::CheckPin>(); }

    SeededIds ids_{3};
    std::unique_ptr<store::Store> store_;
    SystemClock lease_clock_;
    std::unique_ptr<queue::TicketOffice> queue_;
    std::unique_ptr<Stage> stage_;
    std::unique_ptr<app::OfficerDesk> desk_;
    int questions_ = 50;
    int compared_ = 0;
};

visit::Visit visit_in(visit::State state) {
    visit::Visit out;
    out.state = std::move(state);
    return out;
}

Stage on_page(StaffPage page) {
    auto start = visit_in(on_staff_page(page));
    start.quiet_until = Monotonic{} + visit::limits::staff;
    return Stage(std::move(start));
}

}  // namespace

TEST_CASE("a token opens the PIN page where nobody's visit is; in the middle of one it opens none but to help") {
    const visit::StaffTokenRead token{staff_token(), press(1)};
    CHECK(Stage().after(token).state() == "EnteringPin");
    CHECK(Stage().after(visit::Started{}).after(token).state() == "EnteringPin");
    CHECK(Stage().after(visit::KioskFailed{}).after(token).state() == "EnteringPin");
    Stage card(visit_in(visit::PresentingCard{filing(), visit::CardProblem::none}));
    card.after(visit::StaffTokenRead{"", press(1)});
    CHECK(card.as<visit::PresentingCard>().problem == visit::CardProblem::not_a_card);
    CHECK(card.after(token).state() == "SigningIn");
    CHECK(Stage(visit_in(visit::ChoosingApplicant{filing()})).after(token).state() == "ChoosingApplicant");
}

TEST_CASE("a token that nobody knows is told nothing") {
    const visit::StaffTokenRead stranger{"", press(1)};
    CHECK(Stage().after(stranger).state() == "Attracting");
    CHECK(Stage().after(visit::Started{}).after(stranger).state() == "ChoosingJourney");
    const settings::StaffToken known{"officer_1", "officer", sha256_hex("QNS1:TAPHVAN0000000000000000TRN"), ""};
    const auto read = [&](std::string_view text) {
        const auto event = app::event_of(scan::classify(text), {&known, 1});
        REQUIRE(std::holds_alternative<visit::StaffTokenRead>(event));
        return std::get<visit::StaffTokenRead>(event).staff;
    };
    CHECK(read("QNS1:TAPHVAN0000000000000000TRN") == "officer_1");
    CHECK(read("QNS1:TAPHVAN0000000000000000TRM").empty());
}

TEST_CASE("the keys stand in another order each time, and in the same one for the same chance") {
    SeededIds ids(11);
    std::set<std::string> orders;
    std::array<int, 10> first{};
    for (int i = 0; i < 1000; ++i) {
        const auto chance = ids.make(WallTime{});
        const auto keys = visit::shuffled_digits(chance);
        CHECK(keys == visit::shuffled_digits(chance));
        CHECK(std::set<char>(keys.begin(), keys.end()).size() == 10);
        ++first[static_cast<std::size_t>(keys.front() - '0')];
        orders.insert(keys);
    }
    CHECK(orders.size() > 990);
    for (const int count : first) CHECK((count > 60 && count < 140));
}

TEST_CASE("the right PIN opens the pages, and what was typed is gone from the visit") {
    SignIn officer;
    officer.token();
    officer.stage().after(visit::PinDigitTyped{'2', press(1)}).after(visit::PinDigitTyped{'9', press(1)});
    officer.stage().after(visit::PinDigitErased{});
    CHECK(officer.page().digits.reveal() == "2");
    officer.pin("58036");
    CHECK(officer.stage().state() == "StaffPages");
    CHECK(officer.stage().as<visit::StaffPages>().staff == staff_token());
}

TEST_CASE("a wrong PIN is wiped, the keys are shuffled anew, and the sixth digit is the last that is taken") {
    SignIn officer;
    officer.token();
    const auto keys = officer.page().keys;
    for (const char digit : std::string("1234567")) officer.stage().after(visit::PinDigitTyped{digit, press(9)});
    CHECK(officer.page().digits.reveal() == "123456");
    CHECK(officer.page().checking == press(9));
    officer.stage().after(visit::PinRefused{press(8), PinProblem::wrong, 4, {}});  // of another question
    CHECK(officer.page().checking.has_value());
    officer.stage().after(visit::PinRefused{press(9), PinProblem::wrong, 4, {}});
    CHECK(officer.page().digits.empty());
    CHECK(officer.page().keys != keys);
    CHECK(officer.page().tries_left == 4);
}

TEST_CASE("the memory of a typed PIN holds none of it when the page is left") {
    // Personal overwrites what it held; here that the visit keeps no copy anywhere else.
    std::optional<visit::EnteringPin> state(std::in_place, staff_token(), "0123456789");
    state->digits = Personal(right_pin);
    const auto* there = state->digits.reveal().data();
    state->digits.wipe();
    CHECK(std::string_view(there, 6).find_first_not_of('\0') == std::string_view::npos);
    SignIn officer;
    officer.token();
    officer.stage().after(visit::PinDigitTyped{'2', press(1)}).after(visit::WentBack{});
    CHECK(officer.stage().state() == "Attracting");
}

TEST_CASE("after five wrong PINs there are pauses that double, and the fifteenth locks the token") {
    SignIn officer;
    officer.token();
    for (int wrong = 1; wrong <= 4; ++wrong) {
        officer.pin("000001");
        CHECK(officer.page().problem == PinProblem::wrong);
        CHECK(officer.page().tries_left == 5 - wrong);
    }
    Duration pause = 15s;
    for (int wrong = 5; wrong <= 14; ++wrong, pause = pause * 2) {
        CAPTURE(wrong);
        officer.pin("000001");
        REQUIRE(officer.page().problem == PinProblem::pause);
        CHECK(*officer.page().deadline - officer.stage().clock().monotonic() == pause);
        const int compared = officer.compared();
        officer.pin(right_pin);  // not taken while the pause lasts
        CHECK(officer.page().digits.empty());
        officer.wait(pause + -1ms).token().pin(right_pin);
        CHECK(officer.stage().state() == "EnteringPin");
        CHECK(officer.compared() == compared);
        officer.wait(1ms);
        officer.stage().after(visit::WentBack{});
        officer.token();
    }
    officer.pin("000001");
    CHECK(officer.page().problem == PinProblem::locked);
    officer.wait(48h).pin(right_pin);
    CHECK(officer.page().problem == PinProblem::locked);
    CHECK(officer.compared() == 15);
}

TEST_CASE("a restart gives nobody another try, and the right PIN forgets the wrong ones") {
    SignIn officer;
    officer.token();
    for (int i = 0; i < 4; ++i) officer.pin("000001");
    officer.restart();
    officer.token().pin("000001");
    CHECK(officer.page().problem == PinProblem::pause);
    officer.restart();
    officer.token().pin(right_pin);
    CHECK(officer.page().problem == PinProblem::pause);
    officer.wait(15s).pin(right_pin);
    CHECK(officer.stage().state() == "StaffPages");
    officer.restart();
    officer.token().pin("000001");
    CHECK(officer.page().problem == PinProblem::wrong);
    CHECK(officer.page().tries_left == 4);
}

TEST_CASE("a check that never comes back ends, and the page takes a PIN again") {
    Stage stage;
    stage.after(visit::StaffTokenRead{staff_token(), press(1)});
    for (const char digit : std::string(right_pin)) stage.after(visit::PinDigitTyped{digit, press(2)});
    stage.pass(visit::limits::checking_pin);
    CHECK(stage.as<visit::EnteringPin>().problem == PinProblem::not_checked);
    CHECK(stage.as<visit::EnteringPin>().digits.empty());
    stage.after(visit::PinAccepted{press(2)});  // too late
    CHECK(stage.state() == "EnteringPin");
    stage.pass(60s);
    CHECK(stage.state() == "Attracting");
}

TEST_CASE("an officer who went away leaves nothing open: after 90 seconds the pages close, and that is written down") {
    auto stage = on_page(StaffPage::outbox);
    stage.pass(89s);
    CHECK(stage.state() == "StaffPages");
    stage.after(visit::Touched{}).pass(89s);
    CHECK(stage.state() == "StaffPages");
    static_cast<void>(stage.effects());
    stage.pass(2s);
    CHECK(stage.state() == "Attracting");
    const auto* note = stage.effect<visit::NoteStaff>();
    REQUIRE(note != nullptr);
    CHECK(note->note == visit::StaffNote::left);
    CHECK(note->staff == staff_token());
}

TEST_CASE("the facts on a page are looked at every few seconds without counting as somebody who is there") {
    auto stage = on_page(StaffPage::outbox);
    visit::Visit& visit = stage.visit();
    std::get<visit::StaffPages>(visit.state).deadline = Monotonic{} + 5s;
    stage.pass(21s);
    CHECK(stage.effects() == std::vector<std::string>(4, "MakeStaffReport"));
    stage.after(visit::StaffReportMade{}).pass(70s);
    CHECK(stage.state() == "Attracting");
}

TEST_CASE("a kiosk that staff stop is out of service when they are gone, and serves again when they say so") {
    auto stage = on_page(StaffPage::menu);
    stage.after(visit::ServiceSwitched{false});
    CHECK(stage.state() == "StaffPages");
    stage.after(visit::Ended{});
    CHECK(stage.as<visit::OutOfService>().reason == visit::OutReason::stopped_by_staff);
    stage.after(visit::KioskRecovered{}).after(visit::Touched{}).pass(24h);
    CHECK(stage.state() == "OutOfService");
    stage.after(visit::StaffTokenRead{staff_token(), press(1)}).after(visit::WentBack{});
    CHECK(stage.state() == "OutOfService");
    stage.after(visit::StaffTokenRead{staff_token(), press(1)});
    for (const char digit : std::string(right_pin)) stage.after(visit::PinDigitTyped{digit, press(2)});
    stage.after(visit::PinAccepted{press(2)}).pass(91s);
    CHECK(stage.state() == "OutOfService");  // who only looked has not let it serve
    stage.after(visit::StaffTokenRead{staff_token(), press(1)});
    for (const char digit : std::string(right_pin)) stage.after(visit::PinDigitTyped{digit, press(2)});
    stage.after(visit::PinAccepted{press(2)}).after(visit::ServiceSwitched{true}).after(visit::Ended{});
    CHECK(stage.state() == "Attracting");
}

TEST_CASE("staff do not let a kiosk serve that a fault has stopped") {
    Stage stage;
    stage.after(visit::KioskFailed{visit::OutReason::store_failed}).after(visit::StaffTokenRead{staff_token(), press(1)});
    for (const char digit : std::string(right_pin)) stage.after(visit::PinDigitTyped{digit, press(2)});
    stage.after(visit::PinAccepted{press(2)}).after(visit::ServiceSwitched{true}).after(visit::Ended{});
    CHECK(stage.as<visit::OutOfService>().reason == visit::OutReason::store_failed);
}

TEST_CASE("one deed at a time, answered by its own answer or by its time running out") {
    auto stage = on_page(StaffPage::devices);
    stage.after(visit::StaffDeedChosen{press(1), StaffDeed::print_test});
    stage.after(visit::StaffDeedChosen{press(2), StaffDeed::send_now});
    CHECK(stage.effects() == std::vector<std::string>{"DoForStaff"});
    stage.after(visit::StaffDeedEnded{press(2), {}});
    CHECK(stage.as<visit::StaffPages>().under_way());
    stage.pass(visit::limits::printing);
    using Phase = visit::StaffDeedUnderWay::Phase;
    CHECK(stage.as<visit::StaffPages>().deed->phase == Phase::failed);
    CHECK(stage.as<visit::StaffPages>().deed->problem == Code::timed_out);
    stage.after(visit::StaffDeedEnded{press(1), {}});
    CHECK(stage.as<visit::StaffPages>().deed->phase == Phase::failed);
}

TEST_CASE("a role that only looks does nothing") {
    auto settings = public_data().settings;
    settings.staff.tokens.front().role = "observer";
    const auto visit = visit_in(on_staff_page(StaffPage::ticket));
    const visit::Context context{Monotonic{}, WallTime{}, settings, *public_data().catalogue};
    for (const auto deed : {StaffDeed::send_now, StaffDeed::try_device, StaffDeed::print_test, StaffDeed::print_close,
                            StaffDeed::print_ticket, StaffDeed::void_ticket, StaffDeed::change_today})
        CHECK(visit::step(visit, visit::StaffDeedChosen{press(1), deed, {}, settings::TodayChange{}}, context)
                  .effects.empty());
    CHECK(visit::step(visit, visit::ServiceSwitched{false}, context).effects.empty());
}

TEST_CASE("a number that is voided is asked about once more, and only one that is there") {
    auto stage = on_page(StaffPage::tickets);
    stage.after(visit::StaffPageChosen{StaffPage::ticket, press(33)});
    CHECK(stage.as<visit::StaffPages>().page == StaffPage::tickets);
    stage.after(visit::StaffPageChosen{StaffPage::ticket, ticket().press})
        .after(visit::StaffPageChosen{StaffPage::voiding, ticket().press})
        .after(visit::StaffDeedChosen{press(1), StaffDeed::void_ticket});
    const auto* wish = stage.effect<visit::DoForStaff>();
    REQUIRE(wish != nullptr);
    CHECK(wish->ticket->number == "A012");
    stage.after(visit::StaffDeedEnded{press(1), {}});
    CHECK(stage.as<visit::StaffPages>().page == StaffPage::ticket);
}

TEST_CASE("codes are read where a token may come, without haste, and by the camera only where the reader cannot") {
    using visit::ReadCodes;
    const auto& settings = public_data().settings;
    const visit::Situation well;
    visit::Situation no_reader;
    no_reader.code_reader = Code::device_gone;
    CHECK(visit::codes_wanted(visit::Attracting{}, no_reader, settings) == ReadCodes{true, false, true});
    CHECK(visit::codes_wanted(visit::ChoosingJourney{}, well, settings) == ReadCodes{true, false, true});
    CHECK(visit::codes_wanted(visit::ChoosingJourney{}, no_reader, settings) == ReadCodes{true, true, true});
    CHECK(visit::codes_wanted(visit::PresentingReceipt{}, well, settings) == ReadCodes{true, true, false});
    CHECK(visit::codes_wanted(visit::ChoosingField{}, well, settings) == ReadCodes{});
    const visit::CallingStaff calling{std::make_shared<const visit::State>(visit::ChoosingField{}), {}, {}, {}};
    CHECK(visit::codes_wanted(calling, well, settings) == ReadCodes{true, false, true});
    auto nobody = settings;
    nobody.staff = {};
    CHECK(visit::codes_wanted(visit::Attracting{}, well, nobody) == ReadCodes{});
}
