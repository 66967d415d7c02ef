import { Copy } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import type { Receipt } from '../../../contract/receipts.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { useNote } from '../../components/ui/toaster.tsx'
import { errorSentence } from '../../lib/api.ts'

/** Copies just what is shown; nothing where there is no receipt. */
export function CopyReceipt({ receipt }: { readonly receipt: Receipt | undefined }) {
  const note = useNote()
  if (receipt === undefined) return null
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(JSON.stringify(receipt, null, 2))
    note(t('Receipt copied. fathom verify recomputes it.'))
  }
  return (
    <IconButton
      icon={Copy}
      label={t('Copy the receipt as JSON')}
      small
      onClick={() => void copy().catch((error: unknown) => note(errorSentence(error)))}
    />
  )
}
