import type { WhatIf, WhatIfCase, WhatIfCell } from '../../../contract/prices.ts'
import type { Band } from '../../../contract/values.ts'

/** One effort of a model: its cells in the order of the columns. */
export interface WhatIfRow {
  readonly counted: WhatIfCase
  readonly cells: readonly WhatIfCell[]
}

/** One model: a group of columns for each band, cold and warm in each. */
export interface WhatIfGroup {
  readonly model: string
  readonly bands: readonly { readonly band: Band; readonly inForce: boolean }[]
  readonly rows: readonly WhatIfRow[]
}

/** The matrix as tables: models in order, then a row an effort, a pair of columns a band. */
export function whatIfGroups({ cases, cells }: Pick<WhatIf, 'cases' | 'cells'>): readonly WhatIfGroup[] {
  const models = [...new Set(cases.map(({ model }) => model))]
  return models.map((model) => {
    const own = cells.filter((cell) => cell.model === model)
    const bands = new Map(own.map(({ band, inForce }) => [band, { band, inForce }]))
    const rows = cases
      .filter((counted) => counted.model === model)
      .map((counted) => ({ counted, cells: own.filter(({ effort }) => effort === counted.effort) }))
    return { model, bands: [...bands.values()], rows }
  })
}

/** Whether two models are asked for in the same bands, of which the same are in force. */
export function haveSameColumns({ bands }: WhatIfGroup, other: WhatIfGroup | undefined): boolean {
  return (
    bands.length === other?.bands.length &&
    bands.every(({ band, inForce }, place) => {
      const beside = other.bands[place]
      return beside?.band === band && beside.inForce === inForce
    })
  )
}
