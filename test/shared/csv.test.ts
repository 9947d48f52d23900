import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asCsv } from '../../src/shared/csv.ts'

test('no cell is a formula in a spreadsheet', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
    const csv = asCsv([{ Value: `${start}cmd|' /C calc'!A1` }])
    const cell = csv.slice('Value\r\n'.length).replace(/^"/, '')
    assert.equal(cell[0], "'", JSON.stringify(csv))
  }
  assert.equal(asCsv([{ Value: 'a, "b"' }]), 'Value\r\n"a, ""b"""\r\n')
})
