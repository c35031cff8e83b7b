// The list that is worked from when nothing else works.

#include "kiosk/print/queue_content.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"

using namespace kiosk;
using queue::TicketState;

namespace {

const WallTime waiting_since = wall_time({{2026, 11, 23}, 9, 42, 0});

queue::Ticket in_state(const char* number, TicketState state) {
    queue::Ticket out;
    out.number = number;
    out.line = "civil_status";
    out.state = state;
    out.visit_code = "7KQ2M0XD";
    out.taken_at = waiting_since;
    return out;
}

}  // namespace

TEST_CASE("the waiting list has whoever still waits, what was taken in, and no code that opens a kept draft") {
    const auto& data = test::public_data();
    const slips::Press press{data.settings, data.texts("vi")};
    const std::vector<queue::Ticket> tickets{in_state("A001", TicketState::done), in_state("A002", TicketState::printed),
                                             in_state("A003", TicketState::called)};
    const auto content = print::waiting_content(tickets, {{"TAM-K1-261123-0001", "Đăng ký khai sinh", waiting_since, false}},
                                                waiting_since, false, press);
    const auto& waiting = content.lists.at("waiting");
    REQUIRE(waiting.size() == 2);
    CHECK(waiting[0].at("number").reveal() == "A002");
    CHECK(content.lists.at("taken_in").at(0).at("code").reveal() == "TAM-K1-261123-0001");
    for (const auto& [name, rows] : content.lists) {
        for (const auto& row : rows) {
            for (const auto& [column, value] : row) CHECK(value.reveal().find("7KQ2") == std::string::npos);
        }
    }
}

TEST_CASE("a list that was made without the centre's queue says so on the paper") {
    const auto& data = test::public_data();
    const slips::Press press{data.settings, data.texts("vi")};
    const auto value = [&](bool alone) {
        return std::string(print::waiting_content({}, {}, waiting_since, alone, press).values.at("alone").reveal());
    };
    CHECK(value(true) == "K1");
    CHECK(value(false).empty());
}
