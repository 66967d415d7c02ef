/** The Simplified Chinese of every message, by its English. */
export const zhCN: Readonly<Record<string, string>> = {}
