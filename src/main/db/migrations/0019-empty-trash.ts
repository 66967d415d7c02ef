import type { Migration } from '../migrate.ts'

export const emptyTrash: Migration = {
  version: 19,
  name: 'a trash that can be emptied',
  sql: `
    -- A version goes only together with its prompt, and that only out of the trash.
    DROP TRIGGER versions_refuse_delete;
    CREATE TRIGGER versions_refuse_delete BEFORE DELETE ON versions
      WHEN (SELECT removed_at FROM prompts WHERE id = OLD.prompt_id) IS NULL
      BEGIN SELECT RAISE(ABORT, 'a version is never removed'); END;

    -- What belongs to a prompt and does not go by itself. Runs and the ledger stay: they were paid for.
    CREATE TRIGGER prompts_delete BEFORE DELETE ON prompts BEGIN
      DELETE FROM version_labels WHERE prompt_id = OLD.id;
      DELETE FROM versions WHERE prompt_id = OLD.id;
      DELETE FROM budgets WHERE prompt_id = OLD.id;
      DELETE FROM search_words WHERE rowid IN
        (SELECT id FROM search_entries WHERE prompt_id = OLD.id AND kind <> 'run');
      DELETE FROM search_entries WHERE prompt_id = OLD.id AND kind <> 'run';
    END;
    CREATE INDEX search_entries_by_prompt ON search_entries (prompt_id, kind);
  `,
}
