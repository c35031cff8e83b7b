#include "kiosk/store/migrations.hpp"

#include <fmt/format.h>

#include <array>

#include "kiosk/store/database.hpp"

namespace kiosk::store {
namespace {

// Times are milliseconds since 1970 (UTC), days are ISO dates of the local calendar, ids are 16 bytes. "sealed" columns hold
// what the vault made; NULL in them means erased after delivery.
constexpr std::string_view version_1 = R"sql(
CREATE TABLE meta (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- The last number given out, by what is counted ("ticket A", "dossier") and day.
CREATE TABLE last_number (
  counted TEXT NOT NULL, day TEXT NOT NULL, value INTEGER NOT NULL CHECK (value > 0),
  PRIMARY KEY (counted, day)) STRICT, WITHOUT ROWID;

CREATE TABLE ticket (
  press BLOB PRIMARY KEY NOT NULL CHECK (length(press) = 16),
  day TEXT NOT NULL, prefix TEXT NOT NULL, serial INTEGER NOT NULL CHECK (serial > 0),
  number TEXT NOT NULL, line TEXT NOT NULL, state TEXT NOT NULL,
  purpose TEXT NOT NULL, field TEXT NOT NULL, procedure TEXT NOT NULL, visit_code TEXT NOT NULL,
  taken_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
  UNIQUE (day, prefix, serial), UNIQUE (day, number)) STRICT;
CREATE INDEX ticket_reserved ON ticket (taken_at) WHERE state = 'reserved';

CREATE TABLE dossier (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  provisional_code TEXT NOT NULL UNIQUE, official_code TEXT UNIQUE, visit_code TEXT UNIQUE,
  outcome INTEGER NOT NULL, delivery TEXT NOT NULL,
  procedure_code TEXT NOT NULL, procedure_name TEXT NOT NULL, unit_name TEXT NOT NULL,
  submitted_at INTEGER NOT NULL, delivered_at INTEGER,
  holder BLOB NOT NULL,   -- sealed
  papers BLOB NOT NULL,   -- sealed
  refusal BLOB,           -- sealed
  body BLOB               -- sealed
  ) STRICT;
CREATE INDEX dossier_refused ON dossier (submitted_at) WHERE delivery = 'refused';

CREATE TABLE page (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  dossier BLOB NOT NULL REFERENCES dossier (id), position INTEGER NOT NULL,
  component TEXT NOT NULL, media_type TEXT NOT NULL, size_bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
  bytes BLOB,             -- sealed
  UNIQUE (dossier, position)) STRICT;

-- One row for each piece that the portal has to get: each page, then its dossier. `id` is the page's or the dossier's.
CREATE TABLE outbox (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  dossier BLOB NOT NULL REFERENCES dossier (id), kind TEXT NOT NULL, position INTEGER NOT NULL,
  state TEXT NOT NULL, submitted_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, refusals INTEGER NOT NULL DEFAULT 0, doubtful INTEGER NOT NULL DEFAULT 0,
  tried_at INTEGER, next_try_at INTEGER, reason TEXT NOT NULL DEFAULT '',
  remote_id TEXT, sent_at INTEGER,
  UNIQUE (dossier, position)) STRICT;
-- One index a question, so that what was delivered long ago costs nothing.
CREATE INDEX outbox_waiting ON outbox (submitted_at, dossier, position) WHERE state = 'waiting';
CREATE INDEX outbox_in_flight ON outbox (kind) WHERE state = 'in_flight';
CREATE INDEX outbox_open ON outbox (submitted_at, dossier, position) WHERE state <> 'delivered';

-- Keyed hashes of the last four digits that open a dossier's state, under its first code.
CREATE TABLE factor (
  code TEXT NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32), PRIMARY KEY (code, hash)) STRICT, WITHOUT ROWID;
CREATE TABLE factor_tries (
  code TEXT PRIMARY KEY NOT NULL, tries INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX factor_tries_age ON factor_tries (last_at);

CREATE TABLE known_status (
  code TEXT PRIMARY KEY NOT NULL, provisional_code TEXT, as_of INTEGER NOT NULL,
  view BLOB NOT NULL      -- sealed
  ) STRICT;
CREATE INDEX known_status_provisional ON known_status (provisional_code);
)sql";

// What is counted for the review of procedures (kiosk/review); `tally_words` only until a month is over.
constexpr std::string_view version_2 = R"sql(
CREATE TABLE tally (
  month TEXT NOT NULL, counted TEXT NOT NULL, procedure TEXT NOT NULL, detail TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (month, counted, procedure, detail)) STRICT, WITHOUT ROWID;
CREATE TABLE tally_words (
  month TEXT NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32), visits INTEGER NOT NULL,
  PRIMARY KEY (month, hash)) STRICT, WITHOUT ROWID;
)sql";

