import type { Database } from '../../src/main/db/database.ts'
import { createDrafts } from '../../src/main/drafts/drafts.ts'
import { createPrompts } from '../../src/main/drafts/prompts.ts'

export const PROMPTS = 10_000
export const RUNS = 100_000

const START = Date.UTC(2024, 10, 23)
const MINUTE = 60_000
const models = ['deepseek-flash', 'deepseek-v4-flash', 'deepseek-v4-pro', 'deepseek-chat']
const statuses = ['completed', 'completed', 'completed', 'completed', 'cut-short', 'failed']
const words = ['harbour', 'tide', 'chart', 'sounding', 'anchor', 'pilot', 'fathom', 'lead', 'buoy', 'channel']
const chinese = '港口潮汐测深航道浮标海图锚地引航'

/** Some hundred characters, the same at every run of the benchmark; every tenth is Chinese. */
function textOf(seed: number, length: number): string {
  const picked = Array.from(
    { length },
    (_, index) => words[(seed * 31 + index * 7 + (seed % 13) * index) % 10],
  )
  const start = seed % (chinese.length - 4)
  return `The ${picked.join(' the ')} halyard${seed}. ${seed % 10 === 0 ? chinese.slice(start, start + 4).repeat(5) : ''}`
}

/** A library as years leave it behind. Prompts are written as the window writes them, runs straight into their table. */
export function writeLibrary(database: Database): void {
  let now = START
  const drafts = createDrafts({ database, clock: () => now })
  const prompts = createPrompts({ database, clock: () => now, drafts })
  database.transaction(() => {
    for (let index = 0; index < PROMPTS; index += 1) {
      now += 1
      const { id } = prompts.create(`Prompt ${index} ${words[index % 10]}`)
      const { revision, messages } = drafts.get(id)
      const messageId = messages[0]?.id ?? ''
      drafts.edit(id, revision, [{ messageId, from: 0, to: 0, insert: textOf(index, 60) }])
    }
  })
  const usage = JSON.stringify({ prompt_tokens: 2000, completion_tokens: 400, total_tokens: 2400 })
  const estimate = JSON.stringify({ prompt: { tokens: 2000 }, padding: 'x'.repeat(2_000) })
  const insert =
    database.prepare(`INSERT INTO runs (id, prompt_id, prompt_name, practice, base_url, request_json,
    estimate_json, status, model_requested, content, usage_json, sent_at) VALUES (?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?)`)
  database.transaction(() => {
    for (let index = 0; index < RUNS; index += 1) {
      insert.run(
        `run-${index}`,
        `prompt-${index % 40}`,
        `Prompt ${index % 40}`,
        index % 5 === 0 ? 1 : 0,
        JSON.stringify({ messages: [{ role: 'user', content: textOf(index, 120) }] }),
        estimate,
        statuses[index % statuses.length] ?? 'completed',
        models[index % models.length] ?? '',
        textOf(index + PROMPTS, 50),
        usage,
        START + index * 10 * MINUTE,
      )
    }
  })
}
