import styles from './dialogs.module.css'

interface CheckRowProps {
  readonly label: string
  readonly detail?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

/** A real check box with its words. */
export function CheckRow({ label, detail, checked, onChange }: CheckRowProps) {
  return (
    <label className={styles.checkRow}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
      {detail && <span className={styles.detail}>{detail}</span>}
    </label>
  )
}
