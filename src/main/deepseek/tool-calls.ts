import type { ToolCall, ToolCallDelta } from './chat-types.ts'

/** Tool calls put together from their pieces, in the order of their indexes. */
export interface ToolCallBuilder {
  add(piece: ToolCallDelta): void
  build(): readonly ToolCall[]
}

/** Puts streamed pieces together into whole calls, by their index. */
export function createToolCalls(): ToolCallBuilder {
  const calls = new Map<number, { id: string; name: string; arguments: string }>()
  return {
    add: (piece) => {
      const call = calls.get(piece.index) ?? { id: '', name: '', arguments: '' }
      call.id = piece.id ?? call.id
      call.name = piece.name ?? call.name
      call.arguments += piece.arguments ?? ''
      calls.set(piece.index, call)
    },
    build: () => [...calls].toSorted(([a], [b]) => a - b).map(([, call]) => Object.freeze({ ...call })),
  }
}

/** The calls that pieces in their order make up. */
export function toolCallsOf(pieces: readonly ToolCallDelta[]): readonly ToolCall[] {
  const calls = createToolCalls()
  for (const piece of pieces) calls.add(piece)
  return calls.build()
}
