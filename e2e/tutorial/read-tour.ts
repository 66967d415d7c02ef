/** One thing that docs/tutorial.md tells its reader to do or to look for. */
export type TourAct =
  | { readonly kind: 'press'; readonly names: readonly string[]; readonly place: string | null }
  | { readonly kind: 'keys'; readonly keys: string }
  | { readonly kind: 'type'; readonly text: string; readonly field: string | null }
  | { readonly kind: 'choose'; readonly option: string; readonly select: string }
  | { readonly kind: 'see'; readonly words: readonly string[]; readonly place: string | null }
  | { readonly kind: 'gone'; readonly words: string }

export interface TourStep {
  readonly section: string
  /** The line in the file, from 1. */
  readonly line: number
  readonly acts: readonly TourAct[]
  /** A picture to take here: its path beside the file. */
  readonly picture: string | null
}

const PLACE = / in the ([a-z ]+)$/
const CONTROL = /\*\*(.+?)\*\*/g
const WORDS = /“(.+?)”/g
const TYPED = /`(.+?)`/

/** The sentences that a numbered step may hold; anything else is explained outside of the steps. */
const SENTENCES: readonly { readonly form: RegExp; readonly read: (sentence: string) => TourAct }[] = [
  {
    form: /^Press \*\*[^*]+\*\*(, then \*\*[^*]+\*\*)*( in the [a-z ]+)?$/,
    read: (sentence) => ({ kind: 'press', names: all(sentence, CONTROL), place: placeOf(sentence) }),
  },
  {
    form: /^Press <kbd>[^<]+<\/kbd>$/,
    read: (sentence) => ({ kind: 'keys', keys: sentence.slice('Press <kbd>'.length, -'</kbd>'.length) }),
  },
  {
    form: /^Type `[^`]+`( in \*\*[^*]+\*\*)?$/,
    read: (sentence) => ({
      kind: 'type',
      text: TYPED.exec(sentence)?.[1] ?? '',
      field: all(sentence.replace(TYPED, ''), CONTROL)[0] ?? null,
    }),
  },
  {
    form: /^Choose \*\*[^*]+\*\* in \*\*[^*]+\*\*$/,
    read: (sentence) => {
      const [option = '', select = ''] = all(sentence, CONTROL)
      return { kind: 'choose', option, select }
    },
  },
  {
    form: /^You see “[^”]+”((,| and) “[^”]+”)*( in the [a-z ]+)?$/,
    read: (sentence) => ({ kind: 'see', words: all(sentence, WORDS), place: placeOf(sentence) }),
  },
  {
    form: /^“[^”]+” is gone$/,
    read: (sentence) => ({ kind: 'gone', words: all(sentence, WORDS)[0] ?? '' }),
  },
]

/**
 * The numbered steps and the pictures of the tour, in order. A step is made of sentences of the forms above, each with a
 * full stop; an error names the line of a sentence of no such form.
 */
export function readTour(markdown: string): readonly TourStep[] {
  const steps: TourStep[] = []
  let section = ''
  for (const [at, text] of markdown.split('\n').entries()) {
    const line = at + 1
    if (text.startsWith('## ')) section = text.slice(3)
    const step = /^\d+\. (.+)$/.exec(text)?.[1]
    if (step !== undefined) steps.push({ section, line, acts: readStep(step, line), picture: null })
    const picture = /^!\[.+\]\((.+)\)$/.exec(text)?.[1]
    if (picture !== undefined) steps.push({ section, line, acts: [], picture })
  }
  return steps
}

function readStep(step: string, line: number): readonly TourAct[] {
  return sentences(step).map((sentence) => {
    const found = SENTENCES.find(({ form }) => form.test(sentence))
    if (!found) throw new Error(`docs/tutorial.md:${line}: nobody can follow "${sentence}".`)
    return found.read(sentence)
  })
}

/** Cuts at full stops outside of typed text, names and quoted words. */
function sentences(step: string): readonly string[] {
  const parts = step.match(/(?:`[^`]*`|\*\*[^*]*\*\*|“[^”]*”|<kbd>[^<]*<\/kbd>|[^.])+\.?/g) ?? []
  return parts.map((part) => part.trim().replace(/\.$/, '')).filter((part) => part !== '')
}

function all(sentence: string, pattern: RegExp): readonly string[] {
  return Array.from(sentence.matchAll(pattern), (match) => match[1] ?? '')
}

function placeOf(sentence: string): string | null {
  return PLACE.exec(sentence)?.[1] ?? null
}
