// The list of who waits, as a file that is always there.

#include "kiosk/app/paper_list.hpp"

#include "kiosk/base/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/config.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;
namespace fs = std::filesystem;

namespace {

/// A cluster that nobody answers for.
class Away final : public ledger::Engine {
public:
    Result<ledger::Reading> read(std::string_view, Freshness) override { return gone(); }
    Result<ledger::Written> write(const ledger::Write&) override { return gone(); }
    Result<ledger::Changes> changes(std::string_view, ledger::Revision, Duration) override { return gone(); }
    void stop() override {}
    Result<ledger::Lease> grant(Duration) override { return gone(); }
    Result<Done> renew(ledger::Lease) override { return gone(); }
    Result<Done> revoke(ledger::Lease) override { return gone(); }

private:
    static tl::unexpected<Error> gone() { return fail(Code::unreachable, "nobody there"); }
};

const WallTime ten = wall_time({{2026, 11, 23}, 10, 0, 0});

struct Paper {
    Paper() { data.settings.queue.paper_folder = folder.path() / "stick"; }
    [[nodiscard]] fs::path file() const { return data.settings.queue.paper_folder / "cho-K1.pdf"; }

    test::TempFolder folder;
    app::PublicData data = test::public_data();
    ManualClock clock{ten};
    SeededIds ids{7};
    std::unique_ptr<store::Store> store = store::Store::open_in_memory(data.settings, ids).value();
    queue::TicketOffice office{store->database(), clock, data.settings};
    app::PaperList list{*store, office, data};
};

}  // namespace

TEST_CASE("the list is written at once, then once a minute, whole, for the kiosk's user alone") {
    Paper paper;
    paper.list.keep(ten);
    const auto first = read_file(paper.file());
    REQUIRE(first);
    CHECK(first->starts_with("%PDF-"));
    CHECK((fs::status(paper.file()).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    CHECK(std::distance(fs::directory_iterator(paper.file().parent_path()), fs::directory_iterator{}) == 1);
    fs::remove(paper.file());
    paper.list.keep(ten + 59s);
    CHECK_FALSE(fs::exists(paper.file()));
    paper.list.keep(ten + 60s);
    CHECK(fs::exists(paper.file()));
    fs::remove(paper.file());
    paper.list.keep(ten + -1h);  // a clock that was put back is no reason to wait for it
    CHECK(fs::exists(paper.file()));
}

TEST_CASE("a place that is gone is nobody's failure but the list's, and is written to again when it is back") {
    Paper paper;
    const auto place = paper.data.settings.queue.paper_folder;
    REQUIRE(write_file(place, "no folder"));
    paper.list.keep(ten);
    fs::remove(place);
    paper.list.keep(ten + 60s);
    CHECK(fs::exists(paper.file()));
}

TEST_CASE("the list that is there stays while the centre's queue was not read: an empty one would say that nobody waits") {
    Paper paper;
    fs::create_directories(paper.file().parent_path());
    REQUIRE(write_file(paper.file(), "the list of before"));
    Away away;
    queue::TicketOffice office{paper.store->database(), paper.clock, paper.data.settings, &away};
    app::PaperList list{*paper.store, office, paper.data};
    list.keep(ten);
    CHECK(read_file(paper.file()) == "the list of before");
}
