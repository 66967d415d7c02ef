import { createAnswerPrinter } from '../answer-printer.ts'
import { checkDestination, chooseDestination, DESTINATION_OPTIONS } from '../choose-destination.ts'
import type { Command } from '../command.ts'
import { describeRun } from '../describe-run.ts'
import { withServices } from '../open-services.ts'
import { json, printableLine } from '../printable.ts'
import { readJsonText } from '../read-input.ts'
import { runJson } from '../run-json.ts'
import { sendRequest } from '../send-request.ts'
import { DONE, REFUSED, WrongArguments } from '../terminal.ts'

export const run: Command = {
  usage: 'REQUEST.json [--key NAME | --base-url URL | --practice] [--allow-once] [--json]',
  summary:
    'Sends a request as it is, prints the answer as it comes, and holds the bill against the estimate. --practice asks the simulated DeepSeek. --allow-once goes past a budget that only warns.',
  positionals: 1,
  options: DESTINATION_OPTIONS,
  run: async (words, context) => {
    const { terminal } = context
    const [path] = words.positionals
    if (path === undefined) {
      throw new WrongArguments('Name the request: fathom run REQUEST.json (or - for standard input).')
    }
    checkDestination(words)
    const body = await readJsonText(path, terminal)
    const printer = words.flag('json') ? null : createAnswerPrinter(terminal)
    return withServices(
      context,
      async (services) => {
        const destination = await chooseDestination(services, words)
        const ended = await sendRequest(services, body, destination, terminal, words.flag('allow-once'))
        printer?.end()
        if (printer === null) {
          terminal.print(json(runJson(ended)))
          if (ended.error !== null) terminal.warn(`fathom: ${printableLine(ended.error.message)}`)
        } else for (const line of describeRun(ended)) terminal.warn(printableLine(line))
        return ended.status === 'completed' ? DONE : REFUSED
      },
      {
        delta: (_runId, delta) => printer?.take(delta),
        changed: (_runId, _promptId, _status, progress) => printer?.progress(progress),
      },
    )
  },
}
