import type { AppState } from '../../../contract/app.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { BackupsSection } from './backups-section.tsx'
import { WorkspaceSection } from './workspace-section.tsx'

interface FilesDialogProps {
  readonly app: AppState
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Everything of the library that lives in files: the folder that is kept in step, and the backups. */
export function FilesDialog({ app, open, onOpenChange }: FilesDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('Files and backups')}
      buttons={
        <Button variant="primary" onClick={() => onOpenChange(false)}>
          {t('Done')}
        </Button>
      }
    >
      <WorkspaceSection desktop={app.shell === 'electron'} />
      <BackupsSection desktop={app.shell === 'electron'} />
    </Dialog>
  )
}
