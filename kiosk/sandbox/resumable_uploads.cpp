#include "kiosk/sandbox/resumable_uploads.hpp"

#include <charconv>

#include "kiosk/base/base64.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/sandbox/answers.hpp"
#include "kiosk/sandbox/certificate.hpp"

namespace kiosk::sandbox {
namespace {

using httplib::Request;
using httplib::Response;

constexpr std::size_t largest_upload = 32U << 20;
constexpr int wrong_checksum = 460;
constexpr int locked = 423;

void say(Response& response, int status) {
    response.status = status;
    response.set_header("Tus-Resumable", "1.0.0");
    response.set_header("Cache-Control", "no-store");
}

std::optional<std::size_t> number_in(const std::string& text) {
    std::size_t out = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || end.ec != std::errc{} || end.ptr != text.data() + text.size()) return std::nullopt;
    return out;
}

/// "filename bmFtZQ==,sha256 …"
std::string metadata(const Request& request, std::string_view wanted) {
    std::string header = request.get_header_value("Upload-Metadata");
    for (auto& c : header) c = c == ',' ? '\n' : c;
    std::size_t from = 0;
    while (from < header.size()) {
        const auto end = std::min(header.find('\n', from), header.size());
        const auto words = split_words(std::string_view(header).substr(from, end - from));
        if (words.size() == 2 && words[0] == wanted) return from_base64(words[1]).value_or("");
        from = end + 1;
    }
    return {};
}

}  // namespace

void ResumableUploads::serve(Routes& routes) {
    routes.options("/fi/tus/", [](const Request&, Response& response) {
        say(response, 204);
        response.set_header("Tus-Version", "1.0.0");
        response.set_header("Tus-Extension", "creation");
        response.set_header("Tus-Max-Size", std::to_string(largest_upload));
    });
    routes.post("/fi/tus/", [this](const Request& request, Response& response) { create(request, response); });
    routes.get(R"(/fi/tus/([0-9a-f]+))", [this](const Request& request, Response& response) { head(request, response); });
    routes.patch(R"(/fi/tus/([0-9a-f]+))", [this](const Request& request, Response& response,
                                                  const httplib::ContentReader& body) { patch(request, response, body); });
}

void ResumableUploads::create(const Request& request, Response& response) {
    const auto page = parse_uuid(request.get_header_value("Idempotency-Key"));
    const auto length = number_in(request.get_header_value("Upload-Length"));
    if (!page || !length || *length > largest_upload) return say(response, 400);
    const auto id = random_token();
    {
        const std::lock_guard lock(mutex_);
        uploads_[id] = {*page, *length, metadata(request, "filetype"), metadata(request, "sha256"), {}};
    }
    say(response, 201);
    response.set_header("Location", "/fi/tus/" + id);
}

void ResumableUploads::head(const Request& request, Response& response) {
    const std::lock_guard lock(mutex_);
    const auto found = uploads_.find(request.matches[1]);
    if (found == uploads_.end()) return say(response, 404);
    if (found->second.taking) return say(response, locked);
    say(response, 200);
    response.set_header("Upload-Offset", std::to_string(found->second.bytes.size()));
    response.set_header("Upload-Length", std::to_string(found->second.length));
}

void ResumableUploads::patch(const Request& request, Response& response, const httplib::ContentReader& body) {
    const std::string id = request.matches[1];
    const auto offset = number_in(request.get_header_value("Upload-Offset"));
    {
        const std::lock_guard lock(mutex_);
        const auto found = uploads_.find(id);
        if (found == uploads_.end()) return say(response, 404);
        if (found->second.taking) return say(response, locked);
        if (!offset || *offset != found->second.bytes.size()) return say(response, 409);
        found->second.taking = true;
    }
    body([&](const char* bytes, std::size_t size) {
        const std::lock_guard lock(mutex_);
        auto& upload = uploads_[id];
        if (upload.bytes.size() + size > upload.length) return false;
        upload.bytes.append(bytes, size);
        return true;
    });
    const std::lock_guard lock(mutex_);
    auto& upload = uploads_[id];
    upload.taking = false;
    if (upload.bytes.size() == upload.length) {
        if (!upload.sha256.empty() && digest(upload.bytes) != upload.sha256) {
            uploads_.erase(id);
            return say(response, wrong_checksum);
        }
        const auto kept = desk_.keep_page(upload.page, upload.media_type, upload.bytes);
        if (!kept) return say(response, kept.error().code == Code::busy ? 409 : 500);
    }
    say(response, 204);
    response.set_header("Upload-Offset", std::to_string(upload.bytes.size()));
}

}  // namespace kiosk::sandbox
