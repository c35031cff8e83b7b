// Connections of machines that never sign in.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kiosk/console/doorkeeper.hpp"
#include "tests/browser/scene.hpp"

using namespace kiosk;
using stage::Office;
using stage::Visitor;

namespace {

template <class Condition>
bool comes_true(const Condition& condition, Duration patience) {
    for (const auto until = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < until;) {
        if (condition()) return true;
        std::this_thread::sleep_for(5ms);
    }
    return condition();
}

/// So many connections from this address, on which nobody says anything.
std::vector<int> strangers(const Office& office, const char* from, int count) {
    std::vector<int> out;
    for (int i = 0; i < count; ++i) {
        sockaddr_in own{};
        own.sin_family = AF_INET;
        own.sin_addr.s_addr = ::inet_addr(from);
        sockaddr_in there{};
        there.sin_family = AF_INET;
        there.sin_port = htons(static_cast<std::uint16_t>(office.port));
        there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        REQUIRE(::bind(fd, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0);
        REQUIRE(::connect(fd, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0);
        out.push_back(fd);
    }
    return out;
}

int broken_off(const std::vector<int>& all) {
    int out = 0;
    for (const int fd : all) {
        char byte = 0;
        const auto got = ::recv(fd, &byte, 1, MSG_DONTWAIT);
        out += got == 0 || (got < 0 && errno != EAGAIN) ? 1 : 0;
    }
    return out;
}

}  // namespace

TEST_CASE("a machine that opens connections and says nothing keeps nobody else out") {
    Office office;
    constexpr int many = 220;  // more than the server has threads
    const auto held = strangers(office, "127.0.0.9", many);
    // Sooner than those who are welcome are asked whether they still say anything.
    CHECK(comes_true([&] { return broken_off(held) == many - console::Doorkeeper::most_strangers; }, 4s));
    Visitor officer(office);
    CHECK(officer.sign_in("training_1") == 200);
    for (const int fd : held) ::close(fd);
    // Their places are free again.
    CHECK(comes_true(
        [&] {
            const auto again = strangers(office, "127.0.0.9", console::Doorkeeper::most_strangers);
            std::this_thread::sleep_for(100ms);
            const bool kept = broken_off(again) == 0;
            for (const int fd : again) ::close(fd);
            return kept;
        },
        10s));
}

TEST_CASE("connections of whoever is signed in are not counted among the strangers'") {
    Office office;
    Visitor officer(office);
    REQUIRE(officer.sign_in("training_1") == 200);
    std::vector<std::unique_ptr<Visitor>> pages;
    for (int i = 0; i < console::Doorkeeper::most_strangers + 10; ++i) {
        pages.push_back(std::make_unique<Visitor>(office));
        pages.back()->cookie = officer.cookie;
        const auto answer = pages.back()->get("/api/centre");
        REQUIRE(answer);
        CHECK(answer->status == 200);
    }
}
