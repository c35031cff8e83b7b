#include <cstdlib>
#include <string_view>
#include <thread>

#include "drivers/page_scanner/page_rows.hpp"
#include "drivers/page_scanner/page_scanner_process.hpp"
#include "drivers/page_scanner/page_scanner_sim.hpp"
#include "kiosk/base/files.hpp"
#include "tests/drivers/page_scanner.contract.hpp"
#include "tests/drivers/wait.hpp"

using namespace kiosk;
using namespace kiosk::drivers;
using namespace kiosk::drivers::test;

namespace {

const std::string scanner_program = KIOSK_BUILD_DIR "/kiosk_scanner";

/// With something to wait on, as real backends have: the test backend kills its reading thread at a cancel, wherever it is, and
/// only a thread whose first bytes have come is certain not to hold the allocator's lock.
const std::map<std::string, std::string> colour_page{
    {"test-picture", "Color pattern"}, {"non-blocking", "yes"}, {"select-fd", "yes"}};

/// SANE with nothing but its `test` backend, whatever this machine's own configuration says.
void use_sane_test_backend() {
    static const TempFolder folder;
    static bool ready = false;
    if (ready) return;
    REQUIRE(write_file(folder.path() / "dll.conf", "test\n").has_value());
    REQUIRE(write_file(folder.path() / "test.conf", "number_of_devices 2\n").has_value());
    REQUIRE(::setenv("SANE_CONFIG_DIR", folder.path().c_str(), 1) == 0);
    ready = true;
}

std::map<std::string, std::string> with(std::map<std::string, std::string> more) {
    more.insert(colour_page.begin(), colour_page.end());
    return more;
}

std::filesystem::path lay_picture(const TempFolder& folder, const std::string& name, const std::string& mark) {
    const auto path = folder.path() / name;
    REQUIRE(write_file(path, "P5\n16 16\n255\n" + std::string(255, 'w') + mark).has_value());
    return path;
}

}  // namespace

TEST_CASE("the simulated scanner keeps the contract of page scanners") {
    ManualClock clock{WallTime{}};
    TempFolder folder;
    for (const std::string name : {"1.pgm", "2.pgm", "3.pgm", "4.pgm", "5.pgm"}) lay_picture(folder, name, "x");
    page_scanner_contract([&](std::optional<Code> trouble) {
        auto scanner = std::make_unique<PageScannerSim>(clock, folder.path());
        if (trouble == Code::no_paper) scanner->take_pages_away();
        if (trouble == Code::paper_jam) scanner->jam();
        if (trouble == Code::cover_open) scanner->open_cover();
        if (trouble == Code::io) scanner->cut_next_page();
        if (trouble == Code::device_gone) scanner->pull_cable_in_next_page();
        return scanner;
    });
}

TEST_CASE("the SANE scanner keeps the contract of page scanners") {
    use_sane_test_backend();
    page_scanner_contract([&](std::optional<Code> trouble) {
        const std::map<Code, std::string> statuses{{Code::no_paper, "SANE_STATUS_NO_DOCS"},
                                                   {Code::paper_jam, "SANE_STATUS_JAMMED"},
                                                   {Code::cover_open, "SANE_STATUS_COVER_OPEN"},
                                                   {Code::io, "SANE_STATUS_EOF"},
                                                   {Code::device_gone, "SANE_STATUS_IO_ERROR"}};
        auto options = colour_page;
        if (trouble) options["read-return-value"] = statuses.at(*trouble);
        return std::make_unique<PageScannerProcess>(scanner_program, "test:0", options);
    });
}

TEST_CASE("a scanned page is A4 in colour at the resolution asked for") {
    use_sane_test_backend();
    PageScannerProcess scanner(scanner_program, "test:0", colour_page);
    REQUIRE(scanner.open().has_value());
    const auto page = scanner.scan({}, 100);
    REQUIRE(page.has_value());
    CHECK(page->media_type == "image/x-portable-anymap");
    // The test device is 200 mm wide and 200 mm long: it gives all it has of A4.
    CHECK(page->bytes.starts_with("P6\n787 787\n255\n"));
    CHECK(page->bytes.size() == std::string("P6\n787 787\n255\n").size() + 787U * 787U * 3U);
    CHECK(page->bytes.find_first_not_of(page->bytes.back(), 20) != std::string::npos);
}

TEST_CASE("a feeder gives its stack page by page, then says that it is empty, then takes the next stack") {
    use_sane_test_backend();
    PageScannerProcess scanner(scanner_program, "test:0", with({{"source", "Automatic Document Feeder"}}));
    REQUIRE(scanner.open().has_value());
    for (int stack = 0; stack < 2; ++stack) {
        int pages = 0;
        auto page = scanner.scan({}, 75);
        for (; page.has_value() && pages < 100; page = scanner.scan({}, 75)) ++pages;
        CHECK(pages == 10);  // what the test backend's feeder holds
        REQUIRE(!page.has_value());
        CHECK(page.error().code == Code::no_paper);
    }
}

