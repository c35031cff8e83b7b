#pragma once
/// The kiosk as a pure function: what a visit is, and how an event makes it another. No I/O, no clock, no randomness in here:
/// the same visit, event and context always give the same step.

#include <vector>

#include "kiosk/review/counted.hpp"
#include "kiosk/settings/settings.hpp"
#include "kiosk/typing/composer.hpp"
#include "kiosk/visit/aloud.hpp"
#include "kiosk/visit/effect.hpp"
#include "kiosk/visit/event.hpp"
#include "kiosk/visit/situation.hpp"
#include "kiosk/visit/state.hpp"

namespace kiosk::visit {

/// How one person wants the screen; forgotten when the visit ends.
struct Preferences {
    std::string language = "vi";
    int text_step = 0;  ///< 0, 1, 2: ×1, ×1.22, ×1.47
    bool high_contrast = false;
    bool low_reach = false;
    typing::Method typing_method = typing::Method::direct;
    Aloud aloud{};
    bool operator==(const Preferences&) const = default;
};

/// An officer helps at the screen; it ends with the visit, by one touch, or by itself.
struct Assistance {
    std::string staff;  ///< id of the token
    Monotonic until;
    Monotonic vouches_until;  ///< the PIN was typed so lately that it is still the officer who touches
};

struct Visit {
    State state = Attracting{};
    Preferences preferences;
    Situation situation;
    Monotonic quiet_until;                     ///< when the kiosk believes that nobody is there; moves with every touch
    bool rated = false;                        ///< the service was rated in this visit: nobody is asked twice
    bool speaking = false;                     ///< a voice speaks: no time runs out meanwhile that waits for a person
    std::shared_ptr<const Earlier> earlier{};  ///< handed in before in this visit; goes with it, and with the first page
    std::optional<Assistance> assistance{};    ///< none: the citizen is alone
    std::optional<queue::Appointment> appointment{};  ///< whose code was read: the next number is its own
    review::Notes notes{};  ///< what of this visit will be counted when it is over; forgotten with it
};

/// What `step` may look at besides the visit.
struct Context {
    Monotonic now;
    WallTime wall;
    const settings::Settings& settings;
    const catalogue::Catalogue& catalogue;
};

struct Step {
    Visit visit;
    std::vector<Effect> effects;
};

/// One event. What has no meaning in a state leaves it as it is; the golden table in tests/visit makes each such pair a decision.
[[nodiscard]] Step step(const Visit& visit, const Event& event, const Context& context);

/// How long a person is waited for: large text is read more slowly, and whoever listens finds the way more slowly.
[[nodiscard]] Duration stretched(Duration by, const Preferences& preferences);

/// The call for an officer that nobody has answered yet; nothing when none is wanted.
[[nodiscard]] std::optional<PressId> call_for_staff(const State& state);

/// What was pressed is being written down; its answer is seconds away, and «Kết thúc» waits for it, under
/// a question as well.
[[nodiscard]] bool is_writing(const State& state);

/// Nobody's: no visit has begun, or it has ended.
[[nodiscard]] bool is_over(const State& state);

/// When `step` wants a Ticked next at the latest; nothing while only a touch can change anything.
[[nodiscard]] std::optional<Monotonic> next_deadline(const Visit& visit);

/// Which codes are wanted in this state; `ReadCodes` is sent when that changes, and holds from the beginning on for a new visit.
[[nodiscard]] ReadCodes codes_wanted(const State& state, const Situation& situation, const settings::Settings& settings);
/// True while something about a person is on the screen or in the state.
[[nodiscard]] bool is_personal(const State& state);
/// True when ending now would lose what the person has entered.
[[nodiscard]] bool has_unsaved(const State& state);
/// Where a page that was left can be continued another time; nothing when there is nothing to keep, or no number that would
/// open it again.
[[nodiscard]] std::optional<dossier::DraftPlace> place_to_keep(const State& state);
/// The form to rate the service by; nothing when nobody is to be asked now.
[[nodiscard]] const settings::RatingForm* rating_offered(bool rated, const settings::Settings& settings, WallTime now);
/// How a dossier and its fee stand, as far as this kiosk knows: what its page invites to.
enum class FeeStanding {
    none,         ///< nothing is asked for
    payable,      ///< nothing has come, and nothing is on its way
    unconfirmed,  ///< a transfer was begun and the bank has not said anything: whoever made it must not pay again
    settled,
    in_part,  ///< of one of its fees some came, or it was told in two ways: an officer takes the rest
};
[[nodiscard]] FeeStanding fee_standing(const ReadingStatus& state);
/// Of what the authority asks for now; where none is, what was paid last.
[[nodiscard]] std::vector<payment::Bill> bills_shown(const ReadingStatus& state);
/// Whether there is a fee that its citizen can pay at this kiosk now. Also while one is `unconfirmed`: not everybody who was shown
/// a code has paid.
[[nodiscard]] bool payment_offered(const ReadingStatus& state, const settings::Settings& settings);
[[nodiscard]] bool payment_offered(const HoldingConfirmation& state, const settings::Settings& settings);
[[nodiscard]] bool method_offered(payment::Method method, const settings::Settings& settings);
/// Whether the kiosk knows any place for feedback.
[[nodiscard]] bool feedback_offered(const settings::Settings& settings);
/// The state's name as in the code ("ChoosingField"): golden tables, pictures, scripts, logs.
[[nodiscard]] std::string_view name(const State& state);
[[nodiscard]] std::string_view name(const Event& event);
[[nodiscard]] std::string_view name(const Effect& effect);

}  // namespace kiosk::visit
