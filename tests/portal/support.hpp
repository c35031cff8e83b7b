#pragma once
/// What the tests of portal and training portal share: a folder that goes away, invented submissions, a store in memory.

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/portal/transport.hpp"
#include "kiosk/sandbox/training_portal.hpp"
#include "kiosk/store/store.hpp"
#include "tests/support/catch.hpp"

namespace stage {

using namespace kiosk;

inline const WallTime monday_morning = wall_time({{2026, 11, 23}, 9, 42, 0});

class Folder {
public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "kiosk-portal-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path_ = pattern;
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code ignored;  // a folder that stays in /tmp harms nobody
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

struct PageOf {
    Uuid id;
    std::string bytes;
};

/// How long it takes online.
inline catalogue::Handling within(int working_days) {
    catalogue::Handling out;
    out.channel = catalogue::Channel::online;
    out.working_days = working_days;
    out.fee_dong = 0;
    return out;
}

/// An invented mother registers her child; her number ends in 0123.
inline std::string body(const Uuid& id, WallTime submitted_at, const std::vector<PageOf>& pages = {},
                        const catalogue::Handling& handling = within(2), std::string_view provisional_code = "") {
    catalogue::Procedure procedure;
    procedure.code = "1.001193";
    procedure.local_code = "1.001193.000.00.00.H48";
    procedure.name = {"Đăng ký khai sinh", "Birth registration"};
    procedure.handling = {handling};
    catalogue::Component component;
    component.id = "chung-sinh";
    component.name.vi = "Giấy chứng sinh";
    procedure.components = {component};
    dossier::Draft draft;
    draft.procedure = procedure.code;
    draft.applicant = catalogue::ApplicantKind::self;
    draft.identified_by = dossier::IdentifiedBy::card;
    draft.submitter = {Personal("Đinh Thị Ánh"), Personal("051190000123"), Personal(""),
                       Personal("1990-02-03"),   Personal("Nữ"),           Personal("Xã Bình Châu")};
    for (const auto& page : pages) {
        draft.paper("chung-sinh")
            .pages.push_back({page.id, dossier::PageSource::scanner,
                              std::make_shared<dossier::PageBytes>(page.bytes, "image/png"), nullptr});
    }
    dossier::Header header;
    header.id = id;
    header.provisional_code = std::string(provisional_code);
    header.submitted_at = submitted_at;
    header.kiosk_id = "K01";
    header.unit = "binh-son";
    header.unit_code = "000.00.53.H48";
    header.outcome = dossier::Outcome::submitted_online;
    return dossier::submission_json(draft, procedure, nullptr, header);
}

inline settings::Settings settings() {
    settings::Settings out;
    out.kiosk_id = "K01";
    return out;
}

/// A store in memory into which dossiers are pressed.
class Counter {
public:
    explicit Counter(std::uint64_t seed = 1) : ids(seed) {
        auto opened = store::Store::open_in_memory(settings(), ids);
        REQUIRE(opened);
        store = std::move(*opened);
    }
    /// Presses «Nộp hồ sơ».
    store::DossierRow press(WallTime at, int pages = 1) {
        store::NewDossier dossier;
        dossier.id = ids.make(at);
        std::vector<PageOf> page_list;
        for (int i = 0; i < pages; ++i) {
            const PageOf page{ids.make(at), "picture " + std::to_string(i) + std::string(200, 'x')};
            page_list.push_back(page);
            dossier.pages.push_back({page.id, "chung-sinh", std::make_shared<dossier::PageBytes>(page.bytes, "image/png")});
        }
        dossier.outcome = dossier::Outcome::submitted_online;
        dossier.procedure_code = "1.001193";
        dossier.procedure_name = "Đăng ký khai sinh";
        dossier.submitted_at = at;
        dossier.make_body = [&](std::string_view code) -> Result<Personal> {
            return Personal(body(dossier.id, at, page_list, within(2), code));
        };
        dossier.factor_numbers = {Personal("051190000123")};
        auto row = store->dossiers().record(dossier);
        REQUIRE(row);
        return *row;
    }
    SeededIds ids;
    std::unique_ptr<store::Store> store;
};

/// A training portal on a free port of this machine, and a kiosk's way to it.
class Province {
public:
    explicit Province(const Clock& clock, int certificate_days = 3650, sandbox::OfficeRules rules = {})
        : clock_(clock), days_(certificate_days), rules_(std::move(rules)) {
        start();
    }
    void start() {
        sandbox::TrainingPortal::Options options;
        options.data = folder.path() / "portal";
        options.certificate_days = days_;
        options.rules = rules_;
        auto started = sandbox::TrainingPortal::start(options, clock_);
        REQUIRE(started);
        portal = std::move(*started);
    }
    void restart() {
        portal.reset();
        start();
    }
    /// Replaces the faults, as a trainer does with an editor. Each text has another size, so the change is seen.
    void faults(const std::string& list) {
        const auto file = folder.path() / "portal/faults.json";
        REQUIRE(kiosk_write(file, "{\"faults\": [" + list + "]}" + std::string(++edits_, ' ')));
    }
    [[nodiscard]] portal::Endpoint endpoint() const {
        portal::Endpoint out;
        out.url = portal->url();
        out.ca_file = portal->certificate_file();
        return out;
    }
    Folder folder;
    std::unique_ptr<sandbox::TrainingPortal> portal;

private:
    static bool kiosk_write(const std::filesystem::path& file, const std::string& text);
    const Clock& clock_;
    int days_;
    sandbox::OfficeRules rules_;
    std::size_t edits_ = 0;
};

inline std::unique_ptr<portal::CurlTransport> way_to(const portal::Endpoint& endpoint, std::stop_token stop = {}) {
    auto opened = portal::CurlTransport::open(endpoint, std::move(stop));
    REQUIRE(opened);
    return std::move(*opened);
}

}  // namespace stage
