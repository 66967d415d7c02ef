import { accounts } from './accounts.ts'
import { bands } from './bands.ts'
import { base } from './base.ts'
import { billing } from './billing.ts'
import { compare } from './compare.ts'
import { drafts } from './drafts.ts'
import { estimates } from './estimates.ts'
import { files } from './files.ts'
import { frame } from './frame.ts'
import { ledger } from './ledger.ts'
import { library } from './library.ts'
import { messages } from './messages.ts'
import { pricePage } from './price-page.ts'
import { receipts } from './receipts.ts'
import { reconciliation } from './reconciliation.ts'
import { runs } from './runs.ts'
import { search } from './search.ts'
import { tests } from './tests.ts'
import { tokens } from './tokens.ts'
import { whatIf } from './what-if.ts'

/** The Simplified Chinese of every message, by its English: one file for each part of Fathom. */
export const zhCN: Readonly<Record<string, string>> = {
  ...base,
  ...bands,
  ...library,
  ...tests,
  ...tokens,
  ...runs,
  ...ledger,
  ...frame,
  ...drafts,
  ...compare,
  ...billing,
  ...accounts,
  ...reconciliation,
  ...estimates,
  ...files,
  ...receipts,
  ...whatIf,
  ...pricePage,
  ...messages,
  ...search,
}
