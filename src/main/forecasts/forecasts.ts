import type { Parameters } from '../../contract/drafts.ts'
import type { EstimateColumn } from '../../contract/estimates.ts'
import type {
  ColumnForecast,
  DriftReport,
  Forecast,
  OutputForecast,
  PrefixParting,
  SentForecast,
} from '../../contract/forecasts.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/database.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { FathomError } from '../errors.ts'
import { maxTokensOf } from '../estimates/assemble.ts'
import type { Books } from '../estimates/books.ts'
import type { DraftCounter } from '../estimates/draft-counter.ts'
import { encodeFor } from '../estimates/encode-for.ts'
import type { EncodedDraft, LiveEstimates } from '../estimates/live-estimates.ts'
import type { RunBeginning } from '../runs/run-record.ts'
import type { RunStore } from '../runs/run-store.ts'
import { type PromptUnits, UNIT_TOKENS } from '../tokenizer/prompt-units.ts'
import { forecastCache } from './cache-forecast.ts'
import { forecastColumn } from './column-forecast.ts'
import { costRanges } from './cost-range.ts'
import { isSameProfile, reportDrifts } from './drift-report.ts'
import { createFactStore, type NearRun } from './fact-store.ts'
import { createLearner } from './learner.ts'
import type { MarkedBooks } from './marked-books.ts'
import type { MarkedProfile, MarkStore } from './marks.ts'
import { forecastOutput } from './output-forecast.ts'
import { findParting } from './prefix-parting.ts'
import { answerParts, effortOf, piecesOf, userIdOf } from './read-run.ts'
import type { CacheScope } from './run-facts.ts'
import { sentForecast } from './sent-forecast.ts'

export interface Forecasts {
  /** As the contract's `forecasts.get`: what a watched draft may find in the cache, write and cost. */
  get(promptId: string, practice: boolean): Promise<Forecast | null>
  /** Of a watched draft with other parameters, counted as the column says; null where it changed meanwhile. */
  ofColumn(
    promptId: string,
    practice: boolean,
    column: EstimateColumn,
    others: Partial<Parameters>,
  ): Promise<ColumnForecast | null>
  /** Of a request of a prompt that is no draft. */
  ofBody(promptId: string, practice: boolean, column: EstimateColumn, body: string): Promise<ColumnForecast>
  /** What is expected of a request that is about to be sent. */
  ofRequest(beginning: Omit<RunBeginning, 'forecast'>, seen: SentForecast['seen']): Promise<SentForecast>
  /** As the contract's `forecasts.prefix`. */
  prefix(promptId: string, practice: boolean): Promise<PrefixParting | null>
  /** How much a prompt's runs with this model and effort wrote; "no history" below the runs that a forecast needs. */
  output(question: OutputQuestion): OutputForecast
  drifts(): Promise<DriftReport>
  /** Error NO_DRIFT. */
  mark(profile: MarkedProfile): Promise<DriftReport>
  unmark(profile: MarkedProfile): Promise<DriftReport>
  close(): Promise<void>
}

export interface OutputQuestion {
  readonly promptId: string
  readonly practice: boolean
  readonly model: string
  /** As `effortOf` names it. */
  readonly effort: string
  readonly maxTokens: number
}

export interface ForecastOptions {
  readonly database: Database
  /** As they are shipped: a marked profile is watched on. */
  readonly books: Books
  readonly marks: MarkStore
  readonly marked: MarkedBooks
  readonly estimates: Pick<LiveEstimates, 'latest' | 'encode' | 'recount'>
  readonly counter: Pick<DraftCounter, 'units' | 'locate'>
  readonly runs: Pick<RunStore, 'get'>
  /** Who would be asked; null where nobody can be yet. */
  readonly whom: (practice: boolean) => Promise<Pick<CacheScope, 'baseUrl' | 'keyHint'> | null>
  readonly clock: Clock
  readonly log: (message: string, cause?: unknown) => void
  readonly onChange: () => void
}

/** Many runs of an earlier time are learnt from while the window already shows what is known. */
const LEARN_MS = 1_000

const KEPT_UNITS = 24

