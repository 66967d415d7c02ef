import type { Handlers } from '../router/handlers.ts'
import type { Services } from '../services.ts'

type TestRoutes = Extract<keyof Handlers, `tests.${string}`>

/** Test cases of a prompt: the table, its runs and what they came to. */
export function testCaseHandlers({ clock, prompts, testCases }: Services): Pick<Handlers, TestRoutes> {
  const known = (promptId: string): string => prompts.get(promptId).name
  return {
    'tests.get': ({ promptId }) => {
      known(promptId)
      return testCases.get(promptId)
    },
    'tests.counts': () => testCases.counts(),
    'tests.rows': (query) => testCases.rows(query),
    'tests.case': ({ caseId }) => testCases.oneCase(caseId),
    'tests.setUp': ({ promptId, setup }) => {
      known(promptId)
      testCases.setUp(promptId, setup)
      return null
    },
    'tests.addCase': ({ promptId, after }) => {
      known(promptId)
      return { caseId: testCases.addCase(promptId, after) }
    },
    'tests.editCase': (edit) => {
      testCases.editCase(edit)
      return null
    },
    'tests.removeCases': ({ caseIds }) => {
      testCases.setRemoved(caseIds, clock())
      return null
    },
    'tests.restoreCases': ({ caseIds }) => {
      testCases.setRemoved(caseIds, null)
      return null
    },
    'tests.import': ({ promptId, fileName, base64 }) => {
      known(promptId)
      return testCases.importFile(promptId, fileName, Buffer.from(base64, 'base64'))
    },
    'tests.export': ({ promptId, format }) => testCases.exportFile(promptId, known(promptId), format),
    'tests.estimate': ({ promptId, scope }) => testCases.estimate(promptId, scope),
    'tests.check': async ({ promptId }) => ({ checked: await testCases.check(promptId) }),
    'tests.run': (order) => testCases.run(order),
    'tests.pause': ({ promptId }) => {
      testCases.pause(promptId)
      return null
    },
    'tests.resume': async ({ promptId }) => {
      await testCases.resume(promptId)
      return null
    },
    'tests.stop': ({ promptId }) => {
      testCases.stop(promptId)
      return null
    },
    'tests.grade': async ({ caseId, target, grade }) => {
      await testCases.grade(caseId, target, grade)
      return null
    },
    'tests.generation': ({ promptId, count }) => testCases.generation(promptId, count),
    'tests.estimateGeneration': (order) => testCases.estimateGeneration(order),
    'tests.generate': (order) => testCases.generate(order),
  }
}
