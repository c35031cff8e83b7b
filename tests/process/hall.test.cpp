// The hall around a running kiosk: its board and its announcer are programs of their own and follow its queue.

#include <signal.h>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/town/town.hpp"

using namespace kiosk;
using namespace kiosk::test;
namespace fs = std::filesystem;

namespace {

/// A kiosk that runs without a screen and keeps its calls for an announcer.
class Hall : public Town {
public:
    explicit Hall(const std::string& name) : Town(name), config_(config_with("# announces = true", "announces = true")) {
        kiosk_ =
            start(on({"run", "--headless", "--simulate", "--portal-data", portal_data().string()}), folder() / "kiosk.log");
        REQUIRE(kiosk_ > 0);
        REQUIRE(until([&] { return fs::exists(kiosk_data() / "kiosk.socket"); }));
    }
    ~Hall() {
        kill(kiosk_, SIGTERM);
        end_of(kiosk_);
    }
    Hall(const Hall&) = delete;
    Hall& operator=(const Hall&) = delete;

    [[nodiscard]] Arguments on(Arguments arguments) const {
        arguments.insert(arguments.end(), {"--config", config_, "--data", kiosk_data().string()});
        return arguments;
    }
    void does(Arguments arguments) const {
        const auto said = run(on(std::move(arguments)));
        INFO(said.out << said.errors);
        REQUIRE(said.code == 0);
    }
    /// Announces until it has said this; all that it wrote.
    [[nodiscard]] std::string announced(const std::string& name, const std::string& words, const Arguments& more) const {
        Arguments arguments{"announce", "--simulate"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const auto log = folder() / name;
        const auto announcer = start(on(std::move(arguments)), log);
        REQUIRE(announcer > 0);
        const bool came = until([&] { return read_file(log).value_or("").find(words) != std::string::npos; });
        kill(announcer, SIGTERM);
        CHECK(end_of(announcer) == 0);
        auto out = read_file(log).value_or("");
        INFO(out);
        REQUIRE(came);
        return out;
    }

private:
    const std::string config_;
    pid_t kiosk_ = -1;
};

}  // namespace

TEST_CASE("who is called stands on the board and is said once, in both languages and twice") {
    const Hall hall("hall");
    hall.does({"queue", "open", "--counter", "1"});
    hall.does({"queue", "take", "--kind", "certification"});
    hall.does({"queue", "take", "--kind", "certification"});
    hall.does({"queue", "call", "--counter", "1"});

    const auto pictures = hall.folder() / "pictures";
    const auto shown = hall.run(hall.on({"board", "--pictures", pictures.string(), "--window", "640x360", "--json"}));
    INFO(shown.out << shown.errors);
    CHECK(shown.code == 0);
    CHECK(are_json_lines(shown.out));
    CHECK(shown.has("\"number\":\"C001\",\"counter\":\"1\",\"call\":1"));
    CHECK(shown.has("{\"line\":\"certification\",\"people\":1}"));
    CHECK(fs::file_size(pictures / "board.png") > 1000);

    const auto said = hall.announced("first.log", "C001 to counter 1, call 1", {});
    const std::string vietnamese = "vi: Xin mời công dân có số thứ tự xê không không một đến quầy số một";
    const auto once = said.find(vietnamese);
    REQUIRE(once != std::string::npos);
    CHECK(said.find("en: Now calling number C zero zero one to counter one", once) != std::string::npos);
    CHECK(said.find(vietnamese, once + 1) != std::string::npos);

    // What was said is gone: the next announcer says what came after it.
    hall.does({"queue", "recall", "--counter", "1"});
    const auto again = hall.announced("second.log", "\"call\":2", {"--json"});
    CHECK(again.find("\"call\":1") == std::string::npos);
}

TEST_CASE("a board without a queue says so, and a centre that keeps no calls has no announcer") {
    const Scene scene("hall_alone");
    const auto alone = scene.on_data({"announce", "--simulate", "--json"});
    CHECK(alone.code == 2);
    CHECK(alone.has("queue.announces"));
    const auto demonstration =
        scene.run({"board", "--demo", "--pictures", (scene.folder() / "demo").string(), "--window", "360x640"});
    INFO(demonstration.out << demonstration.errors);
    CHECK(demonstration.code == 0);
    CHECK(scene.run({"counter", "--counter", "99", "--window", "640x360"}).code == 2);
}
