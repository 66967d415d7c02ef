import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { SumSheet } from '../../../contract/receipt-sheets.ts'
import type { SumReceipt as Sum } from '../../../contract/receipts.ts'
import type { Amount, Currency } from '../../../contract/values.ts'
import { addAmounts } from '../../lib/amount.ts'
import { NoReceipt } from './no-receipt.tsx'
import type { DrawnSubject, SumSubject } from './receipt-subject.ts'
import type { ReceiptSum } from './receipt-table.tsx'
import { sumName } from './receipt-words.ts'
import { ScenarioChoice } from './scenario-choice.tsx'
import { SumTable } from './sum-table.tsx'
import { useSumReceipt } from './use-receipt.ts'

import styles from './receipt.module.css'

interface SumReceiptProps {
  readonly subject: SumSubject
  readonly currency: Currency
}

/** What runs came to together: one group for each price row. */
export function SumReceipt({ subject, currency }: SumReceiptProps) {
  const { data, error } = useSumReceipt(subject)
  if (error) return <NoReceipt error={error} />
  if (!data) return null
  return subject.question.of === 'columns' ? (
    <SureSums subject={subject} sum={data} currency={currency} />
  ) : (
    <Sheets sum={data} currency={currency} explain={subject.explain} />
  )
}

/** Before sending three sums are sure. */
function SureSums({ subject, sum, currency }: SumReceiptProps & { readonly sum: Sum }) {
  const [scenario, setScenario] = useState(subject.scenario ?? 'all-miss')
  const sheets = sum.sheets.filter((sheet) => sheet.scenario === scenario)
  return (
    <>
      <ScenarioChoice value={scenario} onChange={setScenario} />
      <Sheets sum={{ ...sum, sheets }} currency={currency} explain={subject.explain} />
    </>
  )
}

interface DrawnReceiptProps {
  readonly subject: DrawnSubject
  readonly currency: Currency
}

/** The same for a sum that came with its arithmetic. */
export function DrawnReceipt({ subject: { sheets, explain }, currency }: DrawnReceiptProps) {
  return <Sheets sum={{ practice: false, sheets, corrected: 0 }} currency={currency} explain={explain} />
}

interface SheetsProps {
  readonly sum: Sum
  readonly currency: Currency
  readonly explain: string | undefined
}

function Sheets({ sum: { practice, sheets, corrected }, currency, explain }: SheetsProps) {
  const sheet = sheets.find((each) => each.currency === currency)
  if (sheet === undefined) return null
  const other = sheets.find((each) => each.currency !== currency && each.priced > 0)
  return (
    <>
      {explain && <p className={styles.sentence}>{explain}</p>}
      {(sheet.runs > 1 || sheet.priced < sheet.runs) && (
        <p className={styles.sentence}>
          {t('{priced, number} of {runs, plural, one {# run} other {# runs}} priced', {
            priced: sheet.priced,
            runs: sheet.runs,
          })}
        </p>
      )}
      {(sheet.priced > 0 || sheet.runs === 0 || /[1-9]/.test(sheet.atLeast)) && (
        <SumTable sheet={sheet} sums={sumsOf(sheet, other, practice)} />
      )}
      {sheet.scenario === 'worst-case' && (
        <p className={styles.sentence}>
          {t('Nothing cached and max_tokens of output, on the dearest price that may be met.')}
        </p>
      )}
      {corrected > 0 && (
        <p className={styles.sentence}>
          {t(
            '{corrected, plural, one {# run was} other {# runs were}} corrected in the ledger since. Here it is as it was billed when it ended.',
            { corrected },
          )}
        </p>
      )}
    </>
  )
}

function sumsOf(sheet: SumSheet, other: SumSheet | undefined, practice: boolean): readonly ReceiptSum[] {
  const { currency, total, atLeast } = sheet
  const line = (name: string, amount: Amount, main: boolean): ReceiptSum => ({ name, amount, currency, main })
  return [
    line(sumName(sheet.scenario, practice), total, true),
    ...(/[1-9]/.test(atLeast)
      ? [
          line(t('Not reported, at least'), atLeast, false),
          line(t('Together, at least'), addAmounts(total, atLeast), true),
        ]
      : []),
    ...(other === undefined
      ? []
      : [
          {
            name: t('On the {currency} list', { currency: other.currency }),
            amount: other.total,
            currency: other.currency,
            main: false,
          },
        ]),
  ]
}
