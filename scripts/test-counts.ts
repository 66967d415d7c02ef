import { readFileSync } from 'node:fs'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Counts of Vitest's JSON report. A file that failed without a failed test (it did not load, a hook threw) is one failure. */
export function vitestCounts(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = report as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    testResults: { status: string; assertionResults: { status: string }[] }[]
  }
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  )
  return { passed: numPassedTests, failed: numFailedTests + broken.length, skipped: numPendingTests }
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[]
  readonly specs: readonly { readonly tests: readonly PlaywrightTest[] }[]
}

interface PlaywrightTest {
  readonly status: string
  readonly annotations: readonly { readonly type: string }[]
}

/**
 * Counts of Playwright's JSON report. Errors outside of tests (a broken configuration) count as failures; so do tests that were
 * never run because something before them broke, which Playwright calls skipped.
 */
export function playwrightCounts(report: unknown): Counts {
  const { stats, errors, suites } = report as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
    errors: unknown[]
    suites: readonly PlaywrightSuite[]
  }
  const notRun = testsOf(suites).filter(
    ({ status, annotations }) =>
      status === 'skipped' && !annotations.some(({ type }) => type === 'skip' || type === 'fixme'),
  ).length
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length + notRun,
    skipped: stats.skipped - notRun,
  }
}

function testsOf(suites: readonly PlaywrightSuite[]): PlaywrightTest[] {
  return suites.flatMap((suite) => [
    ...suite.specs.flatMap(({ tests }) => tests),
    ...testsOf(suite.suites ?? []),
  ])
}

/**
 * Reads a report. One that was never written is a run that broke off, which is a failure; so is a run that ended badly
 * although no test of it failed.
 */
export function readCounts(file: string, read: (report: unknown) => Counts, endedWell: boolean): Counts {
  try {
    const counts = read(JSON.parse(readFileSync(file, 'utf8')))
    return endedWell || counts.failed > 0 ? counts : { ...counts, failed: 1 }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

export function sumCounts(counts: readonly Counts[]): Counts {
  return counts.reduce((sum, { passed, failed, skipped }) => ({
    passed: sum.passed + passed,
    failed: sum.failed + failed,
    skipped: sum.skipped + skipped,
  }))
}
