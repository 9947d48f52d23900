import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { JobWorker } from '../../../../src/features/feature.ts'
import { countArrivals } from '../../../../src/features/letters/import/arrival-store.ts'
import { takeArrivals } from '../../../../src/features/letters/import/take-arrivals.ts'
import { createGateways } from '../../../../src/gateways.ts'
import { createLog } from '../../../../src/shared/log.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { aPdf } from './a-pdf.ts'
import { Hospital } from './import-support.ts'

const { signal } = new AbortController()

onEachDatabase(
  'letters that the PAS adds are taken in and removed; a wrong one stays, with the reason',
  async t => {
    const database = await aDatabase(t)
    const hospital = await Hospital.open(t, database)
    const clock = { now: () => hospital.now }
    const worker: JobWorker = {
      ...{ database, clock, files: hospital.files, log: createLog('silent') },
      gateways: createGateways({ reportingService: undefined, recordService: undefined }, clock),
    }
    const run = takeArrivals.prepare(worker)
    const take = async () => {
      assert.equal(await run?.(signal), 'done')
      return database('letter_arrival').orderBy('source_id').select('source_id', 'refused', 'refused_field')
    }
    const add = (source_id: string, changes: object = {}) =>
      database('letter_arrival').insert({
        id: randomUUID(),
        arrived_at: '2026-07-01T08:00:00.000',
        trust_ods_code: hospital.odsCode,
        source_id,
        nhs_number: hospital.person.nhsNumber,
        kind: 'outcome',
        treatment_function_code: '320',
        dated_on: '2026-06-30',
        pdf: aPdf({ words: 'Dear patient', tagged: true }),
        ...changes,
      })
    await add('a', { html: '<p>Dear patient</p>', embargoed_until: '2026-07-02T08:00:00.000' })
    await add('b', { pdf: Buffer.from('PK') })
    await add('c', { pdf: null })
    await add('d', { kind: 'salary' })
    await add('e', { nhs_number: '9990000010' })
    assert.deepEqual(await countArrivals(database), { waiting: 5, refused: 0 })
    const left = await take()
    assert.deepEqual(
      left.map(row => Object.values(row)),
      [
        ['b', 'file-not-pdf', null],
        ['c', 'wrong-field', 'file'],
        ['d', 'wrong-field', 'kind'],
        ['e', 'wrong-field', 'nhs_number'],
      ],
    )
    assert.deepEqual(await countArrivals(database), { waiting: 0, refused: 4 })
    const [letter] = await database('letter')
    assert.equal(letter.source_id, 'a')
    assert.notEqual(letter.html_file_id, null)
    assert.notEqual(letter.embargoed_until, null)
    // Again, as after a crash before it was removed; then it is taken back.
    await add('a', { html: '<p>Dear patient</p>', embargoed_until: '2026-07-02T08:00:00.000' })
    await take()
    await add('a', { withdrawn: true, pdf: null })
    assert.equal((await take()).length, 4)
    assert.deepEqual(await database('outbox').orderBy('subject_version').pluck('kind'), [
      'letter-added',
      'letter-withdrawn',
    ])
  },
)
