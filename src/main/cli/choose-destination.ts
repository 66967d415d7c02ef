import type { WantedAccount } from '../destinations.ts'
import { FathomError } from '../errors.ts'
import type { Destination } from '../runs/run-service.ts'
import type { Services } from '../services.ts'
import type { ParsedArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { WrongArguments } from './terminal.ts'

/** The options by which a command says who is asked. */
export const DESTINATION_OPTIONS: Command['options'] = {
  'base-url': { type: 'string' },
  key: { type: 'string' },
  practice: { type: 'boolean', default: false },
  'allow-once': { type: 'boolean', default: false },
}

/** Errors: WrongArguments when the words name two places. */
export function checkDestination(words: ParsedArguments): void {
  const named = [
    ...(words.text('key') === undefined ? [] : ['--key']),
    ...(words.text('base-url') === undefined ? [] : ['--base-url']),
    ...(words.flag('practice') ? ['--practice'] : []),
  ]
  if (named.length > 1)
    throw new WrongArguments(
      `${named.slice(0, 2).join(' and ')} name two different places. Give one of them.`,
    )
}

/** Errors: those of the allow-list; KEY_NOT_FOUND; KEY_MISSING and KEYCHAIN_UNAVAILABLE with what helps on a command line. */
export async function chooseDestination(
  { destinations }: Services,
  words: ParsedArguments,
): Promise<Destination> {
  if (words.flag('practice')) return destinations.practice()
  return destinations.real(wantedAccount(words)).catch(explainMissingKey)
}

/** A key that is named must be that very key; else DEEPSEEK_API_KEY may stand in for the one in use. */
export function wantedAccount(words: ParsedArguments): WantedAccount {
  const name = words.text('key')
  return name === undefined ? { baseUrl: words.text('base-url'), environment: true } : { name }
}

/** On a machine without a keychain, unlocking it is no advice. */
export function explainMissingKey(error: unknown): never {
  if (error instanceof FathomError && error.code === 'KEYCHAIN_UNAVAILABLE') {
    throw new FathomError(
      error.code,
      'There is no key in DEEPSEEK_API_KEY, and the keychain does not answer. Set the variable, or unlock the keychain.',
      error.details,
    )
  }
  throw error
}
