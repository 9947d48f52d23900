import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, test } from 'node:test'
import { toColumn } from '../../../src/database/columns.ts'
import { PatientBookings } from '../../../src/features/staff-patients/patient-bookings.ts'
import { auditedChanges } from '../../support/audited.ts'
import { aClinic } from '../../support/builders.ts'
import { TaskTeam } from '../tasks/support.ts'
import { aContent, RuleTeam } from './support.ts'

let at: RuleTeam

beforeEach(async () => {
  at = await RuleTeam.open()
})

test('a rule notes on the task that follows a cancellation, online at once', async () => {
  const { doors } = at.team
  await at.on('cancelled', aContent('Children', { reasons: ['no-transport'], withinDays: 7 }))
  const clinicId = await aClinic(at.database, { trust_ods_code: at.team.trust, cancel_how: 'at-once' })
  const cancelled = async (reason: string) => {
    const patient = await doors.aPatient()
    const id = await doors.booked(patient, clinicId, { days: 5 })
    await doors.changeRequests.cancel(patient, await doors.decision(patient, id), reason)
    return id
  }
  const [matched, other] = [await cancelled('no-transport'), await cancelled('other')]
  await at.deliver()
  assert.deepEqual(await at.tasks(matched), [['cancellation-follow-up', ['Ring the patient']]])
  assert.deepEqual(await at.tasks(other), [['cancellation-follow-up', []]])
})

test('it does so as well when the booking team cancels as asked', async () => {
  await at.on('cancelled', aContent('Any'))
  const { appointmentId, requestId } = await at.team.asked('cancel')
  await at.team.work.completeCancellation(at.team.amal, await at.team.seen(requestId))
  await at.deliver()
  assert.deepEqual(await at.tasks(appointmentId), [['cancellation-follow-up', ['Ring the patient']]])
})

test('a rule opens one task about a booking, with the note of each rule, at the first and at another time', async () => {
  await at.on('booked', aContent('By video', { media: ['VIDEO_CONSULTATION'] }, { note: 'Send the link' }))
  at.clock.pass({ minutes: 1 })
  await at.on('booked', aContent('Interpreter', {}, { note: 'Book an interpreter' }))
  const { doors } = at.team
  const patient = await doors.aPatient()
  const id = await doors.booked(patient, at.team.clinicId, { days: 7 }, { medium: 'VIDEO_CONSULTATION' })
  const [first, second] = [
    await doors.aSlot(at.team.clinicId, { days: 8 }, { medium: 'VIDEO_CONSULTATION' }),
    await doors.aSlot(at.team.clinicId, { days: 9 }),
  ]
  const bookings = new PatientBookings(at.database, at.clock)
  const decision = await doors.decision(patient, id)
  const seen = { patientId: patient.patientId, appointmentId: id, seen: decision.seen }
  const movedId = await bookings.move(at.team.amal, seen, await doors.chosen(first), 'phone')
  const { clinicId } = at.team
  const booked = { patientId: patient.patientId, clinicId, formId: '00000000-0000-4000-8000-000000000000' }
  const newId = await bookings.book(at.team.amal, booked, await doors.chosen(second), 'phone')
  await at.deliver()
  assert.deepEqual(await at.tasks(movedId), [['booking-check', ['Send the link', 'Book an interpreter']]])
  assert.deepEqual(await at.tasks(newId), [['booking-check', ['Book an interpreter']]])
  assert.deepEqual(await at.tasks(id), [])
})

test('a booking that is cancelled before the rule acts needs no task', async () => {
  await at.on('booked', aContent('Any'))
  const { doors } = at.team
  const { patientId } = await doors.aPatient()
  await doors.booked({ kind: 'patient', patientId }, at.team.clinicId, { days: 7 })
  const slot = await doors.aSlot(at.team.clinicId, { days: 9 })
  const booked = { patientId, clinicId: at.team.clinicId, formId: '00000000-0000-4000-8000-000000000000' }
  const bookings = new PatientBookings(at.database, at.clock)
  const id = await bookings.book(at.team.amal, booked, await doors.chosen(slot), 'phone')
  await at
    .database('appointment')
    .where({ id })
    .update({
      ...{ status: 'cancelled', attended: '4', cancelled_by: 'hospital', cancellation_reason: 'ill' },
      cancelled_at: toColumn(at.clock.now()),
    })
  await at.deliver()
  assert.deepEqual(await at.tasks(id), [])
})

/** The task about an appointment, and the steps of its history: event, who made it, and the note. */
async function triaged(appointmentId: string) {
  const task = await at.database('task').where('appointment_id', appointmentId).first()
  const steps = await at.database('task_event').where('task_id', task.id).orderBy('version')
  return { task, steps: steps.map(({ event, actor_id, note }) => [event, actor_id, note]) }
}

