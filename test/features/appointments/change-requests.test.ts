import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { fromColumn } from '../../../src/database/columns.ts'
import type { Decision } from '../../../src/features/appointments/change-requests.ts'
import { AppointmentChanged, CannotChange, TimeTaken } from '../../../src/features/appointments/refusals.ts'
import type { PatientActor } from '../../../src/shared/actor.ts'
import { BadRequest, NotFound } from '../../../src/shared/errors.ts'
import { whileRefusing } from '../../support/database/faulty-tables.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { Doors, slotsNotAsBooked } from './door.ts'
import { everything } from './support.ts'

let doors: Doors

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    doors = await Doors.open(await aDatabase(t))
    await run()
    assert.deepEqual(await slotsNotAsBooked(doors.database), [])
  })

const preferences = { reason: 'ill', days: ['monday'], times: ['morning'], datesToAvoid: '' }

/** The four kinds of change: the rules of the trust, and the call that makes the change. */
const changes: Record<
  string,
  [trust: object, (doors: Doors, who: PatientActor, what: Decision, slot: string) => Promise<unknown>]
> = {
  cancel: [{}, ({ changeRequests }, who, what) => changeRequests.cancel(who, what, 'other')],
  'ask to cancel': [
    { cancel_how: 'request' },
    ({ changeRequests }, who, what) => changeRequests.cancel(who, what, 'other'),
  ],
  move: [
    {},
    async (doors, who, what, slot) => doors.changeRequests.move(who, what, await doors.chosen(slot)),
  ],
  'ask to move': [
    { reschedule_how: 'request' },
    ({ changeRequests }, who, what) => changeRequests.requestReschedule(who, what, preferences),
  ],
}

/** A patient with an appointment in a week, and a free slot on the day after. */
async function aPatientWith(trust: object) {
  const patient = await doors.aPatient()
  const clinicId = await doors.aClinic({ ...trust })
  const id = await doors.booked(patient, clinicId, { days: 7 })
  const slot = await doors.aSlot(clinicId, { days: 8 })
  return { patient, clinicId, id, slot, decision: await doors.decision(patient, id) }
}

const recorded: Record<string, [action: string, event: string][]> = {
  cancel: [['cancelled', 'appointment-cancelled']],
  'ask to cancel': [['asked-to-cancel', 'cancellation-requested']],
  move: [
    ['moved', 'appointment-moved'],
    ['booked-by-move', 'appointment-booked'],
  ],
  'ask to move': [['asked-to-reschedule', 'reschedule-requested']],
}

for (const [change, [trust, make]] of Object.entries(changes))
  test(`${change}: each new version of an appointment has one audit entry and one outbox event`, async () => {
    const { patient, id, slot, decision } = await aPatientWith(trust)
    await make(doors, patient, decision, slot)
    const audited = await doors.database('audit_log').where('patient_id', patient.patientId).orderBy('place')
    const old = await doors.row(id)
    const ids = audited.map(entry => entry.appointment_id)
    const events = await doors
      .database('outbox')
      .whereIn('subject_id', ids)
      .orderBy('subject_version', 'desc')
    const versions = [[id, 2], ...(old.moved_to_id ? [[old.moved_to_id, 1]] : [])]
    assert.deepEqual(
      audited.map(entry => [entry.action, entry.appointment_id, entry.version, entry.actor]),
      recorded[change]?.map(([action], index) => [action, ...(versions[index] ?? []), 'patient']),
    )
    for (const { at } of audited) assert.equal(String(fromColumn(at)), '2026-06-15T09:00:00Z')
    assert.deepEqual(
      events.map(event => [event.kind, event.subject_id, event.subject_version, event.sent_at]),
      recorded[change]?.map(([, event], index) => [event, ...(versions[index] ?? []), null]),
    )
    assert.equal(old.version, 2)
  })

/** The writes of each change. */
const writes: Record<string, [table: string, verb: 'insert' | 'update'][]> = {
  cancel: [
    ['appointment', 'update'],
    ['slot', 'update'],
  ],
  'ask to cancel': [
    ['appointment', 'update'],
    ['change_request', 'insert'],
  ],
  move: [
    ['appointment', 'insert'],
    ['appointment', 'update'],
    ['slot', 'update'],
  ],
  'ask to move': [
    ['appointment', 'update'],
    ['change_request', 'insert'],
  ],
}
const alwaysWritten = [
  ['accepted_change', 'insert'],
  ['accepted_change', 'update'],
  ['audit_head', 'insert'],
  ['audit_log', 'insert'],
  ['audit_head', 'update'],
  ['outbox', 'insert'],
] as const

