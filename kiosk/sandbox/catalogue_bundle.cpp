#include "kiosk/sandbox/catalogue_bundle.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "kiosk/base/base64.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/sandbox/answers.hpp"
#include "kiosk/sandbox/certificate.hpp"

namespace kiosk::sandbox {
namespace {

/// By name, so that the same files are the same answer.
std::map<std::string, std::string> files_of(const std::filesystem::path& folder) {
    std::map<std::string, std::string> out;
    for (const char* part : {"catalogue", "units", "forms", "calendar", "texts", "announcements"}) {
        std::error_code error;
        for (std::filesystem::directory_iterator at(folder / part, error), end; !error && at != end; at.increment(error)) {
            const auto ending = at->path().extension();
            if (ending != ".toml" && ending != ".json" && ending != ".mo") continue;
            if (auto bytes = read_file(at->path())) out[std::string(part) + '/' + at->path().filename().string()] = *bytes;
        }
    }
    return out;
}

}  // namespace

void CatalogueBundle::serve(Routes& routes) {
    routes.get("/kiosk/catalogue", [this](const httplib::Request& request, httplib::Response& response) {
        const auto files = folder_.empty() ? std::map<std::string, std::string>() : files_of(folder_);
        if (files.empty()) return answer_json(response, 404, message_json("Cổng này không phát danh mục"));
        auto list = nlohmann::ordered_json::array();
        std::string all;
        for (const auto& [name, bytes] : files) {
            const auto hash = digest(bytes);
            all += name + ' ' + hash + '\n';
            list.push_back({{"name", name}, {"sha256", hash}, {"content", base64(bytes)}});
        }
        const auto etag = '"' + digest(all).substr(0, 32) + '"';
        response.set_header("ETag", etag);
        if (request.get_header_value("If-None-Match") == etag) {
            response.status = 304;
            return;
        }
        answer_json(response, 200, nlohmann::ordered_json{{"files", std::move(list)}}.dump());
    });
}

}  // namespace kiosk::sandbox
