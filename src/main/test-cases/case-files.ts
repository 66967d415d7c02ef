import { t } from '../../contract/i18n/t.ts'
import type { Assertion } from '../../contract/test-assertions.ts'
import { decodeText } from '../csv/decode-text.ts'
import { parseJson } from '../deepseek/json.ts'
import { FathomError } from '../errors.ts'
import type { CaseContent, ReadCases } from './case-content.ts'
import { readCaseCsv } from './case-csv.ts'
import { readCaseJsonl, readCaseList } from './case-jsonl.ts'
import { looksLikeTestFile, parseTestFile } from './test-file.ts'

export interface ReadFile extends ReadCases {
  /** What must hold of every case; only a test file says so. */
  readonly assertions: readonly Assertion[]
}

/**
 * Cases of a file: CSV, JSONL, a JSON list, or a test file; told by what is in it, since names of files say little.
 * Errors FILE_NOT_UNDERSTOOD, NO_CASES.
 */
export function readCaseFile(fileName: string, data: Buffer): ReadFile {
  const text = decodeText(data)
  if (text === null)
    throw new FathomError(
      'FILE_NOT_UNDERSTOOD',
      t('{fileName} is no text. Save it as CSV, JSONL or YAML in UTF-8, and import that.', { fileName }),
    )
  const read = readText(fileName, text)
  if (read.cases.length === 0)
    throw new FathomError(
      'NO_CASES',
      read.skipped[0] ?? t('{fileName} holds no cases. Nothing was imported.', { fileName }),
    )
  return read
}

function readText(fileName: string, text: string): ReadFile {
  if (looksLikeTestFile(text)) return readTests(text)
  const list = listOf(text)
  if (list !== null) return { ...readCaseList(list), assertions: [] }
  if (/\.(jsonl|ndjson)$/i.test(fileName) || /^\ufeff?\s*\{/.test(text))
    return { ...readCaseJsonl(text), assertions: [] }
  return { ...readCaseCsv(text), assertions: [] }
}

/** What stands in a JSON list; null where the text is none. */
function listOf(text: string): readonly unknown[] | null {
  const value = /^\s*\[/.test(text) ? parseJson(text) : undefined
  return Array.isArray(value) ? value : null
}

function readTests(text: string): ReadFile {
  const { cases, assertions } = parseTestFile(text)
  if (typeof cases === 'string')
    throw new FathomError(
      'FILE_NOT_UNDERSTOOD',
      t('The cases of this test file are in {file}. Import that file.', { file: cases }),
    )
  return { cases, assertions, skipped: [] }
}

/** Names of all values, in the order in which they first appear. */
export function namesOf(cases: readonly CaseContent[]): readonly string[] {
  return [...new Set(cases.flatMap(({ values }) => Object.keys(values)))]
}
