import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { RequestOf, ResultOf, Route } from '../../../contract/routes.ts'
import type { TestScope, TestSetup, TestTable } from '../../../contract/test-cases.ts'
import { useApi, useRoute } from '../../lib/api-context.tsx'
import { errorSentence, queryKey } from '../../lib/api.ts'
import { useGate } from '../budgets/gate-context.tsx'

export interface TestControl {
  readonly table: TestTable | undefined
  readonly hasKey: boolean
  /** A sentence when something could not be done. */
  readonly failure: string | null
  readonly closeFailure: () => void
  /** Says why something cannot be. */
  readonly refuse: (sentence: string) => void
  /** Asks main; what goes wrong is said in the page. Undefined then. */
  readonly attempt: <R extends Route>(route: R, request: RequestOf<R>) => Promise<ResultOf<R> | undefined>
  /** Adds an empty case at the end. */
  readonly addCase: () => void
  /** The case that was added last and is not filled in yet. */
  readonly added: string | null
  readonly closeAdded: () => void
  readonly starting: boolean
  readonly run: (scope: TestScope, practice: boolean) => void
  readonly setUp: (change: Partial<TestSetup>) => void
}

/** The tests of one prompt, which main owns: a window that was reloaded finds them as they are. */
export function useTests(promptId: string): TestControl {
  const { send } = useApi()
  const client = useQueryClient()
  const showGate = useGate()
  const { data: table, error } = useRoute('tests.get', { promptId })
  const { data: key } = useRoute('keys.status', {})
  const [failure, setFailure] = useState<string | null>(null)
  const [starting, setStarting] = useState(false)
  const [added, setAdded] = useState<string | null>(null)

  async function attempt<R extends Route>(route: R, request: RequestOf<R>): Promise<ResultOf<R> | undefined> {
    setFailure(null)
    try {
      return await send(route, request)
    } catch (thrown) {
      setFailure(errorSentence(thrown))
      return undefined
    }
  }

  const start = async (scope: TestScope, practice: boolean, allowOnce: boolean): Promise<void> => {
    setFailure(null)
    setStarting(true)
    try {
      await send('tests.run', { promptId, scope, practice, allowOnce })
    } catch (thrown) {
      // Fewer tokens or another model are the prompt's and the columns' own; here one may only go on.
      if (!showGate(thrown, { apply: {}, runAnyway: () => void start(scope, practice, true) }))
        setFailure(errorSentence(thrown))
    } finally {
      setStarting(false)
    }
  }

  return {
    table,
    hasKey: key?.present ?? false,
    failure: failure ?? (table === undefined && error ? errorSentence(error) : null),
    closeFailure: () => setFailure(null),
    refuse: setFailure,
    attempt,
    addCase: () =>
      void (async () => setAdded((await attempt('tests.addCase', { promptId }))?.caseId ?? null))(),
    added,
    closeAdded: () => setAdded(null),
    starting,
    run: (scope, practice) => void start(scope, practice, false),
    setUp: (change) => {
      if (table === undefined) return
      const setup = { ...table.setup, ...change }
      client.setQueryData<TestTable>(
        queryKey('tests.get', { promptId }),
        (known) => known && { ...known, setup },
      )
      void (async () => {
        await attempt('tests.setUp', { promptId, setup })
        // Answers that are there are held against the new rules; nothing is sent.
        if (change.assertions !== undefined) await attempt('tests.check', { promptId })
      })()
    },
  }
}
