import type { z } from 'zod'

import { type AppEvents, appRequests, type AppResults } from './app.ts'
import { backupRequests, type BackupResults } from './backups.ts'
import { type BalanceEvents, balanceRequests, type BalanceResults } from './balance.ts'
import { type BillingEvents, billingRequests, type BillingResults } from './billing.ts'
import { type BudgetEvents, budgetRequests, type BudgetResults } from './budgets.ts'
import { type CompareEvents, compareRequests, type CompareResults } from './compare.ts'
import { type DraftEvents, draftRequests, type DraftResults } from './drafts.ts'
import { type EstimateEvents, estimateRequests, type EstimateResults } from './estimates.ts'
import { fileRequests, type FileResults } from './files.ts'
import { type ForecastEvents, forecastRequests, type ForecastResults } from './forecasts.ts'
import { type HistoryEvents, historyRequests, type HistoryResults } from './history.ts'
import { type KeyEvents, keyRequests, type KeyResults } from './keys.ts'
import { type LedgerEvents, ledgerRequests, type LedgerResults } from './ledger.ts'
import { type PriceEvents, priceRequests, type PriceResults } from './prices.ts'
import { promptFileRequests, type PromptFileResults } from './prompt-files.ts'
import { type PromptEvents, promptRequests, type PromptResults } from './prompts.ts'
import { receiptRequests, type ReceiptResults } from './receipts.ts'
import { type RepricingEvents, repricingRequests, type RepricingResults } from './repricings.ts'
import { type RunEvents, runRequests, type RunResults } from './runs.ts'
import { searchRequests, type SearchResults } from './search.ts'
import { type TestCaseEvents, testCaseRequests, type TestCaseResults } from './test-cases.ts'
import { tokenRequests, type TokenResults } from './tokens.ts'
import { toolRequests, type ToolResults } from './tools.ts'
import { type VersionEvents, versionRequests, type VersionResults } from './versions.ts'
import { type WorkspaceEvents, workspaceRequests, type WorkspaceResults } from './workspace.ts'

/** Every route with the schema of its request. Requests come from the window and are not trusted. */
export const requestSchemas = {
  ...appRequests,
  ...promptRequests,
  ...draftRequests,
  ...versionRequests,
  ...estimateRequests,
  ...forecastRequests,
  ...tokenRequests,
  ...toolRequests,
  ...runRequests,
  ...historyRequests,
  ...compareRequests,
  ...testCaseRequests,
  ...ledgerRequests,
  ...priceRequests,
  ...receiptRequests,
  ...repricingRequests,
  ...fileRequests,
  ...promptFileRequests,
  ...backupRequests,
  ...searchRequests,
  ...workspaceRequests,
  ...keyRequests,
  ...balanceRequests,
  ...billingRequests,
  ...budgetRequests,
}

export type Route = keyof typeof requestSchemas

/** What the window sends: before defaults are filled in. */
export type RequestOf<R extends Route> = z.input<(typeof requestSchemas)[R]>

/** What a handler gets: parsed, defaults filled in. */
export type ParsedOf<R extends Route> = z.output<(typeof requestSchemas)[R]>

/** Results and events are made by main and trusted: types only. */
export interface Results
  extends
    AppResults,
    PromptResults,
    DraftResults,
    VersionResults,
    EstimateResults,
    ForecastResults,
    TokenResults,
    ToolResults,
    RunResults,
    HistoryResults,
    CompareResults,
    TestCaseResults,
    LedgerResults,
    PriceResults,
    ReceiptResults,
    RepricingResults,
    FileResults,
    PromptFileResults,
    BackupResults,
    SearchResults,
    WorkspaceResults,
    KeyResults,
    BalanceResults,
    BillingResults,
    BudgetResults {}

export type ResultOf<R extends Route> = Results[R]

export interface Events
  extends
    AppEvents,
    PromptEvents,
    WorkspaceEvents,
    DraftEvents,
    VersionEvents,
    EstimateEvents,
    ForecastEvents,
    RunEvents,
    HistoryEvents,
    CompareEvents,
    TestCaseEvents,
    LedgerEvents,
    PriceEvents,
    RepricingEvents,
    KeyEvents,
    BalanceEvents,
    BillingEvents,
    BudgetEvents {}

export type EventName = keyof Events

/** One announcement, as it crosses the event channel. */
export type EventMessage = {
  [Name in EventName]: { readonly name: Name; readonly payload: Events[Name] }
}[EventName]
