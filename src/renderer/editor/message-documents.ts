import type { ChangeSet, Extension, Text } from '@codemirror/state'

import type { Merged } from './merge.ts'
import { createMessageDocument, type MessageDocument } from './message-document.ts'
import { textOf } from './text-changes.ts'
import type { TextHistory } from './text-history.ts'

export interface MessageDocumentsOptions {
  /** What the editor of a message is made of; `ownId` says what the message is called at that time. */
  readonly extensions: (ownId: () => string) => Extension
  readonly onChanges: (messageId: string, changes: ChangeSet, newStep: boolean) => void
  /** A message goes on under another id. */
  readonly onRenamed: (old: string, id: string) => void
}

type Entries = Iterable<readonly [string, MessageDocument]>

export interface MessageDocuments {
  get(messageId: string): MessageDocument | undefined
  all(): Iterable<MessageDocument>
  open(messageId: string, text: Text, history?: TextHistory): void
  /** Those that are shown, and those that were taken away and may come back. */
  entries(): { readonly open: Entries; readonly removed: Entries }
  /** Knows a message that was taken away before this start. */
  openRemoved(messageId: string, text: Text, history: TextHistory): void
  /** Takes a message away; its text and history are kept in case it comes back. */
  remove(messageId: string): void
  /** Brings a removed message back under a new id; undefined when it was never here. */
  restore(removedId: string, messageId: string): MessageDocument | undefined
  /** Does to the texts what a merge with another window asks for. */
  follow(merged: Merged): void
}

/** The texts of one prompt by message id. A message that comes back has a new id but the text and history it had. */
export function createMessageDocuments(options: MessageDocumentsOptions): MessageDocuments {
  const documents = new Map<string, MessageDocument>()
  const removed = new Map<string, MessageDocument>()
  const renamed = new Map<string, string>()

  const nameNow = (id: string): string => {
    let name = id
    for (let next = renamed.get(name); next !== undefined; next = renamed.get(name)) name = next
    return name
  }

  const rename = (old: string, id: string): void => {
    renamed.set(old, id)
    options.onRenamed(old, id)
  }

  const create = (messageId: string, text: Text, history?: TextHistory): MessageDocument =>
    createMessageDocument({
      text,
      history,
      extensions: options.extensions(() => nameNow(messageId)),
      onChanges: (changes, newStep) => options.onChanges(nameNow(messageId), changes, newStep),
    })

  const open = (messageId: string, text: Text, history?: TextHistory): void => {
    documents.set(messageId, create(messageId, text, history))
  }

  return {
    get: (messageId) => documents.get(messageId),
    all: () => documents.values(),
    open,
    entries: () => ({ open: documents, removed }),
    openRemoved(messageId, text, history) {
      removed.set(messageId, create(messageId, text, history))
    },
    remove(messageId) {
      const document = documents.get(messageId)
      if (document !== undefined) removed.set(messageId, document)
      documents.delete(messageId)
    },
    restore(removedId, messageId) {
      const document = removed.get(removedId)
      if (document === undefined) return undefined
      removed.delete(removedId)
      documents.set(messageId, document)
      rename(removedId, messageId)
      return document
    },
    follow({ renamed: names, local }) {
      for (const [old, id] of names) {
        const document = documents.get(old)
        if (document !== undefined) documents.set(id, document)
        documents.delete(old)
        rename(old, id)
      }
      for (const [id, changes] of local) {
        const document = documents.get(id)
        if (document === undefined) open(id, changes.apply(textOf('')))
        else document.follow(changes)
      }
      for (const id of documents.keys()) if (!local.has(id)) documents.delete(id)
    },
  }
}
