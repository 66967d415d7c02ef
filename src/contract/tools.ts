import { z } from 'zod'

export const toolRequests = {
  /** Reads a list of tools as it is written: what is in it, what each weighs for a model, and what is wrong with it. */
  'tools.inspect': z.strictObject({
    tools: z.string().max(2_000_000),
    model: z.string().trim().min(1).max(100),
  }),
}

export interface InspectedTool {
  /** Empty where it has none. */
  readonly name: string
  readonly description: string
  /** Its place in the text, in UTF-16 units, and its line from 1. */
  readonly from: number
  readonly to: number
  readonly line: number
  /** Of the prompt's tokens, those that begin in its schema. Null where the model's form of it cannot be told apart. */
  readonly tokens: number | null
}

export interface ToolProblem {
  /** From 1. */
  readonly line: number
  /** One sentence. */
  readonly message: string
}

export interface ToolResults {
  'tools.inspect': { readonly tools: readonly InspectedTool[]; readonly problems: readonly ToolProblem[] }
}
