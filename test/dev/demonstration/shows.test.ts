import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fromColumn, toColumn } from '../../../src/database/columns.ts'
import { openDatabase } from '../../../src/database/database.ts'
import { migrate } from '../../../src/database/migrate.ts'
import { fillDemonstration } from '../../../src/dev/demonstration/fill-demonstration.ts'
import { appointmentId } from '../../../src/features/appointments/demonstration/appointment.ts'
import { londonDate } from '../../../src/shared/dates.ts'

/** Each thing that section 5 of the outside of the portal lists is there to be seen. */
const now = Temporal.Instant.from('2026-07-01T11:00Z')
const database = openDatabase('sqlite::memory:')

before(async () => {
  await migrate(database)
  await fillDemonstration(database, now)
})

after(() => database.destroy())

const appointments = (where: object) => database('appointment').where(where)
const upcoming = (where: object) =>
  appointments({ status: 'booked', hidden: false, holding: false, ...where }).where(
    'starts_at',
    '>',
    toColumn(now),
  )
const atClinic = (where: object) =>
  database('appointment')
    .select(
      'appointment.*',
      'clinic.cancel_how',
      'clinic.reschedule_how',
      'clinic.phone',
      'clinic.opens_at',
      'clinic.minimum_notice_hours',
    )
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .where({ status: 'booked', ...where })
    .where('starts_at', '>', toColumn(now))

async function shown(rows: PromiseLike<unknown[]>, least = 1) {
  assert.ok((await rows).length >= least)
}

test('the first person has an appointment to change at once, with times to choose from, and one to ask about', async () => {
  const mine = await database('appointment')
    .join('patient', 'patient.id', 'patient_id')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .join('trust', 'trust.ods_code', 'clinic.trust_ods_code')
    .where({ nhs_number: '9990000018', status: 'booked' })
    .orderBy('starts_at')
    .select(
      'appointment.id',
      'clinic_id',
      'trust.cancel_how',
      'trust.reschedule_how',
      'clinic.cancel_how as unlike',
    )
  assert.deepEqual(
    mine.map(({ cancel_how, reschedule_how, unlike }) => [cancel_how, reschedule_how, unlike]),
    [
      ['at-once', 'at-once', null],
      ['request', 'request', null],
    ],
  )
  assert.equal(mine[0].id, appointmentId('9990000018', 'cardiology'))
  const free = database('slot').where('clinic_id', mine[0].clinic_id).whereRaw('booked < capacity')
  await shown(free, 100)
})

test('a cancellation and a move wait for an answer that is not overdue', async () => {
  const requests = await database('change_request').where('status', 'open').orderBy('kind')
  assert.deepEqual(
    requests.map(({ kind, preferred_days, preferred_times }) => [kind, preferred_days, preferred_times]),
    [
      ['cancel', null, null],
      ['reschedule', 'monday,wednesday', 'morning,afternoon'],
    ],
  )
  for (const { requested_at, promised_by } of requests) {
    assert.equal(fromColumn(requested_at).until(now).sign, 1)
    assert.equal(now.until(fromColumn(promised_by)).sign, 1)
  }
})

test('some were cancelled by the patient and some by the hospital', async () => {
  await shown(appointments({ cancelled_by: 'patient', attended: '2', moved_to_id: null }), 2)
  await shown(appointments({ cancelled_by: 'hospital', attended: '4', cancellation_reason: 'HOSPITAL' }))
})

test('some were attended, on time and late, and some missed', async () => {
  await shown(appointments({ status: 'fulfilled', attended: '5' }))
  await shown(appointments({ status: 'fulfilled', attended: '6' }))
  await shown(appointments({ status: 'noshow', attended: '7' }))
  await shown(appointments({ status: 'noshow', attended: '3' }))
})

test('some are by telephone or video, and have no place', async () => {
  for (const medium of ['TELEPHONE', 'VIDEO_CONSULTATION']) {
    await shown(upcoming({ medium, place: null, site_ods_code: null }))
    assert.deepEqual(await appointments({ medium }).whereNotNull('place'), [])
  }
})

