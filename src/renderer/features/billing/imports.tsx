import type { ImportNote, UsageImport } from '../../../contract/billing.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { formatDate, formatTime } from '../../lib/time.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { importWords } from './bill-words.ts'

import styles from './billing-page.module.css'

/** What was imported, with all that was not understood of it. */
export function Imports({ imports }: { readonly imports: readonly UsageImport[] }) {
  const { settings } = useSettings()
  const remove = useSend('billing.remove')
  return (
    <section className={styles.scroll} aria-label={t('Imports')}>
      {remove.error && <p className={styles.sentence}>{errorSentence(remove.error)}</p>}
      {imports.map((each) => (
        <article key={each.id} className={styles.import}>
          <div className={styles.importHead}>
            <b className={styles.name}>{each.fileName}</b>
            <span className={styles.note}>
              {t('{rows}, imported {day} {time}', {
                rows: importWords(each, settings.zone),
                day: formatDate(each.importedAt, settings.zone),
                time: formatTime(each.importedAt, settings.zone),
              })}
            </span>
            <Button
              variant="link"
              disabled={remove.isPending}
              aria-label={t('Remove {fileName}', { fileName: each.fileName })}
              onClick={() => remove.mutate({ importId: each.id })}
            >
              {t('Remove')}
            </Button>
          </div>
          {each.notes.length > 0 && (
            <details>
              <summary className={styles.note}>
                {t('{notes} not understood', { notes: each.notes.length })}
              </summary>
              <ul className={styles.notes}>
                {each.notes.map((note) => (
                  <li key={noteWords(note)}>{noteWords(note)}</li>
                ))}
              </ul>
            </details>
          )}
        </article>
      ))}
      <p className={styles.sentence}>
        {t(
          'Of a day that several exports cover, the one imported last is taken. Settled runs stay settled when an import is removed.',
        )}
      </p>
    </section>
  )
}

function noteWords({ file, line, sentence }: ImportNote): string {
  return line === null
    ? `${file}: ${kept(sentence)}`
    : t('{file}, line {line}: {sentence}', { file, line, sentence: kept(sentence) })
}
