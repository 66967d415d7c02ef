import { type ReactNode, useState } from 'react'

import type { ResultOf } from '../../../contract/routes.ts'
import type { Zone } from '../../../contract/values.ts'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { AddHolidaysDialog } from './add-holidays-dialog.tsx'
import { AddPriceDialog } from './add-price-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { type ChosenText, choosePriceFile, exportPrices } from './price-files.ts'
import { correctionOf, emptyPrice, type PriceFields } from './price-form.ts'
import { RepricingDialog } from './repricing-dialog.tsx'
import type { Tariff } from './tariffs.ts'

type Open =
  | { readonly kind: 'price'; readonly first: PriceFields }
  | { readonly kind: 'holidays'; readonly year: number }
  | { readonly kind: 'import'; readonly file: ChosenText }
  | { readonly kind: 'reprice' }

export interface PriceDialogs {
  /** The dialog that is open. */
  readonly dialog: ReactNode
  readonly add: () => void
  readonly correct: (tariff: Tariff) => void
  readonly addHolidays: (year: number) => void
  readonly reprice: () => void
  readonly import: () => void
  readonly export: (what: 'prices' | 'holidays') => void
}

/** The questions of the price page, one at a time. */
export function usePriceDialogs(list: ResultOf<'prices.list'> | undefined, now: number): PriceDialogs {
  const [open, setOpen] = useState<Open | null>(null)
  const { settings } = useSettings()
  const { send } = useApi()
  const note = useNote()
  const { zone } = settings
  const close = (): void => setOpen(null)
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      note(errorSentence(error))
    }
  }
  return {
    dialog: open && list && <OpenDialog {...{ open, list, zone, close }} />,
    add: () => setOpen({ kind: 'price', first: emptyPrice(now, zone) }),
    correct: (tariff) => setOpen({ kind: 'price', first: correctionOf(tariff, zone) }),
    addHolidays: (year) => setOpen({ kind: 'holidays', year }),
    reprice: () => setOpen({ kind: 'reprice' }),
    import: () =>
      void attempt(async () => {
        const file = await choosePriceFile(send)
        if (file) setOpen({ kind: 'import', file })
      }),
    export: (what) => void attempt(async () => void (await exportPrices(send, what))),
  }
}

interface OpenDialogProps {
  readonly open: Open
  readonly list: ResultOf<'prices.list'>
  readonly zone: Zone
  readonly close: () => void
}

function OpenDialog({ open, list, zone, close }: OpenDialogProps) {
  if (open.kind === 'price') {
    const models = [...new Set(list.rows.map(({ model }) => model))]
    return <AddPriceDialog first={open.first} zone={zone} models={models} onClose={close} />
  }
  if (open.kind === 'holidays')
    return <AddHolidaysDialog year={open.year} years={list.holidays} onClose={close} />
  if (open.kind === 'import') return <ImportDialog file={open.file} zone={zone} onClose={close} />
  return <RepricingDialog zone={zone} onClose={close} />
}
