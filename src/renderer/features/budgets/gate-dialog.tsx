import { OctagonPause } from 'lucide-react'
import { useId, useState } from 'react'

import type { GateFit, GateRefusal } from '../../../contract/budgets.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { Dialog } from '../../components/ui/dialog.tsx'
import { RichText } from '../../components/ui/rich-text.tsx'
import { classNames } from '../../lib/class-names.ts'
import { useCommand, useCommands, useShortcut } from '../../lib/command-context.tsx'
import { useClock } from '../../lib/use-clock.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { AmountWithReceipt } from '../receipts/amount-with-receipt.tsx'
import { GateEvidence, overOf, SpentLine } from './gate-evidence.tsx'
import {
  balanceAge,
  choiceWords,
  gateMoney,
  gateTitle,
  unknownSentence,
  worstCaseName,
} from './gate-words.ts'

import styles from './gate-dialog.module.css'

export interface GateQuestion {
  readonly refusal: GateRefusal
  /** What each kind of change does; one that is absent is not offered here. */
  readonly apply: { readonly [Kind in GateFit['kind']]?: (fit: Extract<GateFit, { kind: Kind }>) => void }
  readonly runAnyway: () => void
}

interface GateDialogProps {
  readonly question: GateQuestion
  readonly onClose: () => void
}

/** Why nothing was sent, drawn; and what would fit, ready to be taken. */
export function GateDialog({ question, onClose }: GateDialogProps) {
  const { refusal, runAnyway } = question
  const { now } = useClock()
  const { settings } = useSettings()
  const { run } = useCommands()
  const shortcut = useShortcut('run.start')
  const fits = refusal.fits.filter(({ kind }) => question.apply[kind] !== undefined)
  const [chosen, setChosen] = useState(0)
  const fit = fits[chosen]
  const words = fit && choiceWords(fit, refusal.runs, now, settings.zone)
  const asks = refusal.verdict === 'asks'

  const take = (): void => {
    if (!fit && !asks) return
    onClose()
    if (fit) applyFit(question, fit)
    else runAnyway()
  }
  // The keys that run do here what the first button says.
  useCommand('run.start', take)
  useCommand('compare.runAll', take)

  const leaveFor = (work: () => void) => (): void => {
    onClose()
    work()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={gateTitle(refusal)}
      mark={<OctagonPause size={16} strokeWidth={1.5} aria-hidden className={styles.icon} />}
      aside={t('nothing was sent, the draft is kept')}
      sentence={<GateSentence refusal={refusal} now={now} />}
      link={
        <Button variant="link" onClick={leaveFor(() => run('budgets.open'))}>
          {t('Edit budget')}
        </Button>
      }
      buttons={
        <>
          <Button onClick={onClose} shortcut="Esc">
            {t('Cancel')}
          </Button>
          {asks && (
            <Button variant={fit ? 'plain' : 'primary'} onClick={leaveFor(runAnyway)}>
              {t('Run once anyway')}
            </Button>
          )}
          {fit && words && (
            <Button variant="primary" shortcut={shortcut.label} onClick={take}>
              {words.action}
            </Button>
          )}
        </>
      }
    >
      <GateBody refusal={refusal} fits={fits} chosen={chosen} onChoose={setChosen} now={now} />
    </Dialog>
  )
}

function applyFit({ apply }: GateQuestion, fit: GateFit): void {
  if (fit.kind === 'max-tokens') apply['max-tokens']?.(fit)
  else if (fit.kind === 'model') apply.model?.(fit)
  else apply['off-peak']?.(fit)
}

function GateSentence({ refusal, now }: { readonly refusal: GateRefusal; readonly now: number }) {
  const { settings } = useSettings()
  const [reason] = refusal.reasons
  if (reason === undefined) return null
  if (reason.kind !== 'over') return unknownSentence(reason)
  if (settings.hideAmounts)
    return t('{worst} is more than what is left of {name}.', {
      worst: worstCaseName(refusal.runs),
      name: kept(reason.name),
    })
  const values = {
    runs: worstCaseName(refusal.runs),
    over: <b>{overOf(reason)}</b>,
    currency: reason.currency,
    name: kept(reason.name),
  }
  return (
    <span className={styles.sentence}>
      {reason.source === 'balance' && reason.asOf !== null ? (
        <RichText
          message="{runs} is {over} {currency} more than what is left of {name}, {told}."
          values={{ ...values, told: balanceAge(reason.asOf, now) }}
        />
      ) : (
        <RichText message="{runs} is {over} {currency} more than what is left of {name}." values={values} />
      )}
    </span>
  )
}

interface GateBodyProps {
  readonly refusal: GateRefusal
  readonly fits: readonly GateFit[]
  readonly chosen: number
  readonly onChoose: (index: number) => void
  readonly now: number
}

function GateBody({ refusal, fits, chosen, onChoose, now }: GateBodyProps) {
  const { settings } = useSettings()
  const name = useId()
  const over = refusal.reasons.find((reason) => reason.kind === 'over')
  return (
    <>
      {over && <GateEvidence reason={over} />}
      {fits.length > 0 && (
        <fieldset className={styles.choices}>
          <legend className={styles.legend}>
            {fits.length === 1 ? t('It fits with this') : t('It fits with one of these')}
          </legend>
          {fits.map((fit, index) => {
            const words = choiceWords(fit, refusal.runs, now, settings.zone)
            return (
              <label key={fit.kind} className={classNames(styles.choice, index === chosen && styles.chosen)}>
                <input
                  type="radio"
                  name={name}
                  checked={index === chosen}
                  onChange={() => onChoose(index)}
                  className={styles.radio}
                />
                <span className={styles.choiceName}>{words.name}</span>
                <span className={styles.detail}>{words.detail}</span>
                {!settings.hideAmounts && (
                  <span className={styles.amount}>
                    <AmountWithReceipt
                      subject={{ kind: 'drawn', sheets: [fit.sheet] }}
                      currency={fit.sheet.currency}
                    >
                      {gateMoney(fit.sheet.total)}
                    </AmountWithReceipt>
                  </span>
                )}
              </label>
            )
          })}
        </fieldset>
      )}
      <div className={styles.rule}>
        {over && <SpentLine reason={over} />}
        <p>{refusal.rule}</p>
      </div>
    </>
  )
}
