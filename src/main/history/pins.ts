import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'

export interface Pins {
  /** Ids of the pinned runs, the first pinned first. */
  all(): readonly string[]
  set(runId: string, pinned: boolean): void
}

export function createPins({
  database,
  clock,
}: {
  readonly database: Database
  readonly clock: Clock
}): Pins {
  const select = database.prepare<{ run_id: string }>(
    'SELECT run_id FROM run_pins JOIN runs ON runs.id = run_id ORDER BY pinned_at, runs.number',
  )
  const insert = database.prepare('INSERT OR IGNORE INTO run_pins (run_id, pinned_at) VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM run_pins WHERE run_id = ?')
  return {
    all: () => select.all().map(({ run_id: id }) => id),
    set: (runId, pinned) => {
      if (pinned) insert.run(runId, clock())
      else remove.run(runId)
    },
  }
}
