#include <algorithm>

#include "kiosk/dossier/prefill.hpp"
#include "ui/gallery.hpp"
#include "ui/gallery_parts.hpp"

namespace kiosk::ui {
namespace {

using catalogue::ApplicantKind;
using catalogue::Procedure;
using dossier::PageSource;
using visit::Filing;

// ---- Pages that nobody wrote ------------------------------------------------------------------------------------------------

constexpr int page_width_px = 248;
constexpr int page_height_px = 351;

/// The first byte of a pixel.
std::size_t byte_at(int x, int y) {
    return 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(page_width_px) + static_cast<std::size_t>(x));
}

void fill(dossier::Preview& page, int left, int top, int width, int height, std::uint8_t gray) {
    for (int y = top; y < top + height; ++y) {
        for (int x = left; x < left + width; ++x) {
            std::fill_n(page.rgba.begin() + static_cast<std::ptrdiff_t>(byte_at(x, y)), 3, gray);
        }
    }
}

/// A sheet with a heading, lines of writing and a round stamp: no words, nobody's paper.
std::shared_ptr<const dossier::Preview> drawn_page(int variant) {
    dossier::Preview page;
    page.width_px = page_width_px;
    page.height_px = page_height_px;
    page.rgba.assign(byte_at(0, page_height_px), 255);
    fill(page, 60, 24, 128, 5, 60);
    fill(page, 84, 36, 80, 4, 120);
    for (int line = 0; line < 14; ++line) {
        const int shorter = (line * 37 + variant * 53) % 70;
        fill(page, 26, 70 + line * 15, page_width_px - 52 - shorter, 4, 90);
    }
    constexpr int radius = 26;
    for (int y = -radius; y <= radius; ++y) {
        for (int x = -radius; x <= radius; ++x) {
            const int square = x * x + y * y;
            if (square <= radius * radius && square >= (radius - 4) * (radius - 4)) {
                const auto at = byte_at(176 + x, 310 + y);
                page.rgba[at + 1] = page.rgba[at + 2] = 60;
            }
        }
    }
    return std::make_shared<const dossier::Preview>(std::move(page));
}

dossier::Page page_from(PageSource source, int variant) {
    dossier::Page page;
    page.id.bytes.fill(static_cast<std::uint8_t>(0x40 + variant));
    page.source = source;
    page.preview = drawn_page(variant);
    return page;
}

// ---- Persons who do not exist -----------------------------------------------------------------------------------------------

dossier::Person synthetic_person() {
    dossier::Person person;
    person.name = Personal{"Đinh Văn Ngữ"};
    person.number = Personal{"051090000123"};
    person.birth_date = Personal{"1990-01-31"};
    person.sex = Personal{"Nam"};
    person.residence = Personal{"Tổ dân phố 3, phường Nghĩa Lộ, tỉnh Quảng Ngãi"};
    return person;
}

dossier::Person synthetic_child() {
    dossier::Person person;
    person.name = Personal{"Đinh Thị Ngữ Ế"};
    person.number = Personal{"051326000456"};
    return person;
}

// ---- Dossiers on their way ----------------------------------------------------------------------------------------------------

bool is_collected(const catalogue::Component& component) { return !component.form && !component.present_only; }

const Procedure* procedure_for(ApplicantKind kind, std::size_t kinds, const SampleData& data) {
    const auto& all = data.catalogue.procedures();
    const auto found = std::ranges::find_if(all, [&](const Procedure& procedure) {
        return procedure.offer != catalogue::Offer::in_person && procedure.applicants.size() >= kinds &&
               std::ranges::find(procedure.applicants, kind) != procedure.applicants.end();
    });
    return found == all.end() ? &all.front() : &*found;
}

}  // namespace

