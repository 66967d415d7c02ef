import { KeyRound } from 'lucide-react'
import { useEffect, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { Splitter } from '../../components/ui/splitter.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { createStore } from '../../editor/store.ts'
import { useUnsaved } from '../../editor/use-session.ts'
import { useRoute } from '../../lib/api-context.tsx'
import { useCommand, useCommands } from '../../lib/command-context.tsx'
import { useNarrow } from '../../lib/use-media.ts'
import { useCurrency, useSettings } from '../../lib/use-settings.ts'
import { CostBar } from '../estimates/cost-bar.tsx'
import { messageKey, sentMessages } from '../estimates/estimate-rows.ts'
import type { Highlight } from '../estimates/highlight.ts'
import { useLiveEstimate } from '../estimates/use-live-estimate.ts'
import { FileNotice } from '../files/file-notice.tsx'
import { DriftNotice } from '../forecasts/drift-notice.tsx'
import { partingSentence } from '../forecasts/forecast-words.ts'
import { useForecast } from '../forecasts/use-forecast.ts'
import type { NamedPlace } from '../runs/named-place.ts'
import { RunButton } from '../runs/run-button.tsx'
import { useRunControl } from '../runs/use-run-control.ts'
import { DraftTokens, type TokensStart } from '../tokens/draft-tokens.tsx'
import { useVariablesBand } from '../variables/use-variables-band.ts'
import { VariablesBand } from '../variables/variables-band.tsx'
import { PromptVersions } from '../versions/prompt-versions.tsx'
import { Drawer } from './drawer.tsx'
import { Inspector, type InspectorTab } from './inspector.tsx'
import { MessageList } from './message-list.tsx'
import { RequestLine } from './request-line.tsx'
import { useLasting } from './use-lasting.ts'
import { useUndoKeys } from './use-undo-keys.ts'
import { WithDraft } from './with-draft.tsx'
import { WorkbenchHeader } from './workbench-header.tsx'
import { WorkbenchOutput } from './workbench-output.tsx'

import styles from './workbench.module.css'

const INSPECTOR = { min: 300, max: 520, initial: 348 } as const

/** Milliseconds: a count that comes sooner does not dim the figures, or they would flicker at every key. */
const STALE_AFTER = 100

/** A forecast waits until the typing pauses, so it may lag longer than a count before it dims. */
const FORECAST_STALE_AFTER = 500

interface WorkbenchProps {
  readonly promptId: string
  /** A run that was opened from a list; null shows the prompt's last. */
  readonly runId?: string | null
  /** A version that shall be shown over the draft; a new object each time that it is asked for. */
  readonly version?: { readonly id: string } | null
}

/** One prompt: its draft above, what it weighs and costs on the waterline, its run below. */
export function Workbench({ promptId, runId = null, version = null }: WorkbenchProps) {
  return (
    <WithDraft promptId={promptId}>
      {(session) => <OpenWorkbench session={session} promptId={promptId} runId={runId} version={version} />}
    </WithDraft>
  )
}

interface OpenWorkbenchProps {
  readonly session: DraftSession
  readonly promptId: string
  readonly runId: string | null
  readonly version: { readonly id: string } | null
}

function OpenWorkbench({ session, promptId, runId, version }: OpenWorkbenchProps) {
  const narrow = useNarrow()
  const { settings, change } = useSettings()
  const { data: prompts } = useRoute('prompts.list', {})
  const { estimate, failure } = useLiveEstimate(promptId)
  useUndoKeys(session)
  const variables = useVariablesBand()
  const control = useRunControl(promptId, runId, session, variables.showMissing)
  const currency = useCurrency()
  const [highlight] = useState(() => createStore<Highlight | null>(null))
  const [tab, setTab] = useState<InspectorTab>('tokens')
  const [drawerOpen, setDrawerOpen] = useState(false)
  const [tokens, setTokens] = useState<TokensStart | null>(null)
  const [width, setWidth] = useState(settings.inspectorWidth)
  const [marked, setMarked] = useState<string | null>(null)

  const prompt = prompts?.find(({ id }) => id === promptId)
  const unsaved = useUnsaved(session)
  // What could not be saved is not counted either.
  const stale = useLasting(estimate === null || estimate.stale || unsaved, STALE_AFTER)
  const fresh = estimate !== null && !estimate.stale ? estimate.revision : null
  useEffect(() => {
    if (fresh !== null) session.countIsFresh()
  }, [session, fresh])

  const own = estimate?.columns[0]?.estimate
  const followed = useForecast(promptId, !control.hasKey, estimate)
  const { forecast, parting } = followed
  const lags = forecast?.revision !== estimate?.revision
  const forecastStale = useLasting(lags, FORECAST_STALE_AFTER) || stale
  useEffect(() => {
    const place = parting?.state === 'parts' ? parting.place : null
    session.markPrefix(
      place &&
        parting && {
          ...place,
          title: t('The cache ends here. {parting}', { parting: partingSentence(parting) }),
        },
    )
  }, [session, parting])

  const inspectorOpen = narrow ? drawerOpen : settings.inspectorOpen
  const setInspectorOpen = (open: boolean): void => {
    if (narrow) setDrawerOpen(open)
    else change({ inspectorOpen: open })
  }
  useCommand('inspector.toggle', () => setInspectorOpen(!inspectorOpen))
  const showTab = (wanted: InspectorTab): void => {
    setTab(wanted)
    setInspectorOpen(true)
  }

  const showParameters = (name: string | null): void => {
    setMarked(name)
    showTab('parameters')
  }
  const show = (place: NamedPlace): void => {
    if (place.kind === 'parameter') {
      showParameters(place.name)
      return
    }
    const { messages } = session.shape.get()
    const named = estimate === null ? undefined : sentMessages(messages, estimate)[place.index]
    if (named === undefined) return
    highlight.set({ key: messageKey(named.id), from: 'inspector' })
    session.reveal(named.id, 0)
  }

  const beside = inspectorOpen && !narrow
  const inspector = (
    <Inspector
      session={session}
      estimate={estimate}
      stale={stale}
      followed={followed}
      forecastStale={forecastStale}
      tab={tab}
      onTab={setTab}
      highlight={highlight}
      marked={marked}
      onShowTokens={() => setTokens({ messageId: null })}
      {...(narrow ? { onClose: () => setDrawerOpen(false) } : {})}
    />
  )
  return (
    <div className={styles.workbench} data-narrow={narrow || undefined} data-stale={stale || undefined}>
      <div className={styles.draft}>
        <section className={styles.editor} aria-label={t('Draft')}>
          <WorkbenchHeader
            session={session}
            prompt={prompt}
            estimate={estimate}
            narrow={narrow}
            variables={variables}
          />
          {!control.hasKey && <KeyLine />}
          <FileNotice promptId={session.promptId} />
          {own && (
            <DriftNotice practice={!control.hasKey} model={own.model.requested} profile={own.profile} />
          )}
          <RequestLine
            estimate={estimate}
            onParameters={() => showParameters(null)}
            onVariables={variables.showMissing}
          />
          {variables.open && (
            <VariablesBand
              id={variables.id}
              session={session}
              estimate={estimate}
              stale={stale}
              highlight={highlight}
              onClose={variables.close}
            />
          )}
          <MessageList
            session={session}
            estimate={estimate}
            stale={stale}
            highlight={highlight}
            onShowTokens={(messageId) => setTokens({ messageId })}
          />
        </section>
        {beside && (
          <>
            <Splitter
              label={t('Inspector width')}
              axis="horizontal"
              region="after"
              value={width}
              {...INSPECTOR}
              onChange={setWidth}
              onCommit={(inspectorWidth) => change({ inspectorWidth })}
            />
            <aside className={styles.inspector} style={{ width }} aria-label={t('Inspector')}>
              {inspector}
            </aside>
          </>
        )}
        {narrow && drawerOpen && <Drawer onClose={() => setDrawerOpen(false)}>{inspector}</Drawer>}
      </div>
      <CostBar
        estimate={estimate}
        failure={failure}
        stale={stale}
        currency={currency}
        forecast={forecast}
        forecastStale={forecastStale}
        onParts={() => showTab('tokens')}
        onOthers={() => showTab('cost')}
      >
        <RunButton control={control} />
      </CostBar>
      <WorkbenchOutput session={session} control={control} sideWidth={beside ? width : null} onShow={show} />
      <PromptVersions
        session={session}
        promptName={prompt?.name ?? ''}
        estimate={estimate}
        narrow={narrow}
        wanted={version}
      />
      {tokens !== null && estimate !== null && (
        <DraftTokens
          session={session}
          start={tokens}
          promptName={prompt?.name ?? ''}
          estimate={estimate}
          stale={stale}
          narrow={narrow}
          onClose={() => setTokens(null)}
        />
      )}
    </div>
  )
}

function KeyLine() {
  const { run } = useCommands()
  return (
    <div className={styles.keyLine}>
      <KeyRound size={14} strokeWidth={1.5} aria-hidden />
      <span>{t('Add a key to run. Counting, pricing and practice work without one.')}</span>
      <Button variant="link" onClick={() => run('key.open')}>
        {t('Add a key')}
      </Button>
    </div>
  )
}
