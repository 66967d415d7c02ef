import type { Parameters } from '../../../contract/drafts.ts'
import type { LiveEstimate } from '../../../contract/estimates.ts'
import { kept } from '../../../contract/i18n/kept.ts'
import { message, t } from '../../../contract/i18n/t.ts'
import { Segmented } from '../../components/ui/segmented.tsx'
import type { DraftSession } from '../../editor/draft-session.ts'
import { useShape } from '../../editor/use-session.ts'
import { formatInteger } from '../../lib/format.ts'
import { translateLabels } from '../../lib/translate-labels.ts'
import { effortChange, effortChoices, effortWord } from './effort.ts'
import { Field } from './field.tsx'
import { NumberField } from './number-field.tsx'
import { parseMaxTokens, parseTemperature, parseTopLogprobs, parseTopP } from './parameter-values.ts'
import { StopField } from './stop-field.tsx'
import { ToolsField } from './tools-field.tsx'
import { useMentionsJson } from './use-mentions-json.ts'
import { UserField } from './user-field.tsx'

import styles from './parameters-tab.module.css'

interface ParametersTabProps {
  readonly session: DraftSession
  readonly estimate: LiveEstimate | null
  /** The parameter that the API named when it refused a run, by the API's name. */
  readonly marked: string | null
}

const modes = [
  { value: 'chat', label: message('conversation') },
  { value: 'fim', label: message('fill in the middle') },
] as const

/** What DeepSeek would refuse at a place, in a sentence. */
function problemAt(estimate: LiveEstimate | null, place: string): string | undefined {
  const problem = estimate?.problems.find((known) => known.place === place)
  return problem && kept(problem.message)
}

/** What is sent beside the messages. An empty field is not sent: the model's own default applies. */
export function ParametersTab({ session, estimate, marked }: ParametersTabProps) {
  const { parameters } = useShape(session)
  const fim = parameters.mode === 'fim'
  const problem = (place: string): string | undefined => problemAt(estimate, place)
  const is = (name: string): { readonly name: string; readonly marked: boolean } => ({
    name,
    marked: marked === name,
  })
  return (
    <div className={styles.tab}>
      <Field
        {...is('mode')}
        label={t('Mode')}
        hint={fim ? t('The model writes what stands between the two texts (beta).') : undefined}
      >
        <Segmented
          label={t('Mode')}
          hideLabel
          value={parameters.mode}
          options={translateLabels(modes)}
          onChange={(mode) => session.setMode(mode)}
        />
      </Field>
      <Field
        {...is('thinking')}
        label={t('Thinking')}
        hint={fim ? t('Off: filling in the middle does not think.') : undefined}
      >
        {!fim && (
          <Segmented
            label={t('Thinking')}
            hideLabel
            value={effortWord(parameters)}
            options={translateLabels(effortChoices)}
            onChange={(choice) => session.setParameters(effortChange(choice))}
          />
        )}
      </Field>
      <Field {...is('max_tokens')} problem={problem('max-tokens')}>
        <MaxTokens session={session} parameters={parameters} estimate={estimate} />
      </Field>
      <Sampling session={session} parameters={parameters} is={is} />
      <Field {...is('stop')}>
        <StopField stop={parameters.stop} onChange={(stop) => session.setParameters({ stop })} />
      </Field>
      <hr className={styles.rule} />
      {fim && <Field name="tools" hint={t('Tools, JSON and log probabilities belong to a conversation.')} />}
      {!fim && (
        <>
          <ToolsField
            session={session}
            parameters={parameters}
            estimate={estimate}
            toolsProblem={problem('tools')}
            choiceProblem={problem('tool-choice')}
            marked={marked}
          />
          <AnswerFormat session={session} parameters={parameters} estimate={estimate} is={is} />
        </>
      )}
      <hr className={styles.rule} />
      <Field {...is('stream')} label={t('Answer arrives')}>
        <Segmented
          label={t('Answer arrives')}
          hideLabel
          value={parameters.stream ? 'stream' : 'whole'}
          options={[
            { value: 'stream', label: t('as it is written') },
            { value: 'whole', label: t('at once') },
          ]}
          onChange={(way) => session.setParameters({ stream: way === 'stream' })}
        />
      </Field>
      <Field {...is('user_id')}>
        <UserField
          key={parameters.userId}
          userId={parameters.userId}
          onChange={(userId) => session.setParameters({ userId })}
        />
      </Field>
    </div>
  )
}

