import { useState } from 'react'

import type { Parameters } from '../../../contract/drafts.ts'
import type { LiveEstimate } from '../../../contract/estimates.ts'
import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { ExactFigure, UnknownFigure } from '../../components/ui/figures.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import { Select } from '../../components/ui/select.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { formatInteger } from '../../lib/format.ts'
import { Field } from './field.tsx'
import { toolNames } from './tool-names.ts'
import { ToolsDialog } from './tools-dialog.tsx'

import styles from './tools-field.module.css'

interface ToolsFieldProps {
  readonly session: DraftSession
  readonly parameters: Parameters
  readonly estimate: LiveEstimate | null
  readonly toolsProblem: string | undefined
  readonly choiceProblem: string | undefined
  readonly marked: string | null
}

/** The functions that the model may call, what they weigh, and whether it must. */
export function ToolsField(props: ToolsFieldProps) {
  const { session, parameters, estimate, toolsProblem, choiceProblem, marked } = props
  const [editing, setEditing] = useState(false)
  const names = toolNames(parameters.tools).filter((name) => !parameters.toolsOff.includes(name))
  const none = parameters.tools.trim() === ''
  return (
    <>
      <Field name="tools" label={t('Tools')} problem={toolsProblem} marked={marked === 'tools'}>
        <div className={styles.row}>
          <span className={styles.names} title={listed(names)}>
            {none ? t('none') : listed(names) || t('not readable yet')}
          </span>
          <ToolTokens estimate={estimate} none={none} />
          <Button variant="link" onClick={() => setEditing(true)}>
            {none ? t('Add tools') : t('Edit')}
          </Button>
        </div>
      </Field>
      <Field
        name="tool_choice"
        label={t('Tool choice')}
        hint={names.length === 0 ? t('There are no tools to choose from.') : undefined}
        problem={choiceProblem}
        marked={marked === 'tool_choice'}
      >
        {names.length > 0 && (
          <Select
            size="button"
            label={t('Tool choice')}
            hideLabel
            value={choiceWord(parameters.toolChoice)}
            options={choicesOf(names)}
            onChange={(word) => session.setParameters({ toolChoice: choiceOf(word) })}
          />
        )}
      </Field>
      {editing && (
        <ToolsDialog
          parameters={parameters}
          total={<ToolTokens estimate={estimate} none={none} />}
          onClose={() => setEditing(false)}
          onChange={(change) => session.setParameters(change)}
        />
      )}
    </>
  )
}

function ToolTokens({ estimate, none }: { readonly estimate: LiveEstimate | null; readonly none: boolean }) {
  const unread = estimate?.problems.some(({ place }) => place === 'tools') ?? false
  const segments = estimate?.columns[0]?.estimate.prompt.segments ?? []
  const tokens = segments.reduce((sum, { kind, tokens: own }) => (kind === 'tools' ? sum + own : sum), 0)
  if (none) return null
  if (unread) return <UnknownFigure word="unknown" />
  return (
    <span className={styles.tokens}>
      <RichText
        message="{count} tokens"
        values={{ count: <ExactFigure>{formatInteger(tokens)}</ExactFigure> }}
      />
    </span>
  )
}

const CALLED = 'call '

function choiceWord(choice: Parameters['toolChoice']): string {
  return typeof choice === 'string' ? choice : `${CALLED}${choice.name}`
}

function choiceOf(word: string): Parameters['toolChoice'] {
  if (word.startsWith(CALLED)) return { name: word.slice(CALLED.length) }
  return word === 'none' || word === 'required' ? word : 'auto'
}

function choicesOf(names: readonly string[]) {
  return [
    { value: 'auto', label: 'auto', detail: t('the model decides') },
    { value: 'none', label: 'none', detail: t('not shown, not billed') },
    { value: 'required', label: 'required', detail: t('any of them') },
    ...names.map((name) => ({ value: `${CALLED}${name}`, label: name, detail: t('must be called') })),
  ]
}
