import { CircleAlert } from 'lucide-react'

import type { LiveEstimate, RequestProblem } from '../../../contract/estimates.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'

import styles from './request-line.module.css'

interface RequestLineProps {
  readonly estimate: LiveEstimate | null
  /** Shows where it can be put right. */
  readonly onParameters: () => void
  readonly onVariables: () => void
}

/** The first thing that DeepSeek would refuse, said before it is sent. */
export function RequestLine({ estimate, onParameters, onVariables }: RequestLineProps) {
  const problem: RequestProblem | undefined = estimate?.problems[0]
  if (problem === undefined) return null
  return (
    <output className={styles.line}>
      <CircleAlert size={14} strokeWidth={1.5} aria-hidden className={styles.icon} />
      <span>{kept(problem.message)}</span>
      {problem.place === 'variables' && (
        <Button variant="link" onClick={onVariables}>
          {t('Fill in')}
        </Button>
      )}
      {problem.place !== 'messages' && problem.place !== 'variables' && (
        <Button variant="link" onClick={onParameters}>
          {t('Open parameters')}
        </Button>
      )}
    </output>
  )
}
