import assert from 'node:assert/strict'
import { ClaimedByAnother, RequestChanged } from '../../../src/features/worklist/refusals.ts'
import { BadRequest, NotFound } from '../../../src/shared/errors.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { slotsNotAsBooked } from '../appointments/door.ts'
import { everything } from '../appointments/support.ts'
import { BookingTeam, recorded, staffOf } from './support.ts'

let team: BookingTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await BookingTeam.open(await aDatabase(t))
    await run()
    assert.deepEqual(await slotsNotAsBooked(team.doors.database), [])
  })

test('a request is claimed, noted on, released, taken over and declined, and each step is recorded', async () => {
  const { patient, appointmentId, requestId } = await team.asked('cancel')
  const { amal, bea, work } = team
  await work.claim(amal, await team.seen(requestId))
  await work.addNote(bea, await team.seen(requestId), 'Rang: no answer 📞')
  await work.release(amal, await team.seen(requestId))
  await work.claim(bea, await team.seen(requestId))
  await work.takeOver(amal, await team.seen(requestId), 'Bea has gone home')
  await work.decline(amal, await team.seen(requestId), 'Siân, the scan cannot wait. Ring 𠮷.')
  const at = (version: number, event: string, who: string, note: string | null = null) => [
    ...[version, event, who, 'booking-team', note],
  ]
  assert.deepEqual(await recorded(team.doors.database, requestId, patient.patientId), [
    at(2, 'claimed', 'amal'),
    at(3, 'noted', 'bea', 'Rang: no answer 📞'),
    at(4, 'released', 'amal'),
    at(5, 'claimed', 'bea'),
    at(6, 'taken-over', 'amal', 'Bea has gone home'),
    at(7, 'declined', 'amal'),
  ])
  const row = await team.row(requestId)
  assert.deepEqual(
    [row.status, row.decided_by, row.reply, row.claimed_by],
    ['declined', 'amal', 'Siân, the scan cannot wait. Ring 𠮷.', null],
  )
  const appointment = await team.doors.appointments.find(patient, appointmentId)
  assert.deepEqual([appointment.shown, appointment.request, appointment.version], ['booked', null, 3])
})

test('a claim ends by itself after 20 minutes, and is renewed by whoever holds it', async () => {
  const { requestId } = await team.asked('cancel')
  const { amal, bea, doors, work } = team
  await work.claim(amal, await team.seen(requestId))
  doors.clock.pass({ minutes: 19 })
  await work.claim(amal, await team.seen(requestId))
  doors.clock.pass({ minutes: 19 })
  const refusal = await work.claim(bea, await team.seen(requestId)).catch(error => error)
  assert.ok(refusal instanceof ClaimedByAnother)
  assert.equal(refusal.request.claim?.by, 'amal')
  assert.equal(String(refusal.request.claim?.at), '2026-06-15T09:00:00Z', 'since the first claim')
  doors.clock.pass({ minutes: 1 })
  await work.claim(bea, await team.seen(requestId))
  assert.equal((await team.row(requestId)).claimed_by, 'bea')
})

test('while one works on a request, another cannot decide it or end the claim, but can note something', async () => {
  const { requestId } = await team.asked('cancel')
  const { amal, bea, work } = team
  await work.claim(amal, await team.seen(requestId))
  const seen = await team.seen(requestId)
  await assert.rejects(work.decline(bea, seen, 'No.'), ClaimedByAnother)
  await assert.rejects(work.completeCancellation(bea, seen), ClaimedByAnother)
  await assert.rejects(work.release(bea, seen), ClaimedByAnother)
  await work.addNote(bea, seen, 'She rang again')
})

test('who is too late is told who did what, and when', async () => {
  const { requestId } = await team.asked('cancel')
  const { amal, bea, doors, work } = team
  const seen = await team.seen(requestId)
  doors.clock.pass({ minutes: 4 })
  await work.decline(amal, seen, 'Too soon.')
  const untouched = await everything(doors.database)
  const late = [
    () => work.claim(bea, seen),
    () => work.takeOver(bea, seen, 'Mine'),
    () => work.addNote(bea, seen, 'Hm'),
    () => work.decline(bea, seen, 'Other words'),
    () => work.completeCancellation(bea, seen),
  ]
  for (const attempt of late) {
    const refusal = await attempt().catch(error => error)
    assert.ok(refusal instanceof RequestChanged, String(refusal))
    assert.equal(refusal.request.status, 'declined')
    assert.deepEqual(
      [refusal.last?.event, refusal.last?.actorId, String(refusal.last?.at)],
      ['declined', 'amal', '2026-06-15T09:04:00Z'],
    )
  }
  assert.equal(await everything(doors.database), untouched)
})

test('the same form sent twice makes one step, and other words under the same version are refused', async () => {
  const { requestId } = await team.asked('cancel')
  const seen = await team.seen(requestId)
  await team.work.decline(team.amal, seen, 'Too soon.')
  await team.work.decline(team.amal, seen, 'Too soon.')
  assert.equal((await team.doors.database('request_event').where('request_id', requestId)).length, 1)
  await assert.rejects(team.work.decline(team.amal, seen, 'Too late.'), RequestChanged)
})

test('a request of another trust or under another patient is not there, for anyone but staff either', async () => {
  const { patient, requestId } = await team.asked('cancel')
  const seen = await team.seen(requestId)
  const other = await team.doors.aPatient()
  const untouched = await everything(team.doors.database)
  const elsewhere = await BookingTeam.of(team.doors)
  for (const [who, what] of [
    [elsewhere.amal, seen],
    [staffOf(''), seen],
    [team.amal, { ...seen, patientId: other.patientId }],
    [team.amal, { ...seen, id: other.patientId }],
    [team.amal, { ...seen, id: "x' or 1=1" }],
    [patient, seen],
  ] as const) {
    await assert.rejects(team.work.claim(who, what), NotFound)
    await assert.rejects(team.work.decline(who, what, 'No.'), NotFound)
  }
  assert.equal(await everything(team.doors.database), untouched)
})

test('words that are missing or too long are refused, and so is an answer to another kind of request', async () => {
  const { requestId } = await team.asked('cancel')
  const seen = await team.seen(requestId)
  for (const words of ['', ' \n ', 'ü'.repeat(501)]) {
    await assert.rejects(team.work.decline(team.amal, seen, words), BadRequest)
    await assert.rejects(team.work.addNote(team.amal, seen, words), BadRequest)
    await assert.rejects(team.work.takeOver(team.amal, seen, words), BadRequest)
  }
  const chosen = await team.doors.chosen(await team.doors.aSlot(team.clinicId, { days: 8 }))
  await assert.rejects(team.work.completeReschedule(team.amal, seen, chosen), BadRequest)
  await team.work.decline(team.amal, seen, '👩🏽'.repeat(250))
})
