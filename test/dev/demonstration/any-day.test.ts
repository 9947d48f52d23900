import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromColumn } from '../../../src/database/columns.ts'
import type { Database } from '../../../src/database/database.ts'
import { isBankHoliday } from '../../../src/shared/bank-holidays.ts'
import { london, londonDate } from '../../../src/shared/dates.ts'
import { filledDatabase, wrongCounters } from './filled-database.ts'

const days = {
  'the real today': Temporal.Now.instant(),
  'a summer midnight in London, yesterday in UTC': Temporal.Instant.from('2026-06-30T23:00Z'),
  'the Friday before the clocks go forward': Temporal.Instant.from('2026-03-27T09:00Z'),
  'the hour the clocks go forward': Temporal.Instant.from('2026-03-29T01:00Z'),
  'the second 1:30am as the clocks go back': Temporal.Instant.from('2026-10-25T01:30Z'),
  'the Monday after': Temporal.Instant.from('2026-10-26T08:00Z'),
  'Christmas Eve': Temporal.Instant.from('2026-12-24T17:00Z'),
  'New Year’s Eve': Temporal.Instant.from('2026-12-31T23:59Z'),
  'the day before Good Friday': Temporal.Instant.from('2027-03-25T12:00Z'),
  'an Easter Sunday when the clocks go forward': Temporal.Instant.from('2027-03-28T10:00Z'),
  '29 February': Temporal.Instant.from('2028-02-29T12:00Z'),
}

for (const [name, now] of Object.entries(days)) {
  test(`it holds on ${name}`, async t => {
    const database = await filledDatabase(t, now)
    await atDecentHours(database)
    await onWorkingDays(database)
    await countersMatch(database)
    await slotsMatchAppointments(database)
    await pastAndToComeAgree(database, londonDate(now))
    await clockChanges(database)
  })
}

async function atDecentHours(database: Database) {
  for (const table of ['appointment', 'slot'])
    for (const { starts_at, ends_at } of await database(table)) {
      assert.ok(minutes(starts_at) >= 7 * 60 + 30, starts_at)
      assert.ok(minutes(ends_at) <= 18 * 60, ends_at)
    }
}

async function onWorkingDays(database: Database) {
  const rows = [...(await database('slot')), ...(await database('appointment').where('holding', false))]
  for (const { starts_at, ends_at } of rows)
    for (const day of [starts_at, ends_at].map(value => londonDate(fromColumn(value))))
      assert.ok(day.dayOfWeek <= 5 && !isBankHoliday(day), `${day}`)
}

/** No clinic that sees one person at a time was given two, which would hide a mistake in the appointments. */
async function countersMatch(database: Database) {
  assert.deepEqual(await wrongCounters(database), [])
  assert.deepEqual(await database('slot').whereNotIn('capacity', [1, 4]), [])
}

async function slotsMatchAppointments(database: Database) {
  const rows = await database('appointment').join('slot', 'slot.id', 'slot_id').select({
    id: 'appointment.id',
    ours: 'appointment.starts_at',
    its: 'slot.starts_at',
    ourEnd: 'appointment.ends_at',
    itsEnd: 'slot.ends_at',
    ourClinic: 'appointment.clinic_id',
    itsClinic: 'slot.clinic_id',
    ourPlace: 'appointment.place',
    itsPlace: 'slot.place',
  })
  assert.ok(rows.length > 60)
  for (const { ours, its, ourEnd, itsEnd, ourClinic, itsClinic, ourPlace, itsPlace } of rows)
    assert.deepEqual([ours, ourEnd, ourClinic, ourPlace], [its, itsEnd, itsClinic, itsPlace])
  const times = await database('slot')
    .select('clinic_id', 'starts_at')
    .groupBy('clinic_id', 'starts_at')
    .havingRaw('count(*) > 1')
  assert.deepEqual(times, [])
}

async function pastAndToComeAgree(database: Database, today: Temporal.PlainDate) {
  for (const { starts_at, status, slot_id, encounter_class, holding } of await database('appointment')) {
    const toCome = Temporal.PlainDate.compare(londonDate(fromColumn(starts_at)), today) > 0
    if (status !== 'cancelled') assert.equal(status === 'booked', toCome, starts_at)
    assert.equal(slot_id !== null, toCome && encounter_class === 'outpatient' && !holding, starts_at)
  }
  for (const { cancelled_at } of await database('appointment').where('status', 'cancelled'))
    assert.ok(Temporal.PlainDate.compare(londonDate(fromColumn(cancelled_at)), today) < 0)
  assert.deepEqual(await database('slot').where('starts_at', '<', `${today}T23`), [])
}

async function clockChanges(database: Database) {
  const imran = await database('appointment')
    .join('patient', 'patient.id', 'patient_id')
    .where('given_name', 'Imran')
  const hours = imran.map(({ starts_at }) => fromColumn(starts_at).toZonedDateTimeISO(london).offset)
  assert.deepEqual(hours.sort(), ['+00:00', '+00:00', '+01:00', '+01:00'])
}

function minutes(column: string) {
  const { hour, minute } = fromColumn(column).toZonedDateTimeISO(london)
  return hour * 60 + minute
}
