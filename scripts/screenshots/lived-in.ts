import { readFileSync } from 'node:fs'

import { createRandom } from '../../src/main/practice/random.ts'
import type { TestWindow } from '../../src/main/testing/test-window.ts'
import { projectPath } from '../paths.ts'
import { openDesk, type SampleDesk, until } from './sample-desk.ts'
import { DAY, HOUR, planMonth, PROMPTS, type PlannedRun, type PromptPath, TODAY } from './sample-month.ts'
import { agreement, nightLog, tickets } from './sample-texts.ts'
import { firstWording, wordings } from './sample-wordings.ts'
import type { SampleWorld } from './sample-world.ts'

const textOf = (path: string): string =>
  readFileSync(projectPath(`scripts/screenshots/fixtures/${path}`), 'utf8')

/**
 * Fills a new data folder with a month of work, by what the window itself asks for: prompts, versions, runs, readings of the
 * balance, tests, a comparison and a budget.
 */
export async function liveIn(window: TestWindow, world: SampleWorld): Promise<void> {
  await window.ask('settings.set', {
    language: 'en',
    formattedAnswers: true,
    closedFolders: ['Support'],
  })
  await window.ask('keys.set', { key: world.key, keep: 'keychain' })
  const desks = new Map<PromptPath, SampleDesk>()
  for (const path of PROMPTS) desks.set(path, await importPrompt(window, path))
  const desk = (path: PromptPath): SampleDesk => {
    const found = desks.get(path)
    if (found === undefined) throw new Error(`There is no prompt ${path}`)
    return found
  }
  const brief = desk('Incidents/Incident brief')
  await firstWording(brief)
  for (let day = 29; day >= 0; day -= 1) {
    world.at(TODAY - day * DAY + 9 * HOUR)
    await window.ask('balance.refresh', {})
    if (day === 21) {
      await world.topUp(500n)
      world.at(world.now() + 2 * 60_000)
      await window.ask('balance.refresh', {})
    }
    if (day === 14) await world.spendElsewhere(agreement(1_600))
    await wordings(window, brief, day, () => give(brief, 'Incidents/Incident brief', 0))
    for (const planned of planMonth(day)) await live(window, world, desk(planned.path), planned)
    if (day === 2) await runTests(window, desk('Support/Ticket triage'))
  }
  await compare(window, world, brief)
  await window.ask('settings.set', { lastPromptId: brief.promptId })
  await window.ask('budgets.save', {
    budget: { period: 'day', promptId: null, currency: 'USD', limit: '0.20', level: 'block' },
  })
  world.at(TODAY + 14.25 * HOUR)
  await window.ask('balance.refresh', {})
}

async function importPrompt(window: TestWindow, path: PromptPath): Promise<SampleDesk> {
  const { prompts } = await window.ask('promptFiles.import', { text: textOf(`prompts/${path}.md`) })
  const promptId = prompts[0]?.id ?? ''
  const folder = path.split('/').slice(0, -1).join('/')
  if (folder !== '') await window.ask('prompts.move', { promptId, folder })
  return openDesk(window, promptId)
}

/** One run as it was planned, with what it is about on that day. */
async function live(
  window: TestWindow,
  world: SampleWorld,
  desk: SampleDesk,
  { path, at, model, end }: PlannedRun,
): Promise<void> {
  world.at(at)
  await give(desk, path, createRandom(path, String(at)).below(1_000))
  await desk.change({ kind: 'set-parameters', parameters: { model } })
  if (end === 'drift') world.drift(3)
  if (end === 'broken') world.breakAfter(180)
  if (end !== 'stopped' && end !== 'settled') return void (await desk.run())
  world.holdAfter(260)
  const runId = await desk.send()
  await until(async () => (await window.ask('runs.get', { runId })).content.length > 200)
  await window.ask('runs.stop', { runId })
  await until(async () => (await window.ask('runs.get', { runId })).progress.state === 'ended')
  if (end === 'stopped') return
  const { estimate } = await window.ask('runs.get', { runId })
  await window.ask('runs.settle', {
    runId,
    promptHit: 0,
    promptMiss: estimate.prompt.tokens,
    output: 262,
  })
}

/** The document of the day. */
async function give(desk: SampleDesk, path: PromptPath, chance: number): Promise<void> {
  if (path === 'Incidents/Incident brief') {
    const whole = textOf('incident-2026-11-21.md')
    const end = chance < 500 ? -1 : whole.indexOf('\n## ', chance * 5)
    const text = end === -1 ? whole : whole.slice(0, end)
    await desk.fill('document', text, 'incident-2026-11-21.md')
  }
  if (path === 'Incidents/Timeline from logs') {
    await desk.fill('service', 'checkout, eu-west')
    await desk.fill('log', nightLog(150 + (chance % 9) * 40), 'checkout-night.log')
  }
  if (path === 'Contracts/Clause digest')
    await desk.fill('agreement', agreement(240 + (chance % 4) * 60), 'service-agreement.txt')
  if (path === 'Support/Ticket triage') await desk.fill('ticket', tickets[chance % tickets.length]?.[1] ?? '')
}

/** A table of tests over two versions and both models, with what must hold of each answer, and its results. */
async function runTests({ ask }: TestWindow, desk: SampleDesk): Promise<void> {
  const { promptId } = desk
  const before = await desk.save('first wording')
  await desk.rewrite(
    0,
    'Answer with',
    'A ticket with two subjects goes to the one that blocks its writer. Answer with',
  )
  const after = await desk.save('two subjects in one ticket')
  await ask('tests.setUp', {
    promptId,
    setup: {
      versions: [before, after],
      models: ['deepseek-flash', 'deepseek-v4-pro'],
      columns: ['queue'],
      assertions: [
        { type: 'finish-reason', reason: 'stop' },
        { type: 'output-tokens', max: 300 },
        { type: 'cost', currency: 'USD', max: '0.0008' },
      ],
      atOnce: 1,
    },
  })
  for (const [name, ticket, queue] of tickets) {
    const { caseId } = await ask('tests.addCase', { promptId })
    await ask('tests.editCase', { caseId, name, values: { ticket, queue } })
  }
  await ask('tests.run', { promptId, scope: { kind: 'all' }, practice: false })
  await until(async () => (await ask('tests.get', { promptId })).batch === null)
}

/** Flash and pro side by side, sent a few minutes before the moment. */
async function compare({ ask }: TestWindow, world: SampleWorld, desk: SampleDesk): Promise<void> {
  const { promptId } = desk
  world.at(TODAY + 14.2 * HOUR)
  await give(desk, 'Incidents/Incident brief', 0)
  await desk.change({ kind: 'set-parameters', parameters: { model: 'deepseek-flash' } })
  const parameters = { thinking: 'enabled', effort: 'high', maxTokens: 8_192, temperature: null } as const
  const columns = ['deepseek-flash', 'deepseek-v4-pro'].map((model) => ({
    id: model,
    parameters: { ...parameters, model },
  }))
  await ask('compare.setUp', { promptId, setup: { columns, repeats: 1, atOnce: 2 } })
  const { revision } = await ask('drafts.get', { promptId })
  for (const [index, { id: columnId }] of columns.toReversed().entries()) {
    await ask('compare.run', { promptId, revision, practice: false, columnId })
    await until(async () => {
      const { results } = await ask('compare.get', { promptId })
      return (
        results.length > index && results.every(({ runs }) => runs.every(({ state }) => state === 'ended'))
      )
    })
  }
}
