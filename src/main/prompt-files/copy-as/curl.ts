import type { Json } from '../../encoding/json.ts'
import { jsonLiteral } from './literals.ts'

/** A command that sends the request; the key comes from the environment. */
export function asCurl(url: string, body: Json): string {
  return [
    `curl ${shellQuoted(url)} \\`,
    '  -H "Authorization: Bearer $DEEPSEEK_API_KEY" \\',
    "  -H 'Content-Type: application/json' \\",
    `  --data-raw ${shellQuoted(jsonLiteral(body))}`,
    '',
  ].join('\n')
}

function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
