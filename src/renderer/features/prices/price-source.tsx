import { Info } from 'lucide-react'
import type { ReactNode } from 'react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { IconButton } from '../../components/ui/icon-button.tsx'
import { Popover } from '../../components/ui/popover.tsx'
import { useSend } from '../../lib/api-context.tsx'
import { errorSentence } from '../../lib/api.ts'
import { bandWord } from '../../lib/bands.ts'
import { formatDate } from '../../lib/time.ts'
import { instantWords } from './stretch-words.ts'
import type { Tariff } from './tariffs.ts'

import styles from './price-table.module.css'

interface PriceSourceProps {
  readonly tariff: Tariff
  readonly onCorrect: (tariff: Tariff) => void
}

/** Where a tariff comes from, and what can be done about it: add one over it; withdraw an own one. */
export function PriceSource({ tariff, onCorrect }: PriceSourceProps) {
  const name = t('{model}, {band}, from {from}', {
    model: tariff.model,
    band: bandWord(tariff.band),
    from: formatDate(tariff.from, 'Asia/Shanghai'),
  })
  const trigger = <IconButton icon={Info} label={t('Source of {name}', { name })} small />
  return (
    <Popover title={t('Price row')} side="left" trigger={trigger}>
      <dl className={styles.facts}>
        <Fact name={t('Model')}>{tariff.model}</Fact>
        <Fact name={t('From')}>{instantWords(tariff.from, 'Asia/Shanghai')}</Fact>
        {tariff.until !== null && (
          <Fact name={t('Until')}>{instantWords(tariff.until, 'Asia/Shanghai')}</Fact>
        )}
        {tariff.rows.map((row) => (
          <Fact key={row.id} name={row.currency}>
            {row.source}
            <br />
            {row.own
              ? t('added by you, {at}', { at: formatDate(row.recordedAt, 'Asia/Shanghai') })
              : t('confidence {confidence}, recorded {at}', {
                  confidence: row.confidence,
                  at: formatDate(row.recordedAt, 'Asia/Shanghai'),
                })}
            {row.note && (
              <>
                <br />
                {row.note}
              </>
            )}
          </Fact>
        ))}
      </dl>
      <Actions tariff={tariff} onCorrect={onCorrect} />
    </Popover>
  )
}

function Actions({ tariff, onCorrect }: PriceSourceProps) {
  const withdraw = useSend('prices.withdraw')
  const restore = useSend('prices.restore')
  const ids = tariff.rows.map(({ id }) => id)
  const error = withdraw.error ?? restore.error
  return (
    <div className={styles.actions}>
      <Button variant="link" onClick={() => onCorrect(tariff)}>
        {t('Add a price over it')}
      </Button>
      {tariff.own && !tariff.withdrawn && (
        <Button variant="link" disabled={withdraw.isPending} onClick={() => withdraw.mutate({ ids })}>
          {t('Withdraw')}
        </Button>
      )}
      {tariff.withdrawn && (
        <Button variant="link" disabled={restore.isPending} onClick={() => restore.mutate({ ids })}>
          {t('Restore')}
        </Button>
      )}
      {error && <p role="alert">{errorSentence(error)}</p>}
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
