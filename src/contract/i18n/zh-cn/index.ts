import { base } from './base.ts'
import { estimates } from './estimates.ts'
import { receipts } from './receipts.ts'
import { reconciliation } from './reconciliation.ts'
import { whatIf } from './what-if.ts'

/** The Simplified Chinese of every message, by its English: one file for each part of Fathom. */
export const zhCN: Readonly<Record<string, string>> = {
  ...base,
  ...reconciliation,
  ...estimates,
  ...receipts,
  ...whatIf,
}
