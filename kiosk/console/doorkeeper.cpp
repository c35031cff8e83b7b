#include "kiosk/console/doorkeeper.hpp"

#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <memory>

#include "kiosk/base/result.hpp"

namespace kiosk::console {

/// Of one connection, and with it.
struct Doorkeeper::Visitor {
    Doorkeeper* keeper;
    std::string address;
    bool stranger = true;
};

namespace {

std::string address_of(int socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    std::array<char, NI_MAXHOST> text{};
    if (::getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return {};  // gone already
    const int failed = ::getnameinfo(reinterpret_cast<const sockaddr*>(&address), size, text.data(), text.size(), nullptr, 0,
                                     NI_NUMERICHOST);
    return failed != 0 ? std::string{} : std::string(text.data());
}

}  // namespace

int Doorkeeper::place_of_keeper() {
    static const int place = SSL_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return place;
}

int Doorkeeper::place_of_visitor() {
    static const int place = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, &Doorkeeper::gone);
    return place;
}

void Doorkeeper::watch(SSL_CTX* context) {
    if (place_of_visitor() < 0 || SSL_CTX_set_ex_data(context, place_of_keeper(), this) != 1)
        broken("OpenSSL keeps two pointers");
    SSL_CTX_set_info_callback(context, &Doorkeeper::handshake);
}

/// Called as a connection begins, before anything was read from it; and again whenever keys change.
void Doorkeeper::handshake(const SSL* connection, int where, int) {
    if ((where & SSL_CB_HANDSHAKE_START) == 0 || SSL_get_ex_data(connection, place_of_visitor()) != nullptr) return;
    auto* keeper = static_cast<Doorkeeper*>(SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), place_of_keeper()));
    const int socket = SSL_get_fd(connection);
    auto visitor = std::make_unique<Visitor>(Visitor{keeper, address_of(socket)});
    const bool welcome = keeper->comes(visitor->address);
    if (SSL_set_ex_data(const_cast<SSL*>(connection), place_of_visitor(), visitor.get()) == 1)
        static_cast<void>(visitor.release());  // gone() has it
    else keeper->goes(visitor->address);
    if (!welcome) ::shutdown(socket, SHUT_RDWR);  // the handshake fails at its first step
}

void Doorkeeper::gone(void*, void* visitor, CRYPTO_EX_DATA*, int, long, void*) {
    const std::unique_ptr<Visitor> one(static_cast<Visitor*>(visitor));
    if (one && one->stranger) one->keeper->goes(one->address);
}

void Doorkeeper::admit(const SSL* connection) {
    auto* visitor = static_cast<Visitor*>(SSL_get_ex_data(connection, place_of_visitor()));
    if (visitor == nullptr || !visitor->stranger) return;
    visitor->stranger = false;  // a connection has one thread
    visitor->keeper->goes(visitor->address);
}

bool Doorkeeper::comes(const std::string& address) {
    const std::lock_guard lock(mutex_);
    return ++strangers_[address] <= most_strangers;
}

void Doorkeeper::goes(const std::string& address) {
    const std::lock_guard lock(mutex_);
    const auto found = strangers_.find(address);
    if (--found->second == 0) strangers_.erase(found);
}

}  // namespace kiosk::console
