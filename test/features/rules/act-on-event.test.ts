import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { auditedChanges } from '../../support/audited.ts'
import { BookingTeam, recorded } from '../worklist/support.ts'
import { aContent, RuleTeam } from './support.ts'

let at: RuleTeam

beforeEach(async () => {
  at = await RuleTeam.open()
})

const all = (assignee: string | null) => ({ assignee, urgent: true, note: 'Ring the patient' })

test('a rule assigns a request to cancel, marks it as urgent and adds a note, in its history and in the audit log', async () => {
  const priya = await at.team.aColleague('Priya')
  const id = await at.on(
    'asked-to-cancel',
    aContent('Short notice', { reasons: ['private-care'] }, all(priya)),
  )
  const { patient, requestId } = await at.team.asked('cancel')
  assert.deepEqual(await at.steps(requestId), [], 'the change of the patient is complete without it')
  await at.deliver()
  const by = `rule:${id}:2`
  assert.deepEqual(await recorded(at.database, requestId, patient.patientId), [
    [2, 'assigned', by, null, priya],
    [3, 'marked-urgent', by, null, null],
    [4, 'noted', by, null, 'Ring the patient'],
  ])
  const row = await at.team.row(requestId)
  assert.deepEqual([row.assigned_to, row.priority, row.status, row.version], [priya, 'urgent', 'open', 4])
  const entries = await auditedChanges(at.database).where({ patient_id: patient.patientId, actor_id: by })
  assert.deepEqual(entries.map(({ actor, action }) => [actor, action]).toSorted(), [
    ['portal', 'assigned-request'],
    ['portal', 'marked-request-urgent'],
    ['portal', 'noted-on-request'],
  ])
})

test('a rule follows one kind of request only', async () => {
  await at.on('asked-to-move', aContent('Moves', {}, { urgent: true }))
  const toCancel = await at.team.asked('cancel')
  const toMove = await at.team.asked('reschedule')
  await at.deliver()
  assert.equal((await at.team.row(toCancel.requestId)).priority, null)
  assert.equal((await at.team.row(toMove.requestId)).priority, 'urgent')
})

test('an event that is delivered again makes no second step, also while it is delivered twice at once', async () => {
  await at.on('asked-to-cancel', aContent('Notes'))
  const { appointmentId, requestId } = await at.team.asked('cancel')
  const event = await at.database('outbox').where({ subject_id: appointmentId }).first()
  await Promise.all([at.deliverOne(event), at.deliverOne(event), at.deliverOne(event)])
  await at.deliverOne(event)
  assert.equal((await at.steps(requestId)).length, 1)
  assert.equal((await at.database('trust_rule_run')).length, 1)
})

test('a rule that fails halfway has done nothing, and does all when the event is delivered again', async () => {
  await at.on('asked-to-cancel', aContent('All', {}, { urgent: true, note: 'Ring the patient' }))
  const { appointmentId, requestId } = await at.team.asked('cancel')
  const event = await at.database('outbox').where({ subject_id: appointmentId }).first()
  await at.database.raw(
    "create trigger stopped before insert on request_event when new.event = 'noted' begin select raise(abort, 'stopped'); end",
  )
  await assert.rejects(at.deliverOne(event), /stopped/)
  assert.deepEqual(await at.steps(requestId), [])
  assert.deepEqual(await at.database('trust_rule_run'), [])
  await at.database.raw('drop trigger stopped')
  await at.deliverOne(event)
  assert.deepEqual(
    (await at.steps(requestId)).map(([step]) => step),
    ['marked-urgent', 'noted'],
  )
})

test('a rule that is off does nothing, and one that is switched on acts on nothing from before', async () => {
  const id = await at.add('asked-to-cancel', aContent('Notes'))
  const first = await at.team.asked('cancel')
  await at.deliver()
  const second = await at.team.asked('cancel')
  at.clock.pass({ seconds: 1 })
  await at.switch(id, true)
  await at.deliver()
  at.clock.pass({ seconds: 1 })
  const third = await at.team.asked('cancel')
  await at.deliver()
  await at.switch(id, false)
  const fourth = await at.team.asked('cancel')
  await at.deliver()
  const counts = []
  for (const { requestId } of [first, second, third, fourth]) counts.push((await at.steps(requestId)).length)
  assert.deepEqual(counts, [0, 0, 1, 0])
})

