import { message, t } from '../../../contract/i18n/t.ts'
import type { FileState, WorkspaceFile } from '../../../contract/workspace.ts'

/** Whether the user has to do something before this prompt and its file can follow each other again. */
export function waitsForUser({ state }: WorkspaceFile): boolean {
  return state === 'conflict' || state === 'file-gone' || state === 'unreadable'
}

const states: Readonly<Record<FileState, string>> = {
  same: message('in step'),
  'in-bin': message('prompt removed, file left'),
  conflict: message('changed on both sides'),
  'file-gone': message('file removed'),
  unreadable: message('cannot be read'),
}

/** How a prompt and its file stand, in words. */
export function stateWords({ state, problem }: WorkspaceFile): string {
  return problem ?? t(states[state])
}
