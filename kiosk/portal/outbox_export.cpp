#include "kiosk/portal/outbox_export.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "kiosk/base/base64.hpp"
#include "kiosk/base/files.hpp"
#include "kiosk/base/sha256.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::portal {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view format_name = "quang-ngai-kiosk-outbox-1";
constexpr auto manifest_name = "manifest.json";
constexpr auto signature_name = "manifest.sig";
constexpr std::size_t largest_piece = 512U << 20;

std::string packed(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// The pages of a dossier or letter, those that the portal has already too: an import is whole by itself.
Result<Json> pages_of(store::Store& store, const Uuid& owner, bool letter) {
    const std::string_view table = letter ? "letter_page" : "page";
    auto rows = store.database().query(fmt::format("SELECT id, component, media_type, bytes FROM {} WHERE {} = ?1 ORDER BY "
                                                   "position",
                                                   table, letter ? "letter" : "dossier"),
                                       owner);
    if (!rows) return fail(std::move(rows));
    Json out = Json::array();
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) return out;
        auto bytes = store.vault().unseal(table, rows->uuid(0).text(), "bytes", rows->bytes(3));
        if (!bytes) return fail(std::move(bytes));
        out.push_back({{"id", rows->uuid(0).text()},
                       {"component", rows->text(1)},
                       {"media_type", rows->text(2)},
                       {"bytes", base64(bytes->reveal())}});
    }
}

Result<Personal> body_of(store::Store& store, const Uuid& id, bool letter) {
    if (!letter) return store.dossiers().body(id);
    auto rows = store.database().query("SELECT body FROM letter WHERE id = ?1", id);
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    if (!*row || rows->is_null(0)) return fail(Code::corrupt, "outbox: a letter that waits has no contents");
    return store.vault().unseal("letter", id.text(), "body", rows->bytes(0));
}

/// Not what was refused: the portal has said no to it.
bool goes_along(const store::Outbox::Row& row) {
    using State = store::Outbox::State;
    using Kind = store::Outbox::Kind;
    return (row.kind == Kind::dossier || row.kind == Kind::letter) &&
           (row.state == State::waiting || row.state == State::in_flight);
}

Result<Personal> piece_of(store::Store& store, const store::Outbox::Row& row) {
    const bool letter = row.dossier.nil();
    auto body = body_of(store, row.owner, letter);
    if (!body) return fail(std::move(body));
    auto pages = pages_of(store, row.owner, letter);
    if (!pages) return fail(std::move(pages));
    const Json json{{"id", row.owner.text()},
                    {"letter", letter ? std::string(dossier::name(row.letter)) : std::string()},
                    {"code", letter ? row.about : row.provisional_code},
                    {"written_at_ms", row.submitted_at.since_epoch.count()},
                    {"body", base64(body->reveal())},
                    {"pages", std::move(*pages)}};
    return Personal(packed(json));
}

Result<Personal> personal_of(const Json& json, std::string_view member) {
    auto bytes = from_base64(text_of(json, member));
    if (!bytes) return fail(Code::corrupt, "a piece of the export is not whole");
    return Personal(*bytes);
}

Result<ExportedPiece> read_piece(std::string_view text) {
    const auto json = parse_json(text);
    if (!json || !json->is_object()) return fail(Code::corrupt, "a piece of the export is not whole");
    const auto id = parse_uuid(text_of(*json, "id"));
    const Json& written = member_of(*json, "written_at_ms");
    auto body = personal_of(*json, "body");
    const auto letter = text_of(*json, "letter");
    const auto kind = dossier::parse_letter_kind(letter);
    if (!id || !body || !written.is_number_integer() || (!letter.empty() && !kind) || !member_of(*json, "pages").is_array())
        return fail(Code::corrupt, "a piece of the export is not whole");
    ExportedPiece out{
        *id, std::nullopt, text_of(*json, "code"), WallTime{Duration{written.get<std::int64_t>()}}, std::move(*body), {}};
    if (!letter.empty()) out.letter = *kind;
    for (const auto& page : member_of(*json, "pages")) {
        const auto page_id = parse_uuid(text_of(page, "id"));
        auto bytes = personal_of(page, "bytes");
        if (!page_id || !bytes) return fail(Code::corrupt, "a piece of the export is not whole");
        out.pages.push_back({*page_id, text_of(page, "component"), text_of(page, "media_type"), std::move(*bytes)});
    }
    return out;
}

}  // namespace

