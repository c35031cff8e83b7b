#include "kiosk/ledger/etcd_watch.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/log.hpp"
#include "kiosk/ledger/etcd_requests.hpp"
#include "kiosk/ledger/rules.hpp"

namespace kiosk::ledger::etcd {
namespace {

using After = Client::After;

constexpr Duration between_tries = 200ms;  ///< when every member has failed just now
// What waits for a reader that does not come; then the stream ends, and begins again when it comes.
constexpr std::size_t most_waiting = 20'000;
constexpr std::size_t most_waiting_bytes = 64U << 20;
constexpr int refusals_believed = 2;  ///< the first one may be a token that has grown old

std::size_t size_of(const Change& change) { return change.key.size() + (change.entry ? change.entry->value.size() : 0); }

}  // namespace

Watch::~Watch() {
    stop();
    if (thread_.joinable()) thread_.join();
}

void Watch::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    client_->stop();
    news_.notify_all();
}

// ---- Whoever asks ----------------------------------------------------------------------------------------------------------
void Watch::begin(std::string_view prefix, Revision after) {
    ++round_;
    running_ = true;
    prefix_ = prefix;
    since_ = until_ = after;
    cluster_ = 0;
    latest_.clear();
    bytes_ = 0;
    failed_.reset();
    broken_since_.reset();
    was_broken_since_.reset();
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    client_->wake();
    news_.notify_all();
}

Result<Changes> Watch::told(Revision after) {
    Changes out;
    out.until = std::max(after, until_);
    out.agreed = false;  // what is on its way may be newer
    for (const auto& [key, change] : latest_) out.changes.push_back(change);
    std::stable_sort(out.changes.begin(), out.changes.end(),
                     [](const Change& a, const Change& b) { return a.revision < b.revision; });
    return out;
}

Result<Changes> Watch::changes(std::string_view prefix, Revision after, Duration patience) {
    std::unique_lock lock(mutex_);
    if (!stopped_ && (!running_ || prefix != prefix_ || after < since_)) begin(prefix, after);
    since_ = after;
    std::erase_if(latest_, [&](const auto& one) {
        if (one.second.revision > after) return false;
        bytes_ -= size_of(one.second);
        return true;
    });
    news_.wait_for(lock, patience, [&] { return stopped_ || failed_ || !latest_.empty(); });
    if (stopped_) return fail(Code::stopped, "the kiosk is shutting down");
    if (failed_) {
        running_ = false;
        return tl::unexpected(*std::exchange(failed_, std::nullopt));
    }
    if (latest_.empty() && broken_since_ && clock_.monotonic() - *broken_since_ >= client_->timeout())
        return tl::unexpected(break_);
    return told(after);
}

// ---- The thread ------------------------------------------------------------------------------------------------------------
void Watch::run() {
    for (;;) {
        Round round;
        {
            std::unique_lock lock(mutex_);
            news_.wait(lock, [&] { return stopped_ || (running_ && !failed_); });
            if (stopped_) return;
            round.number = round_;
            round.prefix = prefix_;
            round.from = std::max(since_, until_) + 1;
        }
        hold(round);
    }
}

void Watch::hold(Round& round) {
    const auto body = watch_request(round.prefix, round.from);
    Client::Follower follower{"/v3/watch", body, probe_request(round.prefix), {}, {}};
    follower.line = [&](std::string_view line) { return take(round, line); };
    follower.wanted = [&] { return wanted(round); };
    auto error = client_->follow(follower);
    if (!wanted(round)) return;
    if (round.behind) look_whether_it_went_back(round);
    if (round.trouble) error = std::move(*round.trouble);
    if (error.code == Code::stopped) return;
    if (error.code == Code::refused) {
        static_cast<void>(end_with(std::move(error)));
        return;
    }
    note_break(std::move(error));
    if (!client_->another_to_try()) client_->rest(between_tries);
}

void Watch::note_break(Error error) {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.monotonic();
    if (!broken_since_ && was_broken_since_ && now - mended_at_ < client_->timeout()) {
        broken_since_ = was_broken_since_;  // it broke again at once
    } else if (!broken_since_) {
        broken_since_ = now;
        log::warning("etcd: the stream of changes broke and is begun again: {}", error.detail);
    }
    break_ = std::move(error);
}

bool Watch::wanted(const Round& round) {
    const std::lock_guard lock(mutex_);
    return running_ && !stopped_ && !failed_ && round.number == round_;
}

After Watch::end_with(Error error) {
    const std::lock_guard lock(mutex_);
    failed_ = std::move(error);
    news_.notify_all();
    return After::enough;
}

After Watch::take(Round& round, std::string_view line) {
    auto read = read_watch_line(line, round.prefix);
    if (!read) {
        round.trouble = std::move(read.error());
        return After::next_member;
    }
    if (read->canceled) return take_end(round, *read);
    if (read->created) {
        if (const auto after = begin_stream(round, *read); after != After::go_on) return after;
    }
    std::move(read->changes.begin(), read->changes.end(), std::back_inserter(round.begun));
    if (read->fragment && round.begun.size() < most_waiting) return After::go_on;
    return keep(round);
}

After Watch::take_end(Round& round, const WatchLine& line) {
    if (line.compacted > 0)
        return end_with(
            {Code::not_found, fmt::format("changes before {} are not kept any more: read anew", line.compacted)});
    auto refusal = refusal_of(line.reason);
    if (refusal.error.code == Code::not_found) return end_with(std::move(refusal.error));
    if (refusal.error.code == Code::refused) {
        client_->forget_token();
        if (++refused_ >= refusals_believed) return end_with(std::move(refusal.error));
    }
    refusal.error.code = Code::unreachable;
    round.trouble = std::move(refusal.error);
    return After::next_member;
}

After Watch::begin_stream(Round& round, const WatchLine& line) {
    refused_ = 0;
    {
        const std::lock_guard lock(mutex_);
        if (cluster_ == 0) cluster_ = line.cluster;
        was_broken_since_ = broken_since_;
        mended_at_ = clock_.monotonic();
        broken_since_.reset();
        if (cluster_ == line.cluster && line.revision + 1 >= round.from) return After::go_on;
        round.behind = cluster_ == line.cluster;
    }
    if (round.behind) return After::next_member;
    return end_with({Code::not_found, "another cluster answers than before, such as one made from a snapshot: read anew"});
}

/// A member may be late. But if the members together know less than was told, they were put back from a snapshot.
void Watch::look_whether_it_went_back(const Round& round) {
    auto body = client_->call({"/v3/kv/range", probe_request(round.prefix)});
    if (!body) return note_break(std::move(body.error()));
    const auto agreed = read_range(*body, round.prefix);
    if (!agreed || agreed->revision + 1 >= round.from) return;
    static_cast<void>(
        end_with({Code::not_found,
                  fmt::format("the cluster stands at {}, before what was told already: read anew", agreed->revision)}));
}

After Watch::keep(Round& round) {
    const std::lock_guard lock(mutex_);
    if (round.number != round_ || !running_) return After::enough;
    if (!round.begun.empty()) was_broken_since_.reset();
    for (auto& change : round.begun) {
        until_ = std::max(until_, change.revision);
        if (change.revision <= since_) continue;
        bytes_ += size_of(change);
        auto& latest = latest_[change.key];
        bytes_ -= size_of(latest);
        latest = std::move(change);
    }
    round.begun.clear();
    if (latest_.size() > most_waiting || bytes_ > most_waiting_bytes) {
        running_ = false;
        latest_.clear();
        bytes_ = 0;
        return After::enough;
    }
    news_.notify_all();
    return After::go_on;
}

}  // namespace kiosk::ledger::etcd
