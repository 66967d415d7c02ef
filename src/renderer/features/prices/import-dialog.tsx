import { listed } from '../../../contract/i18n/list.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { PriceImportPreview, PriceListRow } from '../../../contract/prices.ts'
import type { Zone } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { ErrorCard } from '../../components/ui/error-card.tsx'
import { useNote } from '../../components/ui/toaster.tsx'
import { useRoute, useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { bandWord } from '../../lib/bands.ts'
import { formatExact } from '../../lib/format.ts'
import { holidayLines } from './holiday-words.ts'
import type { ChosenText } from './price-files.ts'
import { stretchWords } from './stretch-words.ts'

import styles from './price-dialogs.module.css'

interface ImportDialogProps {
  readonly file: ChosenText
  readonly zone: Zone
  readonly onClose: () => void
}

/** What a file would add, before it is added; nothing that is here is ever replaced. */
export function ImportDialog({ file, zone, onClose }: ImportDialogProps) {
  const text = file.text ?? ''
  const { data, error } = useRoute('prices.previewImport', { text }, { enabled: file.text !== null })
  const take = useSend('prices.import')
  const note = useNote()
  const problem = file.problem ?? ((take.error ?? error) ? errorSentence(take.error ?? error) : null)
  const count = (data?.rows.length ?? 0) + (data?.years.length ?? 0)
  const add = (): void =>
    take.mutate(
      { text },
      {
        onSuccess: () => {
          note(t('{name} is imported.', { name: file.name }))
          onClose()
        },
      },
    )
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('Import {name}', { name: file.name })}
      {...(data && problem === null ? { sentence: summary(data) } : {})}
      buttons={
        count > 0 && problem === null ? (
          <>
            <Button onClick={onClose}>{t('Cancel')}</Button>
            <Button variant="primary" disabled={take.isPending} onClick={add}>
              {addWords(data)}
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={onClose}>
            {t('Close')}
          </Button>
        )
      }
    >
      {problem !== null && <ErrorCard title={t('Nothing was imported')} detail={problem} />}
      {data && problem === null && <Contents data={data} zone={zone} />}
    </Dialog>
  )
}

function addWords(data: PriceImportPreview | undefined): string {
  return data?.what === 'holidays'
    ? t('{count, plural, one {Add # year} other {Add # years}}', { count: data.years.length })
    : t('{count, plural, one {Add # price} other {Add # prices}}', { count: data?.rows.length ?? 0 })
}

function summary({ what, rows, years, alreadyThere }: PriceImportPreview): string {
  return what === 'prices'
    ? t(
        '{count, plural, =0 {No new price} one {# new price} other {# new prices}}; {there, plural, one {# is} other {# are}} here already.',
        { count: rows.length, there: alreadyThere },
      )
    : t(
        '{count, plural, =0 {No new year of holidays} one {# new year of holidays} other {# new years of holidays}}; {there, plural, one {# is} other {# are}} here already.',
        { count: years.length, there: alreadyThere },
      )
}

function Contents({ data, zone }: { readonly data: PriceImportPreview; readonly zone: Zone }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolled list needs the keyboard
    <section className={styles.covers} tabIndex={0} aria-label={t('What would be added')}>
      <ul>
        {data.rows.map((row) => (
          <li key={row.id}>
            <b>{row.model}</b>{' '}
            {listed([`${row.currency} ${bandWord(row.band)}`, rateWords(row), timeWords(row, zone)])}
            <div className={styles.quiet}>{row.source}</div>
          </li>
        ))}
        {data.years.map(({ year, holidays, says }) => (
          <li key={year}>
            <b>{year}</b> {holidayLines(holidays ?? []).replaceAll('\n', ', ')}
            <div className={styles.quiet}>{says}</div>
          </li>
        ))}
      </ul>
      {data.notes.map((note) => (
        <p key={note} className={styles.doubt}>
          {note}
        </p>
      ))}
    </section>
  )
}

function rateWords({ cacheHit, cacheMiss, output }: PriceListRow): string {
  return [cacheHit ?? cacheMiss, cacheMiss, output].map((rate) => formatExact(rate, 2)).join(' / ')
}

/** A price that is older than one here may never count: then that is said. */
function timeWords({ effectiveFrom, effectiveUntil, holds }: PriceListRow, zone: Zone): string {
  const time = stretchWords({ from: effectiveFrom, until: effectiveUntil }, zone)
  return holds.length === 0 ? t('{time}; prices recorded later cover it wholly', { time }) : time
}
