import { t } from '../../contract/i18n/t.ts'
import type { ParsedOf, ResultOf } from '../../contract/routes.ts'
import type { Destinations } from '../destinations.ts'
import type { Prompts } from '../drafts/prompts.ts'
import { FathomError } from '../errors.ts'
import { FLASH } from '../estimates/encode-for.ts'
import type { RunService } from '../runs/run-service.ts'
import type { CaseStore } from './case-store.ts'
import type { ScopeEstimator } from './estimate-scope.ts'
import { generationBody, generationPrompt, readGenerated } from './generate-cases.ts'
import type { TableAccess } from './table-access.ts'
import { viewColumns } from './table-reader.ts'

/** Cases that a model writes: its prompt is seen, its cost known, before it is asked. */
export interface Generation {
  generation(promptId: string, count: number): ResultOf<'tests.generation'>
  estimateGeneration(
    order: ParsedOf<'tests.estimateGeneration'>,
  ): Promise<ResultOf<'tests.estimateGeneration'>>
  /** Resolves when the cases are in the table. Errors GATE, those of the key, NO_CASES {runId}. */
  generate(order: ParsedOf<'tests.generate'>): Promise<ResultOf<'tests.generate'>>
}

export interface GenerationOptions {
  readonly cases: CaseStore
  readonly access: TableAccess
  readonly estimator: ScopeEstimator
  readonly prompts: Prompts
  readonly destinations: Pick<Destinations, 'practice' | 'real'>
  readonly runs: Pick<RunService, 'start'>
  readonly changed: (promptId: string) => void
}

export function createGeneration(options: GenerationOptions): Generation {
  const { cases, access, prompts, destinations } = options

  const columnsOf = (promptId: string): readonly string[] =>
    viewColumns({ setup: access.setupOf(promptId), targets: access.targetsOf(promptId) }).map(
      ({ name }) => name,
    )

  function generation(promptId: string, count: number): ResultOf<'tests.generation'> {
    const [first = null] = access.setupOf(promptId).versions
    const version = access.contentOf(promptId, first) ?? access.contentOf(promptId, null)
    const columns = columnsOf(promptId)
    if (version === null || columns.length === 0)
      throw new FathomError(
        'NO_VARIABLES',
        t(
          'This prompt has no variables, so its cases cannot differ. Write one, such as {example}, or add a column.',
          {
            example: '{{text}}',
          },
        ),
      )
    return { model: FLASH, prompt: generationPrompt(version, columns, cases.list(promptId), count) }
  }

  async function generate(order: ParsedOf<'tests.generate'>): Promise<ResultOf<'tests.generate'>> {
    const { promptId, model, allowOnce } = order
    const destination = order.practice ? await destinations.practice() : await destinations.real()
    const { runId, ended } = await options.runs.start({
      body: generationBody(model, order.prompt),
      model,
      promptId,
      promptName: prompts.get(promptId).name,
      revision: null,
      destination,
      allowOnce,
    })
    const run = await ended
    const known = new Set(columnsOf(promptId))
    const fresh = readGenerated(run.content).map((each) => ({
      ...each,
      values: Object.fromEntries(Object.entries(each.values).filter(([name]) => known.has(name))),
    }))
    if (fresh.length === 0)
      throw new FathomError(
        'NO_CASES',
        run.error?.message ??
          t(
            'The answer holds no cases that can be read. It is in the history; change the prompt and try again.',
          ),
        { runId },
      )
    cases.add(promptId, fresh, null)
    options.changed(promptId)
    return { runId, added: fresh.length }
  }

  return {
    generation,
    estimateGeneration: async ({ model, prompt }) => {
      const request = { body: generationBody(model, prompt), values: {}, assertions: [] }
      return { ...(await options.estimator.sum(null, false, [request])), missing: [] }
    },
    generate,
  }
}
