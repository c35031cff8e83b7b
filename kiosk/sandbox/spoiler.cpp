#include "kiosk/sandbox/spoiler.hpp"

#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "kiosk/base/log.hpp"
#include "kiosk/sandbox/answers.hpp"
#include "kiosk/sandbox/routes.hpp"

namespace kiosk::sandbox {
namespace {

constexpr Duration longest_wait_step = 20ms;  // how soon a slow answer notices that the portal stops

/// What is left of the connection that this thread serves; set while its TLS begins.
struct Connection {
    int socket = -1;
    long request_left = -1;  ///< bytes until it is cut; negative: never
    long answer_left = -1;
};
thread_local Connection serving;

void cut() {
    if (serving.socket < 0) return;
    const linger now{1, 0};  // a reset, not a polite end
    ::setsockopt(serving.socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::shutdown(serving.socket, SHUT_RDWR);
}

/// Counts what passes on the wire, and cuts it at the byte.
long counted(BIO*, int operation, const char* bytes, std::size_t size, int, long, int outcome, std::size_t* processed) {
    if (operation == BIO_CB_WRITE && serving.answer_left >= 0) {
        const auto going = std::min<std::size_t>(size, static_cast<std::size_t>(serving.answer_left));
        serving.answer_left -= static_cast<long>(going);
        if (going == size) return 1;
        if (going > 0) ::send(serving.socket, bytes, going, MSG_NOSIGNAL);
        cut();
        return 0;
    }
    if (operation == (BIO_CB_READ | BIO_CB_RETURN) && serving.request_left >= 0 && outcome > 0 && processed != nullptr) {
        serving.request_left -= static_cast<long>(*processed);
        if (serving.request_left > 0) return outcome;
        cut();
        return 0;
    }
    return operation == (BIO_CB_READ | BIO_CB_RETURN) || (operation & BIO_CB_RETURN) != 0 ? outcome : 1;
}

bool show(SSL* connection, const Identity& identity) {
    return SSL_use_certificate_file(connection, identity.certificate_file.c_str(), SSL_FILETYPE_PEM) == 1 &&
           SSL_use_PrivateKey_file(connection, identity.key_file.c_str(), SSL_FILETYPE_PEM) == 1;
}

}  // namespace

void Spoiler::greet(httplib::SSLServer& server) {
    SSL_CTX_set_client_hello_cb(
        server.ssl_context(),
        [](SSL* connection, int*, void* self) { return static_cast<Spoiler*>(self)->greet(connection); }, this);
}

int Spoiler::greet(SSL* connection) {
    serving = {SSL_get_fd(connection)};
    if (auto read = faults_.refresh(); !read) log::failure("reading the faults file", read.error());
    if (faults_.take(FaultKind::down)) {
        cut();
        return SSL_CLIENT_HELLO_ERROR;
    }
    if (faults_.take(FaultKind::expired_certificate) && !show(connection, expired_)) return SSL_CLIENT_HELLO_ERROR;
    if (faults_.take(FaultKind::foreign_certificate) && !show(connection, foreign_)) return SSL_CLIENT_HELLO_ERROR;
    if (const auto fault = faults_.take(FaultKind::cut_request)) serving.request_left = fault->at_byte;
    if (const auto fault = faults_.take(FaultKind::cut_answer)) serving.answer_left = fault->at_byte;
    if (serving.request_left >= 0 || serving.answer_left >= 0) BIO_set_callback_ex(SSL_get_rbio(connection), &counted);
    return SSL_CLIENT_HELLO_SUCCESS;
}

void Spoiler::wait(Duration time) const {
    for (Duration left = time; left > 0ms && !stopping_; left -= longest_wait_step)
        std::this_thread::sleep_for(std::min(left, longest_wait_step));
}

bool Spoiler::before(httplib::Response& response) {
    if (auto read = faults_.refresh(); !read) log::failure("reading the faults file", read.error());
    if (faults_.take(FaultKind::down)) {
        cut();
        response.status = 503;
        return true;
    }
    if (const auto slow = faults_.take(FaultKind::slow)) wait(slow->delay);
    if (faults_.take(FaultKind::html_200)) {
        response.status = 200;
        response.set_content("<!DOCTYPE html><title>Wi-Fi</title><p>Đăng nhập để dùng mạng.</p>",
                             "text/html; charset=utf-8");
        return true;
    }
    if (faults_.take(FaultKind::redirect)) {
        response.set_redirect("https://example.invalid/", 302);
        return true;
    }
    if (faults_.take(FaultKind::huge_body)) {
        answer_json(response, 200, "{\"content\":[\"" + std::string(2U << 20, 'x') + "\"]}");
        return true;
    }
    if (faults_.take(FaultKind::deep_json)) {
        answer_json(response, 200, std::string(1000, '[') + std::string(1000, ']'));
        return true;
    }
    if (faults_.take(FaultKind::too_many)) {
        response.set_header("Retry-After", "31536000");  // a year
        answer_json(response, 429, message_json("Quá nhiều yêu cầu, hãy thử lại sau"));
        return true;
    }
    return false;
}

void Spoiler::after(httplib::Response& response) {
    if (const auto slow_bytes = faults_.take(FaultKind::drip)) drip(response, slow_bytes->delay);
}

bool Spoiler::after_commit(httplib::Response& response) {
    if (faults_.take(FaultKind::reset_after_commit)) {
        cut();
        return true;
    }
    if (!faults_.take(FaultKind::error_after_commit)) return false;
    answer_json(response, 500, message_json("Cổng gặp sự cố"));
    return true;
}

void Spoiler::drip(httplib::Response& response, Duration delay) const {
    const auto body = std::make_shared<std::string>(response.body);
    const auto type = response.get_header_value("Content-Type");
    response.body.clear();
    response.headers.erase("Content-Type");  // set again with the provider
    response.set_content_provider(body->size(), type.empty() ? "application/json" : type,
                                  [this, body, delay](std::size_t at, std::size_t, httplib::DataSink& sink) {
                                      wait(delay);
                                      return !stopping_ && sink.write(body->data() + at, 1);
                                  });
}

}  // namespace kiosk::sandbox
