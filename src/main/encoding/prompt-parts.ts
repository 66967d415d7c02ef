import type { SegmentKind } from '../../contract/estimates.ts'
import type { Piece } from '../tokenizer/tokenizer-types.ts'
import { isControlToken, splitTemplate } from './control-tokens.ts'
import type { ControlToken } from './control-tokens.ts'
import type { TextSource } from './request.ts'

/** One piece of the prompt, its cause, and the index of the request's message that it comes from (null: from none). */
export interface PromptPart {
  readonly piece: Piece
  readonly kind: SegmentKind
  readonly message: number | null
}

/** A whole prompt in order. `exact` is false where its count is not proven; `notes` say why, one sentence each. */
export interface EncodedPrompt {
  readonly parts: readonly PromptPart[]
  readonly exact: boolean
  readonly notes: readonly string[]
}

/** Collects the parts of one prompt; the encoders of all profiles write into it. */
export interface PromptWriter {
  /** One control token, or several of a kind; its cause is `control` unless another is given. */
  control(token: ControlToken, message: number | null, kind?: SegmentKind, times?: number): void
  /** Text as a user wrote it: never searched for control tokens, nothing where it is empty. */
  text(source: TextSource, kind: SegmentKind, message: number | null): void
  /** A constant of the profile, in which control tokens are spelled out; all of it belongs to `kind`. */
  template(constant: string, kind: SegmentKind, message: number | null): void
  /** Says that the count is not proven, and why. The same reason is kept once. */
  doubt(note: string): void
  finish(): EncodedPrompt
}

/** Why a request that asks to go on from an assistant message is not called exact. */
export const ENDS_WITH_ASSISTANT =
  'No bill is known of a request that ends in an assistant message; a few control tokens may differ.'

/** Collects the parts of a prompt in their order. Empty texts leave no part; a doubt makes the whole not exact. */
export function createPromptWriter(): PromptWriter {
  const parts: PromptPart[] = []
  const notes = new Set<string>()
  const text = (source: TextSource, kind: SegmentKind, message: number | null): void => {
    if (isEmptyText(source)) return
    parts.push({
      piece: typeof source === 'string' ? { text: source } : { document: source.document },
      kind,
      message,
    })
  }
  const control: PromptWriter['control'] = (token, message, kind = 'control', times = 1) => {
    parts.push({ piece: times === 1 ? { control: token } : { control: token, times }, kind, message })
  }
  return {
    control,
    text,
    template: (constant, kind, message) => {
      for (const piece of splitTemplate(constant)) {
        if (isControlToken(piece)) control(piece, message, kind)
        else text(piece, kind, message)
      }
    },
    doubt: (note) => void notes.add(note),
    finish: () => ({ parts, exact: notes.size === 0, notes: [...notes] }),
  }
}

export function isEmptyText(source: TextSource): boolean {
  return typeof source === 'string' ? source === '' : source.empty
}
