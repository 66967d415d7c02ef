/** Width and height in pixels; `low` where the request asks for the small version (`detail`). */
export interface ImageSize {
  readonly width: number
  readonly height: number
  readonly low: boolean
}

/** A JPEG tells its size behind its metadata, which may hold a preview. */
const HEAD_BYTES = 256 * 1024

/** Reads the size of an image from its `data:` URL; null for an address, and for what is no PNG, JPEG, GIF or WebP. */
export function imageSizeOf(url: string, detail: string | undefined): ImageSize | null {
  const data = /^data:image\/[\w.+-]+;base64,/.exec(url)
  if (data === null) return null
  const start = data[0].length
  const head = Buffer.from(url.slice(start, start + Math.ceil(HEAD_BYTES / 3) * 4), 'base64')
  const size = pngSize(head) ?? gifSize(head) ?? webpSize(head) ?? jpegSize(head)
  return size === null ? null : { ...size, low: detail === 'low' }
}

type Size = Omit<ImageSize, 'low'>

function pngSize(head: Buffer): Size | null {
  if (head.length < 24 || head.readUInt32BE(0) !== 0x89504e47) return null
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
}

function gifSize(head: Buffer): Size | null {
  if (head.length < 10 || head.toString('latin1', 0, 4) !== 'GIF8') return null
  return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) }
}

/** The three forms of WebP keep their size in three places (RFC 9649). */
function webpSize(head: Buffer): Size | null {
  if (
    head.length < 30 ||
    head.toString('latin1', 0, 4) !== 'RIFF' ||
    head.toString('latin1', 8, 12) !== 'WEBP'
  )
    return null
  const form = head.toString('latin1', 12, 16)
  if (form === 'VP8X') return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 }
  if (form === 'VP8 ')
    return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff }
  const bits = head.readUInt32LE(21)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

/** Goes from marker to marker up to the one that begins the picture. */
function jpegSize(head: Buffer): Size | null {
  if (head.length < 4 || head.readUInt16BE(0) !== 0xffd8) return null
  let at = 2
  while (at + 9 <= head.length) {
    if (head[at] !== 0xff) return null
    const marker = head[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: head.readUInt16BE(at + 7), height: head.readUInt16BE(at + 5) }
    at += marker === 0xff ? 1 : 2 + head.readUInt16BE(at + 2)
  }
  return null
}

/** Pixels of one cell: patches of 14, three joined to one (vLLM pull request 57898, the weights of V4.1-Flash). */
const CELL = 42
/** Tokens that one image may take there. */
const BUDGET = 1_024
/** Pixels of each side for `detail: low` (docs 2026-11). */
const LOW = 512

/**
 * What an image probably weighs on V4.1-Flash: a token for each cell, one for each row's end and two around it; larger
 * ones are made smaller until they fit the budget. From the published weights; what the hosted API bills is not confirmed.
 */
export function imageTokens({ width, height, low }: ImageSize): number {
  if (low) return cellTokens(LOW, LOW, 1)
  let scale = 1
  while (cellTokens(width, height, scale) > BUDGET) scale *= 0.99
  return cellTokens(width, height, scale)
}

function cellTokens(width: number, height: number, scale: number): number {
  const rows = Math.max(Math.ceil((height * scale) / CELL), 1)
  const columns = Math.max(Math.ceil((width * scale) / CELL), 1)
  return rows * (columns + 1) + 2
}