namespace gallery {

std::vector<dossier::Page> drawn_pages(int count) {
    std::vector<dossier::Page> out;
    for (int variant = 1; variant <= count; ++variant) out.push_back(page_from(PageSource::scanner, variant));
    return out;
}

/// The first procedure with this form, such that papers are collected as well; the first of all when there is none.
const Procedure* procedure_of_form(std::string_view form, const SampleData& data) {
    const auto& all = data.catalogue.procedures();
    const auto found = std::ranges::find_if(all, [&](const Procedure& procedure) {
        return procedure.form == form && procedure.offer != catalogue::Offer::in_person &&
               std::ranges::any_of(procedure.components, is_collected);
    });
    return found == all.end() ? &all.front() : &*found;
}

Filing begun(const Procedure* procedure, ApplicantKind applicant) {
    Filing filing{procedure, {}};
    filing.draft.procedure = procedure->code;
    filing.draft.applicant = applicant;
    return filing;
}

/// The card was read, and the child is named.
Filing identified(const SampleData& data) {
    auto filing = begun(procedure_of_form("khai_sinh", data), ApplicantKind::relative);
    filing.draft.submitter = synthetic_person();
    filing.draft.identified_by = dossier::IdentifiedBy::card;
    filing.draft.holder = synthetic_child();
    if (const auto* form = data.catalogue.form(filing.procedure->form)) {
        dossier::prefill(*form, *filing.procedure, filing.draft);
    }
    return filing;
}

/// The required papers as pages, the first one with two; the first optional one is to be brought.
Filing complete(const SampleData& data) {
    auto filing = identified(data);
    answer_all(filing, data);
    filing.draft.phone = Personal{"0912345678"};
    int variant = 0;
    bool promised = false;
    for (const auto& component : filing.procedure->components) {
        if (!is_collected(component)) continue;
        if (component.required) {
            auto& pages = filing.draft.paper(component.id).pages;
            pages.push_back(page_from(PageSource::scanner, ++variant));
            if (variant == 1) pages.push_back(page_from(PageSource::camera, ++variant));
        } else if (!promised) {
            filing.draft.paper(component.id).bring_original = promised = true;
        }
    }
    return filing;
}

}  // namespace gallery

