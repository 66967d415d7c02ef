import { t } from '../../../contract/i18n/t.ts'
import type { NamedKey } from '../../../contract/keys.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { useSend } from '../../lib/api-context.tsx'

import styles from './key-dialog.module.css'

interface RemoveKeyProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly named: NamedKey
  readonly only: boolean
  readonly onBack: () => void
}

/** Asks once before a key is gone; what it spent stays. */
export function RemoveKey({ open, onOpenChange, named, only, onBack }: RemoveKeyProps) {
  const { profile, hint } = named
  const remove = useSend('keys.remove')
  const fromEnvironment = named.kept === 'environment'
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('Remove {name} {hint}', { name: profile.name, hint: hint ?? '' })}
      sentence={
        only
          ? t('The key is forgotten here; it stays valid at DeepSeek. The ledger keeps what it spent.')
          : t(
              'Key and name are forgotten here; the key stays valid where it is from. The ledger keeps what it spent, under this name.',
            )
      }
      buttons={
        <>
          <Button onClick={onBack}>{t('Keep it')}</Button>
          <Button
            variant="primary"
            disabled={remove.isPending}
            onClick={() => remove.mutate({ profileId: profile.id }, { onSuccess: onBack })}
          >
            {t('Remove the key')}
          </Button>
        </>
      }
    >
      {fromEnvironment && (
        <p className={styles.said}>{t('DEEPSEEK_API_KEY stays in the environment: take it out there.')}</p>
      )}
      {remove.error && (
        <p role="alert" className={styles.said}>
          {remove.error.message}
        </p>
      )}
    </Dialog>
  )
}
