#pragma once
/// What every page scanner keeps to, simulated or real.

#include <functional>
#include <memory>
#include <optional>

#include "drivers/page_scanner/page_scanner.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::drivers::test {

/// Makes a scanner with pages in it that has this trouble (no_paper, paper_jam, cover_open, device_gone, io), or none.
using MakeScanner = std::function<std::unique_ptr<PageScanner>(std::optional<Code> trouble)>;

inline void page_scanner_contract(const MakeScanner& make) {
    auto scanner = make(std::nullopt);
    CHECK(scanner->scan({}, 75).error().code == Code::device_gone);
    REQUIRE(scanner->open().has_value());
    CHECK(scanner->scan({}, 74).error().code == Code::bad_usage);
    CHECK(scanner->scan({}, 601).error().code == Code::bad_usage);
    for (int page = 0; page < 2; ++page) {
        const auto picture = scanner->scan({}, 75);
        REQUIRE(picture.has_value());
        CHECK(picture->bytes.size() > 100);
        CHECK(picture->media_type == media_type_of(picture->bytes));
        CHECK(picture->media_type.starts_with("image/"));
    }
    std::stop_source cancelled;
    cancelled.request_stop();
    CHECK(scanner->scan(cancelled.get_token(), 75).error().code == Code::stopped);
    INFO("a cancelled scan leaves a scanner that works");
    CHECK(scanner->scan({}, 75).has_value());
    REQUIRE(scanner->open().has_value());
    CHECK(scanner->scan({}, 75).has_value());

    scanner.reset();  // A real scanner has one owner at a time.
    for (const Code trouble : {Code::no_paper, Code::paper_jam, Code::cover_open, Code::io, Code::device_gone}) {
        CAPTURE(name(trouble));
        const auto troubled = make(trouble);
        REQUIRE(troubled->open().has_value());
        const auto page = troubled->scan({}, 75);
        REQUIRE(!page.has_value());
        CHECK(page.error().code == trouble);
        CHECK(!page.error().detail.empty());
    }
}

}  // namespace kiosk::drivers::test
