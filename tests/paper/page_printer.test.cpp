// The page printer's real body against a printer of others: CUPS's ippeveprinter.

#include "drivers/page_printer/page_printer_ipp.hpp"
#include "tests/drivers/wait.hpp"
#include "tests/paper/office_printer.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::drivers;
using drivers::test::comes_true;

TEST_CASE("ippeveprinter prints what the kiosk hands over, says what is wrong with it, and prints again once it is mended") {
    kiosk::test::OfficePrinter office;
    if (!office.runs()) {
        WARN("ippeveprinter cannot run here: " + office.said());
        return;
    }
    const std::string paper = "%PDF-1.7\n" + std::string(100'000, '\0') + "\n%%EOF\n";
    PagePrinterIpp printer(office.address());
    const auto print = [&](Duration patience = 20s) { return printer.print(paper, patience, {}); };
    REQUIRE(printer.open().has_value());
    REQUIRE(printer.status().has_value());
    REQUIRE(print().has_value());
    CHECK(office.printed() == std::vector<std::string>{paper});

    struct Trouble {
        const char* reason;
        Code code;
    };
    // Of an empty tray it only warns, as a printer with two trays would: the kiosk waits in vain first.
    for (const auto& trouble : {Trouble{"media-empty", Code::no_paper}, Trouble{"media-jam", Code::paper_jam},
                                Trouble{"cover-open", Code::cover_open}}) {
        office.meet(trouble.reason);
        const auto lost = print(4s);
        REQUIRE(!lost.has_value());
        INFO(trouble.reason << ": " << lost.error().detail);
        CHECK(lost.error().code == trouble.code);
        office.mend();
        // It takes a moment to give the lost page up, and to say that nothing is wrong with it.
        REQUIRE(comes_true([&] { return printer.status().has_value(); }));
        Result<Done> again = fail(Code::busy, "not tried yet");
        REQUIRE(comes_true([&] { return (again = print()).has_value() || again.error().code != Code::busy; }));
        CHECK(again.has_value());
    }
    CHECK(office.printed().size() == 4);

    office.switch_off();
    CHECK(printer.status().error().code == Code::device_gone);
    CHECK(print().error().code == Code::device_gone);
    office.switch_on();
    REQUIRE(printer.open().has_value());
    CHECK(print().has_value());
    CHECK(office.printed().size() == 5);
}
