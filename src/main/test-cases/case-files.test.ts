import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Assertion } from '../../contract/test-assertions.ts'
import type { CaseContent } from './case-content.ts'
import { readCaseCsv, writeCaseCsv } from './case-csv.ts'
import { readCaseFile } from './case-files.ts'
import { readCaseJsonl, writeCaseJsonl } from './case-jsonl.ts'
import { parseTestFile, writeTestFile } from './test-file.ts'

/** Texts that formats and spreadsheets like to break. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }).filter((each) => !/[\0\p{Cs}]/u.test(each)),
  fc.constantFrom(
    '',
    '=SUM(A1)',
    "'=1",
    "''-2",
    '-5',
    '@cmd',
    '\t',
    '"',
    'a,b',
    'x\r\ny',
    '\r',
    '你好',
    ' a ',
    'null',
    '1e3',
    'yes',
    '- a',
    '# b',
  ),
)
const assertion = fc.constantFrom<Assertion>(
  { type: 'contains', text: '{{expected}}', not: true },
  { type: 'cost', currency: 'USD', max: '0.000000000001' },
  { type: 'length', unit: 'words', min: 1, max: 3 },
  { type: 'json-schema', schema: { type: 'object', properties: { a: { const: null } } } },
)
const columns = ['ticket', '列', 'a "b"']
const caseOf = (own: fc.Arbitrary<Assertion[]>): fc.Arbitrary<CaseContent> =>
  fc.record({
    name: text,
    values: fc
      .tuple(text, text, text)
      .map((texts) => Object.fromEntries(columns.map((name, index) => [name, texts[index] ?? '']))),
    assertions: own,
  })
const plain = fc.array(caseOf(fc.constant([])), { maxLength: 6 })
const whole = fc.array(caseOf(fc.array(assertion, { maxLength: 3 })), { maxLength: 6 })

test('cases come back from CSV as they were, formulas and line breaks included', () => {
  fc.assert(
    fc.property(plain, (cases) => {
      expect(readCaseCsv(writeCaseCsv(columns, cases))).toEqual({ cases, skipped: [] })
    }),
  )
})

test('semicolons, tabs and a JSON list are read too', () => {
  const values = [{ city: 'Oslo, NO', expected: 'a "b"' }]
  const files = [
    'city;expected\nOslo, NO;"a ""b"""\n',
    'city\texpected\r\nOslo, NO\t"a ""b"""',
    JSON.stringify(values),
  ]
  for (const file of files)
    expect(readCaseFile('cases.txt', Buffer.from(file)).cases.map((each) => each.values)).toEqual(values)
})

test('no cell of the CSV begins with what a spreadsheet would run', () => {
  expect.hasAssertions()
  fc.assert(
    fc.property(plain, (cases) => {
      const written = writeCaseCsv(columns, cases)
      for (const { values } of cases)
        for (const value of Object.values(values))
          if (/^[=@]/.test(value)) expect(written).toContain(`'${value.replaceAll('"', '""')}`)
    }),
  )
})

test('cases come back from JSONL and from a test file as they were, their checks included', () => {
  fc.assert(
    fc.property(whole, fc.array(assertion, { maxLength: 2 }), (cases, assertions) => {
      expect(readCaseJsonl(writeCaseJsonl(cases))).toEqual({ cases, skipped: [] })
      const body = { messages: [{ role: 'user', content: '{{ticket}}' }] }
      const file = {
        name: 'n',
        requests: [{ name: 'v1', body }],
        models: ['deepseek-flash'],
        assertions,
        cases,
      }
      expect(parseTestFile(writeTestFile(file))).toEqual(file)
      expect(
        parseTestFile(JSON.stringify({ 'fathom-test': 1, requests: file.requests, cases: [] })).cases,
      ).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('CSV may break its lines in any way, lack cells, and be broken in one line alone', () => {
  const { cases, skipped } = readCaseCsv('\ufeffa,b\r1\n"x""y",2\r\nq"q,"1"z\n3,4,5\n')
  expect(cases.map(({ values }) => values)).toEqual([{ a: '1' }, { a: 'x"y', b: '2' }])
  expect(skipped).toEqual(['Line 4 is no CSV.', 'Line 5 has more cells than the first line has names.'])
})

test('a head that names no columns, or one twice, is refused', () => {
  expect(() => readCaseCsv('')).toThrow(/names its columns/)
  expect(() => readCaseCsv('a,,b\n')).toThrow(/has no name/)
  expect(() => readCaseCsv('a,a\n')).toThrow(/called “a”/)
})

test('a cost limit may be written as a number, however small', () => {
  const file = (max: string) =>
    parseTestFile(
      `fathom-test: 1\nrequests: [{name: a, body: {}}]\ncases: []\nassert: [{type: cost, currency: USD, max: ${max}}]`,
    )
  expect(file('0.0000001').assertions).toEqual([{ type: 'cost', currency: 'USD', max: '0.0000001' }])
  expect(file('10').assertions).toEqual([{ type: 'cost', currency: 'USD', max: '10' }])
})

test('a YAML file cannot fill the memory by its own references', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefghij'
      .split('')
      .map(
        (name, index) =>
          `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefghij'[index]}`).join(',')}]`,
      ),
  ]
  expect(() => parseTestFile(bomb.join('\n'))).toThrow(/neither YAML nor JSON/)
})
