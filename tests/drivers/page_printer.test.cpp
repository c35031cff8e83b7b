#include "drivers/page_printer/ipp_address.hpp"
#include "drivers/page_printer/page_printer_ipp.hpp"
#include "drivers/page_printer/page_printer_sim.hpp"
#include "tests/drivers/loopback_page_printer.hpp"
#include "tests/drivers/page_printer.contract.hpp"

using namespace kiosk;
using namespace kiosk::drivers;
using namespace kiosk::drivers::test;

TEST_CASE("the simulated page printer keeps the contract of page printers") {
    ManualClock clock{WallTime{}};
    PagePrinterSim printer(clock);
    page_printer_contract(printer,
                          {[&] { return printer.printed(); }, [&] { printer.run_out_of_paper(); },
                           [&] { printer.run_out_of_paper_in_job(); }, [&] { printer.refill(); }, [&] { printer.jam(); },
                           [&] { printer.clear_jam(); }, [&] { printer.open_cover(); }, [&] { printer.close_cover(); },
                           [&] { printer.unplug(); }, [&] { printer.unplug_in_job(); }, [&] { printer.plug_in(); }});
}

TEST_CASE("the IPP printer on the network keeps the contract of page printers") {
    LoopbackPagePrinter peer;
    PagePrinterIpp printer(peer.address());
    const auto plug_in = [&] {
        peer.unplug();
        peer.plug_in();
    };
    page_printer_contract(printer, {[&] { return peer.printed(); }, [&] { peer.set_reason("media-empty-error"); },
                                    [&] { peer.paper_ends_in_job = true; }, [&] { peer.set_reason("none"); },
                                    [&] { peer.set_reason("media-jam-error"); }, [&] { peer.set_reason("none"); },
                                    [&] { peer.set_reason("door-open-error"); }, [&] { peer.set_reason("none"); },
                                    [&] { peer.unplug(); }, [&] { peer.power_goes_in_job = true; }, plug_in});
}

TEST_CASE("a paper goes to the printer as PDF on A4, and the job's name names nobody") {
    LoopbackPagePrinter peer;
    PagePrinterIpp printer(peer.address());
    REQUIRE(printer.open().has_value());
    REQUIRE(printer.print(a_paper(), 5s, {}).has_value());
    CHECK(peer.asked_for() == std::vector<std::string>{"document-format=application/pdf", "media=iso_a4_210x297mm",
                                                       "sides=one-sided", "job-name=kiosk"});
}

TEST_CASE("a printer that takes no PDF is refused when it is opened, with what to do") {
    LoopbackPagePrinter peer;
    peer.takes_pdf = false;
    const auto opened = PagePrinterIpp(peer.address()).open();
    REQUIRE(!opened.has_value());
    CHECK(opened.error().code == Code::unsupported);
    CHECK(opened.error().detail.find("queue of CUPS") != std::string::npos);
}

TEST_CASE("a printer that never finishes a page costs the stated patience, and the page does not come out later") {
    LoopbackPagePrinter peer;
    PagePrinterIpp printer(peer.address());
    peer.knows_cancel_my_jobs = GENERATE(true, false);
    peer.never_finishes = true;
    REQUIRE(printer.open().has_value());
    const Deadline patience(2s);
    CHECK(printer.print(a_paper(), 200ms, {}).error().code == Code::timed_out);
    CHECK(!patience.passed());
    INFO("why it does not finish is told, where the printer only warns of it");
    peer.set_reason("media-empty-warning");
    CHECK(printer.print(a_paper(), 200ms, {}).error().code == Code::no_paper);
    peer.set_reason("none");
    peer.never_finishes = false;
    REQUIRE(printer.print(a_paper(2000), 5s, {}).has_value());
    CHECK(peer.printed() == std::vector<std::string>{a_paper(2000)});
}

TEST_CASE("a printer that says nothing, or never stops saying it, costs the stated patience") {
    LoopbackPagePrinter peer;
    PagePrinterIpp printer(peer.address());
    REQUIRE(printer.open().has_value());
    if (GENERATE(true, false)) peer.silent = true;
    else peer.trickles = true;
    const Deadline patience(2s);
    CHECK(printer.print(a_paper(), 200ms, {}).error().code == Code::timed_out);
    CHECK(!patience.passed());
}

