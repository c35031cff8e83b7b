#include <sys/stat.h>

#include "drivers/ticket_printer/ticket_printer_escpos.hpp"
#include "drivers/ticket_printer/ticket_printer_sim.hpp"
#include "kiosk/base/files.hpp"
#include "tests/drivers/loopback_printer.hpp"
#include "tests/drivers/ticket_printer.contract.hpp"
#include "tests/drivers/wait.hpp"

#include <fcntl.h>

using namespace kiosk;
using namespace kiosk::drivers;
using namespace kiosk::drivers::test;

TEST_CASE("the simulated ticket printer keeps the contract of ticket printers") {
    ManualClock clock{WallTime{}};
    TicketPrinterSim printer(clock);
    ticket_printer_contract(printer,
                            {[&] { return printer.printed(); }, [&] { printer.run_out_of_paper(); },
                             [&](int rows) { printer.run_out_of_paper_after(rows); }, [&] { printer.refill(); },
                             [&] { printer.open_cover(); }, [&] { printer.close_cover(); }, [&] { printer.unplug(); },
                             [&] { printer.plug_in(); }, [&](std::size_t bytes) { printer.cut_power_after(bytes); }});
}

TEST_CASE("the ESC/POS printer on the network keeps the contract of ticket printers") {
    LoopbackPrinter peer;
    TicketPrinterEscpos printer(peer.address());
    ticket_printer_contract(
        printer, {[&] { return peer.printed(); }, [&] { peer.paper_rows = 0; }, [&](int rows) { peer.paper_rows = rows; },
                  [&] { peer.paper_rows = 1'000'000; }, [&] { peer.cover_open = true; }, [&] { peer.cover_open = false; },
                  [&] { peer.unplug(); },
                  [&] {
                      peer.unplug();
                      peer.plug_in();
                  },
                  [&](std::size_t bytes) { peer.power_left_bytes = static_cast<long>(bytes); }});
}

TEST_CASE("a slip survives its way through ESC/POS for every width and length") {
    for (const int width_px : {1, 7, 8, 384, 576, widest_slip_px}) {
        for (const int height_px : {1, 255, 256, 257, 1024}) {
            CAPTURE(width_px, height_px);
            const Raster slip = a_slip(height_px, width_px);
            const auto read = read_escpos(escpos_bytes(slip));
            REQUIRE(read.has_value());
            CHECK(read->width_px == static_cast<int>(row_bytes(width_px)) * 8);
            CHECK(read->height_px == height_px);
            CHECK(read->bits == slip.bits);
        }
    }
}

TEST_CASE("a print job cut anywhere is never taken for a slip") {
    const std::string job = escpos_bytes(a_slip(20, 64));
    for (std::size_t length = 0; length < job.size(); ++length) {
        CAPTURE(length);
        const auto read = read_escpos(job.substr(0, length));
        REQUIRE(!read.has_value());
        CHECK(read.error().code == Code::bad_format);
    }
    CHECK(read_escpos("Hello").error().code == Code::unsupported);
    CHECK(read_escpos(job + job).error().code == Code::bad_format);
    const std::string giant("\x1dv0\0\xff\xff\xff\xff", 8);
    CHECK(read_escpos(giant).error().code == Code::too_large);
}

TEST_CASE("the printer's status bits name the trouble to mend first") {
    EscposStatus status;
    CHECK(status.verdict().has_value());
    status.printer |= 0x08;
    CHECK(status.verdict().error().code == Code::device_fault);
    status.error_cause |= 0x08;
    CHECK(status.verdict().error().code == Code::paper_jam);
    status.paper |= 0x60;
    CHECK(status.verdict().error().code == Code::no_paper);
    status.offline_cause |= 0x04;
    CHECK(status.verdict().error().code == Code::cover_open);
    CHECK(is_answer(0x12));
    CHECK(is_answer(0x1a));
    CHECK(!is_answer(0x00));
    CHECK(!is_answer(0xff));
}

