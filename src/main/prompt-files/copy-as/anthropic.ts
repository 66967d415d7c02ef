import { type JsonObject, memberOf } from '../../encoding/json.ts'
import { pythonLiteral, typescriptLiteral } from './literals.ts'

/** A Python program that sends a request of the Messages API with Anthropic's SDK. */
export function asAnthropicPython(baseUrl: string, body: JsonObject): string {
  // "output_config" is newer than many installed SDKs; in `extra_body` every one sends it.
  const known = body.members.filter(([key]) => key !== 'output_config')
  const others = body.members.filter(([key]) => key === 'output_config')
  const streams = memberOf(body, 'stream') === true
  return [
    'import os',
    '',
    'from anthropic import Anthropic',
    '',
    `client = Anthropic(api_key=os.environ["DEEPSEEK_API_KEY"], base_url=${pythonLiteral(baseUrl)})`,
    '',
    'response = client.messages.create(',
    ...known.map(([key, value]) => `    ${key}=${pythonLiteral(value, 1)},`),
    ...(others.length === 0 ? [] : [`    extra_body=${pythonLiteral({ members: others }, 1)},`]),
    ')',
    ...(streams
      ? [
          'for event in response:',
          '    if event.type == "content_block_delta" and event.delta.type == "text_delta":',
          '        print(event.delta.text, end="", flush=True)',
        ]
      : ['for block in response.content:', '    if block.type == "text":', '        print(block.text)']),
    '',
  ].join('\n')
}

/** A TypeScript program that sends a request of the Messages API with Anthropic's SDK. */
export function asAnthropicTypescript(baseUrl: string, body: JsonObject): string {
  const streams = memberOf(body, 'stream') === true
  return [
    "import Anthropic from '@anthropic-ai/sdk'",
    '',
    `const client = new Anthropic({ apiKey: process.env['DEEPSEEK_API_KEY'], baseURL: ${typescriptLiteral(baseUrl)} })`,
    '',
    '// "thinking" needs no budget here and "output_config" is newer than some SDKs, so their types may differ.',
    `const request = ${typescriptLiteral(body)}`,
    `const response = await client.messages.create(request as unknown as Anthropic.MessageCreateParams${streams ? 'Streaming' : 'NonStreaming'})`,
    ...(streams
      ? [
          'for await (const event of response) {',
          "  if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') process.stdout.write(event.delta.text)",
          '}',
        ]
      : ["for (const block of response.content) if (block.type === 'text') console.log(block.text)"]),
    '',
  ].join('\n')
}
