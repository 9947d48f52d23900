import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { RequestChanged } from '../../../../src/features/worklist/refusals.ts'
import { BadRequest, NotFound, NotPermitted } from '../../../../src/shared/errors.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { everything } from '../../appointments/support.ts'
import { BookingTeam, recorded } from '../support.ts'

let team: BookingTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await BookingTeam.open(await aDatabase(t))
    await run()
  })

test('a request is assigned, marked as urgent and neither any more, and each step is recorded', async () => {
  const { patient, requestId } = await team.asked('cancel')
  const { amal, lena, triage } = team
  const zoe = await team.aColleague('Zoë')
  await triage.assign(lena, await team.seen(requestId), zoe)
  await triage.changePriority(amal, await team.seen(requestId), 'In pain 📞')
  assert.deepEqual(await team.row(requestId).then(row => [row.assigned_to, row.priority, row.status]), [
    zoe,
    'urgent',
    'open',
  ])
  await triage.changePriority(amal, await team.seen(requestId), 'Seen today')
  await triage.assign(lena, await team.seen(requestId), null)
  assert.deepEqual(await recorded(team.doors.database, requestId, patient.patientId), [
    [2, 'assigned', 'lena', 'team-lead', zoe],
    [3, 'marked-urgent', 'amal', 'booking-team', 'In pain 📞'],
    [4, 'marked-normal', 'amal', 'booking-team', 'Seen today'],
    [5, 'unassigned', 'lena', 'team-lead', null],
  ])
  assert.deepEqual(await team.row(requestId).then(row => [row.assigned_to, row.priority]), [null, null])
})

test('assigning neither ends a claim nor keeps a colleague from working on the request', async () => {
  const { requestId } = await team.asked('cancel')
  const { amal, bea, lena, triage, work } = team
  await work.claim(amal, await team.seen(requestId))
  await triage.assign(lena, await team.seen(requestId), await team.aColleague('Zoë'))
  assert.equal((await team.row(requestId)).claimed_by, 'amal')
  await work.takeOver(bea, await team.seen(requestId), 'Gone home')
  await work.decline(bea, await team.seen(requestId), 'No.')
})

test('only a team lead assigns, and only to a colleague who works on requests at the trust', async () => {
  const { patient, requestId } = await team.asked('cancel')
  const { amal, lena, triage } = team
  const elsewhere = await BookingTeam.of(team.doors)
  const seen = await team.seen(requestId)
  const zoe = await team.aColleague('Zoë')
  const others = [await team.aColleague('An auditor', 'auditor'), await elsewhere.aColleague('Elsewhere')]
  const untouched = await everything(team.doors.database)
  await assert.rejects(triage.assign(amal, seen, zoe), NotPermitted)
  await assert.rejects(triage.assignMany(amal, [seen], zoe), NotPermitted)
  await assert.rejects(triage.assign(patient, seen, zoe), NotFound)
  await assert.rejects(triage.colleagues(patient), NotFound)
  for (const other of [...others, randomUUID(), ''])
    await assert.rejects(triage.assign(lena, seen, other), BadRequest)
  await assert.rejects(elsewhere.triage.assign(elsewhere.lena, seen, null), NotFound)
  await assert.rejects(elsewhere.triage.changePriority(elsewhere.amal, seen, 'Hm'), NotFound)
  for (const words of ['', ' ', 'ü'.repeat(501)])
    await assert.rejects(triage.changePriority(amal, seen, words), BadRequest)
  assert.equal(await everything(team.doors.database), untouched)
})

test('who comes second is told, and the same form sent twice makes one step', async () => {
  const { requestId } = await team.asked('cancel')
  const { lena, amal, triage } = team
  const [zoe, kim] = [await team.aColleague('Zoë'), await team.aColleague('Kim')]
  const seen = await team.seen(requestId)
  await triage.assign(lena, seen, zoe)
  await triage.assign(lena, seen, zoe)
  await assert.rejects(triage.assign(lena, seen, kim), RequestChanged)
  await assert.rejects(triage.changePriority(amal, seen, 'In pain'), RequestChanged)
  assert.equal((await team.row(requestId)).version, 2)
  const again = await team.seen(requestId)
  await triage.assign(lena, again, zoe)
  assert.equal((await team.row(requestId)).version, 2, 'it is assigned to her already')
  await triage.assign(lena, again, kim)
  assert.equal((await team.row(requestId)).assigned_to, kim)
})

test('of many, those that have changed or are closed stay as they are, and the others are assigned', async () => {
  const { amal, lena, triage, work } = team
  const zoe = await team.aColleague('Zoë')
  const chosen: { id: string; version: number }[] = []
  for (let count = 0; count < 4; count++)
    chosen.push({ id: (await team.asked('cancel')).requestId, version: 1 })
  const [changed, closed, one, two] = chosen.map(({ id }) => id) as [string, string, string, string]
  await work.addNote(amal, await team.seen(changed), 'Rang')
  await work.decline(amal, await team.seen(closed), 'No.')
  const elsewhere = await BookingTeam.of(team.doors)
  const theirs = (await elsewhere.asked('cancel')).requestId
  const all = [...chosen, { id: theirs, version: 1 }, { id: randomUUID(), version: 1 }]
  for (const time of ['first', 'again'])
    assert.deepEqual(await triage.assignMany(lena, all, zoe), new Set([one, two]), time)
  const assigned = await team.doors
    .database('change_request')
    .where('assigned_to', zoe)
    .select('id', 'version')
  assert.deepEqual(
    assigned.map(({ id, version }) => [id, version]).toSorted(),
    [
      [one, 2],
      [two, 2],
    ].toSorted(),
  )
})
