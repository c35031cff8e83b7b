#pragma once
/// The national portal's exchange to train with (QCVN 120): login, dossiers, progress, dictionaries, ratings. Everything that it
/// takes is a line of national.jsonl before it is said; the fault `refuse` says no to what is pushed. Any thread; blocks on the disk.

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/sandbox/faults.hpp"
#include "kiosk/sandbox/journal.hpp"
#include "kiosk/sandbox/routes.hpp"

namespace kiosk::sandbox {

class NationalGate {
public:
    [[nodiscard]] static Result<std::unique_ptr<NationalGate>> open(const std::filesystem::path& folder, const Clock& clock,
                                                                    Faults& faults);
    /// Username `training`, password `training`. A session counts for an hour.
    void serve(Routes& routes);

private:
    using Json = nlohmann::ordered_json;
    NationalGate(std::unique_ptr<Journal> journal, const Clock& clock, Faults& faults)
        : journal_(std::move(journal)), clock_(clock), faults_(faults) {}
    void log_in(const httplib::Request& request, httplib::Response& response);
    void call(const httplib::Request& request, httplib::Response& response);
    [[nodiscard]] Json answer_to(const std::string& service, const Json& wish);
    [[nodiscard]] Json take_dossiers(const Json& wish);
    [[nodiscard]] Json take_progress(const Json& wish);
    [[nodiscard]] bool write(const char* what, const Json& content);

    const std::unique_ptr<Journal> journal_;
    const Clock& clock_;
    Faults& faults_;
    std::mutex mutex_;
    std::map<std::string, WallTime> sessions_;
    std::set<std::string> dossiers_;
};

}  // namespace kiosk::sandbox
