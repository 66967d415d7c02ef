import type { Run } from '../../../contract/runs.ts'
import { withModel } from '../../encoding/with-model.ts'
import { FLASH, PRO } from '../../estimates/encode-for.ts'
import { checkDestination, chooseDestination, DESTINATION_OPTIONS } from '../choose-destination.ts'
import type { Command } from '../command.ts'
import { withServices } from '../open-services.ts'
import { json, printableLine } from '../printable.ts'
import { readJsonText } from '../read-input.ts'
import { runJson } from '../run-json.ts'
import { sendRequest } from '../send-request.ts'
import { grouped, table } from '../table.ts'
import { DONE, REFUSED, WrongArguments } from '../terminal.ts'

const MOST = 4

export const compare: Command = {
  usage:
    'REQUEST.json [--models deepseek-flash,deepseek-v4-pro] [--key NAME | --base-url URL | --practice] [--allow-once] [--json]',
  summary: 'Sends one request to two to four models and shows tokens, time and cost side by side.',
  positionals: 1,
  options: { models: { type: 'string' }, ...DESTINATION_OPTIONS },
  run: async (words, context) => {
    const { terminal } = context
    const [path] = words.positionals
    if (path === undefined) throw new WrongArguments('Name the request: fathom compare REQUEST.json.')
    checkDestination(words)
    const models = parseModels(words.text('models') ?? `${FLASH},${PRO}`)
    const body = await readJsonText(path, terminal)
    const bodies = models.map((model) => withModel(body, model))
    return withServices(context, async (services) => {
      const destination = await chooseDestination(services, words)
      const allowOnce = words.flag('allow-once')
      if (!destination.practice) {
        const requests = bodies.map((each, index) => ({
          body: each,
          model: models[index] ?? '',
          promptId: null,
          account: destination,
        }))
        await services.gate.check(requests, services.clock(), allowOnce)
      }
      // One that fails leaves the others alone: a run ends with its error, it does not reject.
      const ended = await Promise.all(
        bodies.map((each) => sendRequest(services, each, destination, terminal, allowOnce)),
      )
      if (words.flag('json')) terminal.print(json({ runs: ended.map(runJson) }))
      else for (const line of describe(ended)) terminal.print(line)
      return ended.every(({ status }) => status === 'completed') ? DONE : REFUSED
    })
  },
}

function parseModels(text: string): string[] {
  const models = text.split(',').map((name) => name.trim())
  if (
    models.length < 2 ||
    models.length > MOST ||
    models.includes('') ||
    new Set(models).size < models.length
  ) {
    throw new WrongArguments(`--models takes two to four different names with commas between, not "${text}".`)
  }
  return models
}

function describe(runs: readonly Run[]): string[] {
  const head = ['', ...runs.map((each) => printableLine(each.model.requested))]
  const row = (label: string, cell: (each: Run) => string): string[] => [label, ...runs.map(cell)]
  return table(
    [
      head,
      row('status', (each) => (each.practice ? `${each.status}, practice` : each.status)),
      row('prompt', (each) => countOr(each.usage?.prompt_tokens)),
      row('  hit', (each) => countOr(each.usage?.prompt_cache_hit_tokens)),
      row('  miss', (each) => countOr(each.usage?.prompt_cache_miss_tokens)),
      row('output', (each) => countOr(each.usage?.completion_tokens)),
      row('first token, s', (each) => seconds(each.timing.sentAt, each.timing.firstByteAt)),
      row('whole, s', (each) => seconds(each.timing.sentAt, each.timing.completedAt)),
      row('USD', (each) => each.bill?.USD ?? (each.usage ? 'unpriced' : 'not reported')),
      row('CNY', (each) => each.bill?.CNY ?? (each.usage ? 'unpriced' : 'not reported')),
      row('error', (each) => each.error?.code ?? ''),
    ],
    [false, ...runs.map(() => true)],
  )
}

function countOr(count: number | undefined): string {
  return count === undefined ? 'not reported' : grouped(count)
}

function seconds(from: string, to: string | null): string {
  return to === null ? 'unknown' : ((Date.parse(to) - Date.parse(from)) / 1000).toFixed(2)
}
