import { X } from 'lucide-react'
import { useState } from 'react'

import type { LiveEstimate } from '../../../contract/estimates.ts'
import { t } from '../../../contract/i18n/t.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Tabs } from '../../components/ui/tabs.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import type { Store } from '../../editor/store.ts'
import { useShape, useStore } from '../../editor/use-session.ts'
import { CostTab } from '../estimates/cost-tab.tsx'
import { barParts } from '../estimates/estimate-rows.ts'
import type { Highlight } from '../estimates/highlight.ts'
import { SegmentBar } from '../estimates/segment-bar.tsx'
import { CacheTab } from '../forecasts/cache-tab.tsx'
import type { FollowedForecast } from '../forecasts/use-forecast.ts'
import { TokensTab } from '../tokens/tokens-tab.tsx'
import { atFirst } from '../what-if/assumptions.ts'
import { WhatIfTab } from '../what-if/what-if-tab.tsx'
import { effortWord } from './effort.ts'
import { ParametersTab } from './parameters-tab.tsx'

export type InspectorTab = 'tokens' | 'cost' | 'what-if' | 'cache' | 'parameters'

interface InspectorProps {
  readonly session: DraftSession
  readonly estimate: LiveEstimate | null
  readonly stale: boolean
  readonly followed: FollowedForecast
  /** True while the forecast is of an older draft. */
  readonly forecastStale: boolean
  readonly tab: InspectorTab
  readonly onTab: (tab: InspectorTab) => void
  readonly highlight: Store<Highlight | null>
  readonly onShowTokens: () => void
  /** The parameter that the API named when it refused a run. */
  readonly marked: string | null
  /** Given where it is a drawer. */
  readonly onClose?: () => void
}

/** What stands behind the figures of the cost bar. */
export function Inspector(props: InspectorProps) {
  const {
    session,
    estimate,
    stale,
    followed,
    forecastStale,
    tab,
    onTab,
    highlight,
    onShowTokens,
    marked,
    onClose,
  } = props
  const { messages, parameters } = useShape(session)
  const pointed = useStore(highlight)
  const [assumptions, setAssumptions] = useState(atFirst)
  const own = estimate?.columns[0]?.estimate
  const cache = followed.forecast?.columns[0]?.cache ?? null
  const onHighlight = (key: string | null): void =>
    highlight.set(key === null ? null : { key, from: 'inspector' })
  return (
    <Tabs
      label={t('Inspector')}
      value={tab}
      onChange={onTab}
      end={onClose && <IconButton icon={X} label={t('Close the inspector')} small onClick={onClose} />}
      items={[
        {
          id: 'tokens',
          label: t('Tokens'),
          panel: estimate && (
            <TokensTab
              estimate={estimate}
              stale={stale}
              messages={messages}
              effort={effortWord(parameters)}
              highlight={pointed?.key ?? null}
              cache={cache}
              onHighlight={onHighlight}
              onShowTokens={onShowTokens}
            />
          ),
        },
        {
          id: 'cost',
          label: t('Cost'),
          panel: estimate && (
            <CostTab
              estimate={estimate}
              stale={stale}
              forecast={followed.forecast}
              forecastStale={forecastStale}
            />
          ),
        },
        {
          id: 'what-if',
          label: t('What if'),
          panel: estimate && (
            <WhatIfTab
              estimate={estimate}
              forecast={followed.forecast}
              assumptions={assumptions}
              onAssume={setAssumptions}
            />
          ),
        },
        {
          id: 'cache',
          label: t('Cache'),
          panel: estimate && own && (
            <CacheTab
              model={own.model.requested}
              cache={cache}
              parting={followed.parting}
              stale={forecastStale}
              onReveal={() => reveal(session, followed)}
              bar={
                <SegmentBar
                  parts={barParts(own.prompt.segments, messages, estimate)}
                  total={own.prompt.tokens}
                  stale={stale}
                  highlight={pointed?.key ?? null}
                  onHighlight={onHighlight}
                  cache={cache}
                />
              }
            />
          ),
        },
        {
          id: 'parameters',
          label: t('Parameters'),
          panel: <ParametersTab session={session} estimate={estimate} marked={marked} />,
        },
      ]}
    />
  )
}

function reveal(session: DraftSession, { parting }: FollowedForecast): void {
  if (parting?.place) session.reveal(parting.place.messageId, parting.place.from)
}