test('the older rule acts first: it keeps its assignee, and each adds its note', async () => {
  const [priya, ravi] = [await at.team.aColleague('Priya'), await at.team.aColleague('Ravi')]
  const first = await at.on('asked-to-cancel', aContent('First', {}, all(priya)))
  at.clock.pass({ minutes: 1 })
  const second = await at.on('asked-to-cancel', aContent('Second', {}, { ...all(ravi), note: 'And write' }))
  const { requestId } = await at.team.asked('cancel')
  await at.deliver()
  assert.deepEqual(await at.steps(requestId), [
    ['assigned', `rule:${first}:2`, priya],
    ['marked-urgent', `rule:${first}:2`, null],
    ['noted', `rule:${first}:2`, 'Ring the patient'],
    ['noted', `rule:${second}:2`, 'And write'],
  ])
})

test('a request that a team lead assigned keeps its assignee, and so does an urgent one its priority', async () => {
  const [priya, ravi] = [await at.team.aColleague('Priya'), await at.team.aColleague('Ravi')]
  await at.on('asked-to-cancel', aContent('Late', {}, all(priya)))
  const { requestId } = await at.team.asked('cancel')
  const { lena, triage } = at.team
  await triage.assign(lena, await at.team.seen(requestId), ravi)
  await triage.changePriority(lena, await at.team.seen(requestId), 'Operation')
  await at.deliver()
  assert.equal((await at.team.row(requestId)).assigned_to, ravi)
  assert.deepEqual(
    (await at.steps(requestId)).map(([step, who]) => [step, who === 'lena']),
    [
      ['assigned', true],
      ['marked-urgent', true],
      ['noted', false],
    ],
  )
})

test('a colleague who has not worked on requests for long is assigned nothing, and the history says so', async () => {
  const priya = await at.team.aColleague('Priya Nair')
  const other = await at.team.aColleague('Ravi Shah', 'auditor')
  const content = (name: string, assignee: string) => aContent(name, {}, { assignee })
  await at.on('asked-to-cancel', content('Gone', priya))
  at.clock.pass({ minutes: 1 })
  await at.on('asked-to-cancel', content('Never was', other))
  at.clock.pass({ minutes: 1 })
  await at.on('asked-to-cancel', content('Unknown', '00000000-0000-4000-8000-000000000000'))
  at.clock.pass({ hours: 24 * 91 })
  const { requestId } = await at.team.asked('cancel')
  await at.deliver()
  assert.equal((await at.team.row(requestId)).assigned_to, null)
  const rest = 'who has not logged in here in a role for this work in the last 90 days.'
  assert.deepEqual(
    (await at.steps(requestId)).map(([, , note]) => note),
    [
      `Not assigned to Priya Nair, ${rest}`,
      `Not assigned to Ravi Shah, ${rest}`,
      `Not assigned to a former colleague, ${rest}`,
    ],
  )
})

test('a request that the patient has withdrawn meanwhile stays as it is', async () => {
  await at.on('asked-to-cancel', aContent('Notes'))
  const { appointmentId, patient, requestId } = await at.team.asked('cancel')
  await at.team.patientRequests.withdraw(patient, { appointmentId, requestId })
  await at.deliver()
  assert.deepEqual(
    (await at.steps(requestId)).map(([step]) => step),
    ['withdrawn'],
  )
})

test('a request that follows another is not taken for it', async () => {
  await at.on('asked-to-cancel', aContent('Notes'))
  const { appointmentId, patient, requestId } = await at.team.asked('cancel')
  await at.team.patientRequests.withdraw(patient, { appointmentId, requestId })
  at.clock.pass({ minutes: 1 })
  const decision = await at.team.doors.decision(patient, appointmentId)
  await at.team.doors.changeRequests.cancel(patient, decision, 'other')
  await at.deliver()
  const second = await at
    .database('change_request')
    .where('appointment_id', appointmentId)
    .whereNot('id', requestId)
    .first()
  assert.equal((await at.steps(second.id)).length, 1)
})

test('a rule of another trust does nothing here', async () => {
  const theirs = new RuleTeam(await BookingTeam.of(at.team.doors))
  await theirs.on('asked-to-cancel', aContent('Theirs'))
  await theirs.on('asked-to-cancel', aContent('Ours in vain', { clinicIds: [at.team.clinicId] }))
  const { requestId } = await at.team.asked('cancel')
  await at.deliver()
  assert.deepEqual(await at.steps(requestId), [])
})
