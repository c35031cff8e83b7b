// What a keystroke in the search costs at 7,000 and 100,000 procedures, beside SQLite's full text index over the same names.
// Prints milliseconds of wall time, one thread: min, median, 95th percentile, max.

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>

#include "kiosk/base/text.hpp"
#include "kiosk/catalogue/catalogue.hpp"
#include "kiosk/catalogue/search.hpp"
#include "tests/support/many_procedures.hpp"

using namespace kiosk;
using namespace kiosk::catalogue;

namespace {

/// What people type; each letter of it is a keystroke.
constexpr const char* typed[] = {"dkks",
                                 "đăng ký khai sinh",
                                 "dang ky ket hon",
                                 "lam giay khai sinh cho con",
                                 "khai sihn",
                                 "chung thuc ban sao tu ban chinh",
                                 "so do",
                                 "giay phep xay dung nha o",
                                 "mo cua hang",
                                 "1.001193",
                                 "tam tru",
                                 "xac nhan tinh trang hon nhan",
                                 "ho ngheo loai 12",
                                 "thu tuc"};

std::vector<std::string> keystrokes() {
    std::vector<std::string> out;
    for (const std::string words : typed) {
        for (std::size_t end = 1; end <= words.size(); ++end) {
            const bool whole_letter = end == words.size() || (static_cast<unsigned char>(words[end]) & 0xC0U) != 0x80U;
            if (whole_letter) out.push_back(words.substr(0, end));
        }
    }
    return out;
}

double milliseconds(const std::function<void()>& work) {
    const auto before = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
}

void report(const char* name, std::size_t procedures, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    const auto part = [&](std::size_t percent) { return times[std::min(times.size() - 1, times.size() * percent / 100)]; };
    fmt::print("{:<24} {:>8}   min {:7.3f}   median {:7.3f}   p95 {:7.3f}   max {:7.3f} ms\n", name, procedures,
               times.front(), part(50), part(95), times.back());
}

constexpr int runs = 5;
constexpr std::size_t shown = 50;

void measure_own(const std::vector<Procedure>& procedures, const Catalogue& shipped) {
    std::shared_ptr<const Catalogue::Index> index;
    const auto built = milliseconds([&] {
        index = Catalogue::Index::build(procedures, shipped.synonyms(), shipped.life_events(), shipped.search_hints());
    });
    std::vector<double> times;
    std::size_t found = 0;
    for (int run = 0; run < runs; ++run)
        for (const auto& words : keystrokes())
            times.push_back(milliseconds([&] { found += index->search(procedures, words, shown).size(); }));
    report("kiosk", procedures.size(), std::move(times));
    fmt::print("{:<24} {:>8}   built in {:.0f} ms, {} hits\n", "", "", built, found);
}

/// FTS5 over folded names with prefix indexes, ranked: what one would reach for instead.
class Peer {
public:
    explicit Peer(const std::vector<Procedure>& procedures) {
        sqlite3* handle = nullptr;
        if (sqlite3_open(":memory:", &handle) != SQLITE_OK) std::abort();
        database_.reset(handle);
        run("CREATE VIRTUAL TABLE p USING fts5(name, prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2')");
        run("BEGIN");
        sqlite3_stmt* insert = nullptr;
        sqlite3_prepare_v2(handle, "INSERT INTO p(name) VALUES (?)", -1, &insert, nullptr);
        for (const auto& procedure : procedures) {
            const auto name = fold(procedure.short_name.vi + " " + procedure.name.vi);
            sqlite3_bind_text(insert, 1, name.c_str(), -1, SQLITE_TRANSIENT);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_finalize(insert);
        run("COMMIT");
        sqlite3_prepare_v2(handle, "SELECT rowid FROM p WHERE p MATCH ? ORDER BY rank LIMIT 50", -1, &select_, nullptr);
    }
    ~Peer() { sqlite3_finalize(select_); }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    [[nodiscard]] std::size_t search(const std::string& words) const {
        std::string question;
        for (const auto& word : split_words(fold(words))) question += "\"" + word + "\"* ";
        sqlite3_bind_text(select_, 1, question.c_str(), -1, SQLITE_TRANSIENT);
        std::size_t rows = 0;
        while (sqlite3_step(select_) == SQLITE_ROW) ++rows;
        sqlite3_reset(select_);
        return rows;
    }

private:
    struct Close {
        void operator()(sqlite3* handle) const { sqlite3_close(handle); }
    };
    void run(const char* sql) const {
        if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) std::abort();
    }

    std::unique_ptr<sqlite3, Close> database_;
    sqlite3_stmt* select_ = nullptr;
};

void measure_peer(const std::vector<Procedure>& procedures, int times_each) {
    const Peer peer(procedures);
    std::vector<double> times;
    std::size_t found = 0;
    for (int run = 0; run < times_each; ++run)
        for (const auto& words : keystrokes()) times.push_back(milliseconds([&] { found += peer.search(words); }));
    report("SQLite FTS5, ranked", procedures.size(), std::move(times));
    fmt::print("{:<24} {:>8}   {} hits\n", "", "", found);
}

}  // namespace

int main() {
    const auto settings = settings::load(std::filesystem::path(KIOSK_SOURCE_DIR) / "config/kiosk.toml");
    if (!settings) return 1;
    std::shared_ptr<const Catalogue> shipped;
    std::vector<double> loads;
    for (int run = 0; run < runs; ++run) {
        loads.push_back(milliseconds([&] {
            if (auto loaded = Catalogue::load(*settings)) shipped = *loaded;
        }));
    }
    if (shipped == nullptr) return 1;
    report("catalogue, loading", shipped->procedures().size(), std::move(loads));
    for (const std::size_t count : {std::size_t{7'000}, std::size_t{100'000}}) {
        const auto procedures = test::many_procedures(shipped->procedures(), count);
        measure_own(procedures, *shipped);
        measure_peer(procedures, count > 10'000 ? 1 : 2);
    }
    return 0;
}
