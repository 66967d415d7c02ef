import type { AmountsByCurrency } from '../../contract/test-cases.ts'
import type { RunRecord } from '../runs/run-record.ts'

/** What the assertions of a case are held against. */
export interface CheckSubject {
  readonly prompt: SubjectPrompt
  /** Null: nothing was sent; what needs an answer stays undecided. */
  readonly answer: SubjectAnswer | null
  /** Null: nobody graded it yet. */
  readonly grade: number | null
}

export interface SubjectPrompt {
  readonly tokens: number
  readonly exact: boolean
  /** The prompt uncached at the dearer band; empty where unpriced. */
  readonly cost: AmountsByCurrency
  /** The least and the most that a whole run can cost; empty where unpriced. */
  readonly least: AmountsByCurrency
  readonly most: AmountsByCurrency
}

export interface SubjectAnswer {
  readonly content: string
  readonly status: RunRecord['status']
  /** Why it failed, in a sentence; null where it did not. */
  readonly error: string | null
  readonly finishReason: string | null
  /** Null: not reported. */
  readonly promptTokens: number | null
  readonly outputTokens: number | null
  /** Empty: not reported, or unpriced. */
  readonly bill: AmountsByCurrency
  readonly latencyMs: number | null
}

/** What a run came to, as assertions see it. An answer of tool calls alone is their JSON. */
export function answerOf(run: RunRecord): SubjectAnswer {
  const { status, usage, receipts, sentAt, completedAt, error, toolCalls } = run
  const content = run.content === '' && toolCalls.length > 0 ? JSON.stringify(toolCalls) : run.content
  return {
    content,
    status,
    error: error?.message ?? null,
    finishReason: run.finishReason,
    promptTokens: usage?.prompt_tokens ?? null,
    outputTokens: usage?.completion_tokens ?? null,
    bill: Object.fromEntries(receipts.map(({ currency, total }) => [currency, total])),
    latencyMs: completedAt === null ? null : completedAt - sentAt,
  }
}