// Letters: what is told besides dossiers. They stand in the same outbox, so its rows need no dossier any more.
constexpr std::string_view version_3 = R"sql(
CREATE TABLE letter (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  kind TEXT NOT NULL, about TEXT NOT NULL, written_at INTEGER NOT NULL,
  refusal BLOB,           -- sealed
  body BLOB               -- sealed
  ) STRICT;
CREATE INDEX letter_about ON letter (about, kind, written_at);

CREATE TABLE outbox_3 (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  dossier BLOB REFERENCES dossier (id), kind TEXT NOT NULL, position INTEGER NOT NULL,
  state TEXT NOT NULL, submitted_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, refusals INTEGER NOT NULL DEFAULT 0, doubtful INTEGER NOT NULL DEFAULT 0,
  tried_at INTEGER, next_try_at INTEGER, reason TEXT NOT NULL DEFAULT '',
  remote_id TEXT, sent_at INTEGER,
  CHECK ((dossier IS NULL) = (kind = 'letter')), UNIQUE (dossier, position)) STRICT;
INSERT INTO outbox_3 SELECT id, dossier, kind, position, state, submitted_at, attempts, refusals, doubtful, tried_at,
  next_try_at, reason, remote_id, sent_at FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_3 RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (submitted_at, dossier, position) WHERE state = 'waiting';
CREATE INDEX outbox_in_flight ON outbox (kind) WHERE state = 'in_flight';
CREATE INDEX outbox_open ON outbox (submitted_at, dossier, position) WHERE state <> 'delivered';
)sql";

// Letters with pages (supplements): an outbox row belongs to a dossier or a letter, its owner.
constexpr std::string_view version_4 = R"sql(
CREATE TABLE letter_page (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  letter BLOB NOT NULL REFERENCES letter (id), position INTEGER NOT NULL,
  component TEXT NOT NULL, media_type TEXT NOT NULL, size_bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
  bytes BLOB,             -- sealed
  UNIQUE (letter, position)) STRICT;

CREATE TABLE outbox_4 (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  owner BLOB NOT NULL CHECK (length(owner) = 16),
  dossier BLOB REFERENCES dossier (id), kind TEXT NOT NULL, position INTEGER NOT NULL,
  state TEXT NOT NULL, submitted_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, refusals INTEGER NOT NULL DEFAULT 0, doubtful INTEGER NOT NULL DEFAULT 0,
  tried_at INTEGER, next_try_at INTEGER, reason TEXT NOT NULL DEFAULT '',
  remote_id TEXT, sent_at INTEGER,
  CHECK (dossier IS NULL OR dossier = owner), UNIQUE (owner, position)) STRICT;
INSERT INTO outbox_4 SELECT id, coalesce(dossier, id), dossier, kind, position, state, submitted_at, attempts, refusals,
  doubtful, tried_at, next_try_at, reason, remote_id, sent_at FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_4 RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (submitted_at, owner, position) WHERE state = 'waiting';
CREATE INDEX outbox_in_flight ON outbox (kind) WHERE state = 'in_flight';
CREATE INDEX outbox_open ON outbox (submitted_at, owner, position) WHERE state <> 'delivered';
)sql";

// Dossiers to be finished another time. `ended` says why the contents are gone.
constexpr std::string_view version_5 = R"sql(
CREATE TABLE kept_draft (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  visit_code TEXT NOT NULL UNIQUE, saved_at INTEGER NOT NULL, kept_until INTEGER NOT NULL,
  ended TEXT,
  body BLOB,              -- sealed
  CHECK ((ended IS NULL) = (body IS NOT NULL))) STRICT;
