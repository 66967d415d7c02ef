import type { Migration } from '../migrate.ts'

export const testCases: Migration = {
  version: 15,
  name: 'test cases',
  sql: `
    -- What a prompt is tested as; a prompt without a row has the default setup.
    CREATE TABLE test_setups (
      prompt_id TEXT PRIMARY KEY REFERENCES prompts (id) ON DELETE CASCADE,
      setup     TEXT NOT NULL -- JSON, the contract's TestSetup
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE test_cases (
      id          TEXT PRIMARY KEY,
      prompt_id   TEXT NOT NULL REFERENCES prompts (id) ON DELETE CASCADE,
      place       REAL NOT NULL,    -- order in the table; a case between two others gets a place between theirs
      name        TEXT NOT NULL,
      case_values TEXT NOT NULL,    -- JSON: text by column
      assertions  TEXT NOT NULL,    -- JSON, the contract's Assertion[]
      hash        TEXT NOT NULL,    -- of values and own assertions: a result of another hash is stale
      removed_at  INTEGER           -- epoch ms; a removed case can be restored
    ) STRICT;
    CREATE INDEX test_cases_by_prompt ON test_cases (prompt_id, place) WHERE removed_at IS NULL;

    -- The newest result of each case in each column. What was run before is in the history.
    CREATE TABLE test_results (
      case_id     TEXT NOT NULL REFERENCES test_cases (id) ON DELETE CASCADE,
      target      TEXT NOT NULL,    -- the column: a version (or the draft) and a model
      state       TEXT NOT NULL,    -- checked, ended, refused
      practice    INTEGER NOT NULL,
      run_id      TEXT,
      hash        TEXT NOT NULL,    -- of the case, the version's content and what must hold of all, as they were
      outcome     TEXT NOT NULL,    -- pass, fail, undecided
      subject     TEXT NOT NULL,    -- JSON: what the assertions were held against, without the answer's text
      findings    TEXT NOT NULL,    -- JSON: how each assertion turned out
      answer      TEXT NOT NULL,    -- its first words
      answer_hash TEXT,             -- of the whole answer, to tell whether two columns differ
      grade       INTEGER,          -- a person's, 1 to 5
      error       TEXT,             -- JSON {code, message}: why it never became a run
      PRIMARY KEY (case_id, target)
    ) STRICT, WITHOUT ROWID;

    -- Requests that were started together and have not all ended.
    CREATE TABLE test_batches (
      id         TEXT PRIMARY KEY,
      prompt_id  TEXT NOT NULL UNIQUE REFERENCES prompts (id) ON DELETE CASCADE,
      practice   INTEGER NOT NULL,
      allow_once INTEGER NOT NULL,
      state      TEXT NOT NULL,     -- running, paused
      reason     TEXT,              -- why it paused by itself
      total      INTEGER NOT NULL,
      started_at INTEGER NOT NULL,
      owner_pid  INTEGER NOT NULL,  -- the process that sends it
      plan       TEXT NOT NULL      -- JSON: what is sent, as it was when it was started
    ) STRICT;

    -- What of a batch has not ended yet. Written before anything is sent, so that a restart knows what was not.
    CREATE TABLE test_batch_items (
      batch_id TEXT NOT NULL REFERENCES test_batches (id) ON DELETE CASCADE,
      place    INTEGER NOT NULL,
      case_id  TEXT NOT NULL,
      target   TEXT NOT NULL,
      run_id   TEXT,                -- null: not sent yet
      PRIMARY KEY (batch_id, place)
    ) STRICT, WITHOUT ROWID;
  `,
}
