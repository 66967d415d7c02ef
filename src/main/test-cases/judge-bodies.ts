import type { DraftedRequest } from './drafted-request.ts'
import { fillValues } from './fill-values.ts'
import { judgeBody, USUAL_JUDGE_MODEL, USUAL_JUDGE_PROMPT } from './judge.ts'

/** What the judges of a request would be asked about an answer. */
export function judgeBodies(
  { values, assertions }: Pick<DraftedRequest, 'values' | 'assertions'>,
  answer: string,
): readonly string[] {
  return assertions
    .filter((assertion) => assertion.type === 'judge')
    .map(({ criterion, model = USUAL_JUDGE_MODEL, prompt = USUAL_JUDGE_PROMPT }) =>
      judgeBody(model, fillValues(prompt, { ...values, criterion, answer })),
    )
}
