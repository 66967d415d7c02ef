import type { TestWindow } from '../../src/main/testing/test-window.ts'
import type { SampleDesk } from './sample-desk.ts'

interface Wording {
  readonly daysAgo: number
  readonly note: string
  readonly message: number
  readonly before: string
  readonly after: string
}

/** How the brief came to say what its file says, the newest last. */
const WORDINGS: readonly Wording[] = [
  {
    daysAgo: 26,
    note: 'who reads it',
    message: 0,
    before: 'for engineers.',
    after: 'for engineers who were asleep when it happened.',
  },
  {
    daysAgo: 21,
    note: 'missing owners are said to be missing',
    message: 0,
    before: 'in the document.\n',
    after: 'in the document. If a time or an owner is missing, write "not stated".\n',
  },
  {
    daysAgo: 16,
    note: 'times stay in their zone',
    message: 0,
    before: '- Plain words',
    after: '- Keep every timestamp in the zone it was written in. Never convert.\n- Plain words',
  },
  {
    daysAgo: 13,
    note: 'shorter',
    message: 0,
    before: 'at most 250 words',
    after: 'at most 180 words',
  },
  {
    daysAgo: 6,
    note: 'title in Chinese too',
    message: 0,
    before: '- Plain words',
    after:
      '- Title of up to ten words, then the same title in 简体中文. Then impact, cause, what is open.\n- Plain words',
  },
  {
    daysAgo: 2,
    note: 'asks for the gap',
    message: 3,
    before: 'two sentences.',
    after: 'two sentences, and say what is still unknown about the 02:11 - 02:26 gap.',
  },
]

/** Takes the brief back to its first wording, and saves that. */
export async function firstWording(desk: SampleDesk): Promise<void> {
  for (const { message, before, after } of WORDINGS.toReversed()) await desk.rewrite(message, after, before)
  await desk.save('first wording')
}

/** Rewrites the brief as it was on that day, saves that as a version, and moves the label to what had proved itself. */
export async function wordings(
  { ask }: TestWindow,
  desk: SampleDesk,
  daysAgo: number,
  giveDocument: () => Promise<void>,
): Promise<void> {
  const wording = WORDINGS.find((each) => each.daysAgo === daysAgo)
  if (wording === undefined) return
  const { promptId } = desk
  const [latest] = await ask('versions.list', { promptId })
  if (latest !== undefined && daysAgo < 20)
    await ask('versions.label', { promptId, name: 'production', versionId: latest.id })
  await giveDocument()
  await desk.change({ kind: 'set-parameters', parameters: { model: 'deepseek-flash' } })
  await desk.rewrite(wording.message, wording.before, wording.after)
  await desk.save(wording.note)
}
