import {
  childOf,
  childrenOf,
  placeOf,
  type SourceFile,
  type SyntaxNode,
  writtenTexts,
} from './source-tree.ts'

/** What an attribute of these names says is read or heard by the user. */
const spoken = new Set([
  'aria-label',
  'title',
  'placeholder',
  'label',
  'alt',
  'note',
  'detail',
  'hint',
  'description',
])

/** What is code in every language, and what is a name. */
const untranslated = new Set(['code', 'kbd', 'Kbd', 'samp', 'pre'])

/** Names and beginnings of names, the same in every language; those of the API with a low line go without saying. */
const names = new Set([
  'DeepSeek',
  'Fathom',
  'USD',
  'CNY',
  'CSV',
  'JSON',
  'JSONL',
  'sk-',
  'deepseek-chat',
  'temperature',
  'stop',
])

/** Text with letters that JSX shows as it is written, "place: text"; nobody translates it. */
export function findBareText(file: SourceFile): string[] {
  const found: string[] = []
  const look = (node: SyntaxNode, texts: readonly string[]): void => {
    const bare = texts.find((text) => isWords(text.trim()))
    if (bare !== undefined) found.push(`${placeOf(file, node)}: ${bare.trim()}`)
  }
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'JSXText') look(node, [String(node['value'])])
    if (node.type === 'JSXAttribute' && spoken.has(String(childOf(node, 'name')?.['name'])))
      look(node, writtenTexts(childOf(node, 'value')))
    if (node.type === 'JSXElement') {
      if (untranslated.has(String(childOf(childOf(node, 'openingElement'), 'name')?.['name']))) return
      for (const child of node['children'] as readonly SyntaxNode[]) {
        if (child.type === 'JSXExpressionContainer') look(child, writtenTexts(child))
      }
    }
    childrenOf(node).forEach(visit)
  }
  visit(file.program)
  return found
}

function isWords(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !names.has(text) && !/^[a-z]+(_[a-z]+)+$/.test(text)
}
