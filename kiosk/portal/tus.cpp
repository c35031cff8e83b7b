#include "kiosk/portal/tus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "kiosk/base/base64.hpp"
#include "kiosk/base/sha256.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/portal/answer.hpp"

namespace kiosk::portal {
namespace {

constexpr int most_rounds = 3;          // a portal that gives back less than it had is asked no more
constexpr int checksum_mismatch = 460;  // of tus

/// The portal still takes in what came before the line broke: its place is asked for again later.
bool is_still_taking(const Answer& answer) { return answer.status == 409 || answer.status == 423; }
tl::unexpected<Error> still_taking() {
    return fail(Code::unknown_outcome, "the portal still takes in what came before the line broke; the page goes on later");
}

Request tus_request(Method method, std::string path) {
    Request request;
    request.method = method;
    request.path = std::move(path);
    request.headers = {{"Tus-Resumable", "1.0.0"}};
    return request;
}

std::optional<std::size_t> offset_in(const Answer& answer) {
    const auto text = answer.header("upload-offset");
    std::size_t out = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || end.ec != std::errc{} || end.ptr != text.data() + text.size()) return std::nullopt;
    return out;
}

}  // namespace

Result<std::string> TusUploads::path_of(std::string_view location) const {
    // Absolute or not: what counts is what stands behind the place of uploads.
    const auto at = location.find('/' + place_);
    const auto id = at == location.npos ? std::string_view() : location.substr(at + 1 + place_.size());
    if (id.empty() || id.size() > 100 || id.find_first_of("/?#% ") != id.npos || has_control_characters(id))
        return not_from_the_portal("an upload that is nowhere");
    return place_ + std::string(id);
}

Result<std::string> TusUploads::begun(const Uuid& page, std::string_view name, std::string_view media_type,
                                      std::string_view bytes) {
    if (const auto known = begun_.find(page); known != begun_.end()) return known->second;
    auto request = tus_request(Method::post, place_);
    request.headers.emplace_back("Idempotency-Key", page.text());
    request.headers.emplace_back("Upload-Length", std::to_string(bytes.size()));
    request.headers.emplace_back("Upload-Metadata", fmt::format("filename {},filetype {},sha256 {}", base64(name),
                                                                base64(media_type), base64(sha256_hex(bytes))));
    request.content = {"application/octet-stream", {}};
    const auto answer = transport_.send(request);
    if (!answer) return fail(answer.error().code, answer.error().detail);
    if (answer->status != 201) return why_not(*answer);
    auto path = path_of(answer->header("location"));
    if (path) begun_[page] = *path;
    return path;
}

Result<std::size_t> TusUploads::offset_of(const std::string& path, std::size_t size) {
    const auto answer = transport_.send(tus_request(Method::head, path));
    if (!answer) return fail(answer.error().code, answer.error().detail);
    if (answer->status == 404 || answer->status == 410) return fail(Code::not_found, "the portal has forgotten this upload");
    if (is_still_taking(*answer)) return still_taking();
    if (answer->status != 200 && answer->status != 204) return why_not(*answer);
    const auto offset = offset_in(*answer);
    if (!offset || *offset > size) return not_from_the_portal("no place to go on at");
    return *offset;
}

Result<std::size_t> TusUploads::send_rest(const std::string& path, std::string_view bytes, std::size_t from) {
    auto request = tus_request(Method::patch, path);
    request.headers.emplace_back("Upload-Offset", std::to_string(from));
    request.content = {"application/offset+octet-stream", bytes.substr(from)};
    const auto answer = transport_.send(request);
    if (!answer) return fail(answer.error().code, answer.error().detail);
    if (answer->status == checksum_mismatch) return fail(Code::corrupt, "the page arrived damaged; it is sent anew");
    if (is_still_taking(*answer)) return still_taking();
    if (answer->status != 204 && answer->status != 200) return why_not(*answer);
    const auto offset = offset_in(*answer);
    if (!offset || *offset > bytes.size()) return not_from_the_portal("no place to go on at");
    return *offset;
}

Result<std::string> TusUploads::upload(const Uuid& page, std::string_view name, std::string_view media_type,
                                       std::string_view bytes) {
    const bool goes_on = begun_.contains(page);
    auto path = begun(page, name, media_type, bytes);
    if (!path) return path;
    std::size_t offset = 0;
    if (goes_on) {
        auto known = offset_of(*path, bytes.size());
        if (!known && known.error().code == Code::not_found) {
            begun_.erase(page);  // the portal keeps what is not whole for a while only
            return upload(page, name, media_type, bytes);
        }
        if (!known) return fail(std::move(known));
        offset = *known;
    }
    for (int round = 0; offset < bytes.size(); ++round) {
        auto sent = send_rest(*path, bytes, offset);
        if (!sent && sent.error().code == Code::corrupt) begun_.erase(page);
        if (!sent)
            return fail(sent.error().code == Code::corrupt ? Code::unknown_outcome : sent.error().code, sent.error().detail);
        if (*sent <= offset && round + 1 >= most_rounds) return not_from_the_portal("an upload that does not go on");
        offset = *sent;
    }
    begun_.erase(page);
    return path->substr(place_.size());
}

}  // namespace kiosk::portal