TEST_CASE("a scanner whose cable was pulled works again after open()") {
    use_sane_test_backend();
    PageScannerProcess pulled(scanner_program, "test:0", with({{"read-return-value", "SANE_STATUS_IO_ERROR"}}));
    REQUIRE(pulled.open().has_value());
    CHECK(pulled.scan({}, 75).error().code == Code::device_gone);
    CHECK(pulled.scan({}, 75).error().code == Code::device_gone);
    CHECK(pulled.open().has_value());
    PageScannerProcess other(scanner_program, "test:1", colour_page);
    REQUIRE(other.open().has_value());
    CHECK(other.scan({}, 75).has_value());
}

TEST_CASE("a page that ended early is no page, wherever it was cut") {
    PageRows page{true, 8, 3, 4, 10, std::string(40, 'c')};  // rows of nine bytes and one of padding
    REQUIRE(pnm_of_rows(page).has_value());
    CHECK(pnm_of_rows(page)->bytes == "P6\n3 4\n255\n" + std::string(36, 'c'));
    for (std::size_t length = 0; length < 40; ++length) {
        CAPTURE(length);
        page.bytes.resize(length);
        CHECK(pnm_of_rows(page).error().code == Code::io);
        page.bytes.resize(40, 'c');
    }
    INFO("a scanner that does not know the length beforehand");
    page.height_px = -1;
    CHECK(pnm_of_rows(page)->bytes.starts_with("P6\n3 4\n"));
    page.bytes.resize(30);
    CHECK(pnm_of_rows(page)->bytes.starts_with("P6\n3 3\n"));
    page.bytes.resize(29);
    CHECK(pnm_of_rows(page).error().code == Code::io);
    page.bytes.clear();
    CHECK(pnm_of_rows(page).error().code == Code::io);
}

