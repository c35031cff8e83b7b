#pragma once
/// The portal that staff train with and tests run against: HTTPS on the loopback, remembers everything in its data folder,
/// and fails on demand. Its own threads serve; start() and the destructor block briefly on disk and network.

#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/sandbox/desk.hpp"
#include "kiosk/sandbox/procedure_desk.hpp"

namespace kiosk::sandbox {

class TrainingPortal {
public:
    struct Options {
        int port = 0;                  ///< 0: a free one
        std::filesystem::path data;    ///< journals, pages, keys, certificate, token; made when missing, mode 0700
        std::filesystem::path faults;  ///< JSON as faults.hpp says; empty: `faults.json` in the data folder
        std::string host = "127.0.0.1";
        int certificate_days = 3650;                 ///< negative: a certificate that has already expired, to train with
        int threads = 16;                            ///< one for each connection served at the same time
        OfficeRules rules;                           ///< due dates and codes
        std::filesystem::path catalogue_of{};        ///< folder whose catalogue, units, … kiosks pull; empty: none
        std::vector<OfferedProcedure> procedures{};  ///< what can be applied for, under ids of its own
    };

    /// busy: the port or the data folder is in use; no_permission, disk_full, io: the data folder; corrupt: its journal.
    /// The clock must outlive the portal and bear being read from several threads.
    [[nodiscard]] static Result<std::unique_ptr<TrainingPortal>> start(const Options& options, const Clock& clock);
    /// Stops listening, lets running requests end, closes the journal.
    ~TrainingPortal();
    TrainingPortal(const TrainingPortal&) = delete;
    TrainingPortal& operator=(const TrainingPortal&) = delete;

    [[nodiscard]] int port() const;
    [[nodiscard]] std::string url() const;  ///< https://localhost:8443
    /// What a kiosk's `portal.ca_file` names.
    [[nodiscard]] std::filesystem::path certificate_file() const;

private:
    struct Body;
    explicit TrainingPortal(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

}  // namespace kiosk::sandbox
