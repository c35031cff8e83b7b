#include "kiosk/ledger/copy.hpp"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "kiosk/ledger/rules.hpp"

namespace kiosk::ledger {
namespace {

using Values = std::map<std::string, std::string>;

/// What is there to stay, and the sign that it is half a copy.
struct Kept {
    Values values;
    std::optional<Entry> copying;
};

Result<Kept> kept_by(Engine& engine, std::string_view prefix) {
    auto reading = engine.read(prefix);
    if (!reading) return fail(std::move(reading));
    Kept out;
    for (auto& entry : reading->entries) {
        if (entry.key == copying_key(prefix)) out.copying = std::move(entry);
        else if (entry.lease == 0) out.values.emplace(std::move(entry.key), std::move(entry.value));
    }
    return out;
}

tl::unexpected<Error> somebody_else() {
    return fail(Code::busy, "somebody changed the queue while it was copied; stop who uses it, and do it again");
}

Result<Done> put_all(Engine& to, std::string_view prefix, const Values& wanted, const Kept& there) {
    const Guard alone{copying_key(prefix), there.copying->modified};
    Write next{{alone}, {}, {}};
    std::size_t bytes = 0;
    const auto send = [&]() -> Result<Done> {
        if (next.puts.empty() && next.removed.empty()) return Done{};
        const auto written = to.write(std::exchange(next, Write{{alone}, {}, {}}));
        bytes = 0;
        if (!written) return tl::unexpected(written.error());
        return written->done ? Result<Done>(Done{}) : somebody_else();
    };
    constexpr std::size_t enough_bytes = largest_write / 2;
    const auto full = [&] { return next.puts.size() + next.removed.size() >= most_steps || bytes > enough_bytes; };
    for (const auto& [key, value] : wanted) {
        const auto same = there.values.find(key);
        if (same != there.values.end() && same->second == value) continue;
        next.puts.push_back({key, value});
        bytes += key.size() + value.size();
        if (!full()) continue;
        if (auto sent = send(); !sent) return sent;
    }
    for (const auto& [key, value] : there.values) {  // of the first try, when the source was changed since
        if (wanted.contains(key)) continue;
        next.removed.push_back(key);
        if (!full()) continue;
        if (auto sent = send(); !sent) return sent;
    }
    return send();
}

}  // namespace

std::string copying_key(std::string_view prefix) { return std::string(prefix) + "~copying"; }

Result<std::size_t> copy(Engine& from, Engine& to, std::string_view prefix, std::string_view source) {
    const auto wanted = kept_by(from, prefix);
    if (!wanted) return tl::unexpected(wanted.error());
    if (wanted->copying)
        return fail(Code::refused,
                    "what is to be copied is itself half a copy of “" + wanted->copying->value + "”; finish that one first");
    auto there = kept_by(to, prefix);
    if (!there) return tl::unexpected(there.error());
    if (!there->copying) {
        if (there->values == wanted->values) return wanted->values.size();
        if (!there->values.empty())
            return fail(
                Code::refused,
                fmt::format("the target keeps a queue already; nothing was copied. If nobody uses that one any more, "
                            "remove it (a cluster's: etcdctl del --prefix {}); else name another centre",
                            prefix));
        const Write begin{{{copying_key(prefix), 0}}, {{copying_key(prefix), std::string(source)}}, {}};
        const auto begun = to.write(begin);
        if (!begun) return tl::unexpected(begun.error());
        if (!begun->done) return somebody_else();
        there->copying = Entry{copying_key(prefix), std::string(source), begun->revision, begun->revision, 1};
    }
    if (there->copying->value != source)
        return fail(Code::refused,
                    "the target is half a copy of “" + there->copying->value + "”; finish that one, or empty the target");
    if (auto put = put_all(to, prefix, wanted->values, *there); !put) return fail(std::move(put));
    const auto now_there = kept_by(to, prefix);
    if (!now_there) return tl::unexpected(now_there.error());
    const auto still_wanted = kept_by(from, prefix);
    if (!still_wanted) return tl::unexpected(still_wanted.error());
    if (now_there->values != still_wanted->values || !now_there->copying) return somebody_else();
    const auto ended = to.write({{{copying_key(prefix), now_there->copying->modified}}, {}, {copying_key(prefix)}});
    if (!ended) return tl::unexpected(ended.error());
    if (!ended->done) return somebody_else();
    return still_wanted->values.size();
}

}  // namespace kiosk::ledger