TEST_CASE("a scanner's numbers that contradict each other are refused") {
    const std::string bytes(400, 'c');
    CHECK(pnm_of_rows({true, 8, 100, 1, 299, bytes}).error().code == Code::bad_format);
    CHECK(pnm_of_rows({false, 16, 100, 1, 199, bytes}).error().code == Code::bad_format);
    CHECK(pnm_of_rows({false, 8, -1, 1, 10, bytes}).error().code == Code::bad_format);
    CHECK(pnm_of_rows({false, 8, 10, 1, -10, bytes}).error().code == Code::bad_format);
    CHECK(pnm_of_rows({false, 1, 10, 1, 10, bytes}).error().code == Code::unsupported);
    CHECK(pnm_of_rows({true, 8, 10, 2'000'000'000, 30, bytes}).error().code == Code::io);
}

TEST_CASE("a scanner with two-byte samples or without colour gives pages all the same") {
    use_sane_test_backend();
    for (const auto& [option, value, magic] : {std::tuple{"depth", "16", "P6\n"}, std::tuple{"mode", "Gray", "P5\n"}}) {
        CAPTURE(option, value);
        PageScannerProcess scanner(scanner_program, "test:0", {{option, value}});
        REQUIRE(scanner.open().has_value());
        const auto page = scanner.scan({}, 75);
        REQUIRE(page.has_value());
        CHECK(page->bytes.starts_with(magic));
    }
}

TEST_CASE("a slow scan is cancelled within a second, and the next one works") {
    use_sane_test_backend();
    PageScannerProcess scanner(scanner_program, "test:0",
                               with({{"non-blocking", "no"},
                                     {"select-fd", "no"},
                                     {"read-delay", "yes"},
                                     {"read-delay-duration", "200000"},
                                     {"read-limit", "yes"},
                                     {"read-limit-size", "1024"}}));
    REQUIRE(scanner.open().has_value());
    for (int time = 0; time < 2; ++time) {
        std::stop_source stop;
        std::jthread citizen([&] {
            std::this_thread::sleep_for(5ms);
            stop.request_stop();
        });
        const auto start = std::chrono::steady_clock::now();
        const auto page = scanner.scan(stop.get_token(), 600);
        CHECK(std::chrono::steady_clock::now() - start < 1s);
        REQUIRE(!page.has_value());
        CHECK(page.error().code == Code::stopped);
    }
}

TEST_CASE("a scanner is found by the beginning of its name, and a missing one is said to be missing") {
    use_sane_test_backend();
    const auto found = PageScannerProcess(scanner_program, "tes").open();
    INFO((found ? "" : found.error().detail));
    CHECK(found.has_value());
    const auto missing = PageScannerProcess(scanner_program, "epsonds:libusb").open();
    REQUIRE(!missing.has_value());
    CHECK(missing.error().code == Code::device_gone);
    INFO("a setting that this scanner does not have is a mistake of the configuration");
    PageScannerProcess wrong(scanner_program, "test:0", {{"colour-depth-of-soul", "8"}});
    REQUIRE(wrong.open().has_value());
    CHECK(wrong.scan({}, 75).error().code == Code::bad_usage);
    PageScannerProcess wrong_value(scanner_program, "test:1", {{"resolution", "fine"}});
    REQUIRE(wrong_value.open().has_value());
    CHECK(wrong_value.scan({}, 75).error().code == Code::bad_usage);
}

TEST_CASE("whatever the scanner's program does, the kiosk goes on and says what happened") {
    const TempFolder folder;
    const auto program = [&](const std::string& script) {
        const auto path = folder.path() / "scanner";
        REQUIRE(write_file(path, "#!/bin/sh\n" + script).has_value());
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return PageScannerProcess(path, "test:0");
    };
    const auto opening = [&](const std::string& script) { return program(script).open().error(); };
    CHECK(PageScannerProcess(folder.path() / "nothing", "test:0").open().error().code == Code::not_found);
    CHECK(opening("exit 3").detail.find("code 3") != std::string::npos);
    CHECK(opening("kill -SEGV $$").detail.find("signal 11") != std::string::npos);
    CHECK(opening("echo error 16 gone for lunch").code == Code::device_gone);
    for (const std::string rubbish : {"echo", "echo hello", "echo error 99 x", "echo picture image/png 999999999999",
                                      "echo picture text/html 5", "head -c 5000 /dev/zero"}) {
        CAPTURE(rubbish);
        CHECK(opening(rubbish).code == Code::device_fault);
    }

    INFO("a page that breaks off");
    auto cut = program("read line; echo done; read line; echo picture image/png 10; printf abc");
    REQUIRE(cut.open().has_value());
    CHECK(cut.scan({}, 300).error().code == Code::device_fault);
    CHECK(cut.scan({}, 300).error().code == Code::device_gone);
    CHECK(cut.open().has_value());

    INFO("a program that hung after a page is replaced, and nobody notices");
    const auto hung = folder.path() / "hung";
    auto replaced = program("read line; echo done; read line; [ -e '" + hung.string() + "' ] || { touch '" + hung.string() +
                            "'; exit 3; }; echo picture image/png 3; printf abc; read line");
    REQUIRE(replaced.open().has_value());
    REQUIRE(replaced.scan({}, 300).has_value());

    INFO("a program that is mute and does not obey");
    const auto begun = folder.path() / "begun";
    auto mute = program("read line; echo done; read line; touch '" + begun.string() + "'; while read line; do :; done");
    REQUIRE(mute.open().has_value());
    std::stop_source stop;
    std::jthread citizen([&] {
        if (comes_true([&] { return std::filesystem::exists(begun); })) stop.request_stop();
    });
    CHECK(mute.scan(stop.get_token(), 300).error().code == Code::stopped);
    CHECK(mute.scan({}, 300).error().code == Code::device_gone);
    CHECK(mute.open().has_value());
}

TEST_CASE("the simulated scanner gives a folder in the order of names, then says that it is empty") {
    ManualClock clock{WallTime{}};
    TempFolder folder;
    lay_picture(folder, "b.pgm", "b");
    lay_picture(folder, "a.pgm", "a");
    PageScannerSim scanner(clock, folder.path());
    REQUIRE(scanner.open().has_value());
    CHECK(scanner.scan({}, 300)->bytes.back() == 'a');
    CHECK(scanner.scan({}, 300)->bytes.back() == 'b');
    CHECK(scanner.scan({}, 300).error().code == Code::no_paper);
    scanner.insert(folder.path() / "b.pgm");
    CHECK(scanner.scan({}, 300)->bytes.back() == 'b');
    scanner.insert_folder();
    scanner.jam();
    CHECK(scanner.scan({}, 300).error().code == Code::paper_jam);
    scanner.clear_jam();
    CHECK(scanner.scan({}, 300)->bytes.back() == 'a');
    scanner.unplug();
    CHECK(scanner.scan({}, 300).error().code == Code::device_gone);
    CHECK(scanner.open().error().code == Code::device_gone);
    scanner.plug_in();
    REQUIRE(scanner.open().has_value());
    CHECK(scanner.scan({}, 300)->bytes.back() == 'b');
}

TEST_CASE("a page takes its time on a clock that runs, and can be called off meanwhile") {
    const SystemClock clock;
    TempFolder folder;
    lay_picture(folder, "a.pgm", "a");
    PageScannerSim scanner(clock, folder.path());
    REQUIRE(scanner.open().has_value());
    std::stop_source stop;
    std::jthread citizen([&] {
        std::this_thread::sleep_for(5ms);
        stop.request_stop();
    });
    CHECK(scanner.scan(stop.get_token(), 600).error().code == Code::stopped);
}
