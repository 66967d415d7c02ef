import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'

import { FathomError } from '../errors.ts'

// Structures of the ZIP format: APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const END_SIZE = 22
const CENTRAL_SIZE = 46
const LOCAL_SIZE = 30
const LONGEST_COMMENT = 0xffff
const ENCRYPTED = 0x1
const IN_ZIP64 = 0xffffffff

export interface ZipLimits {
  readonly entries: number
  /** Bytes of all files together, as they come out. */
  readonly total: number
}

export interface ZipFile {
  readonly name: string
  readonly data: Buffer
}

interface Entry {
  readonly name: string
  readonly method: number
  readonly flags: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw)

/** Whether a file begins as a zip does, be it an empty one. */
export function isZip(data: Buffer): boolean {
  return data.length >= 4 && (data.readUInt32LE(0) === LOCAL || data.readUInt32LE(0) === END)
}

/**
 * The wanted files of a zip, by its central directory. Nothing comes out larger than it says or than the limits
 * together, whatever it claims: a zip bomb is refused before it opens.
 * @throws FathomError `ZIP_BROKEN`, `ZIP_TOO_LARGE`, `ZIP_LOCKED`
 */
export async function readZip(
  data: Buffer,
  wanted: (name: string) => boolean,
  limits: ZipLimits,
): Promise<readonly ZipFile[]> {
  const entries = directoryOf(data, limits).filter(({ name }) => !name.endsWith('/') && wanted(name))
  const total = entries.reduce((sum, { size }) => sum + size, 0)
  if (total > limits.total) throw tooLarge()
  const files: ZipFile[] = []
  for (const entry of entries) files.push({ name: entry.name, data: await contentOf(data, entry) })
  return files
}

function directoryOf(data: Buffer, limits: ZipLimits): readonly Entry[] {
  const end = endOf(data)
  const count = data.readUInt16LE(end + 10)
  const at = data.readUInt32LE(end + 16)
  if (count > limits.entries || at === IN_ZIP64) throw tooLarge()
  const entries: Entry[] = []
  let next = at
  for (let index = 0; index < count; index += 1) {
    if (next + CENTRAL_SIZE > data.length || data.readUInt32LE(next) !== CENTRAL) throw broken()
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => data.readUInt16LE(next + offset))
    const nameEnd = next + CENTRAL_SIZE + (nameLength ?? 0)
    if (nameEnd > data.length) throw broken()
    entries.push({
      name: data.toString('utf8', next + CENTRAL_SIZE, nameEnd),
      flags: data.readUInt16LE(next + 8),
      method: data.readUInt16LE(next + 10),
      crc: data.readUInt32LE(next + 16),
      packed: data.readUInt32LE(next + 20),
      size: data.readUInt32LE(next + 24),
      at: data.readUInt32LE(next + 42),
    })
    next = nameEnd + (extra ?? 0) + (comment ?? 0)
  }
  return entries
}

/** Where the end record is: at the end, with at most a comment behind it. */
function endOf(data: Buffer): number {
  const last = data.length - END_SIZE
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1) {
    if (data.readUInt32LE(at) === END) return at
  }
  throw broken()
}

async function contentOf(data: Buffer, entry: Entry): Promise<Buffer> {
  const { at, packed, size, method, flags, crc } = entry
  if ((flags & ENCRYPTED) !== 0) {
    throw new FathomError(
      'ZIP_LOCKED',
      'This zip is protected by a password. Unpack it and import the CSV files.',
    )
  }
  if (at + LOCAL_SIZE > data.length || data.readUInt32LE(at) !== LOCAL) throw broken()
  const start = at + LOCAL_SIZE + data.readUInt16LE(at + 26) + data.readUInt16LE(at + 28)
  if (start + packed > data.length) throw broken()
  const bytes = data.subarray(start, start + packed)
  const content = method === 0 ? bytes : await inflated(bytes, method, size)
  if (content.length !== size || crc32(content) !== crc) throw broken()
  return content
}

async function inflated(bytes: Buffer, method: number, size: number): Promise<Buffer> {
  if (method !== 8) throw broken()
  try {
    return await unpack(bytes, { maxOutputLength: Math.max(1, size) })
  } catch {
    throw broken()
  }
}

function broken(): FathomError {
  return new FathomError(
    'ZIP_BROKEN',
    'This zip is damaged or not complete. Export the usage again on the platform and import the new file.',
  )
}

function tooLarge(): FathomError {
  return new FathomError(
    'ZIP_TOO_LARGE',
    'This zip holds more than a usage export does. Nothing was read. Import one export of the platform at a time.',
  )
}
