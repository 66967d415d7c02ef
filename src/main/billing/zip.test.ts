import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { testFolder } from '../db/test-folder.ts'
import { FathomError } from '../errors.ts'
import { zipOf } from './testing/usage-files.ts'
import { isZip, readZip } from './zip.ts'

const LIMITS = { entries: 100, total: 1_000_000 }
const all = (): boolean => true

describe('a zip', () => {
  it('gives its files, packed or stored, in folders, Chinese names included', async () => {
    const zip = zipOf([
      { name: 'usage/', data: '', stored: true },
      { name: 'usage/amount-2026-11.csv', data: 'a,b\n'.repeat(500) },
      { name: '用量/cost.csv', data: 'c', stored: true },
    ])
    expect(isZip(zip)).toBe(true)
    const files = await readZip(zip, all, LIMITS)
    expect(files.map(({ name, data }) => [name, data.length])).toEqual([
      ['usage/amount-2026-11.csv', 2_000],
      ['用量/cost.csv', 1],
    ])
  })

  it('of another archiver is read too: one that streams writes its sizes behind the data', async ({
    skip,
  }) => {
    const file = join(testFolder(), 'streamed.zip')
    const script = `import sys, zipfile
class Pipe:
    def __init__(self, path): self.out = open(path, 'wb')
    def write(self, data): return self.out.write(data)
    def flush(self): self.out.flush()
with zipfile.ZipFile(Pipe(sys.argv[1]), 'w', zipfile.ZIP_DEFLATED) as archive: archive.writestr('cost.csv', 'x' * 5000)`
    try {
      execFileSync('python3', ['-c', script, file])
    } catch {
      skip('No python3 here: the zip of another archiver was not tried.')
    }
    const [entry] = await readZip(readFileSync(file), all, LIMITS)
    expect(entry?.data.toString()).toBe('x'.repeat(5_000))
  })

  it.each([
    [
      'claims to be small and is not',
      zipOf([{ name: 'a.csv', data: 'x'.repeat(900_000), claimed: 10 }]),
      'ZIP_BROKEN',
    ],
    ['unpacks to too much', zipOf([{ name: 'a.csv', data: Buffer.alloc(1_000_001) }]), 'ZIP_TOO_LARGE'],
    [
      'unpacks to too much in many parts',
      zipOf(Array.from({ length: 20 }, (_, index) => ({ name: `${index}.csv`, data: Buffer.alloc(60_000) }))),
      'ZIP_TOO_LARGE',
    ],
    [
      'has too many files',
      zipOf(Array.from({ length: 101 }, (_, index) => ({ name: `${index}.csv`, data: 'x' }))),
      'ZIP_TOO_LARGE',
    ],
    ['is locked', zipOf([{ name: 'a.csv', data: 'x', flags: 1 }]), 'ZIP_LOCKED'],
    ['is cut off', zipOf([{ name: 'a.csv', data: 'x'.repeat(100) }]).subarray(0, -30), 'ZIP_BROKEN'],
  ])('that %s is refused in a sentence', async (_name, zip, code) => {
    await expect(readZip(zip, all, LIMITS)).rejects.toMatchObject({ code })
  })

  it('does not open what is not wanted, however large it says it is', async () => {
    const zip = zipOf([
      { name: 'movie.bin', data: Buffer.alloc(2_000_000) },
      { name: 'cost.csv', data: 'ok' },
    ])
    expect(await readZip(zip, (name) => name.endsWith('.csv'), LIMITS)).toHaveLength(1)
  })

  it('broken anywhere is refused or read right, never half read and never a crash', async () => {
    const whole = zipOf([
      { name: 'a.csv', data: 'first file, quite compressible '.repeat(20) },
      { name: 'b.csv', data: 'second', stored: true },
    ])
    const right = new Set(['first file, quite compressible '.repeat(20), 'second'])
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.nat(whole.length),
        async (changes, end) => {
          const zip = Buffer.from(whole.subarray(0, Math.max(end, whole.length - 5)))
          for (const { at, to } of changes) if (at < zip.length) zip[at] = to
          const files = await readZip(zip, all, LIMITS).catch((error: unknown) => error)
          const fine =
            files instanceof FathomError ||
            (Array.isArray(files) && files.every(({ data }: { data: Buffer }) => right.has(data.toString())))
          expect(fine).toBe(true)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('of random bytes is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        await expect(readZip(Buffer.from(bytes), all, LIMITS)).rejects.toBeInstanceOf(FathomError)
      }),
    )
  })
})
