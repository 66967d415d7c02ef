import { message, t } from '../../../contract/i18n/t.ts'
import type { FoundPrompts } from '../../../contract/prompt-files.ts'

const kinds: Readonly<Record<FoundPrompts['kind'], string>> = {
  fathom: message('A prompt as text'),
  curl: message('The request of a curl command'),
  promptfoo: message(
    '{prompts, plural, one {A promptfoo configuration with # prompt} other {A promptfoo configuration with # prompts}}',
  ),
  json: message('{prompts, plural, one {JSON with # prompt} other {JSON with # prompts}}'),
}

/** What a text turned out to be: "A promptfoo configuration with 2 prompts". */
export function kindWords(kind: FoundPrompts['kind'], prompts: number): string {
  return t(kinds[kind], { prompts })
}
