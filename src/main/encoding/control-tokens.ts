/**
 * The tokens that a profile may insert and a user cannot, with their ids in the vocabulary.
 * Source: DeepSeek-V4 tokenizer.json, added tokens; `<｜System｜>` and `<｜deepseek_image｜>` are V4.1's own (V4 has placeholders there).
 */
export const CONTROL_TOKEN_IDS = {
  '<｜begin▁of▁sentence｜>': 0,
  '<｜end▁of▁sentence｜>': 1,
  '<｜System｜>': 128799,
  '<｜fim▁hole｜>': 128800,
  '<｜fim▁begin｜>': 128801,
  '<｜fim▁end｜>': 128802,
  '<｜User｜>': 128803,
  '<｜Assistant｜>': 128804,
  '<｜tool▁calls▁begin｜>': 128806,
  '<｜tool▁calls▁end｜>': 128807,
  '<｜tool▁call▁begin｜>': 128808,
  '<｜tool▁call▁end｜>': 128809,
  '<｜tool▁outputs▁begin｜>': 128810,
  '<｜tool▁outputs▁end｜>': 128811,
  '<｜tool▁output▁begin｜>': 128812,
  '<｜tool▁output▁end｜>': 128813,
  '<｜tool▁sep｜>': 128814,
  '<think>': 128821,
  '</think>': 128822,
  '｜DSML｜': 128825,
  '<｜deepseek_image｜>': 129264,
} as const

export type ControlToken = keyof typeof CONTROL_TOKEN_IDS

export const BEGIN = '<｜begin▁of▁sentence｜>' satisfies ControlToken
export const END = '<｜end▁of▁sentence｜>' satisfies ControlToken
export const SYSTEM = '<｜System｜>' satisfies ControlToken
export const USER = '<｜User｜>' satisfies ControlToken
export const ASSISTANT = '<｜Assistant｜>' satisfies ControlToken
export const THINK = '<think>' satisfies ControlToken
export const THINK_END = '</think>' satisfies ControlToken
/** Stands for one token of an image. */
export const IMAGE = '<｜deepseek_image｜>' satisfies ControlToken
export const DSML = '｜DSML｜' satisfies ControlToken

const ANY_CONTROL_TOKEN = new RegExp(
  `(${Object.keys(CONTROL_TOKEN_IDS)
    .map((token) => token.replaceAll(/[|\\]/g, String.raw`\$&`))
    .join('|')})`,
)

/** Cuts a constant of a profile into text and control tokens. Never for text that a user wrote. */
export function splitTemplate(template: string): readonly string[] {
  return template.split(ANY_CONTROL_TOKEN).filter((piece) => piece !== '')
}

/** Whether a piece of a template is one control token, with an id of its own. */
export function isControlToken(piece: string): piece is ControlToken {
  return Object.hasOwn(CONTROL_TOKEN_IDS, piece)
}
