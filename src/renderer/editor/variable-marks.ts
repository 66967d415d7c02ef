import { type Extension, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view'

import { findPlaceholders } from '../../contract/placeholders.ts'

/** What is known of a variable in one message, for the frame around its places. */
export interface VariableMark {
  readonly missing: boolean
  /** After the name: the file, the tokens, or the word for missing. */
  readonly words: string
  /** True while its row is pointed at. */
  readonly lit: boolean
}

/** By name. What is not in it is not known yet. */
export type VariableMarks = ReadonlyMap<string, VariableMark>

const setMarks = StateEffect.define<VariableMarks>()

const known = StateField.define<VariableMarks>({
  create: () => new Map(),
  update(marks, transaction) {
    return transaction.effects.reduce((now, effect) => (effect.is(setMarks) ? effect.value : now), marks)
  },
})

/** The change that says what is known of the variables of a message. */
export function markVariables(marks: VariableMarks): StateEffect<VariableMarks> {
  return setMarks.of(marks)
}

class Words extends WidgetType {
  readonly words: string
  readonly missing: boolean

  constructor(words: string, missing: boolean) {
    super()
    this.words = words
    this.missing = missing
  }

  override eq(other: Words): boolean {
    return other.words === this.words && other.missing === this.missing
  }

  override toDOM(): HTMLElement {
    const element = document.createElement('span')
    element.className = this.missing ? 'cm-variable-words cm-variable-missing' : 'cm-variable-words'
    element.textContent = this.words
    return element
  }
}

/** Frames the placeholders in the part that is in view; a placeholder never goes over the end of a line. */
function decorate({ state, visibleRanges }: EditorView): DecorationSet {
  const marks = state.field(known)
  const decorations = visibleRanges.flatMap(({ from, to }) => {
    const start = Math.max(state.doc.lineAt(from).from, from - 2_200)
    const end = Math.min(state.doc.lineAt(to).to, to + 2_200)
    return findPlaceholders(state.doc.sliceString(start, end, '\n'))
      .filter(({ escaped }) => !escaped)
      .flatMap((place) => {
        const mark = marks.get(place.name)
        const names = ['cm-variable', mark?.missing && 'cm-variable-unset', mark?.lit && 'cm-variable-lit']
        const frame = Decoration.mark({
          class: names.filter(Boolean).join(' '),
          attributes: { 'data-variable': place.name },
        }).range(start + place.from + 2 * place.literal.length, start + place.to)
        if (mark === undefined || mark.words === '') return [frame]
        const words = Decoration.widget({ widget: new Words(mark.words, mark.missing), side: 1 })
        return [frame, words.range(start + place.to)]
      })
  })
  return Decoration.set(decorations, true)
}

const frames = ViewPlugin.define(
  (view) => {
    let marks = decorate(view)
    return {
      update(update: ViewUpdate) {
        // A frame that is drawn anew under a composing input method would end its composition.
        if (update.view.composing) marks = marks.map(update.changes)
        else if (update.docChanged || update.viewportChanged || isTold(update)) marks = decorate(update.view)
      },
      get marks(): DecorationSet {
        return marks
      },
    }
  },
  { decorations: (plugin) => plugin.marks },
)

function isTold({ state, startState }: ViewUpdate): boolean {
  return state.field(known) !== startState.field(known)
}

export const variableMarks: Extension = [known, frames]
