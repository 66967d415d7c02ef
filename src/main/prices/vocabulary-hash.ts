import { readFileSync } from 'node:fs'

import { FathomError } from '../errors.ts'
import { readVocabularyHead } from '../tokenizer/vocabulary-format.ts'

/**
 * The sha256 that names the packed vocabulary in a receipt, read once when it is first asked for.
 * @throws FathomError VOCABULARY_MISSING, VOCABULARY_DAMAGED
 */
export function vocabularyHash(path: string): () => string {
  let known: string | undefined
  return () => (known ??= readHash(path))
}

function readHash(path: string): string {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch {
    throw new FathomError(
      'VOCABULARY_MISSING',
      `The vocabulary file ${path} is missing. Install Fathom again.`,
      {
        path,
      },
    )
  }
  const head = readVocabularyHead(bytes)
  if (head === null)
    throw new FathomError(
      'VOCABULARY_DAMAGED',
      `The vocabulary file ${path} is damaged. Install Fathom again.`,
      {
        path,
      },
    )
  return head.sourceSha256
}
