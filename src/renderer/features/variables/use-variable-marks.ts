import { useEffect, useRef } from 'react'

import type { Variables } from '../../../contract/drafts.ts'
import type { LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { DraftSession } from '../../editor/draft-session.ts'
import { markVariables, type VariableMark } from '../../editor/variable-marks.ts'
import { formatInteger } from '../../lib/format.ts'
import { variableKey } from '../estimates/value-parts.ts'

/** Says in the texts what stands in the place of each variable, and which of them is pointed at. */
export function useVariableMarks(
  session: DraftSession,
  estimate: LiveEstimate | null,
  variables: Variables,
  lit: string | null,
): void {
  const told = useRef(new Map<string, string>())
  useEffect(() => {
    if (estimate === null) return
    for (const [messageId, marks] of marksOf(estimate, variables, lit)) {
      const document = session.document(messageId)
      const said = JSON.stringify([...marks])
      // Each key makes a new estimate, and most of them leave the values as they were.
      if (document === undefined || document.isComposing() || told.current.get(messageId) === said) continue
      document.update({ effects: markVariables(marks) })
      told.current.set(messageId, said)
    }
  }, [session, estimate, variables, lit])
}

function marksOf(
  { variables: counted, messages }: LiveEstimate,
  values: Variables,
  lit: string | null,
): Map<string, Map<string, VariableMark>> {
  const marks = new Map(Object.keys(messages).map((id) => [id, new Map<string, VariableMark>()]))
  for (const { name, state, uses } of counted) {
    const file = state === 'given' ? (values[name]?.file ?? null) : null
    for (const { messageId, tokens } of uses) {
      const figure = tokens === null ? '' : formatInteger(tokens)
      const words = state === 'missing' ? t('missing') : [file ?? '', figure].filter(Boolean).join(' ')
      marks.get(messageId)?.set(name, {
        missing: state === 'missing',
        words,
        lit: lit === variableKey(messageId, name),
      })
    }
  }
  return marks
}
