import type { Migration } from '../migrate.ts'

export const prices: Migration = {
  version: 10,
  name: 'added prices and re-pricings',
  sql: `
    -- What the user added to the price book that ships: only ever added to, in the order of adding.
    CREATE TABLE price_additions (
      number   INTEGER PRIMARY KEY AUTOINCREMENT,
      kind     TEXT NOT NULL CHECK (kind IN ('row', 'holidays')),
      key      TEXT NOT NULL,    -- the id of the price row, or the year of the holidays
      added_at INTEGER NOT NULL, -- epoch ms, as every *_at
      json     TEXT NOT NULL     -- in the form of the price-book file, or of one year of the holiday file
    ) STRICT;
    CREATE UNIQUE INDEX price_rows_once ON price_additions (key) WHERE kind = 'row';
    CREATE TRIGGER price_additions_refuse_update BEFORE UPDATE ON price_additions
      BEGIN SELECT RAISE(ABORT, 'a price is never overwritten'); END;
    CREATE TRIGGER price_additions_refuse_delete BEFORE DELETE ON price_additions
      BEGIN SELECT RAISE(ABORT, 'a price is never removed'); END;

    -- Past runs priced anew. The amounts themselves are corrections in the ledger.
    CREATE TABLE repricings (
      number           INTEGER PRIMARY KEY AUTOINCREMENT,
      id               TEXT NOT NULL UNIQUE,
      at               INTEGER NOT NULL,
      deciding_instant TEXT NOT NULL,    -- the setting that it was done under
      state            TEXT NOT NULL CHECK (state IN ('applying', 'applied', 'undoing', 'undone')),
      owner_pid        INTEGER,          -- process that applies or undoes it; when that is gone, it was cut short
      undone_at        INTEGER
    ) STRICT;
    CREATE TABLE repricing_changes (
      number        INTEGER PRIMARY KEY AUTOINCREMENT,
      repricing_id  TEXT NOT NULL REFERENCES repricings (id),
      entry_id      TEXT NOT NULL,    -- the run's entry
      correction_id TEXT NOT NULL,    -- the correction that brought the new price
      before_json   TEXT NOT NULL,    -- {"USD": {"rowId", "amount"} or null, "CNY": ...}, amounts as exact decimals
      after_json    TEXT NOT NULL,
      undone_by     TEXT,             -- the correction that took it back
      kept          INTEGER NOT NULL DEFAULT 0 -- 1: corrected again since, so undoing left it as it was
    ) STRICT;
    CREATE INDEX repricing_changes_of ON repricing_changes (repricing_id, number);
  `,
}
