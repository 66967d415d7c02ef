import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { AppState } from '../contract/app.ts'
import { setLanguage } from '../contract/i18n/language.ts'
import type { PromptSummary } from '../contract/prompts.ts'
import type { EventMessage, EventName } from '../contract/routes.ts'
import type { Clock } from './clock.ts'
import { createDraftTokens } from './estimates/draft-tokens.ts'
import { inspectTools } from './estimates/inspect-tools.ts'
import { createVerifier } from './estimates/verify/verifier.ts'
import { createWorkerCounter } from './estimates/worker-counter.ts'
import type { SecretStore } from './keys/secret-store.ts'
import type { Places } from './places.ts'
import type { Log } from './router/router.ts'
import type { Workbench } from './router/workbench-door.ts'
import { openServices, type ServiceListener, type ServiceOptions, type Services } from './services.ts'
import { startUpdateChecks } from './updates/update-check.ts'
import { createHandlers } from './workbench/handlers.ts'
import type { Host } from './workbench/host.ts'
import type { Tell } from './workbench/tell.ts'

export interface WorkbenchOptions {
  readonly shell: AppState['shell']
  readonly dataFolder: string
  readonly places: Places
  readonly clock: Clock
  readonly log: Log
  /** What the desktop can do; absent in the browser shell. */
  readonly host?: Host
  readonly environment?: Readonly<Record<string, string | undefined>>
  readonly fetch?: typeof fetch
  readonly secrets?: SecretStore
}

/** After these there may be another text to be found. */
const changesTexts: ReadonlySet<EventName> = new Set([
  'drafts.changed',
  'prompts.changed',
  'runs.changed',
  'versions.changed',
])

/**
 * Opens the workbench that both shells serve: the services behind the routes of the contract.
 * @throws FathomError when the data folder cannot be opened
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const listeners = new Set<(event: EventMessage) => void>()
  const { places, log } = options
  const tell: Tell = (name, payload) => {
    if (changesTexts.has(name)) services.indexer.soon()
    // A name stands in the file of its prompt.
    if (name === 'prompts.changed') services.folderWatch.soon()
    for (const listener of listeners) {
      try {
        listener({ name, payload } as EventMessage)
      } catch (error) {
        // A window that is just going away must not keep the others from hearing it.
        log(`A window could not be told ${name}`, error)
      }
    }
  }
  const noticed: string[] = []
  const notices = (): readonly string[] => [...services.database.notices, ...noticed]
  const { version, releaseFeed } = manifestOf(places)
  const notice = (sentence: string): void => {
    if (noticed.includes(sentence)) return
    log(sentence)
    noticed.push(sentence)
    tell('app.noticed', { notices: notices() })
  }
  const counter = createWorkerCounter({
    workerUrl: places.tokenizerWorker,
    vocabularyPath: places.vocabulary,
    openTexts: () => services.estimates.openTexts(),
    onFailure: (error) => log('The counting thread failed', error),
  })
  const listener: ServiceListener = {
    ...announce(tell, (promptId) => services.prompts.listed(promptId)),
    workspaceChanged: (libraryChanged) => {
      tell('workspace.changed', services.workspace.view())
      if (libraryChanged) tell('prompts.changed', { prompts: services.prompts.list() })
    },
    entered: (entryId) => {
      tell('ledger.changed', { entryId })
      if (!services.ledger.isPractice(entryId)) services.balance.afterRun()
    },
    noticed: notice,
  }
  const services = await openWithSample({
    ...options,
    counter,
    environment: options.environment ?? process.env,
    restores: true,
    listener,
  })
  const verifier = createVerifier({
    ...services,
    counter,
    workerUrl: places.verifyWorker,
    vocabularyPath: places.vocabulary,
  })
  void services.balance.open()
  const endUpdateChecks = startUpdateChecks({
    feed: options.shell === 'electron' ? (releaseFeed ?? null) : null,
    version,
    clock: options.clock,
    fetch: options.fetch ?? fetch,
    isWanted: () => services.settings.get().updateCheck,
    onNewer: notice,
  })
  services.queue.start()
  services.indexer.soon()
  services.folderWatch.start()
  void services.testCases
    .adopt()
    .catch((error: unknown) => log('Tests of an earlier start could not be taken over', error))
  services.drafts.onEdit(({ promptId, revision }) => tell('drafts.changed', { promptId, revision }))
  return {
    handlers: createHandlers(
      services,
      {
        tokens: createDraftTokens(services.estimates, counter),
        verifier,
        inspectTools: (request) => inspectTools(services.books, counter, request, options.clock()),
      },
      tell,
      () => appState(options, version, notices()),
      options.host ?? {},
    ),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    forget: ({ id }) => {
      verifier.stop(id)
      services.estimates.forget(id)
    },
    close: async () => {
      endUpdateChecks()
      await verifier.close()
      await services.close()
    },
  }
}

/** Opens the services with the sample of a first start; when that fails nothing stays open, the counting thread included. */
async function openWithSample(options: ServiceOptions): Promise<Services> {
  let services: Services | undefined
  try {
    services = openServices(options)
    const { language } = services.settings.get()
    if (language !== null) setLanguage(language)
    services.prompts.ensureSample()
    return services
  } catch (error) {
    await (services === undefined ? options.counter.end() : services.close())
    throw error
  }
}

function announce(tell: Tell, listed: (promptId: string) => PromptSummary | null): ServiceListener {
  return {
    estimated: (estimate) => tell('estimates.changed', estimate),
    queueChanged: () => tell('queue.changed', {}),
    comparisonChanged: (promptId) => tell('compare.changed', { promptId }),
    testsChanged: (promptId) => tell('tests.changed', { promptId }),
    forecastsChanged: () => tell('forecasts.changed', {}),
    balanceChanged: (balance) => tell('balance.changed', balance),
    repricingsChanged: () => tell('repricings.changed', {}),
    delta: (runId, delta) => tell('runs.delta', { runId, ...delta }),
    changed: (runId, promptId, status, progress) => {
      tell('runs.changed', { runId, promptId, status, progress })
      // The library says how many runs a prompt has.
      if (promptId === null || (progress.state !== 'sending' && progress.state !== 'ended')) return
      const prompt = listed(promptId)
      if (prompt !== null) tell('prompts.changed', { prompts: [prompt] })
    },
  }
}

function appState(
  { shell, dataFolder }: WorkbenchOptions,
  version: string,
  notices: readonly string[],
): AppState {
  const known = ['darwin', 'win32', 'linux'] as const
  return {
    version,
    shell,
    platform: known.find((platform) => platform === process.platform) ?? 'other',
    dataFolder,
    notices,
  }
}

/** The version, and where newer ones are told: that is written into the manifest only when installers are made. */
function manifestOf({ resources }: Places): { readonly version: string; readonly releaseFeed?: string } {
  return JSON.parse(readFileSync(join(resources, '..', 'package.json'), 'utf8')) as {
    version: string
    releaseFeed?: string
  }
}
