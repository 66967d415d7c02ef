import { message, t } from '../../../contract/i18n/t.ts'
import { Segmented } from '../../components/ui/segmented.tsx'
import type { Scenario } from './receipt-words.ts'

import styles from './receipt.module.css'

/** A sum that is known before sending. */
export type SureScenario = Exclude<Scenario, 'billed'>

const scenarios: readonly { readonly value: SureScenario; readonly label: string }[] = [
  { value: 'all-miss', label: message('None cached') },
  { value: 'all-hit', label: message('All cached') },
  { value: 'worst-case', label: message('Worst case') },
]

interface ScenarioChoiceProps {
  readonly value: SureScenario
  readonly onChange: (scenario: SureScenario) => void
}

/** Which of the sums before sending is drawn up. */
export function ScenarioChoice({ value, onChange }: ScenarioChoiceProps) {
  return (
    <div className={styles.scenarios}>
      <Segmented
        label={t('Sum')}
        hideLabel
        value={value}
        options={scenarios.map((each) => ({ value: each.value, label: t(each.label) }))}
        onChange={onChange}
      />
    </div>
  )
}
