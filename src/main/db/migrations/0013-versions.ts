import type { Migration } from '../migrate.ts'

export const versions: Migration = {
  version: 13,
  name: 'versions and labels',
  sql: `
    -- Snapshots of drafts, numbered from 1 in each prompt: only ever added.
    CREATE TABLE versions (
      id            TEXT PRIMARY KEY,
      prompt_id     TEXT NOT NULL REFERENCES prompts (id),
      number        INTEGER NOT NULL,
      note          TEXT NOT NULL,
      restored_from INTEGER,          -- number of the version that this one repeats
      hash          TEXT NOT NULL,    -- SHA-256 of what it says; message ids and defaults left out
      content       TEXT NOT NULL,    -- JSON, as the draft stores it; JSON keeps lone surrogates and NUL
      figures       TEXT,             -- JSON {model, tokens, exact, at, cost} as counted when it was saved; null: not known then
      created_at    INTEGER NOT NULL, -- epoch ms, as every *_at
      UNIQUE (prompt_id, number)
    ) STRICT;
    CREATE INDEX versions_by_hash ON versions (prompt_id, hash, number);
    CREATE TRIGGER versions_refuse_update BEFORE UPDATE ON versions
      BEGIN SELECT RAISE(ABORT, 'a version is never changed'); END;
    CREATE TRIGGER versions_refuse_delete BEFORE DELETE ON versions
      BEGIN SELECT RAISE(ABORT, 'a version is never removed'); END;

    -- Each move of a label is a row; the last one of a name says where it is now.
    CREATE TABLE version_labels (
      move       INTEGER PRIMARY KEY AUTOINCREMENT,
      prompt_id  TEXT NOT NULL REFERENCES prompts (id),
      name       TEXT NOT NULL COLLATE NOCASE,
      version_id TEXT REFERENCES versions (id), -- null: taken away
      at         INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX version_labels_by_prompt ON version_labels (prompt_id, name, move);

    -- The version that a run was sent from; null where the draft was like none.
    ALTER TABLE runs ADD COLUMN version_id TEXT;
    ALTER TABLE queued_runs ADD COLUMN version_id TEXT;
    CREATE INDEX runs_by_version ON runs (version_id) WHERE version_id IS NOT NULL;
  `,
}
