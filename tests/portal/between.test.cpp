// Somebody between the kiosk and the portal: a server that asks for certificates (nginx), and a man in the middle (mitmproxy).
#include <signal.h>
#include <unistd.h>

#include <cstdlib>

#include "kiosk/base/files.hpp"
#include "tests/portal/child.hpp"
#include "tests/portal/support.hpp"
#include "tests/support/loopback.hpp"

using namespace kiosk;
using namespace kiosk::portal;

namespace {

const SystemClock between_clock;

bool there(const char* program) {
    return std::system(("command -v " + std::string(program) + " >/dev/null 2>&1").c_str()) == 0;
}

void openssl(const std::string& words) { REQUIRE(std::system(("openssl " + words + " >/dev/null 2>&1").c_str()) == 0); }

/// What a kiosk would hand in: nothing of it may pass.
Submission personal(SeededIds& ids) {
    Submission out;
    out.id = ids.make(stage::monday_morning);
    out.provisional_code = "TAM-K01-261123-0001";
    out.body_json = Personal(stage::body(out.id, stage::monday_morning));
    return out;
}

/// Asks until whoever was started listens: a minute at most.
Result<Done> once_listening(IGate& igate) {
    for (int i = 0;; ++i) {
        auto answer = igate.connected();
        if (answer || answer.error().code != Code::unreachable || i > 1200) return answer;
        ::usleep(50'000);
    }
}

}  // namespace

TEST_CASE("behind nginx that asks for certificates a kiosk without one is not let in, and one with a known one is") {
    REQUIRE(there("nginx"));  // package nginx-light
    const stage::Province province(between_clock);
    const stage::TempFolder folder;
    const auto path = [&](const char* name) { return (folder.path() / name).string(); };
    const auto portal = province.folder.path() / "portal";
    for (const char* who : {"known", "stranger"}) {
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + std::string(who) +
                " -addext extendedKeyUsage=clientAuth -keyout " + path((std::string(who) + "-key.pem").c_str()) + " -out " +
                path((std::string(who) + ".pem").c_str()));
        std::filesystem::permissions(folder.path() / (std::string(who) + "-key.pem"), std::filesystem::perms::owner_read);
    }
    const int port = test::free_port();
    const auto config = "daemon off; master_process off; pid " + path("pid") + "; error_log " + path("error.log") +
                        ";\nevents {}\nhttp { access_log " + path("access.log") + "; client_body_temp_path " + path("body") +
                        "; proxy_temp_path " + path("proxy") + "; fastcgi_temp_path " + path("fcgi") + "; uwsgi_temp_path " +
                        path("uwsgi") + "; scgi_temp_path " + path("scgi") +
                        ";\nserver { listen 127.0.0.1:" + std::to_string(port) + " ssl; ssl_certificate " +
                        (portal / "certificate.pem").string() + "; ssl_certificate_key " + (portal / "key.pem").string() +
                        "; ssl_client_certificate " + path("known.pem") +
                        "; ssl_verify_client on; location / { proxy_pass " + province.portal->url() + "; } } }\n";
    REQUIRE(write_file(folder.path() / "nginx.conf", config));
    stage::Child nginx({"nginx", "-e", path("error.log"), "-p", folder.path().string(), "-c", path("nginx.conf")});
    SeededIds ids(61);
    auto endpoint = province.endpoint();
    endpoint.url = "https://localhost:" + std::to_string(port);
    const auto with = [&](const char* who) {
        endpoint.client_certificate = *who == '\0' ? "" : path((std::string(who) + ".pem").c_str());
        endpoint.client_key = *who == '\0' ? "" : path((std::string(who) + "-key.pem").c_str());
        return stage::way_to(endpoint);
    };
    {
        const auto way = with("known");
        IGate igate(*way);
        const auto in = once_listening(igate);
        INFO((in ? std::string() : in.error().detail));
        CHECK(in);
        CHECK(igate.submit(personal(ids)));
    }
    for (const char* who : {"", "stranger"}) {
        CAPTURE(who);
        const auto way = with(who);
        IGate igate(*way);
        const auto out = igate.connected();
        REQUIRE_FALSE(out);
        CHECK(out.error().code == Code::untrusted);  // not refused: nothing is given up for good
    }
    nginx.end(SIGTERM);
    nginx.wait();
}

TEST_CASE(
    "a man in the middle with a certificate of his own sees no byte of a request, not even when his authority is trusted") {
    REQUIRE(there("mitmdump"));  // package mitmproxy
    const stage::Province province(between_clock);
    const stage::TempFolder folder;
    const int port = test::free_port();
    stage::Child mitm({"mitmdump", "--mode", "reverse:" + province.portal->url(), "--listen-host", "127.0.0.1",
                       "--listen-port", std::to_string(port), "--set", "confdir=" + folder.path().string(), "--set",
                       "ssl_insecure=true", "--set", "flow_detail=3", "-w", (folder.path() / "flows").string()});
    SeededIds ids(62);
    auto endpoint = province.endpoint();
    endpoint.url = "https://localhost:" + std::to_string(port);
    const auto sees_nothing = [&] {
        const auto way = stage::way_to(endpoint);
        IGate igate(*way);
        const auto answer = once_listening(igate);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == Code::untrusted);
        CHECK(igate.submit(personal(ids)).error().code == Code::untrusted);
        CHECK(igate.upload(ids.make(stage::monday_morning), "image/png", "picture").error().code == Code::untrusted);
        CHECK(igate.status("000.00.53.H48-261123-0001", "0123").error().code == Code::untrusted);
    };
    sees_nothing();
    // Somebody has made the kiosk trust his authority: what is left is the key that the province told it.
    endpoint.ca_file = folder.path() / "mitmproxy-ca-cert.pem";
    endpoint.pins = {"sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                     "sha256//BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA="};
    sees_nothing();
    // Without it he would see all: the test can tell.
    endpoint.pins.clear();
    const auto way = stage::way_to(endpoint);
    CHECK(IGate(*way).connected());
    mitm.end(SIGINT);
    mitm.wait();
    CHECK(mitm.text().find("can-apply") != std::string::npos);
    CHECK(mitm.text().find("POST") == std::string::npos);
    CHECK(mitm.text().find("051190000123") == std::string::npos);
    const auto flows = read_file(folder.path() / "flows");
    CHECK((!flows || flows->find("051190000123") == std::string::npos));
}
