#pragma once
/// How many connections one address may hold before anybody on them has signed in: each holds a thread of the server, and a machine that opens
/// them and says nothing must not lock the others out.
///
/// Any thread, never blocks.

#include <openssl/ssl.h>

#include <map>
#include <mutex>
#include <string>

namespace kiosk::console {

class Doorkeeper {
public:
    /// A browser opens six for a page, and several officers may stand behind one address.
    static constexpr int most_strangers = 32;

    Doorkeeper() = default;
    Doorkeeper(const Doorkeeper&) = delete;
    Doorkeeper& operator=(const Doorkeeper&) = delete;

    /// Counts every connection that this context serves from now on, and breaks off those that are too many. The object outlives them.
    void watch(SSL_CTX* context);
    /// Whoever asks on this connection is signed in: it is no stranger's any more.
    static void admit(const SSL* connection);

private:
    struct Visitor;
    static int place_of_keeper();
    static int place_of_visitor();
    static void handshake(const SSL* connection, int where, int result);
    static void gone(void* parent, void* visitor, CRYPTO_EX_DATA* data, int place, long number, void* pointer);
    [[nodiscard]] bool comes(const std::string& address);
    void goes(const std::string& address);

    std::mutex mutex_;
    std::map<std::string, int> strangers_;  ///< by address
};

}  // namespace kiosk::console
