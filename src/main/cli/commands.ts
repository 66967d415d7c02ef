import type { Command } from './command.ts'

/** Every word of the command line, in the order of the help; loaded when it is called, because a start should be quick. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  count: async () => (await import('./commands/count.ts')).count,
  estimate: async () => (await import('./commands/estimate.ts')).estimate,
  verify: async () => (await import('./commands/verify.ts')).verify,
  prices: async () => (await import('./commands/prices.ts')).prices,
  run: async () => (await import('./commands/run.ts')).run,
  compare: async () => (await import('./commands/compare.ts')).compare,
  test: async () => (await import('./commands/test.ts')).test,
  balance: async () => (await import('./commands/balance.ts')).balance,
  ledger: async () => (await import('./commands/ledger.ts')).ledger,
  practice: async () => (await import('./commands/practice.ts')).practice,
  serve: async () => (await import('./commands/serve.ts')).serve,
}
