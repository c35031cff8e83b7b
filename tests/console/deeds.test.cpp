// Who may do what at a counter, what it does, and what is written down about it.

#include <algorithm>

#include "tests/console/house.hpp"

using namespace kiosk;
using console::read_wish;
using console::Wish;
using stage::at;
using stage::House;

namespace {

Wish finish(const char* counter, const char* outcome) {
    auto wish = at("finish", counter);
    wish.value = outcome;
    return wish;
}
Wish to_ticket(const char* deed, PressId ticket, const char* value = "") {
    Wish wish{deed, {}};
    wish.ticket = ticket;
    wish.value = value;
    return wish;
}

}  // namespace

TEST_CASE("an officer opens a counter, calls, starts, finishes; a press that comes twice is done once") {
    House house;
    const auto first = house.door.take(house.clock.wall());
    house.door.take(house.clock.wall());
    REQUIRE(house.act("training_1", at("open", "1")));
    auto call = at("call_next", "1");
    call.press = house.ids.make(house.clock.wall());
    REQUIRE(house.act("training_1", call));
    REQUIRE(house.act("training_1", call));
    CHECK(house.hall().desk("1")->value.with == first.press);
    CHECK(house.hall().ticket(first.press)->calls == 1);
    REQUIRE(house.act("training_1", at("start", "1")));
    CHECK(house.act("training_1", finish("1", "nothing of the list")).error().code == Code::bad_usage);
    REQUIRE(house.act("training_1", finish("1", "papers_missing")));
    const auto done = *house.hall().ticket(first.press);
    CHECK(done.state == queue::TicketState::done);
    CHECK(done.history.back().by == "training_1");
    CHECK(done.history.back().reason == "papers_missing");
}

TEST_CASE("a counter is its officer's: others neither call there nor take it, a supervisor may, and a hand-over moves it") {
    House house;
    house.door.take(house.clock.wall());
    CHECK(house.act("training_1", at("call_next", "1")).error().code == Code::no_permission);
    REQUIRE(house.act("training_1", at("open", "1")));
    for (const char* deed : {"open", "call_next", "pause", "close", "hand_over"}) {
        INFO(deed);
        CHECK(house.act("training_2", at(deed, "1")).error().code == Code::no_permission);
    }
    auto over = at("hand_over", "1");
    over.to = "training_board";
    CHECK(house.act("training_1", over).error().code == Code::not_found);
    over.to = "training_2";
    REQUIRE(house.act("training_1", over));
    CHECK(house.act("training_1", at("call_next", "1")).error().code == Code::no_permission);
    REQUIRE(house.act("training_2", at("call_next", "1")));
    REQUIRE(house.act("training_lead", at("recall", "1")));
    CHECK(house.act("training_board", at("recall", "1")).error().code == Code::no_permission);
}

TEST_CASE("a pause has a reason of the configuration, and what is no deed, counter or ticket is refused") {
    House house;
    REQUIRE(house.act("training_1", at("open", "1")));
    CHECK(house.act("training_1", at("pause", "1")).error().code == Code::bad_usage);
    auto pause = at("pause", "1");
    pause.value = "meeting";
    REQUIRE(house.act("training_1", pause));
    CHECK(house.hall().desk("1")->value.reason == "meeting");
    CHECK(house.act("training_1", at("dance", "1")).error().code == Code::bad_usage);
    CHECK(house.act("training_1", at("pause", "99")).error().code == Code::not_found);
    CHECK(house.act("training_1", at("void", "1")).error().code == Code::bad_format);
}

TEST_CASE("a number is voided with one of the centre's reasons, and the log says who did it") {
    House house;
    const auto ticket = house.door.take(house.clock.wall());
    CHECK(house.act("training_1", to_ticket("void", ticket.press)).error().code == Code::bad_usage);
    CHECK(house.act("training_1", to_ticket("void", ticket.press, "ten-nguoi")).error().code == Code::bad_usage);
    REQUIRE(house.act("training_1", to_ticket("void", ticket.press, "by_mistake")));
    CHECK(house.hall().ticket(ticket.press)->state == queue::TicketState::cancelled);
    const auto log = house.deeds.log({2026, 11, 23});
    REQUIRE(log);
    REQUIRE(log->size() == 1);
    CHECK(log->front().by == "training_1");
    CHECK(log->front().what == "void");
    CHECK(log->front().about == ticket.number + " · by_mistake");
    CHECK(house.act("training_2", to_ticket("void", ticket.press, "left")).error().code == Code::refused);
    CHECK(house.deeds.log({2026, 11, 23})->size() == 1);
}

