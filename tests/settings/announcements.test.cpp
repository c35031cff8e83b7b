// What the portal announces, read as any other folder of the configuration.

#include "kiosk/settings/announcements_reader.hpp"

#include <unistd.h>

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
namespace fs = std::filesystem;

namespace {

struct Announced {
    void put(const char* name, const std::string& text) const { REQUIRE(write_file(folder / name, text)); }
    void read() {
        list.clear();
        findings.clear();
        settings::read_announcements(folder, findings, list);
    }
    const test::TempFolder temporary;
    const fs::path folder = temporary.path();
    std::vector<settings::Announcement> list;
    std::vector<settings::Finding> findings;
};

constexpr auto good = R"([[announcement]]
from = 2027-01-18
until = 2027-01-24
text = { vi = "Nghỉ Tết từ 25/1.", en = "Closed for Tết from 25 January." }
)";

}  // namespace

TEST_CASE("announcements have their days and their words, the newest first; without a folder there are none") {
    Announced desk;
    desk.put("a.toml", good);
    desk.put("b.toml", "[[announcement]]\nfrom = 2027-02-01\nuntil = 2027-02-01\ntext = { vi = \"Hôm nay mất điện.\" }\n");
    desk.read();
    CHECK(desk.findings.empty());
    REQUIRE(desk.list.size() == 2);
    CHECK(desk.list[0].text.vi == "Hôm nay mất điện.");
    CHECK(desk.list[1].from == LocalDate{2027, 1, 18});
    CHECK(desk.list[1].until == LocalDate{2027, 1, 24});
    CHECK(desk.list[1].text.en == "Closed for Tết from 25 January.");
    fs::remove_all(desk.folder);
    desk.read();
    CHECK(desk.list.empty());
    CHECK(desk.findings.empty());
}

TEST_CASE("an announcement that ends before it begins, has no words, or too many, is a finding") {
    Announced desk;
    const std::string text(good);
    const auto with = [&](const std::string& from, const std::string& to) {
        auto out = text;
        out.replace(out.find(from), from.size(), to);
        return out;
    };
    for (const auto& wrong : {with("2027-01-24", "2027-01-01"), with("from = 2027-01-18\n", ""), with("vi = ", "fr = "),
                              with("Nghỉ Tết từ 25/1.", std::string(300, 'x')), with("until", "untill")}) {
        CAPTURE(wrong);
        desk.put("a.toml", wrong);
        desk.read();
        CHECK_FALSE(desk.findings.empty());
    }
}
