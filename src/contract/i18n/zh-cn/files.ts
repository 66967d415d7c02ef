/** Prompts as files, in and out; the folder in step; backups. */
export const files: Readonly<Record<string, string>> = {}
