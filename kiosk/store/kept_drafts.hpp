#pragma once
/// Dossiers that citizens will finish another time (hồ sơ soạn dở), each under the visit code of its slip.
///
/// One thread (the store worker). Blocks on the disk. Bodies, pages and previews are sealed by the vault; in plain text stand
/// codes and times only. Of one that has ended only its code is left, for as long again as it would have been kept, so that
/// whoever comes back with the slip hears what became of it.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/kept_draft.hpp"
#include "kiosk/store/database.hpp"
#include "kiosk/store/vault.hpp"

namespace kiosk::store {

enum class DraftEnd { expired, removed, submitted };

struct NewKeptDraft {
    Uuid id;  ///< of the first press that kept it
    std::string visit_code;
    WallTime saved_at;
    WallTime kept_until;
    Personal body;  ///< kiosk/dossier/kept_draft.hpp
    std::vector<dossier::Page> pages;
    /// As of a dossier: a keyed hash of the last four digits of each is all that stays.
    std::vector<Personal> factor_numbers;
};

struct KeptDraftRow {
    Uuid id;
    std::string visit_code;
    WallTime saved_at;
    WallTime kept_until;
    std::optional<DraftEnd> end;  ///< nothing: it is there
};

class KeptDrafts {
public:
    using Room = std::function<Result<Done>()>;
    KeptDrafts(Database& database, Vault& vault, Room room) : database_(database), vault_(vault), room_(std::move(room)) {}

    /// Keeps it with its pages and second factors, in one transaction; in the place of what was kept under this id before.
    /// Fails with disk_full, io, …: then everything is as it was.
    [[nodiscard]] Result<Done> keep(const NewKeptDraft& draft);
    [[nodiscard]] Result<std::optional<KeptDraftRow>> find(const Uuid& id);
    /// As typed or as on the slip. Nothing: no such code was given here, or it is long over.
    [[nodiscard]] Result<std::optional<KeptDraftRow>> find(std::string_view visit_code);
    /// The draft with its pages. not_found when it has ended.
    [[nodiscard]] Result<dossier::KeptDraft> open(const Uuid& id);
    /// Its contents are erased. No such draft: nothing happens.
    [[nodiscard]] Result<Done> end(const Uuid& id, DraftEnd end);
    /// Ends those whose time is over and forgets the codes of those that ended long ago; how many ended.
    [[nodiscard]] Result<int> expire(WallTime now);
    [[nodiscard]] Result<int> count();

private:
    [[nodiscard]] Result<Done> insert_page(const NewKeptDraft& draft, const dossier::Page& page, int position);
    [[nodiscard]] Result<std::optional<KeptDraftRow>> read_one(Statement& rows) const;
    [[nodiscard]] Result<Done> put_pages_into(dossier::KeptDraft& draft) const;

    Database& database_;
    Vault& vault_;
    Room room_;
};

/// Within a transaction of somebody else.
[[nodiscard]] Result<Done> end_kept_draft(Database& database, const Uuid& id, DraftEnd end);
/// Under this code tries and second factors of a kept draft stand.
[[nodiscard]] std::string draft_factor_code(std::string_view visit_code);

}  // namespace kiosk::store
