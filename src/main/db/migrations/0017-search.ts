import type { Migration } from '../migrate.ts'

export const search: Migration = {
  version: 17,
  name: 'full-text search',
  sql: `
    -- One row for each text that can be found: a prompt's draft, a version, a run with its answer.
    CREATE TABLE search_entries (
      id        INTEGER PRIMARY KEY,
      kind      TEXT NOT NULL CHECK (kind IN ('prompt', 'version', 'run')),
      ref       TEXT NOT NULL,    -- id of the prompt, the version or the run
      prompt_id TEXT,
      stamp     INTEGER NOT NULL, -- of a prompt its last change, epoch ms; of a version its row; of a run its number
      UNIQUE (kind, ref)
    ) STRICT;
    CREATE INDEX search_entries_by_stamp ON search_entries (kind, stamp);

    -- Words only: the texts themselves stay where they are. Chinese is written character by character (src/main/search).
    CREATE VIRTUAL TABLE search_words USING fts5 (
      title, body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
    );
  `,
}
