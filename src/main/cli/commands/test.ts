import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

import type { TestEstimate } from '../../../contract/test-cases.ts'
import { limitKey } from '../../compare/limit-key.ts'
import { parseRequest } from '../../encoding/parse-request.ts'
import { FathomError } from '../../errors.ts'
import { createDirectCounter } from '../../estimates/direct-counter.ts'
import { estimateBody } from '../../estimates/estimate-body.ts'
import type { Destination } from '../../runs/run-service.ts'
import type { Services } from '../../services.ts'
import type { CheckSubject } from '../../test-cases/check-subject.ts'
import { countedOf, subjectPrompt } from '../../test-cases/estimate-cell.ts'
import { judgeBodies } from '../../test-cases/judge-bodies.ts'
import { loadSuite, type Suite } from '../../test-cases/load-suite.ts'
import { createMatcher } from '../../test-cases/matcher.ts'
import { type CellReport, checkOffline, runSuite } from '../../test-cases/run-suite.ts'
import { createTokenizer } from '../../tokenizer/tokenizer.ts'
import { readVocabularyFile } from '../../tokenizer/vocabulary.ts'
import type { ParsedArguments } from '../arguments.ts'
import { checkDestination, chooseDestination, DESTINATION_OPTIONS } from '../choose-destination.ts'
import type { Command, CommandContext } from '../command.ts'
import { folderBooks } from '../folder-books.ts'
import { junitXml } from '../junit.ts'
import { withServices } from '../open-services.ts'
import { json, printableLine } from '../printable.ts'
import { readJsonText } from '../read-input.ts'
import { grouped } from '../table.ts'
import { DONE, REFUSED, WrongArguments } from '../terminal.ts'
import { describeReports, reportLine, reportsJson } from '../test-report.ts'

const USUAL_AT_ONCE = 4
const MOST_AT_ONCE = 16

export const test: Command = {
  usage:
    'FILE|- [--offline] [--key NAME | --base-url URL | --practice] [--allow-once] [--at-once N] [--json|--junit]',
  summary:
    'Runs the tests of a file (YAML or JSON) and checks answers, tokens and cost. --offline sends nothing and decides tokens and cost alone. Exit: 0 all hold, 1 one does not, 2 the file cannot be used.',
  positionals: 1,
  options: {
    ...DESTINATION_OPTIONS,
    offline: { type: 'boolean', default: false },
    junit: { type: 'boolean', default: false },
    'at-once': { type: 'string' },
  },
  run: async (words, context) => {
    const { terminal } = context
    const atOnce = checkWords(words)
    const suite = await load(words.positionals[0] ?? '-', context)
    const reports = words.flag('offline')
      ? await checkSuite(suite, context)
      : await withServices(context, (services) => sendSuite(suite, services, words, context, atOnce))
    const { name } = suite
    if (words.flag('json')) terminal.print(json(reportsJson(name, words.flag('offline'), reports)))
    else if (words.flag('junit')) terminal.print(junitXml(name, reports))
    else for (const line of describeReports(suite, reports)) terminal.print(printableLine(line))
    return reports.some(({ outcome }) => outcome === 'fail') ? REFUSED : DONE
  },
}

function checkWords(words: ParsedArguments): number {
  if (words.positionals.length === 0)
    throw new WrongArguments('Name the test file: fathom test FILE (or - for standard input).')
  if (words.flag('json') && words.flag('junit'))
    throw new WrongArguments('--json and --junit print two different things. Give one of them.')
  const sending = ['base-url', 'practice', 'key', 'allow-once', 'at-once'].find(
    (name) => words.text(name) !== undefined || words.flag(name),
  )
  if (words.flag('offline') && sending !== undefined)
    throw new WrongArguments(`--offline sends nothing, so --${sending} means nothing beside it.`)
  checkDestination(words)
  const text = words.text('at-once')
  if (text === undefined) return USUAL_AT_ONCE
  const atOnce = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (atOnce < 1 || atOnce > MOST_AT_ONCE)
    throw new WrongArguments(`--at-once takes a number from 1 to ${MOST_AT_ONCE}, not "${text}".`)
  return atOnce
}

