/** Where a command stands: a heading of the palette, a menu of the desktop window. */
export type CommandGroup = 'Prompt' | 'Run' | 'Go to' | 'View' | 'Account' | 'Help'

interface CommandRow {
  readonly id: string
  readonly title: string
  readonly group: CommandGroup
  /** "Mod+Shift+/": Mod is Command on a Mac and Control elsewhere. */
  readonly shortcut?: string
  /** Where a browser keeps the shortcut for itself (a new window, a new tab), this one serves in its place. */
  readonly browserShortcut?: string
  /** More words that the palette finds it by. */
  readonly keywords?: string
}

/**
 * Every command, once: the palette, the tooltips, the shortcuts and the menu of the desktop window read this table.
 * Plain data without imports, so that page and main may both hold it (docs/decisions/0007).
 */
export const commandTable = [
  { id: 'run.start', title: 'Run', group: 'Run', shortcut: 'Mod+Enter', keywords: 'send practice' },
  { id: 'run.stop', title: 'Stop the run', group: 'Run', shortcut: 'Mod+.', keywords: 'cancel abort' },
  {
    id: 'compare.runAll',
    title: 'Run all columns',
    group: 'Run',
    shortcut: 'Mod+Shift+Enter',
    keywords: 'compare',
  },
  {
    id: 'compare.open',
    title: 'Compare models',
    group: 'Go to',
    shortcut: 'Mod+Alt+C',
    keywords: 'flash pro side by side columns',
  },
  {
    id: 'compare.differences',
    title: 'Show or hide the differences',
    group: 'View',
    shortcut: 'Mod+Alt+D',
    keywords: 'compare diff answers',
  },
  { id: 'prompt.new', title: 'New prompt', group: 'Prompt', shortcut: 'Mod+N', browserShortcut: 'Mod+Alt+N' },
  { id: 'prompt.switch', title: 'Switch prompt', group: 'Prompt', shortcut: 'Mod+P', keywords: 'open find' },
  { id: 'prompt.rename', title: 'Rename prompt', group: 'Prompt', shortcut: 'F2' },
  { id: 'prompt.duplicate', title: 'Duplicate prompt', group: 'Prompt', shortcut: 'Mod+D', keywords: 'copy' },
  {
    id: 'prompt.copyLink',
    title: 'Copy a link to this prompt',
    group: 'Prompt',
    keywords: 'url share deep link',
  },
  { id: 'prompt.remove', title: 'Remove prompt', group: 'Prompt', keywords: 'delete trash' },
  { id: 'page.history', title: 'History', group: 'Go to', keywords: 'runs past' },
  { id: 'page.ledger', title: 'Ledger', group: 'Go to', keywords: 'spend cost bill export csv' },
  { id: 'page.prices', title: 'Prices', group: 'Go to', keywords: 'tariff peak off-peak rates' },
  { id: 'palette.open', title: 'Search prompts and commands', group: 'View', shortcut: 'Mod+K' },
  { id: 'sidebar.toggle', title: 'Show or hide the sidebar', group: 'View', shortcut: 'Mod+B' },
  { id: 'inspector.toggle', title: 'Show or hide the inspector', group: 'View', shortcut: 'Mod+Alt+B' },
  {
    id: 'amounts.hide',
    title: 'Hide or show the balance',
    group: 'View',
    keywords: 'private screen sharing amounts',
  },
  { id: 'theme.light', title: 'Light theme', group: 'View', keywords: 'appearance colour' },
  { id: 'theme.dark', title: 'Dark theme', group: 'View', keywords: 'appearance colour' },
  { id: 'theme.system', title: 'Theme of the system', group: 'View', keywords: 'appearance colour' },
  { id: 'language.english', title: 'Language: English', group: 'View', keywords: 'english en' },
  {
    id: 'language.chinese',
    title: 'Language: 简体中文',
    group: 'View',
    keywords: 'chinese simplified zhongwen zh 中文 语言',
  },
  { id: 'key.open', title: 'API key', group: 'Account', keywords: 'add change remove deepseek token' },
  {
    id: 'budgets.open',
    title: 'Budgets',
    group: 'Account',
    keywords: 'limit spend day week month block warn gate',
  },
  { id: 'balance.refresh', title: 'Check the balance', group: 'Account', keywords: 'money refresh' },
  {
    id: 'settings.open',
    title: 'Settings',
    group: 'Account',
    shortcut: 'Mod+,',
    keywords: 'preferences currency zone',
  },
  { id: 'data.show', title: 'Show the data folder', group: 'Account', keywords: 'files database backup' },
  {
    id: 'shortcuts.show',
    title: 'Keyboard shortcuts',
    group: 'Help',
    shortcut: 'Mod+Shift+/',
    keywords: 'keys help',
  },
] as const satisfies readonly CommandRow[]

export type CommandId = (typeof commandTable)[number]['id']

/** One row, without the literal types of the table. */
export interface Command extends Omit<CommandRow, 'id'> {
  readonly id: CommandId
}
