import { type JsonObject, memberOf } from '../../encoding/json.ts'
import { pythonLiteral, typescriptLiteral } from './literals.ts'

/** Fields that the SDK of OpenAI does not know and sends on only where it is told so. */
const extra = new Set(['thinking', 'user_id'])

/** A Python program that sends the request with OpenAI's SDK. */
export function asOpenaiPython(baseUrl: string, body: JsonObject): string {
  const known = body.members.filter(([key]) => !extra.has(key))
  const others = body.members.filter(([key]) => extra.has(key))
  const words = [
    ...known.map(([key, value]) => `    ${key}=${pythonLiteral(value, 1)},`),
    ...(others.length === 0 ? [] : [`    extra_body=${pythonLiteral({ members: others }, 1)},`]),
  ]
  return [
    'import os',
    '',
    'from openai import OpenAI',
    '',
    `client = OpenAI(api_key=os.environ["DEEPSEEK_API_KEY"], base_url=${pythonLiteral(baseUrl)})`,
    '',
    `response = client.${methodOf(body)}.create(`,
    ...words,
    ')',
    ...pythonPrint(body),
    '',
  ].join('\n')
}

function pythonPrint(body: JsonObject): readonly string[] {
  const gap = isGap(body)
  if (!streams(body))
    return [gap ? 'print(response.choices[0].text)' : 'print(response.choices[0].message.content)']
  return [
    'for chunk in response:',
    '    if chunk.choices:',
    gap
      ? '        print(chunk.choices[0].text or "", end="", flush=True)'
      : '        print(chunk.choices[0].delta.content or "", end="", flush=True)',
  ]
}

/** A TypeScript program that sends the request with OpenAI's SDK. */
export function asOpenaiTypescript(baseUrl: string, body: JsonObject): string {
  const kind = isGap(body) ? 'Completion' : 'Chat.Completions.ChatCompletion'
  const type = `OpenAI.${kind}CreateParams${streams(body) ? 'Streaming' : 'NonStreaming'}`
  return [
    "import OpenAI from 'openai'",
    '',
    `const client = new OpenAI({ apiKey: process.env['DEEPSEEK_API_KEY'], baseURL: ${typescriptLiteral(baseUrl)} })`,
    '',
    '// "thinking" and "user_id" are DeepSeek\'s own, so the type of OpenAI does not list them.',
    `const request = ${typescriptLiteral(body)}`,
    `const response = await client.${methodOf(body)}.create(request as ${type})`,
    ...typescriptPrint(body),
    '',
  ].join('\n')
}

function typescriptPrint(body: JsonObject): readonly string[] {
  const gap = isGap(body)
  if (!streams(body)) return [`console.log(response.choices[0]?.${gap ? 'text' : 'message.content'})`]
  return [
    `for await (const chunk of response) process.stdout.write(chunk.choices[0]?.${gap ? 'text' : 'delta.content'} ?? '')`,
  ]
}

function methodOf(body: JsonObject): string {
  return isGap(body) ? 'completions' : 'chat.completions'
}

function isGap(body: JsonObject): boolean {
  return memberOf(body, 'prompt') !== undefined
}

function streams(body: JsonObject): boolean {
  return memberOf(body, 'stream') === true
}
