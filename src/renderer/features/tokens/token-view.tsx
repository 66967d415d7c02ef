import { ArrowLeft, Copy, ListTree, Pilcrow } from 'lucide-react'
import { useMemo, useState } from 'react'

import type { LiveEstimate } from '../../../contract/estimates.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { ExactFigure } from '../../components/ui/figures.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Kbd } from '../../components/ui/kbd.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { Swatch } from '../../components/ui/swatch.tsx'
import { formatInteger } from '../../lib/format.ts'
import { fillName } from '../../lib/segments.ts'
import { translateLabels } from '../../lib/translate-labels.ts'
import { barParts, type BarPart, type OutlineMessage } from '../estimates/estimate-rows.ts'
import { SegmentBar } from '../estimates/segment-bar.tsx'
import { partAnchors, partAt } from './anchors.ts'
import { PAGE } from './page-bounds.ts'
import { TokenCard } from './token-card.tsx'
import { TokenFlow } from './token-flow.tsx'
import { TokenList } from './token-list.tsx'
import type { TokenPages } from './token-pages.ts'
import type { TokenMode } from './token-span.tsx'
import { useCopyIds } from './use-copy-ids.ts'
import { useOverlay } from './use-overlay.ts'
import { useTokenPages } from './use-token-pages.ts'
import { useWantedPages } from './use-wanted-pages.ts'

import styles from './token-view.module.css'

interface TokenViewProps {
  readonly promptName: string
  readonly estimate: LiveEstimate
  readonly stale: boolean
  readonly messages: readonly OutlineMessage[]
  /** Number of the token to show first. */
  readonly first: number
  readonly narrow: boolean
  readonly onClose: () => void
}

const modes = [
  { value: 'text', label: message('Text') },
  { value: 'ids', label: message('Ids') },
  { value: 'both', label: message('Both') },
] as const

/** The prompt as its model reads it, token by token, over the workbench. Esc goes back, and so does the focus. */
export function TokenView(props: TokenViewProps) {
  const { promptName, estimate, stale, messages, first, narrow, onClose } = props
  const { model, profile, prompt } = estimate.columns[0]!.estimate
  const total = prompt.tokens
  const pages = useTokenPages(estimate.promptId, model.requested, estimate.revision)
  const parts = useMemo(() => barParts(prompt.segments, messages, estimate), [prompt, messages, estimate])
  const [chosen, setActive] = useState(first)
  const active = Math.min(chosen, Math.max(total - 1, 0))
  const [mode, setMode] = useState<TokenMode>('both')
  const [whitespace, setWhitespace] = useState(true)
  const copy = useCopyIds(estimate.promptId, model.requested, total)
  const onPages = useWantedPages(pages)
  const view = useOverlay(onClose)
  const token = pages.token(active)
  return (
    <section
      ref={view}
      className={styles.view}
      aria-label={t('Tokens of the prompt')}
      data-narrow={narrow || undefined}
    >
      <header className={styles.header}>
        <IconButton icon={ArrowLeft} label={t('Back to the draft')} small onClick={onClose} />
        <h1 className={styles.title}>{t('Tokens')}</h1>
        <span className={styles.note}>
          {t('{promptName}, as {requested} reads it', { promptName, requested: model.requested })}
          {profile !== null && ` (${profile})`}
        </span>
        <div className={styles.end}>
          <Anchors parts={parts} onGo={setActive} />
          <Segmented
            label={t('Show')}
            hideLabel
            value={mode}
            options={translateLabels(modes)}
            onChange={setMode}
          />
          <Button icon={Pilcrow} aria-pressed={whitespace} onClick={() => setWhitespace(!whitespace)}>
            {t('Whitespace')}
          </Button>
          <Button
            icon={Copy}
            title={t('Copy the ids of the whole prompt')}
            aria-label={t('Copy all ids')}
            disabled={copy.progress !== null}
            onClick={copy.start}
          >
            {copy.progress === null ? t('Ids') : `${copy.progress} %`}
          </Button>
        </div>
      </header>
      <div className={styles.body}>
        <div className={styles.main}>
          <Summary parts={parts} total={total} exact={prompt.exact} stale={stale} onGo={setActive} />
          <TokenFlow
            pages={pages}
            total={total}
            stale={stale}
            active={active}
            onActive={setActive}
            mode={mode}
            whitespace={whitespace}
            onPages={onPages.flow}
          />
        </div>
        <aside className={styles.side} aria-label={t('Token')}>
          <TokenCard
            position={active}
            total={total}
            token={token}
            part={partAt(parts, active)}
            sameInView={token === undefined ? 0 : sameAround(pages, active, token.id)}
            whitespace={whitespace}
            onGo={setActive}
          />
          {!narrow && (
            <TokenList
              pages={pages}
              total={total}
              stale={stale}
              active={active}
              onActive={setActive}
              whitespace={whitespace}
              onPages={onPages.list}
            />
          )}
          {!narrow && <KeyHints />}
        </aside>
      </div>
    </section>
  )
}

