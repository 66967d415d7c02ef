import { Component, type ReactNode } from 'react'

import { t } from '../../contract/i18n/t.ts'
import { Button } from '../components/ui/button.tsx'
import { ErrorCard } from '../components/ui/error-card.tsx'
import { errorSentence } from '../lib/api.ts'

import styles from './app.module.css'

interface State {
  readonly failure: unknown
}

/** Keeps a page that cannot be drawn from taking the window with it. A class, because React has no hook for this. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { failure: null }

  static getDerivedStateFromError(failure: unknown): State {
    return { failure }
  }

  override render(): ReactNode {
    if (this.state.failure === null) return this.props.children
    return (
      <div className={styles.failure}>
        <ErrorCard
          title={t('This page could not be shown')}
          detail={t('{failure}. What you typed and ran is kept.', {
            failure: errorSentence(this.state.failure),
          })}
          action={
            <Button variant="link" onClick={() => this.setState({ failure: null })}>
              {t('Try again')}
            </Button>
          }
        />
      </div>
    )
  }
}
