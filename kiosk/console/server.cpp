#include "kiosk/console/server.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "kiosk/base/log.hpp"
#include "kiosk/console/desk.hpp"
#include "kiosk/console/doorkeeper.hpp"
#include "kiosk/console/http.hpp"
#include "kiosk/console/json.hpp"
#include "kiosk/console/picture_json.hpp"
#include "kiosk/console/web_files.hpp"

namespace kiosk::console {
namespace {

using httplib::Request;
using httplib::Response;
using settings::AccountRole;

/// httplib gives every connection a thread for as long as it lasts, and a page that follows the queue keeps one. So: one for every stream,
/// and enough beside them that deeds never wait for a thread. A thread that waits costs its stack's first pages and the TLS
/// state, which lets its buffers go while nothing is sent (bench serve measures it).
constexpr std::size_t threads_beside_streams = 48;
constexpr std::size_t largest_request = 16U << 10;
constexpr int send_buffer_bytes = 64 << 10;     // of a connection: what a slow reader can hold
constexpr unsigned int gone_after_ms = 20'000;  // sent, and not acknowledged: the other machine is gone
constexpr int quiet_connection_seconds = 5;
constexpr std::size_t requests_of_a_connection = 200;

bool prepare(httplib::SSLServer& server, Duration write_timeout) {
    if (!server.is_valid()) return false;
    SSL_CTX_set_mode(server.ssl_context(), SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_min_proto_version(server.ssl_context(), TLS1_2_VERSION);
    server.new_task_queue = [] {
        return new httplib::ThreadPool(static_cast<std::size_t>(Live::most_streams) + threads_beside_streams);
    };
    server.set_payload_max_length(largest_request);
    server.set_keep_alive_timeout(quiet_connection_seconds);
    server.set_keep_alive_max_count(requests_of_a_connection);
    server.set_write_timeout(write_timeout);
    server.set_tcp_nodelay(true);
    server.set_socket_options([](socket_t socket) {
        // Connections inherit these. Not SO_REUSEPORT, httplib's default: two servers on one port would share the pages.
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        ::setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
        ::setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &send_buffer_bytes, sizeof send_buffer_bytes);
        ::setsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &gone_after_ms, sizeof gone_after_ms);
        ::fcntl(socket, F_SETFD, FD_CLOEXEC);
    });
    server.set_exception_handler([](const Request& request, Response& response, const std::exception_ptr& thrown) {
        try {
            std::rethrow_exception(thrown);
        } catch (const std::exception& error) {
            log::failure("the console answers " + request.path, {Code::io, error.what()});
        }
        answer_error(response, {Code::io, "the server could not answer"});
    });
    return true;
}

/// One page that follows the queue. Its thread alone.
struct Stream {
    Audience audience = Audience::boards;
    std::string token;
    std::string account;
    std::string seen;
    bool begun = false;
};

}  // namespace

struct Server::Body {
    Body(const Options& wanted, const Parts& given, WebFiles pages)
        : options(wanted),
          parts(given),
          files(std::move(pages)),
          server(options.certificate.c_str(), options.key.c_str()),
          desk(given, options.sessions) {}
    ~Body() {
        desk.live().stop();
        server.stop();
        if (thread.joinable()) thread.join();
    }

    /// The session of a request, when its role is at least this; else the answer is given.
    [[nodiscard]] std::optional<Session> session(const Request& request, Response& response, AccountRole role);
    /// The same for what changes something: with the page's own token, and not too fast.
    [[nodiscard]] std::optional<Session> doer(const Request& request, Response& response, AccountRole role);
    void answer_signed_in(Response& response, const std::string& token, const Session& session) const;
    void sign_in(const Request& request, Response& response);
    void follow(const Request& request, Response& response, Audience audience);
    [[nodiscard]] bool send_next(Stream& stream, httplib::DataSink& sink);
    void texts(const Request& request, Response& response) const;
    void file(const Request& request, Response& response) const;
    void add_calls();
    [[nodiscard]] Result<Done> listen();

    const Options options;
    const Parts parts;
    const WebFiles files;
    Doorkeeper doorkeeper;
    httplib::SSLServer server;
    Desk desk;
    std::thread thread;
    std::atomic<bool> ended = false;
    int port = -1;
};

std::optional<Session> Server::Body::session(const Request& request, Response& response, AccountRole role) {
    auto found = desk.sessions().find(cookie_of(request), role != AccountRole::board);
    if (!found) {
        response.status = 401;
        response.set_header("Cache-Control", "no-store");
        response.set_content(R"({"ok":false,"code":"signed_out"})", "application/json; charset=utf-8");
        return std::nullopt;
    }
    if (found->role < role) {
        answer_error(response, {Code::no_permission, "not with this account"});
        return std::nullopt;
    }
    return found;
}

