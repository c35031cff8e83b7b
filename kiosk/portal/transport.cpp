#include "kiosk/portal/transport.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>

#include "kiosk/base/text.hpp"

namespace kiosk::portal {
namespace {

struct EasyEnd {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListEnd {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct MimeEnd {
    void operator()(curl_mime* mime) const { curl_mime_free(mime); }
};
using Easy = std::unique_ptr<CURL, EasyEnd>;
using List = std::unique_ptr<curl_slist, ListEnd>;
using Mime = std::unique_ptr<curl_mime, MimeEnd>;

struct Receiving {
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::size_t header_bytes = 0;
    std::size_t limit = 0;
    bool overflowed = false;
};

std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& receiving = *static_cast<Receiving*>(to);
    if (receiving.body.size() + size * count > receiving.limit) {
        receiving.overflowed = true;
        return 0;
    }
    receiving.body.append(bytes, size * count);
    return size * count;
}

constexpr std::size_t most_header_bytes = 64U << 10;

std::size_t receive_header(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& receiving = *static_cast<Receiving*>(to);
    const std::string_view line(bytes, size * count);
    receiving.header_bytes += line.size();
    if (receiving.header_bytes > most_header_bytes) {
        receiving.overflowed = true;
        return 0;
    }
    if (line.starts_with("HTTP/")) receiving.headers.clear();  // of an interim answer, or of the proxy's
    if (const auto colon = line.find(':'); colon != line.npos)
        receiving.headers.emplace_back(lower(line.substr(0, colon)), trim(line.substr(colon + 1)));
    return line.size();
}

/// Once a process, before the first handle; curl keeps it until the process ends.
bool curl_ready() {
    static std::once_flag once;
    static bool ready = false;
    std::call_once(once, [] { ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; });
    return ready;
}

bool has_body(Method method) { return method != Method::get && method != Method::head; }

List header_list(const Request& request) {
    List list;
    const auto add = [&](const std::string& line) {
        if (curl_slist* longer = curl_slist_append(list.get(), line.c_str())) {
            static_cast<void>(list.release());
            list.reset(longer);
        }
    };
    add("Accept: application/json");
    add("Expect:");  // a body held back until "100 Continue" costs a second with servers that don't say it
    if (request.content) add("Content-Type: " + request.content->media_type);
    else if (!request.file && has_body(request.method)) add("Content-Type: application/json; charset=utf-8");
    for (const auto& [name, value] : request.headers) add(fmt::format("{}: {}", name, value));
    return list;
}

/// As curl wants them: "sha256//…;sha256//…".
std::string joined_pins(const std::vector<std::string>& pins) {
    std::string out;
    for (const auto& pin : pins) out += (out.empty() ? "" : ";") + pin;
    return out;
}

/// Who the portal is, and who we are.
void set_proofs(CURL* easy, const Endpoint& endpoint) {
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_CERTINFO, 1L);
    if (!endpoint.ca_file.empty()) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, endpoint.ca_file.c_str());
        curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);  // else the system's authorities would count as well
    }
    if (!endpoint.pins.empty()) curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, joined_pins(endpoint.pins).c_str());
    if (!endpoint.client_certificate.empty()) {
        curl_easy_setopt(easy, CURLOPT_SSLCERT, endpoint.client_certificate.c_str());
        curl_easy_setopt(easy, CURLOPT_SSLKEY, endpoint.client_key.c_str());
    }
}

void set_safety(CURL* easy, const Endpoint& endpoint, bool uploading) {
    const Limits& limits = endpoint.limits;
    set_proofs(easy, endpoint);
    if (uploading && limits.upload_bytes_per_second > 0)
        curl_easy_setopt(easy, CURLOPT_MAX_SEND_SPEED_LARGE, static_cast<curl_off_t>(limits.upload_bytes_per_second));
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, endpoint.proxy.c_str());
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // a stuck name look-up doesn't hold up the end
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>((uploading ? limits.upload_total : limits.total).count()));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(limits.low_speed_bytes_per_second));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME,
                     std::max(1L, static_cast<long>(std::chrono::ceil<std::chrono::seconds>(limits.low_speed_for).count())));
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "quang-ngai-kiosk");
}

