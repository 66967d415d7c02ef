import { useId } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { classNames } from '../../lib/class-names.ts'

import styles from './case-panel.module.css'

interface GradeFieldProps {
  readonly grade: number | null
  readonly disabled: boolean
  readonly onGrade: (grade: number | null) => void
}

const GRADES = [1, 2, 3, 4, 5] as const

/** A person's grade: real radio buttons, so arrow keys and digits of a screen reader work. */
export function GradeField({ grade, disabled, onGrade }: GradeFieldProps) {
  const name = useId()
  return (
    <fieldset className={styles.grade} disabled={disabled}>
      <legend className={styles.legend}>{t('Your grade, 1 poor to 5 good')}</legend>
      {GRADES.map((each) => (
        <label key={each} className={classNames(styles.option, each === grade && styles.given)}>
          <input
            type="radio"
            name={name}
            className={styles.radio}
            checked={each === grade}
            onChange={() => onGrade(each)}
          />
          {each}
        </label>
      ))}
      {grade !== null && (
        <Button variant="link" onClick={() => onGrade(null)}>
          {t('Take it back')}
        </Button>
      )}
    </fieldset>
  )
}
