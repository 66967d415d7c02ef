import { Download, FileInput } from 'lucide-react'

import { t } from '../../../contract/i18n/t.ts'
import { Button } from '../../components/ui/button.tsx'
import { Menu } from '../../components/ui/menu.tsx'
import { useNote } from '../../components/ui/toaster.tsx'
import { useApi } from '../../lib/api-context.tsx'
import { openFile, saveText } from '../../lib/files.ts'
import type { TestControl } from './use-tests.ts'

interface FileButtonsProps {
  readonly promptId: string
  readonly control: TestControl
}

const types = {
  csv: 'text/csv;charset=utf-8',
  jsonl: 'application/x-ndjson',
  'test-file': 'application/yaml',
  results: 'text/csv;charset=utf-8',
} as const
type Format = keyof typeof types

/** Cases in from a file and out into one; a test file is what `fathom test` runs. */
export function FileButtons({ promptId, control }: FileButtonsProps) {
  const { send } = useApi()
  const note = useNote()

  const take = async (): Promise<void> => {
    const file = await openFile(send, t('Import test cases'), ['csv', 'jsonl', 'yaml', 'yml', 'json'])
    if (file === null) return
    const read = await control.attempt('tests.import', { promptId, fileName: file.name, base64: file.base64 })
    if (read === undefined) return
    const { added, skipped } = read
    const some = t('{added, plural, one {# case was imported} other {# cases were imported}}', { added })
    note(skipped.length === 0 ? some : `${some}. ${skippedSentence(skipped)}`)
  }

  const give = async (format: Format): Promise<void> => {
    const file = await control.attempt('tests.export', { promptId, format })
    if (file !== undefined) await saveText(send, file.fileName, marked(file.text, format), types[format])
  }

  const item = (format: Format, label: string, detail: string) => ({
    id: format,
    label,
    detail,
    onSelect: () => void give(format),
  })
  return (
    <>
      <Button variant="quiet" icon={FileInput} onClick={() => void take()}>
        {t('Import')}
      </Button>
      <Menu
        align="end"
        trigger={
          <Button variant="quiet" icon={Download}>
            {t('Export')}
          </Button>
        }
        items={[
          item('csv', t('Cases as CSV'), t('for a spreadsheet')),
          item('jsonl', t('Cases as JSONL'), t('one a line, checks included')),
          item('test-file', t('Test file'), 'fathom test'),
          item('results', t('Results as CSV'), t('answers and figures')),
        ]}
      />
    </>
  )
}

function skippedSentence(skipped: readonly string[]): string {
  return t('{count, plural, one {# line was left out} other {# lines were left out}}: {first}', {
    count: skipped.length,
    first: skipped[0] ?? '',
  })
}

/** Spreadsheets take CSV without a byte order mark for the system's own encoding. */
function marked(text: string, format: Format): string {
  // oxlint-disable-next-line no-control-regex -- all of ASCII, its control characters included
  return types[format].startsWith('text/csv') && /[^\x00-\x7f]/.test(text) ? `\uFEFF${text}` : text
}
