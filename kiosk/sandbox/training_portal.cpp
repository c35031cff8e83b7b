#include "kiosk/sandbox/training_portal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <atomic>
#include <functional>
#include <nlohmann/json.hpp>
#include <thread>

#include "kiosk/base/files.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/base/shifted_clock.hpp"
#include "kiosk/sandbox/answers.hpp"
#include "kiosk/sandbox/certificate.hpp"
#include "kiosk/sandbox/desk.hpp"
#include "kiosk/sandbox/faults.hpp"
#include "kiosk/sandbox/listening.hpp"

namespace kiosk::sandbox {
namespace {

using httplib::Request;
using httplib::Response;
using nlohmann::json;

constexpr const char* json_type = "application/json";
constexpr std::size_t largest_request = 32U << 20;  // a page of 24 MB and its wrapping
constexpr Duration longest_wait_step = 20ms;        // how soon a slow answer notices that the portal stops

/// The connection that this thread serves; set while its TLS begins. For faults that cut it.
thread_local int serving_socket = -1;

void cut() {
    if (serving_socket >= 0) ::shutdown(serving_socket, SHUT_RDWR);
}

void answer(Response& response, int status, const std::string& body) {
    response.status = status;
    response.set_content(body, json_type);
}

/// The status for an error of the desk. What is said to a kiosk is for a citizen's screen, in Vietnamese.
void answer_error(Response& response, const Error& error) {
    int status = 500;
    std::string words = error.detail;
    switch (error.code) {
        case Code::refused: status = 422; break;
        case Code::busy: status = 409; break;
        case Code::bad_format:
        case Code::newer_version: status = 400; break;
        case Code::too_large: status = 413; break;
        case Code::not_found: status = 404; break;
        case Code::bad_usage: status = 422; break;
        case Code::too_many: status = 429; break;
        default:
            log::failure("the training portal answers", error);
            words = "Cổng gặp sự cố, hãy thử lại sau";
            break;
    }
    answer(response, status, message_json(words));
}

/// The idempotency key of a request whose own content is a text in `member`; nothing when the request is not made so.
std::optional<Uuid> key_of(const Request& request, const json& body, const char* member) {
    const auto key = parse_uuid(request.get_header_value("Idempotency-Key"));
    if (!key || !body.is_object() || !body.contains(member) || !body[member].is_string()) return std::nullopt;
    if (body.value("idempotencyKey", json()) != key->text()) return std::nullopt;
    return *key;
}

bool prepare(httplib::SSLServer& server, int threads) {
    if (!server.is_valid()) return false;
    server.new_task_queue = [threads] { return new httplib::ThreadPool(static_cast<std::size_t>(threads)); };
    server.set_payload_max_length(largest_request);
    server.set_keep_alive_timeout(1);
    server.set_keep_alive_max_count(1000);
    server.set_tcp_nodelay(true);
    server.set_socket_options([](socket_t socket) {
        // Not SO_REUSEPORT, httplib's default: two portals on one port would share the kiosks between them.
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        ::fcntl(socket, F_SETFD, FD_CLOEXEC);
    });
    server.set_exception_handler([](const Request&, Response& response, const std::exception_ptr&) {
        answer(response, 500, message_json("Cổng gặp sự cố, hãy thử lại sau"));
    });
    return true;
}

}  // namespace

struct TrainingPortal::Body {
    Body(Options given, std::unique_ptr<ShiftedClock> time, Identity made, std::unique_ptr<Desk> opened)
        : options(std::move(given)),
          clock(std::move(time)),
          identity(std::move(made)),
          desk(std::move(opened)),
          faults(options.faults.empty() ? options.data / "faults.json" : options.faults),
          token(random_token()),
          staff(identity),
          open(identity) {}
    ~Body() { stopping = true; }

    void add_portal_calls();
    void add_staff_calls();
    [[nodiscard]] Result<Done> write_address() const;

    bool spoil_before(const Request& request, Response& response);
    void wait(Duration time) const;
    void upload(const Request& request, Response& response);
    void apply(const Request& request, Response& response);
    void search(const Request& request, Response& response);
    void rate(const Request& request, Response& response) { tell(dossier::LetterKind::rating, request, response); }
    void withdraw(const Request& request, Response& response) { tell(dossier::LetterKind::withdrawal, request, response); }
    void supplement(const Request& request, Response& response) { tell(dossier::LetterKind::supplement, request, response); }
    void tell(dossier::LetterKind kind, const Request& request, Response& response);
    /// `proof` makes the answer that carries this id.
    void finish_commit(const std::function<std::string(const Uuid&)>& proof, const Uuid& id, Response& response);
    void paper(const Request& request, Response& response);
    void drip(Response& response, Duration delay) const;
    bool allowed(const Request& request, Response& response) const;

