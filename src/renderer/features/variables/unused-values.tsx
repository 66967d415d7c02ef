import type { Variables } from '../../../contract/drafts.ts'
import { t } from '../../../contract/i18n/t.ts'
import { FilterChip } from '../../components/ui/chip.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { inBraces } from '../estimates/value-parts.ts'

import styles from './variables-band.module.css'

interface UnusedValuesProps {
  readonly session: DraftSession
  readonly variables: Variables
  /** Names that stand in some message. */
  readonly used: ReadonlySet<string>
}

/** Values whose variable stands in no message now. They are kept until they are taken away. */
export function UnusedValues({ session, variables, used }: UnusedValuesProps) {
  const unused = Object.entries(variables).filter(([name]) => !used.has(name))
  if (unused.length === 0) return null
  return (
    <div className={styles.unused}>
      <span>{t('Kept, and in no message:')}</span>
      {unused.map(([name, { file, text }]) => (
        <FilterChip
          key={name}
          label={inBraces(name)}
          value={file ?? text.slice(0, 24)}
          onRemove={() => session.setVariable(name, null)}
        />
      ))}
    </div>
  )
}
