import { type FormEvent, useId, useState } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import type { Zone } from '../../../contract/values.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { Segmented } from '../../components/ui/segmented.tsx'
import { TextField } from '../../components/ui/text-field.tsx'
import { useNote } from '../../components/ui/toaster.tsx'
import { useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { zoneName } from '../../lib/time.ts'
import { Covers } from './covers.tsx'
import { type FieldProblems, type PriceFields, readPrice } from './price-form.ts'
import { RateFields } from './rate-fields.tsx'

import styles from './price-dialogs.module.css'

/** Names of models are the same in every language. */
const EXAMPLE_MODEL = 'deepseek-flash'

interface AddPriceDialogProps {
  readonly first: PriceFields
  readonly zone: Zone
  /** Names to choose from; any other may be typed. */
  readonly models: readonly string[]
  readonly onClose: () => void
}

/** Adds a price with its own time and source. It overwrites nothing: what it covers is shown before it is added. */
export function AddPriceDialog({ first, zone, models, onClose }: AddPriceDialogProps) {
  const [fields, setFields] = useState(first)
  const [tried, setTried] = useState(false)
  const add = useSend('prices.add')
  const { mutate: withdraw } = useSend('prices.withdraw')
  const note = useNote()
  const { drafts, problems } = readPrice(fields, zone)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (drafts.length === 0) return
    add.mutate(
      { rows: [...drafts] },
      {
        onSuccess: ({ ids }) => {
          note(t('The price is added.'), () => withdraw({ ids: [...ids] }))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('Add a price')}
      sentence={t(
        'A new row, recorded now. The rows that it covers stay as they are; so does every past bill.',
      )}
      buttons={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button variant="primary" type="submit" form="price-form" disabled={add.isPending}>
            {t('Add the price')}
          </Button>
        </>
      }
    >
      <form id="price-form" noValidate className={styles.form} onSubmit={submit}>
        <Fields {...{ fields, zone, models }} problems={tried ? problems : {}} onChange={setFields} />
      </form>
      {drafts.length > 0 && <Covers drafts={drafts} zone={zone} />}
      {add.error && (
        <p role="alert" className={styles.error}>
          {errorSentence(add.error)}
        </p>
      )}
    </Dialog>
  )
}

interface FieldsProps {
  readonly fields: PriceFields
  readonly problems: FieldProblems
  readonly zone: Zone
  readonly models: readonly string[]
  readonly onChange: (fields: PriceFields) => void
}

function Fields({ fields, problems, zone, models, onChange }: FieldsProps) {
  const list = useId()
  const change = (part: Partial<PriceFields>): void => onChange({ ...fields, ...part })
  return (
    <>
      <div className={styles.line}>
        <TextField
          label={t('Model')}
          className={styles.grow}
          list={list}
          autoComplete="off"
          spellCheck={false}
          placeholder={EXAMPLE_MODEL}
          value={fields.model}
          error={problems.model ?? null}
          onChange={({ target }) => change({ model: target.value })}
        />
        <datalist id={list}>
          {models.map((model) => (
            <option key={model} value={model}>
              {model}
            </option>
          ))}
        </datalist>
        <div className={styles.below}>
          <Segmented
            label={t('Band')}
            value={fields.band}
            options={[
              { value: 'all-day', label: t('all day') },
              { value: 'peak', label: t('peak') },
              { value: 'off-peak', label: t('off-peak') },
            ]}
            onChange={(band) => change({ band })}
          />
        </div>
      </div>
      <RateFields fields={fields} problems={problems} onChange={change} />
      <div className={styles.line}>
        <TextField
          label={t('From, {zone} time', { zone: zoneName(zone) })}
          className={styles.grow}
          type="datetime-local"
          value={fields.from}
          error={problems.from ?? null}
          onChange={({ target }) => change({ from: target.value })}
        />
        <TextField
          label={t('Until, {zone} time; empty for no end', { zone: zoneName(zone) })}
          className={styles.grow}
          type="datetime-local"
          value={fields.until}
          error={problems.until ?? null}
          onChange={({ target }) => change({ until: target.value })}
        />
      </div>
      <TextField
        label={t('Source')}
        placeholder={t('the address of a page, an invoice, a contract')}
        maxLength={500}
        value={fields.source}
        error={problems.source ?? null}
        onChange={({ target }) => change({ source: target.value })}
      />
      <TextField
        label={t('Note, if there is more to say')}
        maxLength={500}
        value={fields.note}
        onChange={({ target }) => change({ note: target.value })}
      />
    </>
  )
}
