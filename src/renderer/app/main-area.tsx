import { Plus } from 'lucide-react'

import { t } from '../../contract/i18n/t.ts'
import { Button } from '../components/ui/button.tsx'
import { EmptyState } from '../components/ui/empty-state.tsx'
import { BillingPage } from '../features/billing/billing-page.tsx'
import { ComparePage } from '../features/compare/compare-page.tsx'
import { Workbench } from '../features/drafts/workbench.tsx'
import { HistoryPage } from '../features/history/history-page.tsx'
import { LedgerPage } from '../features/ledger/ledger-page.tsx'
import { PricesPage } from '../features/prices/prices-page.tsx'
import { RunPage } from '../features/runs/run-page.tsx'
import { TestsPage } from '../features/test-cases/tests-page.tsx'
import { useRoute } from '../lib/api-context.tsx'
import { useCommands } from '../lib/command-context.tsx'
import { useSettings } from '../lib/use-settings.ts'
import { type Page, useNavigation } from '../navigation/navigation.tsx'
import { PageBoundary } from './page-boundary.tsx'

import styles from './main-area.module.css'

/** The page that fills what title bar and sidebar leave. */
export function MainArea() {
  const { page, openPrompt } = useNavigation()
  return (
    <main className={styles.main}>
      <PageBoundary key={page.name}>
        <Content page={page} onLeaveComparison={openPrompt} />
      </PageBoundary>
    </main>
  )
}

interface ContentProps {
  readonly page: Page
  readonly onLeaveComparison: (promptId: string) => void
}

function Content({ page, onLeaveComparison }: ContentProps) {
  if (page.name === 'history') return <HistoryPage />
  if (page.name === 'ledger') return <LedgerPage />
  if (page.name === 'billing') return <BillingPage />
  if (page.name === 'prices') return <PricesPage />
  if (page.name === 'tests') return <TestsArea promptId={page.promptId} />
  if (page.name === 'compare') {
    const { promptId } = page
    return <ComparePage key={promptId} promptId={promptId} onLeave={() => onLeaveComparison(promptId)} />
  }
  // The key starts a fresh editor for each prompt: nothing of one draft may reach another.
  if (page.promptId !== null)
    return (
      <Workbench
        key={page.promptId}
        promptId={page.promptId}
        runId={page.runId}
        version={page.version ?? null}
      />
    )
  return page.runId === null ? <NoPrompt /> : <RunPage runId={page.runId} />
}

/** Tests belong to a prompt: to the one that was opened from, else to the one that was used last. */
function TestsArea({ promptId }: { readonly promptId: string | null }) {
  const { openTests } = useNavigation()
  const { settings } = useSettings()
  const { data: prompts } = useRoute('prompts.list', {})
  if (prompts === undefined) return null
  const known = (id: string | null): boolean => prompts.some((prompt) => prompt.id === id)
  const shown = [promptId, settings.lastPromptId].find(known) ?? prompts[0]?.id ?? null
  return shown === null ? <NoPrompt /> : <TestsPage promptId={shown} onPrompt={openTests} />
}

function NoPrompt() {
  const { run } = useCommands()
  return (
    <EmptyState
      name={t('No prompts')}
      sentence={t('What you draft, count and run will stand here.')}
      action={
        <Button icon={Plus} onClick={() => run('prompt.new')}>
          {t('New prompt')}
        </Button>
      }
    />
  )
}
