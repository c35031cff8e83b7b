// The test dossier goes to training portals only. The whole way is played against `kiosk portal` in tests/process.

#include "kiosk/trial/portal_step.hpp"
#include "tests/support/catch.hpp"
#include "tests/trial/scene.hpp"

using namespace kiosk;
using namespace kiosk::trial;
using test::birth;
using test::scene;

namespace {

/// Answers every call with this and counts what would have left the machine.
class Canned final : public portal::Transport {
public:
    explicit Canned(std::string body, int status = 200) : body_(std::move(body)), status_(status) {}
    Result<portal::Answer> send(const portal::Request& request) override {
        sent_ += request.json.empty() && !request.file ? 0 : 1;
        return portal::Answer{status_, "application/json", body_, {}};
    }
    [[nodiscard]] int sent() const { return sent_; }

private:
    std::string body_;
    int status_;
    int sent_ = 0;
};

Step tried(Canned& transport) {
    SeededIds ids(1);
    return try_portal(birth(), scene().ground(), transport, "https://example.vn", "page", ids);
}

}  // namespace

TEST_CASE("a portal that does not say that it is for training gets nothing") {
    for (const char* answer : {R"({"content":[],"totalElements":0})", R"({"content":[],"training":false})",
                               R"({"content":[],"training":"true"})", "[]", "no JSON"}) {
        Canned transport(answer);
        const auto step = tried(transport);
        INFO(answer);
        CHECK(step.verdict == Verdict::failed);
        CHECK(step.found.find("nothing was sent") != std::string::npos);
        CHECK(transport.sent() == 0);
    }
}

TEST_CASE("a training portal that takes no page fails the test with its words") {
    Canned transport(R"({"content":[],"training":true})");
    const auto step = tried(transport);
    CHECK(step.verdict == Verdict::failed);
    CHECK(transport.sent() == 1);
    CHECK_FALSE(step.remedy.empty());
}
