#include "kiosk/portal/igate.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/base/sha256.hpp"
#include "kiosk/base/text.hpp"
#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/submission.hpp"
#include "kiosk/portal/answer.hpp"
#include "kiosk/portal/igate_json.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::portal {
namespace {

using Json = nlohmann::ordered_json;

Request get(std::string path) {
    Request request;
    request.path = std::move(path);
    return request;
}

/// Our id and our hash, or it was not for us.
Result<Accepted> receipt_of(const Json& json, const Uuid& id) {
    Accepted accepted;
    accepted.body_sha256 = text_of(json, "bodySha256");
    const auto answered = parse_uuid(text_of(json, "idempotencyKey"));
    if (!answered || *answered != id) return not_from_the_portal("it speaks of something else");
    accepted.id = id;
    return accepted;
}

/// The same with the dossier's code, if the authority has given one.
Result<Accepted> accepted_of(const Json& json, const Uuid& id) {
    auto accepted = receipt_of(json, id);
    if (!accepted) return accepted;
    accepted->official_code = text_of(json, "code");
    if (!member_of(json, "code").is_string()) return not_from_the_portal("it says nothing of a dossier code");
    if (accepted->official_code.empty()) return accepted;  // the authority gives one when it accepts the dossier
    const auto code = dossier::parse_dossier_code(accepted->official_code);
    if (!code || code->form == dossier::CodeForm::provisional)
        return not_from_the_portal("its dossier code has another form");
    return accepted;
}

std::string address_of(dossier::LetterKind kind) {
    switch (kind) {
        case dossier::LetterKind::rating: return "su/rating-officer-results/";
        case dossier::LetterKind::withdrawal: return "pa/dossier/--withdraw/";
        case dossier::LetterKind::supplement: return "pa/dossier/--supplement/";
        case dossier::LetterKind::progress: return "pa/dossier/--progress/";
    }
    broken("every kind of letter has its address");
}

}  // namespace

Result<Done> IGate::connected() {
    const auto json = json_of(transport_.send(get("bd/procedure/--can-apply?spec=page&page=0&size=1")));
    if (!json) return tl::unexpected<Error>(json.error());
    if (!member_of(*json, "content").is_array()) return not_from_the_portal("no list of procedures");
    return Done{};
}

Result<std::string> IGate::upload(const Uuid& page, std::string_view media_type, std::string_view bytes) {
    if (tus_) return tus_->upload(page, igate::file_name(page, media_type), media_type, bytes);
    Request request;
    request.method = Method::post;
    request.path = "fi/file/--multiple?uuid=1";
    request.headers = {{"Idempotency-Key", page.text()}};
    request.file = {"files", igate::file_name(page, media_type), std::string(media_type), bytes};
    if (!options_.ids.account.empty()) request.fields = {{"account-id", options_.ids.account}};
    const auto json = json_of(transport_.send(request));
    if (!json) return tl::unexpected<Error>(json.error());
    if (!json->is_array() || json->size() != 1) return not_from_the_portal("not one file");
    const Json& file = json->front();
    const Json& size = member_of(file, "size");
    if (text_of(file, "filename") != request.file->name || !size.is_number_unsigned() ||
        size.get<std::size_t>() != bytes.size()) {
        return not_from_the_portal("another file than the one sent");
    }
    const std::string hash = text_of(file, "sha256");  // a plain iGate does not say one
    if (!hash.empty() && hash != sha256_hex(bytes)) return not_from_the_portal("the file arrived damaged");
    std::string id = text_of(file, "id");
    if (id.empty() || id.size() > 100 || has_control_characters(id)) return not_from_the_portal("a file without an id");
    return id;
}

