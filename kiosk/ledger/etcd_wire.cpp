#include "kiosk/ledger/etcd_wire.hpp"

#include <curl/curl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <optional>

namespace kiosk::ledger::etcd {
namespace {

constexpr std::size_t largest_answer = 64U << 20;  // a page of the largest values
constexpr std::size_t longest_line = 8U << 20;     // etcd cuts what is told at once at 2 MiB, base64 makes a third more

struct EasyEnd {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct ListEnd {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// The body on its way out. curl takes a connection that was kept and has died for a reason to send all again: a second time is
/// refused here, because nobody knows whether the first one arrived.
struct Sending {
    std::string_view left;
    bool begun = false;
};

struct Receiving {
    CURL* easy = nullptr;
    const Wire::Listener* listener = nullptr;
    std::string bytes;
    bool too_large = false;
    bool enough = false;  ///< the listener has what it wants
    bool news = false;

    [[nodiscard]] bool good() const {
        long status = 0;
        curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
        return status == 200;
    }
};

std::size_t send_some(char* to, std::size_t size, std::size_t count, void* from) {
    auto& sending = *static_cast<Sending*>(from);
    if (sending.left.empty()) return CURL_READFUNC_ABORT;
    sending.begun = true;
    const auto some = std::min(sending.left.size(), size * count);
    sending.left.copy(to, some);
    sending.left.remove_prefix(some);
    return some;
}

std::size_t receive_some(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& receiving = *static_cast<Receiving*>(to);
    const bool lines = receiving.listener != nullptr && receiving.good();
    receiving.news = true;
    receiving.bytes.append(bytes, size * count);
    for (std::size_t end = 0; lines && (end = receiving.bytes.find('\n')) != std::string::npos;) {
        const auto line = receiving.bytes.substr(0, end);
        receiving.bytes.erase(0, end + 1);
        if (line.empty() || receiving.listener->line(line)) continue;
        receiving.enough = true;
        return 0;
    }
    receiving.too_large = receiving.bytes.size() > (receiving.listener != nullptr ? longest_line : largest_answer);
    return receiving.too_large ? 0 : size * count;
}

/// A box that was switched off says nothing: a stream would wait for ever.
int watch_connection(void*, curl_socket_t socket, curlsocktype) {
    const std::array<std::array<int, 3>, 5> options{{{SOL_SOCKET, SO_KEEPALIVE, 1},
                                                     {IPPROTO_TCP, TCP_KEEPIDLE, 2},
                                                     {IPPROTO_TCP, TCP_KEEPINTVL, 1},
                                                     {IPPROTO_TCP, TCP_KEEPCNT, 3},
                                                     {IPPROTO_TCP, TCP_USER_TIMEOUT, 5000}}};
    for (const auto& [level, name, value] : options) {
        if (::setsockopt(socket, level, name, &value, sizeof value) != 0) return CURL_SOCKOPT_ERROR;
    }
    return CURL_SOCKOPT_OK;
}

using List = std::unique_ptr<curl_slist, ListEnd>;
List header_list(const Question& question) {
    List list;
    const auto add = [&](const std::string& line) {
        if (curl_slist* longer = curl_slist_append(list.get(), line.c_str())) {
            static_cast<void>(list.release());
            list.reset(longer);
        }
    };
    add("Accept: application/json");
    add("Content-Type: application/json");
    add("Expect:");
    if (question.leader_needed) add("Grpc-Metadata-Hasleader: true");
    if (!question.token.empty()) add(fmt::format("Authorization: {}", question.token));
    return list;
}

void set_proofs(CURL* easy, const settings::Etcd& settings) {
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!settings.ca_file.empty()) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, settings.ca_file.c_str());
        curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);  // else the system's authorities would count as well
    }
    if (!settings.client_certificate.empty()) {
        curl_easy_setopt(easy, CURLOPT_SSLCERT, settings.client_certificate.c_str());
        curl_easy_setopt(easy, CURLOPT_SSLKEY, settings.client_key.c_str());
    }
}

void set_limits(CURL* easy, const Question& question) {
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, std::max(1L, static_cast<long>(question.connect.count())));
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(question.total.count()));
    curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, &watch_connection);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "quang-ngai-kiosk");
}

/// TLS 1.3 tells a client only after its first words that its certificate will not do.
bool is_certificate_trouble(CURLcode code, std::string_view words) {
    switch (code) {
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR: return true;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_RECV_ERROR:
        case CURLE_SEND_ERROR:
            return words.find("alert") != words.npos &&
                   (words.find("certificate") != words.npos || words.find("unknown ca") != words.npos);
        default: return false;
    }
}

