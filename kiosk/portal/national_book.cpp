#include "kiosk/portal/national_book.hpp"

#include <nlohmann/json.hpp>

#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/portal/json.hpp"

namespace kiosk::portal {
namespace {

using BookJson = nlohmann::ordered_json;

std::string book_text(const BookJson& json) { return json.dump(-1, ' ', false, BookJson::error_handler_t::replace); }

Result<Done> changed_all(Result<int> changed) {
    if (!changed) return fail(std::move(changed));
    return Done{};
}

/// Only the name of the call DongBoDanhGia is public: its members are named as the other packets name such things.
BookJson rating_packet(const Rated& rated) {
    BookJson out{{"MaDanhGia", rated.id.text()},
                 {"MaHoSo", rated.code},
                 {"ThoiDiemDanhGia", packet_time(rated.at)},
                 {"ThangDiem", std::to_string(rated.levels)}};
    out["ChiTiet"] = BookJson::array();
    for (const auto& answer : rated.answers)
        out["ChiTiet"].push_back({{"CauHoi", answer.question}, {"Diem", std::to_string(answer.value)}});
    return out;
}

bool is_official_code(std::string_view text) {
    const auto code = dossier::parse_dossier_code(text);
    return code && code->form != dossier::CodeForm::provisional;
}

}  // namespace

Result<NationalBook::Known> NationalBook::known(std::string_view code) {
    auto rows = database_.query("SELECT sent, steps FROM national_dossier WHERE code = ?1", code);
    if (!rows) return fail(std::move(rows));
    auto there = rows->step();
    if (!there) return fail(std::move(there));
    Known out;
    if (!*there) return out;
    out.status = rows->integer(0);
    out.steps = static_cast<std::size_t>(rows->integer(1));
    out.presence = out.status == 0 ? Presence::unsure : Presence::present;
    return out;
}

Result<Done> NationalBook::begin(std::string_view code) { return keep(code, 0, 0); }

Result<Done> NationalBook::keep(std::string_view code, std::int64_t status, std::size_t steps) {
    return changed_all(
        database_.change("INSERT INTO national_dossier (code, sent, steps) VALUES (?1, ?2, ?3)"
                         " ON CONFLICT (code) DO UPDATE SET sent = ?2, steps = ?3",
                         code, status, static_cast<std::int64_t>(steps)));
}

Result<std::vector<NationalBook::Refusal>> NationalBook::refusals() {
    auto rows = database_.query(
        "SELECT 'dossier', code, refused_at, words FROM national_refusal UNION ALL"
        " SELECT 'rating', code, refused_at, words FROM national_rating WHERE refused_at IS NOT NULL ORDER BY 3, 2");
    if (!rows) return fail(std::move(rows));
    std::vector<Refusal> out;
    for (;;) {
        auto there = rows->step();
        if (!there) return fail(std::move(there));
        if (!*there) return out;
        out.push_back({rows->text(0), rows->text(1), rows->wall_time(2), rows->text(3)});
    }
}

Result<Done> NationalBook::refuse(const NationalDossier& dossier, std::string_view words, WallTime at) {
    std::string steps;
    for (const auto& step : dossier.steps) steps += (steps.empty() ? "" : ",") + std::string(step.row.reveal());
    return changed_all(
        database_.change("INSERT OR REPLACE INTO national_refusal (code, refused_at, words, packet, steps)"
                         " VALUES (?1, ?2, ?3, ?4, ?5)",
                         dossier.code, at, words, dossier.packet.reveal(), "[" + steps + "]"));
}

Result<std::optional<NationalDossier>> NationalBook::refused(std::string_view code) {
    auto rows = database_.query("SELECT packet, steps FROM national_refusal WHERE code = ?1", code);
    if (!rows) return fail(std::move(rows));
    auto there = rows->step();
    if (!there) return fail(std::move(there));
    if (!*there) return std::nullopt;
    const auto steps = parse_json(rows->text(1));
    if (!steps || !steps->is_array()) return fail(Code::corrupt, "what was refused cannot be read any more");
    NationalDossier out;
    out.code = code;
    out.packet = Personal(rows->text(0));
    for (const auto& row : *steps) out.steps.push_back({Personal(book_text(row)), false});
    return out;
}

Result<Done> NationalBook::take(std::string_view code) {
    if (auto over = changed_all(database_.change("DELETE FROM national_refusal WHERE code = ?1", code)); !over) return over;
    return changed_all(again(code));
}

Result<int> NationalBook::again(std::string_view code) {
    return database_.change(
        "UPDATE national_rating SET refused_at = NULL, words = '' WHERE code = ?1 AND refused_at IS NOT NULL", code);
}

Result<Done> NationalBook::note(const Rated& rated) {
    return changed_all(database_.change("INSERT OR IGNORE INTO national_rating (id, code, packet) VALUES (?1, ?2, ?3)",
                                        rated.id.text(), rated.code, book_text(rating_packet(rated))));
}

Result<Done> NationalBook::rename(std::string_view provisional, std::string_view official) {
    return changed_all(database_.change("UPDATE national_rating SET code = ?2 WHERE code = ?1", provisional, official));
}

Result<std::vector<NationalBook::Rating>> NationalBook::waiting() {
    auto rows =
        database_.query("SELECT id, code, packet FROM national_rating WHERE sent = 0 AND refused_at IS NULL ORDER BY id");
    if (!rows) return fail(std::move(rows));
    std::vector<Rating> out;
    for (;;) {
        auto there = rows->step();
        if (!there) return fail(std::move(there));
        if (!*there) return out;
        auto packet = parse_json(rows->text(2));
        if (!is_official_code(rows->text(1)) || !packet) continue;
        (*packet)["MaHoSo"] = rows->text(1);
        out.push_back({rows->text(0), rows->text(1), Personal(book_text(*packet))});
    }
}

Result<Done> NationalBook::rated(std::string_view id) {
    return changed_all(database_.change("UPDATE national_rating SET sent = 1 WHERE id = ?1", id));
}

Result<Done> NationalBook::refuse_rating(std::string_view id, std::string_view words, WallTime at) {
    return changed_all(
        database_.change("UPDATE national_rating SET refused_at = ?2, words = ?3 WHERE id = ?1", id, at, words));
}

}  // namespace kiosk::portal
