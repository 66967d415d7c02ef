import { ArrowLeft, FileInput } from 'lucide-react'
import { useState } from 'react'

import type { UsageImport } from '../../../contract/billing.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { EmptyState } from '../../components/ui/empty-state.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { PageHeader } from '../../components/ui/page-header.tsx'
import { Select } from '../../components/ui/select.tsx'
import { Tabs } from '../../components/ui/tabs.tsx'
import { useApi, useRoute, useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { openFile } from '../../lib/files.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { useNavigation } from '../../navigation/navigation.tsx'
import { monthPeriod } from '../ledger/ledger-filter.ts'
import { BillLines } from './bill-lines.tsx'
import { BillMoney } from './bill-money.tsx'
import { BillPrices } from './bill-prices.tsx'
import { monthsOf } from './bill-words.ts'
import { Imports } from './imports.tsx'
import { Settlements } from './settlements.tsx'

import styles from './billing-page.module.css'

type TabId = 'tokens' | 'money' | 'prices' | 'settled' | 'imports'

/** The platform's own export held against the ledger and the balance. */
export function BillingPage() {
  const { openPage } = useNavigation()
  const [tab, setTab] = useState<TabId>('tokens')
  const { data: imports } = useRoute('billing.imports', {})
  const { settings } = useSettings()
  const months = monthsOf(imports ?? [], settings.zone)
  const [chosen, setMonth] = useState<string | null>(null)
  // The newest, until another is chosen.
  const month = chosen !== null && months.includes(chosen) ? chosen : months[0]
  const match = useRoute('billing.match', month === undefined ? {} : monthPeriod(month, settings.zone), {
    keepPrevious: true,
    enabled: imports !== undefined,
  })
  const upload = useUpload(() => setTab('tokens'))
  return (
    <>
      <PageHeader
        title={t('Match a bill')}
        note={t("the ledger, the platform's usage export, and what went off the balance")}
        end={
          <>
            {month !== undefined && months.length > 1 && (
              <Select
                label={t('Month')}
                value={month}
                options={months.map((each) => ({ value: each, label: each }))}
                onChange={setMonth}
              />
            )}
            <Button variant="quiet" icon={ArrowLeft} onClick={() => openPage('ledger')}>
              {t('Ledger')}
            </Button>
            <Button variant="primary" icon={FileInput} onClick={upload.choose} disabled={upload.busy}>
              {upload.busy ? t('Importing') : t('Import an export')}
            </Button>
          </>
        }
      />
      <Messages upload={upload} error={match.error} />
      {imports?.length === 0 && (
        <EmptyState
          name={t('No bill yet')}
          sentence={t(
            "On DeepSeek's platform open Usage, press Export, and import that file here. Keys in it are dropped while it is read.",
          )}
          action={<Button onClick={upload.choose}>{t('Import an export')}</Button>}
        />
      )}
      {imports && imports.length > 0 && match.data && (
        <Tabs
          label={t('Bill')}
          value={tab}
          onChange={setTab}
          items={[
            { id: 'tokens', label: t('Tokens'), panel: <BillLines match={match.data} /> },
            { id: 'money', label: t('Money'), panel: <BillMoney match={match.data} /> },
            { id: 'prices', label: t('Prices'), panel: <BillPrices match={match.data} /> },
            { id: 'settled', label: t('Settled runs'), panel: <Settlements match={match.data} /> },
            { id: 'imports', label: t('Imports'), panel: <Imports imports={imports} /> },
          ]}
        />
      )}
    </>
  )
}

interface Upload {
  readonly busy: boolean
  readonly error: string | null
  /** What came of the last import, in a sentence. */
  readonly done: string | null
  /** Lets the user choose an export, and imports it. */
  readonly choose: () => void
}

function useUpload(onDone: () => void): Upload {
  const { send } = useApi()
  const { mutateAsync } = useSend('billing.import')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const take = async (): Promise<void> => {
    setError(null)
    setDone(null)
    try {
      const file = await openFile(send, t('Usage export'), ['zip', 'csv'])
      if (file === null) return
      setBusy(true)
      const result = await mutateAsync({ fileName: file.name, data: file.base64 })
      setDone(
        result.known
          ? t('{name} was imported before; nothing was changed.', { name: file.name })
          : importedSentence(file.name, result.import),
      )
      onDone()
    } catch (failure) {
      setError(errorSentence(failure))
    } finally {
      setBusy(false)
    }
  }
  return { busy, error, done, choose: () => void take() }
}

function importedSentence(name: string, { rows, notes }: UsageImport): string {
  return notes.length > 0
    ? t('{name}: {rows, plural, one {# row} other {# rows}}, {left} not understood (see Imports).', {
        name,
        rows,
        left: notes.length,
      })
    : t('{name}: {rows, plural, one {# row} other {# rows}}.', { name, rows })
}

function Messages({ upload, error }: { readonly upload: Upload; readonly error: Error | null }) {
  const failure = upload.error ?? (error ? errorSentence(error) : null)
  if (failure === null && upload.done === null) return null
  return (
    <div className={styles.message}>
      {failure === null ? (
        <output className={styles.done}>{upload.done}</output>
      ) : (
        <ErrorCard
          title={upload.error ? t('Nothing was imported') : t('The match could not be made')}
          detail={failure}
        />
      )}
    </div>
  )
}
