import type { ReactNode } from 'react'

import type { AppState, Settings } from '../../../contract/app.ts'
import type { Language } from '../../../contract/i18n/language.ts'
import type { Currency, Zone } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useSend } from '../../lib/api-context.tsx'
import { useCommands } from '../../lib/command-context.tsx'
import { useLanguage } from '../../lib/language.tsx'
import { useSettings } from '../../lib/use-settings.ts'
import { MarkedProfiles } from '../forecasts/marked-profiles.tsx'

import styles from './settings-dialog.module.css'

const themes: readonly { readonly value: Settings['theme']; readonly label: string }[] = [
  { value: 'system', label: 'System' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]
/** Each by its own name: who cannot read the one on screen finds the other. */
const languageNames: readonly { readonly value: Language; readonly label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '简体中文' },
]
const currencies: readonly { readonly value: Currency | 'account'; readonly label: string }[] = [
  { value: 'account', label: "The account's" },
  { value: 'USD', label: 'USD' },
  { value: 'CNY', label: 'CNY' },
]
const updates = [
  { value: 'tell', label: 'Tell me' },
  { value: 'never', label: 'Never' },
] as const
const zones: readonly { readonly value: Zone; readonly label: string }[] = [
  { value: 'Asia/Shanghai', label: 'Beijing' },
  { value: 'local', label: 'Local' },
  { value: 'UTC', label: 'UTC' },
]

interface SettingsDialogProps {
  readonly app: AppState
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** What the window remembers. Each choice holds at once. */
export function SettingsDialog({ app, open, onOpenChange }: SettingsDialogProps) {
  const { settings, change } = useSettings()
  const { run } = useCommands()
  const language = useLanguage()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Settings"
      buttons={
        <Button variant="primary" onClick={() => onOpenChange(false)}>
          Done
        </Button>
      }
    >
      <div className={styles.rows}>
        <Row name="Theme">
          <Segmented
            label="Theme"
            hideLabel
            value={settings.theme}
            options={themes}
            onChange={(theme) => change({ theme })}
          />
        </Row>
        <Row name="Language">
          <Segmented
            label="Language"
            hideLabel
            value={language}
            options={languageNames}
            onChange={(language) => change({ language })}
          />
        </Row>
        <Row name="Currency" note="Two price lists, never converted.">
          <Segmented
            label="Currency"
            hideLabel
            value={settings.currency ?? 'account'}
            options={currencies}
            onChange={(choice) => change({ currency: choice === 'account' ? null : choice })}
          />
        </Row>
        <Row name="Days and times" note="The platform cuts its days in Beijing.">
          <Segmented
            label="Days and times"
            hideLabel
            value={settings.zone}
            options={zones}
            onChange={(zone) => change({ zone })}
          />
        </Row>
        {app.shell === 'electron' && (
          <Row name="New versions" note="Looks once a day, installs nothing.">
            <Segmented
              label="New versions"
              hideLabel
              value={settings.updateCheck ? 'tell' : 'never'}
              options={updates}
              onChange={(choice) => change({ updateCheck: choice === 'tell' })}
            />
          </Row>
        )}
        <Row name="Budgets" note="Held against the worst case of every run before it is sent.">
          <Button onClick={() => run('budgets.open')}>Edit</Button>
        </Row>
        <MarkedProfiles />
        <DataFolder app={app} />
        <p className={styles.version}>Fathom {app.version}. No account, no telemetry.</p>
      </div>
    </Dialog>
  )
}

interface RowProps {
  readonly name: string
  readonly note?: string
  readonly children: ReactNode
}

function Row({ name, note, children }: RowProps) {
  return (
    <div className={styles.row}>
      <div>
        <div>{name}</div>
        {note && <div className={styles.note}>{note}</div>}
      </div>
      {children}
    </div>
  )
}

function DataFolder({ app }: { readonly app: AppState }) {
  const show = useSend('app.showDataFolder')
  return (
    <div className={styles.row}>
      <div className={styles.folder}>
        <div>Data folder</div>
        <code className={styles.path}>{app.dataFolder}</code>
        {show.error && <div className={styles.note}>{show.error.message}</div>}
      </div>
      {app.shell === 'electron' && <Button onClick={() => show.mutate({})}>Show</Button>}
    </div>
  )
}
