/** What the dialog asks: which key is in use, or one thing about one key. */
export type KeyView =
  | { readonly kind: 'list' }
  | { readonly kind: 'add' }
  | { readonly kind: 'set' | 'rename' | 'remove'; readonly profileId: string }
