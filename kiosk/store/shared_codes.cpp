#include "kiosk/store/shared_codes.hpp"

namespace kiosk::store {
namespace {

// On its way or not: to another kiosk it is the same.
constexpr std::string_view shared_columns =
    "SELECT d.id, d.provisional_code, d.official_code, CASE d.delivery WHEN 'in_flight' THEN 'waiting' ELSE d.delivery END,"
    " d.procedure_code, d.procedure_name, d.unit_name, d.submitted_at, s.factors FROM shared_code AS s"
    " JOIN dossier AS d ON d.id = s.dossier WHERE ";

std::string state_of(const SharedCode& code) { return code.state + ' ' + code.official_code; }

}  // namespace

Result<std::vector<SharedCode>> SharedCodes::untold(int most) {
    return read(database_.query(std::string(shared_columns) + "s.told <> CASE d.delivery WHEN 'in_flight' THEN 'waiting' "
                                                              "ELSE d.delivery END || ' ' || coalesce(d.official_code, '')"
                                                              " ORDER BY d.submitted_at LIMIT ?1",
                                most));
}

Result<Done> SharedCodes::told(const SharedCode& code) {
    auto changed = database_.change("UPDATE shared_code SET told = ?2 WHERE dossier = ?1", code.dossier, state_of(code));
    if (!changed) return fail(std::move(changed));
    return Done{};
}

Result<std::vector<SharedCode>> SharedCodes::over(WallTime until, int most) {
    return read(
        database_.query(std::string(shared_columns) +
                            "d.delivery IN ('delivered', 'refused') AND coalesce(d.delivered_at, d.submitted_at) < ?1"
                            " ORDER BY d.submitted_at LIMIT ?2",
                        until, most));
}

Result<Done> SharedCodes::forget(const Uuid& dossier) {
    auto changed = database_.change("DELETE FROM shared_code WHERE dossier = ?1", dossier);
    if (!changed) return fail(std::move(changed));
    return Done{};
}

Result<std::vector<SharedCode>> SharedCodes::read(Result<Statement> rows) {
    if (!rows) return fail(std::move(rows));
    std::vector<SharedCode> out;
    for (;;) {
        auto row = rows->step();
        if (!row) return fail(std::move(row));
        if (!*row) return out;
        out.push_back({rows->uuid(0), rows->text(1), rows->text(2), rows->text(3), rows->text(4), rows->text(5),
                       rows->text(6), rows->wall_time(7), rows->text(8)});
    }
}

}  // namespace kiosk::store
