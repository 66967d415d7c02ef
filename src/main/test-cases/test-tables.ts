import { setImmediate as nextTurn } from 'node:timers/promises'

import { t } from '../../contract/i18n/t.ts'
import type { ParsedOf, ResultOf } from '../../contract/routes.ts'
import { type TestBatch, testSetup, type TestSetup, type TestTable } from '../../contract/test-cases.ts'
import { FathomError } from '../errors.ts'
import { writeCaseCsv } from './case-csv.ts'
import { namesOf, type ReadFile, readCaseFile } from './case-files.ts'
import { writeCaseJsonl } from './case-jsonl.ts'
import type { CaseStore } from './case-store.ts'
import { describeFinding } from './check-words.ts'
import { USUAL_JUDGE_MODEL, USUAL_JUDGE_PROMPT } from './judge.ts'
import { writeResultsCsv } from './results-csv.ts'
import type { TableAccess } from './table-access.ts'
import {
  filterCases,
  type TableView,
  viewBreakEvens,
  viewCell,
  viewColumns,
  viewRow,
  viewTargets,
} from './table-reader.ts'
import { writeTestFile } from './test-file.ts'

/** Test tables as they are looked at and edited; nothing here sends anything. */
export interface TestTables {
  get(promptId: string): TestTable
  rows(query: ParsedOf<'tests.rows'>): ResultOf<'tests.rows'>
  /** Error CASE_NOT_FOUND. */
  oneCase(caseId: string): ResultOf<'tests.case'>
  counts(): ResultOf<'tests.counts'>
  setUp(promptId: string, setup: TestSetup): void
  addCase(promptId: string, after: string | null): string
  editCase(edit: ParsedOf<'tests.editCase'>): void
  setRemoved(caseIds: readonly string[], at: number | null): void
  /** Errors FILE_NOT_UNDERSTOOD, NO_CASES. */
  importFile(promptId: string, fileName: string, data: Buffer): ResultOf<'tests.import'>
  exportFile(
    promptId: string,
    promptName: string,
    format: ParsedOf<'tests.export'>['format'],
  ): Promise<ResultOf<'tests.export'>>
}

export interface TestTablesOptions {
  readonly cases: CaseStore
  readonly access: TableAccess
  readonly batch: (promptId: string) => TestBatch | null
  readonly isCheap: (model: string) => boolean
  readonly isDear: (model: string) => boolean
  /** The whole answer of a run. */
  readonly answerOf: (runId: string) => string
  readonly onChange: (promptId: string) => void
}

const extensions = { csv: 'csv', jsonl: 'jsonl', 'test-file': 'yaml', results: 'csv' } as const

/** What is not taken away. */
function given(values: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null),
  )
}

