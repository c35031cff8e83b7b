#pragma once
/// What every code reader keeps to, simulated or real.

#include <functional>
#include <optional>
#include <string>

#include "drivers/code_reader/code_reader.hpp"
#include "tests/drivers/wait.hpp"
#include "tests/support/catch.hpp"

namespace kiosk::drivers::test {

struct CodeReaderHands {
    std::function<void(std::string)> present;
    std::function<void()> settle;     ///< waits until what was presented has arrived at the kiosk
    std::function<void()> pass_time;  ///< lets a reader's delay pass
    std::function<void()> unplug;
    std::function<void()> plug_in;
};

/// Polls until there is a code or an error.
inline Result<std::string> next_code(CodeReader& reader, const CodeReaderHands& hands) {
    Result<std::string> outcome = fail(Code::timed_out, "no code came");
    comes_true([&] {
        hands.pass_time();
        auto code = reader.poll();
        if (!code) {
            outcome = tl::unexpected(code.error());
            return true;
        }
        if (*code) outcome = **code;
        return code->has_value();
    });
    return outcome;
}

inline void code_reader_contract(CodeReader& reader, const CodeReaderHands& hands) {
    const auto fails_with = [&](Code code) {
        const auto outcome = next_code(reader, hands);
        REQUIRE(!outcome.has_value());
        CHECK(outcome.error().code == code);
    };
    INFO("before open() there is no reader");
    CHECK(reader.poll().error().code == Code::device_gone);

    REQUIRE(reader.open().has_value());
    reader.set_enabled(true);
    CHECK(!reader.poll()->has_value());
    hands.present("HS-042");
    CHECK(next_code(reader, hands).value() == "HS-042");
    const std::string odd = std::string("t\xe1\xba\xa1m\0\x01\xff|", 9);
    hands.present(odd);
    CHECK(next_code(reader, hands).value() == odd);

    hands.present(std::string(longest_code_bytes, 'x'));
    CHECK(next_code(reader, hands).value().size() == longest_code_bytes);
    hands.present(std::string(longest_code_bytes + 1, 'x'));
    fails_with(Code::too_large);
    hands.present("after the giant");
    CHECK(next_code(reader, hands).value() == "after the giant");

    reader.set_enabled(false);
    hands.present("nobody asked");
    hands.settle();
    CHECK(!reader.poll()->has_value());
    hands.present("nobody asked, nobody polled");
    hands.settle();
    reader.set_enabled(true);
    hands.pass_time();
    CHECK(!reader.poll()->has_value());
    hands.present("asked");
    CHECK(next_code(reader, hands).value() == "asked");

    hands.unplug();
    fails_with(Code::device_gone);
    CHECK(reader.poll().error().code == Code::device_gone);
    CHECK(reader.open().error().code == Code::device_gone);
    hands.plug_in();
    CHECK(reader.poll().error().code == Code::device_gone);
    REQUIRE(reader.open().has_value());
    hands.present("back again");
    CHECK(next_code(reader, hands).value() == "back again");
}

}  // namespace kiosk::drivers::test
