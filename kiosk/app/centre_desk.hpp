#pragma once
/// What a kiosk and the consoles of its centre tell each other, through the queue's engine: that somebody here calls an officer and who
/// is coming, what of the kiosk does not work, which dossiers were prepared here, which numbers are to be printed again, and what people said
/// at a counter's tablet, which a kiosk sends to the portal. The same for one kiosk and for ten (keys: kiosk/queue/records.hpp).
///
/// The store worker's thread. Blocks on the disk, or on the cluster; one that did not answer is left alone for a while.

#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/public_data.hpp"
#include "kiosk/queue/office.hpp"
#include "kiosk/store/store.hpp"

namespace kiosk::app {

class CentreDesk {
public:
    /// A console calls a kiosk silent that has said nothing for three times as long.
    static constexpr Duration says_it_is_there_every = 1min;
    static constexpr Duration takes_ratings_every = 20s;
    static constexpr Duration rests_after_failure = 10s;
    /// A printer takes three seconds for a slip, and at closing there may be many.
    static constexpr Duration prints_again_every = 4s;
    /// So long every console shows who is coming, after the kiosk has heard of it.
    static constexpr Duration shows_who_comes_for = 30s;

    CentreDesk(store::Store& store, queue::TicketOffice& office, const PublicData& data, const Clock& clock)
        : store_(store), office_(office), data_(data), clock_(clock), keys_(data.settings.centre.id) {}

    /// How the kiosk is at this moment.
    struct Here {
        std::optional<PressId> call;        ///< for an officer
        std::vector<std::string> faults{};  ///< devices that do not work
    };
    struct Wishes {
        std::optional<PressId> call_taken;  ///< an officer is coming
        /// A number that is to be printed once more, and the account that asked for it.
        struct Again {
            queue::Ticket ticket;
            std::string by;
        };
        std::vector<Again> print_again;
    };
    /// Call it every second or so.
    [[nodiscard]] Result<Wishes> meet(const Here& here);

private:
    [[nodiscard]] Result<Done> ring(const Here& here, Wishes& wishes);
    [[nodiscard]] Result<Done> say_how_it_is(const Here& here);
    [[nodiscard]] Result<Done> tell_prepared();
    [[nodiscard]] Result<Done> take_reprints(Wishes& wishes);
    [[nodiscard]] Result<Done> take_ratings();
    [[nodiscard]] Result<Done> take_rating(const ledger::Entry& entry);

    store::Store& store_;
    queue::TicketOffice& office_;
    const PublicData& data_;
    const Clock& clock_;
    const queue::Keys keys_;
    bool known_ = false;           ///< whether a call of before this start is gone
    std::optional<PressId> told_;  ///< the call that stands in the engine
    std::optional<Monotonic> taken_at_;
    std::optional<Here> said_;
    Monotonic said_at_{};
    std::optional<WallTime> prepared_until_;  ///< what was handed in before is known to the centre
    Monotonic ratings_at_{};
    std::optional<Monotonic> printed_again_at_;
    std::optional<Monotonic> resting_until_;
};

}  // namespace kiosk::app
