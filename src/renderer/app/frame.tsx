import { useState } from 'react'

import type { AppState } from '../../contract/app.ts'
import { t } from '../../contract/i18n/t.ts'
import { Splitter } from '../components/ui/splitter.tsx'
import { BudgetDialog } from '../features/budgets/budget-dialog.tsx'
import { GateProvider } from '../features/budgets/gate-context.tsx'
import { FileDialogs } from '../features/files/file-dialogs.tsx'
import { KeyDialog } from '../features/keys/key-dialog.tsx'
import { Trash } from '../features/prompts/trash.tsx'
import { usePromptCommands } from '../features/prompts/use-prompt-commands.ts'
import { FindDialog } from '../features/search/find-dialog.tsx'
import { SettingsDialog } from '../features/settings/settings-dialog.tsx'
import { ShortcutsDialog } from '../features/settings/shortcuts-dialog.tsx'
import { useRoute, useSend } from '../lib/api-context.tsx'
import { useCommand } from '../lib/command-context.tsx'
import { useEscape } from '../lib/use-escape.ts'
import { useNarrow } from '../lib/use-media.ts'
import { useSettings } from '../lib/use-settings.ts'
import { useNavigation } from '../navigation/navigation.tsx'
import { CommandPalette, type PaletteMode } from './command-palette.tsx'
import { MainArea } from './main-area.tsx'
import { Notices } from './notices.tsx'
import { Sidebar } from './sidebar.tsx'
import { TitleBar } from './title-bar.tsx'
import { useDesktopEvents } from './use-desktop-events.ts'
import { useTheme } from './use-theme.ts'

import styles from './frame.module.css'

const SIDEBAR = { min: 180, max: 320, initial: 212 } as const

type OpenDialog = 'key' | 'budgets' | 'settings' | 'shortcuts' | null

/** Title bar, sidebar and page; the dialogs and the palette that stand over them. */
export function Frame({ app }: { readonly app: AppState }) {
  const narrow = useNarrow()
  const { settings, change } = useSettings()
  const { page, openPage, openComparison, openTests } = useNavigation()
  const showFolder = useSend('app.showDataFolder')
  const [width, setWidth] = useState(settings.sidebarWidth)
  const [drawerOpen, setDrawerOpen] = useState(false)
  const [palette, setPalette] = useState<PaletteMode | null>(null)
  const [dialog, setDialog] = useState<OpenDialog>(null)
  const [find, setFind] = useState<{ readonly typed: string | null } | null>(null)
  useTheme(settings.theme)
  useEscape(narrow && drawerOpen, () => setDrawerOpen(false))

  const sidebarOpen = narrow ? drawerOpen : settings.sidebarOpen
  const toggleSidebar = () =>
    narrow ? setDrawerOpen(!drawerOpen) : change({ sidebarOpen: !settings.sidebarOpen })
  const dialogProps = (name: OpenDialog) => ({
    open: dialog === name,
    onOpenChange: (open: boolean) => setDialog(open ? name : null),
  })

  useDesktopEvents()
  usePromptCommands(app)
  useCommand('sidebar.toggle', toggleSidebar)
  const { data: keys } = useRoute('keys.list', {})
  useCommand('palette.open', () => setPalette('all'))
  useCommand('find.open', () => setFind({ typed: null }))
  useCommand('prompt.switch', () => setPalette('prompts'))
  useCommand('key.switch', () => setPalette('keys'), (keys?.length ?? 0) > 1)
  useCommand('key.open', () => setDialog('key'))
  useCommand('budgets.open', () => setDialog('budgets'))
  useCommand('settings.open', () => setDialog('settings'))
  useCommand('data.show', () =>
    // Where no file manager can show it, Settings says the path.
    showFolder.mutate({}, { onSettled: (shown) => !shown?.opened && setDialog('settings') }),
  )
  useCommand('shortcuts.show', () => setDialog('shortcuts'))
  const compared = page.name === 'workbench' ? page.promptId : null
  useCommand('compare.open', () => compared !== null && openComparison(compared), compared !== null)
  useCommand('page.tests', () => openTests(page.promptId))
  useCommand('page.history', () => openPage('history'))
  useCommand('page.ledger', () => openPage('ledger'))
  useCommand('page.prices', () => openPage('prices'))
  useCommand('answers.format', () => change({ formattedAnswers: !settings.formattedAnswers }))
  useCommand('theme.light', () => change({ theme: 'light' }))
  useCommand('theme.dark', () => change({ theme: 'dark' }))
  useCommand('theme.system', () => change({ theme: 'system' }))
  useCommand('language.english', () => change({ language: 'en' }))
  useCommand('language.chinese', () => change({ language: 'zh-CN' }))

  const edge = (
    <Splitter
      label={t('Sidebar width')}
      axis="horizontal"
      region="before"
      value={width}
      {...SIDEBAR}
      onChange={setWidth}
      onCommit={(sidebarWidth) => change({ sidebarWidth })}
    />
  )

  return (
    <div className={styles.frame} data-platform={app.platform} data-shell={app.shell}>
      <TitleBar app={app} sidebarOpen={sidebarOpen} narrow={narrow} />
      <Notices notices={app.notices} />
      <div className={styles.body}>
        {narrow && sidebarOpen && (
          // A press beside the drawer closes it; the keyboard has the button and its shortcut.
          <div className={styles.scrim} aria-hidden onPointerDown={() => setDrawerOpen(false)} />
        )}
        {sidebarOpen && (
          <Sidebar
            width={narrow ? SIDEBAR.initial + 40 : width}
            edge={narrow ? null : edge}
            drawer={narrow}
            onLeave={() => setDrawerOpen(false)}
          />
        )}
        <GateProvider>
          <MainArea />
        </GateProvider>
      </div>
      <CommandPalette
        mode={palette}
        onClose={() => setPalette(null)}
        onFind={(typed) => setFind({ typed })}
      />
      <FindDialog open={find !== null} typed={find?.typed ?? null} onClose={() => setFind(null)} />
      <Trash />
      <KeyDialog {...dialogProps('key')} />
      <BudgetDialog {...dialogProps('budgets')} />
      <SettingsDialog app={app} {...dialogProps('settings')} />
      <FileDialogs app={app} />
      <ShortcutsDialog {...dialogProps('shortcuts')} />
    </div>
  )
}
