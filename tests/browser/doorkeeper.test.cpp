// Connections of machines that never sign in.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kiosk/console/doorkeeper.hpp"
#include "tests/browser/scene.hpp"
#include "tests/support/loopback.hpp"

using namespace kiosk;
using stage::Office;
using stage::Visitor;

namespace {

/// A connection from this address, on which nobody says anything.
class Stranger {
public:
    Stranger(const Office& office, const char* from) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in own{};
        own.sin_family = AF_INET;
        own.sin_addr.s_addr = ::inet_addr(from);
        const auto there = test::loopback(office.port);
        REQUIRE(::bind(fd_, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0);
        REQUIRE(::connect(fd_, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0);
    }
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;
    ~Stranger() { ::close(fd_); }
    /// Sooner than a server gives up whoever says nothing.
    [[nodiscard]] bool is_broken_off(int within_ms = 3000) const {
        pollfd waiting{fd_, POLLIN, 0};
        char byte = 0;
        return ::poll(&waiting, 1, within_ms) == 1 && ::recv(fd_, &byte, 1, MSG_DONTWAIT) <= 0;
    }

private:
    int fd_;
};

}  // namespace

TEST_CASE("a machine that opens connections and says nothing is broken off, and keeps nobody else out") {
    Office office;
    std::vector<std::unique_ptr<Stranger>> held;
    for (int i = 0; i < console::Doorkeeper::most_strangers; ++i)
        held.push_back(std::make_unique<Stranger>(office, "127.0.0.9"));
    CHECK_FALSE(held.back()->is_broken_off(0));
    for (int i = 0; i < 4; ++i) CHECK(Stranger(office, "127.0.0.9").is_broken_off());
    CHECK_FALSE(Stranger(office, "127.0.0.10").is_broken_off(200));
    Visitor officer(office);
    CHECK(officer.sign_in("training_1") == 200);
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
