#include "ui/gallery.hpp"

#include <algorithm>
#include <iterator>

#include "ui/stage.hpp"

namespace kiosk::ui {
namespace {

using catalogue::Offer;
using visit::Journey;
using visit::Purpose;
using visit::Visit;

/// The field with the most procedures: what most people look for.
std::string fullest_field(const SampleData& data) {
    const auto& fields = data.catalogue.fields();
    const auto fullest = std::ranges::max_element(
        fields, {}, [&](const catalogue::Field& field) { return data.catalogue.in_field(field.id).size(); });
    return fullest == fields.end() ? std::string{} : fullest->id;
}

visit::State searching(std::string words, const SampleData& data) {
    visit::Searching state{Journey::submit, Purpose::submit, std::move(words), {}};
    for (const auto& hit : data.catalogue.search(state.words)) state.found.push_back(hit.procedure);
    return state;
}

/// The first procedure that this is true of; the first of all when there is none.
template <class Is>
const catalogue::Procedure* procedure_that(const SampleData& data, Is is) {
    const auto& all = data.catalogue.procedures();
    const auto found = std::ranges::find_if(all, is);
    return found == all.end() ? &all.front() : &*found;
}

visit::TicketWish wish_for(const catalogue::Procedure& procedure) {
    return {Purpose::submit, procedure.field, procedure.code};
}

std::string line_of(const visit::TicketWish& wish, const SampleData& data) {
    const auto* line = settings::line_for(data.settings.queue, wish.purpose, wish.field);
    return line == nullptr ? std::string{} : line->id;
}

visit::Ticket ticket_for(const visit::TicketWish& wish, const SampleData& data) {
    const auto* line = settings::line_for(data.settings.queue, wish.purpose, wish.field);
    visit::Ticket ticket;
    ticket.press.bytes.fill(0x27);
    ticket.number = (line == nullptr ? std::string{"A"} : line->prefix) + "027";
    ticket.line = line == nullptr ? std::string{} : line->id;
    ticket.day = local_time(data.wall).date;
    ticket.serial = 27;
    ticket.wish = wish;
    ticket.taken_at = data.wall;
    return ticket;
}

std::vector<std::string> counters_of(std::string_view line, const SampleData& data) {
    std::vector<std::string> ids;
    for (const auto* counter : settings::counters_of(data.settings.queue, line)) ids.push_back(counter->id);
    return ids;
}

/// The catalogue of the tree is tested, so that it has none of these. States point at procedures: this one stays.
const catalogue::Procedure& untested_copy(const catalogue::Procedure& of) {
    static const auto copy = [&] {
        auto out = of;
        out.untested = true;
        return out;
    }();
    return copy;
}

Visit with_a4_printer(visit::State state) {
    auto out = healthy(std::move(state));
    out.situation.page_printer.reset();
    return out;
}

visit::State printing_papers(const catalogue::Procedure& procedure) {
    visit::ReadingDetails out{Journey::guidance, &procedure, {}};
    out.a4 = visit::A4Printing{{}, {}, visit::A4Printing::Phase::under_way, Code::io, Monotonic{20s}};
    return out;
}

}  // namespace

Visit healthy(visit::State state) {
    Visit out;
    out.state = std::move(state);
    out.situation.portal_connected = true;
    return out;
}

Visit in_situation(visit::State state, const visit::Situation& situation) {
    auto out = healthy(std::move(state));
    out.situation = situation;
    return out;
}

const catalogue::Procedure* procedure_with(Offer offer, const SampleData& data) {
    return procedure_that(data, [&](const catalogue::Procedure& procedure) { return procedure.offer == offer; });
}

void show(Stage& stage, const Sample& sample, const std::function<void(Frame&)>& page) {
    constexpr Monotonic touched_at{1s};  // later than a screen takes touches after its entrance
    constexpr Monotonic held_at{2s};
    stage.enter_screen(Monotonic{});
    stage.draw(Monotonic{}, page);
    if (!sample.touched.empty()) {
        const auto tapped = stage.tap(sample.touched, touched_at);
        require(tapped.has_value(), "what a sample touches is on its page");
        stage.draw(touched_at, page);
        stage.draw(touched_at, page);  // the first one only tells the screen
    }
    if (!sample.spoken.empty()) {
        const auto& nodes = stage.nodes();
        const auto found = std::ranges::find(nodes, sample.spoken, &Node::id);
        require(found != nodes.end(), "what a voice names is on its page");
        stage.mark_spoken(static_cast<std::size_t>(found - nodes.begin()));
        stage.draw(Monotonic{}, page);
    }
    if (sample.held.empty()) return;
    const auto* key = stage.find(sample.held);
    require(key != nullptr, "what a sample holds is on its page");
    stage.finger_down(1, key->rect.centre(), held_at);
    stage.draw(held_at, page);
}

Visit read_aloud(visit::State state, bool paused) {
    auto out = healthy(std::move(state));
    out.preferences.aloud.on = true;
    out.preferences.aloud.paused = paused;
    out.speaking = !paused;
    return out;
}

std::vector<Sample> samples_choosing(const SampleData& data) {
    using namespace visit;
    Situation no_capture{.portal_connected = true,
                         .code_reader = Code::device_gone,
                         .camera = Code::device_gone,
                         .page_scanner = Code::device_gone,
                         .ticket_printer = {},
                         .speaker = {}};
    Situation offline;
    Situation mute{.portal_connected = true,
                   .code_reader = {},
                   .camera = {},
                   .page_scanner = {},
                   .ticket_printer = {},
                   .speaker = Code::device_gone};
    const auto field = fullest_field(data);
    const auto* linked = procedure_that(data, [](const Procedure& p) { return !p.parts.empty(); });
    const auto* prepared = procedure_that(data, [](const Procedure& p) {
        return p.offered() != Offer::in_person && p.parts.empty() && p.handled(catalogue::Channel::online) == nullptr;
    });
    const auto* organisation = procedure_that(
        data, [](const Procedure& p) { return p.applicants == std::vector{catalogue::ApplicantKind::organisation}; });
    const auto* exempted = procedure_that(data, [](const Procedure& p) {
        return !p.exemptions.empty() && p.handled(catalogue::Channel::online) != nullptr &&
               !p.handled(catalogue::Channel::online)->fees.empty();
    });
    const auto* here = procedure_with(Offer::submit, data);
    return {
        {"attracting", healthy(Attracting{})},
        {"choosing_journey", healthy(ChoosingJourney{})},
        {"choosing_journey_degraded", in_situation(ChoosingJourney{}, no_capture)},
        {"choosing_journey_offline", in_situation(ChoosingJourney{}, offline)},
        {"choosing_journey_mute", in_situation(ChoosingJourney{}, mute)},
        {"choosing_journey_read_aloud", read_aloud(ChoosingJourney{}, false), {}, {}, "home.ticket"},
        {"choosing_field", healthy(ChoosingField{Journey::submit, Purpose::submit})},
        {"choosing_field_ticket", healthy(ChoosingField{Journey::ticket, Purpose::submit})},
        {"choosing_field_life_events", healthy(ChoosingField{Journey::submit, Purpose::submit, Grouping::life_events})},
        {"choosing_procedure_life_event",
         healthy(ChoosingProcedure{Journey::submit, Purpose::submit, {}, data.catalogue.life_events().front().id})},
        {"choosing_procedure", healthy(ChoosingProcedure{Journey::submit, Purpose::submit, field})},
        {"choosing_procedure_ticket", healthy(ChoosingProcedure{Journey::ticket, Purpose::submit, field})},
        {"searching", healthy(Searching{Journey::submit, Purpose::submit, {}, {}})},
        fullest({"searching_found", healthy(searching("khai sinh", data))}),
        {"searching_nothing", healthy(searching("qqqxyz", data))},
        {"reading_details", healthy(ReadingDetails{Journey::submit, here, {}})},
        {"reading_details_originals",
         healthy(ReadingDetails{Journey::submit, procedure_with(Offer::submit_then_originals, data), {}})},
        {"reading_details_prepared", healthy(ReadingDetails{Journey::submit, prepared, {}})},
        {"reading_details_in_person",
         healthy(ReadingDetails{Journey::guidance, procedure_with(Offer::in_person, data), {}})},
        {"reading_details_read_aloud_paused", read_aloud(ReadingDetails{Journey::submit, here, {}}, true)},
        {"reading_details_untested", healthy(ReadingDetails{Journey::submit, &untested_copy(*here), {}})},
        fullest({"reading_details_linked", healthy(ReadingDetails{Journey::submit, linked, {}})}),
        {"reading_details_fee", healthy(ReadingDetails{Journey::submit, exempted, {}})},
        {"reading_details_organisation", healthy(ReadingDetails{Journey::submit, organisation, {}})},
        {"reading_details_print", with_a4_printer(ReadingDetails{Journey::guidance, here, {}})},
        {"reading_details_printing", with_a4_printer(printing_papers(*here))},
        {"reading_details_degraded", in_situation(ReadingDetails{Journey::submit, here, {}}, no_capture)},
    };
}

std::vector<Sample> samples_ticket(const SampleData& data) {
    using namespace visit;
    const auto& procedure = *procedure_with(Offer::submit_then_originals, data);
    const auto wish = wish_for(procedure);
    const auto line = line_of(wish, data);
    const auto ticket = ticket_for(wish, data);
    const TicketWish asks{Purpose::ask, {}, {}};
    require(!data.settings.queue.priorities.empty(), "the samples are made from a configuration with a priority class");
    auto first = wish;
    first.priority = data.settings.queue.priorities.front().id;
    const auto first_ticket = ticket_for(first, data);
    Situation no_paper{.portal_connected = true,
                       .code_reader = {},
                       .camera = {},
                       .page_scanner = {},
                       .ticket_printer = Code::no_paper,
                       .speaker = {}};
    const auto today = local_time(data.wall).date;
    const settings::Opening lunch{false, true, LocalTime{today, 13, 30, 0}};
    const settings::Opening evening{false, false, LocalTime{today.plus_days(1), 7, 0, 0}};
    const Monotonic soon{18s};
    const queue::Wait wait{5, 2, true, 14min, 10min, 20min, data.wall + 14min, true};
    const auto with_news = [&](State state) {
        auto sample = healthy(std::move(state));
        sample.situation.lines = {{line, 12, 2, true, 25min, 40min, true}};
        return sample;
    };
    const auto with_appointment = [&](State state, Duration in) {
        auto sample = healthy(std::move(state));
        const auto at = local_time(data.wall + in);
        sample.appointment = queue::Appointment{data.settings.centre.id, at.date, at.hour * 60 + at.minute, "XK7Q"};
        return sample;
    };
    return {
        {"choosing_purpose", healthy(ChoosingPurpose{})},
        {"choosing_purpose_appointment", with_appointment(ChoosingPurpose{}, 5min)},
        {"tickets_closed_lunch", healthy(TicketsClosed{lunch})},
        {"tickets_closed_evening", healthy(TicketsClosed{evening})},
        {"confirming_ticket", with_news(ConfirmingTicket{wish, &procedure, line, {}, {}})},
        {"confirming_ticket_appointment", with_appointment(ConfirmingTicket{wish, &procedure, line, {}, {}}, 5min)},
        {"confirming_ticket_appointment_early", with_appointment(ConfirmingTicket{wish, &procedure, line, {}, {}}, 40min)},
        {"confirming_ticket_appointment_late", with_appointment(ConfirmingTicket{wish, &procedure, line, {}, {}}, -40min)},
        {"confirming_ticket_cooling", healthy(ConfirmingTicket{wish, &procedure, line, Code::busy, {}})},
        {"confirming_ticket_priority", healthy(ConfirmingTicket{first, &procedure, line, {}, {}})},
        fullest({"confirming_ticket_none_left", healthy(ConfirmingTicket{wish, &procedure, line, Code::too_many, {}})}),
        {"confirming_ticket_asks", in_situation(ConfirmingTicket{asks, nullptr, line_of(asks, data), {}, {}}, no_paper)},
        {"taking_ticket", healthy(TakingTicket{ticket.press, wish, {}, soon, {}})},
        {"taking_ticket_printing", healthy(TakingTicket{ticket.press, wish, ticket, soon, {}})},
        {"holding_ticket_printed", healthy(HoldingTicket{ticket, Delivery::printed, counters_of(line, data), soon, wait})},
        fullest({"holding_ticket_priority",
                 healthy(HoldingTicket{first_ticket, Delivery::printed, counters_of(line, data), soon})}),
        {"holding_ticket_shown",
         in_situation(HoldingTicket{ticket, Delivery::shown, counters_of(line, data), soon}, no_paper)},
    };
}

std::vector<Sample> samples_across(const SampleData& data) {
    using namespace visit;
    const auto* procedure = procedure_with(Offer::submit, data);
    Filing filing{procedure, {}};
    filing.draft.procedure = procedure->code;
    const auto over = std::make_shared<const State>(TypingPerson{filing, visit::Role::submitter, {}});
    const auto nothing_lost = std::make_shared<const State>(ReadingDetails{Journey::submit, procedure, {}});
    const PressId press{};
    const Monotonic soon{24s};
    return {
        {"asking_if_present", healthy(AskingIfPresent{over, soon})},
        {"confirming_end", healthy(ConfirmingEnd{over, soon})},
        {"calling_staff_ringing", healthy(CallingStaff{nothing_lost, press, HelpPhase::ringing, soon})},
        {"calling_staff_coming", healthy(CallingStaff{over, press, HelpPhase::coming, soon})},
        fullest({"calling_staff_unanswered", healthy(CallingStaff{nothing_lost, press, HelpPhase::unanswered, soon})}),
        {"calling_staff_unanswered_unsaved", healthy(CallingStaff{over, press, HelpPhase::unanswered, soon})},
        {"out_of_service_starting", healthy(OutOfService{OutReason::starting})},
        fullest({"out_of_service_store_failed", healthy(OutOfService{OutReason::store_failed})}),
        {"out_of_service_stopped", healthy(OutOfService{OutReason::stopped_by_staff})},
    };
}

std::vector<Sample> samples(const catalogue::Catalogue& catalogue, const settings::Settings& settings, WallTime wall) {
    const SampleData data{catalogue, settings, wall};
    std::vector<Sample> out;
    for (auto group : {&samples_choosing, &samples_ticket, &samples_filing, &samples_lookup, &samples_numbers,
                       &samples_across, &samples_last, &samples_supplement, &samples_drafts, &samples_phone, &samples_staff,
                       &samples_assisted, &samples_today}) {
        auto made = group(data);
        std::ranges::move(made, std::back_inserter(out));
    }
    return out;
}

}  // namespace kiosk::ui