TEST_CASE("a roll near its end is seen before it ends") {
    LoopbackPrinter peer;
    peer.paper_low = true;
    TicketPrinterEscpos printer(peer.address());
    REQUIRE(printer.open().has_value());
    CHECK(!printer.paper_near_end());
    CHECK(printer.status().has_value());
    CHECK(printer.paper_near_end());
}

TEST_CASE("a printer that answers noise is a fault, not a printed slip") {
    LoopbackPrinter peer;
    peer.unplug();
    peer.noise = "HTTP/1.1 400\xff\x80";
    peer.plug_in();
    TicketPrinterEscpos printer(peer.address());
    REQUIRE(printer.open().has_value());
    CHECK(printer.status().error().code == Code::device_fault);
    CHECK(printer.print(a_slip(), 2s).error().code == Code::device_fault);
    CHECK(peer.printed().empty());
}

TEST_CASE("a printer without a way back is trusted once it has taken the slip") {
    LoopbackPrinter peer;
    peer.mute = true;
    TicketPrinterEscpos printer(peer.address());
    REQUIRE(printer.open().has_value());
    CHECK(printer.print(a_slip(), 2s).has_value());
    CHECK(comes_true([&] { return peer.printed().size() == 1; }));
}

TEST_CASE("a printer that never finishes costs the stated patience and no more") {
    LoopbackPrinter peer;
    peer.never_finishes = true;
    TicketPrinterEscpos printer(peer.address());
    REQUIRE(printer.open().has_value());
    const Deadline patience(800ms);
    const auto outcome = printer.print(a_slip(), 400ms);
    REQUIRE(!outcome.has_value());
    CHECK(outcome.error().code == Code::timed_out);
    CHECK(!patience.passed());
    INFO("what it still held does not come out later as a second slip");
    peer.never_finishes = false;
    REQUIRE(printer.print(a_slip(256), 2s).has_value());
    CHECK(peer.printed() == std::vector<Raster>{a_slip(256)});
}

TEST_CASE("a device file takes slips one after the other") {
    TempFolder folder;
    const std::string path = (folder.path() / "lp0").string();
    TicketPrinterEscpos printer(path);
    INFO("a missing device is not made into a file that swallows slips");
    CHECK(printer.open().error().code == Code::device_gone);
    CHECK(!std::filesystem::exists(path));
    REQUIRE(write_file(path, "").has_value());
    REQUIRE(printer.open().has_value());
    REQUIRE(printer.status().has_value());
    REQUIRE(printer.print(a_slip(300), 1s).has_value());
    REQUIRE(printer.print(a_slip(200), 1s).has_value());
    CHECK(*read_file(path) == escpos_bytes(a_slip(300)) + escpos_bytes(a_slip(200)));
    std::filesystem::remove(path);
    CHECK(printer.print(a_slip(), 1s).error().code == Code::device_gone);
}

TEST_CASE("a reader of the pipe that goes away ends the slip, not the kiosk") {
    TempFolder folder;
    const std::string path = (folder.path() / "pipe").string();
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    TicketPrinterEscpos printer(path);
    CHECK(printer.open().error().code == Code::device_gone);
    Descriptor reader(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    REQUIRE(printer.open().has_value());
    std::jthread hand([&] {
        comes_true([&] {
            char first = 0;
            return ::read(reader.get(), &first, 1) == 1;
        });
        reader.close();
    });
    CHECK(printer.print(a_slip(4000), 5s).error().code == Code::device_gone);
    hand.join();
    Descriptor sleeper(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    REQUIRE(printer.open().has_value());
    INFO("a printer that takes nothing more costs the stated patience");
    CHECK(printer.print(a_slip(4000), 100ms).error().code == Code::timed_out);
}

TEST_CASE("an address that is none is refused with an example") {
    for (const std::string address : {"", "printer", "printer.local:9100", "1.2.3.4:ink", ":9100", "127.0.0.1"}) {
        CAPTURE(address);
        CHECK(TicketPrinterEscpos(address).open().error().code == Code::bad_usage);
    }
    CHECK(TicketPrinterEscpos("/dev").open().error().code == Code::unsupported);
    CHECK(TicketPrinterEscpos("127.0.0.1:1").open().error().code == Code::device_gone);
}