CREATE INDEX kept_draft_until ON kept_draft (kept_until) WHERE ended IS NULL;
CREATE TABLE kept_page (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  draft BLOB NOT NULL REFERENCES kept_draft (id), position INTEGER NOT NULL, media_type TEXT NOT NULL,
  bytes BLOB NOT NULL,    -- sealed
  preview BLOB NOT NULL,  -- sealed
  UNIQUE (draft, position)) STRICT;
)sql";

// Who may be called before others; what staff decided for a day.
constexpr std::string_view version_6 = R"sql(
ALTER TABLE ticket ADD COLUMN priority TEXT NOT NULL DEFAULT '';
CREATE TABLE today (
  day TEXT NOT NULL, what TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (day, what, value)) STRICT, WITHOUT ROWID;
)sql";

// What kiosk/ledger keeps: keys, and how far their changes are. A key that was removed stays for a while without its value.
constexpr std::string_view version_7 = R"sql(
CREATE TABLE ledger_state (
  one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL, forgotten INTEGER NOT NULL) STRICT;
INSERT INTO ledger_state VALUES (1, 0, 0);
CREATE TABLE ledger_lease (id INTEGER PRIMARY KEY AUTOINCREMENT, lasts_ms INTEGER NOT NULL CHECK (lasts_ms > 0)) STRICT;
CREATE TABLE ledger_entry (
  key TEXT PRIMARY KEY NOT NULL, value BLOB,
  created INTEGER NOT NULL, modified INTEGER NOT NULL, version INTEGER NOT NULL, lease INTEGER NOT NULL,
  CHECK ((value IS NULL) = (version = 0))) STRICT;
CREATE INDEX ledger_modified ON ledger_entry (modified);
CREATE INDEX ledger_removed ON ledger_entry (modified) WHERE value IS NULL;
CREATE INDEX ledger_leased ON ledger_entry (lease) WHERE lease <> 0;
)sql";

// Tickets stand in the ledger (kiosk/queue). Numbers that were given out today go on above the last one.
constexpr std::string_view version_8 = R"sql(
UPDATE ledger_state SET revision = 1;
INSERT INTO ledger_entry SELECT 'highest/' || day || '/' || substr(counted, 8), CAST(CAST(value AS TEXT) AS BLOB), 1, 1, 1, 0
  FROM last_number WHERE counted LIKE 'ticket %';
DELETE FROM last_number WHERE counted LIKE 'ticket %';
DROP TABLE ticket;
)sql";

// Fees (kiosk/payment). A transaction told in two ways has two rows: the fold sees that it is disputed.
constexpr std::string_view version_9 = R"sql(
CREATE TABLE payment_order (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  code TEXT NOT NULL UNIQUE, dossier BLOB NOT NULL CHECK (length(dossier) = 16), about TEXT NOT NULL,
  procedure TEXT NOT NULL, procedure_name TEXT NOT NULL, method TEXT NOT NULL,
  dong INTEGER NOT NULL CHECK (dong > 0), made_at INTEGER NOT NULL, due_at INTEGER NOT NULL,
  placed_at INTEGER, address TEXT NOT NULL DEFAULT '', asked_at INTEGER,
  details BLOB NOT NULL   -- sealed
  ) STRICT;
CREATE INDEX payment_order_dossier ON payment_order (dossier, made_at);
CREATE INDEX payment_order_made ON payment_order (made_at);
CREATE TABLE payment_confirmation (
  payment_order BLOB NOT NULL REFERENCES payment_order (id), transaction_id TEXT NOT NULL, kind TEXT NOT NULL,
  dong INTEGER NOT NULL, booked_at INTEGER NOT NULL, came_at INTEGER NOT NULL,
  PRIMARY KEY (payment_order, transaction_id, kind, dong, booked_at)) STRICT, WITHOUT ROWID;
)sql";

// When the server is asked about an order next; nothing: no more.
constexpr std::string_view version_10 = R"sql(
ALTER TABLE payment_order ADD COLUMN ask_at INTEGER;
UPDATE payment_order SET ask_at = made_at;
CREATE INDEX payment_order_about ON payment_order (about, made_at);
CREATE INDEX payment_order_ask ON payment_order (ask_at) WHERE ask_at IS NOT NULL;
)sql";

// Rows of progress behind a dossier in the outbox; what the other kiosks of a centre are told of its code; what of its state was shown.
constexpr std::string_view version_11 = R"sql(
CREATE TABLE progress (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  dossier BLOB NOT NULL REFERENCES dossier (id), position INTEGER NOT NULL,
  body BLOB,              -- sealed
  UNIQUE (dossier, position)) STRICT;

