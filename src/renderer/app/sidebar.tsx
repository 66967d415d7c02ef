import { BookOpen, History, ListChecks, type LucideIcon, Tag } from 'lucide-react'
import type { ReactNode } from 'react'

import { t } from '../../contract/i18n/t.ts'
import { PromptList } from '../features/prompts/prompt-list.tsx'
import { useRoute } from '../lib/api-context.tsx'
import { classNames } from '../lib/class-names.ts'
import { formatInteger } from '../lib/format.ts'
import { useNavigation } from '../navigation/navigation.tsx'
import { SidebarFoot } from './sidebar-foot.tsx'

import styles from './sidebar.module.css'

interface SidebarProps {
  readonly width: number
  /** The splitter at its edge; none when it lies over the page. */
  readonly edge?: ReactNode
  /** Over the page instead of beside it. */
  readonly drawer: boolean
  /** Called when something was chosen that takes the user elsewhere: a drawer closes then. */
  readonly onLeave: () => void
}

/** The library and the other pages; what was spent today and the key at the foot. */
export function Sidebar({ width, edge, drawer, onLeave }: SidebarProps) {
  const { page, openPage, openTests } = useNavigation()
  const { data: tests = {} } = useRoute('tests.counts', {})
  const { data: runs } = useRoute('runs.list', { limit: 1 })
  const latest = runs?.[0]
  const cases = Object.values(tests).reduce((sum, count) => sum + count, 0)
  const go = (name: 'history' | 'ledger' | 'prices') => {
    openPage(name)
    onLeave()
  }
  return (
    <aside aria-label={t('Sidebar')} className={classNames(styles.sidebar, drawer && styles.drawer)}>
      <div className={styles.content} style={{ width }}>
        <nav aria-label={t('Library and pages')} className={styles.nav}>
          <PromptList onOpened={onLeave} />
          <PageLink icon={History} current={page.name === 'history'} onClick={() => go('history')}>
            {t('History')}
            {latest && <span className={styles.count}>{formatInteger(latest.number)}</span>}
          </PageLink>
          <PageLink
            icon={ListChecks}
            current={page.name === 'tests'}
            onClick={() => {
              openTests(page.promptId)
              onLeave()
            }}
          >
            {t('Tests')}
            {cases > 0 && <span className={styles.count}>{formatInteger(cases)}</span>}
          </PageLink>
          <PageLink
            icon={BookOpen}
            current={page.name === 'ledger' || page.name === 'billing'}
            onClick={() => go('ledger')}
          >
            {t('Ledger')}
          </PageLink>
          <PageLink icon={Tag} current={page.name === 'prices'} onClick={() => go('prices')}>
            {t('Prices')}
          </PageLink>
        </nav>
        <SidebarFoot />
      </div>
      {edge}
    </aside>
  )
}

interface PageLinkProps {
  readonly icon: LucideIcon
  readonly current: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

function PageLink({ icon: Icon, current, onClick, children }: PageLinkProps) {
  return (
    <button
      type="button"
      aria-current={current ? 'page' : undefined}
      className={styles.page}
      onClick={onClick}
    >
      <Icon size={16} strokeWidth={1.5} aria-hidden />
      {children}
    </button>
  )
}
