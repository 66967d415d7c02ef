import styles from './progress-meter.module.css'

interface ProgressMeterProps {
  readonly label: string
  readonly done: number
  readonly total: number
}

/** How far work has come, as a bar; the figures stand in words beside it. */
export function ProgressMeter({ label, done, total }: ProgressMeterProps) {
  return <progress className={styles.meter} value={done} max={total} aria-label={label} />
}
