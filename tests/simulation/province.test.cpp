// Many kiosks of a province: days without a line, and the moment at which it returns for all of them. Everything from a seed; time
// is made up, so days take seconds. KIOSK_LONG plays the sizes of the whole province.

#include <algorithm>
#include <cstdlib>
#include <deque>

#include "kiosk/dossier/letter.hpp"
#include "kiosk/portal/delivery.hpp"
#include "kiosk/portal/link_watch.hpp"
#include "kiosk/store/store.hpp"
#include "tests/simulation/fake_portal.hpp"
#include "tests/support/catch.hpp"

namespace {

using namespace kiosk;
using namespace kiosk::simulation;

bool whole_province() { return std::getenv("KIOSK_LONG") != nullptr; }

/// What kiosks ask, counted by the second; unreachable while the line is down.
class CountedPortal final : public portal::Portal {
public:
    explicit CountedPortal(std::uint64_t seed) : portal_(seed) {}
    void line(bool stands) { portal_.set_weather({stands ? 0 : 100, 0, 0, 0, 0}); }
    void second_is(std::int64_t second) { second_ = second; }
    [[nodiscard]] FakePortal& inside() { return portal_; }
    [[nodiscard]] const std::map<std::int64_t, int>& calls() const { return calls_; }
    /// The most of any so many seconds in a row.
    [[nodiscard]] int most_in(std::int64_t seconds) const {
        int most = 0;
        int sum = 0;
        std::deque<std::pair<std::int64_t, int>> window;
        for (const auto& call : calls_) {
            window.push_back(call);
            sum += call.second;
            while (window.front().first <= call.first - seconds) {
                sum -= window.front().second;
                window.pop_front();
            }
            most = std::max(most, sum);
        }
        return most;
    }

