import type { ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { useDraftSession } from './use-draft-session.ts'

import styles from './with-draft.module.css'

interface WithDraftProps {
  readonly promptId: string
  readonly children: (session: DraftSession) => ReactNode
}

/** What is shown of a prompt once its draft is open; why it cannot be, with the way to try again. */
export function WithDraft({ promptId, children }: WithDraftProps) {
  const { session, failure, retry } = useDraftSession(promptId)
  if (failure !== null) {
    return (
      <div className={styles.failure}>
        <ErrorCard
          title={t('This draft cannot be opened')}
          detail={failure}
          action={
            <Button variant="link" onClick={retry}>
              {t('Try again')}
            </Button>
          }
        />
      </div>
    )
  }
  return session === null ? null : children(session)
}