/** How often an id stands on the pages around a token. */
function sameAround(pages: TokenPages, active: number, id: number): number {
  const page = Math.floor(active / PAGE)
  let same = 0
  for (let position = Math.max(page - 1, 0) * PAGE; position < (page + 2) * PAGE; position++) {
    if (pages.token(position)?.id === id) same++
  }
  return same
}

interface SummaryProps {
  readonly parts: readonly BarPart[]
  readonly total: number
  readonly exact: boolean
  readonly stale: boolean
  readonly onGo: (position: number) => void
}

function Summary({ parts, total, exact, stale, onGo }: SummaryProps) {
  const [highlight, setHighlight] = useState<string | null>(null)
  const fills = new Map<BarPart['fill'], number>()
  for (const { fill, tokens } of parts) fills.set(fill, (fills.get(fill) ?? 0) + tokens)
  return (
    <div className={styles.summary}>
      <div className={styles.figures}>
        <ExactFigure size="grand" stale={stale}>
          {formatInteger(total)}
        </ExactFigure>
        <span className={styles.unit}>
          {exact ? (
            t('tokens, exact')
          ) : (
            <RichText
              message="tokens, <b>not exact</b>"
              values={{ b: (inside) => <b className={styles.amber}>{inside}</b> }}
            />
          )}
        </span>
        <ul className={styles.legend} aria-label={t('Tokens by kind')}>
          {[...fills].map(([fill, tokens]) => (
            <li key={fill} className={styles.kind}>
              <Swatch fill={fill} />
              {fillName(fill)} {formatInteger(tokens)}
            </li>
          ))}
        </ul>
      </div>
      <SegmentBar
        low
        parts={parts}
        total={total}
        stale={stale}
        highlight={highlight}
        onHighlight={setHighlight}
        onPick={onGo}
        cache={null}
      />
    </div>
  )
}

/** Jumps to where a message or another part of the prompt begins. */
function Anchors({
  parts,
  onGo,
}: {
  readonly parts: readonly BarPart[]
  readonly onGo: (position: number) => void
}) {
  const items = partAnchors(parts).map(({ name, position }) => ({
    id: String(position),
    label: name,
    detail: formatInteger(position),
    onSelect: () => onGo(position),
  }))
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="quiet" icon={ListTree}>
          {t('Go to')}
        </Button>
      }
      items={items}
    />
  )
}

function KeyHints() {
  return (
    <div className={styles.hints} aria-hidden>
      <Kbd>{'\u2190'}</Kbd>
      <Kbd>{'\u2192'}</Kbd> {t('token')}
      <Kbd>{'\u2191'}</Kbd>
      <Kbd>{'\u2193'}</Kbd> {t('line')}
      <span className={styles.close}>
        <Kbd>Esc</Kbd> {t('close')}
      </span>
    </div>
  )
}
