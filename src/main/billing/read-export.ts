import { posix } from 'node:path'

import type { ImportNote } from '../../contract/billing.ts'
import { decodeText } from '../csv/decode-text.ts'
import { FathomError } from '../errors.ts'
import { redact } from '../redact.ts'
import { parseUsage } from './parse-usage.ts'
import type { UsageExport } from './usage-types.ts'
import { isZip, readZip } from './zip.ts'

const LIMITS = { entries: 500, total: 64 * 1024 * 1024 }

/**
 * Reads an export of the platform: a zip of CSV files, in folders and of several months if need be, or one CSV file.
 * @throws FathomError `ZIP_*`, `EXPORT_TOO_LARGE`, and `EXPORT_NOT_UNDERSTOOD` where nothing in it is a usage export
 */
export async function readExport(fileName: string, data: Buffer): Promise<UsageExport> {
  const files = isZip(data) ? await readZip(data, isCsv, LIMITS) : [{ name: fileName, data }]
  const parts: UsageExport[] = []
  for (const file of files) parts.push(await readFile(file.name, file.data))
  const read: UsageExport = {
    amounts: parts.flatMap(({ amounts }) => amounts),
    costs: parts.flatMap(({ costs }) => costs),
    notes: parts.flatMap(({ notes }) => notes),
  }
  if (read.amounts.length + read.costs.length === 0) throw notUnderstood(read.notes)
  return read
}

async function readFile(path: string, data: Buffer): Promise<UsageExport> {
  const name = redact(posix.basename(path.replaceAll('\\', '/')).slice(0, 120))
  const text = decodeText(data)
  if (text === null) {
    const sentence = 'It is neither UTF-8 nor UTF-16 text, so it was not read.'
    return { amounts: [], costs: [], notes: [{ file: name, line: null, sentence }] }
  }
  return parseUsage(name, text)
}

/** What a Mac adds to a zip is no part of the export. */
function isCsv(path: string): boolean {
  return /\.csv$/i.test(path) && !path.startsWith('__MACOSX/') && !/(^|\/)\._/.test(path)
}

function notUnderstood(notes: readonly ImportNote[]): FathomError {
  const [first] = notes
  const why = first === undefined ? 'It holds no CSV file.' : `${first.file}: ${first.sentence}`
  return new FathomError(
    'EXPORT_NOT_UNDERSTOOD',
    `This is not a usage export of the platform. ${why} On the platform open Usage and press Export, then import that file.`,
    { notes: notes.slice(0, 20) },
  )
}
