#pragma once
/// What the tests of the store share: a folder that goes away again, and dossiers of people who do not exist.

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/store/store.hpp"
#include "tests/support/temp_folder.hpp"

namespace kiosk::store::test {

using kiosk::test::TempFolder;

inline settings::Settings settings_in(const std::filesystem::path& folder) {
    settings::Settings settings;
    settings.data_folder = folder;
    settings.kiosk_id = "K01";
    return settings;
}

inline const WallTime morning = wall_time({{2026, 11, 23}, 9, 42, 0});

inline constexpr std::string_view canary_name = "NGUYỄN CANARY THỊ SẺ";
inline constexpr std::string_view canary_number = "051199007788";
inline constexpr std::string_view canary_page = "PAGE-CANARY-7f3a: a picture of a birth certificate";

inline NewDossier some_dossier(SeededIds& ids, WallTime at = morning,
                               dossier::Outcome outcome = dossier::Outcome::submitted_online, int pages = 2) {
    NewDossier out;
    out.id = ids.make(at);
    out.outcome = outcome;
    out.procedure_code = "1.001193";
    out.procedure_name = "Đăng ký khai sinh";
    out.submitted_at = at;
    out.make_body = [](std::string_view code) -> Result<Personal> {
        return Personal("{\"code\":\"" + std::string(code) + "\",\"name\":\"" + std::string(canary_name) +
                        "\",\"number\":\"" + std::string(canary_number) + "\"}");
    };
    for (int i = 0; i < pages; ++i) {
        const std::string bytes =
            std::string(canary_page) + std::to_string(i) + std::string(5000, static_cast<char>('a' + i));
        out.pages.push_back({ids.make(at), "birth_certificate", std::make_shared<dossier::PageBytes>(bytes, "image/jpeg")});
    }
    out.factor_numbers = {Personal(canary_number), Personal("0905123456")};
    out.holder_masked = Personal("N***** CANARY T** SẺ");
    out.unit_name = "UBND xã Bình Sơn";
    if (outcome == dossier::Outcome::prepared) out.visit_code = "7KQ2M0XD";
    out.papers = {"Giấy chứng sinh"};
    return out;
}

inline std::string raw_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Every byte of every file of a folder.
inline std::string raw_folder(const std::filesystem::path& folder) {
    std::string out;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) out += raw_file(entry.path());
    return out;
}

inline Result<std::unique_ptr<Store>> open_store(const TempFolder& folder, Ids& ids) {
    const ManualClock clock(morning);
    return Store::open(settings_in(folder.path() / "data"), clock, ids);
}

inline std::vector<std::filesystem::path> moved_aside(const TempFolder& folder) {
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "data")) {
        if (entry.path().filename().string().starts_with("kiosk.sqlite.corrupt-")) out.push_back(entry.path());
    }
    return out;
}

}  // namespace kiosk::store::test
