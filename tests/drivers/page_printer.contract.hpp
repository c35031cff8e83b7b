#pragma once
/// What every page printer keeps to, simulated or real.

#include <functional>
#include <string>
#include <vector>

#include "drivers/page_printer/page_printer.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::drivers::test {

struct PagePrinterHands {
    std::function<std::vector<std::string>()> printed;
    std::function<void()> run_out_of_paper;
    std::function<void()> run_out_of_paper_in_job;
    std::function<void()> refill;
    std::function<void()> jam;
    std::function<void()> clear_jam;
    std::function<void()> open_cover;
    std::function<void()> close_cover;
    std::function<void()> unplug;
    std::function<void()> unplug_in_job;
    std::function<void()> plug_in;
};

/// Bytes that a printer takes for a PDF; with zeros and line ends, so that a document cut or translated on its way shows.
inline std::string a_paper(std::size_t bytes = 70'000) {
    std::string out = "%PDF-1.7\n";
    std::uint32_t state = 2463534242U;
    while (out.size() < bytes) {
        state ^= state << 13U;
        state ^= state >> 17U;
        state ^= state << 5U;
        out += static_cast<char>(state);
    }
    return out + "\r\n%%EOF\n";
}

inline void page_printer_contract(PagePrinter& printer, const PagePrinterHands& hands) {
    using Papers = std::vector<std::string>;
    constexpr auto patience = std::chrono::milliseconds(8000);
    const std::string paper = a_paper();
    const auto print = [&] { return printer.print(paper, patience, {}); };
    CHECK(printer.status().error().code == Code::device_gone);
    CHECK(print().error().code == Code::device_gone);

    REQUIRE(printer.open().has_value());
    CHECK(printer.status().has_value());
    CHECK(printer.print("", patience, {}).error().code == Code::bad_usage);
    CHECK(printer.print("GIF89a", patience, {}).error().code == Code::bad_usage);
    REQUIRE(print().has_value());
    REQUIRE(hands.printed() == Papers{paper});

    hands.run_out_of_paper();
    CHECK(printer.status().error().code == Code::no_paper);
    CHECK(print().error().code == Code::no_paper);
    INFO("paper trouble does not make a printer that is not there");
    CHECK(printer.open().has_value());
    hands.refill();
    CHECK(printer.status().has_value());

    hands.jam();
    CHECK(print().error().code == Code::paper_jam);
    hands.clear_jam();
    hands.open_cover();
    CHECK(print().error().code == Code::cover_open);
    hands.close_cover();
    CHECK(hands.printed().size() == 1);

    hands.run_out_of_paper_in_job();
    CHECK(print().error().code == Code::no_paper);
    hands.refill();
    INFO("what did not come out does not come out later, and the next one does without opening again");
    CHECK(printer.status().has_value());
    CHECK(hands.printed().size() == 1);
    REQUIRE(print().has_value());
    CHECK(hands.printed() == Papers{paper, paper});

    std::stop_source stopped;
    stopped.request_stop();
    CHECK(printer.print(paper, patience, stopped.get_token()).error().code == Code::stopped);
    CHECK(hands.printed().size() == 2);

    hands.unplug_in_job();
    CHECK(print().error().code == Code::device_gone);
    CHECK(printer.status().error().code == Code::device_gone);
    CHECK(printer.open().error().code == Code::device_gone);
    hands.plug_in();
    CHECK(print().error().code == Code::device_gone);
    REQUIRE(printer.open().has_value());
    CHECK(print().has_value());

    hands.unplug();
    CHECK(print().error().code == Code::device_gone);
    hands.plug_in();
    REQUIRE(printer.open().has_value());
    CHECK(print().has_value());
    CHECK(hands.printed().size() == 4);
}

}  // namespace kiosk::drivers::test
