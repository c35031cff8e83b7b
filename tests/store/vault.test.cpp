#include "kiosk/store/vault.hpp"

#include <sys/stat.h>

#include "tests/store/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::store;
using namespace kiosk::store::test;

TEST_CASE("what is sealed opens again, at its own place and unchanged only") {
    SeededIds ids(20);
    auto vault = Vault::open_in_memory(ids);
    REQUIRE(vault);
    const auto sealed = (*vault)->seal("dossier", "1", "body", canary_name);
    CHECK(sealed.find(canary_name) == std::string::npos);
    CHECK((*vault)->unseal("dossier", "1", "body", sealed)->reveal() == canary_name);
    CHECK((*vault)->seal("dossier", "1", "body", canary_name) != sealed);
    CHECK((*vault)->unseal("dossier", "1", "body", (*vault)->seal("dossier", "1", "body", ""))->empty());
    for (const auto& [table, record, part] :
         {std::tuple{"page", "1", "body"}, {"dossier", "2", "body"}, {"dossier", "1", "holder"}}) {
        const auto moved = (*vault)->unseal(table, record, part, sealed);
        REQUIRE_FALSE(moved);
        CHECK(moved.error().code == Code::corrupt);
    }
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        REQUIRE_FALSE((*vault)->unseal("dossier", "1", "body", changed));
        REQUIRE_FALSE((*vault)->unseal("dossier", "1", "body", std::string_view(sealed).substr(0, i)));
    }
}

TEST_CASE("the key is made once, for this account alone, and a file that is no key is refused") {
    TempFolder folder;
    SeededIds ids(21);
    const auto file = folder.path() / "vault.key";
    std::string sealed;
    {
        auto vault = Vault::open(file, ids);
        REQUIRE(vault);
        sealed = (*vault)->seal("t", "1", "p", "x");
    }
    struct stat info {};
    REQUIRE(::stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);
    REQUIRE(::chmod(file.c_str(), 0644) == 0);
    auto again = Vault::open(file, ids);
    REQUIRE(again);
    CHECK((*again)->unseal("t", "1", "p", sealed)->reveal() == "x");
    REQUIRE(::stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);
    std::ofstream(file, std::ios::trunc) << "not a key";
    auto wrong = Vault::open(file, ids);
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().code == Code::corrupt);
    CHECK(wrong.error().detail.find("put the right one back") != std::string::npos);
}

TEST_CASE("a keyed hash says nothing to whoever has another key or another purpose") {
    SeededIds ids(22);
    auto one = Vault::open_in_memory(ids);
    auto other = Vault::open_in_memory(ids);
    REQUIRE(one);
    REQUIRE(other);
    CHECK((*one)->keyed_hash("a", "7788") == (*one)->keyed_hash("a", "7788"));
    CHECK((*one)->keyed_hash("a", "7788") != (*one)->keyed_hash("b", "7788"));
    CHECK((*one)->keyed_hash("a", "7788") != (*other)->keyed_hash("a", "7788"));
    CHECK(factor_hash(**one, "A", "051199007788") == factor_hash(**one, "A", "7788"));
    CHECK(factor_hash(**one, "A", "7788") != factor_hash(**one, "B", "7788"));
    CHECK(factor_hash(**one, "A", "788").empty());
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
