import type { Estimate } from '../../contract/estimates.ts'
import type { Assertion } from '../../contract/test-assertions.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { FathomError } from '../errors.ts'
import type { Books } from '../estimates/books.ts'
import type { RunRecord } from '../runs/run-record.ts'
import type { Destination, RunService } from '../runs/run-service.ts'
import { type AskJudge, checkAll } from './check-answer.ts'
import { answerOf, type CheckSubject, type SubjectPrompt } from './check-subject.ts'
import { countedOf, subjectPrompt } from './estimate-cell.ts'
import { fillValues } from './fill-values.ts'
import type { Finding } from './finding.ts'
import { judgeBody, readVerdict, USUAL_JUDGE_MODEL, USUAL_JUDGE_PROMPT } from './judge.ts'
import type { Matcher } from './matcher.ts'

/** One request of a test, its variables filled in. */
export interface CellOrder {
  readonly body: string
  readonly values: Readonly<Record<string, string>>
  /** Filled in too. */
  readonly assertions: readonly Assertion[]
  readonly promptId: string | null
  readonly promptName: string | null
  /** The version that it is sent from; null: none. */
  readonly versionId: string | null
  readonly destination: Destination
  readonly allowOnce: boolean
}

export interface EndedCell {
  readonly run: RunRecord
  readonly subject: CheckSubject
  readonly findings: readonly Finding[]
}

/** Runs requests of tests like any run, and holds what came back against what must hold. */
export interface CellRunner {
  /** Resolves when the answer is checked, by the judge too. Rejects where it never became a run. */
  run(order: CellOrder, onRun: (runId: string) => void): Promise<EndedCell>
  /** Checks an ended run again; a judge is not asked, what it said before of the same counts. */
  check(
    run: RunRecord,
    assertions: readonly Assertion[],
    grade: number | null,
    before: readonly Finding[],
  ): Promise<EndedCell>
}

export interface CellRunnerOptions {
  readonly books: Books
  readonly runs: Pick<RunService, 'start'>
  readonly matcher: Pick<Matcher, 'ask'>
}

type JudgeOrder = Pick<CellOrder, 'promptId' | 'promptName' | 'destination' | 'allowOnce' | 'values'>

export function createCellRunner({ books, runs, matcher }: CellRunnerOptions): CellRunner {
  async function start(
    { promptId, promptName, destination, allowOnce }: Omit<JudgeOrder, 'values'>,
    body: string,
    versionId: string | null,
    onRun: (runId: string) => void,
  ): Promise<RunRecord> {
    const { model } = parseRequest(body)
    if (model === null) throw new FathomError('MODEL_MISSING', 'The request names no model. Name one.')
    const order = { body, model, promptId, promptName, revision: null, versionId, destination, allowOnce }
    const { runId, ended } = await runs.start(order)
    onRun(runId)
    return ended
  }

  /** Whatever goes wrong with a judge is a finding: the answer that it was to grade is paid for and stays. */
  function judgeFor(order: JudgeOrder): AskJudge {
    return async ({ criterion, model = USUAL_JUDGE_MODEL, prompt = USUAL_JUDGE_PROMPT }, answer) => {
      const text = fillValues(prompt, { ...order.values, criterion, answer })
      try {
        const run = await start(order, judgeBody(model, text), null, () => {})
        const known = { judgeRunId: run.id }
        if (run.status !== 'completed')
          return { ...known, outcome: 'undecided', actual: run.error?.message ?? '', why: 'judge-failed' }
        const verdict = readVerdict(run.content)
        if (verdict === null)
          return { ...known, outcome: 'undecided', actual: run.content.slice(0, 200), why: 'judge-unclear' }
        return {
          ...known,
          outcome: verdict.pass ? 'pass' : 'fail',
          actual: verdict.reason || null,
          why: null,
        }
      } catch (error) {
        if (!(error instanceof FathomError)) throw error
        return { outcome: 'undecided', actual: error.message, why: 'judge-failed' }
      }
    }
  }

  async function checked(
    run: RunRecord,
    assertions: readonly Assertion[],
    grade: number | null,
    judge: AskJudge,
  ): Promise<EndedCell> {
    const subject = { prompt: promptOf(books, run.requestText, run.estimate), answer: answerOf(run), grade }
    return { run, subject, findings: await checkAll({ matcher, judge }, assertions, subject) }
  }

  return {
    run: async (order, onRun) => {
      const run = await start(order, order.body, order.versionId, onRun)
      return checked(run, order.assertions, null, judgeFor(order))
    },
    check: (run, assertions, grade, before) => checked(run, assertions, grade, said(before)),
  }
}

/** A judge that only repeats itself. */
function said(before: readonly Finding[]): AskJudge {
  const known = new Map(before.map((finding) => [JSON.stringify(finding.assertion), finding]))
  return (assertion) => {
    const { outcome, actual, why, judgeRunId } = known.get(JSON.stringify(assertion)) ?? {
      outcome: 'undecided' as const,
      actual: null,
      why: 'not-judged' as const,
    }
    return Promise.resolve({ outcome, actual, why, ...(judgeRunId === undefined ? {} : { judgeRunId }) })
  }
}

/** The bounds of a request that was estimated, from the books as they are. */
function promptOf(books: Books, body: string, estimate: Estimate): SubjectPrompt {
  const at = Date.parse(estimate.at)
  return subjectPrompt(books.prices, countedOf(books, body, estimate, at), at)
}
