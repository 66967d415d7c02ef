import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { safeFileName } from './safe-file-name.ts'

test.each([
  ['ledger.csv', 'ledger.csv'],
  ['../../.ssh/authorized_keys', '_.._.ssh_authorized_keys'],
  ['C:\\Windows\\win.ini', 'C__Windows_win.ini'],
  ['bill\u202efdp.exe', 'bill_fdp.exe'],
  ['\u001b[31mred.csv', '_[31mred.csv'],
  ['con.csv', 'fathom-con.csv'],
  ['...', 'fathom-file.txt'],
  [`${'a'.repeat(300)}.csv`, `${'a'.repeat(116)}.csv`],
])('%j becomes %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe)
})

test('whatever it is called, it stays one name in one folder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
      const safe = safeFileName(name)
      expect(safe).not.toMatch(/[/\\\p{Cc}\u202e]/u)
      expect(safe).not.toMatch(/^\.|^$/)
    }),
  )
})
