#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/stat.h>

#include <thread>

#include "drivers/code_reader/code_reader_serial.hpp"
#include "drivers/code_reader/code_reader_sim.hpp"
#include "drivers/descriptor.hpp"
#include "tests/drivers/code_reader.contract.hpp"

using namespace kiosk;
using namespace kiosk::drivers;
using namespace kiosk::drivers::test;

namespace {

/// A pseudo-terminal under a steady name, as udev gives the reader one.
class Cable {
public:
    explicit Cable(std::filesystem::path name) : name_(std::move(name)) { plug_in(); }
    void plug_in() {
        int master = -1;
        int slave = -1;
        REQUIRE(::openpty(&master, &slave, nullptr, nullptr, nullptr) == 0);
        master_ = Descriptor(master);
        slave_ = Descriptor(slave);
        std::filesystem::create_symlink(::ttyname(slave), name_);
    }
    void unplug() {
        master_.close();
        std::filesystem::remove(name_);
    }
    /// Whether all of them went in. From any thread: nothing is checked here.
    [[nodiscard]] bool write(const std::string& bytes) const {
        std::size_t sent = 0;
        while (sent < bytes.size()) {
            const auto count = ::write(master_.get(), bytes.data() + sent, bytes.size() - sent);
            if (count <= 0) break;
            sent += static_cast<std::size_t>(count);
        }
        return sent == bytes.size();
    }
    /// What the kiosk has not read yet.
    [[nodiscard]] int waiting_bytes() const {
        int count = 0;
        CHECK(::ioctl(slave_.get(), FIONREAD, &count) == 0);
        return count;
    }
    [[nodiscard]] std::string name() const { return name_.string(); }

private:
    std::filesystem::path name_;
    Descriptor master_;
    Descriptor slave_;
};

struct SerialBench {
    TempFolder folder;
    ManualClock clock{WallTime{}};
    Cable cable{folder.path() / "reader"};
    CodeReaderSerial reader{cable.name(), clock};

    void open() {
        REQUIRE(reader.open().has_value());
        reader.set_enabled(true);
    }
    /// Only the bytes arrive; no time passes on the reader's clock.
    Result<std::string> next() {
        return next_code(reader, {{}, {}, [] {}, {}, {}});
    }
};

}  // namespace

TEST_CASE("the simulated code reader keeps the contract of code readers") {
    ManualClock clock{WallTime{}};
    CodeReaderSim reader(clock);
    const auto pass_time = [&] { clock.advance(CodeReaderSim::reading_time); };
    code_reader_contract(reader, {[&](std::string code) { reader.present(std::move(code)); }, pass_time, pass_time,
                                  [&] { reader.unplug(); }, [&] { reader.plug_in(); }});
}

TEST_CASE("the serial code reader keeps the contract of code readers") {
    for (const std::string end : {"\r", "\n", "\r\n"}) {
        CAPTURE(end);
        SerialBench bench;
        bool delivered = true;  // written by the hand, read when it rests
        std::jthread hand;      // Long codes pass a pseudo-terminal only as fast as they are read.
        const auto rest = [&] {
            if (hand.joinable()) hand.join();
            CHECK(delivered);
        };
        const auto present = [&](const std::string& code) {
            rest();
            hand = std::jthread([&bench, &delivered, bytes = code + end] { delivered = bench.cable.write(bytes); });
        };
        const auto settle = [&] {
            rest();
            CHECK(comes_true([&] { return bench.cable.waiting_bytes() > 0; }));
        };
        const auto unplug = [&] {
            rest();
            bench.cable.unplug();
        };
        code_reader_contract(bench.reader, {present, settle, [] {}, unplug, [&] { bench.cable.plug_in(); }});
    }
}

TEST_CASE("a reader without a line end is understood after a short silence, and not before") {
    SerialBench bench;
    bench.open();
    CHECK(bench.cable.write("079204"));
    CHECK(comes_true([&] { return bench.cable.waiting_bytes() == 6; }));
    CHECK(!bench.reader.poll()->has_value());
    bench.clock.advance(pause_that_ends_a_code - 1ms);
    CHECK(!bench.reader.poll()->has_value());
    bench.clock.advance(1ms);
    CHECK(bench.next().value() == "079204");
}

TEST_CASE("a code that began before the kiosk asked is not half taken") {
    CodeSplitter splitter;
    splitter.feed("0792", Monotonic{0ms});
    splitter.drop(Monotonic{1ms});
    splitter.feed("04001234\rwhole\r", Monotonic{2ms});
    CHECK(**splitter.next(Monotonic{2ms}) == "whole");
    CHECK(!splitter.next(Monotonic{2ms})->has_value());
}

TEST_CASE("a reader gone mad costs bounded memory: a megabyte of codes arrives in order and whole") {
    SerialBench bench;
    bench.open();
    constexpr int codes = 16'384;
    const auto code = [](int number) {
        std::string text = std::to_string(number);
        return text + std::string(63 - text.size(), '.');
    };
    bool delivered = false;  // written by the flood, read when it is over
    std::jthread flood([&] {
        std::string all;
        for (int i = 0; i < codes; ++i) all += code(i) + "\r";
        delivered = bench.cable.write(all);
    });
    for (int i = 0; i < codes; ++i) {
        const auto read = bench.next();
        REQUIRE(read.has_value());
        if (*read != code(i)) REQUIRE(*read == code(i));
    }
    flood.join();
    CHECK(delivered);
}

TEST_CASE("a stream that never ends a code is reported once and forgotten") {
    CodeSplitter splitter;
    for (int i = 0; i < 1000; ++i) splitter.feed(std::string(1024, 'x'), Monotonic{Duration{i}});
    CHECK(!splitter.has_whole_code());
    splitter.feed("\rnext\r", Monotonic{1000ms});
    CHECK(splitter.next(Monotonic{1000ms}).error().code == Code::too_large);
    CHECK(**splitter.next(Monotonic{1000ms}) == "next");
}

TEST_CASE("what is no serial line is refused with the reason") {
    TempFolder folder;
    ManualClock clock{WallTime{}};
    CHECK(CodeReaderSerial((folder.path() / "missing").string(), clock).open().error().code == Code::device_gone);
    CHECK(CodeReaderSerial("/dev/null", clock).open().error().code == Code::unsupported);
    SerialBench bench;
    CHECK(CodeReaderSerial(bench.cable.name(), clock, 1234).open().error().code == Code::bad_usage);
}
