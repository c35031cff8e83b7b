// Nothing of an ended visit stays in the program's memory: names, numbers and answers are looked for in all that the heap holds.

#ifndef KIOSK_SANITIZED  // sanitizers keep what is freed, and have terabytes of memory to search

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <fstream>
#include <set>

#include "kiosk/base/renew.hpp"
#include "tests/support/catch.hpp"
#include "tests/ui/sample.hpp"
#include "ui/screen_host.hpp"
#include "ui/stage.hpp"

using namespace kiosk;
using namespace kiosk::ui;

namespace {

/// Never stands in memory as it is meant: each letter is one too high, so that the search does not find itself.
constexpr std::string_view hidden_marker = "[[Uspoh!Wboh!Lipoh!Wbo!Ebv![[";

std::string marker() {
    std::string out;
    for (const char c : hidden_marker) out += static_cast<char>(c - 1);
    return out;
}

bool is_marker(const char* at) {
    for (std::size_t i = 0; i < hidden_marker.size(); ++i) {
        if (at[i] != static_cast<char>(hidden_marker[i] - 1)) return false;
    }
    return true;
}

/// How often the marker stands in what this program may write to, its stacks aside.
int times_in_memory() {
    struct Range {
        std::size_t from;
        std::size_t to;
    };
    std::vector<Range> ranges;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
        if (line.find(" rw-p ") == std::string::npos || line.find("[stack") != std::string::npos) continue;
        Range range{};
        const auto* end = line.data() + line.size();
        const auto dash = std::from_chars(line.data(), end, range.from, 16);
        std::from_chars(dash.ptr + 1, end, range.to, 16);
        ranges.push_back(range);
    }
    const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    require(memory >= 0, "a program may read its own memory");
    int found = 0;
    static std::array<char, 1 << 20> block;
    const auto own = reinterpret_cast<std::size_t>(block.data());
    for (const auto& range : ranges) {
        const std::size_t step = block.size() - hidden_marker.size();
        for (std::size_t at = range.from; at < range.to; at += step) {
            const auto got = pread(memory, block.data(), std::min(block.size(), range.to - at), static_cast<off_t>(at));
            const char* end = block.data() + std::max<ssize_t>(0, got - static_cast<ssize_t>(hidden_marker.size()));
            constexpr char first = hidden_marker.front() - 1;
            for (const char* here = block.data(); here < end; ++here) {
                here = static_cast<const char*>(std::memchr(here, first, static_cast<std::size_t>(end - here)));
                if (here == nullptr) break;
                const auto place = at + static_cast<std::size_t>(here - block.data());
                const bool what_was_read = place + hidden_marker.size() > own && place < own + block.size();
                found += !what_was_read && is_marker(here) ? 1 : 0;
            }
        }
    }
    close(memory);
    return found;
}

}  // namespace

TEST_CASE("after the wipe no letter of a name is left in memory, whatever pages it was shown, typed and composed on",
          "[thorough]") {
    const auto stage = still_stage();
    ScreenHost host;
    Monotonic now{1s};
    int shown = 0;
    const auto show_page = [&](visit::Visit visit) {
        std::visit(
            [](auto& s) {
                if constexpr (requires { s.filing; }) {
                    auto& draft = s.filing.draft;
                    draft.submitter.name = draft.holder.name = Personal{marker()};
                }
            },
            visit.state);
        host.enter(*stage, visit.state, now);
        for (const char* touched : {"person.name", "key.q", "key.sac", "key.a"}) {
            const auto take = [&](const visit::Event& event) {
                const auto* typed = std::get_if<visit::ParticularTyped>(&event);
                auto* typing = std::get_if<visit::TypingPerson>(&visit.state);
                if (typed != nullptr && typing != nullptr) typing->filing.draft.submitter.name = typed->value;
            };
            stage->draw(now, [&](Frame& frame) { host.draw(frame, context(visit, take, now)); });
            now = now + 1s;
            if (stage->find(touched) != nullptr) (void)stage->tap(touched, now);
        }
        const auto shows_it = [](const Node& node) { return node.label.find(marker()) != std::string::npos; };
        shown += std::ranges::any_of(stage->nodes(), shows_it) ? 1 : 0;
    };
    const auto about_somebody = [](const auto& s) {
        return requires { s.filing; };
    };
    for (const auto& one : all_samples())
        if (std::visit(about_somebody, one.visit.state)) show_page(one.visit);
    show_page(sample("confirming_person"));
    CHECK(shown > 10);
    CHECK(times_in_memory() > 0);
    host.forget();
    stage->wipe();
    CHECK(stage->nodes().empty());
    const auto black = [](std::uint32_t pixel) { return pixel == 0xFF000000U; };
    const auto picture = stage->picture();
    CHECK(std::ranges::all_of(picture.pixels(), black));
    CHECK(times_in_memory() == 0);
}

TEST_CASE("a short text, which a string keeps within itself, is gone with it") {
    std::string text = "Lê Thử";
    const auto* own = reinterpret_cast<const char*>(&text);
    REQUIRE(std::string_view(own, sizeof text).find("Th") != std::string_view::npos);
    renew(text);
    CHECK(text.empty());
    CHECK(std::string_view(own, sizeof text).find("Th") == std::string_view::npos);
}

TEST_CASE("a value as new holds nothing of the old one") {
    auto text = std::make_unique<std::string>(marker());
    const char* at = text->data();
    REQUIRE(is_marker(at));
    renew(*text);
    CHECK(text->empty());
    CHECK(times_in_memory() == 0);
}

#endif
