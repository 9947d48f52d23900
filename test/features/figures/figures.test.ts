import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { toColumn } from '../../../src/database/columns.ts'
import type { Database } from '../../../src/database/database.ts'
import { TrustFigures } from '../../../src/features/figures/figures.ts'
import type { StaffActor } from '../../../src/shared/actor.ts'
import { NotFound, NotPermitted } from '../../../src/shared/errors.ts'
import { aClinic, anAppointment, aPatient, aTrust, testPerson } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'

const NOW = Temporal.Instant.from('2026-11-10T12:00:00Z')
const OCTOBER = Temporal.PlainYearMonth.from('2026-10')

let database: Database
let trust: string
let clinicId: string
let patientId: string
let figures: TrustFigures

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    database = await aDatabase(t)
    figures = new TrustFigures(database, { now: () => NOW })
    patientId = await aPatient(database, testPerson(1))
    trust = await aTrust(database)
    clinicId = await aClinic(database, { trust_ods_code: trust })
    await run()
  })

const lead = (): StaffActor => ({ kind: 'staff', userId: 'lee', role: 'team-lead', trustOdsCode: trust })
const at = (instant: string) => ({ now: Temporal.Instant.from(instant), in: { hours: 0 } })

/** An appointment at this instant. */
const appointment = (starts: string, changes = {}, clinic = clinicId) =>
  anAppointment(database, patientId, clinic, at(starts), changes)

const cancelled = (by: string, when: string) => ({
  status: 'cancelled',
  cancelled_by: by,
  cancelled_at: toColumn(Temporal.Instant.from(when)),
})

/** A request of this trust, received at this instant and promised 20 hours later. */
async function request(requested: string, changes: Record<string, unknown> = {}) {
  const requestedAt = Temporal.Instant.from(requested)
  await database('change_request').insert({
    id: randomUUID(),
    appointment_id: await appointment('2027-01-10T10:00:00Z'),
    trust_ods_code: trust,
    kind: 'cancel',
    reason: 'other',
    requested_at: toColumn(requestedAt),
    promised_by: toColumn(requestedAt.add({ hours: 20 })),
    ...changes,
  })
}

const decided = (status: string, when: string) => ({
  status,
  decided_at: toColumn(Temporal.Instant.from(when)),
})

test('requests count in the London month in which they were received', async () => {
  // In London the first is still in September, the second in October; in UTC both are in September.
  await request('2026-09-30T22:59:59Z')
  await request('2026-09-30T23:00:00Z', decided('done', '2026-10-01T09:00:00Z'))
  await request('2026-10-31T23:59:59Z', {
    kind: 'reschedule',
    ...decided('withdrawn', '2026-11-01T09:00:00Z'),
  })
  await request('2026-11-01T00:00:00Z')
  await request('2026-10-05T10:00:00Z', { trust_ods_code: await aTrust(database) })
  const { received, unfinished } = await figures.ofMonth(lead(), OCTOBER)
  const none = { open: 0, done: 0, declined: 0, withdrawn: 0, lapsed: 0 }
  assert.deepEqual(received, [
    { kind: 'cancel', total: 1, ...none, done: 1 },
    { kind: 'reschedule', total: 1, ...none, withdrawn: 1 },
  ])
  assert.equal(unfinished, false)
})

test('times to answer are of what staff decided, beside what was promised', async () => {
  const hours = [1, 2, 3, 4, 5, 6, 7, 8, 20, 21]
  for (const each of hours) {
    const requested = Temporal.Instant.from('2026-10-05T10:00:00Z')
    const status = each % 2 ? 'done' : 'declined'
    await request(`${requested}`, decided(status, `${requested.add({ hours: each })}`))
  }
  await request('2026-10-06T10:00:00Z', decided('lapsed', '2026-10-09T10:00:00Z'))
  const { answers } = await figures.ofMonth(lead(), OCTOBER)
  assert.deepEqual(answers, { answered: 10, inTime: 9, medianHours: 5, ninetiethHours: 20 })
})

