import { useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { DraftSession } from '../../editor/draft-session.ts'
import { chooseFile } from '../../lib/files.ts'
import { imageAccept, isPicture, readImage } from './attach-image.ts'
import { withImage } from './attached-images.tsx'

/** What one request takes (docs 2026-11); no message can be sent with more. */
const MOST_CHARACTERS = 48 * 1024 * 1024

function tooLarge(): string {
  return t('The images are more than the 48 MB that one request takes. Take one away, or make them smaller.')
}

/** Attaching images to one message, by choosing or dropping them. */
export function useImages(session: DraftSession, messageId: string) {
  const [refusal, setRefusal] = useState<string | null>(null)
  const attach = async (file: File): Promise<void> => {
    const image = await readImage(file)
    if (typeof image === 'string') {
      setRefusal(image)
      return
    }
    setRefusal(null)
    const message = session.shape.get().messages.find(({ id }) => id === messageId)
    if (message === undefined) return
    const details = withImage(message.details, image)
    const length = (details.images ?? []).reduce((sum, { data }) => sum + data.length, 0)
    if (length > MOST_CHARACTERS) setRefusal(tooLarge())
    else session.setDetails(messageId, details)
  }
  return {
    refusal,
    dismiss: () => setRefusal(null),
    choose: async (): Promise<void> => {
      const file = await chooseFile(imageAccept)
      if (file !== null) await attach(file)
    },
    /** True where the file is a picture: then it is attached, or refused in a sentence. */
    takes: (file: File): boolean => {
      if (!isPicture(file)) return false
      void attach(file)
      return true
    },
  }
}
