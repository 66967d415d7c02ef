import { t } from '../../../contract/i18n/t.ts'
import { TextField } from '../../components/ui/text-field.tsx'
import {
  type FieldProblems,
  formCurrencies,
  type PriceFields,
  rateKinds,
  type RateName,
} from './price-form.ts'

import styles from './price-dialogs.module.css'

interface RateFieldsProps {
  readonly fields: PriceFields
  readonly problems: FieldProblems
  readonly onChange: (part: Partial<PriceFields>) => void
}

/** Two price lists of three rates; one may be left empty, since they are published apart. */
export function RateFields({ fields, problems, onChange }: RateFieldsProps) {
  const names: Readonly<Record<RateName, string>> = {
    cacheHit: t('hit'),
    cacheMiss: t('miss'),
    output: t('output'),
  }
  return (
    <>
      {formCurrencies.map((currency) => (
        <fieldset key={currency} className={styles.rates}>
          <legend>{t('{currency} per 1M tokens', { currency })}</legend>
          {rateKinds
            .filter((kind) => !(fields.noCache && kind === 'cacheHit'))
            .map((kind) => (
              <TextField
                key={kind}
                label={names[kind]}
                inputMode="decimal"
                autoComplete="off"
                value={fields.rates[currency][kind]}
                error={problems[`${currency} ${kind}`] ?? null}
                onChange={({ target }) =>
                  onChange({
                    rates: {
                      ...fields.rates,
                      [currency]: { ...fields.rates[currency], [kind]: target.value },
                    },
                  })
                }
              />
            ))}
        </fieldset>
      ))}
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={fields.noCache}
          onChange={({ target }) => onChange({ noCache: target.checked })}
        />
        {t('This tariff has no cache: every prompt token costs the miss rate.')}
      </label>
    </>
  )
}
