#pragma once
/// Sample visits for golden pictures, audits and the gallery: at least one for every state, more where a page has several
/// faces. Synthetic persons only. Any thread.

#include <functional>
#include <string>
#include <vector>

#include "kiosk/visit/visit.hpp"

namespace kiosk::ui {

class Frame;
class Stage;

struct Sample {
    std::string name;  ///< the file name of its picture: "holding_ticket_shown"
    visit::Visit visit;
    std::string touched{};  ///< a thing that a finger touched before
    std::string held{};     ///< a key that a finger holds
    std::string spoken{};   ///< a thing that a voice is naming
    bool fullest = false;   ///< of its state: the one that shows most of what the page can show
};

/// Marks a sample, where another one of its state comes first.
[[nodiscard]] inline Sample fullest(Sample sample) {
    sample.fullest = true;
    return sample;
}

/// What the samples are made from. The monotonic clock of all of them stands at zero.
struct SampleData {
    const catalogue::Catalogue& catalogue;
    const settings::Settings& settings;
    WallTime wall;
};

/// Draws the sample's page as its person left it. `page` draws the visit.
void show(Stage& stage, const Sample& sample, const std::function<void(Frame&)>& page);

/// All of them, in the order of visit::State.
[[nodiscard]] std::vector<Sample> samples(const catalogue::Catalogue& catalogue, const settings::Settings& settings,
                                          WallTime wall);

[[nodiscard]] std::vector<Sample> samples_choosing(const SampleData& data);
[[nodiscard]] std::vector<Sample> samples_ticket(const SampleData& data);
[[nodiscard]] std::vector<Sample> samples_filing(const SampleData& data);
/// The part of samples_filing that fills in forms.
[[nodiscard]] std::vector<Sample> samples_form(const SampleData& data);
/// The part of samples_filing from the telephone number to the confirmation.
[[nodiscard]] std::vector<Sample> samples_press(const SampleData& data);
[[nodiscard]] std::vector<Sample> samples_lookup(const SampleData& data);
[[nodiscard]] std::vector<Sample> samples_numbers(const SampleData& data);
/// Questions over a page, and the kiosk that cannot serve.
[[nodiscard]] std::vector<Sample> samples_across(const SampleData& data);

/// Another procedure in the same visit, and dossiers to be finished another time.
[[nodiscard]] std::vector<Sample> samples_drafts(const SampleData& data);
/// Papers for a dossier that exists.
[[nodiscard]] std::vector<Sample> samples_supplement(const SampleData& data);
/// What is offered at the end of a visit: rating the service, feedback.
[[nodiscard]] std::vector<Sample> samples_last(const SampleData& data);

/// An officer who helps within somebody's visit; what staff decided for the day, as citizens meet it.
[[nodiscard]] std::vector<Sample> samples_assisted(const SampleData& data);
[[nodiscard]] std::vector<Sample> samples_today(const SampleData& data);

/// The citizen's own telephone: signing in, paying a fee.
[[nodiscard]] std::vector<Sample> samples_phone(const SampleData& data);

/// Staff at the kiosk.
[[nodiscard]] std::vector<Sample> samples_staff(const SampleData& data);

/// A visit in this state with everything in order.
[[nodiscard]] visit::Visit healthy(visit::State state);
/// The same where the kiosk, the link or the hour is not as it should be.
[[nodiscard]] visit::Visit in_situation(visit::State state, const visit::Situation& situation);
/// The same while a voice reads the page, or waits in the middle of it.
[[nodiscard]] visit::Visit read_aloud(visit::State state, bool paused);
/// The first procedure with this offer, or the first of all.
[[nodiscard]] const catalogue::Procedure* procedure_with(catalogue::Offer offer, const SampleData& data);

}  // namespace kiosk::ui
