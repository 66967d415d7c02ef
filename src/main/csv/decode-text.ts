/**
 * The text of a CSV file: UTF-8, or UTF-16 with its byte order mark, as spreadsheets save it. Null where it is neither;
 * a file that is not read right must not become a bill.
 */
export function decodeText(data: Buffer): string | null {
  const encoding =
    data[0] === 0xff && data[1] === 0xfe ? 'utf-16le' : beginsBigEndian(data) ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(data)
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}

function beginsBigEndian(data: Buffer): boolean {
  return data[0] === 0xfe && data[1] === 0xff
}