/** What cannot be read is no failed test: exit 2. */
async function load(path: string, { terminal }: CommandContext): Promise<Suite> {
  const folder = path === '-' ? process.cwd() : dirname(resolve(path))
  try {
    const text = await readJsonText(path, terminal)
    return await loadSuite(text, folder, (file) => readBeside(file))
  } catch (error) {
    if (!(error instanceof FathomError)) throw error
    const name = path === '-' ? 'Standard input' : path
    throw new WrongArguments(`${name}: ${error.message}`)
  }
}

async function readBeside(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason'
    throw new FathomError('FILE_NOT_READABLE', `${file} cannot be read (${reason}). Check its path.`)
  }
}

async function checkSuite({ cells }: Suite, context: CommandContext): Promise<readonly CellReport[]> {
  const { places, clock, terminal } = context
  const books = folderBooks(context)
  const counter = createDirectCounter(createTokenizer(readVocabularyFile(places.vocabulary)))
  const matcher = createMatcher(places.matchWorker)
  const subjectOf = async (body: string): Promise<CheckSubject> => {
    const at = clock()
    const counted = countedOf(books, body, await estimateBody(books, counter, body, at), at)
    return { prompt: subjectPrompt(books.prices, counted, at), answer: null, grade: null }
  }
  const reports: CellReport[] = []
  for (const cell of cells) {
    if (terminal.interrupted.aborted) throw new FathomError('STOPPED', 'Stopped before all was checked.')
    reports.push(await checkOffline(matcher, subjectOf, cell))
  }
  return reports
}

async function sendSuite(
  suite: Suite,
  services: Services,
  words: ParsedArguments,
  { terminal }: CommandContext,
  atOnce: number,
): Promise<readonly CellReport[]> {
  const { cells } = suite
  const { books, clock, testCases } = services
  const destination = await chooseDestination(services, words)
  const allowOnce = words.flag('allow-once')
  terminal.warn(describeEstimate(await testCases.means.estimator.sum(null, destination.practice, cells)))
  if (!destination.practice) await checkGate(suite, services, destination, allowOnce)
  let ended = 0
  return runSuite(
    {
      cells: testCases.means.cells,
      stopRun: (runId) => services.runs.stop(runId),
      limitKey: (model) => limitKey(books.models, model, destination.practice, clock()),
      atOnce,
      destination,
      allowOnce,
      interrupted: terminal.interrupted,
      onEnd: (report) => {
        ended += 1
        if (terminal.interactive)
          terminal.warn(printableLine(`${ended}/${cells.length} ${reportLine(report)}`))
      },
    },
    cells,
  )
}

async function checkGate(
  { cells }: Suite,
  { gate, clock }: Services,
  destination: Destination,
  allowOnce: boolean,
): Promise<void> {
  const bodies = cells.flatMap((cell) => [cell.body, ...judgeBodies(cell, '')])
  const requests = bodies.map((body) => ({
    body,
    model: parseRequest(body).model ?? '',
    promptId: null,
    account: destination,
  }))
  await gate.check(requests, clock(), allowOnce)
}

/** What is about to be sent, in one line on stderr: nobody pays without having been told. */
function describeEstimate(estimate: Omit<TestEstimate, 'missing'>): string {
  const { requests, judgeRequests, promptTokens, exact, bands, worstCase, unpriced } = estimate
  const judges = judgeRequests === 0 ? '' : ` and ${grouped(judgeRequests)} of judges`
  const [now] = bands
  const amounts = Object.entries(now?.cost ?? {}).map(([currency, { low }]) => `${low} ${currency}`)
  const worst = Object.entries(worstCase).map(([currency, amount]) => `${amount} ${currency}`)
  const money =
    amounts.length === 0
      ? 'unpriced'
      : `prompts from ${amounts.join(' / ')} (${now?.band ?? ''}), worst case ${worst.join(' / ')}`
  const lacking = unpriced > 0 && amounts.length > 0 ? `, ${grouped(unpriced)} unpriced` : ''
  return `${grouped(requests)} requests${judges}, ${exact ? '' : 'about '}${grouped(promptTokens)} prompt tokens, ${money}${lacking}`
}
