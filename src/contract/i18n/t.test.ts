import { afterEach, expect, test } from 'vitest'

import { setLanguage } from './language.ts'
import { t } from './t.ts'

afterEach(() => setLanguage('en'))

test('a message without places is its own English', () => {
  expect(t('Run')).toBe('Run')
})

test('places are filled, and numbers choose their form', () => {
  const text = '{count, plural, one {# run} other {# runs}} of {prompt}'
  expect(t(text, { count: 1, prompt: 'Sort <b>' })).toBe('1 run of Sort <b>')
  expect(t(text, { count: 1200, prompt: 'a' })).toBe('1,200 runs of a')
})

test('braces of the text itself are quoted', () => {
  expect(t("Write '{{'{name}'}}'", { name: 'city' })).toBe('Write {{city}}')
})

test('a sentence that a catalog lacks is shown in English', () => {
  setLanguage('zh-CN')
  expect(t('No catalog knows this sentence')).toBe('No catalog knows this sentence')
})
