import { readdirSync, readFileSync } from 'node:fs'

import { childOf, childrenOf, type SourceFile, type SyntaxNode } from './source-tree.ts'

/** What of a file is never shown as it stands: calls that translate, log, or speak to the database. */
const silent = new Set(['t', 'message', 'log', 'prepare', 'exec'])

/** Every text that a file writes as it is, a template with `{}` in its places; what goes through `t` is left out. */
export function textsOf(file: SourceFile): string[] {
  const found: string[] = []
  const visit = (node: SyntaxNode): void => {
    if (node.type === 'CallExpression' && silent.has(calleeOf(node))) return
    if (node.type === 'NewExpression' && childOf(node, 'callee')?.['name'] === 'Error') return
    if (node.type === 'Literal' && typeof node['value'] === 'string') found.push(node['value'])
    if (node.type === 'TemplateLiteral') found.push(templateText(node))
    childrenOf(node).forEach(visit)
  }
  visit(file.program)
  return found
}

function calleeOf(node: SyntaxNode): string {
  const callee = childOf(node, 'callee')
  return String(callee?.['name'] ?? childOf(callee, 'property')?.['name'])
}

function templateText(node: SyntaxNode): string {
  const quasis = node['quasis'] as readonly { readonly value: { readonly cooked: string } }[]
  return quasis.map(({ value }) => value.cooked).join('{}')
}

/** Every string of the books that ship with Fathom. */
export function resourceTexts(): string[] {
  const resources = new URL('../../resources/', import.meta.url)
  return readdirSync(resources)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => stringsIn(JSON.parse(readFileSync(new URL(name, resources), 'utf8'))))
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

/** A sentence with its places unnamed, so that two can be held against each other. */
export function withoutNames(text: string): string {
  return text.replaceAll(/\{\w*\}/g, '{}').trim()
}

/** Whether a text is a sentence for a person: several words, and a full stop. */
export function isSentence(text: string): boolean {
  return /[a-z]\.$/.test(text) && /^["A-Z{]/.test(text) && text.split(' ').length > 3
}

/** Whether a text is a sentence with its places filled. */
export function shapeOf(sentence: string): (text: string) => boolean {
  const pieces = sentence.split(/\{\w+\}/)
  return (text) => pieces.length > 1 && text.startsWith(pieces[0] ?? '') && text.endsWith(pieces.at(-1) ?? '')
}
