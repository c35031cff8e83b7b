#include "kiosk/portal/national_push.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "kiosk/base/text.hpp"
#include "kiosk/dossier/dossier_code.hpp"
#include "kiosk/dossier/status_table.hpp"
#include "kiosk/portal/json.hpp"

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
                                     {"NguoiXuLy", "Cán bộ một cửa"},  // the feed names no officer
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
        for (const auto& rated : changes->ratings) {
            if (auto noted = book_.note(rated); !noted) return fail(std::move(noted));
        }
        for (const auto& view : changes->views) {
            if (auto pushed = push(view, report); !pushed) return fail(std::move(pushed));
        }
        // Only now: whatever broke off above is asked for again, and what was pushed of it is known.
        if (auto kept = database_.set_meta(national_mark, changes->mark); !kept) return fail(std::move(kept));
        more = changes->more;
    }
    if (auto pushed = push_ratings(report); !pushed) return fail(std::move(pushed));
    return report;
}

Result<NationalPush::Report> NationalPush::retry(std::string_view code) {
    const auto wanted = dossier::canonical_code(code);
    auto refused = book_.refused(wanted);
    if (!refused) return fail(std::move(refused));
    const auto ratings = book_.again(wanted);
    if (!ratings) return fail(ratings.error().code, ratings.error().detail);
    if (!*refused && *ratings == 0)
        return fail(Code::not_found, "nothing of this dossier was refused; kiosk province refused lists what was");
    Report report;
    if (*refused) {
        const auto packet = parse_json((*refused)->packet.reveal());
        const auto status = packet ? text_of(*packet, "TrangThaiHoSo") : std::string();
        if (status.empty() || !all_digits(status) || status.size() > 2)
            return fail(Code::corrupt, "what was refused cannot be read any more");
        if (auto pushed = push(std::move(**refused), std::stoi(status), report); !pushed) return fail(std::move(pushed));
    }
    if (auto pushed = push_ratings(report); !pushed) return fail(std::move(pushed));
    return report;
}

Result<Done> NationalPush::push(const dossier::StatusView& view, Report& report) {
    const auto code = dossier::parse_dossier_code(view.code);
    if (!code || code->form == dossier::CodeForm::provisional) return Done{};  // nobody has accepted it yet
    if (!view.provisional_code.empty() && view.provisional_code != view.code) {
        if (auto renamed = book_.rename(view.provisional_code, view.code); !renamed) return renamed;
    }
    return push(national(view), static_cast<std::int64_t>(view.status), report);
}

Result<Done> NationalPush::push(NationalDossier dossier, std::int64_t status, Report& report) {
    const auto known = book_.known(dossier.code);
    if (!known) return fail(known.error().code, known.error().detail);
    if (known->presence == Presence::absent) {
        if (auto begun = book_.begin(dossier.code); !begun) return begun;
    }
    dossier.presence = known->presence;
    dossier.sent = known->status == status;
    const auto steps = std::min(known->steps, dossier.steps.size());
    for (std::size_t i = 0; i < steps; ++i) dossier.steps[i].sent = true;
    const bool told = !dossier.sent;
    const auto done = nation_.sync(dossier);
    const auto first_unsent =
        std::find_if(dossier.steps.begin(), dossier.steps.end(), [](const auto& step) { return !step.sent; });
    const auto sent = static_cast<std::size_t>(first_unsent - dossier.steps.begin());
    report.dossiers += told && dossier.sent ? 1 : 0;
    report.steps += static_cast<int>(sent - steps);
    if (auto kept = book_.keep(dossier.code, dossier.sent ? status : known->status, sent); !kept) return kept;
    if (done) return book_.take(dossier.code);
    if (done.error().code != Code::refused) return done;
    report.refused.push_back({dossier.code, done.error().detail});
    return book_.refuse(dossier, done.error().detail, clock_.wall());
}

Result<Done> NationalPush::push_ratings(Report& report) {
    const auto waiting = book_.waiting();
    if (!waiting) return fail(waiting.error().code, waiting.error().detail);
    for (const auto& rating : *waiting) {
        const auto done = nation_.rate(rating.packet);
        if (!done && done.error().code != Code::refused) return done;
        if (done) ++report.ratings;
        else report.refused.push_back({rating.code, done.error().detail});
        auto kept = done ? book_.rated(rating.id) : book_.refuse_rating(rating.id, done.error().detail, clock_.wall());
        if (!kept) return kept;
    }
    return Done{};
}

}  // namespace kiosk::portal
