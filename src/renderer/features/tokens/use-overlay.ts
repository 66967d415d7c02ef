import { type RefObject, useEffect, useRef } from 'react'

/** Keeps focus and pointer from what lies behind while it is open, and gives the focus back; Esc closes. */
export function useOverlay(onClose: () => void): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    const before = document.activeElement
    const behind = [...(element.current?.parentElement?.children ?? [])].filter(
      (sibling): sibling is HTMLElement => sibling instanceof HTMLElement && sibling !== element.current,
    )
    for (const sibling of behind) sibling.inert = true
    element.current?.querySelector<HTMLElement>('[data-tokens]')?.focus({ preventScroll: true })
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) close.current()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      for (const sibling of behind) sibling.inert = false
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return element
}