-- `factors`: hashes by the centre's key, a blank between them. `told`: the state that stands in the centre's ledger.
CREATE TABLE shared_code (
  dossier BLOB PRIMARY KEY NOT NULL REFERENCES dossier (id), factors TEXT NOT NULL, told TEXT NOT NULL DEFAULT '') STRICT;

ALTER TABLE known_status ADD COLUMN shown_at INTEGER;

-- Of `kiosk province`: how far the national portal has each dossier. `sent` is the state that its packet said last.
CREATE TABLE national_dossier (
  code TEXT PRIMARY KEY NOT NULL, sent INTEGER NOT NULL, steps INTEGER NOT NULL) STRICT, WITHOUT ROWID;
)sql";

// What staff decide for a day stands in the ledger, the same for every kiosk of a centre; dossiers are looked through by their day.
constexpr std::string_view version_12 = R"sql(
DROP TABLE today;
CREATE INDEX dossier_submitted ON dossier (submitted_at);
)sql";

// Dossiers whose procedure is paid for first: nothing of them leaves before.
constexpr std::string_view version_13 = R"sql(
CREATE TABLE unpaid (dossier BLOB PRIMARY KEY NOT NULL REFERENCES dossier (id)) STRICT, WITHOUT ROWID;
)sql";

// Orders that ask for the same fee are folded together; of older ones those of one dossier and amount.
constexpr std::string_view version_14 = R"sql(
ALTER TABLE payment_order ADD COLUMN fee BLOB;
UPDATE payment_order SET fee = (SELECT o.id FROM payment_order AS o WHERE o.dong = payment_order.dong AND
  (o.about = payment_order.about OR (o.dossier = payment_order.dossier AND o.dossier <> zeroblob(16)))
  ORDER BY o.made_at, o.id LIMIT 1);
CREATE INDEX payment_order_fee ON payment_order (fee, due_at);
)sql";

// Of `kiosk province`: what the national portal said no to, with what was sent, so that it can go again; and ratings, which go under
// their dossier's official code. `words` of a rating: why it was not taken.
constexpr std::string_view version_15 = R"sql(
CREATE TABLE national_refusal (
  code TEXT PRIMARY KEY NOT NULL, refused_at INTEGER NOT NULL, words TEXT NOT NULL, packet TEXT NOT NULL,
  steps TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE national_rating (
  id TEXT PRIMARY KEY NOT NULL, code TEXT NOT NULL, packet TEXT NOT NULL, sent INTEGER NOT NULL DEFAULT 0,
  refused_at INTEGER, words TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
CREATE INDEX national_rating_code ON national_rating (code);
)sql";

constexpr std::array<std::string_view, schema_version> steps = {version_1,  version_2,  version_3,  version_4,  version_5,
                                                                version_6,  version_7,  version_8,  version_9,  version_10,
                                                                version_11, version_12, version_13, version_14, version_15};

/// The statement is at its end when this returns: no table can be dropped while one is read.
Result<std::int64_t> version_of(Database& database) {
    auto rows = database.query("PRAGMA user_version");
    if (!rows) return fail(std::move(rows));
    auto row = rows->step();
    if (!row) return fail(std::move(row));
    return rows->integer(0);
}

}  // namespace

Result<Done> migrate(Database& database) {
    const auto version_found = version_of(database);
    if (!version_found) return tl::unexpected(version_found.error());
    const auto found = *version_found;
    if (found > schema_version || found < 0) {
        return fail(
            Code::newer_version,
            fmt::format("{}: written by a newer program (tables of version {}, this program knows {}); install that program "
                        "again, or name another data folder in the settings",
                        database.file().string(), found, schema_version));
    }
    for (auto version = static_cast<std::size_t>(found); version < steps.size(); ++version) {
        auto transaction = database.begin();
        if (!transaction) return fail(std::move(transaction));
        const auto stamp = fmt::format("PRAGMA user_version = {};", version + 1);
        if (auto done = database.execute(std::string(steps[version]) + stamp); !done) return done;
        if (auto done = transaction->commit(); !done) return done;
    }
    return Done{};
}

}  // namespace kiosk::store
