import { type ReactNode, useEffect, useRef } from 'react'

import { t } from '../../../contract/i18n/t.ts'

import styles from './workbench.module.css'

/** On a narrow window the inspector lies over the draft. Esc closes it and gives the focus back. */
export function Drawer({
  onClose,
  children,
}: {
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const drawer = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    const element = drawer.current
    const before = document.activeElement
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close.current()
    }
    element?.addEventListener('keydown', onKeyDown)
    element?.focus()
    return () => {
      element?.removeEventListener('keydown', onKeyDown)
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <aside ref={drawer} tabIndex={-1} className={styles.drawer} aria-label={t('Inspector')}>
      {children}
    </aside>
  )
}
