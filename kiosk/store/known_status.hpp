#pragma once
/// What this kiosk last knew of a dossier, and who may see it: for look-up when the portal cannot be asked.
///
/// One thread (the store worker). Blocks on the disk. A try at the second factor is counted on the disk before anything is
/// compared, so pulling the plug gives nobody a sixth one.

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/review/counted.hpp"
#include "kiosk/settings/settings.hpp"
#include "kiosk/store/database.hpp"
#include "kiosk/store/dossiers.hpp"
#include "kiosk/store/vault.hpp"

namespace kiosk::store {

struct FactorMatches {};
struct FactorWrong {
    int tries_left = 0;
};
struct FactorLocked {
    WallTime until;
};
/// This kiosk knows no number for that code: only the portal can say. The try is counted all the same.
struct FactorUnknown {
    int tries_left = 0;
};
using FactorAnswer = std::variant<FactorMatches, FactorWrong, FactorLocked, FactorUnknown>;

class KnownStatus {
public:
    KnownStatus(Database& database, Vault& vault, Dossiers& dossiers, settings::Lookup limits)
        : database_(database), vault_(vault), dossiers_(dossiers), limits_(limits) {}

    /// Keeps the portal's answer, sealed, under its official and its provisional code; a newer one replaces an older one. What
    /// it tells for the first time is counted with it.
    [[nodiscard]] Result<Done> remember(const dossier::StatusView& view, const review::Notes& news = {});
    /// The last known state (`from_portal` false, `as_of` its age), or what this kiosk itself recorded; by official or
    /// provisional code in any letter case, or by its visit code. Of a prepared one only the visit code is told: tickets and
    /// originals are other rooms' matters. Nothing when the code is not known here.
    [[nodiscard]] Result<std::optional<dossier::StatusView>> find(std::string_view code);

    /// It is about to be read by whoever proved to know it: when that was the last time; nothing: never, or nothing is known.
    [[nodiscard]] Result<std::optional<WallTime>> shown(std::string_view code, WallTime now);
    /// Whether a state of this dossier is kept, or it was handed in here: then its changes are of interest.
    [[nodiscard]] Result<bool> knows(const dossier::StatusView& view);

    /// Counts a try and compares the last four digits with those that the dossier knows.
    [[nodiscard]] Result<FactorAnswer> check_factor(std::string_view code, const Personal& digits, WallTime now);
    /// The portal accepted these digits for this code: the tries start anew, and a keyed hash of the digits is kept.
    [[nodiscard]] Result<Done> factor_proved(std::string_view code, const Personal& digits);

private:
    [[nodiscard]] Result<std::string> first_code(std::string_view code);
    [[nodiscard]] Result<std::optional<WallTime>> shown_under(std::string_view code);
    struct Try {
        bool locked = false;
        int left = 0;    ///< after this one
        WallTime until;  ///< when a lock ends
    };
    [[nodiscard]] Result<Try> count_try(std::string_view code, WallTime now);

    Database& database_;
    Vault& vault_;
    Dossiers& dossiers_;
    settings::Lookup limits_;
};

}  // namespace kiosk::store
