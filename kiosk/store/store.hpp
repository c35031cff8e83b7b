#pragma once
/// Everything this kiosk must remember, opened in the right order: what the application's store worker owns.
///
/// One thread. Blocks on the disk. A damaged database file is moved aside (kiosk.sqlite.corrupt-<time>), never deleted, and a
/// new one is begun. Nobody knows any more which numbers of that day the damaged file had given out, so for the rest of that
/// day tickets carry a letter behind their number (A001B) and provisional codes count from 10001. `notices()` tells staff.

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/settings/settings.hpp"
#include "kiosk/store/data_folder.hpp"
#include "kiosk/store/database.hpp"
#include "kiosk/store/dossiers.hpp"
#include "kiosk/store/kept_drafts.hpp"
#include "kiosk/store/known_status.hpp"
#include "kiosk/store/letters.hpp"
#include "kiosk/store/outbox.hpp"
#include "kiosk/store/shared_codes.hpp"
#include "kiosk/store/staff_tries.hpp"
#include "kiosk/store/tally_book.hpp"
#include "kiosk/store/vault.hpp"

namespace kiosk::store {

class Store {
public:
    /// Claims the data folder and opens what is in it. `ids` must outlive the store.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const settings::Settings& settings, const Clock& clock,
                                                             Ids& ids);
    /// Without a folder: tests and simulation. Nothing survives the object; recover() plays the restart.
    [[nodiscard]] static Result<std::unique_ptr<Store>> open_in_memory(const settings::Settings& settings, Ids& ids);

    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    [[nodiscard]] Database& database() { return *database_; }
    [[nodiscard]] Vault& vault() { return *vault_; }
    [[nodiscard]] Dossiers& dossiers() { return dossiers_; }
    [[nodiscard]] Letters& letters() { return letters_; }
    [[nodiscard]] Outbox& outbox() { return outbox_; }
    [[nodiscard]] KeptDrafts& kept_drafts() { return kept_drafts_; }
    [[nodiscard]] KnownStatus& known_status() { return known_status_; }
    [[nodiscard]] SharedCodes& shared_codes() { return shared_codes_; }
    [[nodiscard]] StaffTries& staff_tries() { return staff_tries_; }
    [[nodiscard]] TallyBook& tally_book() { return tally_book_; }
    /// Nothing when in memory.
    [[nodiscard]] const DataFolder* folder() const { return folder_ ? &*folder_ : nullptr; }
    /// What staff must know about this start, a sentence each.
    [[nodiscard]] const std::vector<std::string>& notices() const { return notices_; }

    /// What opening does with what the last process left undone.
    [[nodiscard]] Result<Done> recover();

private:
    [[nodiscard]] Result<Done> room_for_pages() const;
    Store(std::optional<DataFolder> folder, std::unique_ptr<Vault> vault, std::unique_ptr<Database> database,
          const settings::Settings& settings, Ids& ids, std::vector<std::string> notices);

    std::optional<DataFolder> folder_;  // the lock: first in, last out
    std::unique_ptr<Vault> vault_;
    std::unique_ptr<Database> database_;
    Dossiers dossiers_;
    Letters letters_;
    Outbox outbox_;
    KnownStatus known_status_;
    TallyBook tally_book_;
    KeptDrafts kept_drafts_;
    StaffTries staff_tries_;
    SharedCodes shared_codes_;
    std::vector<std::string> notices_;
};

}  // namespace kiosk::store
