import assert from 'node:assert/strict'
import { toColumn } from '../../../../src/database/columns.ts'
import { periodOf } from '../../../../src/shared/dates.ts'
import type { Log } from '../../../../src/shared/log.ts'
import { whileRefusing } from '../../../support/database/faulty-tables.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { slotsNotAsBooked } from '../../appointments/door.ts'
import { ClinicTeam } from '../support.ts'

let team: ClinicTeam

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await ClinicTeam.open(await aDatabase(t))
    await run()
  })

const booked = async (days: number, hours = 0, changes = {}) =>
  team.doors.booked(await team.doors.aPatient(), team.clinicId, { days, hours }, changes)

const countDone = async (id: string) =>
  Object.values(await team.outcomes(id)).filter(outcome => outcome !== null).length

test('the closing of a clinic of 40 patients goes on where it was stopped, page by page, and the job does the rest', async () => {
  await team.doors.aSlot(team.clinicId, { days: 9 }, { capacity: 15 })
  for (let count = 0; count < 40; count++) await booked(7, count % 8)
  const id = await team.close(team.day(7))
  assert.equal(await countDone(id), 20)
  // As if the process ended after the third patient.
  const stop = new AbortController()
  let seen = 0
  team.doors.database.on('query', ({ sql }) => {
    if (/update .closed_appointment/.test(sql) && ++seen === 3) stop.abort()
  })
  await team.runJob(undefined, stop.signal)
  assert.equal(await countDone(id), 23)
  assert.equal(await team.runJob(), 'done')
  const outcomes = Object.values(await team.outcomes(id))
  assert.equal(outcomes.filter(outcome => outcome === 'moved').length, 15)
  assert.equal(outcomes.filter(outcome => outcome === 'worklist').length, 25)
  assert.deepEqual(await slotsNotAsBooked(team.doors.database), [])
  assert.equal(await team.runJob(), 'done')
})

test('one patient with whom it fails is left, and does not stop the others', async () => {
  const [first, second] = [await booked(7), await booked(7, 1)]
  const confirmed = await team.confirmed(team.day(7))
  await team.closures.close(team.lead, confirmed)
  const errors: unknown[] = []
  const log = { error: (facts: { error: unknown }) => errors.push(facts.error) } as unknown as Log
  const id = confirmed.id
  await whileRefusing(
    team.doors.database,
    { verb: 'update', table: 'appointment', where: { id: first } },
    async () => {
      assert.deepEqual(await team.runJob(log), { failed: 'appointments-left' })
    },
  )
  assert.equal(errors.length, 1)
  assert.deepEqual(await team.outcomes(id), { [first]: null, [second]: 'worklist' })
  assert.equal(await team.runJob(), 'done')
  assert.deepEqual(await team.outcomes(id), { [first]: 'worklist', [second]: 'worklist' })
})

test('what the hospital books or adds in a closed clinic afterwards is found', async () => {
  const id = await team.close(team.day(7))
  const slotId = await team.doors.aSlot(team.clinicId, { days: 7, hours: 2 })
  const late = await booked(7, 1)
  assert.equal(await team.runJob(), 'done')
  assert.equal((await team.slot(slotId)).blocks, 1)
  assert.deepEqual(await team.outcomes(id), { [late]: 'worklist' })
  const again = { status: 'booked', cancelled_by: null, cancelled_at: null }
  await team.doors
    .database('change_request')
    .update({ status: 'declined', decided_at: '2026-06-15T09:00:00.000' })
  await team.doors.database('appointment').where('id', late).update(again)
  assert.equal(await team.runJob(), 'done')
  assert.equal((await team.doors.row(late)).status, 'cancelled')
})

test('who changes their appointment first keeps the change, and who is left when the clinic opens again keeps the appointment', async () => {
  const patient = await team.doors.aPatient()
  const own = await team.doors.booked(patient, team.clinicId, { days: 7 })
  const kept = await booked(7, 1)
  const confirmed = await team.confirmed(team.day(7))
  await team.closures.close(team.lead, confirmed)
  await team.doors.changeRequests.cancel(patient, await team.doors.decision(patient, own), 'other')
  const stop = new AbortController()
  team.doors.database.on('query', ({ sql }) => {
    if (/update .closed_appointment/.test(sql)) stop.abort()
  })
  await team.runJob(undefined, stop.signal)
  await team.closures.reopen(team.lead, confirmed.id, 1)
  assert.equal(await team.runJob(), 'done')
  assert.deepEqual(await team.outcomes(confirmed.id), { [own]: 'gone', [kept]: 'kept' })
  assert.deepEqual(
    [(await team.doors.row(own)).cancelled_by, (await team.doors.row(kept)).status],
    ['patient', 'booked'],
  )
})

test('a clinician is away in all clinics of the trust, and in none of another', async () => {
  const { database } = team.doors
  const clinician_id = 'c0000000-0000-4000-8000-000000000000'
  await database('clinician').insert({ id: clinician_id, name: 'Dr Lee', role: 'Consultant' })
  const mine = await booked(7)
  await database('slot')
    .where('id', String((await team.doors.row(mine)).slot_id))
    .update({ clinician_id })
  const elsewhere = await ClinicTeam.of(team.doors)
  const theirs = await elsewhere.doors.aSlot(elsewhere.clinicId, { days: 7 }, { clinician_id })
  const other = await booked(7, 1)
  const period = periodOf(team.date(6), team.date(8))
  const id = await team.close({ clinicId: null, clinicianId: clinician_id, period, slotIds: null })
  assert.deepEqual(await team.outcomes(id), { [mine]: 'worklist' })
  assert.equal((await team.doors.row(other)).status, 'booked')
  assert.equal((await team.slot(theirs)).blocks, 0)
  assert.equal(toColumn(period.until).endsWith('T23:00:00.000'), true)
})
