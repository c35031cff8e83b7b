#pragma once
/// The dossiers that citizens handed in at this kiosk, from the press on «Nộp hồ sơ».
///
/// One thread (the store worker). Blocks on the disk. Bodies, pages and names are sealed by the vault; in plain text stand
/// codes, times and the procedure only.

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
#include "kiosk/dossier/dossier.hpp"
#include "kiosk/store/database.hpp"
#include "kiosk/store/vault.hpp"

namespace kiosk::store {

struct StoredPage {
    Uuid id;
    std::string component;
    std::shared_ptr<const dossier::PageBytes> bytes;
};

/// A row of progress that follows the dossier to the portal.
struct NewProgress {
    Uuid id;
    /// Makes the letter (kiosk/dossier/letter.hpp) once the provisional code is known; called once, within the transaction.
    std::function<std::string(std::string_view provisional_code)> make_body;
};

/// What a press hands over. Immutable: the same press again never changes what the first one recorded.
struct NewDossier {
    Uuid id;  ///< the press
    dossier::Outcome outcome = dossier::Outcome::prepared;
    std::string procedure_code;
    std::string procedure_name;
    WallTime submitted_at;
    /// Makes the submission as the portal will get it, once its provisional code is known; called once, within the transaction.
    std::function<Result<Personal>(std::string_view provisional_code)> make_body;
    std::vector<StoredPage> pages;  ///< in their order
    /// Holder's number, submitter's number, tax code, phone: a keyed hash of the last four digits of each is all that stays.
    std::vector<Personal> factor_numbers;
    Personal holder_masked;
    std::string unit_name;
    std::string visit_code;               ///< only when prepared
    std::vector<std::string> papers;      ///< what was handed in, in words, for the receipt
    std::vector<std::string> promised{};  ///< components to be brought on paper, to be counted
    std::optional<Uuid> kept_draft{};     ///< that it was made from: ended in the same transaction
    std::vector<NewProgress> progress{};  ///< in their order; of one that is submitted online only
    bool shared = false;                  ///< other kiosks of the centre are to find its code
    /// Hashes by the centre's key, for them; called once with the provisional code. Without it nobody can prove digits there.
    std::function<std::vector<std::string>(std::string_view provisional_code)> centre_factors{};
    bool unpaid = false;  ///< its procedure is paid for first: it waits until paid()
};

enum class Delivery {
    not_for_delivery,  ///< prepared: the officer accepts it at the counter
    waiting,
    in_flight,
    delivered,
    refused,  ///< for good: `refusal` holds the portal's words
};
[[nodiscard]] std::string_view name(Delivery delivery);

struct DossierRow {
    Uuid id;
    std::string provisional_code;  ///< TAM-<kiosk>-<yyMMdd>-<number of the day>
    std::string official_code;     ///< empty until the authority has given it: at submission or at acceptance
    dossier::Outcome outcome = dossier::Outcome::prepared;
    Delivery delivery = Delivery::not_for_delivery;
    std::string procedure_code;
    std::string procedure_name;
    WallTime submitted_at;
    std::optional<WallTime> delivered_at;
    Personal holder_masked;
    std::string unit_name;
    std::string visit_code;
    std::vector<std::string> papers;
    std::string refusal;  ///< the portal's words; they may name a person: never log them
    bool unpaid = false;  ///< waits for its fee

    [[nodiscard]] const std::string& code() const { return official_code.empty() ? provisional_code : official_code; }
};

class Dossiers {
public:
    /// Says whether there is room for one more dossier (DataFolder::room_for_a_dossier).
    using Room = std::function<Result<Done>()>;
    Dossiers(Database& database, Vault& vault, std::string kiosk_id, Room room)
        : database_(database), vault_(vault), kiosk_id_(std::move(kiosk_id)), room_(std::move(room)) {}

    /// Records dossier, pages, second factors and outbox rows in one transaction. The same press again gives the same row.
    /// Fails with disk_full, io, …: then nothing was recorded; with unknown_outcome only when the file cannot be read any
    /// more: then ask again with the same press.
    [[nodiscard]] Result<DossierRow> record(const NewDossier& dossier);

    /// Its fee has come: it may leave. True when it was waiting for that.
    [[nodiscard]] Result<bool> paid(const Uuid& id);
    [[nodiscard]] Result<std::optional<DossierRow>> find(const Uuid& id);
    /// By provisional, official or visit code, in any letter case.
    [[nodiscard]] Result<std::optional<DossierRow>> find(std::string_view code);
    /// Writes down the official code of a delivered dossier that had none; true when it was news. untrusted: the dossier has
    /// another one, or the code is another dossier's.
    [[nodiscard]] Result<bool> take_code(const Uuid& id, std::string_view official_code);
    /// Delivered since `since`, and still without an official code; oldest first.
    [[nodiscard]] Result<std::vector<Uuid>> without_code(WallTime since);
    /// The submission itself, for an officer's desk; empty once delivered.
    [[nodiscard]] Result<Personal> body(const Uuid& id);
    /// Those the portal refused for good, newest first.
    [[nodiscard]] Result<std::vector<DossierRow>> refused();
    /// Everything that was handed in from `since` on, oldest first.
    [[nodiscard]] Result<std::vector<DossierRow>> since(WallTime since);

private:
    [[nodiscard]] Result<Done> insert(const NewDossier& dossier);
    [[nodiscard]] Result<Done> insert_row(const NewDossier& dossier, std::string_view provisional_code);
    [[nodiscard]] Result<Done> insert_pages(const NewDossier& dossier);
    [[nodiscard]] Result<Done> insert_outbox(const NewDossier& dossier, std::string_view provisional_code);
    [[nodiscard]] Result<Done> insert_shared(const NewDossier& dossier, std::string_view provisional_code);
    [[nodiscard]] Result<Done> count(const NewDossier& dossier);
    [[nodiscard]] Result<Done> insert_factors(const NewDossier& dossier, std::string_view provisional_code);
    [[nodiscard]] Result<std::string> next_provisional_code(WallTime submitted_at);
    [[nodiscard]] Result<DossierRow> read(const Statement& row) const;
    [[nodiscard]] Result<std::vector<DossierRow>> read_all(Result<Statement> rows) const;
    [[nodiscard]] Result<std::optional<DossierRow>> read_one(Statement& rows) const;

    Database& database_;
    Vault& vault_;
    std::string kiosk_id_;
    Room room_;
};

/// Of the digits in a number the last four; empty when it has fewer.
[[nodiscard]] std::string last_four_of(std::string_view number);
/// The keyed hash of the last four digits, bound to one dossier's provisional (or official) code; empty when `number` has
/// fewer than four digits.
[[nodiscard]] std::string factor_hash(const Vault& vault, std::string_view code, std::string_view number);

}  // namespace kiosk::store
