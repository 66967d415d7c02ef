import type { Draft } from '../../contract/drafts.ts'
import type { TestSetup } from '../../contract/test-cases.ts'
import { FathomError } from '../errors.ts'
import { requestText } from '../estimates/draft-request.ts'
import { requestProblems } from '../estimates/request-problems.ts'
import type { BatchSource } from './batch-store.ts'
import { hashText } from './case-store.ts'
import { readTemplate, type RequestTemplate } from './request-template.ts'

/** What a version or the draft holds, as far as a request is made of it. */
export interface VersionContent {
  /** "v7", or "draft". */
  readonly name: string
  readonly content: Pick<Draft, 'messages' | 'parameters'>
}

/** One column of results: a version (null: the draft) asked of a model. */
export interface Target extends Omit<BatchSource, 'sentFrom'> {
  readonly key: string
  readonly versionId: string | null
  readonly versionName: string
  readonly template: RequestTemplate
}

/** One column of the table: a version, or the draft (null), asked of a model. */
export function targetKey(versionId: string | null, model: string): string {
  return `${versionId ?? 'draft'} ${model}`
}

/** Versions x models; a version that is not there any more is left out. */
export function targetsOf(
  { versions, models }: Pick<TestSetup, 'versions' | 'models'>,
  contentOf: (versionId: string | null) => VersionContent | null,
): Target[] {
  return versions.flatMap((versionId) => {
    const version = contentOf(versionId)
    if (version === null) return []
    return models.map((model): Target => {
      const { messages, parameters } = version.content
      const body = requestText({ messages, parameters: { ...parameters, model } })
      const names = { key: targetKey(versionId, model), versionId, versionName: version.name }
      return { ...names, model, body, hash: hashText(body), template: readTemplate(body) }
    })
  })
}

/** @throws FathomError with the code of the first thing that the API would refuse, NOTHING_TO_TEST where nothing is written */
export function checkSendable({ name, content }: VersionContent, model: string): void {
  const parameters = { ...content.parameters, model }
  const parts = content.messages.map(({ role, content: text, details }) => ({
    role,
    details,
    empty: text === '',
  }))
  const [problem] = requestProblems(parts, parameters)
  if (problem !== undefined) throw new FathomError(problem.code, `${name}: ${problem.message}`)
}
