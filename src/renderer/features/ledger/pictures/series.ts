import { t } from '../../../../contract/i18n/t.ts'
import type { SpendSlice } from '../../../../contract/ledger.ts'
import type { Band } from '../../../../contract/values.ts'

export type Family = 'flash' | 'pro' | 'other'

/** A colour and a pattern of a stacked bar: the family of the model, and whether it is the dear band. */
export interface Series {
  readonly id: string
  readonly family: Family
  readonly peak: boolean
  readonly label: string
}

const families: readonly Family[] = ['flash', 'pro', 'other']

/** Pro and the reasoner were the dear model of their time; what has neither name is neither. */
function familyOf(model: string): Family {
  if (/pro|reasoner/.test(model)) return 'pro'
  return /flash|chat/.test(model) ? 'flash' : 'other'
}

export function seriesId({ model, band }: Pick<SpendSlice, 'model' | 'band'>): string {
  return `${familyOf(model)} ${band === 'peak' ? 'peak' : 'other'}`
}

/** The series that occur, from the bottom of a bar to its top; named by the bands that they stand for. */
export function seriesIn(slices: readonly Pick<SpendSlice, 'model' | 'band'>[]): readonly Series[] {
  const bands = Map.groupBy(slices, seriesId)
  return families.flatMap((family) =>
    [false, true].flatMap((peak): Series[] => {
      const id = `${family} ${peak ? 'peak' : 'other'}`
      const found = bands.get(id)
      return found ? [{ id, family, peak, label: labelOf(family, peak, found) }] : []
    }),
  )
}

function labelOf(family: Family, peak: boolean, slices: readonly { readonly band: Band | null }[]): string {
  const name = family === 'other' ? t('other models') : family
  if (peak) return t('{name} peak', { name })
  return slices.some(({ band }) => band === 'off-peak') ? t('{name} off-peak', { name }) : name
}
