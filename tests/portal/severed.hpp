#pragma once
/// A province behind a line that can be cut at a byte of request or answer, and a kiosk whose file is on the disk; and what a
/// checker reads when it is over: what the portal wrote down and what the kiosk's file holds, and nothing else.

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "kiosk/base/files.hpp"
#include "kiosk/portal/delivery.hpp"
#include "kiosk/sandbox/desk.hpp"
#include "tests/portal/support.hpp"
#include "tests/portal/wire.hpp"

namespace stage {

using nlohmann::json;

/// Every byte with KIOSK_LONG=1, every tenth with 10; else a sample.
inline std::size_t cut_step(std::size_t sample) {
    const char* step = std::getenv("KIOSK_LONG");
    return step == nullptr ? sample : std::max<std::size_t>(1, std::strtoul(step, nullptr, 10));
}
/// More than a connection of these tests ever has bytes.
inline int most_cuts() { return std::getenv("KIOSK_LONG") != nullptr ? 12'000 : 100; }

struct Severed {
    explicit Severed(std::filesystem::path gives = {}) : clock(monday_morning), province(clock, 3650, {}, std::move(gives)) {
        settings::Settings settings = stage::settings();
        settings.data_folder = folder.path();
        auto opened = store::Store::open(settings, clock, ids);
        REQUIRE(opened);
        store = std::move(*opened);
        wire = std::make_unique<Wire>(province.portal->port());
    }
    [[nodiscard]] portal::Endpoint endpoint() const {
        auto out = province.endpoint();
        out.url = "https://localhost:" + std::to_string(wire->port());
        // A line that was cut says so at once; a busy machine takes its time and is no cut.
        out.limits.connect = 1min;
        out.limits.total = out.limits.upload_total = 2min;
        return out;
    }
    [[nodiscard]] std::filesystem::path portal_folder() const { return province.folder.path() / "portal"; }
    /// Dossiers that are at the portal already, moved through these states by its officers; their codes.
    std::vector<std::string> prepared(int count, std::initializer_list<dossier::Status> states) {
        std::vector<std::string> codes;
        wire.reset();
        province.portal.reset();
        {
            auto desk = sandbox::Desk::open(portal_folder(), clock);
            REQUIRE(desk);
            for (int i = 0; i < count; ++i) {
                const auto id = ids.make(clock.wall());
                const auto code = "TAM-K09-261123-" + std::to_string(10'000 + i);
                const auto record =
                    (*desk)->take_dossier(id, code, body(id, clock.wall(), {}, within(2), code), std::nullopt);
                REQUIRE(record);
                codes.push_back(record->code);
                for (const auto state : states) REQUIRE((*desk)->move(record->code, state, "Theo yêu cầu"));
            }
        }
        province.start();
        wire = std::make_unique<Wire>(province.portal->port());
        return codes;
    }
    /// Does `work` with a whole line once, to know how long it is, and then cut at every step of both directions.
    int cut_everywhere(std::size_t sample, const std::function<void()>& work) {
        wire->reset_counts();
        work();
        const std::size_t sizes[] = {wire->requested(), wire->answered()};
        int runs = 1;
        for (const bool answer : {false, true}) {
            for (std::size_t at = 0; at < sizes[answer ? 1 : 0]; at += cut_step(sample), ++runs) {
                CAPTURE(answer, at);
                if (answer) wire->cut_answer_after(at);
                else wire->cut_request_after(at);
                work();
            }
        }
        return runs;
    }
    /// A question that changes nothing: cut off it has no answer, and whoever asks again has the right one.
    int ask(std::size_t sample, const std::function<Result<Done>(portal::Transport&)>& question) {
        return cut_everywhere(sample, [&] {
            const auto first = question(*way_to(endpoint()));
            if (!first) {
                const bool honest = first.error().code == Code::unreachable || first.error().code == Code::unknown_outcome;
                INFO(first.error().detail);
                REQUIRE(honest);
            }
            const auto again = question(*way_to(endpoint()));
            INFO((again ? std::string() : again.error().detail));
            REQUIRE(again);
        });
    }
    /// Everything that waits goes out, over as many lines as it takes.
    void deliver(bool resumable = false) {
        portal::Delivery delivery(store->outbox(), ids);
        for (int round = 0; round < 20; ++round) {
            const auto way = way_to(endpoint());
            portal::IGate igate(*way, {.resumable_uploads = resumable});
            REQUIRE(delivery.run_once(igate, clock.wall()));
            if (!*store->outbox().anything_waits()) return;
            clock.advance(20min);
        }
        FAIL("something never arrived");
    }
    [[nodiscard]] std::vector<json> journal(const char* name) const {
        std::vector<json> out;
        const auto text = read_file(portal_folder() / name);
        REQUIRE(text);
        std::istringstream lines(*text);
        for (std::string line; std::getline(lines, line);) out.push_back(json::parse(line));
        return out;
    }
    /// Kiosk and portal end: what they leave behind is looked at.
    void end() {
        store.reset();
        province.portal.reset();
    }
    /// Each piece of this kind in the kiosk's file was delivered and stands once in the portal's journal under `what`.
    void check_once_each(const char* kind, const char* what, int wanted) const;

    TempFolder folder;
    SeededIds ids{41};
    ManualClock clock;
    Province province;
    std::unique_ptr<Wire> wire;
    std::unique_ptr<store::Store> store;
};

/// How often each id stands in a journal under that word ("page", "dossier", "letter", or a letter's kind).
inline std::map<std::string, int> written(const std::vector<json>& journal, const std::string& what) {
    std::map<std::string, int> out;
    for (const auto& line : journal) {
        if (line.value("what", "") == what || line.value("kind", "") == what) ++out[line["id"].get<std::string>()];
    }
    return out;
}

/// The kiosk's file by itself: every piece that was ever recorded, and its state.
inline std::map<std::string, std::string> pieces_in(const std::filesystem::path& file, const char* kind) {
    auto database = store::Database::open(file);
    REQUIRE(database);
    auto rows = (*database)->query("SELECT id, state FROM outbox WHERE kind = ?1", kind);
    REQUIRE(rows);
    std::map<std::string, std::string> out;
    while (*rows->step()) out[rows->uuid(0).text()] = rows->text(1);
    return out;
}

inline void Severed::check_once_each(const char* kind, const char* what, int wanted) const {
    CAPTURE(kind, what);
    const auto at_portal = written(journal("journal.jsonl"), what);
    const auto at_kiosk = pieces_in(folder.path() / "kiosk.sqlite", kind);
    CHECK(at_kiosk.size() == static_cast<std::size_t>(wanted));
    CHECK(at_portal.size() == at_kiosk.size());
    for (const auto& [id, state] : at_kiosk) {
        CHECK(state == "delivered");
        CHECK(at_portal.at(id) == 1);
    }
}

}  // namespace stage
