import type { Estimate } from '../../contract/estimates.ts'
import type { SentForecast } from '../../contract/forecasts.ts'
import type { Bill, Reconciliation, RunStatus, ToolCall, Usage } from '../../contract/runs.ts'

/** A run as it is kept: written before it is sent, ended once. Instants are epoch ms, UTC. */
export interface RunRecord extends RunBeginning, RunEnd {
  readonly id: string
  readonly number: number
  readonly status: RunStatus
  /** Text so far; whole once the run has ended. */
  readonly content: string
  readonly reasoning: string
  readonly seq: number
  readonly hasLogprobs: boolean
  readonly versionNumber: number | null
}

/** What is known before a request is sent. */
export interface RunBeginning {
  readonly promptId: string | null
  readonly promptName: string | null
  /** Revision of the draft that was sent; null for a request from a file. */
  readonly revision: number | null
  /** The version that said what was sent; null where none did, or the request came from a file. */
  readonly versionId: string | null
  readonly practice: boolean
  readonly baseUrl: string
  /** The last four characters of the key, as "…8f2c". */
  readonly keyHint: string | null
  /** The body as it was sent, byte for byte. */
  readonly requestText: string
  readonly estimate: Estimate
  /** What was expected of it; null where that is not known. */
  readonly forecast: SentForecast | null
  readonly modelRequested: string
  readonly sentAt: number
}

/** What is known when it is over. */
export interface RunEnd {
  /** As the clock says that the answer may have set right. */
  readonly sentAt: number
  readonly modelServed: string | null
  readonly responseId: string | null
  readonly fingerprint: string | null
  readonly traceId: string | null
  readonly finishReason: string | null
  readonly toolCalls: readonly ToolCall[]
  readonly usage: Usage | null
  readonly atLeast: AtLeast | null
  readonly receipts: readonly Bill[]
  readonly reconciliation: Reconciliation | null
  readonly error: { readonly code: string; readonly message: string } | null
  readonly firstByteAt: number | null
  /** When thinking went over into the answer. */
  readonly thinkingEndedAt: number | null
  readonly completedAt: number | null
}

/** Lower bounds in tokens of what a run without reported usage will be billed. */
export interface AtLeast {
  readonly promptTokens: number
  readonly completionTokens: number
}