Result<Accepted> IGate::submit(const Submission& submission) {
    auto body = igate::application(submission, options_.ids, options_.map ? &*options_.map : nullptr);
    if (!body) return fail(std::move(body));
    Request request;
    request.method = Method::post;
    request.path = "pa/dossier/--apply-online/";
    request.headers = {{"Idempotency-Key", submission.id.text()}};
    request.json = std::move(*body);
    const auto json = json_of(transport_.send(request));
    if (!json) return tl::unexpected<Error>(json.error());
    auto accepted = accepted_of(*json, submission.id);
    if (accepted && accepted->body_sha256 != sha256_hex(submission.body_json.reveal())) {
        return not_from_the_portal("the hash is not that of what was sent");
    }
    return accepted;
}

Result<std::optional<Accepted>> IGate::find(const Uuid& id) {
    const auto json =
        json_of(transport_.send(get("pa/dossier/search?spec=slice&page=0&size=2&idempotency-key=" + id.text())));
    if (!json) return tl::unexpected<Error>(json.error());
    const Json& content = member_of(*json, "content");
    if (!content.is_array() || content.size() > 1) return not_from_the_portal("not one dossier or none");
    if (content.empty()) return std::nullopt;
    auto accepted = accepted_of(content.front(), id);
    if (!accepted) return fail(std::move(accepted));
    return *accepted;
}

Result<Accepted> IGate::tell(const Letter& letter) {
    auto body = igate::letter(letter);
    if (!body) return fail(std::move(body));
    Request request;
    request.method = Method::post;
    request.path = address_of(letter.kind);
    request.headers = {{"Idempotency-Key", letter.id.text()}};
    request.json = std::move(*body);
    const auto json = json_of(transport_.send(request));
    if (!json) return tl::unexpected<Error>(json.error());
    auto accepted = receipt_of(*json, letter.id);
    if (accepted && accepted->body_sha256 != sha256_hex(letter.body_json.reveal()))
        return not_from_the_portal("the hash is not that of what was sent");
    return accepted;
}

Result<Personal> IGate::paper(std::string_view code, std::string_view last_four, std::string_view paper) {
    Request request;
    request.path = "pa/dossier/--paper?code=" + url_text(dossier::canonical_code(code)) + "&id=" + url_text(paper);
    request.headers = {{"Second-Factor", url_text(last_four)}};
    request.answer_bytes = largest_paper_bytes;
    auto answer = transport_.send(request);
    if (!answer) return fail(std::move(answer));
    if (answer->media_type == "application/json") {
        if (answer->status == 404) return fail(Code::not_found, "the portal does not give this paper out; ask the province");
        if (answer->status == 403) return fail(Code::refused, "the portal knows other digits for this dossier");
    }
    if (answer->status != 200) return why_not(*answer);
    if (answer->media_type == "text/html") return not_from_the_portal("a page instead of a paper");
    if (answer->media_type != "application/pdf" || !answer->body.starts_with("%PDF-"))
        return fail(Code::bad_format, "the portal sent something else than a PDF; ask the province");
    Personal out(answer->body);
    std::fill(answer->body.begin(), answer->body.end(), '\0');
    return out;
}

Result<dossier::StatusView> IGate::status(std::string_view code, std::string_view last_four) {
    const std::string wanted = dossier::canonical_code(code);
    Request request;
    request.path = "pa/dossier/search?spec=slice&page=0&size=1&code=" + url_text(wanted);
    request.headers = {{"Second-Factor", url_text(last_four)}};  // never in an address: servers log those
    auto answer = transport_.send(request);
    if (answer && answer->media_type == "application/json") {
        if (answer->status == 404) return fail(Code::not_found, "the portal has no dossier under this code; check the code");
        if (answer->status == 403)
            return fail(Code::refused, "the portal knows other digits for this dossier; check the digits");
    }
    const auto json = json_of(std::move(answer));
    if (!json) return tl::unexpected<Error>(json.error());
    const Json& content = member_of(*json, "content");
    if (!content.is_array() || content.size() != 1) return not_from_the_portal("not one dossier");
    auto view = igate::status_view(content.front(), options_.ids);
    if (!view) return not_from_the_portal(view.error().detail);
    if (view->code != wanted && view->provisional_code != wanted) return not_from_the_portal("it speaks of another dossier");
    return view;
}

}  // namespace kiosk::portal
