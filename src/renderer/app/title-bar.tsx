import { PanelLeft, PanelRight, Search } from 'lucide-react'

import type { AppState } from '../../contract/app.ts'
import { t } from '../../contract/i18n/t.ts'
import { IconButton } from '../components/ui/icon-button.tsx'
import { Kbd } from '../components/ui/kbd.tsx'
import { BalancePill } from '../features/balance/balance-pill.tsx'
import { PeakStrip } from '../features/prices/peak-strip.tsx'
import { useRoute } from '../lib/api-context.tsx'
import { classNames } from '../lib/class-names.ts'
import { useCommands, useShortcut } from '../lib/command-context.tsx'
import { useNavigation } from '../navigation/navigation.tsx'

import styles from './title-bar.module.css'

interface TitleBarProps {
  readonly app: AppState
  readonly sidebarOpen: boolean
  readonly narrow: boolean
}

/** Sidebar, search, band and balance. On a Mac it leaves room for the window's own buttons. */
export function TitleBar({ app, sidebarOpen, narrow }: TitleBarProps) {
  const { run, available } = useCommands()
  const toggle = useShortcut('sidebar.toggle')
  const inspector = useShortcut('inspector.toggle')
  const desktop = app.shell === 'electron'
  const hasInspector = available.some((command) => command.id === 'inspector.toggle')
  return (
    <header
      className={classNames(
        styles.bar,
        desktop && styles.draggable,
        desktop && app.platform === 'darwin' && styles.mac,
      )}
    >
      <IconButton
        icon={PanelLeft}
        label={sidebarOpen ? t('Hide the sidebar') : t('Show the sidebar')}
        aria-expanded={sidebarOpen}
        aria-keyshortcuts={toggle.aria}
        shortcut={toggle.label}
        onClick={() => run('sidebar.toggle')}
      />
      {narrow && <PromptName />}
      <SearchButton narrow={narrow} />
      <PeakStrip short={narrow} />
      <BalancePill short={narrow} />
      {narrow && hasInspector && (
        <IconButton
          icon={PanelRight}
          label={t('Show or hide the inspector')}
          aria-keyshortcuts={inspector.aria}
          shortcut={inspector.label}
          onClick={() => run('inspector.toggle')}
        />
      )}
    </header>
  )
}

/** Where the sidebar is away, the bar says which prompt is open. */
function PromptName() {
  const { page } = useNavigation()
  const { data: prompts } = useRoute('prompts.list', {})
  if (page.name !== 'workbench' && page.name !== 'compare') return null
  const prompt = prompts?.find(({ id }) => id === page.promptId)
  return prompt ? <h1 className={styles.name}>{prompt.name}</h1> : null
}

function SearchButton({ narrow }: { readonly narrow: boolean }) {
  const { run } = useCommands()
  const shortcut = useShortcut('palette.open')
  const open = () => run('palette.open')
  if (narrow) {
    return (
      <div className={styles.middle}>
        <IconButton
          icon={Search}
          label={t('Search prompts, runs, commands')}
          aria-keyshortcuts={shortcut.aria}
          shortcut={shortcut.label}
          onClick={open}
        />
      </div>
    )
  }
  return (
    <div className={styles.middle}>
      <button type="button" className={styles.search} aria-keyshortcuts={shortcut.aria} onClick={open}>
        <Search size={14} strokeWidth={1.5} aria-hidden />
        <span className={styles.searchWords}>{t('Search prompts, runs, commands')}</span>
        <Kbd>{shortcut.label}</Kbd>
      </button>
    </div>
  )
}
