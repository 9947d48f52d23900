import assert from 'node:assert/strict'
import { StaleVersion } from '../../../../src/database/idempotent.ts'
import { mayChange } from '../../../../src/features/appointments/appointments.ts'
import { ClinicSettings, type Settings } from '../../../../src/features/clinics/settings/clinic-settings.ts'
import type { StaffActor } from '../../../../src/shared/actor.ts'
import { NotFound, NotPermitted } from '../../../../src/shared/errors.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { booked } from '../pages/support.ts'
import { ClinicTeam } from '../support.ts'

let team: ClinicTeam
let settings: ClinicSettings
let administrator: StaffActor

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await ClinicTeam.open(await aDatabase(t))
    settings = new ClinicSettings(team.doors.database, team.doors.clock)
    administrator = { kind: 'staff', userId: 'ada', role: 'administrator', trustOdsCode: team.trust }
    await run()
  })

const NONE: Settings = {
  cancel: null,
  reschedule: null,
  minimumNoticeHours: null,
  maxChanges: null,
  promiseWorkingHours: null,
  preparation: null,
}

const find = () => settings.find(administrator, team.clinicId)

test('what is saved holds at once for booked appointments, and is in the history and the audit log', async () => {
  const id = await booked(team, 7)
  const { version, ofTrust, settings: before } = await find()
  assert.deepEqual([version, before, ofTrust.cancel], [1, NONE, 'at-once'])
  const own: Settings = { ...NONE, cancel: 'phone', minimumNoticeHours: 0, preparation: 'Bring «Ω» glasses' }
  await settings.save(administrator, team.clinicId, 1, own)
  const after = await find()
  assert.deepEqual([after.version, after.settings], [2, own])
  const [event, ...rest] = after.history
  assert.deepEqual(
    [event?.staffUserId, event?.role, event?.was, event?.became, rest],
    ['ada', 'administrator', NONE, own, []],
  )
  const row = await team.doors.database('appointment').where({ id }).first()
  const patient = { kind: 'patient', patientId: row.patient_id } as const
  const appointment = await team.doors.appointments.find(patient, id)
  assert.deepEqual(mayChange(appointment, 'cancel', team.doors.clock.now()), { obstacle: 'phone-only' })
  assert.equal(appointment.preparation, 'Bring «Ω» glasses')
  const audited = await team.doors.database('audit_log').where('action', 'changed-clinic-settings')
  assert.deepEqual(
    audited.map(entry => [entry.actor_id, entry.subject_type, entry.subject_id, entry.version]),
    [['ada', 'clinic', team.clinicId, 2]],
  )
})

test('the effect counts what patients of booked appointments can do before and after', async () => {
  await booked(team, 1) // too late for the two days of notice
  await booked(team, 7)
  const [urgent, moved, past, asked] = [
    await booked(team, 8),
    await booked(team, 9),
    await booked(team, 10),
    await booked(team, 11),
  ]
  const appointment = (id: string | undefined) => team.doors.database('appointment').where({ id })
  await appointment(urgent).update('priority', 'TWO_WEEK_WAIT')
  await appointment(moved).update('changes_made', 3)
  await appointment(past).update({ status: 'fulfilled' })
  const asking = await appointment(asked).first()
  await team.doors.database('change_request').insert({
    ...{ id: 'r', appointment_id: asked, kind: 'cancel', reason: 'other' },
    ...{ requested_at: asking.starts_at, promised_by: asking.starts_at },
  })
  const effect = await settings.effect(administrator, await find(), {
    ...NONE,
    cancel: 'request',
    reschedule: 'phone',
    minimumNoticeHours: 48,
  })
  assert.deepEqual(effect, {
    upcoming: 4,
    cancel: {
      before: { atOnce: 2 + 1, byRequest: 0, notOnline: 1 },
      after: { atOnce: 0, byRequest: 2, notOnline: 2 },
    },
    reschedule: {
      before: { atOnce: 2, byRequest: 0, notOnline: 2 },
      after: { atOnce: 0, byRequest: 0, notOnline: 4 },
    },
  })
})

test('whoever is second is refused, and the same form twice changes once', async () => {
  const own = { ...NONE, maxChanges: 1 }
  await settings.save(administrator, team.clinicId, 1, own)
  await settings.save(administrator, team.clinicId, 1, own)
  await assert.rejects(
    settings.save(administrator, team.clinicId, 1, { ...NONE, maxChanges: 2 }),
    StaleVersion,
  )
  const other = { ...administrator, userId: 'bo' }
  await assert.rejects(settings.save(other, team.clinicId, 1, { ...NONE, maxChanges: 2 }), StaleVersion)
  await settings.save(other, team.clinicId, 2, own)
  const { history, version } = await find()
  assert.deepEqual([version, history.length], [2, 1], 'what changes nothing is no change')
})

test('only administrators of the trust change them', async () => {
  const save = (actor: StaffActor) => settings.save(actor, team.clinicId, 1, NONE)
  await assert.rejects(save({ ...administrator, role: 'team-lead' }), NotPermitted)
  await assert.rejects(save({ ...administrator, trustOdsCode: 'ZZZ' }), NotFound)
  await assert.rejects(settings.find({ ...administrator, trustOdsCode: 'ZZZ' }, team.clinicId), NotFound)
  await assert.rejects(settings.find(administrator, "'"), NotFound)
})