TEST_CASE("a supervisor closes the day where the centre gives slips: who waits goes first on the next open day") {
    House house;
    CHECK(house.act("training_lead", at("closing", "")).error().code == Code::refused);
    auto settings = stage::shipped();
    settings.queue.at_closing = settings::Queue::AtClosing::slip;
    console::Deeds deeds(house.queue, house.engine, settings, house.clock);
    const auto ticket = house.door.take(house.clock.wall());
    auto closing = at("closing", "");
    closing.press = house.ids.make(house.clock.wall());
    CHECK(deeds.carry_out(House::as("training_1"), closing).error().code == Code::no_permission);
    REQUIRE(deeds.carry_out(House::as("training_lead"), closing));
    REQUIRE(deeds.carry_out(House::as("training_lead"), closing));
    CHECK(house.hall().ticket(ticket.press)->postponed_to == LocalDate{2026, 11, 24});
    const auto log = deeds.log({2026, 11, 23});
    REQUIRE(log->size() == 1);
    CHECK(log->front().what == "closing");
}

TEST_CASE("a counter that was closed or handed over by a press whose answer was lost is so when the press comes again") {
    House house;
    for (const char* deed : {"close", "hand_over"}) {
        INFO(deed);
        REQUIRE(house.act("training_1", at("open", "1")));
        auto given_away = at(deed, "1");
        given_away.to = "training_2";
        given_away.press = house.ids.make(house.clock.wall());
        REQUIRE(house.act("training_1", given_away));
        CHECK(house.act("training_1", given_away));
        // Also when somebody has done something there since.
        if (std::string_view(deed) == "close") REQUIRE(house.act("training_2", at("open", "1")));
        else REQUIRE(house.act("training_2", at("close", "1")));
        CHECK(house.act("training_1", given_away));
        given_away.press = {};
        CHECK(house.act("training_1", given_away).error().code == Code::no_permission);
        if (std::string_view(deed) == "close") REQUIRE(house.act("training_2", at("close", "1")));
    }
}

TEST_CASE("lines and priority are a supervisor's") {
    House house;
    const auto early = house.door.take(house.clock.wall());
    house.clock.advance(5min);
    const auto late = house.door.take(house.clock.wall());
    auto raise = to_ticket("priority", late.press);
    raise.value = "elderly";
    auto lines = at("serve_lines", "4");
    lines.lines = {"civil_status", "land"};
    CHECK(house.act("training_1", raise).error().code == Code::no_permission);
    CHECK(house.act("training_1", lines).error().code == Code::no_permission);
    REQUIRE(house.act("training_lead", raise));
    REQUIRE(house.act("training_lead", lines));
    REQUIRE(house.act("training_1", at("open", "4")));
    REQUIRE(house.act("training_1", at("call_next", "4")));
    CHECK(house.hall().desk("4")->value.with == late.press);  // came later, and stands earlier
    raise.press = {};
    raise.ticket = early.press;
    raise.value = "made up";
    CHECK(house.act("training_lead", raise).error().code == Code::not_found);
}

TEST_CASE("the first officer who takes a call for help has it") {
    House house;
    const queue::Keys keys(stage::shipped().centre.id);
    auto help = Wish{"help", {}};
    help.to = "K1";
    CHECK(house.act("training_1", help).error().code == Code::not_found);
    REQUIRE(house.at_kiosk.write(
        {{}, {{keys.help("K1"), text_of(queue::HelpCall{"K1", house.ids.make(stage::monday), stage::monday, {}})}}, {}}));
    REQUIRE(house.act("training_1", help));
    REQUIRE(house.act("training_2", help));
    CHECK(house.hall().help().at("K1").value.taken_by == "training_1");
}

TEST_CASE("a ticket that is asked for again is left for the kiosk that gave it") {
    House house;
    const auto ticket = house.door.take(house.clock.wall());
    REQUIRE(house.act("training_1", to_ticket("reprint", ticket.press)));
    const auto asked = house.at_kiosk.read(queue::Keys(stage::shipped().centre.id).reprints("K1"));
    REQUIRE(asked);
    REQUIRE(asked->entries.size() == 1);
    CHECK(asked->entries.front().key.ends_with(ticket.press.text()));
}

TEST_CASE("what pages send is read strictly") {
    const std::string press = R"("press":"018f6b0e-7c3a-7def-8a91-0123456789ab")";
    const auto wish =
        read_wish(R"({"deed":"void","ticket":"018f6b0e-7c3a-7def-8a91-0123456789ab","words":" lấy nhầm ",)" + press + "}");
    REQUIRE(wish);
    CHECK(wish->words == "lấy nhầm");
    CHECK(wish->ticket.has_value());
    for (const auto& wrong :
         {std::string("[]"), std::string("{"), std::string(R"({"deed":"open"})"), R"({"deed":1,)" + press + "}",
          R"({"deed":"open","counter":"../3",)" + press + "}", R"({"ticket":"3",)" + press + "}",
          R"({"lines":"A",)" + press + "}", R"({"words":"a\u0007b",)" + press + "}"}) {
        INFO(wrong);
        CHECK(read_wish(wrong).error().code == Code::bad_format);
    }
    CHECK(read_wish(R"({"words":")" + std::string(console::Deeds::longest_words_bytes + 1, 'a') + "\"," + press + "}")
              .error()
              .code == Code::too_large);
}
