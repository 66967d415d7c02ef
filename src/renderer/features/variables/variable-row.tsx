import { Ellipsis, FileText } from 'lucide-react'
import { useId, useState } from 'react'

import type { VariableValue } from '../../../contract/drafts.ts'
import type { VariableCount } from '../../../contract/estimates.ts'
import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { Menu, type MenuItem } from '../../components/ui/menu.tsx'
import { Swatch } from '../../components/ui/swatch.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import type { Store } from '../../editor/store.ts'
import { useStore } from '../../editor/use-session.ts'
import { classNames } from '../../lib/class-names.ts'
import { chooseFile } from '../../lib/files.ts'
import { formatInteger } from '../../lib/format.ts'
import type { Highlight } from '../estimates/highlight.ts'
import { inBraces, variableKey } from '../estimates/value-parts.ts'
import { readTextFile } from './read-text-file.ts'
import { useFileDrop } from './use-file-drop.ts'
import { ValueField } from './value-field.tsx'

import styles from './variable-row.module.css'

interface VariableRowProps {
  readonly session: DraftSession
  readonly variable: VariableCount
  readonly value: VariableValue | null
  readonly names: ReadonlyMap<string, string>
  readonly stale: boolean
  readonly highlight: Store<Highlight | null>
}

/** One variable: where it stands, what is sent for it, and what that weighs. A file dropped on it becomes its value. */
export function VariableRow({ session, variable, value, names, stale, highlight }: VariableRowProps) {
  const { name, uses, state } = variable
  const fieldId = useId()
  const [refusal, setRefusal] = useState<string | null>(null)
  const pointed = useStore(highlight)
  const keys = uses.map(({ messageId }) => variableKey(messageId, name))
  const set = (next: VariableValue | null): void => {
    setRefusal(null)
    session.setVariable(name, next)
  }
  const take = async (file: File): Promise<void> => {
    const read = await readTextFile(file)
    if (read.ok) set({ text: read.text, file: file.name })
    else setRefusal(read.sentence)
  }
  const choose = async (): Promise<void> => {
    const file = await chooseFile()
    if (file !== null) await take(file)
  }
  const { over, handlers } = useFileDrop(([file]) => file && void take(file))
  return (
    <div
      className={classNames(styles.row, over && styles.over)}
      data-lit={(pointed !== null && keys.includes(pointed.key)) || undefined}
      onPointerEnter={() => highlight.set({ key: keys[0] ?? '', from: 'inspector' })}
      {...handlers}
    >
      <div className={styles.about}>
        <label htmlFor={fieldId} className={styles.name} title={inBraces(name)}>
          <Swatch fill="variable" />
          {inBraces(name)}
        </label>
        <span className={styles.places}>{placesOf(uses, names)}</span>
      </div>
      <ValueField id={fieldId} variable={variable} value={value} onValue={set} />
      <span className={styles.tokens}>
        <Tokens variable={variable} stale={stale} />
      </span>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            className={styles.more}
            aria-label={t('More for {name}', { name: inBraces(name) })}
          >
            <Ellipsis size={14} strokeWidth={1.5} aria-hidden />
          </button>
        }
        items={actionsOf(name, value, state, set, () => void choose())}
      />
      {refusal !== null && (
        <p role="alert" className={styles.refusal}>
          {refusal}
        </p>
      )}
    </div>
  )
}

function actionsOf(
  name: string,
  value: VariableValue | null,
  state: VariableCount['state'],
  set: (value: VariableValue | null) => void,
  choose: () => void,
): readonly MenuItem[] {
  const typed = (text: string) => (): void => set({ text, file: null })
  return [
    { id: 'file', label: t('Take the text of a file'), icon: FileText, onSelect: choose },
    ...(value?.text === '' ? [] : [{ id: 'empty', label: t('Send nothing for it'), onSelect: typed('') }]),
    ...(state === 'missing'
      ? [{ id: 'braces', label: t('Send the braces as they are'), onSelect: typed(inBraces(name)) }]
      : []),
    ...(value === null ? [] : [{ id: 'away', label: t('Take the value away'), onSelect: () => set(null) }]),
  ]
}

function Tokens({ variable, stale }: { readonly variable: VariableCount; readonly stale: boolean }) {
  const { state, uses } = variable
  if (state === 'missing') return <UnknownFigure word="missing" />
  const tokens = uses.reduce((sum, use) => sum + (use.tokens ?? 0), 0)
  return (
    <ExactFigure
      stale={stale}
      {...(tokens === 0
        ? { title: t('All its tokens begin in the text before it, and are counted there.') }
        : {})}
    >
      {formatInteger(tokens)}
    </ExactFigure>
  )
}

/** "in user 2, 3 times in system". */
function placesOf(uses: VariableCount['uses'], names: ReadonlyMap<string, string>): string {
  return listed(
    uses.map(({ messageId, times }) =>
      t('{times, plural, one {in {message}} other {# times in {message}}}', {
        times,
        message: (names.get(messageId) ?? '').toLowerCase(),
      }),
    ),
  )
}