/// Runs the one transfer to its end. Nothing: it was not wanted any more.
std::optional<CURLcode> run(CURLM* multi, Receiving& receiving, const std::atomic<bool>& stopped) {
    const auto* listener = receiving.listener;
    constexpr int longest_poll_ms = 1000;
    const auto poll_ms = listener == nullptr
                             ? longest_poll_ms
                             : static_cast<int>(std::min<std::int64_t>(longest_poll_ms, listener->quiet_after.count()));
    Duration silence{};
    for (;;) {
        if (stopped || (listener != nullptr && !listener->wanted())) return std::nullopt;
        int running = 0;
        receiving.news = false;
        if (curl_multi_perform(multi, &running) != CURLM_OK) return CURLE_FAILED_INIT;
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
            if (message->msg == CURLMSG_DONE) return message->data.result;
        }
        const auto before = std::chrono::steady_clock::now();
        if (curl_multi_poll(multi, nullptr, 0, poll_ms, nullptr) != CURLM_OK) return CURLE_FAILED_INIT;
        if (listener == nullptr) continue;
        const auto waited = std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - before);
        silence = receiving.news ? Duration{} : silence + waited;
        if (silence < listener->quiet_after) continue;
        if (!receiving.bytes.empty()) return CURLE_OPERATION_TIMEDOUT;  // half a line
        if (!listener->quiet()) return std::nullopt;
        silence = {};
    }
}

}  // namespace

Result<Done> Wire::ready() {
    static std::once_flag once;
    static bool ready = false;
    std::call_once(once, [] { ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; });
    if (!ready) return fail(Code::io, "libcurl could not start; install the package libcurl4 again");
    return Done{};
}

Wire::Wire(const settings::Etcd& settings) : settings_(settings), multi_(curl_multi_init()) {
    require(multi_ != nullptr, "curl finds memory for its connections");
}

Wire::~Wire() { curl_multi_cleanup(multi_); }

void Wire::wake() { curl_multi_wakeup(multi_); }

void Wire::stop() {
    stopped_ = true;
    wake();
}

void Wire::rest(Duration at_most) {
    if (!stopped_) curl_multi_poll(multi_, nullptr, 0, static_cast<int>(at_most.count()), nullptr);
}

Heard Wire::ask(const Question& question) { return carry(question, nullptr); }

Heard Wire::listen(const Question& question, const Listener& listener) { return carry(question, &listener); }

Heard Wire::carry(const Question& question, const Listener* listener) {
    Heard heard;
    const std::unique_ptr<CURL, EasyEnd> easy(curl_easy_init());
    const List headers = header_list(question);
    if (!easy || !headers) {
        heard.trouble = "no memory";
        return heard;
    }
    Sending sending{question.body};
    Receiving receiving;
    receiving.easy = easy.get();
    receiving.listener = listener;
    std::array<char, CURL_ERROR_SIZE> words{};
    set_proofs(easy.get(), settings_);
    set_limits(easy.get(), question);
    curl_easy_setopt(easy.get(), CURLOPT_URL, (question.url + std::string(question.path)).c_str());
    curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(easy.get(), CURLOPT_POST, 1L);
    curl_easy_setopt(easy.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(question.body.size()));
    curl_easy_setopt(easy.get(), CURLOPT_READFUNCTION, &send_some);
    curl_easy_setopt(easy.get(), CURLOPT_READDATA, &sending);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEFUNCTION, &receive_some);
    curl_easy_setopt(easy.get(), CURLOPT_WRITEDATA, &receiving);
    curl_easy_setopt(easy.get(), CURLOPT_ERRORBUFFER, words.data());
    if (curl_multi_add_handle(multi_, easy.get()) != CURLM_OK) {
        heard.trouble = "no memory";
        return heard;
    }
    const auto code = run(multi_, receiving, stopped_);
    curl_multi_remove_handle(multi_, easy.get());
    heard.asked = sending.begun;
    heard.too_large = receiving.too_large;
    heard.stopped = receiving.enough || !code;
    heard.whole = code == CURLE_OK;
    heard.trouble = words[0] != '\0' ? words.data() : curl_easy_strerror(code.value_or(CURLE_ABORTED_BY_CALLBACK));
    if (code && is_certificate_trouble(*code, heard.trouble)) {
        heard.untrusted = true;
        heard.asked = false;
    }
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    heard.status = static_cast<int>(status);
    heard.body = std::move(receiving.bytes);
    return heard;
}

}  // namespace kiosk::ledger::etcd
