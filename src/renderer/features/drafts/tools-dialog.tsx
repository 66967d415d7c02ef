import { Plus } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'

import type { Parameters } from '../../../contract/drafts.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { JsonEditor, type JsonEditorHandle } from '../../editor/json-editor.tsx'
import { pageNonce } from './page-nonce.ts'
import { ToolList } from './tool-list.tsx'
import { withNewTool, withoutTool, withToolsSwapped } from './tool-text.ts'
import { type Inspection, useInspection } from './use-inspection.ts'

import styles from './tools-field.module.css'

/** Milliseconds after the last key: a tool list goes to main as a whole. */
const PAUSE = 300

const EXAMPLE =
  '[{"type": "function", "function": {"name": "…", "description": "…", "parameters": {"type": "object", …}}}]'

interface ToolsDialogProps {
  readonly parameters: Parameters
  /** What all of them weigh in the prompt. */
  readonly total: ReactNode
  readonly onClose: () => void
  readonly onChange: (parameters: Partial<Pick<Parameters, 'tools' | 'toolsOff'>>) => void
}

/** Saved as it is typed, right or wrong; closing keeps everything. */
export function ToolsDialog({ parameters, total, onClose, onChange }: ToolsDialogProps) {
  const [text, setText] = useState(parameters.tools)
  const editor = useRef<JsonEditorHandle>(null)
  const inspection = useInspection(text, parameters.model)
  const found = inspection?.found ?? { tools: [], problems: [] }
  const stale = inspection?.text !== text
  const save = useSaving(parameters.tools, (tools) => onChange({ tools }))
  const type = (next: string): void => {
    setText(next)
    save.soon(next)
  }
  const close = (): void => {
    save.now()
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && close()}
      title={t('Tools')}
      sentence={t(
        'A JSON list of functions, sent letter by letter as it stands here, but for those that are switched off.',
      )}
      buttons={
        <Button variant="primary" onClick={close}>
          {t('Done')}
        </Button>
      }
      link={total}
    >
      {found.tools.length > 0 && (
        <ToolList
          tools={found.tools}
          off={parameters.toolsOff}
          stale={stale}
          onOff={(toolsOff) => onChange({ toolsOff })}
          onSwap={(index) => editor.current?.replace(withToolsSwapped(text, found.tools, index))}
          onRemove={(index) => editor.current?.replace(withoutTool(text, found.tools, index))}
        />
      )}
      <Button
        variant="link"
        icon={Plus}
        disabled={stale || (found.tools.length === 0 && text.trim() !== '' && found.problems.length > 0)}
        onClick={() => editor.current?.replace(withNewTool(text, found.tools))}
      >
        {t('Add a tool')}
      </Button>
      <div className={styles.editor}>
        <JsonEditor
          handle={editor}
          initial={parameters.tools}
          label={t('Tools as JSON')}
          hint={EXAMPLE}
          nonce={pageNonce()}
          onChange={type}
        />
      </div>
      <Problems inspection={inspection} />
    </Dialog>
  )
}

/** What is wrong, line by line. */
function Problems({ inspection }: { readonly inspection: Inspection | null }) {
  const problems = inspection?.found.problems ?? []
  return (
    <output className={styles.problem} aria-label={t('What is wrong with the tools')}>
      {problems.map(({ line, message }) => (
        <span key={`${line} ${message}`} className={styles.wrong}>
          <b>{t('Line {line}', { line })}</b> {message}
        </span>
      ))}
    </output>
  )
}

/** Saves the last text after a pause, at once when it is asked for, and when what is typed in goes away. */
function useSaving(saved: string, onSave: (text: string) => void) {
  const waiting = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const now = (): void => {
    clearTimeout(timer.current)
    if (waiting.current !== null && waiting.current !== saved) onSave(waiting.current)
    waiting.current = null
  }
  const latest = useRef(now)
  useEffect(() => {
    latest.current = now
  })
  useEffect(() => () => latest.current(), [])
  return {
    now: () => latest.current(),
    soon: (text: string): void => {
      waiting.current = text
      clearTimeout(timer.current)
      timer.current = setTimeout(() => latest.current(), PAUSE)
    },
  }
}
