import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { readManifest } from '../../../../src/features/letters/import/manifest.ts'
import { aDatabase } from '../../../support/databases.ts'
import { Hospital } from './import-support.ts'

test('a manifest in CSV is read as NDJSON is, with its lines', async t => {
  const hospital = await Hospital.open(t, await aDatabase(t))
  const { trust, nhs_number, date_of_birth } = hospital.fields('L1')
  hospital.write('a, "b".pdf')
  const columns = 'id,trust,nhs_number,date_of_birth,kind,date,file,html,withdrawn'
  const start = `${trust},${nhs_number},${date_of_birth},outcome,2026-06-30`
  const manifest = [
    `\uFEFF${columns}`,
    `L1,${start},L1.pdf,,`,
    `L2,${start},"a, ""b"".pdf",,false`,
    '',
    `L3,${start},too,many,,columns`,
    `L4,${start},missing.pdf,,`,
    `L1,${trust},${nhs_number},,,,,,true`,
    `L5,${start},"unfinished`,
  ]
  hospital.write('manifest.csv', manifest.join('\r\n'))
  assert.deepEqual(await hospital.takeManifest('manifest.csv'), [
    '2 added',
    '3 added',
    '5 not-a-record',
    '6 file-missing',
    '7 withdrawn',
    '8 not-a-record',
  ])
})

test('a line that is wrong spoils no other, however long it is and whichever line ends the file has', async t => {
  const long = 'x'.repeat(200_000)
  for (const end of ['\n', '\r\n', '\r']) {
    const csv = ['id,file', 'L1,a', 'L2,"open', `L3,${long}`, 'L4,caf\u00e9', ...later(2000)].join(end)
    assert.deepEqual(await read(t, 'manifest.csv', csv), [
      '2 L1',
      '3 not read',
      '4 not read',
      '5 L4',
      ...later(2000).map((line, index) => `${index + 6} ${line.slice(0, -2)}`),
    ])
  }
  assert.deepEqual(await read(t, 'manifest.csv', 'id,file\r\nL1,a\nL2,b\r\nL3,c'), ['2 L1', '3 L2', '4 L3'])
  const ndjson = `\uFEFF{"id":"L1"}\n{"id":"${long}"}\n{"id":"L3"\n{"id":"L4"}`
  assert.deepEqual(await read(t, 'manifest.ndjson', ndjson), ['1 L1', '2 not read', '3 not read', '4 L4'])
})

test('what is not UTF-8, or has a name twice in its header, is not guessed at', async t => {
  const latin1 = Buffer.from('id,file\nL\u00e9,a\nL2,b', 'latin1')
  assert.deepEqual(await read(t, 'manifest.csv', latin1), ['2 not read', '3 L2'])
  const utf16 = Buffer.from('\uFEFFid,file\nL1,a', 'utf16le')
  assert.deepEqual(await read(t, 'manifest.csv', utf16), ['2 not read'])
  assert.deepEqual(await read(t, 'manifest.csv', 'id,file,id\nL1,a,L2'), ['2 not read'])
  assert.deepEqual(await read(t, 'manifest.csv', 'id,file,,\nL1,a,,'), ['2 L1'])
  assert.deepEqual(await read(t, 'manifest.csv', ''), [])
})

function later(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `M${index},b`)
}

/** The id in each line, with its number. */
async function read(t: TestContext, name: string, content: string | Buffer): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-manifest-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, name), content)
  const said: string[] = []
  for await (const { line, fields } of readManifest(join(folder, name)))
    said.push(`${line} ${fields?.id ?? 'not read'}`)
  return said
}
