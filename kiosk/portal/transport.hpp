#pragma once
/// HTTPS to one portal, by libcurl: TLS 1.2 or newer, our own trust store, no redirects, limits on everything that the
/// other side could stretch. Owned and called by one thread; send() blocks until the answer or a limit; the stop token may
/// be triggered from any thread and ends it at once.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"

namespace kiosk::portal {

enum class Method { get, post, put, patch, head };

struct Request {
    Method method = Method::get;
    std::string path;  ///< below the portal's address, with its query: "pa/dossier/search?page=0"
    std::vector<std::pair<std::string, std::string>> headers;
    Personal json;  ///< the body of a post or put; empty when `file` is there
    struct File {
        std::string field;
        std::string name;
        std::string media_type;
        std::string_view bytes;  ///< must outlive the call
    };
    std::optional<File> file;                                 ///< sent as multipart/form-data
    std::vector<std::pair<std::string, std::string>> fields;  ///< further parts beside the file
    /// Another body than JSON: a form, a part of a page.
    struct Content {
        std::string media_type;
        std::string_view bytes;  ///< must outlive the call
    };
    std::optional<Content> content;
    std::size_t answer_bytes = 0;  ///< the most that the answer may have; 0: as the transport's limits say
};

struct Answer {
    int status = 0;
    std::string media_type;  ///< without parameters, lower case
    std::string body;
    std::optional<Duration> retry_after;
    std::vector<std::pair<std::string, std::string>> headers{};  ///< names in lower case

    [[nodiscard]] std::string_view header(std::string_view name) const;  ///< empty: there is none
};

class Transport {
public:
    virtual ~Transport() = default;
    /// An answer with any status, or why there is none:
    ///   unreachable      no connection; nothing was sent
    ///   untrusted        the certificate proves nothing; nothing was sent
    ///   unknown_outcome  the request was sent, at least in part, and no whole answer came back
    ///   too_large        the answer is larger than the limit
    ///   stopped          the stop token
    [[nodiscard]] virtual Result<Answer> send(const Request& request) = 0;
};

struct Limits {
    Duration connect = 5s;          ///< a citizen looks at a spinner while this runs
    Duration total = 30s;           ///< a whole call without a file
    Duration upload_total = 10min;  ///< a page over a slow line; the low-speed limit ends a dead one earlier
    std::size_t low_speed_bytes_per_second = 100;
    Duration low_speed_for = 30s;
    std::size_t answer_bytes = 1U << 20;
    std::size_t upload_bytes_per_second = 0;  ///< of files; 0: as fast as the line goes
};

struct Endpoint {
    std::string url;                ///< "https://…", with or without a path
    std::filesystem::path ca_file;  ///< the only authorities trusted; empty: the system's
    std::vector<std::string> pins;  ///< "sha256//…": the portal shows one of these keys, or nothing is sent; none: any
    std::filesystem::path client_certificate;  ///< PEM, with its key: shown to a portal that asks who calls
    std::filesystem::path client_key;
    std::string proxy;  ///< empty: none, whatever the environment says
    Limits limits;
};

class CurlTransport final : public Transport {
public:
    /// bad_usage for an address that is not https, not_found for a trust store or a certificate of ours that is not there,
    /// no_permission for a key that others may read. Touches no network.
    [[nodiscard]] static Result<std::unique_ptr<CurlTransport>> open(Endpoint endpoint, std::stop_token stop = {});
    ~CurlTransport() override;
    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;

    [[nodiscard]] Result<Answer> send(const Request& request) override;
    /// Until when the portal's own certificate is good, as the last new connection showed it; nothing before one was made.
    [[nodiscard]] std::optional<WallTime> certificate_good_until() const { return certificate_good_until_; }

private:
    CurlTransport(Endpoint endpoint, std::stop_token stop, void* multi);
    Endpoint endpoint_;
    std::stop_token stop_;
    void* multi_;  ///< CURLM: keeps connections between calls
    std::optional<WallTime> certificate_good_until_;
};

}  // namespace kiosk::portal