/// Gives curl a body once. By itself curl would send it a second time over a new connection when a kept one dies before the answer:
/// what has no way back it cannot repeat, and whoever sent it asks what has become of it.
std::size_t send_some(char* to, std::size_t size, std::size_t count, void* from) {
    auto& left = *static_cast<std::string_view*>(from);
    const auto some = std::min(left.size(), size * count);
    left.copy(to, some);
    left.remove_prefix(some);
    return some;
}

bool add_field(curl_mime* mime, const std::pair<std::string, std::string>& field) {
    curl_mimepart* part = curl_mime_addpart(mime);
    return part != nullptr && curl_mime_name(part, field.first.c_str()) == CURLE_OK &&
           curl_mime_data(part, field.second.data(), field.second.size()) == CURLE_OK;
}

/// `body` is what of it was not sent yet; it outlives the transfer.
bool set_body(CURL* easy, const Request& request, Mime& mime, std::string_view& body) {
    if (request.file) {
        body = request.file->bytes;
        mime.reset(curl_mime_init(easy));
        curl_mimepart* part = mime ? curl_mime_addpart(mime.get()) : nullptr;
        return part != nullptr && curl_mime_name(part, request.file->field.c_str()) == CURLE_OK &&
               curl_mime_filename(part, request.file->name.c_str()) == CURLE_OK &&
               curl_mime_type(part, request.file->media_type.c_str()) == CURLE_OK &&
               curl_mime_data_cb(part, static_cast<curl_off_t>(body.size()), &send_some, nullptr, nullptr, &body) ==
                   CURLE_OK &&
               std::all_of(request.fields.begin(), request.fields.end(),
                           [&](const auto& field) { return add_field(mime.get(), field); }) &&
               curl_easy_setopt(easy, CURLOPT_MIMEPOST, mime.get()) == CURLE_OK;
    }
    if (request.method == Method::get) return curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L) == CURLE_OK;
    if (request.method == Method::head) return curl_easy_setopt(easy, CURLOPT_NOBODY, 1L) == CURLE_OK;
    if (request.method == Method::put) curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "PUT");
    if (request.method == Method::patch) curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, "PATCH");
    body = request.content ? request.content->bytes : std::string_view(request.json.reveal());
    return curl_easy_setopt(easy, CURLOPT_POST, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size())) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_READFUNCTION, &send_some) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_READDATA, &body) == CURLE_OK;
}

bool is_certificate_trouble(CURLcode code) {
    switch (code) {
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH: return true;
        default: return false;
    }
}

/// A certificate may be right and its key another one than the province told us.
tl::unexpected<Error> not_trusted(CURLcode code, const Endpoint& endpoint) {
    if (code == CURLE_SSL_PINNEDPUBKEYNOTMATCH)
        return fail(
            Code::untrusted,
            fmt::format("{} shows a key that portal.pins doesn't know; nothing was sent. Ask the province whether it "
                        "has a new key, and add its pin",
                        endpoint.url));
    if (code == CURLE_SSL_CERTPROBLEM)
        return fail(Code::untrusted,
                    fmt::format("the kiosk's own certificate or its key cannot be used; nothing was sent. Check "
                                "portal.client_certificate ({}) and portal.client_key",
                                endpoint.client_certificate.string()));
    return fail(Code::untrusted, fmt::format("{} could not prove who it is ({}); nothing was sent. Check portal.ca_file, "
                                             "the kiosk's date and the portal's certificate",
                                             endpoint.url, curl_easy_strerror(code)));
}

/// Whether a byte of the request itself may have left: what a proxy was asked before is none.
bool may_have_left(CURL* easy, const Endpoint& endpoint) {
    long sent = 0;
    curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &sent);
    if (sent <= 0 || endpoint.proxy.empty()) return sent > 0;
    curl_off_t secured_us = 0;  // stays 0 on a connection that was there already
    long made = 0;
    curl_easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &secured_us);
    curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &made);
    return secured_us > 0 || made == 0;
}

/// A proxy's address may hold a password.
std::string without_account(const std::string& address) {
    const auto scheme = address.find("://");
    const auto at = address.rfind('@');
    if (at == address.npos) return address;
    return (scheme == address.npos ? std::string() : address.substr(0, scheme + 3)) + address.substr(at + 1);
}

