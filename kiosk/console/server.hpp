#pragma once
/// `kiosk serve`: the officers' console, boards for televisions and tablets that ask how the service was, over HTTPS. Who signs in gets
/// a cookie; pages follow the queue by server-sent events and do deeds by POST.
///
/// start() and the destructor block briefly; the server has its own threads.

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/ledger/engine.hpp"
#include "kiosk/settings/settings.hpp"
#include "kiosk/texts/languages.hpp"

namespace kiosk::console {

class Server {
public:
    struct Options {
        std::string host = "127.0.0.1";
        int port = 0;                       ///< 0: a free one
        std::filesystem::path certificate;  ///< PEM, with those that signed it
        std::filesystem::path key;          ///< PEM
        std::filesystem::path pages;        ///< assets/web
        std::filesystem::path fonts;        ///< where Inter lies; may be missing
        std::filesystem::path sessions;     ///< file; empty: they end with the server
        Duration write_timeout = 5s;        ///< a reader that takes nothing for so long is dropped
        Duration keep_alive = 15s;          ///< a sign of life on a quiet stream: finds out who is gone, on both sides
    };
    /// All outlive the server. `deeds` and `following` are two engines on the same data, each from now on this object's.
    struct Parts {
        const settings::Settings& settings;
        const catalogue::Catalogue& catalogue;
        const Languages& languages;
        const Clock& clock;
        ledger::Engine& deeds;
        ledger::Engine& following;
    };

    /// busy: the port is taken; corrupt: key and certificate do not fit; not_found: the pages.
    [[nodiscard]] static Result<std::unique_ptr<Server>> start(const Options& options, const Parts& parts);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] int port() const;
    /// Pages that are open at this moment.
    [[nodiscard]] int streams() const;

private:
    struct Body;
    explicit Server(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

}  // namespace kiosk::console
