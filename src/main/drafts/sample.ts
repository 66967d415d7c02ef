import { defaultParameters, type DraftContent } from './draft-state.ts'

/** The prompt of the first start: something that can be counted, priced and run in practice at once. */
export const samplePrompt: { readonly name: string; readonly content: DraftContent } = {
  name: 'Tide check',
  content: {
    messages: [
      {
        id: 'system',
        role: 'system',
        content:
          "You are a harbour pilot's assistant. Answer in one short paragraph.\nGive depths in metres and never round a depth up.",
      },
      {
        id: 'user',
        role: 'user',
        content:
          'Charted depth at the berth is 6.2 m and the tide at 16:40 is +2.9 m.\nOur draught is 7.9 m. How much water is under the keel, and is it safe to come in?',
      },
    ],
    parameters: defaultParameters,
    variables: {},
  },
}