Result<Exported> export_outbox(store::Store& store, std::string_view kiosk, std::string_view province_key,
                               const std::filesystem::path& folder, WallTime now) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (std::filesystem::exists(folder / manifest_name, error))
        return fail(Code::busy, fmt::format("{} holds an export already; name another folder", folder.string()));
    auto rows = store.outbox().list();
    if (!rows) return fail(std::move(rows));
    Exported out;
    out.signer = store::signer_of(store.vault());
    Json files = Json::array();
    for (const auto& row : *rows) {
        if (!goes_along(row)) continue;
        if (row.unpaid) {  // its fee comes first, on whatever road it goes
            ++out.unpaid;
            continue;
        }
        auto piece = piece_of(store, row);
        if (!piece) return fail(std::move(piece));
        auto sealed = store::seal_for(province_key, piece->reveal());
        if (!sealed) return fail(std::move(sealed));
        const auto name = row.owner.text() + ".sealed";
        if (auto kept = write_file(folder / name, *sealed); !kept) return fail(std::move(kept));
        files.push_back({{"name", name}, {"sha256", sha256_hex(*sealed)}});
        ++(row.dossier.nil() ? out.letters : out.dossiers);
    }
    // Last, and signed: without it nothing of the folder counts.
    const auto manifest = packed({{"format", format_name},
                                  {"kiosk", kiosk},
                                  {"signer", out.signer},
                                  {"made_at_ms", now.since_epoch.count()},
                                  {"files", std::move(files)}});
    if (auto kept = write_file(folder / signature_name, store::signature_of(store.vault(), manifest)); !kept)
        return fail(std::move(kept));
    if (auto kept = write_file(folder / manifest_name, manifest); !kept) return fail(std::move(kept));
    return out;
}

Result<Opened> open_export(const std::filesystem::path& folder, const store::ProvinceKeys& keys, std::string_view signer) {
    const auto manifest = read_file(folder / manifest_name, 16U << 20);
    if (!manifest) return fail(manifest.error().code, manifest.error().detail);
    const auto signature = read_file(folder / signature_name, 1U << 10);
    if (!signature) return fail(signature.error().code, signature.error().detail);
    const auto json = parse_json(*manifest);
    if (!json || text_of(*json, "format") != format_name || !member_of(*json, "files").is_array() ||
        !member_of(*json, "made_at_ms").is_number_integer())
        return fail(Code::bad_format, "this is no export of a kiosk's outbox");
    Opened out;
    out.kiosk = text_of(*json, "kiosk");
    out.signer = text_of(*json, "signer");
    out.made_at = WallTime{Duration{member_of(*json, "made_at_ms").get<std::int64_t>()}};
    if (auto right = store::check_signature(signer.empty() ? out.signer : signer, *manifest, *signature); !right)
        return fail(std::move(right));
    for (const auto& entry : member_of(*json, "files")) {
        const auto name = text_of(entry, "name");
        if (name.find('/') != name.npos || !name.ends_with(".sealed"))
            return fail(Code::corrupt, "a file with a path in its name");
        const auto sealed = read_file(folder / name, largest_piece);
        if (!sealed || sha256_hex(*sealed) != text_of(entry, "sha256"))
            return fail(Code::corrupt, fmt::format("{}: missing, or not what the kiosk wrote", name));
        auto plain = store::open_sealed(keys, *sealed);
        if (!plain) return fail(std::move(plain));
        auto piece = read_piece(plain->reveal());
        if (!piece) return fail(std::move(piece));
        out.pieces.push_back(std::move(*piece));
    }
    return out;
}

namespace {

Result<Done> hand_in_piece(Portal& portal, const ExportedPiece& piece) {
    std::vector<FileRef> files;
    for (const auto& page : piece.pages) {
        auto remote = portal.upload(page.id, page.media_type, page.bytes.reveal());
        if (!remote) return fail(std::move(remote));
        files.push_back({page.id, page.component, page.media_type, std::move(*remote)});
    }
    if (piece.letter) {
        auto told = portal.tell({*piece.letter, piece.id, piece.code, piece.body, piece.written_at, std::move(files)});
        if (!told) return fail(std::move(told));
        return Done{};
    }
    auto found = portal.find(piece.id);
    if (!found) return fail(std::move(found));
    if (*found) return Done{};
    auto accepted = portal.submit({piece.id, piece.code, piece.body, std::move(files), piece.written_at});
    if (!accepted) return fail(std::move(accepted));
    return Done{};
}

}  // namespace

Result<HandedIn> hand_in(Portal& portal, const Opened& opened) {
    HandedIn out;
    for (const auto& piece : opened.pieces) {
        auto done = hand_in_piece(portal, piece);
        if (done) ++out.taken;
        else if (done.error().code == Code::refused) out.refused.push_back({piece.letter, piece.code, done.error().detail});
        else return fail(std::move(done));
    }
    return out;
}

}  // namespace kiosk::portal
