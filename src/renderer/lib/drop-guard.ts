/** A file that is dropped where nothing takes it would be opened in the place of the page. */
export function guardDrops(window: Window): void {
  const refuse = (event: DragEvent): void => {
    if (event.dataTransfer === null || !event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'none'
  }
  window.addEventListener('dragover', refuse)
  window.addEventListener('drop', refuse)
}
