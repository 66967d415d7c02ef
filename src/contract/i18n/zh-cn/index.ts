import { base } from './base.ts'
import { reconciliation } from './reconciliation.ts'

/** The Simplified Chinese of every message, by its English: one file for each part of Fathom. */
export const zhCN: Readonly<Record<string, string>> = {
  ...base,
  ...reconciliation,
}
