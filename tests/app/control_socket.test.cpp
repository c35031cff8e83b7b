// How other programs speak to a running kiosk.

#include "kiosk/app/control_socket.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <condition_variable>
#include <cstring>

#include "kiosk/store/data_folder.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using app::ask_owner;
using app::ControlSocket;

namespace {

/// Connects, says this, and reads nothing.
int connected(const std::filesystem::path& folder, const std::string& words) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, store::DataFolder::socket_file(folder).c_str());
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::send(fd, words.data(), words.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(words.size()));
    return fd;
}

}  // namespace

TEST_CASE("whoever asks and does not read, or says nothing, holds nobody else") {
    const test::TempFolder folder;
    auto socket = ControlSocket::open(folder.path(), [](std::string_view request) {
        return request == "much" ? std::string(8U << 20, 'x') : "answer to " + std::string(request);
    });
    REQUIRE(socket);
    std::vector<int> stopped;
    for (int i = 0; i < ControlSocket::at_once - 1; ++i)
        stopped.push_back(connected(folder.path(), i % 2 == 0 ? "much\n" : "half a requ"));
    const auto begun = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) CHECK(ask_owner(folder.path(), "me").value() == "answer to me");
    CHECK(std::chrono::steady_clock::now() - begun < ControlSocket::patience / 2);
    // Even when they take every place: they are let go.
    stopped.push_back(connected(folder.path(), "much\n"));
    stopped.push_back(connected(folder.path(), "much\n"));
    CHECK(ask_owner(folder.path(), "me").value() == "answer to me");
    for (const int fd : stopped) ::close(fd);
}

TEST_CASE("requests are answered at the same time") {
    const test::TempFolder folder;
    std::mutex mutex;
    std::condition_variable came;
    int here = 0;
    auto socket = ControlSocket::open(folder.path(), [&](std::string_view) {
        std::unique_lock lock(mutex);
        ++here;
        came.notify_all();
        return came.wait_for(lock, 5s, [&] { return here == 2; }) ? std::string("together") : std::string("alone");
    });
    REQUIRE(socket);
    std::string other;
    std::thread second([&] { other = ask_owner(folder.path(), "b").value_or("no answer"); });
    CHECK(ask_owner(folder.path(), "a").value() == "together");
    second.join();
    CHECK(other == "together");
}

TEST_CASE("a socket that ends leaves no file, and nobody answers there") {
    const test::TempFolder folder;
    auto socket = ControlSocket::open(folder.path(), [](std::string_view) { return std::string("here"); });
    REQUIRE(socket);
    CHECK(ask_owner(folder.path(), "me").value() == "here");
    socket->reset();
    CHECK(ask_owner(folder.path(), "me").error().code == Code::not_found);
    CHECK_FALSE(std::filesystem::exists(store::DataFolder::socket_file(folder.path())));
}
