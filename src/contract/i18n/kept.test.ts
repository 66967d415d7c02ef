import { afterEach, expect, test } from 'vitest'

import { kept } from './kept.ts'
import { setLanguage } from './language.ts'

afterEach(() => setLanguage('en'))

test('in English a sentence stays as main wrote it', () => {
  expect(kept('Monday, working day')).toBe('Monday, working day')
})

test('a sentence is recognised by its shape, and so are the words inside it', () => {
  setLanguage('zh-CN')
  expect(kept('Monday, working day')).toBe('周一，工作日')
  expect(kept('This run has ended already.')).toBe('此运行已经结束。')
})

test('sentences that follow each other are recognised one by one', () => {
  setLanguage('zh-CN')
  expect(kept('The holidays of 2027 are not in the list. Both prices are given.')).toBe(
    '列表中没有 2027 年的节假日。Both prices are given.',
  )
})

test('what nobody wrote down stays as it is, whatever it holds', () => {
  setLanguage('zh-CN')
  expect(kept('invalid_request_error: {"a": 1} <b>')).toBe('invalid_request_error: {"a": 1} <b>')
})
