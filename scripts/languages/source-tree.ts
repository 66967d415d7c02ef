import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

import { parseSync } from 'vite'

/** A node of the syntax tree as far as it is read here: its kind, its place and whatever it holds. */
export interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly [field: string]: unknown
}

export interface SourceFile {
  /** From the root of the checkout, with forward slashes. */
  readonly path: string
  readonly text: string
  readonly program: SyntaxNode
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Every source file below a folder of the checkout, parsed; tests and their fixtures are left out. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.includes('/testing/'))
    .map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')))
}

/** @throws Error when the text is not TypeScript */
export function parseSource(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text)
  const [first] = errors
  if (first !== undefined) throw new Error(`${path}: ${first.message}`)
  return { path, text, program: program as unknown as SyntaxNode }
}

/** What a node holds, in the order of the text. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode))
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string'
}

/** A field that holds one node; undefined where it holds none. */
export function childOf(node: SyntaxNode | undefined, field: string): SyntaxNode | undefined {
  const value = node?.[field]
  return isNode(value) ? value : undefined
}

/** "src/renderer/app/app.tsx:12", for the message of a test. */
export function placeOf(file: SourceFile, node: SyntaxNode): string {
  return `${file.path}:${file.text.slice(0, node.start).split('\n').length}`
}

/** The texts that an expression can have as they are written there: a literal, or both sides of a choice. */
export function writtenTexts(node: SyntaxNode | undefined): string[] {
  if (node === undefined) return []
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? [node['value']] : []
  if (node.type === 'JSXExpressionContainer') return writtenTexts(childOf(node, 'expression'))
  if (node.type === 'ConditionalExpression')
    return [...writtenTexts(childOf(node, 'consequent')), ...writtenTexts(childOf(node, 'alternate'))]
  if (node.type === 'LogicalExpression') return writtenTexts(childOf(node, 'right'))
  if (node.type !== 'TemplateLiteral') return []
  return (node['quasis'] as readonly { readonly value: { readonly cooked: string } }[]).map(
    ({ value }) => value.cooked,
  )
}
