#pragma once
/// What `kiosk province` keeps of its pushing: how far the national portal has each dossier, what it said no to, ratings on their way.
/// Each call reaches the disk before it returns, or fails as the database does. One thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/portal/portal.hpp"
#include "kiosk/portal/qcvn120.hpp"
#include "kiosk/store/database.hpp"

namespace kiosk::portal {

class NationalBook {
public:
    /// The database must outlive it.
    explicit NationalBook(store::Database& database) : database_(database) {}

    struct Known {
        Presence presence = Presence::absent;
        std::int64_t status = 0;  ///< that its packet said last; 0: it never got there
        std::size_t steps = 0;    ///< of the oldest rows
    };
    [[nodiscard]] Result<Known> known(std::string_view code);
    /// Before the first try: from now on nobody is sure that it is not there.
    [[nodiscard]] Result<Done> begin(std::string_view code);
    [[nodiscard]] Result<Done> keep(std::string_view code, std::int64_t status, std::size_t steps);

    struct Refusal {
        std::string what;  ///< "dossier" or "rating"
        std::string code;
        WallTime at;
        std::string words;  ///< the national portal's
    };
    /// Oldest first.
    [[nodiscard]] Result<std::vector<Refusal>> refusals();
    [[nodiscard]] Result<Done> refuse(const NationalDossier& dossier, std::string_view words, WallTime at);
    /// What was refused, as it was sent, none of its flags set.
    [[nodiscard]] Result<std::optional<NationalDossier>> refused(std::string_view code);
    /// It was taken: its refusal is over, and ratings of it that were refused go again.
    [[nodiscard]] Result<Done> take(std::string_view code);
    /// Ratings of it that were refused go again; how many.
    [[nodiscard]] Result<int> again(std::string_view code);

    struct Rating {
        std::string id;
        std::string code;
        Personal packet;  ///< JSON object
    };
    /// Once, however often the feed tells it.
    [[nodiscard]] Result<Done> note(const Rated& rated);
    /// Ratings of the provisional code are of the official one from now on.
    [[nodiscard]] Result<Done> rename(std::string_view provisional, std::string_view official);
    /// That were neither sent nor refused and whose dossier has an official code.
    [[nodiscard]] Result<std::vector<Rating>> waiting();
    [[nodiscard]] Result<Done> rated(std::string_view id);
    [[nodiscard]] Result<Done> refuse_rating(std::string_view id, std::string_view words, WallTime at);

private:
    store::Database& database_;
};

}  // namespace kiosk::portal
