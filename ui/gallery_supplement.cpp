#include "ui/gallery.hpp"
#include "ui/gallery_parts.hpp"

namespace kiosk::ui {
namespace {

using dossier::Status;
using dossier::StatusView;
using SupplementAnswer = dossier::AskedWithdrawal::Answer;

constexpr auto one_day = 24h;

StatusView lacking(const SampleData& data) {
    const auto* procedure = procedure_with(catalogue::Offer::submit_then_originals, data);
    StatusView view;
    view.code = "H48.22-261116-0123";
    view.provisional_code = view.code;
    view.procedure_code = procedure->code;
    view.procedure_name = procedure->short_name.vi;
    view.holder_masked = Personal{"Đ*** V** Ngữ"};
    view.status = Status::supplement_asked;
    view.submitted_at = data.wall + -7 * one_day;
    view.accepted_at = view.submitted_at + 3h;
    view.due_at = data.wall + 3 * one_day;
    view.as_of = data.wall + -2min;
    view.from_portal = true;
    view.steps = {{Status::registered, view.submitted_at, {}},
                  {Status::accepted, *view.accepted_at, {}},
                  {Status::processing, view.submitted_at + one_day, {}},
                  {Status::supplement_asked, data.wall + -one_day, "Bản quét giấy tờ bị mờ, đề nghị quét lại."}};
    return view;
}

visit::ReadingStatus reading_of(StatusView view) {
    visit::ReadingStatus out;
    out.view = std::move(view);
    return out;
}

StatusView sent(const SampleData& data, SupplementAnswer answer) {
    auto view = lacking(data);
    view.supplement = dossier::SentSupplement{{}, data.wall, answer, {}};
    if (answer == SupplementAnswer::refused) view.supplement->words = "hồ sơ không ở trạng thái chờ bổ sung";
    if (answer == SupplementAnswer::taken) {
        view.status = Status::processing;
        view.steps.push_back({view.status, data.wall, {}});
    }
    return view;
}

visit::Filing to_add(const SampleData& data, bool with_pages) {
    const auto& procedure = *procedure_with(catalogue::Offer::submit_then_originals, data);
    auto supplement = std::make_shared<visit::Supplementing>(visit::Supplementing{reading_of(lacking(data)), {}});
    supplement->papers.code = procedure.code;
    for (const auto& component : procedure.components) {
        if (component.form || component.present_only || supplement->papers.components.size() == 2) continue;
        supplement->papers.components.push_back(component);
        supplement->papers.components.back().required = false;
    }
    auto& other = supplement->papers.components.emplace_back();
    other.id = std::string(dossier::other_paper);
    other.required = false;
    visit::Filing out{&supplement->papers, {}, nullptr};
    if (with_pages) {
        out.draft.paper(supplement->papers.components.front().id).pages = gallery::drawn_pages(2);
        out.draft.paper(dossier::other_paper).bring_original = true;
    }
    out.supplement = std::move(supplement);
    return out;
}

dossier::SupplementNote note_of(const SampleData& data, SupplementAnswer answer) {
    const auto filing = to_add(data, true);
    dossier::SupplementNote out;
    out.code = lacking(data).code;
    out.procedure_name = lacking(data).procedure_name;
    out.sent_at = data.wall;
    out.papers = {{filing.procedure->components.front().id, filing.procedure->components.front().name, 2, false},
                  {std::string(dossier::other_paper), {}, 0, true}};
    out.answer = answer;
    if (answer == SupplementAnswer::refused) out.refusal = "hồ sơ không ở trạng thái chờ bổ sung";
    return out;
}

visit::Visit without_portal(visit::State state) {
    visit::Situation situation;
    situation.portal_connected = false;
    return in_situation(std::move(state), situation);
}

}  // namespace

std::vector<Sample> samples_supplement(const SampleData& data) {
    using namespace visit;
    auto begun = reading_of(lacking(data));
    begun.begun = std::make_shared<const Draft>(to_add(data, true).draft);
    const auto filing = to_add(data, true);
    const auto component = filing.procedure->components.front().id;
    const auto holding = [&](SupplementAnswer answer, Delivery delivery) {
        return HoldingSupplement{reading_of(lacking(data)), note_of(data, answer), delivery, Monotonic{20s}};
    };
    return {
        {"reading_status_supplement_begun", healthy(std::move(begun))},
        {"reading_status_supplement_waits", without_portal(reading_of(sent(data, SupplementAnswer::on_its_way)))},
        fullest({"reading_status_supplement_refused", healthy(reading_of(sent(data, SupplementAnswer::refused)))}),
        {"reading_status_supplement_taken", healthy(reading_of(sent(data, SupplementAnswer::taken)))},
        {"collecting_papers_supplement", healthy(CollectingPapers{to_add(data, false), {}, false})},
        {"collecting_papers_supplement_some", healthy(CollectingPapers{filing, {}, false})},
        {"viewing_page_supplement", healthy(ViewingPage{filing, component, 1, true})},
        {"reviewing_supplement", healthy(ReviewingSupplement{filing, {}, {}})},
        {"reviewing_supplement_offline", without_portal(ReviewingSupplement{filing, {}, {}})},
        fullest({"reviewing_supplement_not_kept", healthy(ReviewingSupplement{filing, PressId{}, Code::disk_full})}),
        {"sending_supplement", healthy(SendingSupplement{filing, {}, {}, Monotonic{12s}})},
        fullest({"sending_supplement_asking",
                 healthy(SendingSupplement{filing, {}, note_of(data, SupplementAnswer::on_its_way), Monotonic{6s}})}),
        {"holding_supplement", healthy(holding(SupplementAnswer::taken, Delivery::printed))},
        {"holding_supplement_printing", healthy(holding(SupplementAnswer::taken, Delivery::printing))},
        {"holding_supplement_waits", without_portal(holding(SupplementAnswer::on_its_way, Delivery::printed))},
        {"holding_supplement_shown", healthy(holding(SupplementAnswer::taken, Delivery::shown))},
        fullest({"holding_supplement_refused", healthy(holding(SupplementAnswer::refused, Delivery::printed))}),
    };
}

}  // namespace kiosk::ui
