/** The part of the prompt that is pointed at; `from` says where, since the place itself needs no mark. */
export interface Highlight {
  readonly key: string
  readonly from: 'inspector' | 'editor'
}
