// What keeps the queue, as kiosk.toml says it.

#include "tests/settings/copy.hpp"
#include "tests/support/places.hpp"

using namespace kiosk;
using namespace kiosk::settings;
using namespace kiosk::settings::test;

namespace {

const std::string members = "members = [\"https://10.1.1.11:2379\", \"https://m2.hcc.example:2379\"]\n";

std::string etcd(const std::string& lines) {
    return with(shipped_text(), "engine = \"sqlite\"", "engine = \"etcd\"") + "\n[queue.etcd]\n" + lines;
}

}  // namespace

TEST_CASE("the queue is kept by the kiosk's own file, unless a cluster is named") {
    const Copy copy;
    CHECK(copy.load(shipped_text())->queue.engine == QueueEngine::sqlite);
    CHECK(copy.load(with(shipped_text(), "engine = \"sqlite\"\n", ""))->queue.engine == QueueEngine::sqlite);
    const auto least = copy.load(etcd(members));
    REQUIRE(least);
    CHECK(least->queue.engine == QueueEngine::etcd);
    CHECK(least->queue.etcd.members == std::vector<std::string>{"https://10.1.1.11:2379", "https://m2.hcc.example:2379"});
    CHECK(least->queue.etcd.timeout == 2s);
    CHECK(least->queue.etcd.user.empty());
    const auto most = copy.load(etcd(members + "ca_file = \"ca.pem\"\nclient_certificate = \"/etc/k1.pem\"\n"
                                               "client_key = \"/etc/k1-key.pem\"\nuser = \"kiosk\"\n"
                                               "password_file = \"/etc/password\"\ntimeout_ms = 1500\n"));
    REQUIRE(most);
    CHECK(most->queue.etcd.ca_file == copy.file().parent_path() / "ca.pem");
    CHECK(most->queue.etcd.client_certificate == "/etc/k1.pem");
    CHECK(most->queue.etcd.client_key == "/etc/k1-key.pem");
    CHECK(most->queue.etcd.user == "kiosk");
    CHECK(most->queue.etcd.password_file == "/etc/password");
    CHECK(most->queue.etcd.timeout == 1500ms);
    // On this machine alone the words may go in the clear.
    CHECK(copy.load(etcd("members = [\"http://127.0.0.1:2379\", \"http://localhost:2380\", \"http://127.0.1.2:1\"]\n")));
}

TEST_CASE("a mistake in how the cluster is reached is named with its remedy") {
    const std::pair<std::string, std::string> wrong[] = {
        {"", "queue.etcd.members "},
        {"members = []\n", "queue.etcd.members "},
        {"members = \"https://10.1.1.11:2379\"\n", "queue.etcd.members queue.etcd.members "},
        {"members = [\"10.1.1.11:2379\"]\n", "queue.etcd.members "},
        {"members = [\"https://10.1.1.11\"]\n", "queue.etcd.members "},
        {"members = [\"https://10.1.1.11:2379/v3\"]\n", "queue.etcd.members "},
        {"members = [\"https://10.1.1.11:70000\"]\n", "queue.etcd.members "},
        {"members = [\"http://10.1.1.11:2379\"]\n", "queue.etcd.members "},
        {"members = [\"http://127.evil.example:2379\"]\n", "queue.etcd.members "},
        {"members = [\"http://localhost.evil.example:2379\"]\n", "queue.etcd.members "},
        {"members = [\"unix:///run/etcd\"]\n", "queue.etcd.members "},
        {"members = [\"https://a:1\", \"https://a:1\"]\n", "queue.etcd.members "},
        {members + "client_certificate = \"k1.pem\"\n", "queue.etcd.client_certificate "},
        {members + "client_key = \"k1.pem\"\n", "queue.etcd.client_key "},
        {"members = [\"http://127.0.0.1:2379\"]\nclient_certificate = \"a\"\nclient_key = \"b\"\n",
         "queue.etcd.client_certificate "},
        {members + "user = \"kiosk\"\n", "queue.etcd.user "},
        {members + "password_file = \"password\"\n", "queue.etcd.password_file "},
        {members + "user = \"a b\"\npassword_file = \"password\"\n", "queue.etcd.user "},
        {members + "timeout_ms = 50\n", "queue.etcd.timeout_ms "},
        {members + "timeout = 2\n", "queue.etcd.timeout "}};
    const Copy copy;
    for (const auto& [lines, keys] : wrong) {
        CAPTURE(lines);
        const auto loaded = copy.load(etcd(lines));
        REQUIRE_FALSE(loaded.has_value());
        CHECK(places(loaded.error()) == keys);
    }
    const auto nowhere = copy.load(with(shipped_text(), "engine = \"sqlite\"", "engine = \"etcd\""));
    REQUIRE_FALSE(nowhere.has_value());
    CHECK(places(nowhere.error()) == "queue.engine ");
    CHECK(places(copy.load(with(shipped_text(), "engine = \"sqlite\"", "engine = \"redis\"")).error()) == "queue.engine ");
}