test('there is a stay in hospital and a day case', async () => {
  const [stay] = await upcoming({ encounter_class: 'inpatient' })
  assert.equal(londonDate(fromColumn(stay.starts_at)).until(londonDate(fromColumn(stay.ends_at))).sign, 1)
  const [day] = await upcoming({ encounter_class: 'daycase' })
  assert.ok(londonDate(fromColumn(day.starts_at)).equals(londonDate(fromColumn(day.ends_at))))
})

test('one is too late to change online', async () => {
  const [scan] = await atClinic({ minimum_notice_hours: 168 })
  assert.ok(now.until(fromColumn(scan.starts_at)).total('hours') < 168)
})

test('one is a two-week wait, changed by phone only', async () => {
  await shown(
    atClinic({ 'clinic.cancel_how': 'phone', 'clinic.reschedule_how': 'phone', priority: 'TWO_WEEK_WAIT' }),
  )
})

test('clinics differ from their trust: cancelling but not moving at once, more notice, their own phone and hours', async () => {
  await shown(atClinic({ 'clinic.cancel_how': null, 'clinic.reschedule_how': 'request', hidden: false }))
  await shown(atClinic({ minimum_notice_hours: 72 }))
  await shown(atClinic({ 'clinic.opens_at': '10:00' }).whereNotNull('clinic.phone'))
})

test('a clinic that moves at once has no free times', async () => {
  const free = database('slot').whereRaw('clinic_id = appointment.clinic_id and booked < capacity')
  await shown(atClinic({ title: 'Ophthalmology', holding: false }).whereNotExists(free))
})

test('some must not be shown: hidden, holding, at a hidden clinic, of a hidden specialty', async () => {
  await shown(appointments({ hidden: true }))
  await shown(appointments({ holding: true }))
  await shown(atClinic({}).join('visibility_rule', 'visibility_rule.clinic_id', 'clinic.id'))
  await shown(
    atClinic({}).join(
      'visibility_rule as rule',
      'rule.treatment_function_code',
      'clinic.treatment_function_code',
    ),
  )
})

test('there is one on each side of both clock changes, at the same distance', async () => {
  const imran = await appointments({})
    .join('patient', 'patient.id', 'patient_id')
    .where('given_name', 'Imran')
    .orderBy('starts_at')
  assert.deepEqual(
    imran.map(({ starts_at }) =>
      fromColumn(starts_at).toZonedDateTimeISO('Europe/London').toString().slice(0, 22),
    ),
    ['2026-10-23T15:30:00+01', '2026-10-26T09:00:00+00', '2027-03-25T16:00:00+00', '2027-03-30T08:40:00+01'],
  )
})

test('one was moved, and another moved as often as its trust allows', async () => {
  const moved = await database('appointment as old')
    .join('appointment as new', 'new.id', 'old.moved_to_id')
    .where({ 'old.status': 'cancelled', 'old.cancelled_by': 'patient', 'new.status': 'booked' })
    .orderBy('new.changes_made')
    .select('new.changes_made')
  assert.deepEqual(moved, [{ changes_made: 1 }, { changes_made: 2 }])
  assert.equal((await database('trust').first('most_changes')).most_changes, 2)
})

test('one person has no appointments, one has 200, and one the longest of every text', async () => {
  const counts = await database('patient')
    .leftJoin('appointment', 'patient.id', 'patient_id')
    .groupBy('given_name')
    .select('given_name')
    .count('appointment.id as count')
  assert.deepEqual(
    counts.filter(({ count }) => count === 0 || count === 200),
    [
      { given_name: 'Margaret', count: 0 },
      { given_name: 'Winston', count: 200 },
    ],
  )
  const [long] = await upcoming({})
    .whereRaw('length(title) = 200')
    .join('clinician', 'clinician.id', 'clinician_id')
  assert.deepEqual([long.place.length, long.name.length, long.role.length], [200, 200, 100])
})

test('everyone who may see nothing, but the one not known, has something to come', async () => {
  const theirs = appointments({}).whereRaw('patient_id = patient.id')
  const names = await database('patient')
    .whereIn('given_name', ['Lily', 'Nadia', 'Peter', 'Rose'])
    .whereExists(theirs)
    .pluck('given_name')
  assert.equal(names.length, 4)
  assert.equal(await database('patient').where('nhs_number', '9990000204').first(), undefined)
})
