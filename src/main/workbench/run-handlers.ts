import { FathomError } from '../errors.ts'
import type { Handlers } from '../router/handlers.ts'
import { bodyToSend, draftToSend } from '../runs/draft-order.ts'
import { summarizeRun, viewRun } from '../runs/run-view.ts'
import { seenCount } from '../runs/seen-count.ts'
import { tokenLogprobs } from '../runs/token-logprobs.ts'
import type { Services } from '../services.ts'

type RunRoutes = Extract<keyof Handlers, `runs.${string}`>

export function runHandlers({
  prompts,
  drafts,
  estimates,
  destinations,
  runs,
  runStore,
  settleLater,
  settledRuns,
  comparisons,
  versions,
}: Services): Pick<Handlers, RunRoutes> {
  return {
    'runs.start': async ({ promptId, revision, practice, allowOnce }) => {
      const draft = draftToSend(drafts, promptId, revision)
      const { model } = draft.parameters
      const seen = seenCount(estimates.shown(promptId), revision, model)
      const { runId } = await runs.start({
        body: bodyToSend(draft),
        model,
        promptId,
        promptName: prompts.get(promptId).name,
        revision,
        versionId: versions.of(draft)?.id,
        destination: practice ? await destinations.practice() : await destinations.real(),
        allowOnce,
        seen,
      })
      return { runId }
    },
    'runs.stop': ({ runId }) => {
      runs.stop(runId)
      return null
    },
    'runs.get': async ({ runId }) => {
      const run = runs.get(runId)
      if (run === null)
        throw new FathomError('RUN_NOT_FOUND', 'This run is not in the data folder any more.', { runId })
      return viewRun(run, await settledRuns.settlementOf(run))
    },
    'runs.settle': async ({ runId, ...figures }) => {
      await settleLater(runId, figures)
      return null
    },
    'runs.logprobs': (query) => tokenLogprobs(runStore, query),
    'runs.list': (query) => {
      const found = runStore.list(query)
      const batches = comparisons.batchesOf(found.map(({ id }) => id))
      return found.map((run) => summarizeRun(run, batches.get(run.id) ?? null))
    },
  }
}
