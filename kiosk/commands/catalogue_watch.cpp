#include "kiosk/commands/catalogue_watch.hpp"

#include <array>
#include <condition_variable>
#include <mutex>

#include "kiosk/base/log.hpp"
#include "kiosk/commands/catalogue_candidate.hpp"
#include "kiosk/settings/adoption.hpp"

namespace kiosk::commands {
namespace {

constexpr auto look_round =
    std::chrono::seconds(10);  // how late a pull may be, and how soon a clock that was set is noticed

/// Until the round is over, or the end.
void rest(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any over;
    std::unique_lock lock(mutex);
    over.wait_for(lock, stop, look_round, [] { return false; });
}

}  // namespace

CatalogueWatch::CatalogueWatch(settings::Settings settings, portal::Endpoint endpoint, const Clock& clock,
                               std::function<Result<Done>()> adopted)
    : settings_(std::move(settings)),
      endpoint_(std::move(endpoint)),
      clock_(clock),
      adopted_(std::move(adopted)),
      thread_([this](const std::stop_token& stop) { watch(stop); }) {}

void CatalogueWatch::watch(const std::stop_token& stop) {
    std::array<std::uint8_t, 2> dice{};
    ids_.fill_random(dice);
    const int thrown = dice[0] * 256 + dice[1];
    while (!stop.stop_requested()) {
        auto record = portal::kept_pull(settings_.data_folder);
        if (clock_.wall() >= portal::next_pull(record, settings_.portal.pull_every, thrown, clock_.wall())) {
            pull(stop, record);
            if (stop.stop_requested()) return;
            if (auto kept = portal::keep_pull(settings_.data_folder, record); !kept)
                log::failure("keeping when the catalogue was pulled", kept.error());
        }
        rest(stop);
    }
}

void CatalogueWatch::pull(const std::stop_token& stop, portal::PullRecord& record) {
    record.asked_at = clock_.wall();
    const auto failed = [&](const Error& error) {
        record.failure = error.detail;
        log::failure("pulling the catalogue", error);
    };
    auto transport = portal::CurlTransport::open(endpoint_, stop);
    if (!transport) return failed(transport.error());
    // Beside kiosk.toml: what is adopted has to lie on its file system.
    const auto folder = settings_.file.parent_path() / ".pulled";
    const auto pulled = portal::pull_catalogue(**transport, record.etag, folder);
    if (!pulled) return failed(pulled.error());
    record.failure.clear();
    if (!pulled->changed) return;
    const auto done = adopt(folder);
    std::error_code ignored;  // a candidate that stays is replaced by the next
    std::filesystem::remove_all(folder, ignored);
    if (!done) return failed(done.error());
    record.etag = pulled->etag;
    record.adopted_at = record.asked_at;
    log::info("a newer catalogue of the portal was adopted");
}

Result<Done> CatalogueWatch::adopt(const std::filesystem::path& folder) {
    const auto checked = check_candidate(settings_, folder, local_time(clock_.wall()).date);
    if (!checked) {
        std::string all;
        for (const auto& finding : checked.error()) all += (all.empty() ? "" : " ") + finding.text();
        return fail(Code::bad_format, "nothing was adopted: " + all);
    }
    const auto same = settings::is_in_place(settings_, folder);
    if (!same) return fail(same.error().code, same.error().detail);
    if (*same) return Done{};
    if (auto adopted = settings::adopt(settings_, folder); !adopted) return adopted;
    return adopted_();
}

}  // namespace kiosk::commands
