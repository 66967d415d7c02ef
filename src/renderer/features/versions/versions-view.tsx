import { ArrowLeft, RotateCcw, Tag } from 'lucide-react'
import { useMemo, useState } from 'react'

import type { LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { VersionStatus, VersionSummary } from '../../../contract/versions.ts'
import { Button } from '../../components/ui/button.tsx'
import { EmptyState } from '../../components/ui/empty-state.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Select } from '../../components/ui/select.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { useRoute } from '../../lib/api-context.tsx'
import { useCommands, useShortcut } from '../../lib/command-context.tsx'
import { useCurrency } from '../../lib/use-settings.ts'
import { useOverlay } from '../tokens/use-overlay.ts'
import { draftContent } from './draft-content.ts'
import { LabelsDialog } from './labels-dialog.tsx'
import { useVersionWork } from './use-version-work.ts'
import { VersionDiff } from './version-diff.tsx'
import { VersionFigures } from './version-figures.tsx'
import { VersionList } from './version-list.tsx'

import styles from './versions-view.module.css'

interface VersionsViewProps {
  readonly session: DraftSession
  readonly promptName: string
  readonly status: VersionStatus | null
  readonly estimate: LiveEstimate | null
  readonly narrow: boolean
  /** The version that is chosen first; null: the one that the draft is like, or the newest. */
  readonly first: string | null
  readonly onClose: () => void
}

/** Every version of a prompt, held against the draft or against each other, over the workbench. Esc goes back. */
export function VersionsView(props: VersionsViewProps) {
  const { session, promptName, narrow, onClose } = props
  const { data: versions } = useRoute('versions.list', { promptId: session.promptId })
  const { run } = useCommands()
  const save = useShortcut('version.save')
  const view = useOverlay(onClose)
  return (
    <section
      ref={view}
      className={styles.view}
      aria-label={t('Versions of {name}', { name: promptName })}
      data-narrow={narrow || undefined}
    >
      <header className={styles.header}>
        <IconButton icon={ArrowLeft} label={t('Back to the draft')} small onClick={onClose} />
        <h1 className={styles.title}>{t('Versions')}</h1>
        <span className={styles.name}>{promptName}</span>
        <Button
          className={styles.save}
          aria-keyshortcuts={save.aria}
          shortcut={save.label}
          onClick={() => run('version.save')}
        >
          {t('Save a version')}
        </Button>
      </header>
      {versions?.length === 0 && (
        <EmptyState
          name={t('No versions')}
          sentence={t('What you save of this draft will stand here, to be held against it and restored.')}
        />
      )}
      {versions !== undefined && versions.length > 0 && <Versions {...props} versions={versions} />}
    </section>
  )
}

const DRAFT = 'draft'

function Versions({
  session,
  status,
  estimate,
  first,
  versions,
}: VersionsViewProps & { readonly versions: readonly VersionSummary[] }) {
  const newest = versions[0]!
  const [wanted, setChosen] = useState(first ?? status?.same?.id ?? newest.id)
  /** Null until it is chosen: the draft then, or the version before where the draft says no more. */
  const [heldAgainst, setAgainst] = useState<string | null>(null)
  const [labelling, setLabelling] = useState(false)
  const work = useVersionWork(session)
  const chosen = versions.find(({ id }) => id === wanted) ?? newest
  const isDraft = status?.same?.id === chosen.id
  const previous = versions[versions.indexOf(chosen) + 1] ?? null
  const against =
    versions.find(({ id }) => id === heldAgainst && id !== chosen.id) ??
    (isDraft && heldAgainst !== DRAFT ? previous : null)
  return (
    <div className={styles.body}>
      <aside className={styles.list}>
        <VersionList
          versions={versions}
          chosen={chosen.id}
          against={against?.id ?? null}
          onChoose={setChosen}
          onHoldAgainst={setAgainst}
        />
        <p className={styles.hint}>{t('Space or a double click holds the others against this version.')}</p>
      </aside>
      <div className={styles.main}>
        <div className={styles.bar}>
          <h2 className={styles.chosen}>{t('v{number}', { number: chosen.number })}</h2>
          <Select
            label={t('Against')}
            value={against?.id ?? DRAFT}
            options={choices(versions, chosen, against)}
            onChange={setAgainst}
          />
          <span className={styles.actions}>
            <Button icon={Tag} onClick={() => setLabelling(true)}>
              {t('Labels')}
            </Button>
            <Button
              icon={RotateCcw}
              disabled={isDraft}
              title={isDraft ? t('The draft says this already') : undefined}
              onClick={() => void work.restore(chosen)}
            >
              {t('Restore v{number}', { number: chosen.number })}
            </Button>
          </span>
        </div>
        <Comparison
          key={chosen.id}
          session={session}
          estimate={estimate}
          chosen={chosen}
          against={against}
          previous={previous}
          onHoldAgainst={setAgainst}
        />
      </div>
      {labelling && (
        <LabelsDialog
          version={chosen}
          versions={versions}
          onLabel={(name, versionId) => void work.label(name, versionId)}
          onClose={() => setLabelling(false)}
        />
      )}
    </div>
  )
}

interface ComparisonProps {
  readonly session: DraftSession
  readonly estimate: LiveEstimate | null
  readonly chosen: VersionSummary
  /** Null: the draft. */
  readonly against: VersionSummary | null
  /** The version before the chosen one. */
  readonly previous: VersionSummary | null
  readonly onHoldAgainst: (versionId: string) => void
}

/** The older stands before, the newer after; the draft is the newest of all. */
function Comparison(props: ComparisonProps) {
  const { session, estimate, chosen, against, previous, onHoldAgainst } = props
  const currency = useCurrency()
  const older = against !== null && against.number < chosen.number ? against : chosen
  const newer = older === chosen ? against : chosen
  const { data: before } = useRoute('versions.get', { versionId: older.id })
  const { data: after } = useRoute(
    'versions.get',
    { versionId: newer?.id ?? '' },
    { enabled: newer !== null },
  )
  const { data: beforeEstimate = null } = useRoute('versions.estimate', { versionId: older.id })
  const { data: afterEstimate = null } = useRoute(
    'versions.estimate',
    { versionId: newer?.id ?? '' },
    { enabled: newer !== null },
  )
  const revision = estimate?.revision
  // The draft on screen is read anew when it was counted anew: after a restore, or another window's work.
  const draft = useMemo(() => (revision === undefined ? null : draftContent(session)), [session, revision])
  const right = newer === null ? draft : after?.content
  return (
    <section
      className={styles.diff}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroller must be reachable by keyboard
      tabIndex={0}
      aria-label={t('Differences')}
    >
      <VersionFigures
        before={beforeEstimate}
        after={newer === null ? (estimate?.columns[0]?.estimate ?? null) : afterEstimate}
        beforeName={t('v{number}', { number: older.number })}
        afterName={newer === null ? t('draft') : t('v{number}', { number: newer.number })}
        currency={currency}
      />
      {before && right && (
        <VersionDiff
          before={before.content}
          after={right}
          same={newer === null ? t('No difference from the draft.') : t('Both say the same, word for word.')}
          instead={
            newer === null &&
            previous !== null && (
              <Button variant="link" onClick={() => onHoldAgainst(previous.id)}>
                {t('What changed since v{number}', { number: previous.number })}
              </Button>
            )
          }
        />
      )}
    </section>
  )
}

const NEWEST_OFFERED = 20

/** The draft, the version before, those with labels and the newest; any other one is chosen in the list. */
function choices(
  versions: readonly VersionSummary[],
  chosen: VersionSummary,
  against: VersionSummary | null,
) {
  const offered = versions.filter(
    (version, index) =>
      version.id !== chosen.id &&
      (index < NEWEST_OFFERED ||
        version.labels.length > 0 ||
        version.number === chosen.number - 1 ||
        version.id === against?.id),
  )
  return [
    { value: DRAFT, label: t('draft') },
    ...offered.map(({ id, number, labels }) => ({
      value: id,
      label: t('v{number}', { number }),
      detail: labels.join(', '),
    })),
  ]
}
