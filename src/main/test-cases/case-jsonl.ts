import { t } from '../../contract/i18n/t.ts'
import { assertions } from '../../contract/test-assertions.ts'
import type { CaseContent, ReadCases } from './case-content.ts'
import { textValues } from './text-values.ts'

/** One JSON object a line: {"name"?, "values", "assert"?}. */
export function writeCaseJsonl(cases: readonly CaseContent[]): string {
  return cases.map((each) => `${JSON.stringify(caseJson(each))}\n`).join('')
}

/** A case as JSON and as YAML: what is empty is left out. */
export function caseJson({ name, values, assertions: own }: CaseContent): Record<string, unknown> {
  return {
    ...(name === '' ? {} : { name }),
    values,
    ...(own.length === 0 ? {} : { assert: own }),
  }
}

/** Reads what `writeCaseJsonl` writes, and flat objects whose members are the values. */
export function readCaseJsonl(text: string): ReadCases {
  const cases: CaseContent[] = []
  const skipped: string[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line === '\ufeff') continue
    const read = readLine(index === 0 ? line.replace(/^\ufeff/, '') : line)
    if (read === null)
      skipped.push(t('Line {line, number} is no JSON object of values.', { line: index + 1 }))
    else cases.push(read)
  }
  return { cases, skipped }
}

/** Reads a JSON list of what stands in the lines of JSONL. */
export function readCaseList(list: readonly unknown[]): ReadCases {
  const read = list.map((each) => readCase(each))
  return {
    cases: read.filter((each) => each !== null),
    skipped: read.flatMap((each, index) =>
      each === null ? [t('Entry {entry, number} is no JSON object of values.', { entry: index + 1 })] : [],
    ),
  }
}

function readLine(line: string): CaseContent | null {
  try {
    return readCase(JSON.parse(line))
  } catch {
    return null
  }
}

/** A case of a JSON object; null where it is none. */
function readCase(json: unknown): CaseContent | null {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return null
  const { name, values, assert, ...rest } = json as Readonly<Record<string, unknown>>
  const whole = typeof values === 'object' && values !== null
  // Flat: every member is a value, those called like our own included.
  const texts = textValues(whole ? values : json)
  if (texts === null || (whole && Object.keys(rest).length > 0)) return null
  if (!whole) return { name: '', values: texts, assertions: [] }
  const own = assertions.safeParse(assert ?? [])
  if (!own.success || (name !== undefined && typeof name !== 'string')) return null
  return { name: name ?? '', values: texts, assertions: own.data }
}
