import { X } from 'lucide-react'

import type { AttachedImage, MessageDetails } from '../../../contract/drafts.ts'
import { t } from '../../../contract/i18n/t.ts'
import { IconButton } from '../../components/ui/icon-button.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import type { MessageOutline } from '../../editor/draft-state.ts'

import styles from './attached-images.module.css'

interface AttachedImagesProps {
  readonly session: DraftSession
  readonly message: MessageOutline
}

/** The images of a message. Their weight is a forecast, which the Tokens tab says. */
export function AttachedImages({ session, message }: AttachedImagesProps) {
  const { id, role, details = {} } = message
  const images = details.images ?? []
  if (images.length === 0) return null
  const remove = (gone: AttachedImage): void => {
    const { images: _all, ...rest } = details
    const kept = images.filter((image) => image !== gone)
    session.setDetails(id, kept.length === 0 ? rest : { ...rest, images: kept })
  }
  return (
    <div className={styles.images}>
      {images.map((image, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the same image may be attached twice
        <figure key={index} className={styles.image}>
          <img src={`data:${image.type};base64,${image.data}`} alt="" className={styles.picture} />
          <figcaption className={styles.name} title={image.name}>
            {image.name}
          </figcaption>
          <IconButton
            icon={X}
            small
            label={t('Take {name} away', { name: image.name })}
            onClick={() => remove(image)}
          />
        </figure>
      ))}
      <span className={styles.note}>
        {role === 'user'
          ? t('Sent before the text. Their tokens are a forecast.')
          : t('Stay here: only a user message sends images.')}
      </span>
    </div>
  )
}

/** The details of a message with one more image. */
export function withImage(details: MessageDetails | undefined, image: AttachedImage): MessageDetails {
  return { ...details, images: [...(details?.images ?? []), image] }
}