export function createTestTables(options: TestTablesOptions): TestTables {
  const { cases, access, onChange } = options

  function changed(promptId: string): void {
    access.changed.forget(promptId)
    onChange(promptId)
  }

  function get(promptId: string): TestTable {
    const view = access.open(promptId)
    const count = (filter: 'failures' | 'different'): number => filterCases(view, filter, '').length
    return {
      promptId,
      setup: view.setup,
      columns: viewColumns(view),
      targets: viewTargets(view),
      breakEvens: viewBreakEvens(view, options.isCheap, options.isDear),
      counts: {
        all: view.snapshot.cases.length,
        failures: count('failures'),
        different: count('different'),
      },
      batch: options.batch(promptId),
      usual: { judgeModel: USUAL_JUDGE_MODEL, judgePrompt: USUAL_JUDGE_PROMPT },
    }
  }

  function oneCase(caseId: string): ResultOf<'tests.case'> {
    const row = cases.get(caseId)
    const view = access.open(row.promptId)
    const results = view.snapshot.results.get(caseId)
    const cells = view.targets.flatMap((target) => {
      const cell = viewCell(view, row, target)
      const checks = (results?.get(target.key)?.findings ?? []).map(describeFinding)
      return cell === null ? [] : [[target.key, { ...cell, checks }] as const]
    })
    const { id, promptId, name, values, assertions } = row
    const number = view.snapshot.cases.findIndex((each) => each.id === id) + 1
    return { id, number, promptId, name, values, assertions, cells: Object.fromEntries(cells) }
  }

  /** Columns and checks that a file brings along become those of the table. */
  function setupWith(promptId: string, read: ReadFile): TestSetup {
    const setup = access.setupOf(promptId)
    const names = new Set([
      ...setup.columns,
      ...access.targetsOf(promptId).flatMap(({ template }) => template.names),
    ])
    const checks = new Set(setup.assertions.map((assertion) => JSON.stringify(assertion)))
    const grown = testSetup.safeParse({
      ...setup,
      columns: [...setup.columns, ...namesOf(read.cases).filter((name) => !names.has(name))],
      assertions: [
        ...setup.assertions,
        ...read.assertions.filter((assertion) => !checks.has(JSON.stringify(assertion))),
      ],
    })
    if (!grown.success)
      throw new FathomError(
        'FILE_NOT_UNDERSTOOD',
        t(
          'A table has at most 100 columns with names of 1 to 200 characters, and 50 checks. This file would give it others. Take out what it does not need.',
        ),
      )
    return grown.data
  }

  function importFile(promptId: string, fileName: string, data: Buffer): ResultOf<'tests.import'> {
    const read = readCaseFile(fileName, data)
    const setup = setupWith(promptId, read)
    cases.add(promptId, read.cases, null)
    cases.setUp(promptId, setup)
    changed(promptId)
    return { added: read.cases.length, skipped: read.skipped }
  }

  function testFile(promptName: string, view: TableView): string {
    const bodies = new Map(view.targets.map(({ versionName, body }) => [versionName, body]))
    if (bodies.size === 0)
      throw new FathomError(
        'NOTHING_TO_TEST',
        t('No version that this table tests is there any more. Choose one in Columns.'),
      )
    const requests = [...bodies].map(([name, body]) => {
      const { model: _model, ...rest } = JSON.parse(body) as Record<string, unknown>
      return { name, body: rest }
    })
    const { models, assertions } = view.setup
    return writeTestFile({ name: promptName, requests, models, assertions, cases: view.snapshot.cases })
  }

  return {
    get,
    rows: ({ promptId, filter, search, offset, limit }) => {
      const view = access.open(promptId)
      const found = filterCases(view, filter, search)
      const shown = found.slice(offset, offset + limit)
      return { total: found.length, rows: shown.map(({ row, number }) => viewRow(view, row, number)) }
    },
    oneCase,
    counts: () => cases.counts(),
    setUp: (promptId, setup) => {
      access.open(promptId)
      cases.setUp(promptId, setup)
      onChange(promptId)
    },
    addCase: (promptId, after) => {
      access.open(promptId)
      const [caseId = ''] = cases.add(promptId, [{ name: '', values: {}, assertions: [] }], after)
      changed(promptId)
      return caseId
    },
    editCase: ({ caseId, name, values, assertions }) => {
      const before = cases.get(caseId)
      cases.edit(caseId, {
        ...(name === undefined ? {} : { name }),
        ...(values === undefined ? {} : { values: given({ ...before.values, ...values }) }),
        ...(assertions === undefined ? {} : { assertions }),
      })
      access.changed.edited(cases.get(caseId))
      onChange(before.promptId)
    },
    setRemoved: (caseIds, at) => {
      const prompts = new Set(caseIds.map((caseId) => cases.get(caseId).promptId))
      cases.setRemoved(caseIds, at)
      for (const promptId of prompts) changed(promptId)
    },
    importFile,
    exportFile: async (promptId, promptName, format) => {
      const view = access.open(promptId)
      const columns = viewColumns(view).map(({ name }) => name)
      const fileName = `${promptName}-${format === 'results' ? 'results' : 'tests'}.${extensions[format]}`
      switch (format) {
        case 'csv':
          return { fileName, text: writeCaseCsv(columns, view.snapshot.cases) }
        case 'jsonl':
          return { fileName, text: writeCaseJsonl(view.snapshot.cases) }
        case 'test-file':
          return { fileName, text: testFile(promptName, view) }
      }
      const text = await writeResultsCsv(view, columns, options.answerOf, () => nextTurn(undefined))
      return { fileName, text }
    },
  }
}
