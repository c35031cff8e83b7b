/// The store under attack: pulled plugs, full disks, a second owner, eyes on the raw files.

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include "tests/store/scene.hpp"
#include "tests/support/catch.hpp"

using namespace kiosk;
using namespace kiosk::store;
using namespace kiosk::store::test;

namespace {

// SQLite flushes through fdatasync(), so a test can play the disk that does not. The others do not wait for one either: a
// process that dies loses nothing that it has handed to the kernel.
bool flush_fails = false;
int flushes = 0;

/// Files of this process cannot grow beyond so many bytes: a disk that is full at an exact place.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &old_);
        const rlimit limit{bytes, old_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &old_);
        std::signal(SIGXFSZ, handler_);
    }

private:
    rlimit old_{};
    void (*handler_)(int) = nullptr;
};

}  // namespace

extern "C" int fdatasync(int) {
    ++flushes;
    if (!flush_fails) return 0;
    errno = EIO;
    return -1;
}

TEST_CASE("a dossier is acknowledged only after a flush") {
    TempFolder folder;
    SeededIds ids(45);
    auto store = open_store(folder, ids);
    REQUIRE(store);
    for (int i = 0; i < 20; ++i) {
        const int before = flushes;
        REQUIRE((*store)->dossiers().record(some_dossier(ids)));
        REQUIRE(flushes > before);
    }
}