namespace {

using namespace gallery;

std::string first_collected(const Filing& filing) {
    const auto& components = filing.procedure->components;
    const auto found = std::ranges::find_if(components, is_collected);
    return found == components.end() ? std::string{} : found->id;
}

/// By somebody who types that way.
visit::Visit by(kiosk::typing::Method method, visit::State state) {
    auto out = healthy(std::move(state));
    out.preferences.typing_method = method;
    return out;
}

// ---- Who ------------------------------------------------------------------------------------------------------------------------

std::vector<Sample> of_person(const SampleData& data) {
    using namespace visit;
    const auto every_kind = begun(procedure_for(ApplicantKind::organisation, 4, data), ApplicantKind::self);
    const auto some_kinds = begun(procedure_of_form("khai_sinh", data), ApplicantKind::relative);
    auto organisation = begun(every_kind.procedure, ApplicantKind::organisation);
    organisation.draft.organisation_name = Personal{"Hợp tác xã Nghĩa Lộ"};
    auto by_hand = begun(every_kind.procedure, ApplicantKind::self);
    by_hand.draft.identified_by = dossier::IdentifiedBy::other_paper;
    by_hand.draft.submitter.name = Personal{"Đinh Văn Ngữ"};
    by_hand.draft.submitter.number = Personal{"05109000012"};
    by_hand.draft.submitter.birth_date = Personal{"31/02/19"};
    using dossier::PersonField;
    using ProblemKind = dossier::IdentityProblem::Kind;
    Situation no_reader;
    no_reader.portal_connected = true;
    no_reader.code_reader = no_reader.camera = Code::device_gone;
    Situation camera_only;
    camera_only.portal_connected = true;
    camera_only.code_reader = Code::device_gone;
    auto relative = identified(data);
    relative.draft.holder = {};
    return {
        {"reading_notice", healthy(ReadingNotice{some_kinds})},
        {"choosing_applicant", healthy(ChoosingApplicant{every_kind})},
        {"choosing_applicant_two_kinds", healthy(ChoosingApplicant{some_kinds})},
        {"presenting_card", healthy(PresentingCard{some_kinds, CardProblem::none})},
        fullest({"presenting_card_other_code", healthy(PresentingCard{some_kinds, CardProblem::not_a_card})}),
        {"presenting_card_not_readable", healthy(PresentingCard{some_kinds, CardProblem::not_readable})},
        {"presenting_card_camera", in_situation(PresentingCard{some_kinds, CardProblem::none}, camera_only)},
        {"presenting_card_camera_other_code",
         in_situation(PresentingCard{some_kinds, CardProblem::not_a_card}, camera_only)},
        {"presenting_card_no_reader", in_situation(PresentingCard{some_kinds, CardProblem::reader_gone}, no_reader)},
        {"confirming_person", healthy(ConfirmingPerson{identified(data), false})},
        fullest({"confirming_person_warned", healthy(ConfirmingPerson{identified(data), true})}),
        {"typing_person",
         healthy(TypingPerson{begun(every_kind.procedure, ApplicantKind::self), visit::Role::submitter, {}})},
        fullest(
            {"typing_person_problems", healthy(TypingPerson{by_hand,
                                                            visit::Role::submitter,
                                                            {{PersonField::number, ProblemKind::wrong_length, 12, 11},
                                                             {PersonField::birth_date, ProblemKind::not_a_date, 0, 0}}})}),
        {"typing_person_telex", by(kiosk::typing::Method::telex, TypingPerson{by_hand, visit::Role::submitter, {}}),
         "person.name"},
        {"typing_person_vni", by(kiosk::typing::Method::vni, TypingPerson{by_hand, visit::Role::submitter, {}}),
         "person.name"},
        {"typing_person_bubble", healthy(TypingPerson{by_hand, visit::Role::submitter, {}}), "person.name", "key.ư"},
        {"typing_person_signs", healthy(TypingPerson{by_hand, visit::Role::submitter, {}}), "key.symbols"},
        {"typing_person_relative", healthy(TypingPerson{relative, visit::Role::holder, {}})},
        {"typing_person_organisation", healthy(TypingPerson{organisation, visit::Role::organisation, {}})},
    };
}

// ---- Papers -------------------------------------------------------------------------------------------------------------------------

std::vector<Sample> of_papers(const SampleData& data) {
    using namespace visit;
    const auto empty = identified(data);
    const auto full = complete(data);
    const auto component = first_collected(full);
    const Uuid question{};
    const Monotonic soon{42s};
    Situation no_scanner;
    no_scanner.portal_connected = true;
    no_scanner.page_scanner = Code::device_gone;
    auto nothing_works = no_scanner;
    nothing_works.camera = Code::device_gone;
    const auto capturing = [&](PageSource source, std::optional<Code> problem) {
        return CapturingPage{empty, component, source, question, {}, problem, soon, {}, false};
    };
    const auto live = [&](LivePage::Says says, int percent) {
        auto state = capturing(PageSource::camera, {});
        state.live = gallery::live_sample(says, percent);
        return state;
    };
    using pages::Place;
    using pages::Problem;
    const auto advised = [&](std::vector<pages::Advice> advice) {
        auto filing = full;
        filing.draft.paper(component).pages.front().advice = std::move(advice);
        return filing;
    };
    auto read = full;
    read.draft.paper(component).pages.front().reading = std::make_shared<const dossier::PageReading>(
        dossier::PageReading{"Giấy chứng nhận kết hôn", {"000.00.53.H48-261123-0042"}, {{2024, 5, 17}}});
    return {
        {"collecting_papers", healthy(CollectingPapers{empty, {}, false})},
        fullest({"collecting_papers_missing",
                 healthy(CollectingPapers{empty, dossier::missing_components(*empty.procedure, empty.draft), false})}),
        {"collecting_papers_full", healthy(CollectingPapers{full, {}, true})},
        {"collecting_papers_no_scanner", in_situation(CollectingPapers{full, {}, false}, no_scanner)},
        {"collecting_papers_no_device", in_situation(CollectingPapers{empty, {}, false}, nothing_works)},
        {"capturing_page", healthy(capturing(PageSource::scanner, {}))},
        {"capturing_page_camera", healthy(capturing(PageSource::camera, {}))},
        {"capturing_page_live", healthy(live(LivePage::Says::leave_it, 60))},
        {"capturing_page_outside", healthy(live(LivePage::Says::move_it_in, 0))},
        {"capturing_page_again", healthy(live(LivePage::Says::is_taken_once, 0))},
        {"capturing_page_no_paper", healthy(capturing(PageSource::scanner, Code::no_paper))},
        fullest({"capturing_page_jam", healthy(capturing(PageSource::scanner, Code::paper_jam))}),
        {"capturing_page_gone", healthy(capturing(PageSource::camera, Code::device_gone))},
        {"viewing_page_fresh", healthy(ViewingPage{full, component, 0, true})},
        {"viewing_page", healthy(ViewingPage{full, component, 1, false})},
        {"viewing_page_blurred",
         healthy(ViewingPage{advised({{Problem::blurred, Place::bottom_right}}), component, 0, true})},
        {"viewing_page_other_paper", healthy(ViewingPage{read, component, 0, true})},
        fullest({"viewing_page_two_faults",
                 healthy(ViewingPage{
                     advised({{Problem::no_sheet}, {Problem::cut_off, Place::left}, {Problem::finger, Place::top_left}}),
                     component, 0, true})}),
    };
}

}  // namespace

std::vector<Sample> samples_filing(const SampleData& data) {
    std::vector<Sample> out;
    for (auto part : {&of_person, &samples_form, &of_papers, &samples_press}) {
        auto made = part(data);
        std::ranges::move(made, std::back_inserter(out));
    }
    return out;
}

}  // namespace kiosk::ui