tl::unexpected<Error> no_connection(CURL* easy, const char* cause, const Endpoint& endpoint) {
    if (endpoint.proxy.empty())
        return fail(Code::unreachable,
                    fmt::format("no connection to {} ({}); check the network cable and portal.url", endpoint.url, cause));
    long answered = 0;
    curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &answered);
    const bool refused = answered >= 300;
    return fail(Code::unreachable,
                fmt::format("no connection to {} through the proxy {} ({}); nothing was sent. Check {}", endpoint.url,
                            without_account(endpoint.proxy), refused ? fmt::format("it answered {}", answered) : cause,
                            refused ? "with whoever runs the proxy that this kiosk may reach the portal"
                                    : "the network cable and portal.proxy"));
}

tl::unexpected<Error> why(CURL* easy, CURLcode code, const Receiving& receiving, const Endpoint& endpoint) {
    const char* cause = curl_easy_strerror(code);
    if (receiving.overflowed || code == CURLE_FILESIZE_EXCEEDED) {
        return fail(Code::too_large, fmt::format("the portal's answer is larger than {} bytes; ask the province whether "
                                                 "{} is the right address",
                                                 receiving.limit, endpoint.url));
    }
    if (may_have_left(easy, endpoint)) {
        return fail(Code::unknown_outcome,
                    fmt::format("the request went out and no whole answer came back ({}); the kiosk asks the portal again "
                                "before it sends anything twice",
                                cause));
    }
    if (code == CURLE_SSL_CONNECT_ERROR) {
        return fail(Code::unreachable, fmt::format("{} broke off while the secure connection was being made ({}); try again "
                                                   "later, or check that it speaks TLS 1.2",
                                                   endpoint.url, cause));
    }
    if (is_certificate_trouble(code)) return not_trusted(code, endpoint);
    return no_connection(easy, cause, endpoint);
}

std::optional<Duration> retry_after(CURL* easy) {
    curl_off_t seconds = 0;
    if (curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &seconds) != CURLE_OK || seconds <= 0) return std::nullopt;
    return std::chrono::seconds{std::min<curl_off_t>(seconds, 3600)};
}

Answer answer_of(CURL* easy, Receiving receiving) {
    Answer answer;
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    answer.status = static_cast<int>(status);
    const char* type = nullptr;
    curl_easy_getinfo(easy, CURLINFO_CONTENT_TYPE, &type);
    if (type != nullptr) {
        const std::string_view whole(type);
        answer.media_type = lower(trim(whole.substr(0, whole.find(';'))));
    }
    answer.body = std::move(receiving.body);
    answer.headers = std::move(receiving.headers);
    answer.retry_after = retry_after(easy);
    return answer;
}

/// When the first certificate of the chain, the portal's own, runs out; nothing on a connection that was there already.
std::optional<WallTime> good_until(CURL* easy) {
    curl_certinfo* chain = nullptr;
    if (curl_easy_getinfo(easy, CURLINFO_CERTINFO, &chain) != CURLE_OK || chain == nullptr || chain->num_of_certs < 1)
        return std::nullopt;
    constexpr std::string_view mark = "Expire date:";
    for (const curl_slist* line = chain->certinfo[0]; line != nullptr; line = line->next) {
        if (!std::string_view(line->data).starts_with(mark)) continue;
        const std::time_t at = curl_getdate(line->data + mark.size(), nullptr);
        return at < 0 ? std::nullopt : std::optional(WallTime{std::chrono::seconds(at)});
    }
    return std::nullopt;
}

/// A file that the transport needs; `secret`: its owner's alone.
Result<Done> check_file(const std::filesystem::path& file, std::string_view what, bool secret) {
    namespace fs = std::filesystem;
    if (file.empty()) return Done{};
    std::error_code error;
    const auto status = fs::status(file, error);
    if (!fs::is_regular_file(status))
        return fail(Code::not_found, fmt::format("there is no file {}; {}", file.string(), what));
    if (::access(file.c_str(), R_OK) != 0)
        return fail(Code::no_permission, fmt::format("{} cannot be read by this account; {}", file.string(), what));
    const auto others = fs::perms::group_all | fs::perms::others_all;
    if (secret && (status.permissions() & others) != fs::perms::none)
        return fail(Code::no_permission, fmt::format("others may read {}; {}: chmod 600", file.string(), what));
    return Done{};
}