    const Options options;
    const std::unique_ptr<ShiftedClock> clock;  ///< put forward by the trainer
    const Identity identity;
    const std::unique_ptr<Desk> desk;
    Faults faults;
    const std::string token;
    std::atomic<bool> stopping = false;
    std::mutex last_mutex;
    std::string last_answer;  ///< for the fault `duplicate`
    Listening staff;          ///< its own port, so that "down" does not lock the trainer out
    Listening open;
};

void TrainingPortal::Body::wait(Duration time) const {
    for (Duration left = time; left > 0ms && !stopping; left -= longest_wait_step) {
        std::this_thread::sleep_for(std::min(left, longest_wait_step));
    }
}

/// Faults that need no look at the request. True when the answer is decided.
bool TrainingPortal::Body::spoil_before(const Request&, Response& response) {
    if (auto read = faults.refresh(); !read) log::failure("reading the faults file", read.error());
    if (faults.take(FaultKind::down)) {
        cut();
        response.status = 503;
        return true;
    }
    if (const auto slow = faults.take(FaultKind::slow)) wait(slow->delay);
    if (faults.take(FaultKind::html_200)) {
        response.status = 200;
        response.set_content("<!DOCTYPE html><title>Wi-Fi</title><p>Đăng nhập để dùng mạng.</p>",
                             "text/html; charset=utf-8");
        return true;
    }
    if (faults.take(FaultKind::redirect)) {
        response.set_redirect("https://example.invalid/", 302);
        return true;
    }
    if (faults.take(FaultKind::huge_body)) {
        answer(response, 200, "{\"content\":[\"" + std::string(2U << 20, 'x') + "\"]}");
        return true;
    }
    if (faults.take(FaultKind::deep_json)) {
        answer(response, 200, std::string(1000, '[') + std::string(1000, ']'));
        return true;
    }
    return false;
}

void TrainingPortal::Body::drip(Response& response, Duration delay) const {
    const auto body = std::make_shared<std::string>(response.body);
    response.body.clear();
    response.headers.erase("Content-Type");  // set again with the provider
    response.set_content_provider(body->size(), json_type,
                                  [this, body, delay](std::size_t at, std::size_t, httplib::DataSink& sink) {
                                      wait(delay);
                                      return !stopping && sink.write(body->data() + at, 1);
                                  });
}

void TrainingPortal::Body::upload(const Request& request, Response& response) {
    const auto id = parse_uuid(request.get_header_value("Idempotency-Key"));
    if (!id || !request.has_file("files")) return answer(response, 400, message_json("Yêu cầu thiếu tệp hoặc mã"));
    const auto file = request.get_file_value("files");
    const auto page = desk->keep_page(*id, file.content_type, file.content);
    if (!page) return answer_error(response, page.error());
    if (faults.take(FaultKind::reset_after_commit)) return cut();
    if (faults.take(FaultKind::error_after_commit)) return answer(response, 500, message_json("Cổng gặp sự cố"));
    answer(response, 200, page_json(*page, file.filename));
}

void TrainingPortal::Body::finish_commit(const std::function<std::string(const Uuid&)>& proof, const Uuid& id,
                                         Response& response) {
    if (faults.take(FaultKind::reset_after_commit)) return cut();
    if (faults.take(FaultKind::error_after_commit)) return answer(response, 500, message_json("Cổng gặp sự cố"));
    Uuid named = id;
    if (faults.take(FaultKind::wrong_id)) named.bytes[15] ^= 1U;
    std::string body = proof(named);
    {
        const std::lock_guard lock(last_mutex);
        std::swap(body, last_answer);
        if (!faults.take(FaultKind::duplicate) || body.empty()) body = last_answer;
    }
    answer(response, 200, body);
}

void TrainingPortal::Body::apply(const Request& request, Response& response) {
    const json application = json::parse(request.body, nullptr, false);
    const auto key = key_of(request, application, "submission");
    if (!key) return answer(response, 400, message_json("Yêu cầu không đúng mẫu"));
    const json other = application.value("otherCode", json());
    const std::string other_code = other.is_string() ? other.get<std::string>() : std::string();
    std::optional<std::string> refusal;
    if (!desk->find(*key)) {
        if (const auto fault = faults.take(FaultKind::refuse)) refusal = fault->words;
    }
    const auto record =
        desk->take_dossier(*key, other_code, application["submission"].get_ref<const std::string&>(), refusal);
    if (!record) return answer_error(response, record.error());
    finish_commit([&](const Uuid& named) { return accepted_json(*record, named); }, *key, response);
}

void TrainingPortal::Body::tell(dossier::LetterKind kind, const Request& request, Response& response) {
    const json told = json::parse(request.body, nullptr, false);
    const auto key = key_of(request, told, "letter");
    if (!key) return answer(response, 400, message_json("Yêu cầu không đúng mẫu"));
    std::optional<std::string> refusal;
    if (!desk->knows_letter(*key)) {
        if (const auto fault = faults.take(FaultKind::refuse)) refusal = fault->words;
    }
    const auto letter = desk->take_letter(*key, kind, told["letter"].get_ref<const std::string&>(), refusal);
    if (!letter) return answer_error(response, letter.error());
    finish_commit([&](const Uuid& named) { return told_json(*letter, named); }, *key, response);
}

void TrainingPortal::Body::search(const Request& request, Response& response) {
    if (request.has_param("idempotency-key")) {
        const auto id = parse_uuid(request.get_param_value("idempotency-key"));
        if (!id) return answer(response, 400, message_json("Mã yêu cầu không đúng"));
        const auto record = desk->find(*id);
        Uuid named = *id;
        if (record && faults.take(FaultKind::wrong_id)) named.bytes[15] ^= 1U;
        return answer(response, 200, found_json(record ? &*record : nullptr, named));
    }
    const auto record = desk->look_up(request.get_param_value("code"), request.get_header_value("Second-Factor"));
    if (!record && record.error().code == Code::refused) return answer(response, 403, message_json(record.error().detail));
    if (!record) return answer_error(response, record.error());
    answer(response, 200, look_up_json(*record, clock->wall()));
}

void TrainingPortal::Body::paper(const Request& request, Response& response) {
    const auto pdf = desk->paper(request.get_param_value("code"), request.get_header_value("Second-Factor"),
                                 request.get_param_value("id"));
    if (!pdf && pdf.error().code == Code::refused) return answer(response, 403, message_json(pdf.error().detail));
    if (!pdf) return answer_error(response, pdf.error());
    response.status = 200;
    response.set_content(std::string(pdf->reveal()), "application/pdf");
}

void TrainingPortal::Body::add_portal_calls() {
    auto& server = open.server();
    SSL_CTX_set_client_hello_cb(
        server.ssl_context(),
        [](SSL* connection, int*, void* self) {
            auto& body = *static_cast<Body*>(self);
            serving_socket = SSL_get_fd(connection);
            if (auto read = body.faults.refresh(); !read) log::failure("reading the faults file", read.error());
            if (!body.faults.take(FaultKind::down)) return SSL_CLIENT_HELLO_SUCCESS;
            cut();
            return SSL_CLIENT_HELLO_ERROR;
        },
        this);
    const auto route = [this](void (Body::*handler)(const Request&, Response&)) {
        return [this, handler](const Request& request, Response& response) {
            if (spoil_before(request, response)) return;
            (this->*handler)(request, response);
            if (const auto slow_bytes = faults.take(FaultKind::drip)) drip(response, slow_bytes->delay);
        };
    };
    server.Post("/fi/file/--multiple", route(&Body::upload));
    server.Post("/pa/dossier/--apply-online/", route(&Body::apply));
    server.Post("/su/rating-officer-results/", route(&Body::rate));
    server.Post("/pa/dossier/--withdraw/", route(&Body::withdraw));
    server.Post("/pa/dossier/--supplement/", route(&Body::supplement));
    server.Get("/pa/dossier/search", route(&Body::search));
    server.Get("/pa/dossier/--paper", route(&Body::paper));
    server.Get("/bd/procedure/--can-apply", [this](const Request& request, Response& response) {
        if (!spoil_before(request, response))
            answer(response, 200, "{\"content\":[],\"totalElements\":0,\"training\":true}");
    });
    server.set_error_handler([](const Request&, Response& response) {
        const bool unknown = response.status == 404;
        if (response.body.empty()) {
            response.set_content(message_json(unknown ? "Không có chức năng này" : "Yêu cầu không xử lý được"), json_type);
        }
    });
}

bool TrainingPortal::Body::allowed(const Request& request, Response& response) const {
    if (!token.empty() && request.get_header_value("Authorization") == "Bearer " + token) return true;
    answer(response, 401, message_json("the token is not this portal's; use the same --data folder as the portal"));
    return false;
}

void TrainingPortal::Body::add_staff_calls() {
    auto& server = staff.server();
    server.Get("/training/dossiers", [this](const Request& request, Response& response) {
        if (!allowed(request, response)) return;
        if (!request.has_param("code")) return answer(response, 200, records_json(desk->all(), desk->letters()));
        const auto record = desk->find(request.get_param_value("code"));
        if (!record) return answer(response, 404, message_json("no dossier has this code; kiosk portal list shows them"));
        answer(response, 200, whole_record_json(*record, desk->letters_about(*record)));
    });
    server.Post("/training/move", [this](const Request& request, Response& response) {
        if (!allowed(request, response)) return;
        const json wish = json::parse(request.body, nullptr, false);
        const auto status = wish.is_object() && wish.contains("status") && wish["status"].is_number_integer()
                                ? dossier::parse_status(wish["status"].get<int>())
                                : std::nullopt;
        if (!status) return answer(response, 422, message_json("a state is a number from 1 to 10"));
        std::optional<int> days;
        if (wish.contains("working_days")) {
            if (!wish["working_days"].is_number_integer() || wish["working_days"] < 1 || wish["working_days"] > 365)
                return answer(response, 422, message_json("working_days is a number from 1 to 365"));
            days = wish["working_days"].get<int>();
        }
        const auto record = desk->move(wish.value("code", ""), *status, wish.value("note", ""), days);
        if (!record) return answer_error(response, record.error());
        answer(response, 200, record_json(*record));
    });
    server.Get("/training/faults", [this](const Request& request, Response& response) {
        if (allowed(request, response)) answer(response, 200, faults_json(faults.all()));
    });
    server.Post("/training/faults", [this](const Request& request, Response& response) {
        if (!allowed(request, response)) return;
        const auto wished = parse_faults(request.body);
        if (!wished) return answer_error(response, wished.error());
        if (wished->empty()) faults.clear();
        for (const auto& fault : *wished) faults.set(fault);
        answer(response, 200, faults_json(faults.all()));
    });
    server.Post("/training/clock", [this](const Request& request, Response& response) {
        if (!allowed(request, response)) return;
        const json wish = json::parse(request.body, nullptr, false);
        const auto now = parse_iso_time(wish.is_object() ? wish.value("now", "") : "");
        if (!now) return answer(response, 422, message_json("a time is written 2026-11-26T09:00:00+07:00"));
        clock->set(*now);
        answer(response, 200, json{{"now", iso_time(clock->wall())}}.dump());
    });
}

Result<Done> TrainingPortal::Body::write_address() const {
    std::error_code ignored;  // a folder that has lost its name gives no whole path: then the name as it was given
    const json address{{"url", fmt::format("https://localhost:{}", open.port())},
                       {"staff_url", fmt::format("https://localhost:{}", staff.port())},
                       {"certificate", std::filesystem::absolute(identity.certificate_file, ignored).string()}};
    if (auto kept = write_file(options.data / "token", token); !kept) return fail(std::move(kept));
    return write_file(options.data / "address.json", address.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

Result<std::unique_ptr<TrainingPortal>> TrainingPortal::start(const Options& options, const Clock& clock) {
    auto lesson = std::make_unique<ShiftedClock>(clock);
    auto desk = Desk::open(options.data, *lesson, options.rules);
    if (!desk) return fail(std::move(desk));
    auto identity = identity_in(options.data, options.certificate_days, clock.wall());
    if (!identity) return fail(std::move(identity));
    auto body = std::make_unique<Body>(options, std::move(lesson), std::move(*identity), std::move(*desk));
    if (body->token.empty()) return fail(Code::io, "the system gives no randomness for the staff token; restart it");
    if (!prepare(body->open.server(), options.threads) || !prepare(body->staff.server(), 2)) {
        return fail(Code::corrupt,
                    fmt::format("{}: key and certificate do not fit; delete key.pem and certificate.pem there",
                                options.data.string()));
    }
    if (auto read = body->faults.refresh(); !read) return fail(std::move(read));
    body->add_portal_calls();
    body->add_staff_calls();
    if (auto listening = body->staff.listen("127.0.0.1", 0); !listening) return fail(std::move(listening));
    if (auto listening = body->open.listen(options.host, options.port); !listening) return fail(std::move(listening));
    if (auto written = body->write_address(); !written) return fail(std::move(written));
    return std::unique_ptr<TrainingPortal>(new TrainingPortal(std::move(body)));
}

TrainingPortal::TrainingPortal(std::unique_ptr<Body> body) : body_(std::move(body)) {}
TrainingPortal::~TrainingPortal() = default;

int TrainingPortal::port() const { return body_->open.port(); }
std::string TrainingPortal::url() const { return fmt::format("https://localhost:{}", port()); }
std::filesystem::path TrainingPortal::certificate_file() const { return body_->identity.certificate_file; }

}  // namespace kiosk::sandbox
