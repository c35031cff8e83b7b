#pragma once
/// What still has to reach the portal, and what became of it. The policy (when to try again, when to give up) is the
/// portal folder's; the outbox keeps what it says.
///
/// One thread (the store worker). Blocks on the disk. Survives a crash at any moment: what was in flight then is `doubtful`,
/// to be settled by asking for its status before anything is sent again.

#include <cstdint>
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
#include "kiosk/store/vault.hpp"

namespace kiosk::store {

class Outbox {
public:
    enum class Kind { file, dossier, letter, progress };
    enum class State { waiting, in_flight, delivered, refused };

    /// A page that the portal already has, for the dossier or letter that names it.
    struct SentFile {
        Uuid page;
        std::string component;
        std::string media_type;
        std::int64_t size_bytes = 0;
        std::string sha256;     ///< hexadecimal, lower case, of the bytes as recorded at the press
        std::string remote_id;  ///< as the portal named it
    };
    struct Item {
        Uuid id;  ///< the idempotency key: the page's id, or the dossier's or letter's (the press)
        Kind kind = Kind::dossier;
        Uuid owner;              ///< the dossier or letter that it belongs to, or is
        Uuid dossier;            ///< nil for a letter and its pages
        int attempts = 0;        ///< sendings begun, since the start of its life
        int refusals = 0;        ///< answers that said no, since the last yes
        bool doubtful = false;   ///< was in flight when the kiosk died: ask for its status first
        Personal body;           ///< opened: picture bytes of a file, JSON of a dossier or a letter
        std::string component;   ///< files only
        std::string media_type;  ///< files only
        std::string sha256;      ///< files only
        std::string provisional_code;
        WallTime submitted_at;
        std::vector<SentFile> files;                               ///< of a dossier or letter, in their order
        dossier::LetterKind letter = dossier::LetterKind::rating;  ///< letters, their pages and rows of progress only
        std::string about;                                         ///< the same: a dossier's code, or empty

        [[nodiscard]] bool of_letter() const { return dossier.nil(); }
    };
    /// For staff: nothing personal.
    struct Row {
        Uuid id;
        Uuid owner;  ///< the dossier or letter that it belongs to, or is
        Kind kind = Kind::dossier;
        State state = State::waiting;
        Uuid dossier;                                              ///< nil for a letter and its pages
        dossier::LetterKind letter = dossier::LetterKind::rating;  ///< letters and their pages only
        std::string about;                                         ///< letters and their pages only
        std::string provisional_code;
        std::string official_code;
        std::string procedure_code;
        WallTime submitted_at;
        int attempts = 0;
        bool doubtful = false;
        bool unpaid = false;  ///< waits for its fee, which comes first
        std::optional<WallTime> next_try_at;
        std::string reason;  ///< why the last try did not succeed: a name of kiosk::Code, or empty
        std::string words;   ///< what the portal said when it last said no; they may name a person: never log them
    };

    Outbox(Database& database, Vault& vault) : database_(database), vault_(vault) {}

    /// The oldest dossier's or letter's next piece whose time has come: files first, in their order, then the dossier itself, then
    /// its rows of progress, in their order. A piece that is put off never holds up other dossiers. While an item is in flight it is not given again.
    [[nodiscard]] Result<std::optional<Item>> next_due(WallTime now);
    /// When the next piece becomes due: not later than `now` when one is due already, nothing when none waits.
    [[nodiscard]] Result<std::optional<WallTime>> next_due_at(WallTime now);

    /// Before the first byte leaves. Counts an attempt.
    [[nodiscard]] Result<Done> mark_in_flight(const Uuid& item, WallTime now);
    /// The portal acknowledged it: `remote_id` is its name for the file, or the official code of the dossier: empty while it
    /// has none (Dossiers::take_code), and for a letter. Body and pages are erased in the same
    /// transaction; codes, times and second factors stay.
    [[nodiscard]] Result<Done> delivered(const Uuid& item, std::string_view remote_id, WallTime now);
    /// It did not arrive, or nobody knows whether it did (`doubtful`: ask before sending again). `refused` counts a no.
    struct Delay {
        WallTime until;
        Code reason = Code::unreachable;
        bool doubtful = false;
        bool refused = false;
        std::string words{};  ///< of a no to a dossier or its page: kept, sealed, until the portal says yes
    };
    [[nodiscard]] Result<Done> put_off(const Uuid& item, const Delay& delay, WallTime now);
    /// The portal was asked and does not have it: it may be sent without a doubt.
    [[nodiscard]] Result<Done> doubt_settled(const Uuid& item);
    /// For good: to staff and to look-up, with the portal's words. A file's refusal is its dossier's; a row of progress is refused
    /// alone, for its dossier is at the portal. Bodies and pages of a dossier stay; a letter's go: its answer is all that is left
    /// to know.
    [[nodiscard]] Result<Done> refuse(const Uuid& item, std::string_view words, WallTime now);

    /// Everything not yet delivered, oldest first.
    [[nodiscard]] Result<std::vector<Row>> list();
    /// Every waiting piece is due at once; how many. The link is back, or staff said so.
    [[nodiscard]] Result<int> send_now();
    /// Staff decided that a refused dossier, or what was refused of its progress, is to be tried again; false when nothing of it is
    /// refused.
    [[nodiscard]] Result<bool> try_again(const Uuid& dossier);
    /// Dossiers that the portal does not have yet, without the refused ones.
    [[nodiscard]] Result<int> waiting_count();
    /// The same of letters.
    [[nodiscard]] Result<int> waiting_letters_count();
    [[nodiscard]] Result<int> refused_count();
    /// Whether any piece is neither delivered nor refused.
    [[nodiscard]] Result<bool> anything_waits();

    /// At start: what was in flight when the last process ended is doubtful now; how many.
    [[nodiscard]] Result<int> recover();

private:
    [[nodiscard]] Result<Item> read_item(const Statement& row);
    [[nodiscard]] Result<Item> read_letter_item(Item item);
    [[nodiscard]] Result<Item> read_progress_item(Item item);
    [[nodiscard]] Result<std::vector<SentFile>> sent_files(const Item& item);
    [[nodiscard]] Result<Done> erase_contents(const Uuid& dossier);
    [[nodiscard]] Result<Done> erase_letter(const Uuid& letter);
    [[nodiscard]] Result<Done> rest(const Uuid& item);
    [[nodiscard]] Result<Done> keep_words(const Uuid& item, std::string_view words);
    [[nodiscard]] Result<Done> refuse_progress(const Uuid& item, const Uuid& dossier, std::string_view words, WallTime now);
    [[nodiscard]] Result<Done> refuse_letter(const Uuid& letter, std::string_view words, WallTime now);
    [[nodiscard]] Result<int> count(std::string_view sql);
    Database& database_;
    Vault& vault_;
};
[[nodiscard]] std::string_view name(Outbox::Kind kind);
[[nodiscard]] std::string_view name(Outbox::State state);
[[nodiscard]] std::optional<Outbox::State> parse_state(std::string_view name);

}  // namespace kiosk::store
