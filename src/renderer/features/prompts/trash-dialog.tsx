import { useState } from 'react'

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
}

/** What was removed from the library, the last first. Nothing of it is lost: drafts, versions and runs come back too. */
export function TrashDialog({ onClose, onRestore }: TrashDialogProps) {
  const { data: removed } = useRoute('prompts.removed', {})
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
