#pragma once
/// What citizens told the authority besides dossiers, at this kiosk: ratings, withdrawals and supplements, each with its place
/// in the outbox; the pages of a supplement before it.
///
/// One thread (the store worker). Blocks on the disk. Bodies, pages and the portal's words are sealed by the vault; body and
/// pages are erased once the portal has them or has said no.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.hpp"
#include "kiosk/base/ids.hpp"
#include "kiosk/base/personal.hpp"
#include "kiosk/base/result.hpp"
#include "kiosk/dossier/letter.hpp"
#include "kiosk/store/database.hpp"
#include "kiosk/store/dossiers.hpp"
#include "kiosk/store/outbox.hpp"
#include "kiosk/store/vault.hpp"

namespace kiosk::store {

/// What a press hands over. Immutable: the same press again never changes what the first one recorded.
struct NewLetter {
    Uuid id;  ///< the press
    dossier::LetterKind kind = dossier::LetterKind::rating;
    std::string about;  ///< code of the dossier, in any letter case; may be empty
    WallTime written_at;
    Personal body;                    ///< kiosk/dossier/letter.hpp
    std::vector<StoredPage> pages{};  ///< of a supplement, in their order
};

struct LetterRow {
    Uuid id;
    dossier::LetterKind kind = dossier::LetterKind::rating;
    std::string about;
    WallTime written_at;
    Outbox::State delivery = Outbox::State::waiting;
    std::string refusal;  ///< the portal's words when it has said no
};

class Letters {
public:
    /// `room` says whether there is room for pages; a letter without them always has some.
    Letters(Database& database, Vault& vault, Dossiers::Room room = {})
        : database_(database), vault_(vault), room_(std::move(room)) {}

    /// Records the letter, its pages and its outbox rows in one transaction. The same press again gives the same row. Fails with
    /// disk_full, io, …: then nothing was recorded; with unknown_outcome only when the file cannot be read any more: then ask
    /// again with the same press.
    [[nodiscard]] Result<LetterRow> record(const NewLetter& letter);
    [[nodiscard]] Result<std::optional<LetterRow>> find(const Uuid& id);
    /// The last letter of this kind about any of these codes.
    [[nodiscard]] Result<std::optional<LetterRow>> last_about(const std::vector<std::string>& codes,
                                                              dossier::LetterKind kind);
    /// Those about a dossier that the portal refused, with its words, newest first.
    [[nodiscard]] Result<std::vector<LetterRow>> refused();

private:
    [[nodiscard]] Result<Done> insert(const NewLetter& letter);
    [[nodiscard]] Result<Done> insert_page(const NewLetter& letter, const StoredPage& page, int position);
    [[nodiscard]] Result<Done> enqueue(const Uuid& piece, const NewLetter& letter, std::string_view kind, int position);
    [[nodiscard]] Result<std::optional<LetterRow>> read_one(Statement& rows) const;

    Database& database_;
    Vault& vault_;
    Dossiers::Room room_;
};

}  // namespace kiosk::store
