#include "kiosk/portal/catalogue_pull.hpp"

#include <fmt/format.h>

#include <algorithm>

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
constexpr auto etag_file = "catalogue.etag";

/// "catalogue/ho_tich.toml": one of three folders and a plain name in it.
bool is_place(std::string_view name) {
    const auto slash = name.find('/');
    if (slash == name.npos) return false;
    const auto folder = name.substr(0, slash);
    const auto file = name.substr(slash + 1);
    const bool known = folder == "catalogue" || folder == "units" || folder == "forms";
    const bool ending = file.ends_with(".toml") || file.ends_with(".json");
    return known && ending && file.size() <= 100 && file.front() != '.' && std::all_of(file.begin(), file.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
           });
}

bool is_etag(std::string_view etag) {
    return !etag.empty() && etag.size() <= longest_etag &&
           std::all_of(etag.begin(), etag.end(), [](char c) { return c > ' ' && c <= '~'; });
}

Result<Done> unpack(const nlohmann::ordered_json& files, const std::filesystem::path& folder) {
    std::error_code error;
    for (const char* part : {"catalogue", "units", "forms"}) std::filesystem::create_directories(folder / part, error);
    for (const auto& file : files) {
        const auto name = text_of(file, "name");
        const auto bytes = from_base64(text_of(file, "content"));
        if (!is_place(name) || !bytes || sha256_hex(*bytes) != text_of(file, "sha256"))
            return not_from_the_portal("a file of the catalogue that is not whole");
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

std::string kept_etag(const std::filesystem::path& data_folder) {
    const auto text = read_file(data_folder / etag_file, longest_etag + 1);
    return text && is_etag(trim(*text)) ? std::string(trim(*text)) : std::string();
}

Result<Done> keep_etag(const std::filesystem::path& data_folder, std::string_view etag) {
    return write_file(data_folder / etag_file, etag);
}

}  // namespace kiosk::portal
