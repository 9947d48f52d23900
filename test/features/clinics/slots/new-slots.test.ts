import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { CannotAdd, NewSlots, type SlotOrder } from '../../../../src/features/clinics/slots/new-slots.ts'
import { NotPermitted } from '../../../../src/shared/errors.ts'
import { aDatabase, onEachDatabase } from '../../../support/databases.ts'
import { ClinicTeam } from '../support.ts'

let team: ClinicTeam
let newSlots: NewSlots

const test = (name: string, run: () => Promise<void>) =>
  onEachDatabase(name, async t => {
    team = await ClinicTeam.open(await aDatabase(t))
    newSlots = new NewSlots(team.doors.database, team.doors.clock)
    await run()
  })

/** Two times on a day in so many days. */
const order = (days: number): SlotOrder => ({
  id: randomUUID(),
  medium: 'TELEPHONE',
  capacity: 2,
  pattern: {
    first: team.date(days),
    last: team.date(days),
    days: [1, 2, 3, 4, 5, 6, 7],
    from: Temporal.PlainTime.from('13:00'),
    until: Temporal.PlainTime.from('14:00'),
    minutes: 30,
  },
})

const clinic = () => team.clinics.find(team.lead, team.clinicId)

test('the same form sent twice adds once, and it is in the chain of the trust', async () => {
  const wanted = order(7)
  const one = await clinic()
  await Promise.all([1, 2].map(() => newSlots.add(team.lead, one, wanted)))
  const slots = await team.doors.database('slot').where('clinic_id', team.clinicId)
  assert.deepEqual(
    slots.map(({ blocks, booked, capacity, medium }) => [blocks, booked, capacity, medium]),
    Array.from({ length: 2 }, () => [0, 0, 2, 'TELEPHONE']),
  )
  const entries = await team.doors.database('audit_log').where('action', 'added-slots')
  assert.deepEqual(
    entries.map(({ patient_id, subject_id }) => [patient_id, subject_id]),
    [[`trust:${team.trust}`, team.clinicId]],
  )
})

test('times that overlap those of the clinic are not added, not even the others', async () => {
  await newSlots.add(team.lead, await clinic(), order(7))
  await assert.rejects(newSlots.add(team.lead, await clinic(), order(7)), CannotAdd)
  const { overlapping, times } = await newSlots.plan(team.lead, await clinic(), order(7).pattern)
  assert.deepEqual([times.length, overlapping.length], [2, 2])
  assert.equal((await team.doors.database('slot')).length, 2)
})

test('times in a closed clinic are blocked, and what is over is left out', async () => {
  await team.close(team.day(7))
  await newSlots.add(team.lead, await clinic(), order(7))
  assert.deepEqual(await team.doors.database('slot').pluck('blocks'), [1, 1])
  await assert.rejects(newSlots.add(team.lead, await clinic(), order(-1)), CannotAdd)
})

test('other roles add nothing', async () => {
  const booker = { ...team.lead, role: 'booking-team' } as const
  await assert.rejects(newSlots.add(booker, await clinic(), order(7)), NotPermitted)
})
