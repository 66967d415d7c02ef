import type { Migration } from '../migrate.ts'

export const sentForecasts: Migration = {
  version: 11,
  name: 'forecasts of sent runs, tool calls in flight',
  sql: `
    -- What was expected when it was sent; null: not known, as of runs of an earlier Fathom.
    ALTER TABLE runs ADD COLUMN forecast_json TEXT;
    -- When it was sent by this machine's own clock, right or wrong (epoch ms): tells whether its owner was started since.
    ALTER TABLE runs ADD COLUMN machine_sent_at INTEGER;
    -- JSON, the pieces of tool calls that came with this text; null where none did.
    ALTER TABLE run_chunks ADD COLUMN tool_calls TEXT;
  `,
}
