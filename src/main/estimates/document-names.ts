/** The counter's name for the text of a message. */
export function documentName(promptId: string, messageId: string): string {
  return `${promptId}/${messageId}`
}

/** The counter's name for the thinking that came before a message. */
export function reasoningName(promptId: string, messageId: string): string {
  return `${documentName(promptId, messageId)}/reasoning`
}
