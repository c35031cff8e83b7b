#include "kiosk/portal/catalogue_pull.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/base/base64.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/base/sha256.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/portal/answer.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::portal {
namespace {

constexpr std::size_t largest_bundle = 64U << 20;
constexpr std::size_t most_files = 2000;
constexpr std::size_t longest_etag = 200;
constexpr auto pull_file = "catalogue_pull.json";
constexpr std::size_t longest_record = 16U << 10;
constexpr Duration soon_after_failure = 30min;

/// "catalogue/ho_tich.toml": one of these folders, and a plain name in it with one of the folder's endings.
struct Place {
    std::string_view folder;
    std::string_view ending;
};
constexpr std::array<Place, 6> places{{{"catalogue", ".toml"},
                                       {"units", ".toml"},
                                       {"forms", ".json"},
                                       {"calendar", ".toml"},
                                       {"texts", ".mo"},
                                       {"announcements", ".toml"}}};

bool is_place(std::string_view name) {
    const auto slash = name.find('/');
    if (slash == name.npos) return false;
    const auto file = name.substr(slash + 1);
    const bool known = std::any_of(places.begin(), places.end(), [&](const Place& place) {
        return name.substr(0, slash) == place.folder && file.ends_with(place.ending);
    });
    return known && file.size() <= 100 && file.front() != '.' && std::all_of(file.begin(), file.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
           });
}

bool is_etag(std::string_view etag) {
    return !etag.empty() && etag.size() <= longest_etag &&
           std::all_of(etag.begin(), etag.end(), [](char c) { return c > ' ' && c <= '~'; });
}

Result<Done> unpack(const nlohmann::ordered_json& files, const std::filesystem::path& folder) {
    std::error_code error;
    for (const auto& file : files) {
        const auto name = text_of(file, "name");
        const auto bytes = from_base64(text_of(file, "content"));
        if (!is_place(name) || !bytes || sha256_hex(*bytes) != text_of(file, "sha256"))
            return not_from_the_portal("a file of the catalogue that is not whole");
        std::filesystem::create_directories((folder / name).parent_path(), error);
        if (auto kept = write_file(folder / name, *bytes); !kept) return kept;
    }
    return Done{};
}

}  // namespace

Result<Pulled> pull_catalogue(Transport& transport, const std::string& etag, const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::remove_all(folder, error);
    Request request;
    request.path = "kiosk/catalogue";
    request.answer_bytes = largest_bundle;
    if (!etag.empty()) request.headers.emplace_back("If-None-Match", etag);
    auto answer = transport.send(request);
    if (answer && answer->status == 304 && !etag.empty()) return Pulled{false, etag, {}};
    const std::string fresh = answer ? std::string(answer->header("etag")) : std::string();
    const auto json = json_of(std::move(answer));
    if (!json) return fail(json.error().code, json.error().detail);
    const auto& files = member_of(*json, "files");
    if (!is_etag(fresh) || !files.is_array() || files.empty() || files.size() > most_files)
        return not_from_the_portal("no catalogue");
    if (auto done = unpack(files, folder); !done) {
        std::filesystem::remove_all(folder, error);
        return fail(std::move(done));
    }
    return Pulled{true, fresh, folder};
}

PullRecord kept_pull(const std::filesystem::path& data_folder) {
    PullRecord out;
    const auto text = read_file(data_folder / pull_file, longest_record);
    const auto json = text ? parse_json(*text) : fail(Code::not_found, "");
    if (!json) return out;
    if (auto etag = text_of(*json, "etag"); is_etag(etag)) out.etag = std::move(etag);
    if (const auto at = parse_iso_time(text_of(*json, "asked_at"))) out.asked_at = *at;
    if (const auto at = parse_iso_time(text_of(*json, "adopted_at"))) out.adopted_at = *at;
    out.failure = text_of(*json, "failure");
    return out;
}

Result<Done> keep_pull(const std::filesystem::path& data_folder, const PullRecord& record) {
    const auto time = [](const std::optional<WallTime>& at) { return at ? iso_time(*at) : std::string(); };
    const nlohmann::ordered_json json{{"etag", record.etag},
                                      {"asked_at", time(record.asked_at)},
                                      {"adopted_at", time(record.adopted_at)},
                                      {"failure", cleaned_words(record.failure)}};
    return write_file(data_folder / pull_file,
                      json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

WallTime next_pull(const PullRecord& record, Duration every, int dice, WallTime now) {
    if (!record.asked_at || now < *record.asked_at) return now;  // never, or the clock was set back
    const auto pause = record.failure.empty() ? every : std::min<Duration>(every, soon_after_failure);
    return *record.asked_at + (pause - Duration{pause.count() / 10 * dice / 65536});
}

}  // namespace kiosk::portal