/// Runs the one transfer of `multi` to its end. Nothing: stopped.
std::optional<CURLcode> run(CURLM* multi, const std::stop_token& stop) {
    const std::stop_callback wake(stop, [multi] { curl_multi_wakeup(multi); });
    for (;;) {
        if (stop.stop_requested()) return std::nullopt;
        int running = 0;
        if (curl_multi_perform(multi, &running) != CURLM_OK) return CURLE_FAILED_INIT;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
            if (message->msg == CURLMSG_DONE) return message->data.result;
        }
        if (curl_multi_poll(multi, nullptr, 0, 1000, nullptr) != CURLM_OK) return CURLE_FAILED_INIT;
    }
}

}  // namespace

std::string_view Answer::header(std::string_view name) const {
    const auto found =
        std::find_if(headers.begin(), headers.end(), [&](const auto& header) { return header.first == name; });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

Result<std::unique_ptr<CurlTransport>> CurlTransport::open(Endpoint endpoint, std::stop_token stop) {
    if (!lower(endpoint.url).starts_with("https://") || endpoint.url.size() < 9) {
        return fail(Code::bad_usage, "portal.url is not an https address; write it as https://name or https://name:port");
    }
    if (has_control_characters(endpoint.url))
        return fail(Code::bad_usage, "portal.url holds control characters; type it again");
    if (!endpoint.url.ends_with('/')) endpoint.url += '/';
    const Result<Done> files[] = {
        check_file(endpoint.ca_file, "portal.ca_file names the certificate that the portal's own is checked against", false),
        check_file(endpoint.client_certificate, "portal.client_certificate names what the kiosk shows the portal", false),
        check_file(endpoint.client_key, "portal.client_key is the secret of the kiosk's own certificate", true)};
    for (const auto& checked : files) {
        if (!checked) return fail(checked.error().code, checked.error().detail);
    }
    if (!curl_ready()) return fail(Code::io, "libcurl could not start; install the package libcurl4 again");
    CURLM* multi = curl_multi_init();
    if (multi == nullptr) return fail(Code::io, "libcurl found no memory; restart the kiosk");
    return std::unique_ptr<CurlTransport>(new CurlTransport(std::move(endpoint), std::move(stop), multi));
}

CurlTransport::CurlTransport(Endpoint endpoint, std::stop_token stop, void* multi)
    : endpoint_(std::move(endpoint)), stop_(std::move(stop)), multi_(multi) {}

CurlTransport::~CurlTransport() { curl_multi_cleanup(multi_); }

Result<Answer> CurlTransport::send(const Request& request) {
    const Easy easy(curl_easy_init());
    if (!easy) return fail(Code::io, "libcurl found no memory; restart the kiosk");
    Receiving receiving;
    receiving.limit = request.answer_bytes > 0 ? request.answer_bytes : endpoint_.limits.answer_bytes;
    const List headers = header_list(request);
    Mime mime;
    std::string_view body;
    set_safety(easy.get(), endpoint_, request.file || request.method == Method::patch);
    curl_easy_setopt(easy.get(), CURLOPT_URL, (endpoint_.url + request.path).c_str());
    curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(easy.get(), CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(receiving.limit));
    curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, &receive);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &receiving);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERFUNCTION, &receive_header);
    curl_easy_setopt(easy.get(), CURLOPT_HEADERDATA, &receiving);
    if (!set_body(easy.get(), request, mime, body))
        return fail(Code::io, "libcurl found no memory for the request; restart the kiosk");

    if (curl_multi_add_handle(multi_, easy.get()) != CURLM_OK) {
        return fail(Code::io, "libcurl did not take the request; restart the kiosk");
    }
    const auto code = run(multi_, stop_);
    curl_multi_remove_handle(multi_, easy.get());
    if (const auto until = good_until(easy.get())) certificate_good_until_ = until;
    if (!code) return fail(Code::stopped, "the kiosk is shutting down; the request is settled at the next start");
    if (*code != CURLE_OK) return why(easy.get(), *code, receiving, endpoint_);
    return answer_of(easy.get(), std::move(receiving));
}

}  // namespace kiosk::portal