std::optional<Session> Server::Body::doer(const Request& request, Response& response, AccountRole role) {
    auto found = session(request, response, role);
    if (!found) return std::nullopt;
    const auto token = cookie_of(request);
    if (!of_own_page(request) || !same_secret(request.get_header_value("X-CSRF-Token"), Sessions::csrf_of(token))) {
        answer_error(response, {Code::no_permission, "no page of this server asked for that"});
        return std::nullopt;
    }
    if (!desk.in_pace(token)) {
        answer_error(response, {Code::too_many, "faster than anybody works"});
        return std::nullopt;
    }
    return found;
}

void Server::Body::answer_signed_in(Response& response, const std::string& token, const Session& session) const {
    const auto* account = parts.settings.serve.account(session.account);
    const Json body{{"signed_in", true},
                    {"account", session.account},
                    {"label", account == nullptr ? std::string{} : account->label},
                    {"role", settings::name(session.role)},
                    {"csrf", Sessions::csrf_of(token)}};
    answer_json(response, dumped(body));
}

void Server::Body::sign_in(const Request& request, Response& response) {
    if (!of_own_page(request)) return answer_error(response, {Code::no_permission, "no page of this server asked for that"});
    const auto json = Json::parse(request.body, nullptr, false);
    const auto board_token = text_in(json, "board_token");
    auto signed_in = board_token.empty()
                         ? desk.sign_in(text_in(json, "account"), Personal(text_in(json, "password")), request.remote_addr)
                         : desk.sign_in_board(Personal(board_token), request.remote_addr);
    if (!signed_in) return answer_error(response, signed_in.error());
    desk.sessions().close(cookie_of(request));  // whoever signs in again leaves nothing behind
    set_cookie(response, signed_in->token);
    const auto role = signed_in->account == nullptr ? AccountRole::board : signed_in->account->role;
    answer_signed_in(response, signed_in->token,
                     {signed_in->account == nullptr ? std::string{} : signed_in->account->id, role, {}, {}});
}

/// What is next for this page: the newest picture it has not seen, or a sign of life after a while. False: it ends.
bool Server::Body::send_next(Stream& stream, httplib::DataSink& sink) {
    std::string out;
    if (!stream.begun) out = "retry: 1000\n\n";  // a page comes back a second after it lost the server
    stream.begun = true;
    const auto picture = desk.live().wait(stream.audience, stream.seen, out.empty() ? options.keep_alive : Duration{});
    if (desk.live().stopped()) return false;
    if (!desk.sessions().find(stream.token, stream.audience == Audience::boards)) {
        constexpr std::string_view over = "event: signed_out\ndata: {}\n\n";
        sink.write(over.data(), over.size());
        sink.done();
        return true;
    }
    if (picture) {
        stream.seen = picture->id;
        out += event_text(*picture);
    } else if (out.empty()) {
        out = "event: here\ndata: {}\n\n";  // no comment: the page sees it, and notices when it stays away
    }
    return sink.write(out.data(), out.size());
}

void Server::Body::follow(const Request& request, Response& response, Audience audience) {
    const auto role = audience == Audience::boards ? AccountRole::board : AccountRole::officer;
    const auto found = session(request, response, role);
    if (!found) return;
    auto stream = std::make_shared<Stream>();
    stream->audience = audience;
    stream->token = cookie_of(request);
    stream->account = found->account;
    // What the browser says it had last when it comes back by itself, or what the page says when it began anew.
    stream->seen = request.get_header_value("Last-Event-ID");
    if (stream->seen.empty() && request.has_param("after")) stream->seen = request.get_param_value("after");
    if (!desk.live().enter(stream->token, stream->account)) {
        response.set_header("Retry-After", "5");
        return answer_error(response, {Code::unreachable, "so many pages are open that this one has no place"});
    }
    response.set_header("Cache-Control", "no-store");
    response.set_header("X-Accel-Buffering", "no");
    response.set_chunked_content_provider(
        "text/event-stream", [this, stream](std::size_t, httplib::DataSink& sink) { return send_next(*stream, sink); },
        [this, stream](bool) { desk.live().leave(stream->token, stream->account); });
}

void Server::Body::texts(const Request& request, Response& response) const {
    const auto& words = parts.languages.in(request.get_param_value("lang"));
    Json body{{"language", words.code()}, {"texts", Json::object()}};
    for (const auto* prefix : {"web.", "purpose."}) {
        for (const auto& [id, text] : words.beginning_with(prefix)) body["texts"][id] = text;
    }
    answer_json(response, dumped(body));
}

void Server::Body::file(const Request& request, Response& response) const {
    const auto* found = files.find(request.path);
    if (found == nullptr) return answer_error(response, {Code::not_found, "no such page"});
    response.set_header("ETag", found->etag);
    response.set_header("Cache-Control", "no-cache");  // asked for again each time, and seldom sent again
    if (request.get_header_value("If-None-Match") == found->etag) {
        response.status = 304;
        return;
    }
    response.set_content(found->bytes, found->type);
}

