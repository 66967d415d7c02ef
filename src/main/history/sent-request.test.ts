import { expect, test } from 'vitest'

import { sentRequest } from './sent-request.ts'

test('messages are texts with all that was sent of them', () => {
  const call = { id: 'a', type: 'function', function: { name: 'tide', arguments: '{}' } }
  const body = {
    messages: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'See' }] },
      { role: 'assistant', content: null, tool_calls: [call] },
    ],
    model: 'deepseek-flash',
    stop: ['x'],
    stream: true,
    stream_options: { include_usage: true },
  }
  const { messages, parameters } = sentRequest(JSON.stringify(body))
  expect(messages[0]).toEqual({ role: 'system', text: 'Be brief.' })
  expect(messages[1]?.text).toContain('"See"')
  expect(messages[2]?.text).toContain('"tide"')
  expect(parameters).toEqual([
    { name: 'model', value: 'deepseek-flash' },
    { name: 'stop', value: '[\n  "x"\n]' },
  ])
})

test('a gap is two texts, and what cannot be read is one', () => {
  expect(sentRequest('{"prompt":"a","suffix":"b","max_tokens":5}')).toEqual({
    messages: [
      { role: 'prompt', text: 'a' },
      { role: 'suffix', text: 'b' },
    ],
    parameters: [{ name: 'max_tokens', value: '5' }],
  })
  expect(sentRequest('{"mess')).toEqual({ messages: [{ role: 'request', text: '{"mess' }], parameters: [] })
})
