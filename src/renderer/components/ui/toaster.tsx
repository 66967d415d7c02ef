import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

import styles from './toaster.module.css'

/** Around the page: short notes in the title bar, the newest only, for undo and copies. Errors and money stand in their place. */
export function Toaster({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider timeout={8_000} limit={1}>
      {children}
      <Toast.Portal>
        <Toast.Viewport aria-label={t('Notes')} className={styles.viewport}>
          <Notes />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function Notes() {
  const { toasts, close } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast}>
      <Toast.Content className={styles.content}>
        <Toast.Title className={styles.title} />
        {toast.actionProps && <Toast.Action render={<Button variant="link">{t('Undo')}</Button>} />}
        <IconButton icon={X} label={t('Close')} small onClick={() => close(toast.id)} />
      </Toast.Content>
    </Toast.Root>
  ))
}

/** Shows a note; with `undo` it offers to take back what was done. */
export function useNote(): (title: string, undo?: () => void) => void {
  const { add, close } = Toast.useToastManager()
  return (title, undo) => {
    if (!undo) {
      add({ title })
      return
    }
    const id = add({
      title,
      actionProps: {
        children: t('Undo'),
        onClick: () => {
          undo()
          close(id)
        },
      },
    })
  }
}
