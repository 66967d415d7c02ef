import { useRef, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { RemovedPrompt } from '../../../contract/prompts.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { Cell, VirtualTable } from '../../components/ui/virtual-table.tsx'
import { useRoute } from '../../lib/api-context.tsx'
import { formatDate, formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'

import styles from './trash-dialog.module.css'

interface TrashDialogProps {
  readonly onClose: () => void
  readonly onRestore: (prompt: RemovedPrompt) => void
  readonly onEmpty: () => void
}

/** What was removed from the library, the last first. It comes back whole, or is deleted for ever once that was asked for twice. */
export function TrashDialog({ onClose, onRestore, onEmpty }: TrashDialogProps) {
  const { data: removed } = useRoute('prompts.removed', {})
  const [emptying, setEmptying] = useState(false)
  if (emptying && removed !== undefined)
    return <EmptyDialog count={removed.length} onClose={() => setEmptying(false)} onEmpty={onEmpty} />
  return (
    <RemovedDialog
      removed={removed}
      onClose={onClose}
      onRestore={onRestore}
      onEmpty={() => setEmptying(true)}
    />
  )
}

interface EmptyDialogProps {
  readonly count: number
  readonly onClose: () => void
  readonly onEmpty: () => void
}

/** Says what goes and what stays, because nothing brings it back. */
function EmptyDialog({ count, onClose, onEmpty }: EmptyDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Empty the trash')}
      sentence={t(
        '{count, plural, one {# prompt is} other {# prompts are}} deleted for ever, with drafts, versions, test cases and budgets of their own. This cannot be undone.',
        { count },
      )}
      initialFocus={cancel}
      buttons={
        <>
          <Button ref={cancel} onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button variant="primary" onClick={onEmpty}>
            {t('Delete {count, plural, one {# prompt} other {# prompts}}', { count })}
          </Button>
        </>
      }
    >
      <p className={styles.kept}>
        {t('What stays: every run with its answer, the ledger, and backups that were made before.')}
      </p>
    </Dialog>
  )
}

interface RemovedDialogProps extends TrashDialogProps {
  /** Undefined until it is known. */
  readonly removed: readonly RemovedPrompt[] | undefined
}

function RemovedDialog({ removed, onClose, onRestore, onEmpty }: RemovedDialogProps) {
  const { settings } = useSettings()
  const [filter, setFilter] = useState('')
  const found =
    removed?.filter(({ name }) => name.toLocaleLowerCase().includes(filter.toLocaleLowerCase())) ?? []
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Removed prompts')}
      sentence={
        removed?.length === 0
          ? t(
              'Nothing was removed. What you remove can be brought back here, with its draft and its versions.',
            )
          : t('A prompt comes back with its draft, its versions and its runs, into the folder where it was.')
      }
      link={
        removed !== undefined &&
        removed.length > 0 && (
          <Button variant="link" onClick={onEmpty}>
            {t('Empty the trash')}
          </Button>
        )
      }
      buttons={<Button onClick={onClose}>{t('Done')}</Button>}
    >
      {removed !== undefined && removed.length > 0 && (
        <>
          <TextField
            label={t('Filter by name')}
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
          <div className={styles.table}>
            <VirtualTable
              label={t('Removed prompts')}
              columns={[
                { id: 'name', title: t('Name'), width: 'minmax(120px, 1fr)' },
                { id: 'at', title: t('Removed'), width: '128px' },
                { id: 'restore', title: t('Bring back'), width: '96px', align: 'end' },
              ]}
              minWidth={400}
              rowCount={found.length}
              row={(index) => {
                const prompt = found[index]
                return prompt === undefined
                  ? { cells: null }
                  : {
                      onOpen: () => onRestore(prompt),
                      cells: (
                        <>
                          <Cell title={prompt.name}>{prompt.name}</Cell>
                          <Cell figures quiet>
                            {formatDate(prompt.removedAt, settings.zone)}{' '}
                            {formatTime(prompt.removedAt, settings.zone)}
                          </Cell>
                          <Cell align="end">
                            <Button
                              variant="link"
                              aria-label={t('Bring back {name}', { name: prompt.name })}
                              onClick={() => onRestore(prompt)}
                            >
                              {t('Bring back')}
                            </Button>
                          </Cell>
                        </>
                      ),
                    }
              }}
            />
          </div>
        </>
      )}
    </Dialog>
  )
}
