import {
  childOf,
  childrenOf,
  placeOf,
  type SourceFile,
  type SyntaxNode,
  writtenTexts,
} from './source-tree.ts'

export interface CollectedMessage {
  readonly text: string
  /** Where it stands first. */
  readonly place: string
}

/** Every sentence that the sources give to `t`, to `message` and to <RichText>, by its English. */
export function collectMessages(files: readonly SourceFile[]): Map<string, CollectedMessage> {
  const found = new Map<string, CollectedMessage>()
  for (const file of files) {
    const visit = (node: SyntaxNode): void => {
      for (const text of messagesOf(node)) {
        if (text !== '' && !found.has(text)) found.set(text, { text, place: placeOf(file, node) })
      }
      childrenOf(node).forEach(visit)
    }
    visit(file.program)
  }
  return found
}

function messagesOf(node: SyntaxNode): string[] {
  if (node.type === 'CallExpression') {
    const name = childOf(node, 'callee')?.['name']
    const [first] = node['arguments'] as readonly SyntaxNode[]
    return name === 't' || name === 'message' ? writtenTexts(first) : []
  }
  if (node.type !== 'JSXOpeningElement' || childOf(node, 'name')?.['name'] !== 'RichText') return []
  const attribute = (node['attributes'] as readonly SyntaxNode[]).find(
    (each) => childOf(each, 'name')?.['name'] === 'message',
  )
  return writtenTexts(childOf(attribute, 'value'))
}
