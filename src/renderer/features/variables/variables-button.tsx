import { Braces } from 'lucide-react'

import type { LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { useShortcut } from '../../lib/command-context.tsx'
import type { VariablesBandControl } from './use-variables-band.ts'

import styles from './variables-button.module.css'

interface VariablesButtonProps {
  readonly control: VariablesBandControl
  readonly estimate: LiveEstimate | null
  readonly narrow: boolean
}

/** Shows and hides the variables, and says how many of them have no value yet. */
export function VariablesButton({ control, estimate, narrow }: VariablesButtonProps) {
  const { label, aria } = useShortcut('variables.toggle')
  const missing = estimate?.variables.filter(({ state }) => state === 'missing').length ?? 0
  const shared = {
    'aria-keyshortcuts': aria,
    'aria-expanded': control.open,
    // What is not there cannot be pointed at.
    'aria-controls': control.open ? control.id : undefined,
    onClick: control.toggle,
  }
  if (narrow) {
    const name =
      missing === 0
        ? t('Variables')
        : t('Variables, {count, plural, one {# missing} other {# missing}}', { count: missing })
    return <IconButton {...shared} icon={Braces} label={name} shortcut={label} />
  }
  return (
    <Button {...shared} variant="quiet" icon={Braces} title={label}>
      {t('Variables')}{' '}
      {missing > 0 && (
        <span className={styles.missing}>
          {t('{count, plural, one {# missing} other {# missing}}', { count: missing })}
        </span>
      )}
    </Button>
  )
}
