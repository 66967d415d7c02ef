import type { Migration } from '../migrate.ts'
import { promptsAndDrafts } from './0001-prompts-and-drafts.ts'
import { runs } from './0002-runs.ts'
import { ledger } from './0003-ledger.ts'
import { settings } from './0004-settings.ts'
import { forecasts } from './0005-forecasts.ts'
import { comparisons } from './0006-comparisons.ts'
import { spend } from './0007-spend.ts'
import { runDetails } from './0008-run-details.ts'
import { budgets } from './0009-budgets.ts'
import { prices } from './0010-prices.ts'
import { sentForecasts } from './0011-sent-forecasts.ts'
import { keys } from './0012-keys.ts'
import { versions } from './0013-versions.ts'
import { library } from './0014-library.ts'
import { testCases } from './0015-test-cases.ts'
import { workspace } from './0016-workspace.ts'
import { search } from './0017-search.ts'
import { history } from './0018-history.ts'
import { emptyTrash } from './0019-empty-trash.ts'

/** In order; append only. */
export const allMigrations: readonly Migration[] = [
  promptsAndDrafts,
  runs,
  ledger,
  settings,
  forecasts,
  comparisons,
  spend,
  runDetails,
  budgets,
  prices,
  sentForecasts,
  keys,
  versions,
  library,
  testCases,
  workspace,
  search,
  history,
  emptyTrash,
]
