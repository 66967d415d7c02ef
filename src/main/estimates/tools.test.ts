import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { defaultParameters } from '../drafts/draft-state.ts'
import { parseRequest } from '../encoding/parse-request.ts'
import { createPieceCounter } from '../encoding/piece-counter.ts'
import { books } from '../testing/test-services.ts'
import { tokenizer } from '../tokenizer/testing/vocabulary.ts'
import { createDirectCounter } from './direct-counter.ts'
import { requestText } from './draft-request.ts'
import { estimateRequest } from './estimate-request.ts'
import { inspectTools } from './inspect-tools.ts'
import { offeredTools, placeTools } from './tool-places.ts'

const at = Date.parse('2026-11-22T03:00:00.000Z')
const counter = createDirectCounter(tokenizer)
const model = 'deepseek-flash'
const inspect = (tools: string) => inspectTools(books, counter, { tools, model }, at)

const tool = (name: string, description = 'Depth at a place.', parameters: unknown = { type: 'object' }) => ({
  type: 'function',
  function: { name, description, parameters },
})
const user = [{ id: 'u', role: 'user' as const, content: 'Hi' }]
const bodyWith = (tools: string, toolsOff: string[]) =>
  requestText({ messages: user, parameters: { ...defaultParameters, tools, toolsOff } })

describe('a list of tools', () => {
  it('is shown with the place, the line and the weight of each, which sum to what they add', async () => {
    const text = `[\n  ${JSON.stringify(tool('a'))},\n\n  ${JSON.stringify(tool('b', 'Tide at a place, by the hour.'))}\n]`
    const { tools, problems } = await inspect(text)
    expect(problems).toEqual([])
    expect(tools.map(({ name, line }) => [name, line])).toEqual([
      ['a', 2],
      ['b', 4],
    ])
    expect(JSON.parse(text.slice(tools[1]!.from, tools[1]!.to))).toEqual(
      tool('b', 'Tide at a place, by the hour.'),
    )
    const both = tokensOf(text, [])
    const alone = tokensOf(JSON.stringify([tool('a')]), [])
    expect(Math.abs(both - alone - (tools[1]?.tokens ?? 0))).toBeLessThanOrEqual(1)
  })

  it('says on which line it is no JSON, no tool, or no JSON Schema', async () => {
    expect((await inspect('[\n{"type":\n}]')).problems).toEqual([
      { line: 3, message: expect.stringContaining('JSON') as string },
    ])
    const noName = `[${JSON.stringify(tool('a'))},\n{"type": "function", "function": {}}]`
    expect((await inspect(noName)).problems).toEqual([
      { line: 2, message: expect.stringContaining('needs a "name"') as string },
    ])
    const badType =
      '[{"type": "function", "function": {"name": "f", "parameters": {"type": "object",\n"properties": {"city": {\n"type": "text"}}}}}]'
    const { problems } = await inspect(badType)
    expect(problems.map(({ line }) => line)).toContain(3)
    expect(problems.some(({ message }) => message.includes('parameters.properties.city.type'))).toBe(true)
  })

  it('is sent letter by letter as long as none is off, and without those that are', () => {
    const text = ` [ ${JSON.stringify(tool('a'))} ,\n ${JSON.stringify(tool('b'))} ] `
    expect(bodyWith(text, [])).toContain(text.trim())
    expect(bodyWith(text, ['nobody'])).toContain(text.trim())
    expect(JSON.parse(bodyWith(text, ['a']))).toMatchObject({ tools: [tool('b')] })
    expect(JSON.parse(bodyWith(text, ['a', 'b']))).not.toHaveProperty('tools')
  })

  it('keeps of every tool that is left on exactly what was written', () => {
    const anyTool = fc.record({
      type: fc.constant('function'),
      function: fc.record({
        name: fc.constantFrom('a', 'b', 'c'),
        parameters: fc.dictionary(fc.string(), fc.json()),
      }),
    })
    const spaces = fc.constantFrom(undefined, 2, '\t')
    fc.assert(
      fc.property(fc.array(anyTool), spaces, fc.subarray(['a', 'b', 'c']), (list, indent, off) => {
        const text = JSON.stringify(list, null, indent)
        const kept = list.filter(({ function: { name } }) => !off.includes(name))
        expect(JSON.parse(offeredTools({ tools: text, toolsOff: off }))).toEqual(
          JSON.parse(JSON.stringify(kept)),
        )
        expect(
          placeTools(text)?.tools.map(({ from, to }) => JSON.parse(text.slice(from, to)) as unknown),
        ).toEqual(JSON.parse(JSON.stringify(list)))
      }),
    )
  })
})

function tokensOf(tools: string, off: string[]): number {
  const request = parseRequest(bodyWith(tools, off))
  const whole = createPieceCounter(tokenizer, () => '')
  return estimateRequest(books, whole, { request, at }).prompt.tokens
}