    Result<Done> connected() override { return counted(portal_.connected()); }
    Result<std::string> upload(const Uuid& page, std::string_view type, std::string_view bytes) override {
        return counted(portal_.upload(page, type, bytes));
    }
    Result<portal::Accepted> submit(const portal::Submission& s) override { return counted(portal_.submit(s)); }
    Result<std::optional<portal::Accepted>> find(const Uuid& id) override { return counted(portal_.find(id)); }
    Result<portal::Accepted> tell(const portal::Letter& letter) override { return counted(portal_.tell(letter)); }
    Result<dossier::StatusView> status(std::string_view code, std::string_view four) override {
        return portal_.status(code, four);
    }
    Result<Personal> paper(std::string_view code, std::string_view four, std::string_view paper) override {
        return portal_.paper(code, four, paper);
    }
    Result<portal::StatusChanges> changes(std::string_view kiosk, std::string_view mark) override {
        return counted(portal_.changes(kiosk, mark));
    }
    Result<std::vector<dossier::StatusView>> own_dossiers(const Personal& token) override {
        return portal_.own_dossiers(token);
    }

private:
    /// What never arrived was not seen.
    template <class T>
    Result<T> counted(Result<T> answer) {
        if (answer || answer.error().code != Code::unreachable) ++calls_[second_];
        return answer;
    }
    FakePortal portal_;
    std::int64_t second_ = 0;
    std::map<std::int64_t, int> calls_;
};

settings::Settings settings_of(int number) {
    settings::Settings out;
    out.kiosk_id = "K" + std::to_string(number);
    return out;
}

/// One kiosk without its glass: what it has written down, and what sends it.
class SilentKiosk {
public:
    SilentKiosk(int number, std::uint64_t seed, portal::DeliveryLimits limits)
        : ids_(seed),
          store_(store::Store::open_in_memory(settings_of(number), ids_).value()),
          limits_(limits),
          watch_(limits.between) {
        start();
    }
    void start() { delivery_ = std::make_unique<portal::Delivery>(store_->outbox(), ids_, limits_); }
    /// Power goes and comes back.
    void restart() {
        REQUIRE(store_->recover());
        start();
    }
    void press(WallTime at) {
        store::NewDossier wish;
        wish.id = ids_.make(at);
        wish.outcome = dossier::Outcome::submitted_online;
        wish.procedure_code = "1.001193";
        wish.submitted_at = at;
        wish.make_body = [](std::string_view code) -> Result<Personal> {
            return Personal("{\"code\":\"" + std::string(code) + "\"}");
        };
        wish.pages.push_back({ids_.make(at), "page", std::make_shared<dossier::PageBytes>("a picture", "image/png")});
        const dossier::LetterHead head{ids_.make(at), at, "K", "C", "u"};
        wish.progress.push_back({head.id, [head](std::string_view code) {
                                     return dossier::progress_json(
                                         head, {std::string(code), dossier::Status::registered, head.written_at, "Nộp"});
                                 }});
        REQUIRE(store_->dossiers().record(wish));
        pressed_.push_back(wish.id);
    }
    void send(portal::Portal& portal, WallTime now, std::size_t most) {
        for (std::size_t i = 0; i < most; ++i) {
            const auto trip = delivery_->begin(now);
            REQUIRE(trip);
            if (!*trip) return;
            const auto end = portal::send(portal, **trip);
            if (end.remote_id) watch_.heard(since_seven(now));
            REQUIRE(delivery_->settle(**trip, end, now));
        }
    }
    /// What a kiosk asks by itself besides: is the portal there, and every five minutes what has moved.
    void ask(portal::Portal& portal, WallTime now) {
        const auto at = since_seven(now);
        if (link_ && at - asked_changes_at_ >= 5min && delivery_->may_ask(now)) {
            asked_changes_at_ = at;
            watch_.heard(at);
            if (!portal.changes("K", "")) link_ = false;
        }
        if (watch_.left(at) > 0ms) return;
        watch_.heard(at);
        const bool connected = portal.connected().has_value();
        if (connected && !link_) REQUIRE(delivery_->send_now());
        delivery_->asked(now);
        link_ = connected;
    }
    [[nodiscard]] bool waits() { return *store_->outbox().anything_waits(); }
    /// Each dossier is at the portal, with its page and its progress, and the kiosk knows its code.
    void check(FakePortal& portal) {
        for (const auto& id : pressed_) {
            const auto at = portal.committed().find(id);
            REQUIRE(at != portal.committed().end());
            const auto row = store_->dossiers().find(id);
            REQUIRE(row);
            REQUIRE(*row);
            CHECK((*row)->official_code == at->second.accepted.official_code);
            CHECK(at->second.files.size() == 1);
        }
        CHECK(store_->outbox().list()->empty());
    }
    [[nodiscard]] std::size_t pressed() const { return pressed_.size(); }

private:
    SeededIds ids_;
    std::unique_ptr<store::Store> store_;
    static Monotonic since_seven(WallTime now) { return {now - wall_time({{2026, 11, 23}, 7, 0, 0})}; }
    const portal::DeliveryLimits limits_;
    portal::LinkWatch watch_;
    bool link_ = false;
    Monotonic asked_changes_at_{};
    std::unique_ptr<portal::Delivery> delivery_;
    std::vector<Uuid> pressed_;
};

const WallTime seven = wall_time({{2026, 11, 23}, 7, 0, 0});

}  // namespace

