// How portal and kiosk prove themselves to each other, judged by OpenSSL's own server and tools.
#include <array>
#include <cstdio>
#include <thread>

#include "kiosk/base/files.hpp"
#include "tests/portal/support.hpp"

using namespace kiosk;
using namespace kiosk::portal;
using stage::Province;
using stage::way_to;

namespace {

const SystemClock clock_;

struct PipeEnd {
    void operator()(std::FILE* pipe) const { ::pclose(pipe); }
};
using Pipe = std::unique_ptr<std::FILE, PipeEnd>;

/// What a shell command prints.
std::string printed(const std::string& command) {
    const Pipe pipe(::popen(command.c_str(), "r"));
    REQUIRE(pipe);
    std::string out;
    std::array<char, 4096> some{};
    while (std::fgets(some.data(), static_cast<int>(some.size()), pipe.get()) != nullptr) out += some.data();
    return out;
}

/// As the README tells people to make it.
std::string pin_of(const std::filesystem::path& certificate) {
    auto text = printed("openssl x509 -in '" + certificate.string() +
                        "' -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64");
    while (text.ends_with('\n')) text.pop_back();
    return "sha256//" + text;
}

Result<Answer> ask(const Endpoint& endpoint) {
    Request request;
    request.path = "bd/procedure/--can-apply?page=0";
    return way_to(endpoint)->send(request);
}

const std::string unknown_pin = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

/// A key and a certificate for a kiosk, made by OpenSSL.
struct OwnProof {
    explicit OwnProof(const std::filesystem::path& folder)
        : certificate(folder / "kiosk.pem"), key(folder / "kiosk-key.pem") {
        printed(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=K01 -addext "
            "extendedKeyUsage=clientAuth -keyout '" +
            key.string() + "' -out '" + certificate.string() + "' 2>&1");
        std::filesystem::permissions(key, std::filesystem::perms::owner_read);
    }
    std::filesystem::path certificate;
    std::filesystem::path key;
};

/// `openssl s_server` that talks to nobody without a certificate that it knows. It answers one connection and ends.
class StrictServer {
public:
    StrictServer(const std::filesystem::path& folder, const Province& province, const OwnProof& known) {
        const auto portal = province.folder.path() / "portal";
        std::filesystem::create_directories(folder / "bd/procedure");
        REQUIRE(write_file(folder / "bd/procedure/--can-apply?page=0", "an answer"));
        server_.reset(
            ::popen(("cd '" + folder.string() + "' && exec openssl s_server -accept 127.0.0.1:0 -naccept 1 -cert '" +
                     (portal / "certificate.pem").string() + "' -key '" + (portal / "key.pem").string() +
                     "' -Verify 1 -verify_return_error -CAfile '" + known.certificate.string() + "' -WWW 2>&1")
                        .c_str(),
                    "r"));
        REQUIRE(server_);
        std::array<char, 4096> line{};
        const std::string mark = "ACCEPT 127.0.0.1:";
        while (std::fgets(line.data(), static_cast<int>(line.size()), server_.get()) != nullptr) {
            const std::string said = line.data();
            if (said.starts_with(mark)) port_ = std::stoi(said.substr(mark.size()));
            if (port_ > 0) break;
        }
        REQUIRE(port_ > 0);
    }
    [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + std::to_string(port_); }

private:
    Pipe server_;
    int port_ = 0;
};

}  // namespace

TEST_CASE("a portal that shows a key of the pins is spoken to, also when it is the spare one") {
    const Province province(clock_);
    auto endpoint = province.endpoint();
    const auto pin = pin_of(endpoint.ca_file);
    for (const auto& pins : {std::vector{pin, unknown_pin}, std::vector{unknown_pin, pin}}) {
        endpoint.pins = pins;
        const auto answer = ask(endpoint);
        REQUIRE(answer);
        CHECK(answer->status == 200);
    }
}

TEST_CASE("a portal with a good certificate for another key gets no byte of a request") {
    const Province province(clock_);
    auto endpoint = province.endpoint();
    endpoint.pins = {unknown_pin, pin_of(Province(clock_).endpoint().ca_file)};
    const auto answer = ask(endpoint);
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == Code::untrusted);
    CHECK(answer.error().detail.find("portal.pins") != std::string::npos);
}

TEST_CASE("a portal that asks who calls is shown the kiosk's own certificate") {
    const stage::TempFolder folder;
    const Province province(clock_);
    const OwnProof proof(folder.path());
    const StrictServer server(folder.path(), province, proof);
    auto endpoint = province.endpoint();
    endpoint.url = server.url();
    SECTION("with one it answers") {
        endpoint.client_certificate = proof.certificate;
        endpoint.client_key = proof.key;
        const auto answer = ask(endpoint);
        REQUIRE(answer);
        CHECK(answer->body.find("an answer") != std::string::npos);
    }
    SECTION("without one there is no answer") { CHECK_FALSE(ask(endpoint)); }
}

TEST_CASE("the secret of the kiosk's certificate must be its owner's alone, and be there") {
    const stage::TempFolder folder;
    const OwnProof proof(folder.path());
    Endpoint endpoint;
    endpoint.url = "https://localhost:1";
    endpoint.client_certificate = proof.certificate;
    endpoint.client_key = proof.key;
    SECTION("others may read it") {
        std::filesystem::permissions(proof.key, std::filesystem::perms::owner_read | std::filesystem::perms::group_read);
        const auto opened = CurlTransport::open(endpoint);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == Code::no_permission);
    }
    SECTION("it is not there") {
        std::filesystem::remove(proof.key);
        const auto opened = CurlTransport::open(endpoint);
        REQUIRE_FALSE(opened);
        CHECK(opened.error().code == Code::not_found);
    }
    SECTION("it belongs to another certificate") {
        const stage::TempFolder other;
        endpoint.client_key = OwnProof(other.path()).key;
        const Province province(clock_);
        endpoint.url = province.endpoint().url;
        endpoint.ca_file = province.endpoint().ca_file;
        const auto answer = ask(endpoint);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == Code::untrusted);
        CHECK(answer.error().detail.find("portal.client_certificate") != std::string::npos);
    }
}

TEST_CASE("how long the portal's certificate is good is known after the first answer") {
    const Province province(clock_, 12);
    const auto transport = way_to(province.endpoint());
    CHECK_FALSE(transport->certificate_good_until());
    Request request;
    request.path = "bd/procedure/--can-apply?page=0";
    for (int i = 0; i < 2; ++i) REQUIRE(transport->send(request));
    const auto until = transport->certificate_good_until();
    REQUIRE(until);
    CHECK(*until > clock_.wall() + 11 * 24h);
    CHECK(*until < clock_.wall() + 13 * 24h);
}
