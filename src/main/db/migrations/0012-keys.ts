import type { Migration } from '../migrate.ts'

export const keys: Migration = {
  version: 12,
  name: 'named keys and sums of hours',
  sql: `
    -- What a key is called and where it is sent. The key itself is in the operating system's keychain and nowhere else.
    CREATE TABLE key_profiles (
      id         TEXT PRIMARY KEY,
      name       TEXT NOT NULL,
      base_url   TEXT NOT NULL,         -- never changed: a key must not go to another address
      secret     TEXT NOT NULL UNIQUE,  -- name of its entry in the keychain
      in_keychain INTEGER NOT NULL,     -- 0: it was only ever kept until quit, so the keychain has nothing to remove
      in_use     INTEGER NOT NULL,
      created_at INTEGER NOT NULL,      -- epoch ms, as every *_at; 0: the first, from before keys had names
      removed_at INTEGER                -- the row stays: what was spent stays readable under its name
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX key_profiles_by_name ON key_profiles (name COLLATE NOCASE) WHERE removed_at IS NULL;
    CREATE UNIQUE INDEX key_profiles_in_use ON key_profiles (in_use) WHERE in_use = 1;

    -- Which last four characters a profile's keys had, one after the other: by them the ledger knows whose an entry is.
    CREATE TABLE key_profile_hints (
      hint       TEXT PRIMARY KEY,
      profile_id TEXT NOT NULL REFERENCES key_profiles (id),
      since      INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- The one key that there was keeps its entry in the keychain, which had the name of its address.
    INSERT INTO key_profiles (id, name, base_url, secret, in_keychain, in_use, created_at)
      VALUES ('deepseek', 'DeepSeek', 'https://api.deepseek.com', 'https://api.deepseek.com', 1, 1, 0);
    INSERT INTO key_profile_hints (hint, profile_id, since)
      SELECT key_hint, 'deepseek', min(sent_at) FROM ledger_entries
      WHERE practice = 0 AND key_hint IS NOT NULL GROUP BY key_hint;

    -- Sums of the ledger by hour, so that the view of everything need not add up 100,000 entries. The ledger is only ever
    -- added to, so that the trigger alone keeps them right, in the transaction that writes the entry.
    CREATE TABLE ledger_hours (
      practice  INTEGER NOT NULL,
      hour      INTEGER NOT NULL, -- its first instant, epoch ms
      runs      INTEGER NOT NULL,
      usd       INTEGER NOT NULL,
      cny       INTEGER NOT NULL,
      priced    INTEGER NOT NULL,
      in_usd    INTEGER NOT NULL,
      in_cny    INTEGER NOT NULL,
      estimated INTEGER NOT NULL,
      billed    INTEGER NOT NULL,
      exact     INTEGER NOT NULL,
      PRIMARY KEY (practice, hour)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO ledger_hours
      SELECT practice, sent_at - (sent_at % 3600000 + 3600000) % 3600000 AS hour, sum(kind = 'run'),
        coalesce(sum(usd_pico), 0), coalesce(sum(cny_pico), 0), sum(counts_priced), sum(counts_usd), sum(counts_cny),
        coalesce(sum(estimated_tokens), 0), coalesce(sum(prompt_tokens), 0), sum(counts_exact)
      FROM ledger_entries GROUP BY practice, hour;
    CREATE TRIGGER ledger_hours_add AFTER INSERT ON ledger_entries BEGIN
      INSERT INTO ledger_hours VALUES (
        new.practice, new.sent_at - (new.sent_at % 3600000 + 3600000) % 3600000, new.kind = 'run',
        coalesce(new.usd_pico, 0), coalesce(new.cny_pico, 0), new.counts_priced, new.counts_usd, new.counts_cny,
        coalesce(new.estimated_tokens, 0), coalesce(new.prompt_tokens, 0), new.counts_exact)
      ON CONFLICT (practice, hour) DO UPDATE SET
        runs = runs + excluded.runs, usd = usd + excluded.usd, cny = cny + excluded.cny,
        priced = priced + excluded.priced, in_usd = in_usd + excluded.in_usd, in_cny = in_cny + excluded.in_cny,
        estimated = estimated + excluded.estimated, billed = billed + excluded.billed, exact = exact + excluded.exact;
    END;

    -- In the order of the pictures' slices, so that no bar has to be sorted.
    CREATE INDEX ledger_slices ON ledger_entries (
      practice, model_requested, band, sent_at, prompt_id, status, key_hint, kind, usd_pico, cny_pico, hit_tokens, miss_tokens
    );

    -- A queued run goes to the account for which it was queued; null: queued before keys had names.
    ALTER TABLE queued_runs ADD COLUMN key_profile TEXT REFERENCES key_profiles (id);
  `,
}