/** Forecasts from the runs of this data folder: those of an earlier time are learnt in slices, later ones as they end. */
export function createForecasts(options: ForecastOptions): Forecasts {
  const { books, marks, marked, estimates, counter, runs, clock, onChange } = options
  const facts = createFactStore(options.database)
  const asked = { books, facts, clock, whom: options.whom }
  const learner = createLearner({ ...options, facts, models: books.models })
  /** The units of drafts as they are now, so that the end of a run does not count them again. */
  const keptUnits = new Map<
    string,
    { readonly revision: number; readonly profile: string | null; readonly units: PromptUnits }
  >()

  /** Waits for what can be learnt in a moment; what takes longer is announced. */
  async function learnSoon(): Promise<void> {
    const learning = learner.catchUp()
    let late = false
    await Promise.race([
      learning,
      new Promise<void>((resolve) => {
        setTimeout(() => {
          late = true
          resolve()
        }, LEARN_MS).unref()
      }),
    ])
    if (late) void learning.then((news) => news && onChange())
  }

  async function unitsOf(
    promptId: string,
    name: string,
    draft: EncodedDraft,
    others: Partial<Parameters> = {},
  ): Promise<PromptUnits> {
    const key = JSON.stringify([promptId, name, others])
    const { revision } = draft
    const profile = draft.model?.profile ?? null
    const known = keptUnits.get(key)
    if (known?.revision === revision && known.profile === profile) return known.units
    const units = await counter.units(piecesOf(draft.parts))
    if (!draft.isCurrent()) return units
    keptUnits.delete(key)
    keptUnits.set(key, { revision, profile, units })
    for (const oldest of keptUnits.keys()) {
      if (keptUnits.size <= KEPT_UNITS) break
      keptUnits.delete(oldest)
    }
    return units
  }

  /** Where nobody can be asked yet nothing is cached. */
  async function scopeOf(practice: boolean, model: string, userId: string): Promise<CacheScope | null> {
    const asked = await options.whom(practice)
    return asked === null ? null : { ...asked, practice, model, userId }
  }

  async function ofColumn(
    promptId: string,
    practice: boolean,
    column: EstimateColumn,
    others: Partial<Parameters> = {},
  ): Promise<ColumnForecast | null> {
    const model = column.estimate.model.requested
    const draft = estimates.encode(promptId, model, others)
    if (draft === null) return null
    const { hashes } = await unitsOf(promptId, model, draft, others)
    const forecast = await forecastColumn(asked, { ...draft, promptId, practice, column, hashes })
    return draft.isCurrent() ? forecast : null
  }

  async function ofBody(
    promptId: string,
    practice: boolean,
    column: EstimateColumn,
    body: string,
  ): Promise<ColumnForecast> {
    const request = parseRequest(body)
    const { model, encoded } = encodeFor(books.models, request, column.estimate.model.requested, clock())
    const { hashes } = await counter.units(piecesOf(encoded.parts))
    const userId = userIdOf(body)
    return forecastColumn(asked, { promptId, practice, column, hashes, request, model, userId })
  }

  async function ofRequest(
    beginning: Omit<RunBeginning, 'forecast'>,
    seen: SentForecast['seen'],
  ): Promise<SentForecast> {
    await learnSoon()
    const { practice, baseUrl, keyHint, estimate, sentAt, promptId } = beginning
    const { modelRequested: name, requestText } = beginning
    const request = parseRequest(requestText)
    const { model, encoded } = encodeFor(books.models, request, name, sentAt)
    const { hashes } = await counter.units(piecesOf(encoded.parts))
    const scope = { practice, baseUrl, keyHint, model: name, userId: userIdOf(requestText) }
    const near = facts.nearest(scope, hashes, sentAt)
    const cache = forecastCache((near?.units ?? 0) * UNIT_TOKENS, facts.hits(scope))
    const maxTokens = maxTokensOf(request, model).value
    const known = promptId === null ? [] : facts.outputs(promptId, scope, effortOf(request, model))
    const output = forecastOutput(known, maxTokens)
    const priced = { model: name, tokens: estimate.prompt.tokens, cache, output }
    const [now] = costRanges(books.prices, priced, sentAt)
    return sentForecast({ cache, output, maxTokens, cost: now?.cost ?? {} }, estimate, seen)
  }

  async function nearestRun(
    promptId: string,
    scope: CacheScope,
    draft: EncodedDraft,
  ): Promise<NearRun | null> {
    const { hashes } = await unitsOf(promptId, scope.model, draft)
    return facts.nearest(scope, hashes, clock()) ?? facts.latestOf(promptId, scope, clock())
  }

  async function prefix(promptId: string, practice: boolean): Promise<PrefixParting | null> {
    await learnSoon()
    const model = estimates.latest(promptId)?.columns[0]?.estimate.model.requested
    const draft = model === undefined ? null : estimates.encode(promptId, model)
    if (model === undefined || draft === null) return null
    const scope = await scopeOf(practice, model, draft.userId)
    if (scope === null) return null
    const near = await nearestRun(promptId, scope, draft)
    const run = near === null ? null : runs.get(near.runId)
    if (near === null || run === null) return null
    const request = parseRequest(run.requestText)
    const { model: then, encoded } = encodeFor(books.models, request, run.modelRequested, run.sentAt)
    const parts = [...encoded.parts, ...answerParts(run, request, then)]
    const promptTokens = run.estimate.prompt.tokens
    const parting = await findParting(counter, draft, { near, parts, promptTokens })
    return draft.isCurrent() ? parting : null
  }

  const report = (): DriftReport => reportDrifts(facts.drifts(), marks.list())

  function marksChanged(): DriftReport {
    marked.refresh()
    estimates.recount()
    onChange()
    return report()
  }

  return {
    get: async (promptId, practice) => {
      if (marked.lookAt(practice)) estimates.recount()
      await learnSoon()
      const live = estimates.latest(promptId)
      if (live === null) return null
      const columns = await Promise.all(live.columns.map((column) => ofColumn(promptId, practice, column)))
      if (columns.includes(null) || estimates.latest(promptId)?.revision !== live.revision) return null
      const known = columns.filter((column) => column !== null)
      return { promptId, revision: live.revision, practice, columns: known }
    },
    ofColumn: async (...column) => {
      await learnSoon()
      return ofColumn(...column)
    },
    ofBody,
    ofRequest,
    prefix,
    output: ({ promptId, practice, model, effort, maxTokens }) => {
      const scope = { practice, model, baseUrl: '', keyHint: null, userId: '' }
      return forecastOutput(facts.outputs(promptId, scope, effort), maxTokens)
    },
    drifts: async () => {
      await learnSoon()
      return report()
    },
    mark: async (profile) => {
      await learnSoon()
      const drift = facts.drifts().find((candidate) => isSameProfile(candidate, profile))
      if (drift === undefined) {
        throw new FathomError(
          'NO_DRIFT',
          'The bills of this model agree with its counts again, so there is nothing to mark.',
          { ...profile },
        )
      }
      marks.add({ ...profile, remainder: drift.remainder, since: drift.sentAt, markedAt: clock() })
      return marksChanged()
    },
    unmark: async (profile) => {
      await learnSoon()
      marks.remove(profile)
      return marksChanged()
    },
    close: () => learner.close(),
  }
}
