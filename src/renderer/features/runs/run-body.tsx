import { type ReactNode, useLayoutEffect, useRef } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { ContinueBar } from './continue-bar.tsx'
import type { Continuation } from './continue-run.ts'
import { canBeFormatted, FormattedText } from './formatted-text.tsx'
import { Logprobs } from './logprobs.tsx'
import type { NamedPlace } from './named-place.ts'
import { RunCards } from './run-cards.tsx'
import type { RunText } from './run-text.ts'
import { StreamedText } from './streamed-text.tsx'
import { Thinking } from './thinking.tsx'
import { RunToolCalls } from './tool-calls.tsx'
import { useFollowedEnd } from './use-followed-end.ts'
import { useHasText } from './use-has-text.ts'

import styles from './run-output.module.css'

export interface RunActions {
  readonly onStop?: (() => void) | undefined
  readonly onAgain?: (() => void) | undefined
  /** Absent where there is no draft to go on with. */
  readonly onContinue?: ((run: Run, way: Continuation, inCopy: boolean) => void) | undefined
  /** Shows what of the request a refusal names. */
  readonly onShow?: ((place: NamedPlace) => void) | undefined
}

interface RunBodyProps extends RunActions {
  readonly run: Run
  readonly text: RunText
  /** Where several answers stand side by side, which one this is. */
  readonly label?: string
  /** What stands under the answer once it has ended. */
  readonly under: ReactNode
}

/** What came back, or the card that says why nothing did; it follows the end of the answer while that is in view. */
export function RunBody(props: RunBodyProps) {
  const { run, text, label = t('Answer'), onStop, onAgain, onContinue, onShow, under } = props
  const { settings } = useSettings()
  const running = run.status === 'running'
  const scroller = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const { follow, onScroll } = useFollowedEnd(scroller, end, running)
  const answered = useHasText(text, 'content')
  // Cards come and go between two pieces of text.
  useLayoutEffect(follow)
  return (
    <section
      ref={scroller}
      className={styles.body}
      onScroll={onScroll}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroller must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
    >
      <Thinking run={run} text={text} onGrown={follow} />
      {settings.formattedAnswers && canBeFormatted(run) ? (
        <FormattedText text={run.content} className={styles.text} />
      ) : (
        answered && (
          <StreamedText
            text={text}
            part="content"
            streaming={running}
            className={styles.text}
            onGrown={follow}
          />
        )
      )}
      <RunToolCalls run={run} text={text} />
      <div className={styles.cards}>
        <RunCards run={run} onStop={onStop} onAgain={onAgain} onShow={onShow} />
      </div>
      <div ref={end} />
      {onContinue && <ContinueBar run={run} onContinue={onContinue} />}
      {run.hasLogprobs && <Logprobs run={run} />}
      {under !== null && !running && <div className={styles.under}>{under}</div>}
    </section>
  )
}
