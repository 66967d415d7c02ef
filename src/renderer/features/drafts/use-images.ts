import { useState } from 'react'

import type { DraftSession } from '../../editor/draft-session.ts'
import { chooseFile } from '../../lib/files.ts'
import { imageAccept, isPicture, readImage } from './attach-image.ts'
import { withImage } from './attached-images.tsx'

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
    if (message !== undefined) session.setDetails(messageId, withImage(message.details, image))
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
