// Certificates and users, made by the scripts of config/etcd: who is let in, and what who is not is told.

#include <unistd.h>

#include <filesystem>
#include <thread>

#include "kiosk/base/files.hpp"
#include "tests/etcd/cluster.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
using namespace kiosk::ledger;
using namespace kiosk::ledger::test;

namespace {

namespace fs = std::filesystem;

/// A folder with the certificates of a centre.
struct Papers {
    Papers() {
        make("ca");
        make("member m0 127.0.0.1 localhost");
        make("kiosk k1");
        // As everybody makes them: with a common name.
        shell("cd " + folder.string() +
              " && openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout named-key.pem -subj "
              "/CN=kiosk | "
              "openssl x509 -req -days 2 -CA ca.pem -CAkey ca-key.pem -CAcreateserial -out named.pem && chmod 600 "
              "named-key.pem");
        REQUIRE(write_file(folder / "root-password", "rootsecret\n"));
        REQUIRE(write_file(folder / "password", "secret\n"));
        REQUIRE(write_file(folder / "wrong", "secreT\n"));
    }
    void make(const std::string& what) const {
        shell(std::string(KIOSK_SOURCE_DIR) + "/config/etcd/certificates.sh " + folder.string() + " " + what);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return (folder / name).string(); }
    const kiosk::test::TempFolder temporary;
    const fs::path folder = temporary.path();
};

Result<Reading> read_with(const settings::Etcd& settings, std::string_view prefix = "q/HCC01/") {
    auto engine = EtcdEngine::open(settings, real_clock);
    if (!engine) return fail(std::move(engine));
    return (*engine)->read(prefix);
}

}  // namespace

TEST_CASE("members and kiosks prove themselves, and a user reaches the keys of the centre's queue alone") {
    const Papers papers;
    const Cluster cluster(
        {.members = 1,
         .flags = {"--cert-file", papers.file("m0.pem"), "--key-file", papers.file("m0-key.pem"), "--trusted-ca-file",
                   papers.file("ca.pem"), "--client-cert-auth", "--auth-token-ttl", "1"},
         .scheme = "https"});
    auto right = cluster.settings();
    right.ca_file = papers.file("ca.pem");
    right.client_certificate = papers.file("k1.pem");
    right.client_key = papers.file("k1-key.pem");
    REQUIRE(soon([&] { return read_with(right).has_value(); }));

    // No certificate, none that is trusted, one of somebody else's authority.
    auto wrong = right;
    wrong.client_certificate = wrong.client_key = "";
    CHECK(read_with(wrong).error().code == Code::untrusted);
    {
        auto engine = EtcdEngine::open(wrong, real_clock);
        CHECK((*engine)->write({{}, {{"q/HCC01/a", ""}}, {}}).error().code == Code::untrusted);
        CHECK(read_with(right)->entries.empty());
    }
    wrong = right;
    wrong.ca_file = "/etc/ssl/certs/ca-certificates.crt";
    CHECK(read_with(wrong).error().code == Code::untrusted);

    // Users are not turned on yet: whoever has one goes on.
    right.user = "kiosk";
    right.password_file = papers.file("password");
    CHECK(read_with(right));
    shell("ETCDCTL_ENDPOINTS=" + cluster.url(0) + " ETCDCTL_CACERT=" + papers.file("ca.pem") + " ETCDCTL_CERT=" +
          papers.file("k1.pem") + " ETCDCTL_KEY=" + papers.file("k1-key.pem") + " " + std::string(KIOSK_SOURCE_DIR) +
          "/config/etcd/users.sh q/HCC01/ kiosk " + papers.file("root-password") + " " + papers.file("password"));
    const auto engine = std::move(*EtcdEngine::open(right, real_clock));
    const auto made = engine->write({{}, {{"q/HCC01/a", "1", *engine->grant(60s)}}, {}});
    INFO((made ? "" : made.error().detail));
    REQUIRE(made);
    CHECK(engine->changes("q/HCC01/", made->revision - 1, 5s)->changes.size() == 1);
    // Another centre's keys, and everything.
    CHECK(engine->read("q/HCC02/").error().code == Code::refused);
    CHECK(engine->read("").error().code == Code::refused);
    CHECK(engine->write({{}, {{"q/HCC02/a", ""}}, {}}).error().code == Code::refused);
    CHECK(engine->changes("q/HCC02/", made->revision, 10s).error().code == Code::refused);
    // A token is good for a second here.
    std::this_thread::sleep_for(2500ms);
    CHECK(engine->read("q/HCC01/")->entries.size() == 1);
    CHECK(engine->changes("q/HCC01/", made->revision - 1, 5s)->changes.size() == 1);

    wrong = right;
    wrong.password_file = papers.file("wrong");
    const auto refused = read_with(wrong);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Code::refused);
    CHECK(refused.error().detail.find("secre") == std::string::npos);
    wrong = right;
    wrong.user = wrong.password_file = "";
    CHECK(read_with(wrong).error().code == Code::refused);
    // A certificate with a common name is what etcd's gateway refuses once users are on.
    wrong = right;
    wrong.client_certificate = papers.file("named.pem");
    wrong.client_key = papers.file("named-key.pem");
    const auto named = read_with(wrong);
    REQUIRE_FALSE(named);
    INFO(named.error().detail);
    CHECK(named.error().code == Code::refused);
    CHECK(named.error().detail.find("common name") != std::string::npos);
}
