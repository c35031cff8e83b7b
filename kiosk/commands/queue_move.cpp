#include "kiosk/commands/queue_move.hpp"

#include <fmt/format.h>

#include <iostream>

#include "kiosk/commands/json_line.hpp"
#include "kiosk/ledger/copy.hpp"
#include "kiosk/ledger/etcd_engine.hpp"
#include "kiosk/ledger/sqlite_engine.hpp"
#include "kiosk/queue/queue.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::commands {
namespace {

Result<std::size_t> move_between(ledger::Engine& from, ledger::Engine& to, const settings::Settings& settings,
                                 std::string_view source, WallTime now) {
    queue::Queue before(from, settings);
    if (auto written = before.write_numbers(now); !written) return fail(std::move(written));
    auto moved = ledger::copy(from, to, queue::Keys(settings.centre.id).root(), source);
    if (!moved) return moved;
    queue::Queue after(to, settings);
    if (auto counting = after.go_on_counting(now); !counting) return fail(std::move(counting));
    return moved;
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
