import type { ReactNode } from 'react'

import type { AppState, Settings } from '../../../contract/app.ts'
import type { Language } from '../../../contract/i18n/language.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import type { Currency, Zone } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { useSend } from '../../lib/api-context.tsx'
import { useCommands } from '../../lib/command-context.tsx'
import { useLanguage } from '../../lib/language.tsx'
import { zoneName } from '../../lib/time.ts'
import { translateLabels } from '../../lib/translate-labels.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { MarkedProfiles } from '../forecasts/marked-profiles.tsx'
import { DecidingInstantChoice } from '../prices/deciding-instant.tsx'

import styles from './settings-dialog.module.css'

const themes: readonly { readonly value: Settings['theme']; readonly label: string }[] = [
  { value: 'system', label: message('System') },
  { value: 'light', label: message('Light') },
  { value: 'dark', label: message('Dark') },
]
/** Each by its own name: who cannot read the one on screen finds the other. */
const languageNames: readonly { readonly value: Language; readonly label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'zh-CN', label: '简体中文' },
]
const currencies: readonly { readonly value: Currency | 'account'; readonly label: string }[] = [
  { value: 'account', label: message("The account's") },
  { value: 'USD', label: 'USD' },
  { value: 'CNY', label: 'CNY' },
]
const updates = [
  { value: 'tell', label: message('Tell me') },
  { value: 'never', label: message('Never') },
] as const
const zones: readonly Zone[] = ['Asia/Shanghai', 'local', 'UTC']

interface SettingsDialogProps {
  readonly app: AppState
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** What the window remembers. Each choice holds at once. */
export function SettingsDialog({ app, open, onOpenChange }: SettingsDialogProps) {
  const { settings, change, failure } = useSettings()
  const { run } = useCommands()
  const language = useLanguage()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('Settings')}
      buttons={
        <Button variant="primary" onClick={() => onOpenChange(false)}>
          {t('Done')}
        </Button>
      }
    >
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
      <div className={styles.rows}>
        <Row name={t('Theme')}>
          <Segmented
            label={t('Theme')}
            hideLabel
            value={settings.theme}
            options={translateLabels(themes)}
            onChange={(theme) => change({ theme })}
          />
        </Row>
        <Row name={t('Language')}>
          <Segmented
            label={t('Language')}
            hideLabel
            value={language}
            options={languageNames}
            onChange={(language) => change({ language })}
          />
        </Row>
        <Row name={t('Currency')} note={t('Two price lists, never converted.')}>
          <Segmented
            label={t('Currency')}
            hideLabel
            value={settings.currency ?? 'account'}
            options={translateLabels(currencies)}
            onChange={(choice) => change({ currency: choice === 'account' ? null : choice })}
          />
        </Row>
        <Row name={t('Days and times')} note={t('The platform cuts its days in Beijing.')}>
          <Segmented
            label={t('Days and times')}
            hideLabel
            value={settings.zone}
            options={zones.map((value) => ({ value, label: zoneName(value) }))}
            onChange={(zone) => change({ zone })}
          />
        </Row>
        <Row
          name={t('Band of a request')}
          note={t('DeepSeek does not say for 2026 which moment decides: sent, answered first or completed.')}
        >
          <DecidingInstantChoice />
        </Row>
        {app.shell === 'electron' && (
          <Row name={t('New versions')} note={t('Looks once a day, installs nothing.')}>
            <Segmented
              label={t('New versions')}
              hideLabel
              value={settings.updateCheck ? 'tell' : 'never'}
              options={translateLabels(updates)}
              onChange={(choice) => change({ updateCheck: choice === 'tell' })}
            />
          </Row>
        )}
        <Row
          name={t('Amounts')}
          note={t('For sharing a screen: balance, budgets and what was spent today. Costs of runs stay.')}
        >
          <Segmented
            label={t('Amounts')}
            hideLabel
            value={settings.hideAmounts ? 'hidden' : 'shown'}
            options={[
              { value: 'shown', label: t('Shown') },
              { value: 'hidden', label: t('Hidden') },
            ]}
            onChange={(choice) => change({ hideAmounts: choice === 'hidden' })}
          />
        </Row>
        <Row name={t('Answers')} note={t('Formatted: the Markdown of an answer laid out once it has ended.')}>
          <Segmented
            label={t('Answers')}
            hideLabel
            value={settings.formattedAnswers ? 'formatted' : 'plain'}
            options={[
              { value: 'plain', label: t('Plain') },
              { value: 'formatted', label: t('Formatted') },
            ]}
            onChange={(choice) => change({ formattedAnswers: choice === 'formatted' })}
          />
        </Row>
        <Row name={t('API keys')} note={t('Each with its own address, balance and place in the ledger.')}>
          <Button onClick={() => run('key.open')}>{t('Edit')}</Button>
        </Row>
        <Row name={t('Budgets')} note={t('Held against the worst case of every run before it is sent.')}>
          <Button onClick={() => run('budgets.open')}>{t('Edit')}</Button>
        </Row>
        <Row name={t('Files and backups')} note={t('A folder of prompt files, and copies of everything.')}>
          <Button onClick={() => run('files.open')}>{t('Open')}</Button>
        </Row>
        <MarkedProfiles />
        <DataFolder app={app} />
        <p className={styles.version}>
          {t('Fathom {version}. No account, no telemetry.', { version: app.version })}
        </p>
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
        <div>{t('Data folder')}</div>
        <code className={styles.path}>{app.dataFolder}</code>
        {show.error && <div className={styles.note}>{show.error.message}</div>}
      </div>
      {app.shell === 'electron' && <Button onClick={() => show.mutate({})}>{t('Show')}</Button>}
    </div>
  )
}
