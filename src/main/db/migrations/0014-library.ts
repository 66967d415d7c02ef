import type { Migration } from '../migrate.ts'

export const library: Migration = {
  version: 14,
  name: 'folders, tags and kept undo',
  sql: `
    -- Folders are named by their path, "Support/Refunds"; a folder may be empty, so it has a row of its own.
    CREATE TABLE folders (
      path       TEXT PRIMARY KEY COLLATE NOCASE,
      created_at INTEGER NOT NULL -- epoch ms
    ) STRICT;
    ALTER TABLE prompts ADD COLUMN folder TEXT NOT NULL DEFAULT ''; -- path; empty: in no folder
    CREATE INDEX prompts_by_folder ON prompts (folder) WHERE removed_at IS NULL;
    CREATE INDEX prompts_removed ON prompts (removed_at) WHERE removed_at IS NOT NULL;

    CREATE TABLE prompt_tags (
      prompt_id TEXT NOT NULL REFERENCES prompts (id) ON DELETE CASCADE,
      tag       TEXT NOT NULL COLLATE NOCASE,
      PRIMARY KEY (prompt_id, tag)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX prompt_tags_by_tag ON prompt_tags (tag);

    -- What undo knew of a draft when a window last told it; the draft may have gone on since.
    CREATE TABLE draft_undo (
      prompt_id TEXT PRIMARY KEY REFERENCES prompts (id) ON DELETE CASCADE,
      revision  INTEGER NOT NULL,
      undo      TEXT NOT NULL -- JSON of the window
    ) STRICT;
  `,
}
