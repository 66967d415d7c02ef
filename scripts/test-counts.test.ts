import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'

import { playwrightCounts, readCounts, sumCounts, vitestCounts } from './test-counts.ts'

test('a test file that does not even load, or whose hook throws, is a failure, not silence', () => {
  const passed = { status: 'passed' }
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    testResults: [
      { status: 'passed', assertionResults: [passed, passed] },
      { status: 'failed', assertionResults: [passed, { status: 'failed' }] },
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'skipped' }, { status: 'skipped' }] },
    ],
  }
  expect(vitestCounts(report)).toEqual({ passed: 3, failed: 3, skipped: 2 })
})

test('a flaky end-to-end test passed; an error outside of all tests failed', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 0 }
  expect(playwrightCounts({ stats, errors: [{}], suites: [] })).toEqual({ passed: 6, failed: 2, skipped: 0 })
})

test('an end-to-end test that was never run because something broke did not pass, and is not skipped', () => {
  const stats = { expected: 5, unexpected: 0, flaky: 0, skipped: 2 }
  const left = { status: 'skipped', annotations: [{ type: 'skip', description: 'real Electron only' }] }
  const neverRun = { status: 'skipped', annotations: [] }
  const suites = [{ specs: [{ tests: [left] }], suites: [{ specs: [{ tests: [neverRun] }] }] }]
  expect(playwrightCounts({ stats, errors: [], suites })).toEqual({ passed: 5, failed: 1, skipped: 1 })
})

describe('reading a report', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'fathom-counts-')), 'report.json')
  afterAll(() => rmSync(dirname(file), { recursive: true }))
  const all = { passed: 4, failed: 0, skipped: 0 }

  test('one that was never written is a run that broke off', () => {
    expect(readCounts(file, vitestCounts, true)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  test('a run that ended badly although no test failed (an unhandled error) has failed', () => {
    writeFileSync(file, '{}')
    expect(readCounts(file, () => all, true)).toEqual(all)
    expect(readCounts(file, () => all, false)).toEqual({ ...all, failed: 1 })
    expect(readCounts(file, () => ({ ...all, failed: 2 }), false)).toEqual({ ...all, failed: 2 })
  })
})

test('counts add up', () => {
  expect(
    sumCounts([
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 4, failed: 3, skipped: 0 },
    ]),
  ).toEqual({
    passed: 5,
    failed: 3,
    skipped: 2,
  })
})
