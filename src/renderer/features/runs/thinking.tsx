import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useId, useState } from 'react'

import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { formatInteger } from '../../lib/format.ts'
import { formatSeconds } from '../../lib/time.ts'
import { billedTokens } from './reconciliation.ts'
import type { RunText } from './run-text.ts'
import { StreamedText } from './streamed-text.tsx'
import { useHasText } from './use-has-text.ts'

import styles from './thinking.module.css'

interface ThinkingProps {
  readonly run: Run
  readonly text: RunText
  readonly onGrown: () => void
}

/** The thinking apart from the answer: one line with what it weighed and took; opened, all of it. */
export function Thinking({ run, text, onGrown }: ThinkingProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const thought = useHasText(text, 'reasoning')
  const answered = useHasText(text, 'content')
  const live = run.status === 'running' && !answered
  const elapsed = useThinkingTime(run, thought && live)
  if (!thought) return null
  const tokens = run.usage === null ? null : billedTokens(run.usage).thinking
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <div className={styles.thinking}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <Chevron size={14} strokeWidth={1.5} aria-hidden className={styles.chevron} />
        <span>{t('Thinking')}</span>
        {tokens !== null && <span className={styles.tokens}>{formatInteger(tokens)}</span>}
        <span className={styles.note}>
          {listed(
            [tokens === null ? '' : t('tokens'), elapsed === null ? '' : formatSeconds(elapsed)].filter(
              Boolean,
            ),
          )}
        </span>
      </button>
      <div id={id} hidden={!open}>
        {open && (
          <StreamedText
            text={text}
            part="reasoning"
            streaming={live}
            className={styles.text}
            onGrown={onGrown}
          />
        )}
      </div>
    </div>
  )
}

/** Milliseconds from the first byte to the first word of the answer; counted on while the model still thinks. */
function useThinkingTime({ timing, status }: Run, live: boolean): number | null {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!live) return undefined
    const timer = setInterval(() => setNow(Date.now()), 100)
    return () => clearInterval(timer)
  }, [live])
  if (timing.firstByteAt === null) return null
  // Thinking that used up max_tokens, or that was stopped, ended with the run.
  const ended = timing.thinkingEndedAt ?? (status === 'running' ? null : timing.completedAt)
  const end = ended === null ? now : Date.parse(ended)
  return Math.max(0, end - Date.parse(timing.firstByteAt))
}
