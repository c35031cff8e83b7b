#include "kiosk/commands/queue_move.hpp"

#include <fmt/format.h>

#include <iostream>

#include "kiosk/commands/json_line.hpp"
#include "kiosk/ledger/copy.hpp"
#include "kiosk/ledger/etcd_engine.hpp"
#include "kiosk/ledger/rules.hpp"
#include "kiosk/ledger/sqlite_engine.hpp"
#include "kiosk/queue/queue.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::commands {
namespace {

/// A few keys at a time: what is cut short goes on the next time.
Result<Done> empty(ledger::Engine& engine, std::string_view prefix) {
    auto reading = engine.read(prefix);
    if (!reading) return fail(std::move(reading));
    for (std::size_t from = 0; from < reading->entries.size();) {
        ledger::Write write;
        for (; from < reading->entries.size() && write.removed.size() < ledger::most_steps; ++from)
            write.removed.push_back(reading->entries[from].key);
        if (auto gone = engine.write(write); !gone) return fail(std::move(gone));
    }
    return Done{};
}

/// Keys that end with whoever holds them are there while somebody uses the queue.
Result<Done> nobody_else(ledger::Engine& engine, std::string_view prefix) {
    auto reading = engine.read(prefix);
    if (!reading) return fail(std::move(reading));
    for (const auto& entry : reading->entries) {
        if (entry.lease != 0)
            return fail(Code::busy, "somebody still uses the queue (" + entry.key +
                                        "): stop every kiosk, console and announcer of the centre first");
    }
    return Done{};
}

/// All is in the other engine before anything goes from this one, and a sign says so until the last of it is gone.
Result<std::size_t> move_between(ledger::Engine& from, ledger::Engine& to, const settings::Settings& settings,
                                 std::string_view source, WallTime now) {
    const auto root = queue::Keys(settings.centre.id).root();
    const auto moved_sign = root + "~moved";  // the last of its keys, so the last to go
    if (auto alone = nobody_else(from, root); !alone) return fail(std::move(alone));
    auto sign = from.read(moved_sign);
    if (!sign) return fail(std::move(sign));
    if (sign->entries.empty()) {
        queue::Queue queue(from, settings);
        if (auto written = queue.write_numbers(now); !written) return fail(std::move(written));
        if (auto counting = queue.count_anew(now); !counting) return fail(std::move(counting));
        if (auto copied = ledger::copy(from, to, root, source); !copied) return copied;
        if (auto signed_off = from.write({{}, {{moved_sign, std::string(source)}}, {}}); !signed_off)
            return fail(std::move(signed_off));
    }
    if (auto emptied = empty(from, root); !emptied) return fail(std::move(emptied));
    auto there = to.read(root);
    if (!there) return fail(std::move(there));
    return there->entries.size();
}

Result<std::size_t> move(const Place& place, bool to_cluster) {
    auto settings = load_settings(place);
    if (!settings) return fail(std::move(settings));
    if (settings->queue.etcd.members.empty())
        return fail(Code::bad_usage, "the configuration names no cluster: write [queue.etcd] with members first");
    const SystemClock clock;
    RandomIds ids;
    auto store = store::Store::open(*settings, clock, ids);
    if (!store && store.error().code == Code::busy)
        return fail(Code::busy,
                    "a kiosk is running on this data folder: stop it first, so that nobody takes a number meanwhile");
    if (!store) return fail(std::move(store));
    auto cluster = ledger::EtcdEngine::open(settings->queue.etcd, clock);
    if (!cluster) return fail(std::move(cluster));
    ledger::SqliteEngine own((*store)->database(), clock);
    const auto name = settings->kiosk_id + (to_cluster ? " sqlite" : " etcd");
    return to_cluster ? move_between(own, **cluster, *settings, name, clock.wall())
                      : move_between(**cluster, own, *settings, name, clock.wall());
}

}  // namespace

int move_queue(const Place& place, const std::string& to, bool json) {
    auto moved = move(place, to == "etcd");
    if (!moved) return report(moved.error(), json);
    if (json) std::cout << json_line({{"ok", true}, {"to", to}, {"keys", *moved}}) << '\n';
    else
        std::cout << fmt::format("{} records are in {} now; write engine = \"{}\" into [queue] and start the kiosk\n",
                                 *moved, to, to);
    return 0;
}

}  // namespace kiosk::commands
