import { describe, expect, it } from 'vitest'

import type { EstimateColumn, PriceDoubt } from '../../../contract/estimates.ts'
import { doubtSentences, doubtWord } from './doubt-words.ts'
import { receiptOfColumn } from './receipt-of-column.ts'

const edge: PriceDoubt = {
  kind: 'crossing',
  at: '2026-11-23T10:00:00.000Z',
  band: 'off-peak',
  documented: null,
}

describe('a price that may not hold', () => {
  it('names the edge, both ways that it can go, and the assumption of the setting', () => {
    expect(doubtWord(edge, 'Asia/Shanghai')).toBe('edge at 18:00')
    const sentences = doubtSentences(edge, 'sent', 'Asia/Shanghai')
    expect(sentences[0]).toBe(
      'A request sent now may still run at 18:00 Beijing, when off-peak begins. DeepSeek does not say which instant decides.',
    )
    expect(sentences[1]).toContain('if the sending decides')
    expect(doubtSentences(edge, 'completed', 'UTC')[1]).toContain('complete before then')
    expect(doubtSentences(edge, 'first-byte', 'UTC')[0]).toContain('10:00 UTC')
  })

  it('rests on what is documented, whatever the setting says', () => {
    const sentences = doubtSentences({ ...edge, documented: 'completed' }, 'sent', 'UTC')
    expect(sentences.join(' ')).toContain('DeepSeek documented')
    expect(sentences.join(' ')).not.toContain('the sending decides')
  })

  it('says of a day without a holiday list that both prices are shown, and which is bold', () => {
    const doubt: PriceDoubt = { kind: 'uncertain', why: 'The holidays of 2027 are not published.' }
    expect(doubtWord(doubt, 'UTC')).toBe('band uncertain')
    expect(doubtSentences(doubt, 'completed', 'UTC').join(' ')).toMatch(/^The holidays of 2027 .* dearer/)
  })
})

describe('the receipt of an amount of the other band', () => {
  const column = {
    estimate: {
      model: { requested: 'deepseek-flash', served: null },
      band: 'peak',
      nextBand: { band: 'off-peak', at: '2026-11-23T10:00:00.000Z' },
    },
  } as unknown as EstimateColumn

  it('is that of the moment when the band begins; that of now has no moment', () => {
    expect(receiptOfColumn('p', column, 'off-peak').at).toBe('2026-11-23T10:00:00.000Z')
    expect(receiptOfColumn('p', column, 'peak').at).toBeUndefined()
    expect(receiptOfColumn('p', column).at).toBeUndefined()
  })
})
