#include "kiosk/portal/national_push.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/status_table.hpp"

namespace kiosk::portal {
namespace {

using PushJson = nlohmann::ordered_json;

constexpr auto national_mark = "national_mark";

std::string number_of(dossier::Status status) { return std::to_string(static_cast<int>(status)); }

std::string time_or_none(const std::optional<WallTime>& at) { return at ? packet_time(*at) : std::string(); }

Personal dumped(const PushJson& json) { return Personal(json.dump(-1, ' ', false, PushJson::error_handler_t::replace)); }

/// What the feed says of a dossier, under the names of QCVN 120.
NationalDossier national(const dossier::StatusView& view) {
    NationalDossier out;
    out.code = view.code;
    out.packet = dumped({{"MaHoSo", view.code},
                         {"MaTTHC", view.procedure_code},
                         {"TenTTHC", view.procedure_name},
                         {"DonViXuLy", view.unit_name},
                         {"NgayNopHoSo", packet_time(view.submitted_at)},
                         {"NgayTiepNhan", time_or_none(view.accepted_at)},
                         {"NgayHenTra", time_or_none(view.due_at)},
                         {"TrangThaiHoSo", number_of(view.status)}});
    for (const auto& step : view.steps) {
        const auto words = step.note.empty() ? std::string(dossier::row_of(step.status).name_vi) : step.note;
        out.steps.push_back({dumped({{"MaHoSo", view.code},
                                     {"ThoiDiemXuLy", packet_time(step.at)},
                                     {"PhongBanXuLy", view.unit_name},
                                     {"NoiDungXuLy", words},
                                     {"TrangThai", number_of(step.status)}}),
                             false});
    }
    return out;
}

}  // namespace

Result<NationalPush::Report> NationalPush::run_once() {
    Report report;
    for (bool more = true; more;) {
        auto mark = database_.meta(national_mark);
        if (!mark) return fail(std::move(mark));
        const auto changes = province_.changes({}, *mark);
        if (!changes) return fail(changes.error().code, changes.error().detail);
        for (const auto& view : changes->views) {
            if (auto pushed = push(view, report); !pushed) return fail(std::move(pushed));
        }
        // Only now: whatever broke off above is asked for again, and what was pushed of it is known.
        if (auto kept = database_.set_meta(national_mark, changes->mark); !kept) return fail(std::move(kept));
        more = changes->more;
    }
    return report;
}

Result<Done> NationalPush::push(const dossier::StatusView& view, Report& report) {
    const auto code = dossier::parse_dossier_code(view.code);
    if (!code || code->form == dossier::CodeForm::provisional) return Done{};  // nobody has accepted it yet
    auto rows = database_.query("SELECT sent, steps FROM national_dossier WHERE code = ?1", view.code);
    if (!rows) return fail(std::move(rows));
    auto known = rows->step();
    if (!known) return fail(std::move(known));
    const auto status = static_cast<std::int64_t>(view.status);
    auto there = national(view);
    there.sent = *known && rows->integer(0) == status;
    const auto steps = *known ? std::min<std::size_t>(static_cast<std::size_t>(rows->integer(1)), there.steps.size()) : 0;
    for (std::size_t i = 0; i < steps; ++i) there.steps[i].sent = true;
    const bool told = !there.sent;
    const auto done = nation_.sync(there);
    const auto first_unsent =
        std::find_if(there.steps.begin(), there.steps.end(), [](const auto& step) { return !step.sent; });
    const auto sent = static_cast<std::int64_t>(first_unsent - there.steps.begin());
    report.dossiers += told && there.sent ? 1 : 0;
    report.steps += static_cast<int>(sent - static_cast<std::int64_t>(steps));
    auto kept = database_.change(
        "INSERT INTO national_dossier (code, sent, steps) VALUES (?1, ?2, ?3)"
        " ON CONFLICT (code) DO UPDATE SET sent = ?2, steps = ?3",
        view.code, there.sent ? status : 0, sent);
    if (!kept) return fail(std::move(kept));
    if (done) return Done{};
    if (done.error().code != Code::refused) return done;
    report.refused.push_back({view.code, done.error().detail});
    return Done{};
}

}  // namespace kiosk::portal
