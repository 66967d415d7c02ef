import { createRandom } from '../../src/main/practice/random.ts'

/** Texts that a workspace holds much of and nobody wants to read in a repository: the same at every call. */

const SUBJECTS = [
  ['Delivery', 'deliver each Release to the staging environment of the Customer', 'five working days'],
  ['Acceptance', 'correct every Defect that the Customer names in its test report', 'ten working days'],
  [
    'Support',
    'answer a request of severity 1 at any hour and report hourly until it is closed',
    '30 minutes',
  ],
  ['Security', 'report an incident that touches Customer Data, with what is known of its extent', '24 hours'],
  ['Records', 'keep complete records of processing and show them when asked', 'three working days'],
  ['Staff', 'replace a named person who leaves by one of like experience', '15 working days'],
  ['Subcontractors', 'name each new subcontractor before any work is passed on', '30 days'],
  ['Exit', 'return Customer Data in the agreed format and delete every copy', '60 days'],
] as const

/** A service agreement of so many numbered clauses. */
export function agreement(clauses: number): string {
  const random = createRandom('agreement', String(clauses))
  const numbered = Array.from({ length: clauses }, (_, index) => {
    const [title, duty, time] = random.pick(SUBJECTS)
    const number = index + 1
    const share = 2 + random.below(14)
    return [
      `${number}. ${title}`,
      `${number}.1 The Supplier shall ${duty} within ${time} of the event, or of the day on which the Customer gave notice of it if that is earlier.`,
      `${number}.2 For each started day of delay the Customer may deduct ${share} % of the monthly fee, up to ${share * 3} % in a month. The deduction does not replace damages under clause ${1 + random.below(clauses)}.`,
      `${number}.3 The Customer shall give the access and the answers that the Supplier reasonably needs for this; time that passes without them is not counted.`,
    ].join('\n')
  })
  return ['SERVICE AGREEMENT', 'between the Customer and the Supplier', ...numbered].join('\n\n')
}

const EVENTS = [
  'GET /v2/orders 200',
  'GET /v2/orders 200',
  'POST /v2/orders 201',
  'POST /v2/orders 503 no free connection',
  'retry payment callback, attempt',
  'pool_in_use',
  'health ok',
] as const

/** Log lines of one night, two seconds or so apart. */
export function nightLog(lines: number): string {
  const random = createRandom('log', String(lines))
  let second = 1 * 3_600 + 50 * 60
  return Array.from({ length: lines }, () => {
    second += 1 + random.below(3)
    const clock = new Date(second * 1_000).toISOString().slice(11, 19)
    return `2026-11-21T${clock}Z checkout-${random.below(10)} ${random.pick(EVENTS)} ${random.below(400)} ms`
  }).join('\n')
}

/** Tickets as they come in, and the queue that each belongs to. */
export const tickets = [
  [
    'Charged twice',
    'I was charged twice for October: 14 seats on the 1st, and 14 again on the 3rd.',
    'billing',
  ],
  [
    'New phone',
    'I changed my phone and the code is still sent to the old one. I cannot sign in at all.',
    'access',
  ],
  [
    'Export stops',
    'Exports end at row 10,000 since Tuesday, in the browser and through the API alike.',
    'data',
  ],
  ['Column widths', 'When Ana and I edit the same table my columns jump to her widths and back.', 'bug'],
  ['发票抬头', '你们好，发票的抬头写错了公司名称，能不能在这个月结束之前重新开一张？', 'billing'],
  [
    'Everything at once',
    'It is slow, the invoice is wrong, and who do I talk to about a discount for schools?',
    'other',
  ],
] as const
