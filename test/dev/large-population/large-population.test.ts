import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromColumn, toColumn } from '../../../src/database/columns.ts'
import { fillDemonstration, isEmptyPas } from '../../../src/dev/demonstration/fill-demonstration.ts'
import { fillLargePopulation } from '../../../src/dev/large-population/fill-large-population.ts'
import { largePopulation } from '../../../src/dev/large-population/large-population.ts'
import { london } from '../../../src/shared/dates.ts'
import { isNhsNumber } from '../../../src/shared/nhs-number.ts'
import { emptyDatabase, filledDatabase, wrongCounters } from '../demonstration/filled-database.ts'

const now = Temporal.Instant.from('2026-07-01T11:00Z')

test('a thousand appointments are added beside the demonstration people, and all agree', async t => {
  const database = await filledDatabase(t, now)
  const before = await count()
  const reported: number[] = []
  await fillLargePopulation(database, now, 1000, done => reported.push(done))
  const after = await count()

  assert.deepEqual(reported, [1000])
  assert.equal(after.appointment - before.appointment, 1000)
  assert.equal(after.patient - before.patient, 84)
  assert.equal(after.slot - before.slot, 400)
  assert.ok(after.change_request > before.change_request)
  assert.deepEqual(await wrongCounters(database), [])
  assert.equal(await fillDemonstration(database, now), 'kept')
  assert.equal(await fillDemonstration(database, now.add({ hours: 24 })), 'renewed')
  assert.equal((await count()).appointment, after.appointment)

  async function count() {
    const entries = ['appointment', 'patient', 'slot', 'change_request'].map(async table => {
      const [row] = await database(table).count('* as count')
      return [table, Number(row?.count)]
    })
    return Object.fromEntries(await Promise.all(entries)) as Record<
      'appointment' | 'patient' | 'slot' | 'change_request',
      number
    >
  }
})

test('NHS numbers are valid, bookings are to come by day, and the rest is past and of every outcome', async t => {
  const database = await emptyDatabase(t)
  await fillLargePopulation(database, now, 1000, () => {})
  for (const number of await database('patient').pluck('nhs_number')) assert.ok(isNhsNumber(number), number)
  for (const { starts_at, status } of await database('appointment')) {
    const { hour } = fromColumn(starts_at).toZonedDateTimeISO(london)
    assert.ok(hour >= 9 && hour < 17, starts_at)
    assert.equal(status === 'booked', starts_at > toColumn(now))
  }
  assert.equal((await database('appointment').distinct('status')).length, 4)
  assert.equal((await database('appointment').distinct('medium')).length, 3)
  assert.equal((await database('clinic').distinct('trust_ods_code')).length, 2)
})

test('it is the same each time, and comes in parts of 50,000', () => {
  const today = Temporal.PlainDate.from('2026-07-01')
  const parts = [...largePopulation(60_000, today)]
  assert.deepEqual(
    parts.map(({ appointments }) => appointments.length),
    [50_000, 10_000],
  )
  assert.deepEqual(largePopulation(60_000, today).next().value, parts[0])
  const ids = parts.flatMap(({ patients, slots, appointments }) =>
    [patients, slots, appointments].flat().map(({ id }) => id),
  )
  assert.equal(new Set(ids).size, ids.length)
})

test('a database is empty until it has a patient', async t => {
  const database = await emptyDatabase(t)
  assert.equal(await isEmptyPas(database), true)
  await fillDemonstration(database, now)
  assert.equal(await isEmptyPas(database), false)
})
