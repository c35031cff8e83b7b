// What waits in the outbox: what a press costs behind it, what finding the next piece costs, and how fast it drains to a
// training portal over HTTPS. Prints milliseconds of wall time; a real SQLite file, every commit on the disk.

#include <fmt/format.h>
#include <stdlib.h>
#include <ctime>

#include <algorithm>
#include <chrono>
#include <functional>

#include "kiosk/portal/delivery.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/portal/transport.hpp"
#include "kiosk/sandbox/training_portal.hpp"
#include "kiosk/store/store.hpp"
#include "tests/portal/submissions.hpp"
#include "tests/support/temp_folder.hpp"

using namespace kiosk;

namespace {

constexpr std::size_t page_bytes = 60'000;  // an A4 page in black and white

double milliseconds(const std::function<void()>& work) {
    const auto before = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count();
}

void report(const std::string& name, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    const auto part = [&](std::size_t percent) { return times[std::min(times.size() - 1, times.size() * percent / 100)]; };
    fmt::print("{:<52} {:>6} times   median {:7.2f}   p95 {:7.2f}   max {:7.2f} ms\n", name, times.size(), part(50),
               part(95), times.back());
}

template <class T>
T value(Result<T> result, const char* what) {
    if (result) return std::move(*result);
    fmt::print(stderr, "{}: {}\n", what, result.error().detail);
    std::exit(1);
}

/// A store in a folder of its own, into which invented dossiers of one page are pressed.
class Kiosk {
public:
    explicit Kiosk(const std::filesystem::path& folder) {
        settings::Settings settings;
        settings.kiosk_id = "K01";
        settings.data_folder = folder / "kiosk";
        store_ = value(store::Store::open(settings, clock_, ids_), "the store");
    }
    void press() {
        auto wish = stage::pressed(ids_, clock_.wall(), 1, page_bytes);
        wish.progress.push_back(stage::row_of_progress(ids_, clock_.wall()));
        value(store_->dossiers().record(wish), "a press");
    }
    [[nodiscard]] store::Store& store() { return *store_; }
    [[nodiscard]] Ids& ids() { return ids_; }
    [[nodiscard]] WallTime now() const { return clock_.wall(); }

private:
    SystemClock clock_;
    RandomIds ids_;
    std::unique_ptr<store::Store> store_;
};

void measure(Kiosk& kiosk, std::size_t waiting) {
    constexpr int times = 50;
    std::vector<double> presses;
    std::vector<double> nexts;
    for (int i = 0; i < times; ++i) {
        presses.push_back(milliseconds([&] { kiosk.press(); }));
        nexts.push_back(milliseconds([&] { value(kiosk.store().outbox().next_due(kiosk.now()), "the next piece"); }));
    }
    report(fmt::format("a dossier with one page pressed, {} wait", waiting), std::move(presses));
    report(fmt::format("the next piece found and opened, {} wait", waiting), std::move(nexts));
    std::size_t rows = 0;
    const auto listed = milliseconds([&] { rows = value(kiosk.store().outbox().list(), "the list").size(); });
    report(fmt::format("the list for staff, {} rows", rows), {listed});
}

void drain(Kiosk& kiosk, const std::filesystem::path& folder, std::size_t dossiers) {
    const SystemClock clock;
    sandbox::TrainingPortal::Options options;
    options.data = folder / "portal";
    const auto province = value(sandbox::TrainingPortal::start(options, clock), "the training portal");
    portal::Endpoint endpoint;
    endpoint.url = province->url();
    endpoint.ca_file = province->certificate_file();
    const auto transport = value(portal::CurlTransport::open(endpoint), "the transport");
    portal::IGate igate(*transport);
    portal::Delivery delivery(kiosk.store().outbox(), kiosk.ids());
    std::size_t delivered = 0;
    const auto worked = std::clock();
    const auto spent = milliseconds([&] {
        while (delivered < dossiers) {
            const auto events = value(delivery.run_once(igate, kiosk.now(), 2), "a delivery");
            for (const auto& event : events) delivered += std::holds_alternative<portal::Delivered>(event) ? 1 : 0;
            if (events.empty() && value(kiosk.store().outbox().waiting_count(), "the count") == 0) break;
        }
    });
    const auto cpu = static_cast<double>(std::clock() - worked) / CLOCKS_PER_SEC;
    fmt::print(
        "{} dossiers of one page ({} bytes) and a row of progress delivered in {:.1f} s: {:.0f} a second; {:.1f} ms of "
        "processor each, kiosk and portal together\n",
        delivered, page_bytes, spent / 1000, static_cast<double>(delivered) * 1000 / spent,
        cpu * 1000 / static_cast<double>(delivered));
}

}  // namespace

int main() {
    const test::TempFolder folder;
    Kiosk kiosk(folder.path());
    measure(kiosk, 0);
    constexpr std::size_t many = 10'000;
    for (std::size_t i = 50; i < many; ++i) kiosk.press();
    measure(kiosk, many);
    drain(kiosk, folder.path(), 500);
    return 0;
}
