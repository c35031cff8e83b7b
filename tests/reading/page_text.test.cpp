// Whether a page that cannot be read ends reading: a tesseract of the tests' own, in a folder before all others.

#include "kiosk/reading/page_text.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "kiosk/app/reading_desk.hpp"
#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
namespace fs = std::filesystem;

namespace {

/// PATH as long as this lives: a folder of the test's own, before the others or alone with what starts programs.
class Programs {
public:
    enum class Others { are_there, are_not };
    explicit Programs(Others others) : before_(std::getenv("PATH")) {
        for (const char* starter : {"env", "nice"})
            fs::create_symlink(fs::path("/usr/bin") / starter, folder_.path() / starter);
        ::setenv("PATH", (folder_.path().string() + (others == Others::are_there ? ":" + before_ : "")).c_str(), 1);
    }
    ~Programs() { ::setenv("PATH", before_.c_str(), 1); }
    Programs(const Programs&) = delete;
    Programs& operator=(const Programs&) = delete;

    /// Its standard input is the page.
    void tesseract_is(const std::string& script) const {
        const auto file = folder_.path() / "tesseract";
        REQUIRE(write_file(file, "#!/bin/sh\n" + script));
        REQUIRE(::chmod(file.c_str(), 0700) == 0);
    }

private:
    const std::string before_;
    const test::TempFolder folder_;
};

app::UnreadPage page(std::string ink) {
    app::UnreadPage out;
    out.page.facts.width_mm = 210;
    out.page.facts.height_mm = 297;
    out.page.layers.ink_width = 2480;
    out.page.layers.ink_height = 3508;
    out.page.layers.group4 = std::move(ink);
    return out;
}

/// Reads a word on every page but those on which BAD stands.
constexpr const char* picky = R"(grep -aq BAD && exit 1
printf '5\t1\t1\t1\t1\t1\t10\t10\t100\t40\t96\tword\n')";

}  // namespace

TEST_CASE("a page that cannot be read stays a picture, and the next one is read") {
    const Programs programs(Programs::Others::are_there);
    programs.tesseract_is(picky);
    app::ReadingDesk desk(test::public_data());
    REQUIRE(desk.reads());
    CHECK_FALSE(desk.read(page("BAD"), {}));
    CHECK(desk.reads());
    CHECK(desk.read(page("good"), {}));
}

TEST_CASE("a tesseract that is killed while it reads ends that page's reading and no other's") {
    const Programs programs(Programs::Others::are_there);
    programs.tesseract_is("kill -9 $$");
    app::ReadingDesk desk(test::public_data());
    CHECK_FALSE(desk.read(page("good"), {}));
    CHECK(desk.reads());
    programs.tesseract_is(picky);
    CHECK(desk.read(page("good"), {}));
}

TEST_CASE("where there is no tesseract, or none that knows Vietnamese, nothing more is tried") {
    app::ReadingDesk desk(test::public_data());
    SECTION("no program") {
        const Programs programs(Programs::Others::are_not);
        CHECK_FALSE(desk.read(page("good"), {}));
    }
    SECTION("no language") {
        const Programs programs(Programs::Others::are_there);
        programs.tesseract_is("exit 1");
        CHECK_FALSE(desk.read(page("good"), {}));
    }
    CHECK_FALSE(desk.reads());
}