for (const [change, [trust, make]] of Object.entries(changes))
  test(`${change}: when any write fails, everything is rolled back and the same form can be sent again`, async () => {
    const { patient, slot, decision } = await aPatientWith(trust)
    const untouched = await everything(doors.database)
    for (const [table, verb] of [...(writes[change] ?? []), ...alwaysWritten]) {
      await whileRefusing(doors.database, { verb, table, message: 'disk on fire' }, () =>
        assert.rejects(make(doors, patient, decision, slot), /disk on fire/, `${verb} ${table}`),
      )
      assert.equal(await everything(doors.database), untouched, `${verb} ${table}`)
    }
    await make(doors, patient, decision, slot)
    assert.notEqual(await everything(doors.database), untouched)
  })

for (const [change, [trust, make]] of Object.entries(changes)) {
  test(`${change}: an unknown, a hidden or another patient's appointment is not found, and nothing is written`, async () => {
    const { patient, id, slot, decision } = await aPatientWith(trust)
    const stranger = await doors.aPatient()
    const attempt = async (who: PatientActor, what: Decision) => {
      const untouched = await everything(doors.database)
      await assert.rejects(make(doors, who, what, slot), NotFound)
      assert.equal(await everything(doors.database), untouched)
    }
    await attempt(stranger, decision)
    await attempt(patient, { ...decision, id: randomUUID() })
    await doors.database('appointment').where({ id }).update('hidden', true)
    await attempt(patient, decision)
  })

  test(`${change}: an appointment that has changed since the patient saw it, or may not be changed, stays as it is`, async () => {
    const { patient, id, slot, decision } = await aPatientWith(trust)
    const attempt = async (refusal: typeof AppointmentChanged | typeof CannotChange, what: Decision) => {
      const untouched = await everything(doors.database)
      await assert.rejects(make(doors, patient, what, slot), refusal)
      assert.equal(await everything(doors.database), untouched)
    }
    await doors.database('appointment').where({ id }).update('version', 2)
    await attempt(AppointmentChanged, decision)
    await doors.database('appointment').where({ id }).update('priority', 'TWO_WEEK_WAIT')
    await attempt(CannotChange, await doors.decision(patient, id))
  })
}

test('a patient who chooses a time that is not offered keeps their appointment', async () => {
  const { patient, clinicId, slot, decision } = await aPatientWith({})
  const full = await doors.aSlot(clinicId, { days: 9 })
  await doors.booked(await doors.aPatient(), clinicId, { days: 9 }, { slot_id: full })
  const elsewhere = await doors.aSlot(await doors.aClinic(), { days: 8 })
  const untouched = await everything(doors.database)
  for (const other of [full, elsewhere, randomUUID(), ''])
    await assert.rejects(doors.changeRequests.move(patient, decision, await doors.chosen(other)), TimeTaken)
  assert.equal(await everything(doors.database), untouched)
  assert.ok(await doors.changeRequests.move(patient, decision, await doors.chosen(slot)))
})

test('a patient is never moved to a time other than the one they saw', async () => {
  const { patient, slot, decision } = await aPatientWith({})
  const chosen = await doors.chosen(slot)
  for (const change of [{ medium: 'VIDEO_CONSULTATION' }, { starts_at: '2026-06-22T06:00:00.000' }]) {
    await doors.database('slot').where('id', slot).update(change)
    const untouched = await everything(doors.database)
    await assert.rejects(doors.changeRequests.move(patient, decision, chosen), TimeTaken)
    assert.equal(await everything(doors.database), untouched)
  }
})

test('a change is refused if the trust does not use that method', async () => {
  const atOnce = await aPatientWith({})
  await assert.rejects(
    doors.changeRequests.requestReschedule(atOnce.patient, atOnce.decision, preferences),
    BadRequest,
  )
  const byRequest = await aPatientWith({ reschedule_how: 'request' })
  const chosen = await doors.chosen(byRequest.slot)
  await assert.rejects(doors.changeRequests.move(byRequest.patient, byRequest.decision, chosen), BadRequest)
})
