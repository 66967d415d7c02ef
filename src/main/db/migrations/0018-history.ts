import type { Migration } from '../migrate.ts'

export const history: Migration = {
  version: 18,
  name: 'history',
  sql: `
    -- All that the history filters and counts by, so that it never reads the runs themselves, which hold whole prompts.
    CREATE INDEX runs_history ON runs (number, sent_at, prompt_id, model_requested, status, practice);

    -- Runs that the user keeps at hand, to hold them against each other.
    CREATE TABLE run_pins (
      run_id    TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
      pinned_at INTEGER NOT NULL -- epoch ms
    ) STRICT, WITHOUT ROWID;
  `,
}
