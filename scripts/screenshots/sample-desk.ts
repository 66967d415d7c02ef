import { setTimeout as pause } from 'node:timers/promises'

import type { RequestOf } from '../../src/contract/routes.ts'
import type { Run } from '../../src/contract/runs.ts'
import type { TestWindow } from '../../src/main/testing/test-window.ts'

/** One prompt of the workspace, worked on as the window does it. */
export interface SampleDesk {
  readonly promptId: string
  change(change: RequestOf<'drafts.change'>['change']): Promise<void>
  fill(name: string, text: string, file?: string): Promise<void>
  /** Puts other words in the place of some, in the message with this number. */
  rewrite(message: number, from: string, to: string): Promise<void>
  /** Saves a version; gives its id. */
  save(note: string): Promise<string>
  /** Sends the draft for money. */
  send(): Promise<string>
  /** Sends the draft and waits for the end of the answer. */
  run(): Promise<Run>
}

export function openDesk({ ask }: TestWindow, promptId: string): SampleDesk {
  const draft = () => ask('drafts.get', { promptId })

  /** The revision to be sent or saved, once it is counted: as nobody sends what they have not seen the price of. */
  async function counted(): Promise<number> {
    const { revision } = await draft()
    await until(async () => {
      const estimate = await ask('estimates.watch', { promptId })
      return estimate?.revision === revision && !estimate.stale
    })
    await ask('estimates.unwatch', { promptId })
    return revision
  }

  async function change(change: RequestOf<'drafts.change'>['change']): Promise<void> {
    const { revision } = await draft()
    await ask('drafts.change', { promptId, revision, change })
  }
  async function send(): Promise<string> {
    return (await ask('runs.start', { promptId, revision: await counted(), practice: false })).runId
  }
  return {
    promptId,
    change,
    fill: (name, text, file) => change({ kind: 'set-variable', name, value: { text, file: file ?? null } }),
    async rewrite(number, from, to) {
      const { revision, messages } = await draft()
      const message = messages[number]
      const at = message?.content.indexOf(from) ?? -1
      if (message === undefined || at === -1) throw new Error(`The sample prompt does not say "${from}"`)
      const edit = { messageId: message.id, from: at, to: at + from.length, insert: to }
      await ask('drafts.edit', { promptId, revision, edits: [edit] })
    },
    save: async (note) => (await ask('versions.save', { promptId, revision: await counted(), note })).id,
    send,
    async run() {
      const runId = await send()
      await until(async () => (await ask('runs.get', { runId })).progress.state === 'ended')
      return ask('runs.get', { runId })
    },
  }
}

/** Waits for work that goes on in threads of its own. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 6_000; tries += 1) {
    if (await isSo()) return
    await pause(5)
  }
  throw new Error('The sample workspace waits for something that does not come')
}
