import type { ColumnParameters } from '../../../contract/compare.ts'
import { t } from '../../../contract/i18n/t.ts'
import type { VersionSummary } from '../../../contract/versions.ts'
import { Select } from '../../components/ui/select.tsx'
import { useApi } from '../../lib/api-context.tsx'

interface VersionChoiceProps {
  readonly parameters: ColumnParameters
  /** Newest first. */
  readonly versions: readonly VersionSummary[]
  readonly onChange: (parameters: ColumnParameters) => void
}

const DRAFT = 'draft'

/** Which text a column sends: the draft, or a version of it, whose own parameters the column takes on. */
export function VersionChoice({ parameters, versions, onChange }: VersionChoiceProps) {
  const { send } = useApi()
  const chosen = parameters.versionId ?? null
  if (versions.length === 0 && chosen === null) return null
  const choose = async (versionId: string): Promise<void> => {
    if (versionId === DRAFT) {
      onChange({ ...parameters, versionId: null })
      return
    }
    // A version that cannot be read is chosen all the same: the run says what is wrong with it.
    const version = await send('versions.get', { versionId }).catch(() => null)
    const own = version?.content.parameters ?? parameters
    const { model, thinking, effort, maxTokens, temperature } = own
    onChange({ model, thinking, effort, maxTokens, temperature, versionId })
  }
  return (
    <Select
      label={t('Text')}
      hideLabel
      value={chosen ?? DRAFT}
      options={[
        { value: DRAFT, label: t('draft') },
        ...versions.map(({ id, number, note }) => ({
          value: id,
          label: `v${number}`,
          ...(note === '' ? {} : { detail: note }),
        })),
        ...(chosen !== null && !versions.some(({ id }) => id === chosen)
          ? [{ value: chosen, label: t('version not found') }]
          : []),
      ]}
      onChange={(id) => void choose(id)}
    />
  )
}
