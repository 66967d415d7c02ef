import { useState } from 'react'

import { message, t } from '../../../contract/i18n/t.ts'
import type { Run } from '../../../contract/runs.ts'
import { Button } from '../../components/ui/button.tsx'
import { type Continuation, continuationsOf } from './continue-run.ts'

import styles from './continue-bar.module.css'

interface ContinueBarProps {
  readonly run: Run
  /** `inCopy`: in a copy of the prompt, so that this one stays as it was run. */
  readonly onContinue: (run: Run, way: Continuation, inCopy: boolean) => void
}

const words: Readonly<Record<Continuation, { readonly label: string; readonly title: string }>> = {
  results: {
    label: message('Continue with results'),
    title: message(
      'Puts the calls into the draft with a tool message for each: type the results in and run again.',
    ),
  },
  message: {
    label: message('Continue the conversation'),
    title: message('Puts the answer into the draft, with an empty user message after it.'),
  },
  rest: {
    label: message('Go on from here'),
    title: message('Puts what came into the draft as a prefix, from which the next run goes on (beta).'),
  },
}

/** What comes after an answer. Once done it is gone, so that an answer is not taken twice by mistake. */
export function ContinueBar({ run, onContinue }: ContinueBarProps) {
  const [done, setDone] = useState(false)
  const ways = continuationsOf(run)
  const [first] = ways
  if (done || ways.length === 0) return null
  return (
    <div className={styles.bar}>
      {ways.map((way) => (
        <Button
          key={way}
          title={t(words[way].title)}
          onClick={() => {
            setDone(true)
            onContinue(run, way, false)
          }}
        >
          {t(words[way].label)}
        </Button>
      ))}
      {first !== undefined && (
        <Button
          variant="link"
          title={t('Leaves this prompt as it is, and goes on in a copy of it.')}
          onClick={() => onContinue(run, first, true)}
        >
          {t('In a copy')}
        </Button>
      )}
    </div>
  )
}
