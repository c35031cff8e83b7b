#pragma once
/// When what waits in the outbox goes to the portal, and what an answer means. Nothing here sleeps: the caller says what
/// time it is. Two threads may share the work: begin() and settle() belong to the store's thread, send() to the portal's.
/// run_once() does all three for a caller with one thread: tests, simulation, `kiosk outbox send`.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/portal/portal.hpp"
#include "kiosk/store/outbox.hpp"

namespace kiosk::portal {

/// The portal has the dossier: its answer carried our id and our hash.
struct Delivered {
    Uuid dossier;
    std::string provisional_code;
    std::string official_code;  ///< empty: the authority gives one at acceptance
};
/// The portal will never take the dossier. Staff call the person.
struct RefusedForGood {
    Uuid dossier;
    std::string words;
};
/// The portal has the letter, or its answer to it is no.
struct LetterTold {
    Uuid letter;
    dossier::LetterKind kind = dossier::LetterKind::rating;
    std::string about;
};
struct LetterRefused {
    Uuid letter;
    dossier::LetterKind kind = dossier::LetterKind::rating;
    std::string words;
};
/// Not now; tried again by itself.
struct PutOff {
    Uuid dossier;  ///< or the letter
    Error reason;
    WallTime until;
};
struct LinkReturned {};
struct LinkLost {
    Error reason;
};
using DeliveryEvent = std::variant<Delivered, RefusedForGood, LetterTold, LetterRefused, PutOff, LinkReturned, LinkLost>;

struct DeliveryLimits {
    Duration first_pause = 5s;       ///< after the first failure
    Duration longest_pause = 15min;  ///< doubled up to here: a link that comes back is used within the quarter of an hour
    int refusals = 5;                ///< as many times no to a dossier, and it is staff's; a letter is told once
    /// So far apart are calls, on the average of any time in which several fit; the first one comes at any moment of it. So
    /// kiosks that return together never ask more than their number by this. None: as fast as it goes.
    Duration between{};
    int silences = 3;  ///< as many sendings in a row without an answer, and the link counts as lost
};

/// One piece, ready to travel. It is in flight in the outbox already.
struct Trip {
    store::Outbox::Item item;
    bool ask_first = false;  ///< the link was lost: the portal must prove itself before anything personal leaves
};
/// What became of a trip.
struct TripEnd {
    Result<std::string> remote_id;  ///< the portal's name for it (of a dossier its official code, if any), or why not
    bool doubtful = false;          ///< the portal may have it nevertheless
    bool link_was_lost = false;     ///< the portal did not even prove itself
};

/// Network only; the thread that owns the portal.
[[nodiscard]] TripEnd send(Portal& portal, const Trip& trip);

class Delivery {
public:
    /// Both must outlive it. `ids` gives the jitter.
    Delivery(store::Outbox& outbox, Ids& ids, DeliveryLimits limits = {}) : outbox_(outbox), ids_(ids), limits_(limits) {}

    /// The next piece to send, marked in flight on the disk; nothing when none is due or the link rests.
    [[nodiscard]] Result<std::optional<Trip>> begin(WallTime now);
    /// Writes down how a trip ended. At most three events.
    [[nodiscard]] Result<std::vector<DeliveryEvent>> settle(const Trip& trip, const TripEnd& end, WallTime now);
    /// Sends what is due, at most `most` pieces.
    [[nodiscard]] Result<std::vector<DeliveryEvent>> run_once(Portal& portal, WallTime now, std::size_t most = 100);

    /// Whether something may be asked that nobody stands and waits for, in the pace of what is sent: then it takes the turn.
    [[nodiscard]] bool may_ask(WallTime now);
    /// The portal was asked whether it is there; what is sent makes room for it.
    void asked(WallTime now);
    /// When to call begin() again if nothing new comes in before; nothing: not before something new comes.
    [[nodiscard]] Result<std::optional<WallTime>> next_at(WallTime now);
    /// Staff said "send now", or the system says that the network is back: no pause counts any more.
    [[nodiscard]] Result<Done> send_now();
    [[nodiscard]] bool link_lost() const { return link_retry_at_.has_value(); }

private:
    [[nodiscard]] Duration pause_after(int failures);
    [[nodiscard]] Duration up_to(Duration most);
    [[nodiscard]] WallTime turn(WallTime now);
    [[nodiscard]] bool in_pace(const store::Outbox::Item& item, WallTime now);
    [[nodiscard]] Result<DeliveryEvent> refused_for_good(const store::Outbox::Item& item, std::string_view words,
                                                         WallTime now);
    [[nodiscard]] Result<std::vector<DeliveryEvent>> not_written(const Trip& trip, Error why, WallTime now);
    [[nodiscard]] Result<DeliveryEvent> put_off(const store::Outbox::Item& item, const TripEnd& end, WallTime until,
                                                WallTime now);
    void lose_link(const Error& why, WallTime now, std::vector<DeliveryEvent>& events);

    store::Outbox& outbox_;
    Ids& ids_;
    const DeliveryLimits limits_;
    std::optional<WallTime> link_retry_at_;  ///< set while the link is lost
    std::optional<WallTime> not_before_;     ///< the pace: when the next call may be made
    int prepaid_ = 0;                        ///< calls that the coming trip makes besides its own, waited for already
    int link_failures_ = 0;
    int silences_ = 0;
    std::map<Uuid, int> failures_;  ///< of pieces that failed while the link stood
};

}  // namespace kiosk::portal
