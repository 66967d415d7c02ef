/** `npm test`: check, then the end-to-end tests. Its last line is plain: `N passed, N failed`, whatever breaks. */
import { rmSync } from 'node:fs'

import { buildIfStale } from './build.ts'
import { check, reportPath } from './check.ts'
import { runTool } from './run-tool.ts'
import { playwrightCounts, readCounts, sumCounts, vitestCounts } from './test-counts.ts'

const unitReport = reportPath('unit')
const e2eReport = reportPath('e2e')
for (const report of [unitReport, e2eReport]) rmSync(report, { force: true })

const failedChecks = await check({ report: unitReport })
console.log('\n== end-to-end tests')
const e2ePassed = await runEndToEnd()

// Tests are counted one by one; every other check that failed counts as one failure.
const failedSteps = failedChecks.filter((name) => name !== 'unit tests')
const tests = sumCounts([
  readCounts(unitReport, vitestCounts, !failedChecks.includes('unit tests')),
  readCounts(e2eReport, playwrightCounts, e2ePassed),
])
if (failedSteps.length > 0) console.log(`\nFailed checks: ${failedSteps.join(', ')}`)
if (tests.skipped > 0) console.log(`\n${tests.skipped} skipped; each says why above.`)
const failed = tests.failed + failedSteps.length
console.log(`\n${tests.passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

/** False when something failed; a build that fails leaves no report, which is counted. */
async function runEndToEnd(): Promise<boolean> {
  try {
    await buildIfStale(true)
    const environment = { PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport }
    return (await runTool('playwright', ['test', '--config', 'e2e'], { environment })) === 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return false
  }
}