void Server::Body::add_calls() {
    server.set_pre_routing_handler([this](const Request& request, Response& response) {
        add_security_headers(response);
        if (request.ssl != nullptr && desk.sessions().find(cookie_of(request), false)) Doorkeeper::admit(request.ssl);
        return httplib::Server::HandlerResponse::Unhandled;
    });
    server.set_error_handler([](const Request&, Response& response) {
        if (!response.body.empty() || response.status == 304) return;
        const auto code = response.status == 413   ? Code::too_large
                          : response.status == 404 ? Code::not_found
                          : response.status < 500  ? Code::bad_format
                                                   : Code::io;
        const Json body{{"ok", false}, {"code", name(code)}};
        response.set_content(dumped(body), "application/json; charset=utf-8");
    });
    server.Post("/api/sign-in", [this](const Request& q, Response& r) { sign_in(q, r); });
    server.Post("/api/sign-out", [this](const Request& q, Response& r) {
        if (!doer(q, r, AccountRole::board)) return;
        desk.sessions().close(cookie_of(q));
        drop_cookie(r);
        answer_json(r, R"({"ok":true})");
    });
    server.Get("/api/session", [this](const Request& q, Response& r) {
        const auto token = cookie_of(q);
        const auto found = desk.sessions().find(token, true);
        if (!found) return answer_json(r, R"({"signed_in":false})");
        answer_signed_in(r, token, *found);
    });
    server.Get("/api/texts", [this](const Request& q, Response& r) { texts(q, r); });
    server.Get("/api/centre", [this](const Request& q, Response& r) {
        if (session(q, r, AccountRole::board))
            answer_json(r, centre_json(parts.settings, local_time(parts.clock.wall()).date));
    });
    server.Get("/api/live", [this](const Request& q, Response& r) { follow(q, r, Audience::consoles); });
    server.Get("/api/board", [this](const Request& q, Response& r) { follow(q, r, Audience::boards); });
    const auto done = [](Response& r, const Result<Done>& result) {
        if (result) answer_json(r, R"({"ok":true})");
        else answer_error(r, result.error());
    };
    const auto told = [](Response& r, const Result<std::string>& result) {
        if (result) answer_json(r, *result);
        else answer_error(r, result.error());
    };
    server.Post("/api/deed", [this, done](const Request& q, Response& r) {
        const auto who = doer(q, r, AccountRole::officer);
        if (!who) return;
        const auto wish = read_wish(q.body);
        if (!wish) return answer_error(r, wish.error());
        done(r, desk.do_deed(*who, *wish));
    });
    server.Get("/api/dossier", [this, told](const Request& q, Response& r) {
        if (session(q, r, AccountRole::officer)) told(r, desk.prepared(q.get_param_value("visit_code")));
    });
    server.Post("/api/dossier", [this, done](const Request& q, Response& r) {
        if (const auto who = doer(q, r, AccountRole::officer)) done(r, desk.accept(*who, q.body));
    });
    server.Get("/api/today", [this, told](const Request& q, Response& r) {
        if (session(q, r, AccountRole::officer)) told(r, desk.today());
    });
    server.Post("/api/today", [this, told](const Request& q, Response& r) {
        if (const auto who = doer(q, r, AccountRole::officer)) told(r, desk.change_today(*who, q.body));
    });
    server.Post("/api/rating", [this, done](const Request& q, Response& r) {
        if (doer(q, r, AccountRole::board)) done(r, desk.rate(q.body));
    });
    server.Get("/.*", [this](const Request& q, Response& r) { file(q, r); });
}

Result<Done> Server::Body::listen() {
    port = options.port == 0 ? server.bind_to_any_port(options.host)
                             : (server.bind_to_port(options.host, options.port) ? options.port : -1);
    if (port <= 0)
        return fail(Code::busy, fmt::format("port {} of {} is taken or not allowed; stop the program that has it, or choose "
                                            "another with --listen",
                                            options.port, options.host));
    thread = std::thread([this] { ended = !server.listen_after_bind(); });
    while (!server.is_running() && !ended) std::this_thread::sleep_for(1ms);
    if (ended) return fail(Code::io, "the console could not listen; look for messages of the system");
    return Done{};
}

Result<std::unique_ptr<Server>> Server::start(const Options& options, const Parts& parts) {
    auto files = WebFiles::read(options.pages, options.fonts);
    if (!files) return fail(std::move(files));
    auto body = std::make_unique<Body>(options, parts, std::move(*files));
    if (!prepare(body->server, options.write_timeout))
        return fail(Code::corrupt, fmt::format("{} and {}: no key and certificate that fit; correct them",
                                               options.certificate.string(), options.key.string()));
    body->doorkeeper.watch(body->server.ssl_context());
    body->add_calls();
    if (auto listening = body->listen(); !listening) return fail(std::move(listening));
    return std::unique_ptr<Server>(new Server(std::move(body)));
}

Server::Server(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Server::~Server() = default;
int Server::port() const { return body_->port; }
int Server::streams() const { return body_->desk.live().streams(); }

}  // namespace kiosk::console
