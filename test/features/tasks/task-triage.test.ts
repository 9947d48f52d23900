import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Database } from '../../../src/database/database.ts'
import { TaskChanged } from '../../../src/features/tasks/refusals.ts'
import { BadRequest, NotFound, NotPermitted } from '../../../src/shared/errors.ts'
import { auditedChanges } from '../../support/audited.ts'
import { aPatient, aTrust } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { newPerson } from '../../support/person.ts'
import { MONDAY, TestClock } from '../../support/portal.ts'
import { everything } from '../appointments/support.ts'
import { aContactRequest } from '../contact-requests/support.ts'
import { TaskTeam } from './support.ts'

let database: Database
let clock: TestClock
let team: TaskTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    database = await aDatabase(t)
    clock = new TestClock()
    clock.set(MONDAY)
    team = new TaskTeam({ database, clock }, await aTrust(database))
    await run()
  })

async function aTask(at = team) {
  const patientId = await aPatient(database, newPerson())
  return { patientId, id: await aContactRequest({ database, clock }, patientId, at.trust) }
}

/** Decides about care after a cancellation, which clinicians see too. */
async function aFollowUp() {
  const { id } = await aTask()
  await database('task').where({ id }).update({ kind: 'cancellation-follow-up' })
  return id
}

test('a task is assigned, marked as urgent and neither any more, and each step is recorded', async () => {
  const { id, patientId } = await aTask()
  const { amal, bea, triage } = team
  const zoe = await team.aColleague('Zoë')
  await triage.assign(bea, await team.seen(id), zoe)
  await triage.changePriority(amal, await team.seen(id), 'In pain 📞')
  const row = await team.row(id)
  assert.deepEqual([row.assigned_to, row.priority, row.status, row.version], [zoe, 'urgent', 'open', 3])
  await triage.changePriority(amal, await team.seen(id), 'Seen today')
  await triage.assign(bea, await team.seen(id), null)
  const after = await team.row(id)
  assert.deepEqual([after.assigned_to, after.priority, after.version], [null, null, 5])
  const steps = await database('task_event').where('task_id', id).orderBy('version')
  assert.deepEqual(
    steps.map(({ version, event, actor_id, role, note }) => [version, event, actor_id, role, note]),
    [
      [2, 'assigned', 'bea', 'team-lead', zoe],
      [3, 'marked-urgent', 'amal', 'booking-team', 'In pain 📞'],
      [4, 'marked-normal', 'amal', 'booking-team', 'Seen today'],
      [5, 'unassigned', 'bea', 'team-lead', null],
    ],
  )
  const entries = await auditedChanges(database)
    .where({ subject_id: id, patient_id: patientId })
    .orderBy('place')
  assert.deepEqual(entries.map(({ action, actor_id, version }) => [action, actor_id, version]).slice(1), [
    ['assigned-task', 'bea', 2],
    ['marked-task-urgent', 'amal', 3],
    ['marked-task-normal', 'amal', 4],
    ['unassigned-task', 'bea', 5],
  ])
  const events = await database('outbox').where('subject_id', id).orderBy('subject_version')
  assert.deepEqual(events.map(event => event.kind).slice(1), [
    'task-assigned',
    'task-marked-urgent',
    'task-marked-normal',
    'task-unassigned',
  ])
})

test('assigning neither ends a claim nor keeps a colleague from working on the task', async () => {
  const { id } = await aTask()
  const { amal, bea, triage, work } = team
  const zoe = await team.aColleague('Zoë')
  await work.claim(amal, await team.seen(id))
  await triage.assign(bea, await team.seen(id), zoe)
  assert.equal((await team.row(id)).claimed_by, 'amal')
  await work.release(amal, await team.seen(id))
  assert.equal((await team.row(id)).assigned_to, zoe, 'stopping keeps the assignee')
  await work.close(amal, await team.seen(id), { outcome: 'answered-by-text', words: '' })
  assert.equal((await team.row(id)).assigned_to, zoe)
})

