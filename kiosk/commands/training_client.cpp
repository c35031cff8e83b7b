#include "kiosk/commands/training_client.hpp"

#include <fmt/format.h>

#include "kiosk/base/files.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::commands {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

Result<Json> ask_training_portal(const std::filesystem::path& folder, portal::Request request) {
    const auto address = read_file(folder / "address.json", 1U << 16);
    const auto token = read_file(folder / "token", 1U << 10);
    if (!address || !token) {
        return fail(Code::not_found,
                    fmt::format("no training portal has run on {}; start one with kiosk portal --data", folder.string()));
    }
    const auto where = portal::parse_json(*address);
    if (!where)
        return fail(Code::corrupt,
                    fmt::format("{}/address.json: {}; start the portal again", folder.string(), where.error().detail));
    portal::Endpoint endpoint;
    endpoint.url = portal::text_of(*where, "staff_url");
    endpoint.ca_file = portal::text_of(*where, "certificate");
    endpoint.limits.answer_bytes = 256U << 20;  // a list of everything
    auto transport = portal::CurlTransport::open(endpoint);
    if (!transport) return fail(std::move(transport));
    request.headers.emplace_back("Authorization", "Bearer " + *token);
    auto answer = (*transport)->send(request);
    if (!answer && answer.error().code == Code::unreachable) {
        return fail(Code::unreachable,
                    fmt::format("no training portal runs on {} now; start it with kiosk portal", folder.string()));
    }
    if (!answer) return fail(std::move(answer));
    auto json = portal::parse_json(answer->body);
    if (!json) return fail(Code::untrusted, "the answer is not the training portal's; start it again");
    if (answer->status != 200) return fail(Code::refused, portal::text_of(*json, "message"));
    return json;
}

portal::Request training_post(std::string path, const Json& body) {
    portal::Request request;
    request.method = portal::Method::post;
    request.path = std::move(path);
    request.json = Personal(body.dump(-1, ' ', false, Json::error_handler_t::replace));
    return request;
}

portal::Request training_get(std::string path) {
    portal::Request request;
    request.path = std::move(path);
    return request;
}

Result<TrainingAddress> training_address(const std::filesystem::path& folder) {
    const auto address = read_file(folder / "address.json", 1U << 16);
    if (!address)
        return fail(Code::not_found,
                    fmt::format("no training portal has run on {}; start one with kiosk portal --data", folder.string()));
    const auto where = portal::parse_json(*address);
    if (!where)
        return fail(Code::corrupt,
                    fmt::format("{}/address.json: {}; start the portal again", folder.string(), where.error().detail));
    return TrainingAddress{portal::text_of(*where, "url"), portal::text_of(*where, "certificate")};
}

}  // namespace kiosk::commands
