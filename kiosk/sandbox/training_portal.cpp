#include "kiosk/sandbox/training_portal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "kiosk/base/files.hpp"
#include "kiosk/base/log.hpp"
#include "kiosk/base/shifted_clock.hpp"
#include "kiosk/sandbox/answers.hpp"
#include "kiosk/sandbox/catalogue_bundle.hpp"
#include "kiosk/sandbox/certificate.hpp"
#include "kiosk/sandbox/desk.hpp"
#include "kiosk/sandbox/dossier_lists.hpp"
#include "kiosk/sandbox/faults.hpp"
#include "kiosk/sandbox/listening.hpp"
#include "kiosk/sandbox/national_gate.hpp"
#include "kiosk/sandbox/payments.hpp"
#include "kiosk/sandbox/resumable_uploads.hpp"
#include "kiosk/sandbox/routes.hpp"
#include "kiosk/sandbox/sign_in.hpp"
#include "kiosk/sandbox/spoiler.hpp"
#include "kiosk/store/carrier.hpp"

namespace kiosk::sandbox {
namespace {

using httplib::Request;
using httplib::Response;
using nlohmann::json;

constexpr const char* json_type = "application/json";
constexpr std::size_t largest_request = 32U << 20;  // a page of 24 MB and its wrapping

void answer(Response& response, int status, const std::string& body) {
    response.status = status;
    response.set_content(body, json_type);
}

/// The status for an error of the desk. What is said to a kiosk is for a citizen's screen, in Vietnamese.
void answer_error(Response& response, const Error& error, int of_refusal = 422) {
    int status = 500;
    std::string words = error.detail;
    switch (error.code) {
        case Code::refused: status = of_refusal; break;
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
    struct Identities {
        Identity own;
        Identity expired;
        Identity foreign;
    };
    Body(Options given, std::unique_ptr<ShiftedClock> time, Identities made, std::unique_ptr<Desk> opened)
        : options(std::move(given)),
          clock(std::move(time)),
          identity(std::move(made.own)),
          desk(std::move(opened)),
          faults(options.faults.empty() ? options.data / "faults.json" : options.faults),
          spoiler(faults, std::move(made.expired), std::move(made.foreign)),
          token(random_token()),
          office(options.procedures, "000.00.00.H48", "Tỉnh Quảng Ngãi (tập huấn)"),
          resumable(*desk),
          bundle(options.catalogue_of),
          staff(identity),
          open(identity) {}
    ~Body() {
        spoiler.stop();
        if (payments) payments->stop();
    }

    void add_portal_calls();
    void add_staff_calls();
    [[nodiscard]] Result<Done> write_address() const;

    [[nodiscard]] static Result<Identities> identities_in(const Options& options, WallTime now);
    [[nodiscard]] Result<Done> add_services();
    [[nodiscard]] Routes::Handler spoiled(Routes::Handler handler);
    [[nodiscard]] Routes::Handler staff_only(Routes::Handler handler) const;
    void upload(const Request& request, Response& response);
    void apply(const Request& request, Response& response);
    void search(const Request& request, Response& response);
    void rate(const Request& request, Response& response) { tell(dossier::LetterKind::rating, request, response); }
    void withdraw(const Request& request, Response& response) { tell(dossier::LetterKind::withdrawal, request, response); }
    void supplement(const Request& request, Response& response) { tell(dossier::LetterKind::supplement, request, response); }
    void progress(const Request& request, Response& response) { tell(dossier::LetterKind::progress, request, response); }
    void tell(dossier::LetterKind kind, const Request& request, Response& response);
    /// `proof` makes the answer that carries this id.
    void finish_commit(const std::function<std::string(const Uuid&)>& proof, const Uuid& id, Response& response);
    void paper(const Request& request, Response& response);

    const Options options;
    const std::unique_ptr<ShiftedClock> clock;  ///< put forward by the trainer
    const Identity identity;
    const std::unique_ptr<Desk> desk;
    Faults faults;
    Spoiler spoiler;
    const std::string token;
    std::mutex last_mutex;
    std::string last_made;   ///< for the fault `reordered`
    std::string last_given;  ///< for the fault `duplicate`
    ProcedureDesk office;
    ResumableUploads resumable;
    CatalogueBundle bundle;
    std::unique_ptr<NationalGate> national;
    std::unique_ptr<SignIn> sign_in;
    std::unique_ptr<DossierLists> lists;
    std::unique_ptr<Payments> payments;
    std::optional<Routes> routes;
    Listening staff;  ///< its own port, so that "down" does not lock the trainer out
    Listening open;
};

void TrainingPortal::Body::upload(const Request& request, Response& response) {
    const auto id = parse_uuid(request.get_header_value("Idempotency-Key"));
    if (!id || !request.has_file("files")) return answer(response, 400, message_json("Yêu cầu thiếu tệp hoặc mã"));
    const auto file = request.get_file_value("files");
    const auto account = request.has_file("account-id") ? request.get_file_value("account-id").content : std::string();
    const auto page = desk->keep_page(*id, file.content_type, file.content, account);
    if (!page) return answer_error(response, page.error());
    if (spoiler.after_commit(response)) return;
    answer(response, 200, page_json(*page, file.filename));
}

void TrainingPortal::Body::finish_commit(const std::function<std::string(const Uuid&)>& proof, const Uuid& id,
                                         Response& response) {
    if (spoiler.after_commit(response)) return;
    Uuid named = id;
    if (faults.take(FaultKind::wrong_id)) named.bytes[15] ^= 1U;
    std::string body = proof(named);
    {
        const std::lock_guard lock(last_mutex);
        const std::string before = std::exchange(last_made, body);
        if (faults.take(FaultKind::duplicate) && !last_given.empty()) body = last_given;
        if (faults.take(FaultKind::reordered) && !before.empty()) body = before;
        last_given = body;
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
    if (!record) return answer_error(response, record.error(), 403);
    answer(response, 200, look_up_json(*record, clock->wall()));
}

void TrainingPortal::Body::paper(const Request& request, Response& response) {
    const auto pdf = desk->paper(request.get_param_value("code"), request.get_header_value("Second-Factor"),
                                 request.get_param_value("id"));
    if (!pdf) return answer_error(response, pdf.error(), 403);
    response.status = 200;
    response.set_content(std::string(pdf->reveal()), "application/pdf");
}

Routes::Handler TrainingPortal::Body::spoiled(Routes::Handler handler) {
    return [this, handler = std::move(handler)](const Request& request, Response& response) {
        if (spoiler.before(response)) return;
        handler(request, response);
        spoiler.after(response);
    };
}

Routes::Handler TrainingPortal::Body::staff_only(Routes::Handler handler) const {
    return [this, handler = std::move(handler)](const Request& request, Response& response) {
        if (!token.empty() && request.get_header_value("Authorization") == "Bearer " + token)
            return handler(request, response);
        answer(response, 401, message_json("the token is not this portal's; use the same --data folder as the portal"));
    };
}

void TrainingPortal::Body::add_portal_calls() {
    const auto own = [this](void (Body::*handler)(const Request&, Response&)) -> Routes::Handler {
        return [this, handler](const Request& request, Response& response) { (this->*handler)(request, response); };
    };
    routes->post("/fi/file/--multiple", own(&Body::upload));
    routes->post("/pa/dossier/--apply-online/", own(&Body::apply));
    routes->post("/su/rating-officer-results/", own(&Body::rate));
    routes->post("/pa/dossier/--withdraw/", own(&Body::withdraw));
    routes->post("/pa/dossier/--supplement/", own(&Body::supplement));
    routes->post("/pa/dossier/--progress/", own(&Body::progress));
    routes->get("/pa/dossier/search", own(&Body::search));
    routes->get("/pa/dossier/--paper", own(&Body::paper));
    open.server().set_error_handler([](const Request&, Response& response) {
        const bool unknown = response.status == 404;
        if (response.body.empty()) {
            response.set_content(message_json(unknown ? "Không có chức năng này" : "Yêu cầu không xử lý được"), json_type);
        }
    });
}

void TrainingPortal::Body::add_staff_calls() {
    routes->staff_get("/training/dossiers", [this](const Request& request, Response& response) {
        if (!request.has_param("code")) return answer(response, 200, records_json(desk->all(), desk->letters()));
        const auto record = desk->find(request.get_param_value("code"));
        if (!record) return answer(response, 404, message_json("no dossier has this code; kiosk portal list shows them"));
        answer(response, 200, whole_record_json(*record, desk->letters_about(*record)));
    });
    routes->staff_post("/training/move", [this](const Request& request, Response& response) {
        const json wish = json::parse(request.body, nullptr, false);
        const auto status = wish.is_object() && wish.contains("status") && wish["status"].is_number_integer()
                                ? dossier::parse_status(wish["status"].get<int>())
                                : std::nullopt;
        if (!status) return answer(response, 422, message_json("a state is a number from 1 to 10"));
        const json days_wish = wish.contains("working_days") ? wish["working_days"] : json();
        if (!days_wish.is_null() && (!days_wish.is_number_integer() || days_wish < 1 || days_wish > 365))
            return answer(response, 422, message_json("working_days is a number from 1 to 365"));
        const auto days = days_wish.is_null() ? std::nullopt : std::optional(days_wish.get<int>());
        const auto record = desk->move(wish.value("code", ""), *status, wish.value("note", ""), days);
        if (!record) return answer_error(response, record.error());
        answer(response, 200, record_json(*record));
    });
    routes->staff_get("/training/faults",
                      [this](const Request&, Response& response) { answer(response, 200, faults_json(faults.all())); });
    routes->staff_post("/training/faults", [this](const Request& request, Response& response) {
        const auto wished = parse_faults(request.body);
        if (!wished) return answer_error(response, wished.error());
        if (wished->empty()) faults.clear();
        for (const auto& fault : *wished) faults.set(fault);
        answer(response, 200, faults_json(faults.all()));
    });
    routes->staff_post("/training/clock", [this](const Request& request, Response& response) {
        const json wish = json::parse(request.body, nullptr, false);
        const std::string wanted = wish.is_object() ? wish.value("now", "") : "";
        if (const auto now = parse_iso_time(wanted)) clock->set(*now);
        else if (wanted == "right") clock->put_right();
        else return answer(response, 422, message_json("a time is 2026-11-26T09:00:00+07:00, the true one \"right\""));
        answer(response, 200, json{{"now", iso_time(clock->wall())}}.dump());
    });
}

Result<Done> TrainingPortal::Body::write_address() const {
    std::error_code ignored;  // a folder that has lost its name gives no whole path: then the name as it was given
    const json address{{"url", fmt::format("https://localhost:{}", open.port())},
                       {"staff_url", fmt::format("https://localhost:{}", staff.port())},
                       {"certificate", std::filesystem::absolute(identity.certificate_file, ignored).string()}};
    if (auto kept = write_file(options.data / "token", token); !kept) return fail(std::move(kept));
    if (!std::filesystem::exists(options.data / "province-key", ignored)) {
        const auto keys = store::make_province_keys();
        for (const auto& [name, key] : {std::pair{"province-key", keys.secret_key.reveal()},
                                        std::pair{"province-key.pub", std::string_view(keys.public_key)}}) {
            if (auto kept = write_file(options.data / name, key); !kept) return fail(std::move(kept));
        }
    }
    return write_file(options.data / "address.json", address.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

/// Everything that the portal answers to.
Result<Done> TrainingPortal::Body::add_services() {
    routes.emplace(
        open.server(), staff.server(), [this](Routes::Handler handler) { return spoiled(std::move(handler)); },
        [this](Routes::Handler handler) { return staff_only(std::move(handler)); });
    auto signing_in = SignIn::make(*clock, faults);
    if (!signing_in) return fail(std::move(signing_in));
    sign_in = std::move(*signing_in);
    auto paying = Payments::open(options.data, *clock, spoiler);
    if (!paying) return fail(std::move(paying));
    payments = std::move(*paying);
    auto gate = NationalGate::open(options.data, *clock, faults);
    if (!gate) return fail(std::move(gate));
    national = std::move(*gate);
    spoiler.greet(open.server());
    add_portal_calls();
    office.serve(*routes);
    add_staff_calls();
    const auto url = [this] { return fmt::format("https://localhost:{}", open.port()); };
    sign_in->serve(*routes, url);
    lists = std::make_unique<DossierLists>(*desk, *sign_in, *clock);
    lists->serve(*routes);
    payments->serve(*routes, url, [this](const std::string& code) {
        const auto record = desk->find(code);
        return record ? record->id.text() : code;
    });
    resumable.serve(*routes);
    national->serve(*routes);
    bundle.serve(*routes);
    return Done{};
}

Result<TrainingPortal::Body::Identities> TrainingPortal::Body::identities_in(const Options& options, WallTime now) {
    auto own = identity_in(options.data, options.certificate_days, now);
    if (!own) return fail(std::move(own));
    auto expired = identity_in(options.data / "expired", -1, now);
    if (!expired) return fail(std::move(expired));
    auto foreign = identity_in(options.data / "foreign", 3650, now);
    if (!foreign) return fail(std::move(foreign));
    return Identities{std::move(*own), std::move(*expired), std::move(*foreign)};
}

Result<std::unique_ptr<TrainingPortal>> TrainingPortal::start(const Options& options, const Clock& clock) {
    auto lesson = std::make_unique<ShiftedClock>(clock);
    auto desk = Desk::open(options.data, *lesson, options.rules);
    if (!desk) return fail(std::move(desk));
    auto identities = Body::identities_in(options, clock.wall());
    if (!identities) return fail(std::move(identities));
    auto body = std::make_unique<Body>(options, std::move(lesson), std::move(*identities), std::move(*desk));
    if (body->token.empty()) return fail(Code::io, "the system gives no randomness for the staff token; restart it");
    if (!prepare(body->open.server(), options.threads) || !prepare(body->staff.server(), 2)) {
        return fail(Code::corrupt,
                    fmt::format("{}: key and certificate do not fit; delete key.pem and certificate.pem there",
                                options.data.string()));
    }
    if (auto read = body->faults.refresh(); !read) return fail(std::move(read));
    if (auto ready = body->add_services(); !ready) return fail(std::move(ready));
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
