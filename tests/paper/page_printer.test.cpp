// The page printer's real body against a printer of others: CUPS's ippeveprinter.

#include "drivers/page_printer/page_printer_ipp.hpp"
#include "kiosk/base/files.hpp"
#include "tests/paper/office_printer.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::drivers;

TEST_CASE("ippeveprinter prints what the kiosk hands over, says what is wrong with it, and prints again once it is mended") {
    test::OfficePrinter office;
    if (!office.runs()) {
        WARN("ippeveprinter cannot run here: " + office.said());
        return;
    }
    const std::string paper = "%PDF-1.7\n" + std::string(100'000, '\0') + "\n%%EOF\n";
    PagePrinterIpp printer(office.address());
    const auto print = [&] { return printer.print(paper, 20s, {}); };
    office.load_paper(250);
    REQUIRE(printer.open().has_value());
    REQUIRE(printer.status().has_value());
    const auto first = print();
    INFO((first ? "printed" : first.error().detail));
    REQUIRE(first.has_value());
    CHECK(office.printed() == std::vector<std::string>{paper});

    office.load_paper(0);
    CHECK(print().error().code == Code::no_paper);
    office.load_paper(250);
    REQUIRE(print().has_value());
    CHECK(office.printed().size() == 2);

    for (const auto& [reason, code] : {std::pair{"media-jam-error", Code::paper_jam},
                                       {"door-open-error", Code::cover_open},
                                       {"toner-empty-error", Code::device_fault}}) {
        INFO(reason);
        office.meet(reason);
        CHECK(print().error().code == code);
        office.mend();
        Result<Done> again = fail(Code::busy, "not tried yet");
        for (int i = 0; i < 100 && !again; ++i) again = print();  // it takes a moment to give the lost job up
        CHECK(again.has_value());
    }
    CHECK(office.printed().size() == 5);

    office.switch_off();
    CHECK(printer.status().error().code == Code::device_gone);
    CHECK(print().error().code == Code::device_gone);
    office.switch_on();
    office.load_paper(250);
    REQUIRE(printer.open().has_value());
    CHECK(print().has_value());
    CHECK(office.printed().size() == 6);
}
