import type { Migration } from '../migrate.ts'

export const workspace: Migration = {
  version: 16,
  name: 'a folder of prompt files',
  sql: `
    -- The folder that is kept in step with the library; at most one row.
    CREATE TABLE workspace (
      folder TEXT NOT NULL
    ) STRICT;

    -- Which file belongs to which prompt, and the hashes of both sides when they last agreed; null: never yet.
    CREATE TABLE workspace_files (
      prompt_id  TEXT PRIMARY KEY REFERENCES prompts (id),
      path       TEXT NOT NULL UNIQUE, -- from the folder, "/" between
      file_hash  TEXT,                 -- SHA-256 of the file's text
      draft_hash TEXT                  -- SHA-256 of the file that the draft would be
    ) STRICT;
  `,
}
