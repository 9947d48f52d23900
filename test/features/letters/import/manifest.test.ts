import assert from 'node:assert/strict'
import { test } from 'node:test'
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
