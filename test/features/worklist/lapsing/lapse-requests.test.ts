import assert from 'node:assert/strict'
import { toColumn } from '../../../../src/database/columns.ts'
import { lapseRequests } from '../../../../src/features/worklist/lapsing/lapse-requests.ts'
import { requestBalance } from '../../../../src/features/worklist/request-balance-store.ts'
import type { Log } from '../../../../src/shared/log.ts'
import { whileRefusing } from '../../../support/database/faulty-tables.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { addAsOlderRelease, BookingTeam } from '../support.ts'

let team: BookingTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await BookingTeam.open(await aDatabase(t))
    await run()
  })

async function runJob(signal = new AbortController().signal) {
  const { clock, database } = team.doors
  const run = lapseRequests.prepare({ clock, database, log: { error() {} } as unknown as Log })
  return run?.(signal)
}

const cancelled = (by: string) => ({
  status: 'cancelled',
  cancelled_by: by,
  cancelled_at: '2026-06-15T08:00:00.000',
})

const update = (id: string, changes: object) =>
  team.doors.database('appointment').where({ id }).update(changes)

for (const [state, kind, why, happens] of [
  [
    'was cancelled by the hospital',
    'cancel',
    'appointment-cancelled',
    id => update(id, cancelled('hospital')),
  ],
  ['was cancelled by phone', 'reschedule', 'appointment-cancelled', id => update(id, cancelled('patient'))],
  ['has begun', 'reschedule', 'date-passed', id => update(id, { starts_at: '2026-06-15T09:00:00.000' })],
  ['was attended', 'cancel', 'date-passed', id => update(id, { status: 'fulfilled' })],
  [
    'is of a patient who died',
    'cancel',
    'patient-died',
    async id => {
      const { patient_id } = await team.doors.row(id)
      await team.doors.database('patient').where('id', String(patient_id)).update('death_date', '2026-06-12')
    },
  ],
] as [string, 'cancel' | 'reschedule', string, (id: string) => Promise<unknown>][])
  test(`a request to ${kind} an appointment that ${state} is closed, once, and says why`, async () => {
    const { appointmentId, patient, requestId } = await team.asked(kind)
    await team.work.claim(team.amal, await team.seen(requestId))
    await happens(appointmentId)
    assert.equal(await runJob(), 'done')
    assert.equal(await runJob(), 'done')
    const row = await team.row(requestId)
    assert.deepEqual([row.status, row.decided_by, row.claimed_by, row.version], ['lapsed', null, null, 3])
    const [, last, ...others] = await team.doors.database('request_event').orderBy('version')
    assert.deepEqual(others, [])
    assert.deepEqual(
      [last.event, last.actor, last.actor_id, last.note],
      ['lapsed', 'portal', 'requests', why],
    )
    const entry = await team.doors.database('audit_log').where('action', 'ended-request').first()
    assert.deepEqual([entry.actor, entry.patient_id], ['portal', patient.patientId])
    assert.equal((await team.doors.database('outbox').where('kind', 'request-lapsed')).length, 1)
    assert.equal((await requestBalance(team.doors.database, team.doors.clock.now())).unaccounted, 0)
  })

test('a request that can still be decided stays open', async () => {
  await team.asked('cancel')
  const { appointmentId } = await team.asked('reschedule')
  await update(appointmentId, cancelled('hospital'))
  assert.equal(await runJob(), 'done')
  assert.equal((await requestBalance(team.doors.database, team.doors.clock.now())).byState.open, 2)
})

test('a request of an older release gets its trust and its clinic, and is on the lists of both', async () => {
  const patient = await team.doors.aPatient()
  const appointment = await team.doors.booked(patient, team.clinicId, { days: 7 })
  const id = await addAsOlderRelease(team.doors.database, appointment, team.doors.clock.now())
  await runJob()
  for (const filters of [{}, { clinicId: team.clinicId }]) {
    const { items } = await team.worklist.list(team.amal, filters, { limit: 25 })
    assert.deepEqual(
      items.map(item => item.id),
      [id],
    )
  }
  await team.work.decline(team.amal, await team.seen(id), 'Too soon.')
})

test('a patient whose hospital cancelled still gets another time after the old one has passed', async () => {
  const { appointmentId, requestId } = await team.asked('reschedule')
  const { slot_id } = await team.doors.row(appointmentId)
  await update(appointmentId, {
    status: 'cancelled',
    cancelled_by: 'hospital',
    cancelled_at: toColumn(team.doors.clock.now()),
  })
  await team.doors.database('slot').where('id', String(slot_id)).update({ booked: 0 })
  team.doors.clock.pass({ hours: 24 * 8 })
  await runJob()
  assert.equal((await team.row(requestId)).status, 'open')
  const slot = await team.doors.aSlot(team.clinicId, { days: 3 })
  const seen = await team.seen(requestId)
  await team.work.completeReschedule(team.amal, seen, await team.doors.chosen(slot))
  assert.equal((await team.row(requestId)).status, 'done')
})

test('a request that cannot be closed is left for the next run', async () => {
  const { appointmentId, requestId } = await team.asked('cancel')
  await update(appointmentId, { starts_at: toColumn(team.doors.clock.now()) })
  const broken = { verb: 'insert', table: 'request_event', message: 'disk on fire' } as const
  await whileRefusing(team.doors.database, broken, async () =>
    assert.deepEqual(await runJob(), { failed: 'requests-not-closed' }),
  )
  assert.equal((await team.row(requestId)).status, 'open')
  assert.equal(await runJob(), 'done')
  assert.equal((await team.row(requestId)).status, 'lapsed')
})

test('a worker that stops closes no more requests', async () => {
  const { appointmentId, requestId } = await team.asked('cancel')
  await update(appointmentId, { status: 'noshow' })
  assert.equal(await runJob(AbortSignal.abort()), 'more')
  assert.equal((await team.row(requestId)).status, 'open')
})