/** A patient cancels online at once. Returns the id of the appointment. */
async function cancelledAtOnce(): Promise<string> {
  const { doors } = at.team
  const clinicId = await aClinic(at.database, { trust_ods_code: at.team.trust, cancel_how: 'at-once' })
  const patient = await doors.aPatient()
  const id = await doors.booked(patient, clinicId, { days: 5 })
  await doors.changeRequests.cancel(patient, await doors.decision(patient, id), 'other')
  return id
}

/** Staff book another appointment for a patient of the trust. Returns its id. */
async function bookedByStaff(): Promise<string> {
  const { amal, clinicId, doors } = at.team
  const { patientId } = await doors.aPatient()
  await doors.booked({ kind: 'patient', patientId }, clinicId, { days: 7 })
  const slot = await doors.aSlot(clinicId, { days: 9 })
  const booked = { patientId, clinicId, formId: randomUUID() }
  return new PatientBookings(at.database, at.clock).book(amal, booked, await doors.chosen(slot), 'phone')
}

test('a rule assigns the task about a cancellation or a booking, marks it as urgent and adds a note, in its history and in the audit log', async () => {
  const priya = await at.team.aColleague('Priya')
  const happens = { cancelled: cancelledAtOnce, booked: bookedByStaff } as const
  for (const event of ['cancelled', 'booked'] as const) {
    const content = aContent('All', {}, { assignee: priya, urgent: true, note: 'Ring the patient' })
    const by = `rule:${await at.on(event, content)}:2`
    const { steps, task } = await (async () => {
      const id = await happens[event]()
      await at.deliver()
      await at.deliver()
      return triaged(id)
    })()
    assert.deepEqual(
      steps,
      [
        ['assigned', by, priya],
        ['marked-urgent', by, null],
        ['noted', by, 'Ring the patient'],
      ],
      event,
    )
    assert.deepEqual(
      [task.assigned_to, task.priority, task.status, task.version],
      [priya, 'urgent', 'open', 4],
    )
    const entries = await auditedChanges(at.database).where({ patient_id: task.patient_id, actor_id: by })
    assert.deepEqual(entries.map(({ actor, action }) => [actor, action]).toSorted(), [
      ['portal', 'assigned-task'],
      ['portal', 'marked-task-urgent'],
      ['portal', 'noted-on-task'],
    ])
  }
})

test('a rule without a note opens the task of a booking too, and of two rules the older one assigns it', async () => {
  const [priya, ravi] = [await at.team.aColleague('Priya'), await at.team.aColleague('Ravi')]
  const first = await at.on('booked', aContent('First', {}, { assignee: priya }))
  at.clock.pass({ minutes: 1 })
  const second = await at.on('booked', aContent('Second', {}, { assignee: ravi, urgent: true }))
  const id = await bookedByStaff()
  await at.deliver()
  assert.equal((await at.database('task').where('appointment_id', id)).length, 1)
  assert.deepEqual((await triaged(id)).steps, [
    ['assigned', `rule:${first}:2`, priya],
    ['marked-urgent', `rule:${second}:2`, null],
  ])
})

test('who may not do the task is assigned nothing: a clinician decides about care, and checks no bookings', async () => {
  const doctor = await at.team.aColleague('Dr Okoye', 'clinician')
  for (const event of ['cancelled', 'booked'] as const)
    await at.on(event, aContent('Doctor', {}, { assignee: doctor }))
  const [cancelled, booked] = [await cancelledAtOnce(), await bookedByStaff()]
  await at.deliver()
  assert.equal((await triaged(cancelled)).task.assigned_to, doctor)
  const check = await triaged(booked)
  assert.equal(check.task.assigned_to, null)
  assert.match(
    String(check.steps[0]?.[2]),
    /^Not assigned to Dr Okoye, who has not logged in here in a role for this work/,
  )
})

test('a task that staff have assigned, marked or closed before the rule acts keeps what they chose', async () => {
  const [priya, ravi] = [await at.team.aColleague('Priya'), await at.team.aColleague('Ravi')]
  await at.on('cancelled', aContent('Late', {}, { assignee: priya, urgent: true, note: 'Ring' }))
  const staff = new TaskTeam({ database: at.database, clock: at.clock }, at.team.trust)
  const [assigned, closed] = [await cancelledAtOnce(), await cancelledAtOnce()]
  const idOf = async (appointmentId: string) => (await triaged(appointmentId)).task.id
  await staff.triage.assign(staff.bea, await staff.seen(await idOf(assigned)), ravi)
  await staff.triage.changePriority(staff.bea, await staff.seen(await idOf(assigned)), 'Operation')
  const outcome = { outcome: 'back-to-referrer', words: 'Letter sent' }
  await staff.work.close(staff.bea, await staff.seen(await idOf(closed)), outcome)
  await at.deliver()
  const kept = await triaged(assigned)
  assert.deepEqual([kept.task.assigned_to, kept.task.priority], [ravi, 'urgent'])
  assert.deepEqual(
    kept.steps.map(([event]) => event),
    ['assigned', 'marked-urgent', 'noted'],
  )
  assert.deepEqual(
    (await triaged(closed)).steps.map(([event]) => event),
    ['closed'],
  )
})
