import { type FormEvent, useId, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { HolidayYear } from '../../../contract/prices.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { holidayLines, readHolidayLines } from './holiday-words.ts'

import styles from './price-dialogs.module.css'

interface AddHolidaysDialogProps {
  /** The year that is asked for first. */
  readonly year: number
  readonly years: readonly HolidayYear[]
  readonly onClose: () => void
}

/** The days off of a year, once the State Council has published them; or a correction of a year that is known. */
export function AddHolidaysDialog({ year: first, years, onClose }: AddHolidaysDialogProps) {
  const knownOf = (year: number) => years.find((each) => each.year === year)?.holidays ?? []
  const [year, setYear] = useState(String(first))
  const [text, setText] = useState(holidayLines(knownOf(first)))
  const [source, setSource] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const add = useSend('prices.addHolidays')
  const known = knownOf(Number(year)).length > 0
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { holidays, wrongLines } = readHolidayLines(text)
    const wrong = problemOf(year, source, holidays.length, wrongLines)
    setProblem(wrong)
    if (wrong !== null) return
    add.mutate(
      { year: Number(year), source: source.trim(), holidays: [...holidays] },
      { onSuccess: onClose, onError: (error) => setProblem(errorSentence(error)) },
    )
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={
        known ? t('Correct the holidays of {year}', { year }) : t('Add the holidays of {year}', { year })
      }
      sentence={t(
        'Public holidays in China are off-peak all day. A later list of a year takes the place of the one before.',
      )}
      buttons={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" form="holiday-form" disabled={add.isPending}>
            {t('Add the holidays')}
          </Button>
        </>
      }
    >
      <form id="holiday-form" noValidate className={styles.form} onSubmit={submit}>
        <div className={styles.line}>
          <TextField
            label={t('Year')}
            inputMode="numeric"
            className={styles.year}
            value={year}
            onChange={({ target }) => {
              // What was not touched follows the year; what was typed stays.
              if (text === holidayLines(knownOf(Number(year))))
                setText(holidayLines(knownOf(Number(target.value))))
              setYear(target.value)
            }}
          />
          <TextField
            label={t('Source')}
            className={styles.grow}
            placeholder={t('the notice of the State Council, its address')}
            maxLength={500}
            value={source}
            onChange={({ target }) => setSource(target.value)}
          />
        </div>
        <DaysOff text={text} year={year} onChange={setText} />
      </form>
      {problem && (
        <p role="alert" className={styles.error}>
          {problem}
        </p>
      )}
    </Dialog>
  )
}

interface DaysOffProps {
  readonly text: string
  readonly year: string
  readonly onChange: (text: string) => void
}

function DaysOff({ text, year, onChange }: DaysOffProps) {
  const id = useId()
  return (
    <div className={styles.area}>
      <label htmlFor={id}>{t('Days off in Beijing, one holiday a line: name, first day, last day')}</label>
      <textarea
        id={id}
        rows={8}
        spellCheck={false}
        value={text}
        placeholder={exampleOf(year)}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  )
}

/** The first thing that is wrong with a list, as a sentence; null where main may look at it. */
function problemOf(
  year: string,
  source: string,
  holidays: number,
  wrongLines: readonly number[],
): string | null {
  if (!/^20(2[4-9]|[3-9]\d)$|^2100$/.test(year)) return t('Give a year from 2024 to 2100.')
  const [line] = wrongLines
  if (line !== undefined)
    return t(
      'Line {line} is not understood. Write a name, the first day and the last day, such as: {example}',
      {
        line: String(line),
        example: exampleOf(year),
      },
    )
  if (holidays === 0) return t('Give at least one holiday.')
  if (source.trim() === '') return t('Say where the list comes from.')
  return null
}

function exampleOf(year: string): string {
  return holidayLines([{ name: t('National Day'), first: `${year}-10-01`, last: `${year}-10-07` }])
}
