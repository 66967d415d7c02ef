import { message } from './i18n/t.ts'

/** Where a command stands: a heading of the overview of shortcuts, a menu of the desktop window. */
export const commandGroups = {
  Prompt: message('Prompt'),
  Run: message('Run'),
  'Go to': message('Go to'),
  View: message('View'),
  Account: message('Account'),
  Help: message('Help'),
} as const
export type CommandGroup = keyof typeof commandGroups

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
 * Plain data, so that page and main may both hold it (docs/decisions/0007).
 */
export const commandTable = [
  { id: 'run.start', title: message('Run'), group: 'Run', shortcut: 'Mod+Enter', keywords: 'send practice' },
  {
    id: 'run.stop',
    title: message('Stop the run'),
    group: 'Run',
    shortcut: 'Mod+.',
    keywords: 'cancel abort',
  },
  {
    id: 'compare.runAll',
    title: message('Run all columns'),
    group: 'Run',
    shortcut: 'Mod+Shift+Enter',
    keywords: 'compare',
  },
  {
    id: 'variables.toggle',
    title: message('Show or hide the variables'),
    group: 'View',
    shortcut: 'Mod+Shift+E',
    keywords: 'fill form values placeholders',
  },
  {
    id: 'compare.open',
    title: message('Compare models'),
    group: 'Go to',
    shortcut: 'Mod+Alt+C',
    keywords: 'flash pro side by side columns',
  },
  {
    id: 'compare.differences',
    title: message('Show or hide the differences'),
    group: 'View',
    shortcut: 'Mod+Alt+D',
    keywords: 'compare diff answers',
  },
  {
    id: 'prompt.new',
    title: message('New prompt'),
    group: 'Prompt',
    shortcut: 'Mod+N',
    browserShortcut: 'Mod+Alt+N',
  },
  {
    id: 'prompt.switch',
    title: message('Switch prompt'),
    group: 'Prompt',
    shortcut: 'Mod+P',
    keywords: 'open find',
  },
  {
    id: 'prompt.import',
    title: message('Import prompts'),
    group: 'Prompt',
    shortcut: 'Mod+O',
    browserShortcut: 'Mod+Alt+O',
    keywords: 'open file json curl openai promptfoo paste',
  },
  {
    id: 'prompt.copyAs',
    title: message('Copy as curl, SDK code or JSON'),
    group: 'Prompt',
    keywords: 'export python typescript openai anthropic request',
  },
  {
    id: 'prompt.saveFile',
    title: message('Save the prompt as a file'),
    group: 'Prompt',
    keywords: 'export markdown download',
  },
  { id: 'prompt.rename', title: message('Rename prompt'), group: 'Prompt', shortcut: 'F2' },
  {
    id: 'prompt.duplicate',
    title: message('Duplicate prompt'),
    group: 'Prompt',
    shortcut: 'Mod+D',
    keywords: 'copy',
  },
  {
    id: 'version.save',
    title: message('Save a version'),
    group: 'Prompt',
    shortcut: 'Mod+S',
    keywords: 'snapshot commit note',
  },
  {
    id: 'versions.open',
    title: message('Show the versions'),
    group: 'View',
    shortcut: 'Mod+Alt+V',
    keywords: 'history diff restore label production',
  },
  {
    id: 'prompt.reopen',
    title: message('Bring the last removed prompt back'),
    group: 'Prompt',
    shortcut: 'Mod+Shift+T',
    browserShortcut: 'Mod+Alt+T',
    keywords: 'reopen closed restore undo remove trash',
  },
  {
    id: 'trash.open',
    title: message('Removed prompts'),
    group: 'Prompt',
    keywords: 'trash bin restore deleted',
  },
  {
    id: 'prompt.copyLink',
    title: message('Copy a link to this prompt'),
    group: 'Prompt',
    keywords: 'url share deep link',
  },
  { id: 'prompt.remove', title: message('Remove prompt'), group: 'Prompt', keywords: 'delete trash' },
  { id: 'page.history', title: message('History'), group: 'Go to', keywords: 'runs past' },
  {
    id: 'page.tests',
    title: message('Tests'),
    group: 'Go to',
    keywords: 'test cases table assertions evaluate',
  },
  { id: 'page.ledger', title: message('Ledger'), group: 'Go to', keywords: 'spend cost bill export csv' },
  { id: 'page.prices', title: message('Prices'), group: 'Go to', keywords: 'tariff peak off-peak rates' },
  {
    id: 'find.open',
    title: message('Find in everything'),
    group: 'Go to',
    shortcut: 'Mod+Shift+F',
    keywords: 'search full text answers versions runs',
  },
  { id: 'palette.open', title: message('Search prompts and commands'), group: 'View', shortcut: 'Mod+K' },
  { id: 'sidebar.toggle', title: message('Show or hide the sidebar'), group: 'View', shortcut: 'Mod+B' },
  {
    id: 'inspector.toggle',
    title: message('Show or hide the inspector'),
    group: 'View',
    shortcut: 'Mod+Alt+B',
  },
  {
    id: 'amounts.hide',
    title: message('Hide or show amounts'),
    group: 'View',
    keywords: 'private screen sharing balance budget',
  },
  {
    id: 'answers.format',
    title: message('Show answers formatted or plain'),
    group: 'View',
    keywords: 'markdown render layout raw text',
  },
  { id: 'theme.light', title: message('Light theme'), group: 'View', keywords: 'appearance colour' },
  { id: 'theme.dark', title: message('Dark theme'), group: 'View', keywords: 'appearance colour' },
  { id: 'theme.system', title: message('Theme of the system'), group: 'View', keywords: 'appearance colour' },
  { id: 'language.english', title: message('Language: English'), group: 'View', keywords: 'english en' },
  {
    id: 'language.chinese',
    title: message('Language: 简体中文'),
    group: 'View',
    keywords: 'chinese simplified zhongwen zh 中文 语言',
  },
  {
    id: 'key.open',
    title: message('API keys'),
    group: 'Account',
    keywords: 'add change remove rename deepseek token',
  },
  {
    id: 'key.switch',
    title: message('Use another key'),
    group: 'Account',
    keywords: 'switch account profile',
  },
  {
    id: 'budgets.open',
    title: message('Budgets'),
    group: 'Account',
    keywords: 'limit spend day week month block warn gate',
  },
  { id: 'balance.refresh', title: message('Check the balance'), group: 'Account', keywords: 'money refresh' },
  {
    id: 'settings.open',
    title: message('Settings'),
    group: 'Account',
    shortcut: 'Mod+,',
    keywords: 'preferences currency zone',
  },
  {
    id: 'files.open',
    title: message('Files and backups'),
    group: 'Account',
    keywords: 'folder git workspace sync restore backup',
  },
  {
    id: 'data.show',
    title: message('Show the data folder'),
    group: 'Account',
    keywords: 'files database backup',
  },
  {
    id: 'shortcuts.show',
    title: message('Keyboard shortcuts'),
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

/** What the user chose in place of the table's shortcuts, by id: another one, or null for none. Unknown ids are left alone. */
export type EditedShortcuts = Readonly<Record<string, string | null>>

/** The shortcut that the table gives a command in this shell. */
export function defaultShortcut(command: Command, browser: boolean): string | undefined {
  return browser ? (command.browserShortcut ?? command.shortcut) : command.shortcut
}

/**
 * Which shortcut each command has now, in the table's order; none is given twice. What the user chose goes first: a
 * default that someone else was given falls away until that choice is taken back.
 */
export function shortcutsInForce(edited: EditedShortcuts, browser: boolean): ReadonlyMap<CommandId, string> {
  const taken = new Map<string, CommandId>()
  const give = (id: CommandId, shortcut: string | null | undefined): void => {
    if (shortcut && !taken.has(shortcut)) taken.set(shortcut, id)
  }
  const rows: readonly Command[] = commandTable
  for (const { id } of rows) give(id, edited[id])
  for (const command of rows) {
    if (edited[command.id] === undefined) give(command.id, defaultShortcut(command, browser))
  }
  return new Map([...taken].map(([shortcut, id]) => [id, shortcut]))
}
