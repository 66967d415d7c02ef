import type { AppState } from '../../contract/app.ts'
import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'
import { accountHandlers } from './account-handlers.ts'
import { appHandlers } from './app-handlers.ts'
import { backupHandlers } from './backup-handlers.ts'
import { billingHandlers } from './billing-handlers.ts'
import { budgetHandlers } from './budget-handlers.ts'
import { compareHandlers } from './compare-handlers.ts'
import { draftHandlers } from './draft-handlers.ts'
import { fileHandlers } from './file-handlers.ts'
import { forecastHandlers } from './forecast-handlers.ts'
import { historyHandlers } from './history-handlers.ts'
import type { Host } from './host.ts'
import { libraryHandlers } from './library-handlers.ts'
import { moneyHandlers } from './money-handlers.ts'
import { priceHandlers } from './price-handlers.ts'
import { promptFileHandlers } from './prompt-file-handlers.ts'
import { runHandlers } from './run-handlers.ts'
import type { Tell } from './tell.ts'
import { testCaseHandlers } from './test-case-handlers.ts'
import { tokenHandlers, type TokenServices } from './token-handlers.ts'
import { versionHandlers } from './version-handlers.ts'
import { workspaceHandlers } from './workspace-handlers.ts'

/** Every route of the contract over the services. A missing one does not compile. */
export function createHandlers(
  services: Services,
  tokens: TokenServices,
  tell: Tell,
  state: () => AppState,
  host: Host,
): Handlers {
  return {
    ...appHandlers(services, tell, state, host),
    ...fileHandlers(host),
    ...libraryHandlers(services, tell),
    ...draftHandlers(services, tell),
    ...versionHandlers(services, tell),
    ...promptFileHandlers(services, tell),
    ...backupHandlers(services, host),
    ...workspaceHandlers(services, host),
    ...tokenHandlers(tokens),
    ...forecastHandlers(services),
    ...runHandlers(services),
    ...historyHandlers(services, tell),
    ...compareHandlers(services),
    ...testCaseHandlers(services),
    ...moneyHandlers(services),
    ...priceHandlers(services, tell),
    ...accountHandlers(services, tell),
    ...billingHandlers(services, tell),
    ...budgetHandlers(services, tell),
  }
}
