// Control characters, what some file system forbids, and the marks that turn "fdp.exe" around into "exe.pdf".
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i
const LONGEST = 120

/** A name that is one file on every system, in no other folder, and looks like what it is. */
export function safeFileName(name: string): string {
  const plain = name.replaceAll(UNSAFE, '_').replace(/^[.\s]+|[.\s]+$/g, '')
  const short = plain.length > LONGEST ? shorten(plain) : plain
  return short === '' || DEVICES.test(short) ? `fathom-${short || 'file.txt'}` : short
}

/** Keeps the extension. */
function shorten(name: string): string {
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? ''
  return name.slice(0, LONGEST - extension.length).trimEnd() + extension
}