TEST_CASE("what an earlier run left in the printer is thrown away when it is opened") {
    LoopbackPagePrinter peer;
    peer.never_finishes = true;
    {
        PagePrinterIpp printer(peer.address());
        REQUIRE(printer.open().has_value());
        peer.cancels = false;
        CHECK(printer.print(a_paper(), 100ms, {}).error().code == Code::timed_out);
    }
    peer.cancels = true;
    peer.never_finishes = false;
    PagePrinterIpp printer(peer.address());
    REQUIRE(printer.open().has_value());
    REQUIRE(printer.print(a_paper(500), 5s, {}).has_value());
    CHECK(peer.printed() == std::vector<std::string>{a_paper(500)});
}

TEST_CASE("a printer that forgets a job once it is out is believed") {
    LoopbackPagePrinter peer;
    peer.forgets_jobs = true;
    PagePrinterIpp printer(peer.address());
    REQUIRE(printer.open().has_value());
    CHECK(printer.print(a_paper(), 5s, {}).has_value());
}

TEST_CASE("low toner, a report and a tray of several that is empty do not stop a printer that goes on") {
    for (const std::string reason : {"none", "toner-low-warning", "media-empty-warning", "media-empty-report",
                                     "connecting-to-device", "cups-waiting-for-job-completed"}) {
        CAPTURE(reason);
        CHECK(PrinterState{false, true, {reason}}.verdict().has_value());
    }
}

TEST_CASE("what a printer says is the trouble that must be mended first") {
    const auto code = [](bool stopped, std::vector<std::string> reasons) {
        return PrinterState{stopped, true, std::move(reasons)}.verdict().error().code;
    };
    CHECK(code(false, {"media-jam-error", "media-empty-error", "door-open-error", "offline-error"}) == Code::device_gone);
    CHECK(code(false, {"media-jam-error", "media-empty-error", "door-open"}) == Code::cover_open);
    CHECK(code(false, {"media-jam", "media-empty"}) == Code::no_paper);
    CHECK(code(true, {"media-needed-report"}) == Code::no_paper);
    CHECK(code(false, {"media-jam-error"}) == Code::paper_jam);
    CHECK(code(false, {"media-jam-warning"}) == Code::paper_jam);
    CHECK(code(false, {"cover-open-report"}) == Code::cover_open);
    CHECK(PrinterState{false, true, {"media-empty-warning"}}.verdict(true).error().code == Code::no_paper);
    CHECK(code(false, {"fuser-over-temp-error"}) == Code::device_fault);
    CHECK(code(true, {"offline-report"}) == Code::device_gone);
    CHECK(code(true, {"paused"}) == Code::device_fault);
    CHECK(code(true, {"none"}) == Code::device_fault);
    CHECK(PrinterState{false, false, {"none"}}.verdict().error().code == Code::device_fault);
}

TEST_CASE("an address is a number or a queue; anything else is refused with an example") {
    for (const std::string address : {"", "a/b", "http://127.0.0.1/", "ipp://printer.local/ipp/print", "ipp://",
                                      "ipp://me@127.0.0.1/", "dai tu", "ipp://127.0.0.1:99999/"}) {
        CAPTURE(address);
        const auto opened = PagePrinterIpp(address).open();
        REQUIRE(!opened.has_value());
        CHECK(opened.error().code == Code::bad_usage);
        CHECK(opened.error().detail.find("ipp://192.168.1.60/ipp/print") != std::string::npos);
    }
    const auto queue = IppAddress::parse("van-phong_1");
    REQUIRE(queue.has_value());
    CHECK(queue->resource == "/printers/van-phong_1");
    CHECK(IppAddress::parse("ipps://[::1]/ipp/print")->sealed);
    CHECK(PagePrinterIpp("ipp://127.0.0.1:1/ipp/print").open().error().code == Code::device_gone);
}
