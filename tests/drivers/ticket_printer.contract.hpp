#pragma once
/// What every ticket printer that can report its troubles keeps to, simulated or real.

#include <functional>

#include "drivers/ticket_printer/escpos.hpp"
#include "drivers/ticket_printer/ticket_printer.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::drivers::test {

struct TicketPrinterHands {
    std::function<std::vector<Raster>()> printed;
    std::function<void()> run_out_of_paper;
    std::function<void(int)> run_out_of_paper_after;
    std::function<void()> refill;
    std::function<void()> open_cover;
    std::function<void()> close_cover;
    std::function<void()> unplug;
    std::function<void()> plug_in;
    std::function<void(std::size_t)> cut_power_after;
};

/// A pattern in which every row differs, so that a lost or doubled band shows. It holds the bytes of every command too.
inline Raster a_slip(int height_px = 700, int width_px = 576) {
    Raster slip{width_px, height_px, {}};
    std::uint32_t state = 2463534242U;
    for (std::size_t i = 0; i < row_bytes(width_px) * static_cast<std::size_t>(height_px); ++i) {
        state ^= state << 13U;
        state ^= state >> 17U;
        state ^= state << 5U;
        slip.bits.push_back(static_cast<std::uint8_t>(state));
    }
    const std::string commands = ask(Question::paper) + ask_when_printed() + clear_buffers();
    for (std::size_t i = 0; i < commands.size() && i < slip.bits.size(); ++i)
        slip.bits[i] = static_cast<std::uint8_t>(commands[i]);
    return slip;
}

inline void ticket_printer_contract(TicketPrinter& printer, const TicketPrinterHands& hands) {
    constexpr auto patience = std::chrono::milliseconds(5000);
    const Raster slip = a_slip();
    CHECK(printer.status().error().code == Code::device_gone);
    CHECK(printer.print(slip, patience).error().code == Code::device_gone);

    REQUIRE(printer.open().has_value());
    CHECK(printer.status().has_value());
    CHECK(printer.print(Raster{}, patience).error().code == Code::bad_usage);
    CHECK(printer.print(Raster{8, 2, {1}}, patience).error().code == Code::bad_usage);
    REQUIRE(printer.print(slip, patience).has_value());
    REQUIRE(hands.printed() == std::vector<Raster>{slip});

    hands.run_out_of_paper();
    CHECK(printer.status().error().code == Code::no_paper);
    CHECK(printer.print(slip, patience).error().code == Code::no_paper);
    hands.refill();
    CHECK(printer.status().has_value());
    CHECK(!printer.paper_near_end());

    hands.open_cover();
    CHECK(printer.print(slip, patience).error().code == Code::cover_open);
    hands.close_cover();
    CHECK(hands.printed().size() == 1);

    hands.run_out_of_paper_after(300);
    CHECK(printer.print(slip, patience).error().code == Code::no_paper);
    CHECK(hands.printed().size() == 1);
    hands.refill();
    REQUIRE(printer.print(slip, patience).has_value());
    CHECK(hands.printed() == std::vector<Raster>{slip, slip});

    hands.cut_power_after(20'000);
    CHECK(printer.print(slip, patience).error().code == Code::device_gone);
    CHECK(printer.status().error().code == Code::device_gone);
    CHECK(printer.open().error().code == Code::device_gone);
    hands.plug_in();
    REQUIRE(printer.open().has_value());
    CHECK(printer.print(slip, patience).has_value());

    hands.unplug();
    CHECK(printer.print(slip, patience).error().code == Code::device_gone);
    hands.plug_in();
    CHECK(printer.print(slip, patience).error().code == Code::device_gone);
    REQUIRE(printer.open().has_value());
    CHECK(printer.print(slip, patience).has_value());
    CHECK(hands.printed().size() == 4);
}

}  // namespace kiosk::drivers::test
