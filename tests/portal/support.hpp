#pragma once
/// What the tests of portal and training portal share: a folder that goes away, invented submissions, a store in memory.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/portal/igate.hpp"
#include "kiosk/portal/transport.hpp"
#include "kiosk/sandbox/training_portal.hpp"
#include "kiosk/settings/sign_in.hpp"
#include "kiosk/store/store.hpp"
#include "tests/portal/submissions.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

namespace stage {

using namespace kiosk;
using kiosk::test::TempFolder;

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
        auto row = store->dossiers().record(pressed(ids, at, pages, 200));
        REQUIRE(row);
        return *row;
    }
    SeededIds ids;
    std::unique_ptr<store::Store> store;
};

/// A training portal on a free port of this machine, and a kiosk's way to it.
class Province {
public:
    explicit Province(const Clock& clock, int certificate_days = 3650, sandbox::OfficeRules rules = {},
                      std::filesystem::path gives = {})
        : clock_(clock), days_(certificate_days), rules_(std::move(rules)), gives_(std::move(gives)) {
        start();
    }
    void start() {
        sandbox::TrainingPortal::Options options;
        options.data = folder.path() / "portal";
        options.certificate_days = days_;
        options.rules = rules_;
        options.catalogue_of = gives_;
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
    TempFolder folder;
    std::unique_ptr<sandbox::TrainingPortal> portal;

private:
    static bool kiosk_write(const std::filesystem::path& file, const std::string& text);
    const Clock& clock_;
    int days_;
    sandbox::OfficeRules rules_;
    std::filesystem::path gives_;
    std::size_t edits_ = 0;
};

inline std::unique_ptr<portal::CurlTransport> way_to(const portal::Endpoint& endpoint, std::stop_token stop = {}) {
    auto opened = portal::CurlTransport::open(endpoint, std::move(stop));
    REQUIRE(opened);
    return std::move(*opened);
}

/// Sign-in as the training portal offers it: the claims of VNeID, one kind of account let in.
inline settings::SignIn telephone(const std::string& client = "kiosk") {
    settings::SignIn out;
    out.client_id = client;
    out.scopes = {"openid", "profile"};
    out.profile.id = "vneid";
    out.profile.userinfo = true;
    out.profile.birth_date_form = "dd/mm/yyyy";
    out.profile.claims = {
        {"name", "HoVaTen"}, {"number", "SoDinhDanh"}, {"birth_date", "NgayThangNamSinh"}, {"account_kind", "LoaiTaiKhoan"}};
    out.profile.persons = {"1"};
    return out;
}

}  // namespace stage
