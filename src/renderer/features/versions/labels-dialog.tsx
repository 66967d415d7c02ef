import { type FormEvent, useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { LabelMove, VersionSummary } from '../../../contract/versions.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { formatDate, formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'

import styles from './labels-dialog.module.css'

interface LabelsDialogProps {
  readonly version: VersionSummary
  readonly versions: readonly VersionSummary[]
  readonly onLabel: (name: string, versionId: string | null) => void
  readonly onClose: () => void
}

const MOVES_SHOWN = 8

/** The labels of a prompt, and which of them are on this version. A label is on one version at a time. */
export function LabelsDialog({ version, versions, onLabel, onClose }: LabelsDialogProps) {
  const [name, setName] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const { data: moves = [] } = useRoute('versions.labelMoves', { promptId: version.promptId })
  const placed = versions.flatMap(({ labels, number, id }) => labels.map((label) => ({ label, number, id })))
  const free = placed.some(({ label }) => label === 'production') ? '' : 'production'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim() || free
    if (wanted === '') return
    onLabel(wanted, version.id)
    setName('')
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Labels of v{number}', { number: version.number })}
      sentence={t('A label is on one version at a time. To move it changes no version.')}
      initialFocus={field}
      buttons={<Button onClick={onClose}>{t('Done')}</Button>}
    >
      <ul className={styles.labels}>
        {placed.map(({ label, number, id }) => (
          <li key={label} className={styles.label}>
            <b>{label}</b>
            <span className={styles.place}>
              {id === version.id ? t('on this version') : t('on v{number}', { number })}
            </span>
            {id === version.id ? (
              <Button
                variant="link"
                aria-label={t('Take {name} away', { name: label })}
                onClick={() => onLabel(label, null)}
              >
                {t('Take away')}
              </Button>
            ) : (
              <Button
                variant="link"
                aria-label={t('Move {name} to v{number}', { name: label, number: version.number })}
                onClick={() => onLabel(label, version.id)}
              >
                {t('Move here')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <form className={styles.add} onSubmit={submit}>
        <TextField
          ref={field}
          label={t('New label')}
          placeholder={free}
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit">{t('Put it on v{number}', { number: version.number })}</Button>
      </form>
      <Moves moves={moves.slice(0, MOVES_SHOWN)} />
    </Dialog>
  )
}

function Moves({ moves }: { readonly moves: readonly LabelMove[] }) {
  const { settings } = useSettings()
  if (moves.length === 0) return null
  return (
    <ol className={styles.moves} aria-label={t('Last moves')}>
      {moves.map(({ name, from, to, at }) => (
        <li key={`${name} ${at}`}>
          <span>{moveWords(name, from, to)}</span>
          <span>
            {formatDate(at, settings.zone)} {formatTime(at, settings.zone)}
          </span>
        </li>
      ))}
    </ol>
  )
}

function moveWords(name: string, from: number | null, to: number | null): string {
  if (to === null) return t('{name} was taken from v{number}', { name, number: from ?? 0 })
  if (from === null) return t('{name} was put on v{number}', { name, number: to })
  return t('{name} moved from v{from} to v{to}', { name, from, to })
}
