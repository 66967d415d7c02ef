import type { CellReport } from '../test-cases/run-suite.ts'

/** Reports as JUnit XML, the form that CI servers read: one suite a column, one test case a case. */
export function junitXml(name: string, reports: readonly CellReport[]): string {
  const columns = new Map<string, CellReport[]>()
  for (const report of reports) {
    const { request, model } = report.cell.column
    const key = `${request} ${model}`
    columns.set(key, [...(columns.get(key) ?? []), report])
  }
  const suites = [...columns].map(([column, mine]) => suiteXml(column, mine))
  // The schema that Jenkins checks knows "skipped" of a suite, not of all suites.
  const { skipped: _skipped, ...counts } = countsOf(reports)
  const root = `<testsuites name="${attribute(name === '' ? 'fathom' : name)}" ${attributes(counts)}>`
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n${suites.join('')}</testsuites>`
}

function suiteXml(column: string, reports: readonly CellReport[]): string {
  const cases = reports.map((report) => caseXml(column, report)).join('')
  return `  <testsuite name="${attribute(column)}" ${attributes(countsOf(reports))}>\n${cases}  </testsuite>\n`
}

function countsOf(reports: readonly CellReport[]) {
  const count = (outcome: CellReport['outcome']): number =>
    reports.filter((report) => report.outcome === outcome).length
  const time = reports.reduce((sum, { latencyMs }) => sum + (latencyMs ?? 0), 0)
  return {
    tests: reports.length,
    failures: count('fail'),
    errors: 0,
    skipped: count('undecided'),
    time: seconds(time),
  }
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ')
}

function caseXml(column: string, report: CellReport): string {
  const { cell, latencyMs, outcome } = report
  const head = `    <testcase name="${attribute(cell.name)}" classname="${attribute(column)}" time="${seconds(latencyMs ?? 0)}"`
  if (outcome === 'pass') return `${head}/>\n`
  return `${head}>\n${outcome === 'fail' ? failureXml(report) : skippedXml(report)}    </testcase>\n`
}

function failureXml({ checks, error, answer }: CellReport): string {
  const failed = checks.filter((check) => check.outcome === 'fail').map(({ message }) => message)
  const lines = error === null ? failed : [error.message, ...failed]
  const body = answer === null ? lines : [...lines, '', 'Answer:', answer]
  return `      <failure type="${attribute(error?.code ?? 'assertion')}" message="${attribute(lines[0] ?? 'The run did not complete.')}">${content(body.join('\n'))}</failure>\n`
}

function skippedXml({ checks }: CellReport): string {
  const open = checks.filter(({ outcome }) => outcome === 'undecided').map(({ message }) => message)
  return `      <skipped message="${attribute(open.join('; '))}"/>\n`
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3)
}

// XML 1.0 has no place for these, escaped or not.
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

function content(text: string): string {
  return text
    .replace(FORBIDDEN, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}

function attribute(text: string): string {
  return content(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
}