TEST_CASE("the folder is closed to other accounts and has one owner at a time") {
    TempFolder folder;
    SeededIds ids(30);
    auto first = open_store(folder, ids);
    REQUIRE(first);
    struct stat info {};
    REQUIRE(::stat((folder.path() / "data").c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0700U);
    auto second = open_store(folder, ids);
    REQUIRE_FALSE(second);
    CHECK(second.error().code == Code::busy);
    CHECK(second.error().detail.find("kiosk.socket") != std::string::npos);
    CHECK(second.error().detail.find(std::to_string(::getpid())) != std::string::npos);
    first->reset();
    CHECK(open_store(folder, ids));
}

TEST_CASE("a folder without write permission, or a file in its place, is named with the remedy") {
    TempFolder folder;
    SeededIds ids(31);
    REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
    const bool root = ::geteuid() == 0;
    if (root) REQUIRE(::seteuid(65534) == 0);
    else REQUIRE(::chmod(folder.path().c_str(), 0555) == 0);
    const auto store = open_store(folder, ids);
    if (root) REQUIRE(::seteuid(0) == 0);
    else REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
    REQUIRE_FALSE(store);
    CHECK(store.error().code == Code::no_permission);
    CHECK(store.error().detail.find("data_folder") != std::string::npos);

    std::ofstream(folder.path() / "data") << "a file";
    const auto file = open_store(folder, ids);
    REQUIRE_FALSE(file);
    CHECK(file.error().code == Code::io);
    CHECK(file.error().detail.find("data_folder") != std::string::npos);
}

TEST_CASE("nothing about a person is on the disk in plain text, before delivery and after") {
    TempFolder folder;
    SeededIds ids(32);
    NewDossier wish = some_dossier(ids);
    const auto clean = [&] {
        const auto bytes = raw_folder(folder.path() / "data");
        REQUIRE(bytes.find("TAM-K01-261123-0001") != std::string::npos);  // the search does find what is there
        CHECK(bytes.find(canary_name) == std::string::npos);
        CHECK(bytes.find("CANARY") == std::string::npos);
        CHECK(bytes.find(canary_number) == std::string::npos);
        CHECK(bytes.find("7788") == std::string::npos);
        CHECK(bytes.find(std::string(64, 'a')) == std::string::npos);
    };
    {
        auto store = open_store(folder, ids);
        REQUIRE(store);
        REQUIRE((*store)->dossiers().record(wish));
        dossier::StatusView view;
        view.code = "H48.22-261123-0001";
        view.holder_masked = wish.holder_masked;
        REQUIRE((*store)->known_status().remember(view));
        clean();
        REQUIRE((*store)->outbox().refuse(wish.id, "Bà CANARY phải đến quầy", morning));
        clean();
    }
    clean();
}

TEST_CASE("after delivery the sealed contents are overwritten, too") {
    TempFolder folder;
    SeededIds ids(33);
    const auto wish = some_dossier(ids, morning, dossier::Outcome::submitted_online, 0);
    std::string sealed;
    {
        auto store = open_store(folder, ids);
        REQUIRE(store);
        REQUIRE((*store)->dossiers().record(wish));
        auto rows = (*store)->database().query("SELECT body FROM dossier");
        REQUIRE(*rows->step());
        sealed = rows->bytes(0);
    }
    CHECK(raw_folder(folder.path() / "data").find(sealed) != std::string::npos);
    {
        auto store = open_store(folder, ids);
        REQUIRE((*store)->outbox().mark_in_flight(wish.id, morning));
        REQUIRE((*store)->outbox().delivered(wish.id, "H48.22-261123-0001", morning));
    }
    CHECK(raw_folder(folder.path() / "data").find(sealed) == std::string::npos);
}

TEST_CASE("a transaction that was not committed did not happen") {
    TempFolder folder;
    SeededIds ids(34);
    {
        auto store = open_store(folder, ids);
        REQUIRE(store);
        auto& database = (*store)->database();
        for (int statements = 0; statements < 3; ++statements) {
            auto transaction = database.begin();
            REQUIRE(transaction);
            for (int i = 0; i <= statements; ++i) REQUIRE(database.set_meta("left" + std::to_string(i), "behind"));
        }
        CHECK(database.meta("left0")->empty());
        REQUIRE((*store)->dossiers().record(some_dossier(ids)));
    }
    auto store = open_store(folder, ids);
    REQUIRE(store);
    CHECK((*store)->database().meta("left0")->empty());
    CHECK((*store)->dossiers().find("TAM-K01-261123-0001")->has_value());
}

TEST_CASE("a commit whose flush failed is settled by looking the press up") {
    TempFolder folder;
    SeededIds ids(35);
    const auto wish = some_dossier(ids);
    {
        auto store = open_store(folder, ids);
        REQUIRE(store);
        REQUIRE((*store)->dossiers().record(some_dossier(ids)));
        flush_fails = true;
        const auto doubtful = (*store)->dossiers().record(wish);
        flush_fails = false;
        // The disk does not flush even on reopening: nobody can say, and nobody says "done".
        REQUIRE_FALSE(doubtful);
        CHECK(doubtful.error().code == Code::unknown_outcome);
        // It flushes again: the same press gives one dossier, whether the first commit got through or not.
        auto row = (*store)->dossiers().record(wish);
        REQUIRE(row);
        CHECK(row->provisional_code == "TAM-K01-261123-0002");
    }
    auto store = open_store(folder, ids);
    REQUIRE(store);
    CHECK((*store)->dossiers().find(wish.id)->has_value());
    CHECK(*(*store)->outbox().waiting_count() == 2);
    CHECK_FALSE((*store)->dossiers().find("TAM-K01-261123-0003")->has_value());
}

TEST_CASE("a kiosk killed at any moment has every dossier that it acknowledged, and each once") {
    TempFolder folder;
    int acknowledged = 0;
    for (unsigned seed = 0; seed < 6; ++seed) {
        int acks[2];
        REQUIRE(::pipe(acks) == 0);
        const pid_t kiosk = ::fork();
        REQUIRE(kiosk >= 0);
        if (kiosk == 0) {
            SeededIds ids(1000 + seed);
            auto store = open_store(folder, ids);
            while (store && (*store)->dossiers().record(some_dossier(ids)) && ::write(acks[1], "!", 1) == 1) {
            }
            ::_exit(1);
        }
        ::close(acks[1]);
        char ack = 0;
        for (unsigned i = 0; i <= seed * 3 && ::read(acks[0], &ack, 1) == 1; ++i) ++acknowledged;
        ::kill(kiosk, SIGKILL);
        while (::read(acks[0], &ack, 1) == 1) ++acknowledged;
        ::close(acks[0]);
        int status = 0;
        REQUIRE(::waitpid(kiosk, &status, 0) == kiosk);
        REQUIRE(WIFSIGNALED(status));
    }
    SeededIds ids(44);
    auto store = open_store(folder, ids);
    REQUIRE(store);
    CHECK((*store)->notices().empty());
    const int recorded = *(*store)->outbox().waiting_count();
    CHECK(recorded >= acknowledged);
    CHECK(recorded <= acknowledged + 6);  // one each may have been recorded and not yet said
    const auto next = (*store)->dossiers().record(some_dossier(ids));
    REQUIRE(next);
    CHECK(std::stoi(next->provisional_code.substr(15)) == recorded + 1);
    auto pages = (*store)->database().query("SELECT count(*) FROM page");
    REQUIRE(*pages->step());
    CHECK(pages->integer(0) == 2 * (recorded + 1));
}

TEST_CASE("a disk that is full at any place of the journal loses no recorded dossier and makes none up") {
    TempFolder folder;
    SeededIds ids(36);
    auto store = open_store(folder, ids);
    REQUIRE(store);
    const auto journal = folder.path() / "data" / "kiosk.sqlite-wal";
    int recorded = 0;
    int refused = 0;
    REQUIRE((*store)->dossiers().record(some_dossier(ids)));
    ++recorded;
    for (rlim_t room = 0; room < 60000; room += 2500) {
        const auto wish = some_dossier(ids);
        std::error_code ignored;
        const auto size = std::filesystem::exists(journal) ? std::filesystem::file_size(journal, ignored) : 0;
        Result<DossierRow> row = fail(Code::io, "not tried");
        {
            const FullDisk disk(static_cast<rlim_t>(size) + room);
            row = (*store)->dossiers().record(wish);
        }
        if (row) {
            ++recorded;
        } else {
            ++refused;
            CHECK((row.error().code == Code::disk_full || row.error().code == Code::io ||
                   row.error().code == Code::unknown_outcome));
            if (row.error().code == Code::unknown_outcome) {
                REQUIRE((*store)->dossiers().record(wish));
                ++recorded;
            }
        }
        CHECK(*(*store)->outbox().waiting_count() == recorded);
    }
    CHECK(refused > 0);
    CHECK(recorded > 1);
    store->reset();
    auto again = open_store(folder, ids);
    REQUIRE(again);
    CHECK((*again)->notices().empty());
    CHECK(*(*again)->outbox().waiting_count() == recorded);
}

TEST_CASE("a database at its page limit says that the disk is full") {
    SeededIds ids(37);
    auto store = Store::open_in_memory(settings_in({}), ids);
    REQUIRE(store);
    REQUIRE((*store)->database().execute("PRAGMA max_page_count = 30"));
    Result<DossierRow> row = (*store)->dossiers().record(some_dossier(ids));
    for (int i = 0; i < 30 && row; ++i) row = (*store)->dossiers().record(some_dossier(ids));
    REQUIRE_FALSE(row);
    CHECK(row.error().code == Code::disk_full);
    CHECK((*store)->outbox().waiting_count());
}

TEST_CASE("the folder keeps a ballast to give back, and reports its free room") {
    TempFolder folder;
    auto data = DataFolder::claim(folder.path() / "data");
    REQUIRE(data);
    REQUIRE(data->free_bytes());
    if (*data->free_bytes() > DataFolder::reserve_bytes) {
        CHECK(data->room_for_a_dossier());
        CHECK(std::filesystem::file_size(folder.path() / "data" / "ballast") == DataFolder::ballast_bytes);
        CHECK(data->drop_ballast());
    }
    CHECK_FALSE(data->drop_ballast());
}
