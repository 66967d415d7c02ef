/**
 * While an input method composes, its keys are its own: Enter takes a candidate, Esc drops one. Here they are kept from
 * every field, list, dialog and command of the page at once. The message editors see them: CodeMirror knows composing.
 */
export function guardComposition(window: Window): void {
  window.addEventListener(
    'keydown',
    (event) => {
      const inEditor = event.target instanceof Element && event.target.closest('.cm-editor') !== null
      if (event.isComposing && !inEditor) event.stopPropagation()
    },
    { capture: true },
  )
}