test('only a team lead assigns, and only to a colleague who may do this kind of task at the trust', async () => {
  const { id, patientId } = await aTask()
  const { amal, bea, doctor, triage } = team
  const elsewhere = new TaskTeam({ database, clock }, await aTrust(database))
  const seen = await team.seen(id)
  const zoe = await team.aColleague('Zoë')
  const clinician = await team.aColleague('A clinician', 'clinician')
  const others = [
    clinician,
    await team.aColleague('An auditor', 'auditor'),
    await elsewhere.aColleague('Elsewhere'),
  ]
  const untouched = await everything(database)
  for (const staff of [amal, doctor]) {
    await assert.rejects(triage.assign(staff, seen, zoe), NotPermitted)
    await assert.rejects(triage.assignMany(staff, [seen], zoe), NotPermitted)
  }
  const patient = { kind: 'patient', patientId } as const
  await assert.rejects(triage.assign(patient, seen, zoe), NotFound)
  await assert.rejects(triage.colleagues(patient, []), NotFound)
  for (const other of [...others, randomUUID(), ''])
    await assert.rejects(triage.assign(bea, seen, other), BadRequest)
  await assert.rejects(elsewhere.triage.assign(elsewhere.bea, seen, null), NotFound)
  await assert.rejects(elsewhere.triage.changePriority(elsewhere.amal, seen, 'Hm'), NotFound)
  await assert.rejects(triage.changePriority(doctor, seen, 'Not of a kind for this role'), NotFound)
  for (const words of ['', ' ', 'ü'.repeat(501)])
    await assert.rejects(triage.changePriority(amal, seen, words), BadRequest)
  assert.equal(await everything(database), untouched)
  const followUp = await aFollowUp()
  await triage.assign(bea, await team.seen(followUp), clinician)
  assert.equal((await team.row(followUp)).assigned_to, clinician)
})

test('the colleagues who are offered may do all the kinds, and have logged in lately', async () => {
  const { bea, tasks, triage } = team
  const amy = await team.aColleague('Amy')
  const cem = await team.aColleague('Cem', 'clinician')
  await team.aColleague('Dee', 'administrator')
  const kind = (name: string) => tasks.kinds(bea).filter(each => each.name === name)
  const [contact, followUp] = [kind('contact-request'), kind('cancellation-follow-up')]
  const ids = async (kinds: typeof contact) => (await triage.colleagues(bea, kinds)).map(({ id }) => id)
  assert.deepEqual(await ids(contact), [amy])
  assert.deepEqual(await ids(followUp), [amy, cem])
  assert.deepEqual(await ids([...followUp, ...contact]), [amy])
  assert.deepEqual(await ids([]), [amy, cem])
  clock.pass({ hours: 24 * 91 })
  assert.deepEqual(await ids([]), [])
})

test('who comes second is told, and the same form sent twice makes one step', async () => {
  const { id } = await aTask()
  const { amal, bea, triage } = team
  const [zoe, kim] = [await team.aColleague('Zoë'), await team.aColleague('Kim')]
  const seen = await team.seen(id)
  await triage.assign(bea, seen, zoe)
  await triage.assign(bea, seen, zoe)
  await assert.rejects(triage.assign(bea, seen, kim), TaskChanged)
  await assert.rejects(triage.changePriority(amal, seen, 'In pain'), TaskChanged)
  assert.equal((await team.row(id)).version, 2)
  const again = await team.seen(id)
  await triage.assign(bea, again, zoe)
  assert.equal((await team.row(id)).version, 2, 'it is assigned to her already')
  await triage.assign(bea, again, kim)
  assert.equal((await team.row(id)).assigned_to, kim)
})

test('of many, those that have changed or are closed stay as they are, and the others are assigned', async () => {
  const { amal, bea, triage, work } = team
  const zoe = await team.aColleague('Zoë')
  const chosen: { id: string; version: number }[] = []
  for (let count = 0; count < 4; count++) chosen.push({ id: (await aTask()).id, version: 1 })
  const [changed, closed, one, two] = chosen.map(({ id }) => id) as [string, string, string, string]
  await work.addNote(amal, await team.seen(changed), 'Rang')
  await work.close(amal, await team.seen(closed), { outcome: 'answered-by-text', words: '' })
  const elsewhere = new TaskTeam({ database, clock }, await aTrust(database))
  const theirs = (await aTask(elsewhere)).id
  const all = [...chosen, { id: theirs, version: 1 }, { id: randomUUID(), version: 1 }]
  for (const time of ['first', 'again'])
    assert.deepEqual(await triage.assignMany(bea, all, zoe), new Set([one, two]), time)
  const assigned: string[] = await database('task').where('assigned_to', zoe).pluck('id')
  assert.deepEqual(assigned.toSorted(), [one, two].toSorted())
})
