import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { fromColumn, toColumn } from '../../../src/database/columns.ts'
import type { WorklistFilters } from '../../../src/features/worklist/lists/worklist-filters.ts'
import { NotFound } from '../../../src/shared/errors.ts'
import { aClinic } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { MONDAY } from '../../support/portal.ts'
import { BookingTeam } from './support.ts'

let team: BookingTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await BookingTeam.open(await aDatabase(t))
    await run()
  })

/** A request with the given promise, in hours from now. */
async function promisedIn(hours: number, changes: object = {}): Promise<string> {
  const { requestId } = await team.asked('cancel')
  const promised_by = toColumn(MONDAY.add({ hours }))
  await team.doors
    .database('change_request')
    .where('id', requestId)
    .update({ promised_by, ...changes })
  return requestId
}

async function listed(filters: WorklistFilters = {}): Promise<string[]> {
  const { items, next } = await team.worklist.list(team.amal, filters, { limit: 25 })
  assert.equal(next, undefined)
  return items.map(({ id }) => id)
}

test('requests are listed by promise, in pages that neither repeat nor leave out any', async () => {
  const ids: string[] = []
  for (const hours of [3, 1, 1, 1, 2]) ids.push(await promisedIn(hours))
  const elsewhere = await BookingTeam.of(team.doors)
  await elsewhere.asked('cancel')
  const found: string[] = []
  let after: Parameters<typeof team.worklist.list>[2]['after']
  do {
    const page = await team.worklist.list(team.amal, {}, { after, limit: 2 })
    found.push(...page.items.map(({ id }) => id))
    after = page.next
  } while (after)
  const [last, ...firstHour] = ids
  const soonest = firstHour.slice(0, 3).toSorted()
  assert.deepEqual(found, [...soonest, ids[4], last])
})

test('a list shows whose request it is, and not what the patient wrote', async () => {
  const { patient, requestId } = await team.asked('reschedule')
  const { items } = await team.worklist.list(team.amal, {}, { limit: 25 })
  const [item] = items
  const row = await team.doors.database('patient').where('id', patient.patientId).first()
  assert.ok(item)
  assert.deepEqual(
    { ...item.patient, birthDate: String(item.patient.birthDate) },
    {
      id: patient.patientId,
      nhsNumber: row.nhs_number,
      givenName: row.given_name,
      familyName: row.family_name,
      birthDate: row.birth_date,
    },
  )
  assert.equal(item?.appointment.clinicName, 'Heart clinic')
  assert.ok(!JSON.stringify(item).includes('3 May'))
  const full = await team.worklist.find(team.amal, requestId)
  assert.equal(full.request.datesToAvoid, '3 May')
  assert.deepEqual(full.history, [])
})

test('the list is narrowed by clinic, kind, claim and promise, and so are its counts', async () => {
  const mine = await promisedIn(5)
  const theirs = await promisedIn(6)
  const lapsed = await promisedIn(-1)
  const { requestId: reschedule } = await team.asked('reschedule')
  await team.work.claim(team.bea, await team.seen(lapsed))
  team.doors.clock.pass({ minutes: 20 })
  await team.work.claim(team.amal, await team.seen(mine))
  await team.work.claim(team.bea, await team.seen(theirs))
  assert.deepEqual(await listed({ claimed: 'me' }), [mine])
  assert.deepEqual(await listed({ claimed: 'anyone' }), [mine, theirs])
  assert.deepEqual(await listed({ claimed: 'none' }), [lapsed, reschedule])
  assert.deepEqual(await listed({ overdue: true }), [lapsed])
  assert.deepEqual(await listed({ kind: 'reschedule' }), [reschedule])
  assert.equal((await listed({ clinicId: team.clinicId })).length, 4)
  const other = await aClinic(team.doors.database, { trust_ods_code: team.trust })
  assert.deepEqual(await listed({ clinicId: other }), [])
  const all = { open: 4, overdue: 1, claimedByMe: 1, assignedToMe: 0, unclaimed: 2 }
  assert.deepEqual(await team.worklist.count(team.amal), all)
  const ofKind = await team.worklist.count(team.amal, { kind: 'reschedule' })
  assert.deepEqual(ofKind, { open: 1, overdue: 0, claimedByMe: 0, assignedToMe: 0, unclaimed: 1 })
})

test('a request that is closed is no longer listed, and can still be found with its history', async () => {
  const { requestId } = await team.asked('cancel')
  await team.work.decline(team.amal, await team.seen(requestId), 'Too soon.')
  assert.deepEqual(await listed(), [])
  const { request, history } = await team.worklist.find(team.bea, requestId)
  assert.deepEqual([request.status, request.reply], ['declined', 'Too soon.'])
  assert.deepEqual(
    history.map(({ event, actorId, role }) => [event, actorId, role]),
    [['declined', 'amal', 'booking-team']],
  )
})

test('staff find a request about an appointment that is hidden from its patient', async () => {
  const { appointmentId, requestId } = await team.asked('cancel')
  await team.doors.database('appointment').where('id', appointmentId).update('hidden', true)
  await team.work.completeCancellation(team.amal, await team.seen(requestId))
  assert.equal((await team.doors.row(appointmentId)).status, 'cancelled')
})

test('a request of another trust looks like one that does not exist, and the attempt is written down', async () => {
  const { requestId } = await team.asked('cancel')
  const elsewhere = await BookingTeam.of(team.doors)
  for (const id of [requestId, randomUUID(), "x'", 'x'.repeat(300)])
    await assert.rejects(elsewhere.worklist.find(elsewhere.amal, id), NotFound)
  const entries = await team.doors.database('audit_log').where('action', 'sought-request')
  assert.deepEqual(
    entries.map(entry => [entry.patient_id, entry.actor_id]),
    // What is no id is not written down: it may be anything that somebody typed.
    Array.from({ length: 2 }, () => [`trust:${elsewhere.trust}`, 'amal']),
  )
})

test('a patient has no worklist', async () => {
  const { patient, requestId } = await team.asked('cancel')
  await assert.rejects(team.worklist.list(patient, {}, { limit: 25 }), NotFound)
  await assert.rejects(team.worklist.count(patient), NotFound)
  await assert.rejects(team.worklist.find(patient, requestId), NotFound)
})

test('the instants of a claim are kept to the millisecond', async () => {
  const { requestId } = await team.asked('cancel')
  team.doors.clock.set('2026-06-15T09:00:00.123Z')
  await team.work.claim(team.amal, await team.seen(requestId))
  const { claimed_at, claimed_until } = await team.row(requestId)
  assert.equal(String(fromColumn(claimed_at)), '2026-06-15T09:00:00.123Z')
  assert.equal(String(fromColumn(claimed_until)), '2026-06-15T09:20:00.123Z')
})