interface PartProps {
  readonly session: DraftSession
  readonly parameters: Parameters
}

interface NamedPartProps extends PartProps {
  readonly is: (name: string) => { readonly name: string; readonly marked: boolean }
}

function MaxTokens({ session, parameters, estimate }: PartProps & Pick<ParametersTabProps, 'estimate'>) {
  const own = estimate?.columns[0]
  const limit = own?.estimate.context?.maxOutput ?? null
  const fallback = own?.maxTokens.isDefault === true ? formatInteger(own.maxTokens.value) : ''
  return (
    <NumberField
      key={`max ${parameters.maxTokens}`}
      label="max_tokens"
      value={parameters.maxTokens}
      placeholder={fallback}
      hint={maxTokensHint(parameters.mode, limit)}
      parse={(text) => parseMaxTokens(text, limit)}
      onChange={(maxTokens) => session.setParameters({ maxTokens })}
    />
  )
}

function maxTokensHint(mode: Parameters['mode'], limit: number | null): string {
  if (mode === 'fim') return t('Up to 4,096.')
  return limit === null
    ? t('Thinking counts as output.')
    : t('Up to {limit}. Thinking counts as output.', { limit: formatInteger(limit) })
}

/** Each of the two is used in one mode only (API docs, 2026-11). */
function Sampling({ session, parameters, is }: NamedPartProps) {
  const thinks = parameters.mode === 'chat' && parameters.thinking === 'enabled'
  return (
    <>
      <Field {...is('temperature')}>
        <NumberField
          key={`temperature ${parameters.temperature}`}
          label="temperature"
          value={parameters.temperature}
          placeholder="1"
          disabled={thinks}
          hint={thinks ? t('Ignored in thinking mode.') : t('0 to 2; lower is more alike each time.')}
          parse={parseTemperature}
          onChange={(temperature) => session.setParameters({ temperature })}
        />
      </Field>
      <Field {...is('top_p')}>
        <NumberField
          key={`top_p ${parameters.topP}`}
          label="top_p"
          value={parameters.topP}
          placeholder="0.95"
          disabled={!thinks}
          hint={
            thinks
              ? t('Up to 1; below 0.95 it is raised to 0.95.')
              : t('Used in thinking mode only; fixed at 1 here.')
          }
          parse={parseTopP}
          onChange={(topP) => session.setParameters({ topP })}
        />
      </Field>
    </>
  )
}

function AnswerFormat({
  session,
  parameters,
  estimate,
  is,
}: NamedPartProps & Pick<ParametersTabProps, 'estimate'>) {
  const json = parameters.responseFormat === 'json_object'
  const mentioned = useMentionsJson(session, json, estimate?.revision ?? 0)
  const silent = t('No message mentions JSON, and DeepSeek refuses that. Ask for JSON in a message.')
  return (
    <>
      <Field
        {...is('response_format')}
        label={t('Answer format')}
        hint={json ? t('An answer may still be empty or cut: check it before it is used.') : undefined}
        problem={mentioned ? undefined : silent}
      >
        <Segmented
          label={t('Answer format')}
          hideLabel
          value={parameters.responseFormat}
          options={[
            { value: 'text', label: t('text') },
            { value: 'json_object', label: 'JSON' },
          ]}
          onChange={(responseFormat) => session.setParameters({ responseFormat })}
        />
      </Field>
      <Field {...is('top_logprobs')}>
        <NumberField
          key={`logprobs ${parameters.topLogprobs}`}
          label="top_logprobs"
          value={parameters.topLogprobs}
          placeholder={t('off')}
          hint={t('Alternatives for each token, 0 to 20. Empty: no log probabilities.')}
          parse={parseTopLogprobs}
          onChange={(topLogprobs) => session.setParameters({ topLogprobs })}
        />
      </Field>
    </>
  )
}