test('without an answer there is no time to answer', async () => {
  await request('2026-10-05T10:00:00Z')
  const { answers } = await figures.ofMonth(lead(), OCTOBER)
  const none = { answered: 0, inTime: 0, medianHours: undefined, ninetiethHours: undefined }
  assert.deepEqual(answers, none)
})

test('open requests of every month are counted by how late they are now', async () => {
  const promised = async (hoursAgo: number, kind = 'cancel') =>
    request(`${NOW.subtract({ hours: hoursAgo + 20 })}`, { kind })
  for (const hoursAgo of [-1, 0, 1, 24, 25, 7 * 24, 7 * 24 + 1]) await promised(hoursAgo)
  await promised(5, 'reschedule')
  const { waiting } = await figures.ofMonth(lead(), Temporal.PlainYearMonth.from('2026-02'))
  assert.deepEqual(waiting, [
    { kind: 'cancel', total: 7, inTime: 2, lateToOneDay: 2, lateToOneWeek: 2, lateOverOneWeek: 1 },
    { kind: 'reschedule', total: 1, inTime: 0, lateToOneDay: 1, lateToOneWeek: 0, lateOverOneWeek: 0 },
  ])
})

test('missed appointments and late cancellations are counted by month, and before and since the portal', async () => {
  await appointment('2025-10-20T10:00:00Z', { status: 'noshow' })
  await appointment('2026-08-31T22:30:00Z', { status: 'fulfilled' })
  await appointment('2026-09-01T10:00:00Z', { status: 'fulfilled' })
  await appointment('2026-10-20T10:00:00Z', { status: 'noshow' })
  await appointment('2026-10-20T10:00:00Z', cancelled('patient', '2026-10-18T10:00:00.001Z'))
  await appointment('2026-10-20T10:00:00Z', cancelled('patient', '2026-10-18T10:00:00Z'))
  await appointment('2026-10-20T10:00:00Z', cancelled('hospital', '2026-10-20T09:00:00Z'))
  const moved = await appointment('2026-12-01T10:00:00Z')
  const late = cancelled('patient', '2026-10-20T09:00:00Z')
  await appointment('2026-10-20T10:00:00Z', { ...late, moved_to_id: moved })
  await appointment('2026-10-20T10:00:00Z', { status: 'noshow', holding: true })
  await appointment('2026-10-20T10:00:00Z', { status: 'noshow' }, await aClinic(database))
  await request('2026-09-03T10:00:00Z')

  const { attendance, portal } = await figures.ofMonth(lead(), OCTOBER)
  const months = Object.fromEntries(attendance.map(({ month, ...counts }) => [`${month}`, counts]))
  assert.equal(attendance.length, 13)
  assert.deepEqual(months['2025-10'], { attended: 0, missed: 1, cancelledLate: 0 })
  assert.deepEqual(months['2026-08'], { attended: 1, missed: 0, cancelledLate: 0 })
  assert.deepEqual(months['2026-09'], { attended: 1, missed: 0, cancelledLate: 0 })
  assert.deepEqual(months['2026-10'], { attended: 0, missed: 1, cancelledLate: 1 })
  assert.deepEqual(portal, {
    since: Temporal.PlainYearMonth.from('2026-09'),
    before: { attended: 1, missed: 1, cancelledLate: 0 },
    after: { attended: 1, missed: 1, cancelledLate: 1 },
  })
})

test('a month to come or long ago is not there, and the figures are for some roles only', async () => {
  for (const month of ['2026-12', '2019-12', '9999-12'])
    await assert.rejects(figures.ofMonth(lead(), Temporal.PlainYearMonth.from(month)), NotFound)
  assert.equal((await figures.ofMonth(lead(), undefined)).unfinished, true)
  await assert.rejects(figures.ofMonth({ ...lead(), role: 'booking-team' }, OCTOBER), NotPermitted)
  await assert.rejects(figures.ofMonth({ kind: 'patient', patientId }, OCTOBER), NotFound)
})