TEST_CASE("three days without a line, 200 dossiers a day and kiosk: then all of them arrive, each once and none lost") {
    const int kiosks = whole_province() ? 20 : 2;
    constexpr int days = 3;
    constexpr int a_day = 200;
    CountedPortal portal(7);
    portal.line(false);
    std::mt19937_64 random(11);
    std::vector<std::unique_ptr<SilentKiosk>> town;
    for (int i = 0; i < kiosks; ++i)
        town.push_back(std::make_unique<SilentKiosk>(i, 100 + static_cast<unsigned>(i), portal::DeliveryLimits{}));
    WallTime now = seven;
    for (int day = 0; day < days; ++day) {
        now = seven + day * 24h;
        // A dossier every three minutes of the day; in between the kiosk tries, and now and then loses its power.
        for (int i = 0; i < a_day; ++i, now = now + 3min) {
            for (auto& kiosk : town) {
                kiosk->press(now);
                kiosk->send(portal, now, 10);
                if (random() % 300 == 0) kiosk->restart();
            }
        }
        // At night nobody presses and the kiosk goes on trying.
        for (const auto morning = seven + (day + 1) * 24h; now < morning; now = now + 7min) {
            for (auto& kiosk : town) kiosk->send(portal, now, 10);
        }
    }
    CHECK(now - seven >= 72h);
    CHECK(portal.inside().committed().empty());
    portal.line(true);
    // Nobody tells the kiosk that the line is back: it finds out by itself within its longest pause.
    const auto back = now;
    for (auto& kiosk : town) {
        for (now = back; kiosk->waits() && now - back < 20min; now = now + 1s) kiosk->send(portal, now, 1000);
        CHECK(now - back <= portal::DeliveryLimits{}.longest_pause + 5s);
        CHECK(kiosk->pressed() == days * a_day);
        kiosk->check(portal.inside());
    }
    CHECK(portal.inside().committed().size() == static_cast<std::size_t>(kiosks * days * a_day));
    CHECK(portal.inside().letters().size() == portal.inside().committed().size());
    CHECK(portal.inside().complaints().empty());
}

TEST_CASE("200 kiosks whose line returns at once never ask more of the portal than they are set to", "[thorough]") {
    constexpr int kiosks = 200;
    constexpr int calls_per_minute = 6;  // each: 20 a second from all of them
    const int dossiers = whole_province() ? 200 : 8;
    portal::DeliveryLimits limits;
    limits.between = Duration{1min} / calls_per_minute;
    CountedPortal portal(8);
    portal.line(false);
    std::vector<std::unique_ptr<SilentKiosk>> province;
    for (int i = 0; i < kiosks; ++i) {
        province.push_back(std::make_unique<SilentKiosk>(i, 1000 + static_cast<unsigned>(i), limits));
        for (int n = 0; n < dossiers; ++n) province.back()->press(seven + n * 1min);
    }
    WallTime now = seven + dossiers * 1min;
    for (const auto end = now + 2h; now < end; now = now + 1min) {
        for (auto& kiosk : province) kiosk->send(portal, now, 10);
    }
    for (std::size_t second = 0; second < 15; ++second, now = now + 1s) {  // not all look at the line at the same moment
        for (std::size_t i = second; i < province.size(); i += 15) province[i]->ask(portal, now);
    }
    portal.line(true);
    const auto back = now;
    const auto patience = Duration{dossiers * 3 * limits.between.count()} + 2min;
    const auto waits = [&] {
        return std::any_of(province.begin(), province.end(), [](auto& kiosk) { return kiosk->waits(); });
    };
    for (; now - back < patience && ((now - back).count() % 10'000 != 0 || waits()); now = now + 1s) {
        portal.second_is((now - back).count() / 1000);
        for (std::size_t i = 0; i < province.size(); ++i) {
            province[i]->ask(portal, now);
            province[i]->send(portal, now, 10);
        }
    }
    INFO("the busiest second had " << portal.most_in(1) << " calls, the busiest minute " << portal.most_in(60)
                                   << ", all was there after " << (now - back).count() / 1000 << " s");
    CHECK(portal.most_in(60) <= kiosks * calls_per_minute);
    CHECK(portal.most_in(1) <= 3 * kiosks * calls_per_minute / 60);  // spread over the seconds, too
    for (auto& kiosk : province) {
        REQUIRE_FALSE(kiosk->waits());
        kiosk->check(portal.inside());
    }
    CHECK(portal.inside().committed().size() == static_cast<std::size_t>(kiosks * dossiers));
    CHECK(portal.inside().complaints().empty());
}
